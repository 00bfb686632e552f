import Diagnostics

/// Goes through the files of a ZIP archive in the order of its directory.
final class ZipCursor: MemberCursor, @unchecked Sendable {
  private let archive: ZipArchive
  private var entry = 0
  private var count = 0
  private var current: ZipEntry?
  private var source: ZipEntryByteSource?
  let notes = DiagnosticBag()

  init(_ archive: ZipArchive) { self.archive = archive }

  func next() throws(Diagnostic) -> Member? {
    source = nil
    while entry < archive.entries.count {
      let next = archive.entries[entry]
      entry += 1
      if next.isFolder { continue }
      current = next
      count += 1
      return Member(index: count - 1, name: next.name)
    }
    current = nil
    return nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard let current else { return 0 }
    if source == nil { source = try archive.content(of: current) }
    return try source?.read(into: buffer) ?? 0
  }
}
