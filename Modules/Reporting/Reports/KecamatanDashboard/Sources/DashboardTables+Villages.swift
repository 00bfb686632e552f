import Diagnostics
import Domain
import PluginKit
import Storage

/// Villages one by one, and what is due.
extension DashboardTables {
  func villages() -> ReportTable {
    let late = Dictionary(
      (data.documents?.villages ?? []).filter(\.isRecorded).map { ($0.unit.code, Self.overdue($0).count) },
      uniquingKeysWith: { first, _ in first })
    let statuses = (try? statuses()) ?? [:]
    let targets = (try? targets()) ?? [:]
    return ReportTable(
      id: "villages", title: LocalizedText(id: "Menurut desa", en: "By village"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: district), type: .text),
        column("status", "Status", "Status", .category), column("targets", "Target", "Targets", .text),
      ] + services.map { ReportColumn(id: $0.id, label: $0.title, type: .real) }
        + (data.goals.map { [column("sdgs", "SDGs \($0.year)", "SDGs \($0.year)", .real)] } ?? []) + [
          column("share", "Belanja layanan dasar", "Basic services", .percent),
          column("share_without_cash", "Tanpa BLT", "Without cash", .percent),
          column("overdue", "Dokumen terlambat", "Documents late", .integer),
        ],
      rows: data.villages.map { unit in
        let spending = data.spending[unit.code]
        return [
          .code(unit.code.description), .text(unit.name), statuses[unit.code] ?? .missing,
          targets[unit.code].map { .text($0.joined(separator: ", ")) } ?? .missing,
        ] + services.map { score(data.achievement?.level($0, unit.code)) }
          + (data.goals.map { [score($0.scores[unit.code])] } ?? []) + [
            percent(spending?.share(.planned)), percent(spending?.share(.planned, withCash: false)),
            .integer(late[unit.code]),
          ]
      } + data.wards.map(row(of:)))
  }

  /// A kelurahan, which is part of the kecamatan without scores and without a budget of its own.
  private func row(of ward: RegionUnit) -> [ReportValue] {
    let kind = VillageKind.kelurahan.title
    return [
      .code(ward.code.description), .text(ward.name),
      .category(id: "kelurahan", label: LocalizedText(id: kind.id.lowercased(), en: kind.en.lowercased())), .missing,
    ] + [ReportValue](repeating: .missing, count: services.count + (data.goals == nil ? 0 : 1) + 3)
  }

  /// The class of each village in the index, which may be known where scores are not.
  private func statuses() throws -> [RegionCode: ReportValue] {
    guard let (dataset, year) = data.index, let period = Period(number: year),
      let field = dataset.fields.first(where: { $0.type == .class }), let classes = field.classes?.inForce(in: year)
    else { return [:] }
    let columns = try context.store.columns(
      of: dataset.id, fields: [field.id], period: period, in: district, registerDate: context.asOf)
    var found: [RegionCode: ReportValue] = [:]
    for (row, region) in columns.regions.enumerated() {
      let value = columns.values[0][row]
      guard let code = RegionCode(region), !value.isNaN, let own = classes[Int(value)] else { continue }
      found[code] = .category(id: own.id, label: own.title)
    }
    return found
  }

  /// The years for which villages stand on lists of targets.
  private func targets() throws -> [RegionCode: [String]] {
    var found: [RegionCode: [String]] = [:]
    for (id, target) in context.targets.sorted(by: { $0.key < $1.key }) where target.scope.contains(district) {
      for entry in try context.store.targetList(id).entries {
        guard let region = entry.region, district.contains(region) else { continue }
        found[region, default: []].append("\(entry.year)")
      }
    }
    return found.mapValues { Array(Set($0)).sorted() }
  }

  /// What each village has achieved in each service, and its place in the kecamatan, the highest level first.
  func levels() -> ReportTable {
    let rows = services.flatMap { service -> [[ReportValue]] in
      let levels = data.villages.compactMap { unit in
        data.achievement?.level(service, unit.code).map { (unit: unit, level: $0) }
      }
      return levels.sorted { ($1.level, $0.unit.code) < ($0.level, $1.unit.code) }.map { unit, level in
        let before = data.achievement?.level(service, unit.code, isNow: false)
        let place = levels.count { $0.level > level } + 1
        return [
          .text(service.title), .code(unit.code.description), .text(unit.name), score(level),
          score(difference(level, before)), .text("\(place)/\(levels.count)"),
        ]
      }
    }
    return ReportTable(
      id: "levels", title: LocalizedText(id: "Capaian layanan tiap desa", en: "Achievement of each village"),
      columns: [
        column("service", "Layanan", "Service", .text), column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: district), type: .text),
        column("level", "Capaian", "Level", .real), column("change", "Perubahan", "Change", .real),
        column("rank", "Peringkat", "Rank", .text),
      ], rows: rows, keyColumns: 3)
  }

  func stages() -> ReportTable {
    let rows = (data.documents?.villages ?? []).flatMap { village in
      Self.overdue(village).map { document -> [ReportValue] in
        let days: Int? = if case .overdue(let days) = document.state { days } else { nil }
        return [
          .code(village.unit.code.description), .text(village.unit.name), .text(document.stage.title),
          document.due.map { .date($0.description) } ?? .missing, .integer(days),
        ]
      }
    }
    return ReportTable(
      id: "stages", title: LocalizedText(id: "Dokumen yang terlambat", en: "Documents that are late"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: district), type: .text),
        column("stage", "Tahapan", "Stage", .text), column("due", "Batas", "Due", .date),
        column("working_days", "Hari kerja", "Working days", .integer),
      ], rows: rows)
  }

  /// What is due in the kecamatan, the latest first.
  func actions() throws -> ReportTable {
    let sorted = data.actions.sorted {
      ($1.standing.daysLate, $0.due?.number ?? .max, $0.meeting, $0.number) < (
        $0.standing.daysLate, $1.due?.number ?? .max, $1.meeting, $1.number
      )
    }
    let names = try context.placeNames(sorted.compactMap(\.place))
    return ReportTable(
      id: "actions", title: LocalizedText(id: "Tindak lanjut yang belum selesai", en: "Open actions"),
      columns: [
        column("place", "Tempat", "Place", .text), column("action", "Tindak lanjut", "Action", .text),
        column("accountable", "Penanggung jawab", "Accountable", .text), column("due", "Batas", "Due", .date),
        column("status", "Status", "Status", .text),
      ],
      rows: sorted.map { action in
        [
          action.place.flatMap { names[$0] }.map { .text($0) } ?? .missing, ReportValue(words: action["kegiatan"]),
          ReportValue(words: action["penanggung_jawab"]), action.due.map { .date($0.description) } ?? .missing,
          .text(ActionTables.status(action.standing)),
        ]
      })
  }

  /// Who has not reported what; of what nobody reported, that it is all of them.
  func missing() -> ReportTable {
    var rows: [[ReportValue]] = []
    func add(_ title: LocalizedText, _ year: Int, _ has: (RegionCode) -> Bool) {
      let without = data.villages.filter { !has($0.code) }
      guard !without.isEmpty else { return }
      let names =
        without.count < data.villages.count
        ? LocalizedText(without.map(\.name).joined(separator: ", "))
        : LocalizedText(id: "semua desa", en: "all villages")
      rows.append([.text(title), .period("\(year)"), .integer(without.count), .text(names)])
    }
    let index = data.achievement?.dataset.title ?? data.index?.dataset.title
    let scoreYear = context.period?.year ?? data.achievement?.year ?? data.year
    add(
      index.map { LocalizedText(id: "Skor \($0.id)", en: "Scores of \($0.en)") }
        ?? LocalizedText(id: "Skor indikator", en: "Scores of indicators"), scoreYear
    ) { village in data.achievement.map { $0.year == scoreYear && $0.has(village) } ?? false }
    add(LocalizedText(id: "APB Desa", en: "Village budgets"), data.year) { data.spending[$0] != nil }
    add(LocalizedText(id: "Realisasi APB Desa", en: "Realisation of budgets"), data.year) {
      (data.spending[$0]?.reporting ?? 0) > 0
    }
    if let dataset = context.datasets[VillageDocuments.dataset] {
      let recorded = Set((data.documents?.villages ?? []).filter(\.isRecorded).map(\.unit.code))
      add(dataset.title, data.year, recorded.contains)
    }
    return ReportTable(
      id: "missing", title: LocalizedText(id: "Yang belum melapor", en: "Who has not reported"),
      columns: [
        column("dataset", "Data", "Data", .text), column("year", "Tahun", "Year", .period),
        column("villages", "Desa", "Villages", .integer), column("names", "Nama desa", "Names", .text),
      ], rows: rows)
  }
}
