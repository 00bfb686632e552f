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
}
