public import Diagnostics

/// Reads JSON documents as one table: the first row holds the titles of the columns, every record is a row.
///
/// With a `JSONTableSpec` the titles are its paths. Without one the records are the elements of the one list of objects in the
/// document (or its lines, for NDJSON), and the columns all names that turn up in the first ones, those of objects within as
/// `a.b`; names that turn up later are reported (`json-key-unknown`). `null` and missing values are empty cells; lists and
/// objects in a cell are JSON text.
///
/// A record's row number is its number in the document plus 1. A line of NDJSON, or one of many documents, that is not JSON
/// becomes a row with a flaw; anything else unreadable is thrown (`json-invalid`, `record-too-long`, `json-records-missing`,
/// `json-records-ambiguous`, `json-order`, `too-many-fields`). A copy of a reader reads the same documents: use one only.
public struct JSONReader: RowReader {
  private let core: JSONTableCore

  /// A reader of one source; `isLines` for NDJSON.
  public init(
    _ source: any ByteSource, file: String, isLines: Bool = false, options: ReadingOptions = ReadingOptions(),
    limits: InputLimits = InputLimits()
  ) {
    let document = JSONDocument(file: file, path: file, member: nil)
    self.init(
      SingleJSONDocument(document, source), file: file, isLines: isLines, isMany: false, options: options,
      limits: limits)
  }

  init(
    _ documents: any JSONDocuments, file: String, isLines: Bool, isMany: Bool, options: ReadingOptions,
    limits: InputLimits
  ) {
    core = JSONTableCore(documents, file: file, isLines: isLines, isMany: isMany, options: options, limits: limits)
  }

  public mutating func nextBlock() throws(Diagnostic) -> RowBlock? { try core.nextBlock() }

  public var diagnostics: DiagnosticBag { core.bag }
  /// Bytes of JSON.
  public var unitsRead: Int { core.feed.bytesRead }
  public var totalUnits: Int? { nil }
}

/// What a reader of JSON tables keeps; it has one user at a time.
final class JSONTableCore: @unchecked Sendable {
  /// Records and bytes looked at to find the columns.
  private static let sampleRecords = 1000
  private static let sampleBytes = 1 << 20

  private(set) var feed: JSONFeed
  private(set) var bag: DiagnosticBag
  private let spec: JSONTableSpec?
  private let limits: InputLimits
  private let file: String
  private var columns: JSONColumns?
  private var builder: RowBlockBuilder
  /// Units read to find the columns, in reverse.
  private var sampled: [JSONUnit] = []
  private var unit: JSONUnit
  private var upcoming = 0
  private var recordNumber = 0
  private var recordCount = 0
  private var reportedNames: Set<String> = []
  private var isFinished = false

  init(
    _ documents: any JSONDocuments, file: String, isLines: Bool, isMany: Bool, options: ReadingOptions,
    limits: InputLimits
  ) {
    self.file = file
    self.limits = limits
    spec = options.json
    bag = DiagnosticBag(keptPerCode: options.keptDiagnosticsPerCode)
    feed = JSONFeed(
      documents, isLines: isLines, isMany: isMany, steps: options.json?.recordPath.steps, limits: limits)
    // A block ends with its document, so blocks of many small ones are small.
    builder = RowBlockBuilder(file: file, blockBytes: isMany ? min(options.blockBytes, 1 << 16) : options.blockBytes)
    unit = JSONUnit(document: JSONDocument(file: file, path: file, member: nil))
  }

  func nextBlock() throws(Diagnostic) -> RowBlock? {
    guard !isFinished else { return nil }
    do throws(Diagnostic) {
      if let block = try readBlock() { return block }
      isFinished = true
      reportUnmatched()
      return nil
    } catch {
      isFinished = true
      throw error
    }
  }

  private func readBlock() throws(Diagnostic) -> RowBlock? {
    if columns == nil { try begin() }
    while true {
      if upcoming < unit.records.count {
        try emit()
        if builder.isFull, let block = builder.take() { return block }
        continue
      }
      guard try fetch() else {
        unit.reset(unit.document, isFirst: false)
        try checkOrder()
        return builder.take()
      }
      if unit.isFirst {
        recordNumber = 0
        if feed.isMany {
          let block = builder.take()
          builder.file = unit.document.file
          if let block { return block }
        }
      }
    }
  }

  /// The next unit, with its records still to come.
  private func fetch() throws(Diagnostic) -> Bool {
    upcoming = 0
    if let next = sampled.popLast() {
      unit = next
    } else if try !feed.fill(&unit) {
      return false
    }
    for _ in 0..<min(unit.unmatched, 1000) {
      bag.add(JSONFeed.recordsMissing(unit.document.file, severity: .warning))
    }
    return true
  }

  private func begin() throws(Diagnostic) {
    var found: JSONColumns
    if let spec {
      found = JSONColumns(titles: spec.columns, paths: spec.columnPaths)
    } else {
      let list = try sampleColumns()
      found = JSONColumns(titles: list.titles, paths: list.paths)
      found.reportsUnknown = true
    }
    guard found.count <= limits.fields else { throw .tooManyFields(file, row: 1, limit: limits.fields) }
    for title in found.titles {
      builder.append(title)
      builder.endCell()
    }
    builder.endRow(1)
    columns = found
    for note in feed.notes { bag.add(note) }
  }

