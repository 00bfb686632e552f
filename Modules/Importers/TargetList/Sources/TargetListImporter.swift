import Diagnostics
import Domain
import Storage

/// Imports the list of villages of a target (daftar desa sasaran): year, kabupaten, village as printed, and whether it
/// is new or carried over (luncuran). Villages are given by code, or by name matched within their kabupaten.
///
/// `covers=regency` makes a file the list of the kabupaten it names only. `decided` is the day of the decision: villages
/// that did not qualify by the figures published then are rejected; without it they are warned of. `decision` and
/// `reason` change a list that was agreed.
public struct TargetListImporter: Importer {
  public init() {}

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let id = context.options["target"] else { throw ImportOptions.missing("target") }
    guard let target = context.targets[id] else {
      let nearest = Suggestion.nearest(to: id, among: context.targets.keys.sorted())
      throw ImportFailure(
        .usage,
        [
          Diagnostic(
            code: "target-unknown",
            message: LocalizedText(
              id: "target `\(id)` tidak dideklarasikan oleh plugin daerah yang aktif",
              en: "no enabled region plugin declares target `\(id)`"),
            value: id,
            hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") })
        ])
    }
    let decision = try Self.decision(context.options)
    let table = try SmallTable(file, context.options)
    var reader = try TargetRows(table, file: file.name, context: context, target: target)
    for line in table.lines { try reader.take(line) }
    reader.finish()
    let (entries, rejected) = (reader.entries, reader.rejected)
    var bag = reader.bag
    if decision != nil { try Self.requireAgreed(id, Set(entries.map(\.year)), context) }
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = table.lines.count
      // A row that was rejected may be one that is stored: then nothing goes. A file of rejected rows is no whole list.
      let regencies = Set(entries.compactMap { $0.regency ?? $0.region?.ancestor(.regency) })
      let removed = try sink.targetList(
        id, entries,
        options: TargetListOptions(
          keepsUnlisted: !rejected.isEmpty || table.isOfRejects,
          regencies: context.options["covers"] == "regency" ? regencies : nil, decision: decision))
      bag.add(contentsOf: removed.map { Self.gone($0, file: file.name) })
      for row in rejected { try sink.reject(row.masked) }
      sink.fingerprint(table.source.fingerprint())
      try table.note(rejected, &bag, sink, context, file: file.name)
      if context.strict, !rejected.isEmpty { throw ImportFailure(.data, bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, bag)
  }

  /// The decision that the options tell of; its year and number come with the list.
  private static func decision(_ options: [String: String]) throws -> TargetDecision? {
    guard let source = options["decision"] else { return nil }
    guard let reason = options["reason"] else { throw ImportOptions.missing("reason") }
    return TargetDecision(
      year: 0, number: 0, date: try ImportOptions.date("decided", options["decided"]), source: source, reason: reason)
  }

  /// A decision changes a list that was agreed; one that was not has nothing to decide on.
  private static func requireAgreed(_ id: String, _ years: Set<Int>, _ context: ImportContext) throws {
    let agreed = Set(try context.store.targetList(id).decisions.map(\.year))
    let open = years.subtracting(agreed).sorted().map(String.init).joined(separator: ", ")
    guard !open.isEmpty else { return }
    throw ImportFailure(
      .usage,
      [
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "opsi `decision`: daftar \(open) belum disepakati",
            en: "option `decision`: the list of \(open) is not agreed"),
          value: context.options["decision"],
          hint: LocalizedText(
            id: "impor tanpa `decision`, lalu sepakati: sinergi-import agree \(id) TAHUN",
            en: "import it without `decision`, then agree it: sinergi-import agree \(id) YEAR"))
      ])
  }

  /// Told for each entry that a new list of its year no longer has.
  private static func gone(_ entry: TargetEntry, file: String) -> Diagnostic {
    let name =
      entry.printedName.isEmpty ? LocalizedText(id: "(tanpa nama)", en: "(unnamed)") : LocalizedText(entry.printedName)
    return Diagnostic(
      code: "target-village-removed", severity: .warning,
      message: LocalizedText(
        id: "\(entry.region?.description ?? "") \(name.id) tidak ada lagi dalam daftar \(entry.year) dan dikeluarkan",
        en: "\(entry.region?.description ?? "") \(name.en) is no longer in the list of \(entry.year) and was taken out"),
      place: Place(file: file), value: entry.region?.description)
  }
}
