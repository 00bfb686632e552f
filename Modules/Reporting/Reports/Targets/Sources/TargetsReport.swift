import Diagnostics
import Domain
import PluginKit
import Storage

/// A target of a region plugin: year by year what was agreed, carried over and listed, and the villages listed with
/// their present status.
///
/// `--set target=ID` chooses; without it the only target is shown, or the list of all. `--period` keeps one year of the
/// list, `--region` the villages of one region. What counts as reached is not judged here.
public struct TargetsReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let known = context.targets.keys.sorted()
    guard let id = context.options["target"] ?? (known.count == 1 ? known[0] : nil) else { return list(context) }
    guard let target = context.targets[id] else {
      let nearest = Suggestion.nearest(to: id, among: known)
      throw ReportFailure(
        Diagnostic(
          code: "target-unknown",
          message: LocalizedText(
            id: "target `\(id)` tidak dideklarasikan oleh plugin daerah yang aktif",
            en: "no enabled region plugin declares target `\(id)`"), value: id,
          hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }))
    }
    let stored = try context.store.targetList(id)
    let villages = try TargetVillages(context, target, stored.entries)
    let source = ReportSource(
      id: "target_list", dataset: "target_list", title: LocalizedText(id: "Daftar desa sasaran", en: "Target lists"),
      batches: stored.origins.map(\.batch))
    var document = ReportDocument(
      report: context.header.id, title: target.declaration.title, region: try region(context, target.scope),
      period: context.period?.description, sources: [source] + villages.sources)
    document.tables = [plan(target.declaration, stored.entries)]
    if let table = villages.table { document.tables.append(table) }
    document.notes = [
      LocalizedText(
        id: "Sumber target: \(target.declaration.source.id).",
        en: "Source of the target: \(target.declaration.source.en).")
    ]
    if stored.entries.isEmpty {
      document.notes.append(
        LocalizedText(
          id: "Belum ada daftar desa sasaran; impor dengan sinergi-import run target_list BERKAS --set target=\(id).",
          en:
            "No target villages are listed yet; import them with sinergi-import run target_list FILE --set target=\(id)."
        ))
    } else if villages.table == nil {
      document.notes.append(try noVillages(context))
    }
    if target.scope.contains(context.region), target.scope != context.region {
      document.notes.append(
        LocalizedText(
          id: "Target per tahun berlaku untuk seluruh \(target.scope); daftar desa hanya untuk \(context.region).",
          en: "The target by year is that of the whole of \(target.scope); the villages are those of \(context.region)."
        ))
    }
    document.notes += villages.notes
    return document
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

  private func plan(_ target: TargetDeclaration, _ entries: [TargetEntry]) -> ReportTable {
    func number(_ id: String, _ label: LocalizedText, source: String? = nil) -> ReportColumn {
      ReportColumn(
        id: id, label: label, type: .integer, unit: LocalizedText(id: "desa", en: "villages"), source: source)
    }
    let rows = target.plan.map { row -> [ReportValue] in
      let listed = entries.filter { $0.year == row.year }
      let named = listed.filter { $0.region != nil }.count
      return [
        .period("\(row.year)"), .integer(row.target), .integer(row.cumulative), .integer(row.carriedOver),
        .integer(row.effective), listed.isEmpty ? .missing : .integer(named),
        listed.isEmpty ? .missing : .integer(listed.count - named),
      ]
    }
    return ReportTable(
      id: "plan", title: LocalizedText(id: "Target per tahun", en: "Target by year"),
      columns: [
        ReportColumn(id: "year", label: LocalizedText(id: "Tahun", en: "Year"), type: .period),
        number("target", LocalizedText(id: "Target", en: "Target")),
        number("cumulative", LocalizedText(id: "Kumulatif", en: "Cumulative")),
        number("carried_over", LocalizedText(id: "Luncuran", en: "Carried over")),
        number("effective", LocalizedText(id: "Total sasaran tahun ini", en: "Effective")),
        number("listed", LocalizedText(id: "Terdaftar", en: "Listed"), source: "target_list"),
        number("unnamed", LocalizedText(id: "Tanpa nama", en: "Unnamed"), source: "target_list"),
      ], rows: rows)
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
        .text("\(years.min() ?? 0)–\(years.max() ?? 0)"),
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
