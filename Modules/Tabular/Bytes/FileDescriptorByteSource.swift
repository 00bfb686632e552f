public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open file descriptor: a pipe, a socket, standard input. Whoever opened it closes it.
public struct FileDescriptorByteSource: ByteSource {
  /// The descriptor's number.
  public let number: Int32
  /// The name used in messages.
  public let name: String

  public init(_ number: Int32, name: String) {
    self.number = number
    self.name = name
  }

  /// Standard input, called `-` in messages.
  public static var standardInput: FileDescriptorByteSource { FileDescriptorByteSource(0, name: "-") }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard buffer.count > 0 else { return 0 }
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(number, buffer.baseAddress, buffer.count)
      #elseif canImport(Darwin)
        let count = Darwin.read(number, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw .fileUnreadable(name, error: errno) }
    }
  }
}

/// Standard input as a source of bytes, called `-` in messages.
public struct StandardInputByteSource: ByteSource {
  private let descriptor = FileDescriptorByteSource.standardInput

  public init() {}

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try descriptor.read(into: buffer)
  }
}
