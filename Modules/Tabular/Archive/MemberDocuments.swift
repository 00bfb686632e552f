import Diagnostics

/// The JSON documents among the files of an archive.
struct MemberDocuments: JSONDocuments {
  private var cursor: any MemberCursor
  private let file: String
  private let prefix: String
  /// The indexes of the documents, rising.
  private let wanted: [Int]
  private var upcoming = 0
  private let finding: EncodingFinding

  init(_ cursor: any MemberCursor, file: String, prefix: String, wanted: [Int], finding: EncodingFinding) {
    self.cursor = cursor
    self.file = file
    self.prefix = prefix
    self.wanted = wanted
    self.finding = finding
  }

  mutating func next() throws(Diagnostic) -> JSONDocument? {
    guard upcoming < wanted.count else { return nil }
    while let member = try cursor.next() {
      if member.index < wanted[upcoming] { continue }
      upcoming += 1
      return JSONDocument(file: file + "!" + member.name, path: member.name, member: prefix + member.name)
    }
    return nil
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try cursor.read(into: buffer)
  }
}
