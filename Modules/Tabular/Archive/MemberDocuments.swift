import Diagnostics

/// The JSON documents among the files of an archive.
struct MemberDocuments: JSONDocuments {
  private let cursor: any MemberCursor
  private let file: String
  private let prefix: String
  /// The indexes of the documents, rising, and how their text begins.
  private let wanted: [(index: Int, form: Content.TextForm)]
  private let encoding: CSVOptions.Encoding?
  private let finding: EncodingFinding
  private var upcoming = 0
  private var source: (any ByteSource)?

  init(
    _ cursor: any MemberCursor, file: String, prefix: String, wanted: [(index: Int, form: Content.TextForm)],
    encoding: CSVOptions.Encoding?, finding: EncodingFinding
  ) {
    self.encoding = encoding
    self.cursor = cursor
    self.file = file
    self.prefix = prefix
    self.wanted = wanted
    self.finding = finding
  }

  mutating func next() throws(Diagnostic) -> JSONDocument? {
    guard upcoming < wanted.count else { return nil }
    while let member = try cursor.next() {
      if member.index < wanted[upcoming].index { continue }
      source = TextDecoding.decode(
        CursorByteSource(cursor), wanted[upcoming].form, as: encoding, finding: finding)
      upcoming += 1
      return JSONDocument(file: file + "!" + member.name, path: member.name, member: prefix + member.name)
    }
    return nil
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try source?.read(into: buffer) ?? 0
  }
}
