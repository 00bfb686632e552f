import Diagnostics
import Domain
public import Storage

/// Imports confirmed spellings of the names of villages, kecamatan and kabupaten: kabupaten (name or code), name as
/// written, code, note.
public struct AliasListImporter: Importer {
  public init() {}

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    let table = try SmallTable(file, context.options)
    let within = try table.required(
      ["kabupaten", "regency", "within", "di"], LocalizedText(id: "kabupaten", en: "regency"), file: file.name)
    let name = try table.required(["nama", "name", "alias"], LocalizedText(id: "nama", en: "name"), file: file.name)
    let code = try table.required(["kode", "code"], LocalizedText(id: "kode", en: "code"), file: file.name)
    let note = table.column(["catatan", "note"])
    var aliases: [RegionAlias] = []
    var rejected: [RejectedRow] = []
    var bag = context.bag(keptPerCode: 50)
    for line in table.lines {
      var reasons: [Diagnostic] = line.flaw.map { [$0] } ?? []
      let place = Place(file: file.name, line: line.number, column: code + 1, field: table.headers[code])
      if reasons.isEmpty {
        do {
          let finder = try VillageFinder(
            context.store, scope: context.store.principal.scope, kinds: VillageKind.allCases)
          guard let region = try finder.region(code: line[code]) else {
            throw ImportFailure(.data, [finder.unknownCode(line[code], at: place)])
          }
          guard let regency = region.ancestor(.regency), try finder.regency(line[within])?.code == regency else {
            throw ImportFailure(.data, [Self.contradiction(line[within], region, at: place)])
          }
          guard !RegionName.normalised(line[name]).isEmpty else {
            throw ImportFailure(.data, [Self.nameless(at: place)])
          }
          let text = line[note]
          aliases.append(
            RegionAlias(
              within: regency, name: line[name], code: region, note: text.isEmpty ? nil : PersonalNumbers.masked(text)))
        } catch let failure as ImportFailure {
          reasons = failure.diagnostics
        }
      }
      if !reasons.isEmpty {
        bag.add(contentsOf: reasons)
        rejected.append(RejectedRow(row: line.number, cells: line.cells, reasons: reasons))
      }
    }
    return try Self.store(aliases, rejected, table.lines.count, table.source.fingerprint(), file.name, context, bag) {
      try table.note(rejected, &$1, $0, context, file: file.name)
    }
  }

  /// Stores aliases as one batch, for the list and for single commands alike.
  public static func add(_ alias: RegionAlias, _ context: ImportContext) throws -> ImportReport {
    guard try context.store.registerDate(for: nil) != nil else { throw ImportFailure(.data, [Registers.missing]) }
    return try store([alias], [], 1, nil, "-", context, DiagnosticBag()) { _, _ in }
  }

  private static func store(
    _ aliases: [RegionAlias], _ rejected: [RejectedRow], _ read: Int, _ fingerprint: FileFingerprint?, _ file: String,
    _ context: ImportContext, _ bag: DiagnosticBag, note: (any BatchSink, inout DiagnosticBag) throws -> Void
  ) throws -> ImportReport {
    var bag = bag
    let outcome = try context.store.batch(context.header(file, kind: .alias)) { sink in
      sink.counts.read = read
      for alias in aliases { try sink.alias(alias) }
      for row in rejected { try sink.reject(row.masked) }
      try note(sink, &bag)
      if let fingerprint { sink.fingerprint(fingerprint) }
      if context.strict, !rejected.isEmpty { throw ImportFailure(.data, bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file, bag)
  }

  private static func contradiction(_ regency: String, _ code: RegionCode, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-contradicts",
      message: LocalizedText(
        id: "\(code) tidak terletak di `\(regency)`", en: "\(code) does not lie in `\(regency)`"), place: place,
      value: regency)
  }

  private static func nameless(at place: Place) -> Diagnostic {
    Diagnostic(
      code: "alias-name-missing", message: LocalizedText(id: "nama alias kosong", en: "the alias has no name"),
      place: place)
  }
}
