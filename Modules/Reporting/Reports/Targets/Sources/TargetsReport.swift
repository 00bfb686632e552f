import Diagnostics
import Domain
import PluginKit
import Storage

/// A target of a region plugin: year by year what was agreed, carried over, listed and reached, and the villages listed
/// with what became of them.
///
/// `--set target=ID` chooses; without it the only target is shown, or the list of all. `--period` keeps one year of the
/// list, `--region` the villages of one region. A village counts as reached by the figures of the year it is listed for;
/// unreached ones carry over to the next year (`TargetProgress`).
public struct TargetsReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let id = context.options["target"] ?? Self.only(context) else { return list(context) }
    let target = try context.target(id)
    let list = try context.store.targetList(id)
    let measure = target.declaration.measure
    let dataset = measure.flatMap { context.datasets[$0.dataset] }
    let classes = measure.flatMap { dataset?.field($0.field)?.classes }
    let progress = try TargetProgress(context.store, target, list.entries, classes, asOf: context.asOf)
    let tables = TargetTables(
      context: context, target: target, list: list, progress: progress, classes: classes,
      day: try context.store.registerDate(for: nil)?.date)
    let villages = try tables.villageTable()
    var document = ReportDocument(
      report: context.header.id, title: target.declaration.title, region: try region(context, target.scope),
      period: context.period?.description,
      sources: [
        ReportSource(
          id: "target_list", dataset: "target_list",
          title: LocalizedText(id: "Daftar desa sasaran", en: "Target lists"),
          batches: list.origins.map(\.batch))
      ])
    if let dataset, let measure {
      let origins = try progress.figures.keys.sorted().flatMap { year in
        try Period(String(year)).map {
          try context.store.origins(of: dataset.id, fields: [measure.field], period: $0, in: target.scope)
        } ?? []
      }
      if let register = try context.store.registerDate(for: nil), let last = progress.figures.keys.max(),
        let period = Period(String(last))
      {
        let basis = ReportBasis(
          dataset: dataset, period: period, register: register, region: ReportRegion(code: "0", name: ""),
          origins: Array(Set(origins)).sorted { $0.batch < $1.batch })
        document.sources.append(basis.source(dataset.id))
        document.stage = basis.stage
        document.dataAsOf = basis.asOf
      }
    }
    document.tables = [
      target.declaration.years.isEmpty ? nil : tables.plan(), villages, try tables.results(), try tables.regencies(),
      tables.risers(),
      try tables.decisions(), try tables.overlaps(),
    ].compactMap(\.self)
    document.notes = try notes(target.declaration, list) + context.agreements(on: id)
    if villages == nil, !list.entries.isEmpty { document.notes.append(try noVillages(context)) }
    if target.scope.contains(context.region), target.scope != context.region {
      document.notes.append(
        LocalizedText(
          id: "Target per tahun berlaku untuk seluruh \(target.scope); daftar desa hanya untuk \(context.region).",
          en: "The target by year is that of the whole of \(target.scope); the villages are those of \(context.region)."
        ))
    }
    document.notes += try tables.warnings()
    if context.options["target"] == nil, context.targets.count > 1 {
      let others = context.targets.keys.sorted().filter { $0 != id }.map { "`\($0)`" }.joined(separator: ", ")
      document.notes.append(
        LocalizedText(
          id: "Target lain: \(others); pilih dengan --set target=ID.",
          en: "Other targets: \(others); choose one with --set target=ID."))
    }
    return document
  }

  /// The target meant where none is named: the only one, or the only one that figures measure.
  static func only(_ context: ReportContext) -> String? {
    if context.targets.count == 1 { return context.targets.first?.key }
    let measured = context.targets.filter { $0.value.declaration.measure != nil }
    return measured.count == 1 ? measured.first?.key : nil
  }

  private func notes(_ target: TargetDeclaration, _ list: TargetList) -> [LocalizedText] {
    var notes = [
      LocalizedText(id: "Sumber target: \(target.source.id).", en: "Source of the target: \(target.source.en).")
    ]
    if let owner = target.owner {
      notes.append(LocalizedText(id: "Penanggung jawab: \(owner.id).", en: "Answers for it: \(owner.en)."))
    }
    if list.entries.isEmpty {
      notes.append(
        LocalizedText(
          id:
            "Belum ada daftar desa sasaran; impor dengan sinergi-import run target_list BERKAS --set target=\(target.id).",
          en:
            "No target villages are listed yet; import them with sinergi-import run target_list FILE --set target=\(target.id)."
        ))
    }
    let agreed = Set(list.decisions.map(\.year))
    let open = Set(list.entries.map(\.year)).subtracting(agreed).sorted().map(String.init).joined(separator: ", ")
    if !open.isEmpty {
      notes.append(
        LocalizedText(
          id: "Belum disepakati: daftar \(open); sepakati dengan sinergi-import agree \(target.id) TAHUN.",
          en: "Not agreed yet: the list of \(open); agree it with sinergi-import agree \(target.id) YEAR."))
    }
    if let total = target.total, target.years.isEmpty {
      notes.append(
        LocalizedText(id: "Target seluruhnya: \(total) desa.", en: "The whole target: \(total) villages."))
    }
    return notes
  }

  private func region(_ context: ReportContext, _ scope: RegionCode) throws -> ReportRegion? {
    guard let register = try context.store.registerDate(for: nil) else { return nil }
    // A region that does not exist is refused, whatever the target's scope.
    let asked = try context.reportRegion(at: register.date)
    guard !scope.contains(context.region) else { return asked }
    var context = context
    context.region = scope
    return try context.reportRegion(at: register.date)
  }

  private func noVillages(_ context: ReportContext) throws -> LocalizedText {
    let when = context.period.map { " \($0)" } ?? ""
    let register = try context.store.registerDate(for: nil)
    let name = try register.map { try context.reportRegion(at: $0.date).name } ?? LocalizedText("\(context.region)")
    return LocalizedText(
      id: "Tidak ada desa sasaran\(when) yang terdaftar di \(name.id).",
      en: "No target villages\(when) are listed in \(name.en).")
  }

  private func list(_ context: ReportContext) -> ReportDocument {
    guard !context.targets.isEmpty else {
      return context.nothing(
        LocalizedText(
          id: "Tidak ada plugin daerah aktif yang mendeklarasikan target.",
          en: "No enabled region plugin declares a target.")
      ).document
    }
    let rows = context.targets.sorted { $0.key < $1.key }.map { id, target -> [ReportValue] in
      let years = target.declaration.years.map(\.year)
      return [
        .text(id), .text(target.declaration.title), .code(target.scope.description),
        years.isEmpty ? .missing : .text("\(years.min() ?? 0)–\(years.max() ?? 0)"),
      ]
    }
    return ReportDocument(
      report: context.header.id, title: context.header.title,
      tables: [
        ReportTable(
          id: "targets", title: LocalizedText(id: "Target yang ada", en: "Targets"),
          columns: [
            ReportColumn(id: "id", label: "Id", type: .text),
            ReportColumn(id: "title", label: LocalizedText(id: "Target", en: "Target"), type: .text),
            ReportColumn(id: "scope", label: LocalizedText(id: "Wilayah", en: "Region"), type: .code),
            ReportColumn(id: "years", label: LocalizedText(id: "Tahun", en: "Years"), type: .text),
          ], rows: rows)
      ],
      notes: [
        LocalizedText(id: "Pilih satu dengan --set target=ID.", en: "Choose one with --set target=ID.")
      ])
  }
}
