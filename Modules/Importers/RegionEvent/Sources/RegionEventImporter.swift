import Diagnostics
import Domain
import Storage

/// Imports dated changes of region codes: a table with the columns `date`, `kind`, `old`, `new`, and optionally `share`
/// (of the old unit's sums, 0 to 1) and `note`, as `sinergi-admin region diff` writes it.
public struct RegionEventImporter: Importer {
  public init() {}

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    let table = try SmallTable(file, context.options)
    func required(_ names: [String], _ title: LocalizedText) throws -> Int {
      try table.required(names, title, file: file.name)
    }
    let columns = Columns(
      date: try required(["date", "tanggal"], LocalizedText(id: "tanggal", en: "date")),
      kind: try required(["kind", "jenis"], LocalizedText(id: "jenis", en: "kind")),
      old: try required(["old", "kode_lama", "old_code"], LocalizedText(id: "kode lama", en: "old code")),
      new: try required(["new", "kode_baru", "new_code"], LocalizedText(id: "kode baru", en: "new code")),
      share: table.column(["share", "bagian"]), note: table.column(["note", "catatan"]))
    var bag = context.bag(keptPerCode: 50)
    var links: [(link: RegionLink, sourceRow: Int)] = []
    var rejected: [RejectedRow] = []
    for line in table.lines {
      do throws(Flaws) {
        links.append((try Self.link(line, columns, table.headers, file.name), line.number))
      } catch {
        bag.add(contentsOf: error.reasons)
        rejected.append(
          RejectedRow(row: line.number, cells: line.cells.map(PersonalNumbers.masked), reasons: error.reasons))
      }
    }
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = table.lines.count
      try sink.links(links)
      for row in rejected { try sink.reject(row) }
      sink.fingerprint(table.source.fingerprint())
      try table.note(rejected, &bag, sink, context, file: file.name)
      if context.strict, !rejected.isEmpty { throw ImportFailure(.data, bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, bag)
  }

  private struct Columns {
    let date: Int
    let kind: Int
    let old: Int
    let new: Int
    let share: Int?
    let note: Int?
  }

  private struct Flaws: Error { let reasons: [Diagnostic] }

  /// The words for a kind, ids and Indonesian ones.
  private static let kinds: [String: RegionLink.Kind] = [
    "split": .split, "pemekaran": .split, "merge": .merge, "penggabungan": .merge, "move": .move,
    "pindah induk": .move, "recode": .recode, "kode baru": .recode, "reassign": .reassign, "kode bertukar": .reassign,
  ]

  private static func link(
    _ line: SmallTable.Line, _ columns: Columns, _ headers: [String], _ file: String
  ) throws(Flaws) -> RegionLink {
    if let flaw = line.flaw { throw Flaws(reasons: [flaw]) }
    var reasons: [Diagnostic] = []
    func refuse(_ column: Int, _ id: String, _ en: String) {
      reasons.append(
        Diagnostic(
          code: "region-event-invalid", message: LocalizedText(id: id, en: en),
          place: Place(
            file: file, line: line.number, column: column + 1,
            field: headers.indices.contains(column) ? headers[column] : nil), value: line[column]))
    }
    let date = CalendarDate(line[columns.date])
    if date == nil {
      refuse(
        columns.date, "`\(line[columns.date])` bukan tanggal TTTT-BB-HH",
        "`\(line[columns.date])` is no date YYYY-MM-DD")
    }
    let kind = kinds[line[columns.kind].lowercased()]
    if kind == nil {
      let known = RegionLink.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      refuse(
        columns.kind, "jenis `\(line[columns.kind])` tidak dikenal; yang ada: \(known)",
        "unknown kind `\(line[columns.kind])`; there are: \(known)")
    }
    let codes = [columns.old, columns.new].map { column -> RegionCode? in
      let code = RegionCode(line[column])
      if code == nil { refuse(column, "`\(line[column])` bukan kode wilayah", "`\(line[column])` is no region code") }
      return code
    }
    if let old = codes[0], let new = codes[1], old.level != new.level {
      refuse(columns.new, "\(old) dan \(new) bukan dari tingkat yang sama", "\(old) and \(new) are not of one level")
    }
    if let old = codes[0], old == codes[1], kind != .split {
      refuse(columns.new, "kode lama dan baru sama", "the old and the new code are the same")
    }
    let share = line[columns.share]
    let part = Double(share.replacing(",", with: "."))
    if !share.isEmpty, part.map({ $0 < 0 || $0 > 1 }) ?? true, let column = columns.share {
      refuse(
        column, "bagian `\(share)` harus bilangan 0 sampai 1", "the share `\(share)` has to be a number from 0 to 1")
    }
    guard reasons.isEmpty, let date, let kind, let old = codes[0], let new = codes[1] else {
      throw Flaws(reasons: reasons)
    }
    let note = line[columns.note]
    return RegionLink(
      date: date, kind: kind, old: old, new: new, share: share.isEmpty ? nil : part,
      note: note.isEmpty ? nil : PersonalNumbers.masked(note))
  }
}
