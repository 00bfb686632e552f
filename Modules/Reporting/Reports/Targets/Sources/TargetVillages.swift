import Diagnostics
import Domain
import PluginKit
import Storage

/// The villages listed for a target, with their present status.
struct TargetVillages {
  private(set) var table: ReportTable?
  private(set) var sources: [ReportSource] = []
  private(set) var notes: [LocalizedText] = []

  init(_ context: ReportContext, _ target: ScopedTarget, _ entries: [TargetEntry]) throws {
    let store = context.store
    let wanted = entries.filter { entry in
      if let period = context.period, entry.year != period.year { return false }
      guard let place = entry.region ?? entry.regency else { return context.region.contains(target.scope) }
      return context.region.contains(place)
    }
    // By year and code; entries without a village come last in their year.
    let shown = wanted.sorted {
      ($0.year, $0.region?.number ?? .max, $0.sourceRow) < ($1.year, $1.region?.number ?? .max, $1.sourceRow)
    }
    guard !shown.isEmpty, let register = try store.registerDate(for: nil) else { return }
    let dataset = context.datasets[target.declaration.dataset]
    let latest = try dataset.flatMap { try store.periods(of: $0.id, in: target.scope).last }
    var rows: [RegionCode: DatasetRow] = [:]
    if let dataset, let latest {
      let codes = Set(shown.compactMap(\.region)).sorted()
      for row in try store.rows(of: dataset.id, period: latest, regions: codes) { rows[row.region] = row }
      let origins =
        rows.isEmpty
        ? []
        : try store.origins(of: dataset.id, fields: [target.declaration.field], period: latest, in: target.scope)
      let basis = ReportBasis(
        dataset: dataset, period: latest, register: register, region: ReportRegion(code: "0", name: ""),
        origins: origins)
      sources = [basis.source(dataset.id)]
    }
    let classes = dataset?.field(target.declaration.field)?.classes
    let title = dataset?.field(target.declaration.field)?.title ?? LocalizedText(id: "Status", en: "Status")
    let year = latest.map { " \($0)" } ?? ""
    table = ReportTable(
      id: "villages", title: LocalizedText(id: "Desa sasaran", en: "Target villages"),
      columns: [
        ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(
          id: "name", label: LocalizedText(id: "Desa sasaran", en: "Target village"), type: .text, source: "target_list"
        ),
        ReportColumn(id: "regency", label: LocalizedText(id: "Kabupaten", en: "Regency"), type: .text),
        ReportColumn(
          id: "basis", label: LocalizedText(id: "Dasar", en: "Basis"), type: .category, source: "target_list"),
        ReportColumn(
          id: target.declaration.field, label: LocalizedText(id: title.id + year, en: title.en + year), type: .category,
          source: dataset?.id),
      ],
      rows: try shown.map { entry in
        let regency = try (entry.regency ?? entry.region?.ancestor(.regency)).flatMap {
          try store.unit($0, at: register.date)
        }
        return [
          .period("\(entry.year)"), entry.region.map { .code($0.description) } ?? .missing,
          try Self.name(entry, store, register.date), regency.map { .text(Self.short($0.name)) } ?? .missing,
          Self.basis(entry.basis),
          entry.region.flatMap { rows[$0] }?.category(target.declaration.field, classes) ?? .missing,
        ]
      }, keyColumns: 3)
    let missing = shown.filter { $0.region.map { rows[$0] == nil } ?? false }.count
    if missing > 0 {
      notes.append(
        LocalizedText(
          id: "\(missing) desa sasaran belum punya data status.", en: "\(missing) target villages have no status yet."))
    }
  }

  /// The register's name; the printed one beside it where the two differ in more than capitals.
  private static func name(_ entry: TargetEntry, _ store: any Store, _ date: CalendarDate) throws -> ReportValue {
    guard let region = entry.region else {
      return .text(LocalizedText(id: "nama tidak disebut di sumber", en: "not named in the source"))
    }
    let name = try store.unit(region, at: date)?.name ?? entry.printedName
    let same = RegionName.normalised(name) == RegionName.normalised(entry.printedName) || entry.printedName.isEmpty
    if same { return .text(name) }
    return .text(
      LocalizedText(id: "\(name) (tercetak: \(entry.printedName))", en: "\(name) (printed: \(entry.printedName))"))
  }

  private static func short(_ name: String) -> String {
    name.hasPrefix("Kabupaten ") ? String(name.dropFirst("Kabupaten ".count)) : name
  }

  private static func basis(_ basis: TargetEntry.Basis) -> ReportValue {
    switch basis {
    case .new: .category(id: "new", label: LocalizedText(id: "baru", en: "new"))
    case .carriedOver: .category(id: "carried_over", label: LocalizedText(id: "luncuran", en: "carried over"))
    }
  }
}