  private func sampleColumns() throws(Diagnostic) -> JSONColumnList {
    var list = JSONColumnList()
    var (records, bytes) = (0, 0)
    while records < JSONTableCore.sampleRecords, bytes < JSONTableCore.sampleBytes {
      var next = JSONUnit(document: unit.document)
      guard try feed.fill(&next) else { break }
      for record in next.records.prefix(JSONTableCore.sampleRecords) {
        guard case .value(let node) = record.root else { continue }
        JSONShape.addColumns(of: node, in: next.tape, to: &list, limit: limits.fields)
      }
      records += next.records.count
      bytes += next.tape.text.count
      sampled.append(next)
    }
    sampled.reverse()
    guard list.count > 0 else {
      // Where nothing at all could be read, that is what there is to say.
      for unit in sampled.reversed() {
        if case .broken(let problem, _) = unit.roots.first { throw problem }
      }
      throw JSONFeed.recordsMissing(file)
    }
    return list
  }

  // MARK: - Rows

  private func emit() throws(Diagnostic) {
    while upcoming < unit.records.count {
      let record = unit.records[upcoming]
      upcoming += 1
      recordNumber += 1
      recordCount += 1
      switch record.root {
      case .broken(let problem, let raw):
        builder.append(raw)
        builder.endCell()
        builder.add(.unreadable(problem), column: 1)
        bag.add(problem)
      case .value(let node): try write(node, enclosing: record.parent < 0 ? [] : unit.enclosing(record))
      }
      builder.endRow(recordNumber + 1)
      if builder.isFull { return }
    }
  }

  private func write(_ node: Int, enclosing: [JSONColumns.Value]) throws(Diagnostic) {
    guard columns != nil else { return }
    columns?.read(node, in: unit.tape, enclosing: enclosing, context: feed.context)
    guard let columns else { return }
    for column in 0..<columns.count {
      switch columns.path(column).origin {
      case .file: builder.append(unit.document.stem)
      case .folder: builder.append(unit.document.folder)
      case .member: builder.append(unit.document.member)
      case .record, .enclosing:
        if let value = columns.values[column] {
          write(value.node, in: value.isInContext ? feed.context : unit.tape)
          continue
        }
      }
      builder.endCell()
    }
    if builder.rowBytes > limits.recordBytes {
      throw .recordTooLong(unit.document.file, row: recordNumber + 1, column: 1, limit: limits.recordBytes)
    }
    for name in columns.unknown { reportUnknown(name) }
  }

  private func write(_ node: Int, in tape: JSONTape) {
    switch tape.kind(node) {
    case .number:
      tape.withText(node) { builder.append($0) }
      builder.endCell(.number)
    case .true, .false:
      tape.withText(node) { builder.append($0) }
      builder.endCell(.boolean)
    case .string:
      tape.withText(node) { builder.append($0) }
      builder.endCell()
    case .beginObject, .beginArray:
      var text: [UInt8] = []
      tape.write(node, into: &text)
      text.withUnsafeBytes { builder.append($0) }
      builder.endCell()
    case .null, .key, .endObject, .endArray, .end: builder.endCell()
    }
  }

  // MARK: - Problems

  private func reportUnknown(_ name: String) {
    guard reportedNames.count < 1000, reportedNames.insert(name).inserted else { return }
    bag.add(
      Diagnostic(
        code: "json-key-unknown", severity: .warning,
        message: LocalizedText(
          id: "nama \"\(name)\" baru muncul di sini dan tidak menjadi kolom",
          en: "the name \"\(name)\" turns up only here and is no column"),
        place: Place(file: unit.document.file, line: recordNumber + 1), value: name,
        hint: LocalizedText(id: "sebutkan kolomnya pada pemetaan", en: "name the columns in the mapping")))
  }

  /// Says which paths of the mapping led nowhere in any record.
  private func reportUnmatched() {
    guard let spec, let columns, recordCount > 0 else { return }
    for (column, title) in spec.columns.enumerated() where !columns.wasFound[column] {
      switch columns.path(column).origin {
      case .file, .folder, .member: continue
      case .record, .enclosing: break
      }
      bag.add(
        Diagnostic(
          code: "json-path-unmatched", severity: .warning,
          message: LocalizedText(
            id: "jalur \"\(title)\" tidak ada di satu pun rekaman", en: "no record has the path \"\(title)\""),
          place: Place(file: file), value: title,
          hint: LocalizedText(id: "periksa ejaan dan huruf besarnya", en: "check its spelling and capitals")))
    }
  }

  /// Refuses a long list with columns from around it that stand only after it: their rows are gone by then.
  private func checkOrder() throws(Diagnostic) {
    guard let columns, !feed.context.isEmpty, let steps = feed.steps else { return }
    let outermost = steps.count { $0 == .each } + (steps.last == .each ? 0 : 1)
    for column in 0..<columns.count {
      let path = columns.path(column)
      guard path.origin == .enclosing(outermost) else { continue }
      var hints = Array(repeating: 0, count: path.steps.count)
      let node = JSONColumns.follow(path.steps, from: 0, in: feed.context, hints: &hints)
      if let node, feed.isLate(node) {
        throw Diagnostic(
          code: "json-order",
          message: LocalizedText(
            id: "nilai \"\(columns.titles[column])\" baru muncul sesudah daftar rekaman yang panjang",
            en: "the value \"\(columns.titles[column])\" stands only after the long list of records"),
          place: Place(file: file), value: columns.titles[column],
          hint: LocalizedText(
            id: "letakkan nilai itu di depan daftar, atau berikan lewat pilihan",
            en: "put that value before the list, or give it as an option"))
      }
    }
  }
}
