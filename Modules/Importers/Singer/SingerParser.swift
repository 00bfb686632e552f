import Diagnostics
import Foundation
import Tabular

/// Reads a tap's messages and cuts them into segments: at each STATE, at ACTIVATE_VERSION, at a schema that changes, and
/// where a segment has grown to its limits or has waited long enough.
struct SingerParser: ~Copyable {
  /// When a segment is committed although no STATE came.
  struct Limits: Sendable {
    var records = 100_000
    /// Bytes of rows held in memory.
    var bytes = 24 << 20
    var seconds = 5.0
  }

  private let map: SingerMap
  private let limits: Limits
  private var lines: SingerLines
  private var scanner = JSONScanner(file: "-")
  private var inner = JSONScanner(file: "-")
  private var streams: [String: Int] = [:]
  private var states: [StreamState] = []
  private var rows: RowsOfStreams
  private var records = 0
  private var firstRecord: ContinuousClock.Instant?
  private(set) var diagnostics = DiagnosticBag(keptPerCode: 20)
  /// Files of a BATCH message still to be read, and the one being read.
  private var files: SingerFiles?
  private var isEnded = false
  /// How the last RECORD message began, up to its record, where nothing followed that: taps write one after another the
  /// same way, so that the next is known by its first bytes and read once.
  private var usual: (head: [UInt8], stream: Int)?

  private struct StreamState {
    let name: String
    /// The place in the map; nil where it is not named.
    let mapped: Int?
    var schema: SingerSchema?
    var schemaLine = 0
    var record: SingerRecord?
    var headers: [String] = []
    var isOrdered = false
    var version: Int64?
  }

  /// Rows by stream; a class, because the elements cannot be copied.
  private final class RowsOfStreams {
    var list: [Box] = []
    final class Box {
      var rows: SingerRows
      init(_ name: String) { rows = SingerRows(stream: name) }
    }
  }

  init(descriptor: Int32, map: SingerMap, limits: Limits = Limits()) {
    self.map = map
    self.limits = limits
    lines = SingerLines(descriptor: descriptor)
    rows = RowsOfStreams()
  }

  /// The next segment, or nil at the end of the input.
  mutating func next() throws(Diagnostic) -> SingerSegment? {
    while !isEnded {
      if let segment = try readFiles() { return segment }
      let deadline = firstRecord?.advanced(by: .milliseconds(Int64(limits.seconds * 1000)))
      switch try lines.next(until: deadline) {
      case .silence:
        let segment = close()
        if !segment.isEmpty { return segment }
      case .end: isEnded = true
      case .line(let line, let number):
        if let segment = try message(line, number) { return segment }
      }
    }
    noteUnknown()
    let rest = close()
    return rest.isEmpty ? nil : rest
  }

  // MARK: Messages

  private mutating func message(_ line: UnsafeRawBufferPointer, _ number: Int) throws(Diagnostic) -> SingerSegment? {
    if let usual, line.count > usual.head.count, line.prefix(usual.head.count).elementsEqual(usual.head) {
      let segment = try add(line, number, offset: usual.head.count, to: usual.stream)
      if !Self.ends(line, at: usual.head.count + inner.position) {
        // Something follows the record after all, such as the version of its table.
        self.usual = nil
        states[usual.stream].version = try MessageHead(&scanner, line, number).version
      }
      return segment
    }
    let head = try MessageHead(&scanner, line, number)
    switch head.type {
    case "RECORD":
      return try record(head, line, number)
    case "SCHEMA": return try schema(head, line, number)
    case "STATE":
      guard let value = head.value else { throw .singerMessage(number, "value") }
      var segment = close()
      segment.state = String(decoding: line[value], as: UTF8.self)
      return segment
    case "ACTIVATE_VERSION":
      guard let version = head.version else { throw .singerMessage(number, "version") }
      guard let mapped = states[index(of: head.stream ?? "", number)].mapped else { return nil }
      var segment = close()
      segment.activation = SingerSegment.Activation(stream: mapped, version: version)
      return segment
    case "BATCH":
      guard let manifest = head.manifest, !manifest.isEmpty else { throw .singerMessage(number, "manifest") }
      let name = head.stream ?? ""
      let stream = index(of: name, number)
      guard states[stream].mapped != nil else { return nil }
      guard states[stream].schema != nil else { throw .singerWithoutSchema(number, stream: name) }
      files = try SingerFiles(head, manifest: manifest, stream: stream, line: number)
      return nil
    default: throw .singerMessage(number, "type")
    }
  }

  private mutating func record(
    _ head: MessageHead, _ line: UnsafeRawBufferPointer, _ number: Int
  ) throws(Diagnostic) -> SingerSegment? {
    guard let name = head.stream, let at = head.record else {
      throw .singerMessage(number, head.stream == nil ? "stream" : "record")
    }
    let stream = index(of: name, number)
    guard states[stream].mapped != nil else { return nil }
    guard states[stream].schema != nil else { throw .singerWithoutSchema(number, stream: name) }
    states[stream].version = head.version
    let segment = try add(line, number, offset: at, to: stream)
    usual = Self.ends(line, at: at + inner.position) ? (Array(line[..<at]), stream) : nil
    return segment
  }

