import Diagnostics
import Domain
import Storage
import Tabular

/// Imports the Siskeudes export of a kabupaten into `apbdes` and `apbdes_kegiatan`.
public struct SiskeudesImporter: Importer {
  public init() {}

  private static let plan: Int64 = 1
  private static let change: Int64 = 2

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let text = context.options["region"] else { throw ImportOptions.missing("region") }
    guard let regency = RegionCode(text), regency.level == .regency else {
      throw ImportOptions.invalid(
        "region", text,
        LocalizedText(id: "kode kabupaten, misalnya 64.02", en: "the code of a kabupaten, such as 64.02"))
    }
    guard let dataset = context.datasets["apbdes"], let outputs = context.datasets["apbdes_kegiatan"] else {
      throw ImportFailure(.usage, [TableImporter.noDataset("apbdes")])
    }
    let tables = try SiskeudesTables(file, context.options)
    let year = try year(of: tables, file)
    guard let day = Period(number: year)?.lastDay, let register = try context.store.registerDate(for: day) else {
      throw ImportFailure(.data, [Registers.missing])
    }
    let villages = try SiskeudesVillages(regency, context.store, at: register.date)
    let codes = try SiskeudesCodes(context, dataset)
    var books = try SiskeudesBooks(tables, year: year, villages, codes, context.bag(keptPerCode: 20))
    for note in tables.notes { books.bag.add(note) }
    unbalanced(&books, file: file.name)
    let fingerprint = InputFingerprint(path: file.path)
    let (lines, activities) = (try DatasetRules(dataset), try DatasetRules(outputs))
    let kept = books
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = kept.read
      try write(kept, codes, lines, sink)
      try write(kept.outputs, codes, year, activities, sink)
      for row in kept.rejected { try sink.reject(row) }
      sink.diagnostics(kept.bag.counts)
      sink.fingerprint(fingerprint.value())
      if context.strict, !kept.rejected.isEmpty { throw ImportFailure(.data, kept.bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, books.bag)
  }

  // MARK: Checks

  /// The fiscal year, of an export that has the tables by which Siskeudes' exports are told.
  private func year(of tables: SiskeudesTables, _ file: ImportFile) throws -> Int {
    var isVersioned = false
    try tables.rows("Ref_Version") { row, _ in if row.table.columns["versi"] != nil { isVersioned = true } }
    guard isVersioned else { throw lacks("Ref_Version", "Versi", file) }
    var years: Set<Int> = []
    try tables.rows("Ta_RAB") { row, _ in if let year = Int(row["tahun"]) { years.insert(year) } }
    guard !years.isEmpty else { throw lacks("Ta_RAB", "Tahun", file) }
    guard tables.has("Ta_RABRinci") || tables.has("Ta_Anggaran") else { throw lacks("Ta_RABRinci", "SumberDana", file) }
    guard years.count == 1, let year = years.first, Period.years.contains(year) else {
      let list = years.sorted().map(String.init).joined(separator: ", ")
      throw ImportFailure(
        .data,
        [
          Diagnostic(
            code: "period-contradicts",
            message: LocalizedText(
              id: "Ta_RAB memuat tahun \(list); ekspor Siskeudes hanya satu tahun",
              en: "Ta_RAB holds the years \(list); a Siskeudes export is of one year"), place: Place(file: file.name))
        ])
    }
    return year
  }

  private func lacks(_ table: String, _ column: String, _ file: ImportFile) -> ImportFailure {
    ImportFailure(
      .data,
      [
        Diagnostic(
          code: "siskeudes-table-missing",
          message: LocalizedText(
            id: "bukan ekspor Siskeudes yang utuh: tabel \(table) dengan kolom \(column) tidak ada atau kosong",
            en: "not a whole Siskeudes export: the table \(table) with the column \(column) is missing or empty"),
          place: Place(file: file.name), value: table,
          hint: LocalizedText(
            id: "ekspor ulang dari Siskeudes dengan semua tabel", en: "export from Siskeudes again with all tables"))
      ])
  }

