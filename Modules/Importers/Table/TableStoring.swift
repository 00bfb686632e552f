import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Stores what the reading thread maps; runs on the thread of the batch.
final class TableStoring {
  private let setting: TableSetting
  private let rules: DatasetRules
  private let sink: any BatchSink
  private let findings: TableFindings
  private let replaces: ReplaceScope?
  /// The tables begun, with their parts.
  private var tables: [(begin: TableReading.Begin, part: Int64?, writer: any DatasetWriter)] = []
  private var writers: [[Int]: any DatasetWriter] = [:]
  /// The rejects that rows of the input name as where they came from.
  private var rejects: Set<Int64> = []

  init(
    _ setting: TableSetting, _ rules: DatasetRules, _ sink: any BatchSink, _ findings: TableFindings,
    replaces: ReplaceScope?
  ) {
    self.setting = setting
    self.rules = rules
    self.sink = sink
    self.findings = findings
    self.replaces = replaces
  }

  func take(_ event: TableReading.Event, _ context: ImportContext) throws {
    switch event {
    case .begin(let begin): try start(begin)
    case .rows(let mapped):
      guard let index = mapped.table, tables.indices.contains(index) else { return }
      try store(mapped, tables[index])
      context.progress(sink.counts.read, mapped.fraction)
    }
  }

  private func start(_ begin: TableReading.Begin) throws {
    let slots = begin.plan.slots
    let writer: any DatasetWriter
    if let known = writers[slots] {
      writer = known
    } else {
      let isLong = if case .long = begin.plan.shape { true } else { false }
      // A further table with other columns completes the rows of the first.
      let repeats: DatasetWriterOptions.Repeats =
        isLong || !writers.isEmpty ? .complete : setting.mapping.repeats == .add ? .add : .refuse
      writer = try sink.writer(
        for: rules,
        options: DatasetWriterOptions(
          fields: slots, clearsBlank: setting.mapping.blank == .clear && !isLong, repeats: repeats, replaces: replaces))
      writers[slots] = writer
    }
    let part = try sink.part(member: begin.source.member, sheet: begin.source.sheet)
    sink.header(part: part, cells: begin.headerCells.map(PersonalNumbers.masked), row: begin.headerRow)
    tables.append((begin, part, writer))
  }

  private func store(
    _ mapped: MappedBlock, _ table: (begin: TableReading.Begin, part: Int64?, writer: any DatasetWriter)
  ) throws {
    sink.counts.read += mapped.read
    findings.add(mapped)
    for rejected in mapped.rejected { try sink.reject(rejected.masked) }
    if let column = RejectColumns.column(in: table.begin.headerCells) { gather(mapped, column) }
    if replaces != nil {
      for meant in mapped.meant { table.writer.spare(region: meant.region, period: meant.period) }
    }
    guard mapped.records.count > 0 else { return }
    var records = mapped.records
    records.part = table.part
    let source = table.begin.source
    try table.writer.write(records) { index, outcome, row in
      switch outcome {
      case .new, .changed, .unchanged, .completed:
        findings.compare(row, mapped, index, source)
      case .gathered: break
      case .duplicate(let earlier):
        let origin = mapped.origins[index]
        let number = origin.block.rowNumber(origin.row)
        let reason = findings.duplicate(mapped.records.regions[index], row: number, earlier: earlier, table.begin)
        findings.add(reason)
        try sink.reject(
          RejectedRow(
            row: number, member: source.member, sheet: source.sheet,
            cells: origin.block.cells(origin.row).map(PersonalNumbers.masked), reasons: [reason]
          ).masked)
      }
    }
  }

  /// Notes which rejects the rows come from: those that are taken, and those that are rejected once more, whose new
  /// reject stands in the place of the old one.
  private func gather(_ mapped: MappedBlock, _ column: Int) {
    func add(_ cells: [String]) {
      if cells.indices.contains(column), let id = RejectColumns.reject(cells[column]) { rejects.insert(id) }
    }
    for origin in mapped.origins { add(origin.block.cells(origin.row)) }
    for rejected in mapped.rejected { add(rejected.cells) }
  }

  /// Closes the rejects of this importer that the rows came from.
  func finish(_ context: ImportContext, file: String) throws {
    guard !rejects.isEmpty else { return }
    let own = try context.store.rejects(
      RejectFilter(ids: rejects.sorted(), importer: context.importer.id), limit: .max
    ).map(\.id)
    let closed = try sink.resolve(rejects: own)
    guard !closed.isEmpty else { return }
    findings.add(
      Diagnostic(
        code: "rejects-closed", severity: .note,
        message: LocalizedText(
          id: "\(closed.count) baris ditolak dari batch sebelumnya diselesaikan oleh berkas ini",
          en: "\(closed.count) rejected rows of earlier batches are settled by this file"),
        place: Place(file: file)))
  }
}
