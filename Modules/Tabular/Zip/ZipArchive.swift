public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A ZIP archive: its entries, and the content of each as a stream. Nothing is ever unpacked into the file system.
///
/// Refused on opening: archives whose structure is broken (`archive-damaged`), that are larger than the limits or have
/// entries over each other (`archive-too-large`), and, unless told otherwise, those with names that could point outside a
/// folder (`archive-path-unsafe`). An encrypted entry is listed and refused when it is opened (`file-encrypted`).
public final class ZipArchive: Sendable {
  /// What becomes of names with `..`, a leading `/`, a drive, a backslash or control characters.
  public enum UnsafeNames: Hashable, Sendable {
    case refused
    /// Kept, for formats whose parts are looked up by name and never written anywhere.
    case kept
  }

  /// The archive's name as used in messages.
  public let file: String
  public let entries: [ZipEntry]
  public let limits: ZipLimits
  private let handle: ZipHandle

  /// Opens the archive at `path`; messages call it `file`, or `path` without one.
  public convenience init(
    path: String, file: String? = nil, limits: ZipLimits = ZipLimits(), unsafeNames: UnsafeNames = .refused
  ) throws(Diagnostic) {
    let file = file ?? path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .fileUnreadable(file, error: errno) }
    defer { _ = close(descriptor) }
    try self.init(descriptor: descriptor, file: file, limits: limits, unsafeNames: unsafeNames)
  }

  /// Opens the archive in an open file, such as an unlinked temporary one; the descriptor stays the caller's.
  public init(
    descriptor: Int32, file: String, limits: ZipLimits = ZipLimits(), unsafeNames: UnsafeNames = .refused
  ) throws(Diagnostic) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .fileUnreadable(file, error: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .fileUnreadable(file, error: EISDIR) }
    guard status.st_size > 0 else { throw .fileEmpty(file) }
    try ZipDirectory(descriptor: descriptor, size: Int(status.st_size), file: file, limits: limits).check()
    let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0, let stream = fdopen(copy, "rb") else {
      let error = errno
      if copy >= 0 { _ = close(copy) }
      throw .fileUnreadable(file, error: error)
    }
    let handle = try ZipHandle(stream: stream, file: file)
    let entries = handle.entries()
    try ZipArchive.check(entries, file: file, limits: limits)
    if unsafeNames == .refused, let entry = entries.first(where: { ZipArchive.isUnsafe($0.name) }) {
      throw .archivePathUnsafe(file, name: entry.name)
    }
    self.file = file
    self.limits = limits
    self.handle = handle
    self.entries = entries
  }

  /// The content of an entry as a stream; messages name it `archive!entry`.
  public func content(of entry: ZipEntry) throws(Diagnostic) -> ZipEntryByteSource {
    let name = "\(file)!\(entry.name)"
    if entry.isEncrypted { throw .fileEncrypted(name) }
    return try ZipEntryByteSource(handle: handle, entry: entry, file: name, limits: limits)
  }

  private static func check(_ entries: [ZipEntry], file: String, limits: ZipLimits) throws(Diagnostic) {
    var total = 0
    for entry in entries {
      let (sum, isTooBig) = total.addingReportingOverflow(entry.bytes)
      total = sum
      guard !isTooBig, total <= limits.maximumTotalBytes, entry.bytes <= limits.maximumEntryBytes else {
        throw .archiveTooLarge(
          file,
          LocalizedText(
            id: "isi arsip terlalu besar: lebih dari \(limits.maximumTotalBytes >> 20) MB seluruhnya atau "
              + "\(limits.maximumEntryBytes >> 20) MB dalam satu berkas",
            en: "the archive is too large: more than \(limits.maximumTotalBytes >> 20) MB in all or "
              + "\(limits.maximumEntryBytes >> 20) MB in one entry"), value: entry.name)
      }
    }
  }

  private static func isUnsafe(_ name: String) -> Bool {
    let bytes = name.utf8
    if bytes.isEmpty || bytes.first == UInt8(ascii: "/") { return true }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) { return true }
    if name.dropFirst().first == ":", name.first?.isLetter == true { return true }
    return name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }
}
