import Diagnostics

/// A file in an archive or folder.
struct Member: Sendable {
  /// Its place among the files of the archive, from 0.
  let index: Int
  /// Its path within, with `/` between folders.
  let name: String
}

/// Goes through the files of an archive or folder in their order and hands out their bytes; it has one user at a time.
protocol MemberCursor: AnyObject, Sendable {
  /// The next file; what is left of the one before is passed over. Folders, links and devices are no files.
  func next() throws(Diagnostic) -> Member?
  /// Reads from the current file; 0 at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
  /// What was passed over, and why.
  var notes: DiagnosticBag { get }
}

/// Names in archives.
enum MemberName {
  /// Whether a name stays within the folder it would be unpacked to.
  static func isSafe(_ name: String) -> Bool {
    if name.isEmpty || name.hasPrefix("/") || name.hasPrefix("\\") { return false }
    if name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) { return false }
    let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
    if parts.contains("..") { return false }
    // A drive letter.
    return !(parts[0].count == 2 && parts[0].hasSuffix(":"))
  }

  /// Whether it is what systems leave behind in archives and folders: no data of anybody.
  static func isLitter(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard let last = parts.last else { return true }
    return parts.contains("__MACOSX") || last == ".DS_Store" || last == "Thumbs.db" || last == "desktop.ini"
      || last.hasPrefix("._") || last.hasPrefix("~$")
  }
}

/// The file that a cursor stands at, as a source of bytes.
struct CursorByteSource: ByteSource {
  private let cursor: any MemberCursor

  init(_ cursor: any MemberCursor) { self.cursor = cursor }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try cursor.read(into: buffer)
  }
}
