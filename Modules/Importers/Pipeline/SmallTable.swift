import Diagnostics
import Storage
import Tabular

/// A table of modest length read whole: lists of targets and aliases.
struct SmallTable {
  struct Line {
    let number: Int
    let cells: [String]
    /// Why the line cannot be taken, if so.
    let flaw: Diagnostic?
  }

  let headers: [String]
  let lines: [Line]
  let headerLine: Int
  let source: HashingByteSource

  static let maximumLines = 200_000

  init(_ file: ImportFile, _ options: [String: String]) throws {
    let reading = try ReadOptions(options, file: file.name)
    let source = try TableImporter.opening { () throws(Diagnostic) in try file.source() }
    self.source = source
    var reader = CSVReader(source, options: reading.csv)
    var headers: [String]?
    var headerLine = 1
    var lines: [Line] = []
    while let block = try TableImporter.opening({ () throws(Diagnostic) in try reader.nextBlock() }) {
      var first = 0
      if headers == nil {
        let row = try reading.headerRow(in: block)
        headers = block.cells(row)
        headerLine = block.rowNumber(row)
        first = row + 1
      }
      for row in first..<block.rowCount {
        lines.append(Line(number: block.rowNumber(row), cells: block.cells(row), flaw: block.rejection(row)))
      }
      guard lines.count <= Self.maximumLines else {
        throw ImportFailure(
          .data,
          [
            Diagnostic(
              code: "list-too-long",
              message: LocalizedText(
                id: "lebih dari \(Self.maximumLines) baris", en: "more than \(Self.maximumLines) rows"),
              place: Place(file: file.name))
          ])
      }
    }
    guard let headers else { throw ImportFailure(.unreadable, [TableImporter.empty(file.name)]) }
    self.headers = headers
    self.headerLine = headerLine
    self.lines = lines
  }

  /// Whether the table is made of rejected rows: then it is no whole list.
  var isOfRejects: Bool { RejectColumns.column(in: headers) != nil }

  /// Closes the rejects that the lines name, tells the batch what was found, and the headings where rows were rejected, so
  /// that they can be read again.
  func note(
    _ rejected: [RejectedRow], _ bag: inout DiagnosticBag, _ sink: any BatchSink, _ context: ImportContext, file: String
  ) throws {
    let column = RejectColumns.column(in: headers)
    let refused = Set(rejected.map(\.row))
    var named = NamedRejects()
    for line in lines { named.note(line.cells, column, isRejected: refused.contains(Int(line.number))) }
    if let closed = try named.close(sink, context, file: file) { bag.add(closed) }
    sink.diagnostics(bag.counts)
    guard !rejected.isEmpty else { return }
    sink.header(
      part: try sink.part(member: nil, sheet: nil), cells: headers.map(PersonalNumbers.masked), row: headerLine)
  }

  func column(_ names: [String]) -> Int? {
    HeaderMatching.column(names, in: headers.map(HeaderMatching.normalised))
  }

  /// The column, or the failure of a file without it.
  func required(_ names: [String], _ what: LocalizedText, file: String) throws -> Int {
    if let column = column(names) { return column }
    throw ImportFailure(
      .data,
      [
        Diagnostic(
          code: "column-missing",
          message: LocalizedText(
            id: "kolom \(what.id) tidak ditemukan; dicari: \(names.joined(separator: ", "))",
            en: "no column for the \(what.en); looked for: \(names.joined(separator: ", "))"),
          place: Place(file: file, line: headerLine), value: headers.prefix(12).joined(separator: ", "))
      ])
  }
}

extension SmallTable.Line {
  /// The trimmed text of a cell, empty where there is none.
  subscript(column: Int?) -> String {
    guard let column, cells.indices.contains(column) else { return "" }
    return cells[column].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
