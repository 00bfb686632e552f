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
  private var tables: [Table] = []
  /// The header that the store keeps of each part: that of its first table.
  private var headers: [Int64: [String]] = [:]
  private var writers: [[Int]: any DatasetWriter] = [:]
  /// The rejects that rows of the input name as where they came from.
  private var named = NamedRejects()
  private var age: AgeCheck
  private let records: RecordRules
  /// Where rows are added up.
  private var repeated: RepeatedRows?

  private struct Table {
    let begin: TableReading.Begin
    let part: Int64
    let writer: any DatasetWriter
    /// The header that its rejected rows have to keep.
    let ownHeader: [String]?
    /// The column that names rejects.
    let rejectColumn: Int?
    var spread: RowSpread

    func rejected(_ row: RejectedRow) -> RejectedRow {
      var row = row
      row.beside.header = ownHeader
      return row.masked
    }
  }

  init(
    _ setting: TableSetting, _ rules: DatasetRules, _ sink: any BatchSink, _ findings: TableFindings,
    replaces: ReplaceScope?, _ context: ImportContext
  ) throws {
    age = AgeCheck(asOf: context.asOf)
    records = try RecordRules(setting.mapping.rules, setting, context)
    repeated = setting.mapping.repeats == .add ? RepeatedRows() : nil
    self.setting = setting
    self.rules = rules
    self.sink = sink
    self.findings = findings
    self.replaces = replaces
  }

  func take(_ event: TableReading.Event, _ context: ImportContext) throws {
    switch event {
    case .begin(let begin): try start(begin)
    case .rows(var mapped):
      guard let index = mapped.table, tables.indices.contains(index) else { return }
      try records.apply(&mapped, tables[index].begin, in: context.store)
      try settle(records.settled())
      tables[index].spread.add(mapped.records)
      findings.add(try age.check(mapped.records, of: rules.declaration, in: context.store, file: setting.file))
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
    let rejectColumn = RejectColumns.column(in: begin.headerCells)
    if rejectColumn != nil, setting.mapping.repeats == .add { throw ImportFailure(.data, [Self.addsUp(setting.file)]) }
    let part = try sink.part(member: begin.source.member, sheet: begin.source.sheet)
    sink.header(part: part, cells: begin.headerCells.map(PersonalNumbers.masked), row: begin.headerRow)
    let kept = headers[part] ?? begin.headerCells
    headers[part] = kept
    tables.append(
      Table(
        begin: begin, part: part, writer: writer, ownHeader: kept == begin.headerCells ? nil : begin.headerCells,
        rejectColumn: rejectColumn, spread: RowSpread(rules.declaration.level)))
  }

  private func store(_ mapped: MappedBlock, _ table: Table) throws {
    sink.counts.read += mapped.read
    findings.add(mapped)
    for rejected in mapped.rejected { try sink.reject(table.rejected(rejected)) }
    if let column = table.rejectColumn { gather(mapped, column) }
    if replaces != nil {
      for meant in mapped.meant { table.writer.spare(region: meant.region, period: meant.period, isRejected: true) }
      for meant in mapped.unfilled { table.writer.spare(region: meant.region, period: meant.period, isRejected: false) }
    }
    guard mapped.records.count > 0 else { return }
    repeated?.add(mapped, table.begin)
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
        let cells = origin.block.cells(origin.row)
        named.note(cells, table.rejectColumn, isRejected: true)
        let region = RegionCode(mapped.records.regions[index])
        let rejected = table.rejected(
          RejectedRow(
            row: number, member: source.member, sheet: source.sheet, cells: cells, reasons: [reason],
            beside: table.begin.plan.region.code == nil
              ? RowSurroundings(code: region?.description) : RowSurroundings()))
        self.records.lost(
          rejected,
          MappedBlock.Meant(region: mapped.records.regions[index], period: mapped.records.periods[index]),
          table.begin)
        try sink.reject(rejected)
      }
    }
  }

  /// Does with rows that were set aside what was decided.
  private func settle(_ settled: SettledRows) throws {
    for told in settled.told { findings.add(told) }
    for own in settled.passed { named.note(own.row.cells, tables[own.table].rejectColumn, isRejected: false) }
    for own in settled.rejected {
      let table = tables[own.table]
      findings.add(own.row.reasons)
      records.lost(own.row, own.meant, table.begin)
      named.note(own.row.cells, table.rejectColumn, isRejected: true)
      if replaces != nil { table.writer.spare(region: own.meant.region, period: own.meant.period, isRejected: true) }
      try sink.reject(table.rejected(own.row))
    }
  }

  /// Notes which rejects the rows come from.
  private func gather(_ mapped: MappedBlock, _ column: Int) {
    for origin in mapped.origins { named.note(origin.block.cells(origin.row), column, isRejected: false) }
    for rejected in mapped.rejected { named.note(rejected.cells, column, isRejected: true) }
  }

  /// Rows that add up, taken alone, would stand in the place of the sum that the rest of their file made.
  private static func addsUp(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "rejects-add-up",
      message: LocalizedText(
        id: "baris-baris importir ini dijumlahkan per wilayah: baris tolakan tidak dapat diimpor tersendiri",
        en: "rows of this importer are added up by region: rejected rows cannot be imported by themselves"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "perbaiki berkas asalnya lalu impor seluruhnya, atau pakai sinergi-import rejects retry",
        en: "correct the file they came from and import all of it, or use sinergi-import rejects retry"))
  }

  private static func outranked(_ rows: OutrankedRows, _ file: String) -> Diagnostic {
    let code = rows.region?.description ?? ""
    return Diagnostic(
      code: "source-outranked", severity: .warning,
      message: LocalizedText(
        id: "pada \(rows.count) baris angka dari sumber yang lebih kuat (batch \(rows.batch)) dipertahankan",
        en: "in \(rows.count) rows the figures of a stronger source (batch \(rows.batch)) were kept"),
      place: Place(file: file, line: rows.sourceRow, field: rows.field), value: code,
      hint: LocalizedText(
        id: "SK mengalahkan tabel, tabel mengalahkan layanan; bila berkas ini SK, beri --stage ditetapkan",
        en:
          "a decree counts more than a table, a table more than a service; give --stage ditetapkan where this is a decree"
      ))
  }

  /// Warns where rows are of another kecamatan than the title or the name of their sheet or file says.
  private func judge(_ context: ImportContext, file: String) throws {
    guard context.retry == nil else { return }
    var told: Set<Diagnostic> = []
    for table in tables {
      guard let date = setting.registers.dates.last else { continue }
      let warning = try table.spread.misnamed(
        table.begin.source, titles: table.begin.titles ?? [], in: context.store, at: date)
      if let warning, told.insert(warning).inserted { findings.add(warning) }
    }
  }

  /// Whether rows wait for a decision, without which nothing may be kept.
  var isUndecided: Bool { records.isUndecided }

  /// Closes the rejects of this importer that the rows came from.
  func finish(_ context: ImportContext, file: String) throws {
    try judge(context, file: file)
    for note in repeated?.notes(file) ?? [] { findings.add(note) }
    try settle(records.settled(isEnd: true))
    for told in records.finish() { findings.add(told) }
    for outranked in writers.values.compactMap(\.outranked).sorted(by: { $0.sourceRow < $1.sourceRow }) {
      findings.add(Self.outranked(outranked, file))
    }
    if let closed = try named.close(sink, context, file: file) { findings.add(closed) }
  }
}
