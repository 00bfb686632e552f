import Diagnostics

/// Cuts JSON documents into units that fit into memory: small documents whole, NDJSON by lines, and of a document that is one
/// long list the elements of that list.
struct JSONFeed: Sendable {
  /// About how many bytes of text make a unit of lines or elements.
  private static let unitBytes = 1 << 18

  let isLines: Bool
  /// Whether there may be several documents, so that a damaged one does not stop the others.
  let isMany: Bool
  private let documents: CurrentJSONDocument
  private let limits: InputLimits
  /// The path to the records; nil until it is found.
  private(set) var steps: [JSONPath.Step]?
  /// What stands around the long list being read.
  private(set) var context = JSONTape()
  private(set) var notes: [Diagnostic] = []

  private var document: JSONDocument?
  private var isDocumentNew = false
  private var scanner: JSONScanner
  private var lines: LineReader?
  private var list: LongJSONList?
  private var nodesBeforeList = 0
  /// The bytes of the last document, whose memory is used again.
  private var whole: [UInt8] = []
  private var bytesOfDocuments = 0

  init(
    _ documents: any JSONDocuments, isLines: Bool, isMany: Bool, steps: [JSONPath.Step]?, limits: InputLimits
  ) {
    self.documents = CurrentJSONDocument(documents)
    self.isLines = isLines
    self.isMany = isMany
    self.steps = isLines ? steps ?? [] : steps
    self.limits = limits
    scanner = JSONScanner(file: "", limits: limits.json)
  }

  var bytesRead: Int { bytesOfDocuments + (lines?.bytesRead ?? 0) + (list?.scanner.bytesRead ?? 0) }

  /// Fills a unit with the next values and finds their records; false after the last one.
  mutating func fill(_ unit: inout JSONUnit) throws(Diagnostic) -> Bool {
    while true {
      if lines != nil {
        if try fillWithLines(&unit) { return true }
        bytesOfDocuments += lines?.bytesRead ?? 0
        lines = nil
      } else if list != nil {
        if try fillWithElements(&unit) { return true }
        bytesOfDocuments += list?.scanner.bytesRead ?? 0
        list = nil
      }
      guard let next = try documents.next() else { return false }
      document = next
      isDocumentNew = true
      if isLines {
        lines = LineReader(documents, file: next.file, maximumLineBytes: limits.recordBytes)
      } else if try fillWithDocument(&unit, next) {
        return true
      }
    }
  }

  private mutating func begin(_ unit: inout JSONUnit, _ document: JSONDocument) {
    unit.reset(document, isFirst: isDocumentNew)
    isDocumentNew = false
  }

  // MARK: - Lines

  private mutating func fillWithLines(_ unit: inout JSONUnit) throws(Diagnostic) -> Bool {
    guard let document else { return false }
    begin(&unit, document)
    scanner.file = document.file
    var rawBytes = 0
    while unit.tape.text.count + rawBytes < JSONFeed.unitBytes, unit.roots.count < 4096,
      let line = try lines?.next()
    {
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      let (nodes, text) = (unit.tape.nodes.count, unit.tape.text.count)
      do throws(Diagnostic) {
        scanner.start(line, line: lines?.line ?? 1)
        let first = try scanner.next()
        try unit.tape.append(&scanner, first, limit: limits.recordBytes)
        _ = try scanner.next()
        unit.roots.append(.value(nodes))
      } catch {
        unit.tape.truncate(nodes: nodes, text: text)
        let raw = String(decoding: line.prefix(JSONFeed.rawBytes), as: UTF8.self)
        rawBytes += raw.utf8.count
        unit.roots.append(.broken(error, raw: raw))
      }
    }
    guard !unit.roots.isEmpty else { return false }
    unit.findRecords((steps ?? [])[...], inContext: false)
    return true
  }

  /// How much of a text that is no JSON is kept.
  private static let rawBytes = 4096

  // MARK: - Documents

  /// False where the document is a long list, whose elements come one unit after the other.
  private mutating func fillWithDocument(_ unit: inout JSONUnit, _ document: JSONDocument) throws(Diagnostic) -> Bool {
    var bytes = whole
    whole = []
    defer { whole = bytes }
    try documents.readAhead(limits.wholeDocumentBytes + 1, into: &bytes)
    if bytes.count > limits.wholeDocumentBytes {
      let path = try longPath(bytes, document)
      var list = LongJSONList(
        PrefixedByteSource(bytes, then: documents), document: document, steps: path, limits: limits)
      context.removeAll()
      guard try list.open(&context) else { throw JSONFeed.recordsMissing(document.file) }
      nodesBeforeList = list.nodesBefore
      self.list = list
      return false
    }
    begin(&unit, document)
    bytesOfDocuments += bytes.count
    do throws(Diagnostic) {
      guard !bytes.isEmpty else { throw Diagnostic.fileEmpty(document.file) }
      scanner.file = document.file
      try JSONFeed.read(bytes, &scanner, into: &unit.tape, limit: limits.recordBytes)
      unit.roots = [.value(0)]
      if steps == nil { steps = try findSteps(unit.tape, document) }
    } catch {
      guard isMany else { throw error }
      unit.tape.removeAll()
      unit.roots = [.broken(error, raw: String(decoding: bytes.prefix(JSONFeed.rawBytes), as: UTF8.self))]
    }
    unit.findRecords((steps ?? [])[...], inContext: false)
    return true
  }

