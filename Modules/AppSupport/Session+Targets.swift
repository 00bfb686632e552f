import Diagnostics
import Domain
import Importers
import PluginKit
import Regions
import Registry
import Storage
import StorageSQLite

extension Session {
  /// Agrees a target's list of a year: refused while a village on it did not qualify by the figures published that day.
  public func agree(_ id: String, year: Int, source: String, date text: String, dryRun: Bool) throws {
    let targets = try RegionPlugins(validRegistry().regions).targets
    guard let target = targets[id] else {
      throw CommandFailure(
        .usage, "target-unknown",
        LocalizedText(
          id: "target `\(id)` tidak dideklarasikan oleh plugin daerah yang aktif",
          en: "no enabled region plugin declares target `\(id)`"),
        hint: Suggestion.nearest(to: id, among: targets.keys.sorted()).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        })
    }
    guard !source.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(
        .usage, "reason-missing", LocalizedText(id: "sumbernya kosong", en: "the source is empty"))
    }
    let day = try date(text, option: "--date")
    let store = try currentStore()
    let starts = try TargetStarts(store, target, on: day)
    let listed = try store.targetList(id).entries.filter { $0.year == year }
    try refuseIneligible(listed, target, starts)
    let header = BatchHeader(
      kind: .agree, importer: "target_list", file: "-", options: ["target": id, "year": String(year)], reason: source,
      dryRun: dryRun, at: surroundings.clock())
    let outcome = try store.batch(header) { sink in
      try sink.agree(
        id, TargetDecision(year: year, number: 0, date: day, source: source), starts: starts.classes,
        period: starts.period)
    }
    let unknown = listed.filter { $0.region.map { starts.classes[$0] == nil } ?? true }.count
    if unknown > 0, target.declaration.measure != nil {
      console.result(
        LocalizedText(
          id: "Peringatan: status awal \(unknown) dari \(listed.count) desa tidak diketahui",
          en: "Warning: the starting status of \(unknown) of \(listed.count) villages is unknown"))
    }
    guard let batch = outcome.batch else {
      console.result(
        LocalizedText(
          id: "Daftar \(year) dapat disepakati: \(listed.count) desa; uji coba, tidak ada yang disimpan",
          en: "The list of \(year) can be agreed: \(listed.count) villages; dry-run, nothing was kept"))
      return
    }
    console.result(
      LocalizedText(
        id: "Daftar \(year) disepakati: \(listed.count) desa, batch \(batch)",
        en: "The list of \(year) is agreed: \(listed.count) villages, batch \(batch)"))
    console.result(LocalizedText(id: "Kepala audit: \(outcome.auditHead)", en: "Audit head: \(outcome.auditHead)"))
  }

  private func refuseIneligible(_ listed: [TargetEntry], _ target: ScopedTarget, _ starts: TargetStarts) throws {
    guard let measure = target.declaration.measure, let period = starts.period, !measure.from.isEmpty,
      let classes = datasetsByID[measure.dataset]?.field(measure.field)?.classes
    else { return }
    let wrong = listed.filter { entry in
      guard entry.basis == .new, let start = entry.region.flatMap({ starts.classes[$0] }) else { return false }
      return classes[start].map { !measure.from.contains($0.id) } ?? false
    }
    guard !wrong.isEmpty else { return }
    let names = wrong.prefix(10).map { entry -> LocalizedText in
      let title = entry.region.flatMap { starts.classes[$0] }.flatMap { classes[$0]?.title } ?? ""
      let place = "\(entry.region?.description ?? "") \(entry.printedName)"
      return LocalizedText(id: "\(place) (\(title.id))", en: "\(place) (\(title.en))")
    }
    let more = wrong.count > names.count ? ", …" : ""
    throw CommandFailure(
      .data, "target-ineligible",
      LocalizedText(
        id:
          "\(wrong.count) desa tidak memenuhi syarat menurut data \(period): \(names.map(\.id).joined(separator: ", "))\(more)",
        en:
          "\(wrong.count) villages do not qualify by the figures of \(period): \(names.map(\.en).joined(separator: ", "))\(more)"
      ),
      hint: LocalizedText(
        id: "ganti desanya, lalu impor daftarnya sekali lagi", en: "replace them and import the list once more"))
  }
}
