import Diagnostics
import Domain
import Importers
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// What a dry-run would change: samples with old and new values, and control totals to be held against the paper.
  func showPreview(_ report: ImportReport) throws {
    var tables: [ReportTable] = []
    let samples = report.preview.samples
    if !samples.isEmpty { tables.append(sampleTable(samples)) }
    for dataset in Set(report.preview.totals.map(\.dataset)).sorted() {
      tables.append(totalTable(report.preview.totals.filter { $0.dataset == dataset }, dataset))
    }
    guard !tables.isEmpty else { return }
    try show(
      ReportDocument(report: "preview", title: LocalizedText(id: "Pratinjau", en: "Preview"), tables: tables),
      json: false)
  }

  private func sampleTable(_ samples: [ChangeSample]) -> ReportTable {
    ReportTable(
      id: "samples", title: LocalizedText(id: "Contoh perubahan", en: "Samples of changes"),
      columns: [
        ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .category),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "period", label: LocalizedText(id: "Periode", en: "Period"), type: .period),
        ReportColumn(id: "row", label: LocalizedText(id: "Baris", en: "Row"), type: .integer),
        ReportColumn(
          id: "values", label: LocalizedText(id: "Nilai (lama → baru)", en: "Values (old → new)"), type: .text),
      ],
      rows: samples.map { sample in
        [
          .category(id: sample.kind.rawValue, label: sample.kind.label), .code(sample.region.description),
          .period(sample.period.description), .integer(Int64(sample.sourceRow)), .text(values(sample)),
        ]
      }, keyColumns: 2)
  }

  /// At most so many values of one sample: rows of fifty figures would fill the screen.
  private static let shownValues = 6

  private func values(_ sample: ChangeSample) -> String {
    let fields = datasetsByID[sample.dataset]
    var parts = sample.key.isEmpty ? [] : [sample.key.joined(separator: " · ")]
    for change in sample.fields.prefix(Self.shownValues) {
      let field = fields?.field(change.field)
      let old = text(change.old, field)
      let new = text(change.new, field)
      switch sample.kind {
      case .new: parts.append("\(change.field) \(new)")
      case .changed: parts.append("\(change.field) \(old) → \(new)")
      case .removed: parts.append("\(change.field) \(old)")
      }
    }
    let more = sample.fields.count - Self.shownValues
    if more > 0 { parts.append("… +\(more)") }
    return parts.joined(separator: "; ")
  }

  /// A stored value as people read it: the title of a class, a number with the language's marks.
  func text(_ value: DatasetRow.Value, _ field: FieldDeclaration?) -> String {
    switch value {
    case .missing: return "–"
    case .text(let text): return text
    case .integer(let number):
      if let title = field?.classes?[Int(number)]?.title { return title[console.language] }
      if let categories = field?.categories, categories.indices.contains(Int(number) - 1) {
        return categories[Int(number) - 1].title[console.language]
      }
      if field?.type == .date { return CalendarDate(number: Int(number))?.description ?? "\(number)" }
      return Self.grouped(Int(number), console.language)
    case .real(let number):
      let text = "\((number * 1e6).rounded() / 1e6)"
      return console.language == .indonesian ? text.replacing(".", with: ",") : text
    }
  }

  private func totalTable(_ totals: [ControlTotal], _ dataset: String) -> ReportTable {
    let declaration = datasetsByID[dataset]
    let money = Set(totals.flatMap { $0.sums.keys }).sorted {
      (declaration?.index(of: $0) ?? 0, $0) < (declaration?.index(of: $1) ?? 0, $1)
    }
    let periods = Set(totals.map(\.period)).count > 1
    var columns = [
      ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
      ReportColumn(id: "name", label: LocalizedText(id: "Wilayah", en: "Region"), type: .text),
    ]
    if periods {
      columns.append(ReportColumn(id: "period", label: LocalizedText(id: "Periode", en: "Period"), type: .period))
    }
    columns += [
      ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
      ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
    ]
    columns += money.map { id in
      ReportColumn(
        id: id, label: declaration?.field(id)?.title ?? LocalizedText(id), type: .integer, unit: LocalizedText("Rp"))
    }
    func row(_ code: ReportValue, _ name: String, _ period: ReportValue, _ some: [ControlTotal]) -> [ReportValue] {
      var cells: [ReportValue] = [code, .text(name)]
      if periods { cells.append(period) }
      cells += [.integer(some.reduce(0) { $0 + $1.rows }), .integer(some.reduce(0) { $0 + $1.regions })]
      return cells + money.map { id in .integer(Self.sum(some.map { $0.sums[id] ?? 0 })) }
    }
    let names = regionNames(totals.map(\.region))
    var rows = totals.sorted { ($0.region, $0.period) < ($1.region, $1.period) }.map { total in
      row(
        .code(total.region.description), names[total.region] ?? "", .period(total.period.description), [total])
    }
    let shown = 40
    let more = rows.count - shown
    if more > 0 { rows.removeLast(more) }
    rows.append(row(.missing, LocalizedText(id: "Jumlah", en: "Total")[console.language], .missing, totals))
    return ReportTable(
      id: "control_totals_\(dataset)",
      title: LocalizedText(id: "Angka kontrol: \(dataset)", en: "Control totals: \(dataset)"), columns: columns,
      rows: rows, totalRows: [rows.count - 1],
      note: more > 0
        ? LocalizedText(
          id: "… dan \(more) wilayah lagi; jumlahnya mencakup semuanya.",
          en: "… and \(more) more regions; the total covers all of them.") : nil)
  }

  private static func sum(_ values: [Int64?]) -> Int? {
    var sum: Int64 = 0
    for value in values {
      guard let value else { return nil }
      let (next, isTooLarge) = sum.addingReportingOverflow(value)
      if isTooLarge { return nil }
      sum = next
    }
    return Int(sum)
  }

  /// The names of some regions in the latest register.
  func regionNames(_ codes: [RegionCode]) -> [RegionCode: String] {
    guard let store = try? store(), let date = (try? store.registerDate(for: nil))??.date else { return [:] }
    var names: [RegionCode: String] = [:]
    for code in Set(codes) { names[code] = ((try? store.unit(code, at: date)) ?? nil)?.name }
    return names
  }
}

