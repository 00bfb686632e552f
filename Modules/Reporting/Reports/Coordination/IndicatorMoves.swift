import Diagnostics
import Domain
import PluginKit
import Storage

/// Whether the indicators that actions name moved: from the last period before an action was closed (or, of open ones,
/// before it was agreed) to the latest one.
struct IndicatorMoves {
  private let context: ReportContext
  private let fields: [String: (dataset: DatasetDeclaration, field: FieldDeclaration)]
  private let names: [RegionCode: String]

  init(_ context: ReportContext, _ actions: [MeetingAction]) throws {
    self.context = context
    var fields: [String: (DatasetDeclaration, FieldDeclaration)] = [:]
    for text in Set(actions.compactMap { $0["indikator"] }) { fields[text] = Self.field(text, context) }
    self.fields = fields
    names = try context.placeNames(actions.filter { $0["indikator"] != nil }.compactMap(\.place))
  }

  /// The field that a text names: its id, its id behind that of its dataset, or its title.
  private static func field(_ text: String, _ context: ReportContext) -> (DatasetDeclaration, FieldDeclaration)? {
    let id = text.split(separator: ".").last.map(String.init) ?? text
    let all = context.datasets.values.filter { $0.level == .village }.sorted { $0.id < $1.id }
    for dataset in all { if let field = dataset.field(id.lowercased()) { return (dataset, field) } }
    for dataset in all {
      if let field = dataset.fields.first(where: { $0.title.id.lowercased() == text.lowercased() }) {
        return (dataset, field)
      }
    }
    return nil
  }