  private static func read(
    _ bytes: [UInt8], _ scanner: inout JSONScanner, into tape: inout JSONTape, limit: Int
  ) throws(Diagnostic) {
    let result = bytes.withUnsafeBytes { bytes -> Result<Void, Diagnostic> in
      do throws(Diagnostic) {
        scanner.start(bytes)
        let first = try scanner.next()
        try tape.append(&scanner, first, limit: limit)
        _ = try scanner.next()
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  private mutating func findSteps(_ tape: JSONTape, _ document: JSONDocument) throws(Diagnostic) -> [JSONPath.Step] {
    let tables = JSONShape.tables(in: tape, at: 0)
    if tables.count > 1 { throw JSONFeed.recordsAmbiguous(document.file, tables) }
    if let path = tables.first {
      noteTable(path, document)
      return path.map { .member($0) }
    }
    guard tape.kind(0) == .beginObject || tape.kind(0) == .beginArray else {
      throw JSONFeed.recordsMissing(document.file)
    }
    return []
  }

  private mutating func longPath(_ bytes: [UInt8], _ document: JSONDocument) throws(Diagnostic) -> [JSONPath.Step] {
    if let steps { return steps }
    guard let path = JSONShape.firstTable(in: bytes, file: document.file, limits: limits.json) else {
      throw JSONFeed.recordsMissing(document.file)
    }
    noteTable(path, document)
    let found = path.map { JSONPath.Step.member($0) }
    steps = found
    return found
  }

  private mutating func noteTable(_ path: [[UInt8]], _ document: JSONDocument) {
    guard !path.isEmpty else { return }
    let text = JSONFeed.text(path)
    notes.append(
      Diagnostic(
        code: "json-records-found", severity: .note,
        message: LocalizedText(
          id: "rekaman diambil dari daftar \"\(text)\"", en: "the records are taken from the list \"\(text)\""),
        place: Place(file: document.file), value: text))
  }

  // MARK: - Long lists

  private mutating func fillWithElements(_ unit: inout JSONUnit) throws(Diagnostic) -> Bool {
    guard let document, var list else { return false }
    self.list = nil
    begin(&unit, document)
    let isMore = try list.read(into: &unit, unitBytes: JSONFeed.unitBytes)
    if !isMore { try list.close(&context) }
    self.list = list
    guard !unit.roots.isEmpty else { return false }
    unit.findRecords(list.rest, inContext: true)
    return true
  }

  /// Whether a value of the context was read only after the list had been.
  func isLate(_ node: Int) -> Bool { node >= nodesBeforeList }

  // MARK: - Problems

  private static func text(_ path: [[UInt8]]) -> String {
    path.isEmpty ? "[*]" : path.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
  }

  static func recordsMissing(_ file: String, severity: Severity = .error) -> Diagnostic {
    Diagnostic(
      code: "json-records-missing", severity: severity,
      message: LocalizedText(
        id: "tidak ada daftar rekaman di dokumen JSON ini", en: "this JSON document holds no list of records"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "sebutkan jalur ke daftarnya, misalnya records: data[*]",
        en: "say where the list is, for example records: data[*]"))
  }

  private static func recordsAmbiguous(_ file: String, _ tables: [[[UInt8]]]) -> Diagnostic {
    let names = tables.prefix(8).map(text).joined(separator: ", ")
    return Diagnostic(
      code: "json-records-ambiguous",
      message: LocalizedText(
        id: "dokumen JSON ini berisi \(tables.count) daftar: \(names)",
        en: "this JSON document holds \(tables.count) lists: \(names)"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "pilih satu dengan records pada pemetaan", en: "choose one with records in the mapping"))
  }

  static func recordsAmbiguousLater(_ file: String, _ path: [[UInt8]]) -> Diagnostic {
    recordsAmbiguous(file, [path])
  }
}

extension CurrentJSONDocument {
  /// Puts up to `limit` bytes into an array in place of what it held; fewer mean the end.
  func readAhead(_ limit: Int, into bytes: inout [UInt8]) throws(Diagnostic) {
    var source: any ByteSource = self
    var count = 0
    while count < limit {
      if count == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: min(max(1 << 14, bytes.count), limit - count)))
      }
      let got = try source.fill(&bytes, from: count)
      if got == 0 { break }
      count += got
    }
    bytes.removeSubrange(count...)
  }
}