  private func unbalanced(_ books: inout SiskeudesBooks, file: String) {
    var sums: [Int64: [BudgetSide: Int64]] = [:]
    for (key, line) in books.lines where line.isPlanned {
      guard let side = line.side else { continue }
      sums[key.village, default: [:]][side, default: 0] += line.planned
    }
    for (village, own) in sums.sorted(by: { $0.key < $1.key }) where !books.incomplete.contains(village) {
      let (sources, uses) = (
        (own[.income] ?? 0) + (own[.receipts] ?? 0), (own[.spending] ?? 0) + (own[.payments] ?? 0)
      )
      guard own[.income] ?? 0 > 0, own[.spending] ?? 0 > 0, sources != uses else { continue }
      books.bag.add(
        BudgetRule.unbalanced(
          RegionCode(village)?.description ?? "", books.year, LocalizedText(id: "APB Desa", en: "budget"), sources,
          uses,
          Place(file: file)))
    }
    let unjudged = sums.keys.count(where: books.incomplete.contains)
    if unjudged > 0 { books.bag.add(BudgetRule.unjudged(unjudged, Place(file: file))) }
  }

  // MARK: Writing

  private func write(_ books: SiskeudesBooks, _ codes: SiskeudesCodes, _ rules: DatasetRules, _ sink: any BatchSink)
    throws
  {
    let fields = ["versi", "kegiatan", "rekening", "sumber_dana", "baris", "anggaran", "realisasi"]
      .compactMap { rules.declaration.index(of: $0) }
    let writer = try sink.writer(
      for: rules,
      options: DatasetWriterOptions(fields: fields, replaces: ReplaceScope(level: .village, keys: ["versi"])))
    var block = RecordBlock()
    block.texts = codes.texts
    for (key, line) in books.lines.sorted(by: {
      ($0.key.village, $0.value.sourceRow) < ($1.key.village, $1.value.sourceRow)
    }) {
      let isChanged = books.changed.contains(key.village)
      func add(_ version: Int64, _ planned: Int64?, _ spent: Int64?) {
        block.regions.append(key.village)
        block.periods.append(Int32(books.year))
        block.sourceRows.append(line.sourceRow)
        block.cells += [
          version, key.activity, key.account, key.fund, key.line, planned ?? Cell.missing, spent ?? Cell.missing,
        ]
      }
      // What was spent stands at the version that was in force at the end.
      if line.isPlanned { add(Self.plan, line.planned, isChanged ? nil : line.spent) }
      if isChanged || !line.isPlanned {
        add(isChanged ? Self.change : Self.plan, line.isPlanned ? line.changed : nil, line.spent)
      }
    }
    try writer.write(block) { _, _, _ in }
    // What a rejected row meant is not known: nothing is removed then.
    for _ in books.rejected { writer.spare(region: nil, period: nil, isRejected: true) }
  }

  private func write(
    _ outputs: [SiskeudesBooks.Output], _ codes: SiskeudesCodes, _ year: Int, _ rules: DatasetRules,
    _ sink: any BatchSink
  ) throws {
    guard !outputs.isEmpty else { return }
    let fields = [
      "ak_versi", "ak_kegiatan", "ak_keluaran", "ak_volume", "ak_satuan", "ak_lokasi", "ak_waktu", "ak_pagu",
    ].compactMap { rules.declaration.index(of: $0) }
    let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: fields, repeats: .complete))
    var block = RecordBlock()
    block.texts = codes.texts
    func text(_ text: String) -> Int64 {
      guard !text.isEmpty else { return Cell.missing }
      block.texts.append(PersonalNumbers.masked(text))
      return Int64(block.texts.count - 1)
    }
    for own in outputs {
      block.regions.append(own.village)
      block.periods.append(Int32(year))
      block.sourceRows.append(own.sourceRow)
      let volume = Double(own.volume.replacing(",", with: ".")).map { Cell.real($0) } ?? Cell.missing
      block.cells += [
        Self.plan, own.activity, text(own.output), volume, text(own.unit), text(own.place), text(own.time),
        own.ceiling ?? Cell.missing,
      ]
    }
    try writer.write(block) { _, _, _ in }
  }
}
