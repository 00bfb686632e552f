import Diagnostics
import Domain
import Foundation
public import PluginKit
import Storage
import Tabular

/// The generic `table` importer: rows of a table into a panel dataset, as a YAML mapping says.
///
/// One pass: this thread stores while another reads, splits and maps; memory is bounded by the blocks between them.
public struct TableImporter: Importer {
  private let mapping: TableMapping
  /// Rows of a long table held open at most.
  var longWindow = LongRows.usualWindow

  public init(_ mapping: TableMapping) { self.mapping = mapping }

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let dataset = context.datasets[mapping.dataset] else {
      throw ImportFailure(.usage, [Self.noDataset(mapping.dataset)])
    }
    let rules: DatasetRules
    do {
      rules = try DatasetRules(dataset)
    } catch {
      throw ImportFailure(
        .usage, error.byField.map { Diagnostic(code: "formula-invalid", message: $0.value.message, path: $0.key) })
    }
    let period = try ImportOptions.period(context.options["period"], frequency: dataset.frequency)
    let reading = try ReadOptions(context.options, file: file.name)
    let registers = try Registers(context.store)
    let source = try Self.opening { () throws(Diagnostic) in try file.source() }
    var reader = CSVReader(source, options: reading.csv)
    guard let first = try Self.opening({ () throws(Diagnostic) in try reader.nextBlock() }) else {
      throw ImportFailure(.unreadable, [Self.empty(file.name)])
    }
    let header = try reading.headerRow(in: first)
    let place = Place(file: file.name, line: first.rowNumber(header))
    let plan = try TablePlan(
      mapping, dataset: dataset, headers: first.cells(header), place: place, hasPeriod: period != nil)
    let mapper = RowMapper(
      plan: plan, file: file.name, givenPeriod: period, register: registers.indexes, longWindow: longWindow,
      codes: try Self.codes(plan, context.store), registerFor: registers.index(for:))
    let isLong = if case .long = plan.shape { true } else { false }
    let findings = TableFindings(plan: plan, rules: rules, file: file.name)
    let options = DatasetWriterOptions(
      fields: plan.slots, clearsBlank: mapping.blank == .clear && !isLong, repeats: isLong ? .complete : .refuse)
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      let writer = try sink.writer(for: rules, options: options)
      if !context.dryRun {
        sink.header(
          part: try sink.part(member: nil, sheet: nil), cells: first.cells(header), row: first.rowNumber(header))
      }
      let end = EndOfFile()
      try Handoff<MappedBlock>.run(capacity: 3) { [reader] handoff in
        var reader = reader
        var mapper = mapper
        var block: RowBlock? = first
        var from = header + 1
        while let current = block {
          if from < current.rowCount, !handoff.give(mapper.map(current, from: from)) { return }
          from = 0
          block = try reader.nextBlock()
        }
        _ = handoff.give(mapper.finish())
        end.reached(reader.diagnostics, source.fingerprint())
      } take: { handoff in
        while let mapped = try handoff.take() { try Self.store(mapped, writer, sink, findings) }
      }
      sink.fingerprint(end.fingerprint)
      findings.add(end.diagnostics)
      if context.strict, sink.counts.rejected > 0 {
        throw ImportFailure(.data, findings.bag.kept, counts: sink.counts)
      }
    }
    if outcome.counts.read == 0 {
      findings.add(
        Diagnostic(
          code: "file-without-rows", severity: .warning,
          message: LocalizedText(
            id: "berkas hanya berisi baris judul", en: "the file holds nothing but its header"),
          place: Place(file: file.name)))
    }
    findings.close(registers)
    return ImportReport(outcome, context, file: file.name, findings.bag)
  }

  /// The lists of the code fields that the table has.
  private static func codes(_ plan: TablePlan, _ store: any Store) throws -> [String: CodeList] {
    var codes: [String: CodeList] = [:]
    for cell in plan.cells where cell.field.type == .code {
      guard let scheme = cell.field.scheme, codes[scheme] == nil else { continue }
      codes[scheme] = try store.codes(of: scheme)
    }
    return codes
  }

  private static func store(
    _ mapped: MappedBlock, _ writer: any DatasetWriter, _ sink: any BatchSink, _ findings: TableFindings
  ) throws {
    sink.counts.read += mapped.read
    findings.add(mapped)
    for rejected in mapped.rejected { try sink.reject(rejected.masked) }
    try writer.write(mapped.records) { index, outcome, row in
      guard case .duplicate(let earlier) = outcome else {
        findings.compare(row, mapped, index)
        return
      }
      let origin = mapped.origins[index]
      let number = origin.block.rowNumber(origin.row)
      let reason = findings.duplicate(mapped.records.regions[index], row: number, earlier: earlier)
      findings.add(reason)
      try sink.reject(
        RejectedRow(row: number, cells: origin.block.cells(origin.row).map(PersonalNumbers.masked), reasons: [reason]))
    }
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
  private final class EndOfFile: @unchecked Sendable {
    // Written once by the reading thread before the handoff ends, read after it.
    private(set) var diagnostics = DiagnosticBag()
    private(set) var fingerprint = FileFingerprint(bytes: 0, sha256: "")

    func reached(_ diagnostics: DiagnosticBag, _ fingerprint: FileFingerprint) {
      self.diagnostics = diagnostics
      self.fingerprint = fingerprint
    }
  }
}
