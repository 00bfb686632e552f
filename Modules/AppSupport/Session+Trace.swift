import Diagnostics
import Domain
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// Where each value of a row came from, and what it replaced.
  public func trace(_ dataset: String, _ region: String, _ period: String, field: String?, json: Bool) throws {
    let code = try self.region(region)
    let time = try self.period(period)
    let store = try store()
    guard let declaration = try store.datasets().first(where: { $0.declaration.id == dataset })?.declaration else {
      throw unknownDataset(dataset, try store.datasets().map(\.declaration.id))
    }
    if let field, declaration.index(of: field) == nil {
      let nearest = Suggestion.nearest(to: field, among: declaration.fields.map(\.id))
      throw CommandFailure(
        .usage, "field-unknown",
        LocalizedText(
          id: "dataset `\(dataset)` tidak mempunyai kolom `\(field)`",
          en: "dataset `\(dataset)` has no field `\(field)`"),
        hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") })
    }
    let rows = try store.trace(dataset, region: code, period: time)
    var lines: [[ReportValue]] = []
    for row in rows {
      let key = row.key.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value, nil))" }.joined(
        separator: " ")
      for trace in row.fields where field == nil || trace.field == field {
        // Without a field named, those that never had a value are left out.
        if field == nil, trace.steps.allSatisfy({ $0.value == .missing }) { continue }
        for (index, step) in trace.steps.enumerated() {
          lines.append(line(trace.field, key, step, isCurrent: index == 0, declaration))
        }
      }
    }
    var columns = [
      ReportColumn(id: "field", label: LocalizedText(id: "Kolom", en: "Field"), type: .text),
      ReportColumn(id: "value", label: LocalizedText(id: "Nilai", en: "Value"), type: .text),
      ReportColumn(id: "is", label: LocalizedText(id: "", en: ""), type: .category),
      ReportColumn(id: "batch", label: LocalizedText(id: "Batch", en: "Batch"), type: .integer),
      ReportColumn(id: "place", label: LocalizedText(id: "Berkas dan baris", en: "File and row"), type: .text),
      ReportColumn(id: "user", label: LocalizedText(id: "Oleh", en: "By"), type: .text),
      ReportColumn(id: "at", label: LocalizedText(id: "Waktu", en: "Time"), type: .text),
    ]
    columns[2].label = LocalizedText(id: "Keadaan", en: "State")
    if declaration.isLedger {
      columns.insert(ReportColumn(id: "key", label: LocalizedText(id: "Kunci", en: "Key"), type: .text), at: 1)
    }
    try show(
      ReportDocument(
        report: "trace",
        title: LocalizedText(id: "Asal nilai \(dataset) \(code) \(time)", en: "Origin of \(dataset) \(code) \(time)"),
        tables: [
          ReportTable(
            id: "trace", title: LocalizedText(id: "Nilai, yang terbaru dahulu", en: "Values, the latest first"),
            columns: columns, rows: lines)
        ],
        notes: rows.isEmpty
          ? [LocalizedText(id: "Tidak ada baris di sana.", en: "There is no row there.")] : []), json: json)
  }

  func unknownDataset(_ id: String, _ known: [String]) -> CommandFailure {
    let nearest = Suggestion.nearest(to: id, among: known)
    return CommandFailure(
      .usage, "dataset-unknown", LocalizedText(id: "dataset `\(id)` tidak ada", en: "there is no dataset `\(id)`"),
      hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }
        ?? LocalizedText(
          id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
  }

  private func line(
    _ field: String, _ key: String, _ step: FieldTrace.Step, isCurrent: Bool, _ declaration: DatasetDeclaration
  ) -> [ReportValue] {
    var values: [ReportValue] = [
      .text(field),
      value(step.value, declaration.field(field)),
      isCurrent
        ? .category(id: "current", label: LocalizedText(id: "kini", en: "now"))
        : .category(id: "earlier", label: LocalizedText(id: "semula", en: "before")),
    ]
    if let origin = step.origin {
      var place = origin.file
      if let member = origin.member { place += "!" + member }
      if let sheet = origin.sheet { place += "[\(sheet)]" }
      if origin.row > 0 { place += ":\(origin.row)" }
      values += [
        .integer(Int(origin.batch)), .text(Console.safe(origin.kind == "set" ? "set" : place)), .text(origin.user),
        .text(moment(origin.at)),
      ]
    } else {
      values += [.missing, .missing, .missing, .missing]
    }
    if declaration.isLedger { values.insert(.text(Console.safe(key)), at: 1) }
    return values
  }

  /// A stored value as a cell: numbers stay numbers for machines.
  private func value(_ value: DatasetRow.Value, _ field: FieldDeclaration?) -> ReportValue {
    switch value {
    case .missing: return .missing
    case .real(let number): return .real(number, decimals: field?.decimals ?? 4)
    case .integer(let number) where field?.type == .integer || field?.type == .money: return .integer(number)
    case .integer, .text: return .text(Console.safe(text(value, field)))
    }
  }
}
