import Diagnostics
import Domain
import Foundation
public import PluginKit
import Storage
public import Tabular

/// The generic `table` importer: rows of tables and forms into a dataset, as a YAML mapping says.
///
/// One pass: this thread stores while another reads, splits and maps; memory is bounded by the blocks between them. All
/// parts of an input (sheets, members of an archive) that hold a table of the mapping's are one batch.
public struct TableImporter: Importer {
  private let mapping: TableMapping
  /// Rows of a long table held open at most.
  var longWindow = LongRows.usualWindow

  public init(_ mapping: TableMapping) { self.mapping = mapping }

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    try run(TableParts(file, mapping, context.options), context)
  }

  /// Imports rows that were read elsewhere, such as those of a tap; the first row holds the headers.
  ///
  /// - Parameter name: what they are called in messages and in the history.
  public func run(
    rows reader: any RowReader, of name: String, _ context: ImportContext
  ) throws -> ImportReport {
    try run(TableParts(reader, name: name), context)
  }

  /// Reads the register while rows are still on their way. What cannot be had is told when they come.
  func prepare(_ context: ImportContext) {
    guard let declaration = try? rules(context).declaration,
      let setting = try? TableSetting(mapping, declaration, file: "", context, longWindow: longWindow)
    else { return }
    _ = try? context.regions.resolver(
      context.store, setting.registers, setting.region, usesNames: !mapping.usesOnlyCodes)
  }

  /// The tables of an input that the mapping can read, by their headers alone: no rows are mapped, nothing is written.
  ///
  /// - Throws: `ImportFailure` where there is none, with what is missing.
  public func recognise(_ file: ImportFile, _ context: ImportContext) throws -> [FoundTable] {
    let parts = try TableParts(file, mapping, context.options)
    var setting = try TableSetting(
      mapping, try rules(context).declaration, file: file.name, context, longWindow: longWindow)
    setting.isGlance = true
    // Codes are not looked up here: that a crosswalk is missing is told when the file is read.
    var region = setting.region
    region.scheme = .kemendagri
    let resolver = try context.regions.resolver(context.store, setting.registers, region, usesNames: false)
    var reading = TableReading(setting, resolver)
    while let part = parts.next() {
      _ = try reading.read(part) { event in
        if case .begin = event { true } else { false }
      }
    }
    // Records that the mapping finds by their paths have no header that tells them: they have to be there.
    let found = mapping.json == nil ? reading.found : reading.found.filter(\.hasRows)
    guard !found.isEmpty else { throw Self.nothing(reading, file.name) }
    return found
  }

  /// The headings, normalised, that tell one row of the dataset from another: its region, period and key fields.
  func keyHeaders(_ context: ImportContext) throws -> [String] {
    let dataset = try rules(context).declaration
    let keys = Set(dataset.keyIndexes)
    return HeaderVocabulary(mapping, dataset).wanted.flatMap { entry -> [String] in
      switch entry.role {
      case .region, .regionPart, .name, .period, .periodPart, .longField: entry.headers
      case .field(let index): keys.contains(index) ? entry.headers : []
      case .longValue, .filter, .ignored: []
      }
    }
  }

  /// The dataset that the mapping fills, made ready for rows.
  func rules(_ context: ImportContext) throws -> DatasetRules {
    guard let dataset = context.datasets[mapping.dataset] else {
      throw ImportFailure(.usage, [Self.noDataset(mapping.dataset)])
    }
    do {
      return try DatasetRules(dataset)
    } catch {
      throw ImportFailure(
        .usage, error.byField.map { Diagnostic(code: "formula-invalid", message: $0.value.message, path: $0.key) })
    }
  }

  private func run(_ parts: TableParts, _ context: ImportContext) throws -> ImportReport {
    let file = parts.name
    let rules = try rules(context)
    let dataset = rules.declaration
    let setting = try TableSetting(mapping, dataset, file: file, context, longWindow: longWindow)
    let resolver = try context.regions.resolver(
      context.store, setting.registers, setting.region, usesNames: !mapping.usesOnlyCodes)
    let findings = TableFindings(rules: rules, file: file, bag: context.bag(keptPerCode: 20))
    let replaces = try setting.replaces(context)
    let outcome = try context.store.batch(context.header(file)) { sink in
      let storing = try TableStoring(setting, rules, sink, findings, replaces: replaces, context)
      let end = EndOfInput()
      try Handoff<TableReading.Event>.run(capacity: 3) { handoff in
        var reading = TableReading(setting, resolver)
        while let part = parts.next() {
          guard try reading.read(part, give: { handoff.give($0) }) else { return }
        }
        guard !reading.found.isEmpty else { throw Self.nothing(reading, file) }
        end.reached(parts.notes + reading.notes + reading.summary(), reading.found)
      } take: { handoff in
        while let event = try handoff.take() { try storing.take(event, context) }
      }
      try storing.finish(context, file: file)
      if let fingerprint = parts.fingerprint() {
        sink.fingerprint(fingerprint)
        if let same = try SameContent.told(fingerprint, file, context) { findings.add(same) }
      }
      findings.add(end.notes)
      if context.strict && sink.counts.rejected > 0 || storing.isUndecided && !context.dryRun {
        throw ImportFailure(.data, findings.bag.kept, counts: sink.counts)
      }
      findings.close(setting.registers)
      sink.diagnostics(findings.bag.counts)
      return end.tables
    }
    if outcome.counts.read == 0 {
      findings.add(
        Diagnostic(
          code: "file-without-rows", severity: .warning,
          message: LocalizedText(
            id: "berkas hanya berisi baris judul", en: "the file holds nothing but its header"),
          place: Place(file: file)))
    }
    var report = ImportReport(outcome, context, file: file, findings.bag)
    report.tables = outcome.result
    return report
  }

  /// Why an input in which no table was found is not taken.
  private static func nothing(_ reading: TableReading, _ file: String) -> ImportFailure {
    reading.failures.isEmpty
      ? ImportFailure(.unreadable, [empty(file)]) : ImportFailure(.data, reading.failures)
  }

  /// Turns a diagnostic of the reader into the failure of the file.
  static func opening<Result>(_ body: () throws(Diagnostic) -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      throw ImportFailure(.unreadable, [error])
    }
  }

  static func empty(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-empty", message: LocalizedText(id: "berkas kosong", en: "the file is empty"), place: Place(file: file)
    )
  }

  static func noDataset(_ id: String) -> Diagnostic {
    Diagnostic(
      code: "dataset-unknown",
      message: LocalizedText(
        id: "dataset `\(id)` tidak dideklarasikan oleh set indikator yang aktif",
        en: "no enabled indicator set declares dataset `\(id)`"))
  }

  /// What the reading thread leaves behind when it reaches the end.
  private final class EndOfInput: @unchecked Sendable {
    // Written once by the reading thread before the handoff ends, read after it.
    private(set) var notes: [Diagnostic] = []
    private(set) var tables: [FoundTable] = []

    func reached(_ notes: [Diagnostic], _ tables: [FoundTable]) {
      self.notes = notes
      self.tables = tables
    }
  }
}

extension TableMapping {
  /// Whether regions are known by codes alone.
  fileprivate var usesOnlyCodes: Bool {
    names.isEmpty && regionName.isEmpty && regionFrom.isEmpty && (form?.names.isEmpty ?? true)
  }
}