extension Session {
  /// Samples and control totals for scripts.
  static func json(_ preview: BatchPreview) -> JSONValue {
    func value(_ value: DatasetRow.Value) -> JSONValue {
      switch value {
      case .missing: .null
      case .integer(let number): .integer(Int(number))
      case .real(let number): .number(number)
      case .text(let text): .text(text)
      }
    }
    return .members([
      "samples": .array(
        preview.samples.map { sample in
          .members([
            "kind": .text(sample.kind.rawValue), "dataset": .text(sample.dataset),
            "code": .text(sample.region.description), "period": .text(sample.period.description),
            "key": .array(sample.key.map { .text($0) }), "row": .integer(sample.sourceRow),
            "fields": .array(
              sample.fields.map {
                .members(["field": .text($0.field), "old": value($0.old), "new": value($0.new)])
              }),
          ])
        }),
      "totals": .array(
        preview.totals.map { total in
          .members([
            "dataset": .text(total.dataset), "code": .text(total.region.description),
            "period": .text(total.period.description), "rows": .integer(total.rows),
            "regions": .integer(total.regions),
            "sums": .array(
              total.sums.sorted { $0.key < $1.key }.map { id, sum in
                .members(["field": .text(id), "sum": sum.map { .integer(Int($0)) } ?? .null])
              }),
          ])
        }), "withheld": .integer(preview.withheld),
    ])
  }
}

extension ChangeSample.Kind {
  var label: LocalizedText {
    switch self {
    case .new: LocalizedText(id: "baru", en: "new")
    case .changed: LocalizedText(id: "berubah", en: "changed")
    case .removed: LocalizedText(id: "dihapus", en: "removed")
    }
  }
}