  /// The actions that name an indicator, with what became of it; nil where none does.
  func table(_ actions: [MeetingAction], agreed: (String) -> CalendarDate?) throws -> ReportTable? {
    let linked = actions.filter { $0["indikator"] != nil }
    guard !linked.isEmpty else { return nil }
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type)
    }
    return ReportTable(
      id: "indicators",
      title: LocalizedText(id: "Indikator yang dituju tindak lanjut", en: "Indicators that actions aim at"),
      columns: [
        column("meeting", LocalizedText(id: "Rapat", en: "Meeting")), column("no", LocalizedText("No"), .integer),
        column("indicator", LocalizedText(id: "Indikator", en: "Indicator")),
        column("place", LocalizedText(id: "Lokasi", en: "Place")),
        column("status", LocalizedText("Status")),
        column("before_period", LocalizedText(id: "Periode awal", en: "From"), .period),
        column("before", LocalizedText(id: "Semula", en: "Before"), .real),
        column("after_period", LocalizedText(id: "Periode akhir", en: "To"), .period),
        column("after", LocalizedText(id: "Sekarang", en: "Now"), .real),
        column("change", LocalizedText(id: "Perubahan", en: "Change"), .real),
        column("moved", LocalizedText(id: "Bergerak", en: "Moved")),
      ], rows: try linked.map { try row($0, agreed($0.meeting)) }, keyColumns: 2)
  }

  private func row(_ action: MeetingAction, _ agreed: CalendarDate?) throws -> [ReportValue] {
    let text = action["indikator"] ?? ""
    let place = action.place ?? .nation
    var cells: [ReportValue] = [
      .text(action.meeting), .integer(action.number), .text(fields[text].map { $0.field.title } ?? LocalizedText(text)),
      ReportValue(words: place == .nation ? "Indonesia" : names[place] ?? place.description),
      .text(ActionTables.status(action.standing)),
    ]
    guard let (dataset, field) = fields[text] else {
      return cells + [
        .missing, .missing, .missing, .missing, .missing,
        .text(LocalizedText(id: "indikator tidak dikenal", en: "unknown indicator")),
      ]
    }
    let closed = action.standing.status == .done ? action.standing.since : nil
    let day = closed ?? agreed
    let periods = try context.store.periods(of: dataset.id, in: context.store.principal.scope).sorted()
    // The year of the day itself may hold what was done: it is no basis.
    let before = periods.last { period in day.map { period.year < $0.year } ?? false }
    let after = periods.last.flatMap { $0 == before ? nil : $0 }
    let old = try before.flatMap { try Self.value(context, of: field, in: dataset, $0, place) }
    let new = try after.flatMap { try Self.value(context, of: field, in: dataset, $0, place) }
    let decimals = field.decimals ?? (place.level == .village ? 0 : 2)
    func figure(_ number: Double?) -> ReportValue { number.map { .real($0, decimals: decimals) } ?? .missing }
    let change = old.flatMap { old in new.map { $0 - old } }
    let words: LocalizedText
    switch change {
    case nil where old == nil:
      words = LocalizedText(id: "tidak ada data sebelumnya", en: "no earlier data")
    case nil: words = LocalizedText(id: "belum ada data sesudahnya", en: "no later data yet")
    case let change? where change > 0: words = LocalizedText(id: "naik", en: "up")
    case let change? where change < 0: words = LocalizedText(id: "turun", en: "down")
    default: words = LocalizedText(id: "tetap", en: "unchanged")
    }
    cells += [
      before.map { .period($0.description) } ?? .missing, figure(old),
      after.map { .period($0.description) } ?? .missing, figure(new), figure(change), .text(words),
    ]
    return cells
  }

  /// What the indices of a region did since a day: the mean of its villages in the year of the day, or the last before
  /// it, and in the latest; nil where none has figures of both.
  static func figures(_ context: ReportContext, in region: RegionCode, since day: CalendarDate?) throws -> ReportTable?
  {
    guard let day else { return nil }
    var rows: [[ReportValue]] = []
    for dataset in context.datasets.values.filter({ $0.level == .village }).sorted(by: { $0.id < $1.id }) {
      let indices = dataset.summary.compactMap { dataset.field($0) }.filter { $0.type == .real }
      guard !indices.isEmpty else { continue }
      let periods = try context.store.periods(of: dataset.id, in: context.store.principal.scope).sorted()
      guard let before = periods.last(where: { $0.year <= day.year }), let after = periods.last, after != before else {
        continue
      }
      for field in indices {
        guard let old = try value(context, of: field, in: dataset, before, region),
          let new = try value(context, of: field, in: dataset, after, region)
        else { continue }
        let decimals = field.decimals ?? 4
        rows.append([
          .text(field.title), .period(before.description), .real(old, decimals: decimals), .period(after.description),
          .real(new, decimals: decimals), .real(new - old, decimals: decimals),
        ])
      }
    }
    guard !rows.isEmpty else { return nil }
    return ReportTable(
      id: "figures",
      title: LocalizedText(id: "Perkembangan indeks sejak rapat sebelumnya", en: "Indices since the last meeting"),
      columns: [
        ReportColumn(
          id: "index", label: LocalizedText(id: "Indeks (rata-rata desa)", en: "Index (mean of villages)"), type: .text),
        ReportColumn(id: "before_period", label: LocalizedText(id: "Periode awal", en: "From"), type: .period),
        ReportColumn(id: "before", label: LocalizedText(id: "Semula", en: "Before"), type: .real),
        ReportColumn(id: "after_period", label: LocalizedText(id: "Periode akhir", en: "To"), type: .period),
        ReportColumn(id: "after", label: LocalizedText(id: "Sekarang", en: "Now"), type: .real),
        ReportColumn(id: "change", label: LocalizedText(id: "Perubahan", en: "Change"), type: .real),
      ], rows: rows)
  }

  /// The figure of a village; of a wider region the mean of its villages.
  private static func value(
    _ context: ReportContext, of field: FieldDeclaration, in dataset: DatasetDeclaration, _ period: Period,
    _ place: RegionCode
  ) throws -> Double? {
    let register = try context.store.registerDate(for: context.asOf ?? period.lastDay)?.date
    let columns = try context.store.columns(
      of: dataset.id, fields: [field.id], period: period, in: place, registerDate: register)
    let known = (columns.values.first ?? []).filter { !$0.isNaN }
    return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
  }
}