  /// Whether a message ends at once: with the brace that closes it.
  private static func ends(_ line: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard offset < line.count else { return false }
    return Blanks.trim(UnsafeRawBufferPointer(rebasing: line[offset...])).elementsEqual([UInt8(ascii: "}")])
  }

  /// Adds the record that begins at `offset` of a line to the rows of a stream; a segment where it is full, or where a
  /// record of the same key is in it: that one is committed first, so that the later record replaces it.
  private mutating func add(
    _ line: UnsafeRawBufferPointer, _ number: Int, offset: Int, to stream: Int
  ) throws(Diagnostic) -> SingerSegment? {
    if try write(line, number, offset: offset, to: stream) { return isFull ? close() : nil }
    let segment = close()
    _ = try write(line, number, offset: offset, to: stream)
    return segment
  }

  private mutating func write(
    _ line: UnsafeRawBufferPointer, _ number: Int, offset: Int, to stream: Int
  ) throws(Diagnostic) -> Bool {
    if !states[stream].isOrdered, let schema = states[stream].schema {
      let record = UnsafeRawBufferPointer(rebasing: line[offset...])
      use(try SingerRecord.ordered(schema, like: record, &inner, number: number), for: stream)
      states[stream].isOrdered = true
    }
    guard var writer = states[stream].record else { return true }
    states[stream].record = nil
    let box = rows.list[stream]
    box.rows.begin(states[stream].headers, line: states[stream].schemaLine)
    // Rows of a segment need rising numbers; those of a file begin anew at 1.
    let row = max(number, box.rows.lastLine + 1)
    let isNew = try box.rows.record(line: row) { (builder: inout RowBlockBuilder) throws(Diagnostic) in
      try writer.write(&inner, line, number: number, offset: offset, into: &builder)
    }
    states[stream].record = writer
    guard isNew else { return false }
    records += 1
    if firstRecord == nil { firstRecord = .now }
    return true
  }

  /// Reads on in the files of a BATCH message; a segment where it is full.
  private mutating func readFiles() throws(Diagnostic) -> SingerSegment? {
    guard var open = files else { return nil }
    files = nil
    while let (line, number) = try open.next() {
      if let segment = try add(line, number, offset: 0, to: open.stream) {
        files = open
        return segment
      }
    }
    return nil
  }

  private var isFull: Bool {
    if records >= limits.records || heldBytes >= limits.bytes { return true }
    guard records & 1023 == 0, let firstRecord else { return false }
    return ContinuousClock.now - firstRecord >= .milliseconds(Int64(limits.seconds * 1000))
  }

  private mutating func schema(
    _ head: MessageHead, _ line: UnsafeRawBufferPointer, _ number: Int
  ) throws(Diagnostic) -> SingerSegment? {
    guard let name = head.stream, let at = head.schema else {
      throw .singerMessage(number, head.stream == nil ? "stream" : "schema")
    }
    var schema = SingerSchema()
    inner.start(UnsafeRawBufferPointer(rebasing: line[at...]), line: number)
    try schema.read(&inner)
    if let keys = head.keys {
      inner.start(UnsafeRawBufferPointer(rebasing: line[keys...]), line: number)
      try schema.readKeys(&inner)
    }
    let stream = index(of: name, number)
    guard states[stream].mapped != nil else { return nil }
    guard !schema.properties.isEmpty else { throw .singerMessage(number, "properties") }
    // The same schema again, as taps send after each state, changes nothing.
    if let known = states[stream].schema, Set(known.properties) == Set(schema.properties), known.keys == schema.keys {
      return nil
    }
    let segment = close()
    states[stream].schemaLine = number
    states[stream].isOrdered = false
    use(schema, for: stream)
    return segment.isEmpty ? nil : segment
  }

  private mutating func use(_ schema: SingerSchema, for stream: Int) {
    states[stream].schema = schema
    states[stream].record = SingerRecord(schema)
    let rename = states[stream].mapped.map { map.streams[$0].rename } ?? [:]
    states[stream].headers = schema.properties.map { rename[$0.name] ?? $0.name }
  }

  private mutating func index(of name: String, _ number: Int) -> Int {
    if let known = streams[name] { return known }
    let mapped = map.streams.firstIndex { $0.name == name }
    if mapped == nil { diagnostics.add(.singerUnmapped(number, stream: name, known: map.streams.map(\.name))) }
    streams[name] = states.count
    states.append(StreamState(name: name, mapped: mapped))
    rows.list.append(RowsOfStreams.Box(name))
    return states.count - 1
  }

  // MARK: Segments

  private var heldBytes: Int {
    var bytes = 0
    for box in rows.list { bytes += box.rows.bytes }
    return bytes
  }

  private mutating func close() -> SingerSegment {
    var segment = SingerSegment()
    for stream in states.indices {
      guard let mapped = states[stream].mapped, let taken = rows.list[stream].rows.take() else { continue }
      segment.tables.append(
        SingerSegment.Table(
          stream: mapped, headerLine: states[stream].schemaLine, keys: states[stream].schema?.keys ?? [],
          blocks: taken.blocks, records: taken.records, version: states[stream].version))
    }
    records = 0
    firstRecord = nil
    return segment
  }

  private mutating func noteUnknown() {
    for state in states {
      guard let unknown = state.record?.unknown else { continue }
      diagnostics.add(.singerUnknownProperty(state.name, unknown.name, count: unknown.count))
    }
  }
}
