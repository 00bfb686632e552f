import Diagnostics
import Synchronization

/// Opens single files of an archive.
///
/// The cursor of the last one is kept: files asked for in their order are reached by going on, not by starting anew.
final class MemberOpener: Sendable {
  /// A cursor and the index of the file it would hand out next.
  private struct Resting {
    var cursor: any MemberCursor
    var upcoming: Int
  }

  private let file: String
  private let start: @Sendable (ByteCount) throws(Diagnostic) -> any MemberCursor
  private let resting = Mutex<Resting?>(nil)

  init(file: String, start: @escaping @Sendable (ByteCount) throws(Diagnostic) -> any MemberCursor) {
    self.file = file
    self.start = start
  }

  /// A cursor before the first file; the bytes read from the outermost file are counted.
  func cursor(_ count: ByteCount) throws(Diagnostic) -> any MemberCursor { try start(count) }

  /// The contents of the file with this index.
  func open(_ index: Int) throws(Diagnostic) -> any ByteSource {
    let kept = resting.withLock { resting -> Resting? in
      guard let known = resting, known.upcoming <= index else { return nil }
      resting = nil
      return known
    }
    let cursor: any MemberCursor
    if let kept { cursor = kept.cursor } else { cursor = try start(ByteCount()) }
    while let member = try cursor.next() {
      if member.index == index { return MemberByteSource(cursor, upcoming: index + 1, opener: self) }
    }
    throw .archiveDamaged(
      file, LocalizedText(id: "isi arsip berubah selagi dibaca", en: "the archive changed while it was read"))
  }

  fileprivate func giveBack(_ cursor: any MemberCursor, upcoming: Int) {
    resting.withLock { $0 = Resting(cursor: cursor, upcoming: upcoming) }
  }
}

/// One file of an archive.
private struct MemberByteSource: ByteSource {
  private var cursor: (any MemberCursor)?
  private let upcoming: Int
  private let opener: MemberOpener

  init(_ cursor: any MemberCursor, upcoming: Int, opener: MemberOpener) {
    self.cursor = cursor
    self.upcoming = upcoming
    self.opener = opener
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard buffer.count > 0, let got = try cursor?.read(into: buffer) else { return 0 }
    if got == 0, let cursor {
      opener.giveBack(cursor, upcoming: upcoming)
      self.cursor = nil
    }
    return got
  }
}
