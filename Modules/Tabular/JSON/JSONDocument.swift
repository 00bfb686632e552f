import Diagnostics

/// A file of JSON: its names, and its text.
struct JSONDocument: Sendable {
  /// Its name in messages.
  let file: String
  /// Its name without folder and ending.
  let stem: String
  /// The name of the folder it lies in.
  let folder: String
  /// Its path in the archive or folder; empty for a file by itself.
  let member: String

  /// `path` is where it lies: in the archive, or on disk.
  init(file: String, path: String, member: String?) {
    self.file = file
    self.member = member ?? ""
    let parts = path.split(separator: "/")
    let name = parts.last.map(String.init) ?? path
    folder = parts.count > 1 ? String(parts[parts.count - 2]) : ""
    stem = JSONDocument.stem(of: name)
  }

  private static func stem(of name: String) -> String {
    var name = name[...]
    if name.lowercased().hasSuffix(".gz"), name.count > 3 { name = name.dropLast(3) }
    if let dot = name.lastIndex(of: "."), dot != name.startIndex { name = name[..<dot] }
    return String(name)
  }
}

/// The documents that make one table, one after the other.
protocol JSONDocuments: Sendable {
  /// The next document; nil after the last one.
  mutating func next() throws(Diagnostic) -> JSONDocument?
  /// Reads from the current document; 0 at its end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
}

/// One document.
struct SingleJSONDocument: JSONDocuments {
  private var document: JSONDocument?
  private var source: any ByteSource

  init(_ document: JSONDocument, _ source: any ByteSource) {
    self.document = document
    self.source = source
  }

  mutating func next() throws(Diagnostic) -> JSONDocument? {
    defer { document = nil }
    return document
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    try source.read(into: buffer)
  }
}

/// The current document of several as a source of bytes.
final class CurrentJSONDocument: ByteSource, @unchecked Sendable {
  private var documents: any JSONDocuments

  init(_ documents: any JSONDocuments) { self.documents = documents }

  func next() throws(Diagnostic) -> JSONDocument? { try documents.next() }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int { try documents.read(into: buffer) }
}
