import Diagnostics
import Domain
import Storage
import Tabular

/// Loads the register of region codes (Kepmendagri) as a dated edition: a code and a name a row, four levels in one
/// table told apart by the number of digits, with or without a header row.
public struct RegionRegisterImporter: Importer {
  public init() {}

  /// More rows than any register has: what is longer is not a register.
  static let maximumRows = 500_000

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    let effective = try ImportOptions.date("effective", context.options["effective"])
    let wanted = context.options["coverage"] ?? "complete"
    guard ["complete", "partial"].contains(wanted) else {
      throw ImportOptions.invalid(
        "coverage", wanted, LocalizedText(id: "complete atau partial", en: "complete or partial"))
    }
    var bag = context.bag(keptPerCode: 20)
    var table = try RegisterTable(file: file.name, options: context.options)
    let source = try TableImporter.opening { () throws(Diagnostic) in try file.source() }
    var reader = CSVReader(source, options: table.reading.csv)
    while let block = try TableImporter.opening({ () throws(Diagnostic) in try reader.nextBlock() }) {
      try table.read(block)
    }
    guard table.hasContent else { throw ImportFailure(.unreadable, [TableImporter.empty(file.name)]) }
    // Rows that are tried again are a few of an edition: they close nothing.
    let isPartial = wanted == "partial" || context.retry != nil || table.isOfRejects
    let (rows, rejected) = table.checked(known: isPartial ? try knownCodes(context.store, effective) : [])
    for row in rejected { bag.add(contentsOf: row.reasons) }
    let read = table.read
    if rows.isEmpty { throw ImportFailure(.data, bag.kept) }
    let check = try EditionCheck(
      rows, rejected: rejected.count, effective: effective, complete: !isPartial,
      allowsShrinking: context.options["shrink"] == "allow", store: context.store, file: file.name)
    bag.add(contentsOf: check.diagnostics)
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = read
      try sink.register(rows, effective: effective, complete: check.closes)
      for row in rejected { try sink.reject(row.masked) }
      if !rejected.isEmpty {
        sink.header(part: try sink.part(member: nil, sheet: nil), cells: table.headings, row: table.headerRow)
      }
      if let closed = try table.named(rejected).close(sink, context, file: file.name) { bag.add(closed) }
      sink.fingerprint(source.fingerprint())
      sink.diagnostics(bag.counts)
      if context.strict, !rejected.isEmpty { throw ImportFailure(.data, bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, bag)
  }

  /// Codes that are there already: a partial file need not repeat the parents of what it adds.
  private func knownCodes(_ store: any Store, _ date: CalendarDate) throws -> Set<Int64> {
    guard let register = try store.registerDate(for: date) else { return [] }
    var codes: Set<Int64> = []
    for level in [RegionLevel.province, .regency, .district] {
      for unit in try store.units(level, in: store.principal.scope, at: register.date) {
        codes.insert(unit.code.number)
      }
    }
    return codes
  }
}
