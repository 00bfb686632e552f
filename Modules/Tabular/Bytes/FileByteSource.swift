public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file read from front to back; it is closed when the last copy of the source goes away.
public final class FileByteSource: ByteSource {
  private let descriptor: FileDescriptorByteSource

  /// Opens the file at `path`, called `name` in messages. Throws `file-unreadable` where it is missing, a folder, or not
  /// permitted.
  public init(path: String, name: String? = nil) throws(Diagnostic) {
    let name = name ?? path
    let number = open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .fileUnreadable(name, error: errno) }
    var status = stat()
    let described = fstat(number, &status) == 0
    let problem = described ? (status.st_mode & S_IFMT == S_IFDIR ? EISDIR : 0) : errno
    guard problem == 0 else {
      _ = close(number)
      throw .fileUnreadable(name, error: problem)
    }
    #if os(Linux)
      _ = posix_fadvise(number, 0, 0, POSIX_FADV_SEQUENTIAL)
    #endif
    descriptor = FileDescriptorByteSource(number, name: name)
  }

  deinit { _ = close(descriptor.number) }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try descriptor.read(into: buffer)
  }
}
