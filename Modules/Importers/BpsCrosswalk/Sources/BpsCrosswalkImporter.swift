import Diagnostics
import Domain
import Storage

/// Imports what the codes of Statistics Indonesia mean as Kemendagri codes.
public struct BpsCrosswalkImporter: Importer {
  /// What the columns are called where rejected rows are written out; published files have no headings.
  private static let headings = ["kode_bps", "nama_bps", "kode_kemendagri", "nama_kemendagri"]

  public init() {}

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    let effective = try ImportOptions.date("effective", context.options["effective"])
    var (lines, fingerprint) = try CrosswalkText.lines(file)
    // Rejected rows come back as a table with headings and quotes, whoever wrote it.
    let column = lines.first.flatMap { RejectColumns.column(in: $0.1) }
    if column != nil { lines = try CrosswalkText.table(file) }
    var table = Table(file: file.name)
    for (number, cells) in lines { table.add(column.map { Self.source(cells, before: $0) } ?? cells, row: number) }
    if lines.isEmpty { throw ImportFailure(.unreadable, [TableImporter.empty(file.name)]) }
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = table.read
      try sink.crosswalk(table.rows, scheme: .bps, effective: effective)
      for row in table.rejected { try sink.reject(row) }
      let refused = Set(table.rejected.map(\.row))
      var named = NamedRejects()
      for (number, cells) in lines { named.note(cells, column, isRejected: refused.contains(number)) }
      if let closed = try named.close(sink, context, file: file.name) { table.bag.add(closed) }
      sink.diagnostics(table.bag.counts)
      if !table.rejected.isEmpty {
        sink.header(part: try sink.part(member: nil, sheet: nil), cells: Self.headings, row: 1)
      }
      sink.fingerprint(fingerprint)
      if context.strict, !table.rejected.isEmpty { throw ImportFailure(.data, table.bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, table.bag)
  }

  /// The cells of a rejected row as its file had them: without reason and id, which the export put at the end.
  private static func source(_ cells: [String], before id: Int) -> [String] {
    var cells = Array(cells.prefix(max(1, id - 1)))
    while cells.count > 1, cells.last?.isEmpty ?? false { cells.removeLast() }
    return cells
  }

  /// The rows of one file, as far as they say something.
  private struct Table {
    let file: String
    var rows: [CrosswalkRow] = []
    var rejected: [RejectedRow] = []
    var bag = DiagnosticBag(keptPerCode: 20)
    var read = 0
    private var known: [Int64: Int] = [:]

    init(file: String) { self.file = file }

    mutating func add(_ cells: [String], row: Int) {
      // A header holds no code.
      if read == 0, rows.isEmpty, rejected.isEmpty, !(cells[0].first?.isNumber ?? true) { return }
      read += 1
      do {
        let line = try CrosswalkLine.read(cells, row: row)
        if let earlier = known[line.foreign] {
          let before = rows[earlier]
          // The very same again says nothing new.
          if before.code != line.code { reject(cells, row, duplicate(line, before, row)) }
          return
        }
        known[line.foreign] = rows.count
        rows.append(line)
      } catch {
        reject(cells, row, diagnostic(error, cells, row))
      }
    }

    private mutating func reject(_ cells: [String], _ row: Int, _ reason: Diagnostic) {
      bag.add(reason)
      rejected.append(RejectedRow(row: row, cells: cells.map(PersonalNumbers.masked), reasons: [reason]))
    }

    private func diagnostic(_ flaw: CrosswalkLine.Flaw, _ cells: [String], _ row: Int) -> Diagnostic {
      switch flaw {
      case .malformed:
        Diagnostic(
          code: "crosswalk-row-malformed",
          message: LocalizedText(
            id: "baris ini bukan: kode BPS, nama, kode Kemendagri, nama",
            en: "this row is not: BPS code, name, Kemendagri code, name"),
          place: Place(file: file, line: row), value: cells.joined(separator: ","))
      case .levels(let foreign, let code):
        Diagnostic(
          code: "crosswalk-level-differs",
          message: LocalizedText(
            id: "kode BPS \(foreign) dan kode Kemendagri \(code) bukan dari tingkat yang sama",
            en: "BPS code \(foreign) and Kemendagri code \(code) are not of the same level"),
          place: Place(file: file, line: row), value: code.description)
      }
    }

    private func duplicate(_ line: CrosswalkRow, _ before: CrosswalkRow, _ row: Int) -> Diagnostic {
      Diagnostic(
        code: "crosswalk-duplicate",
        message: LocalizedText(
          id: "kode BPS \(line.foreign) sudah dipadankan dengan \(before.code) di baris \(before.sourceRow)",
          en: "BPS code \(line.foreign) means \(before.code) already in row \(before.sourceRow)"),
        place: Place(file: file, line: row), value: line.code.description)
    }
  }
}
