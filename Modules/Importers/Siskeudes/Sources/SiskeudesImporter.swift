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
    var bag = context.bag(keptPerCode: 20)
    bag.add(contentsOf: tables.notes + codes.unlisted(Place(file: file.name)))
    for version in try Self.versions(tables) where !version.isKnown { bag.add(version.unknown) }
    var books = try SiskeudesBooks(tables, year: year, villages, codes, dataset, outputs, bag)
    guard books.origin != nil else { throw lacks(tables.planTable, "SumberDana", file) }
    judge(&books, dataset)
    let fingerprint = InputFingerprint(path: file.path)
    let (lines, activities) = (try DatasetRules(dataset), try DatasetRules(outputs))
    let kept = books
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = kept.read
      try write(kept, codes, lines, sink)
      try write(kept.outputs, codes, year, activities, sink)
      for rejected in kept.rejected { try sink.reject(rejected.row) }
      sink.diagnostics(kept.bag.counts)
      sink.fingerprint(fingerprint.value())
      if context.strict, !kept.rejected.isEmpty { throw ImportFailure(.data, kept.bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, books.bag)
  }

  // MARK: Checks

  /// The fiscal year, of an export that has the tables by which Siskeudes' exports are told.
  private func year(of tables: SiskeudesTables, _ file: ImportFile) throws -> Int {
    guard try !Self.versions(tables).isEmpty else { throw lacks("Ref_Version", "Versi", file) }
    var years: Set<Int> = []
    try tables.rows("Ta_RAB") { row, _ in if let year = Int(row["tahun"]) { years.insert(year) } }
    guard !years.isEmpty else { throw lacks("Ta_RAB", "Tahun", file) }
    guard tables.has(tables.planTable) else { throw lacks("Ta_RABRinci", "SumberDana", file) }
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

  private static func versions(_ tables: SiskeudesTables) throws -> [SiskeudesVersion] {
    var found: [SiskeudesVersion] = []
    try tables.rows("Ref_Version") { row, _ in
      if row.table.columns["versi"] != nil { found.append(SiskeudesVersion(row)) }
    }
    return found
  }

  /// Plans have to balance, before their change and after it.
  private func judge(_ books: inout SiskeudesBooks, _ dataset: DatasetDeclaration) {
    var balance = BudgetBalance(dataset)
    for (key, line) in books.ordered where line.isPlanned {
      func add(_ version: Int64, _ amount: Int64) {
        let book = BudgetBook(village: key.village, year: Int32(books.year), version: version)
        balance.add(line.side, amount, book, sourceRow: line.sourceRow)
      }
      add(Self.plan, line.planned)
      if books.changed.contains(key.village) { add(Self.change, line.changed) }
    }
    for village in books.incomplete { balance.lost(village, year: Int32(books.year), version: nil) }
    for told in balance.finish(books.origin) { books.bag.add(told) }
  }

  // MARK: Writing

  /// An export is the whole truth of its villages: of each it holds all versions, and a cell that it leaves blank is so.
  /// Villages of which a row was rejected are written apart: what that row meant is not known, so nothing stored of them goes.
  private func write(_ books: SiskeudesBooks, _ codes: SiskeudesCodes, _ rules: DatasetRules, _ sink: any BatchSink)
    throws
  {
    let fields = ["versi", "kegiatan", "rekening", "sumber_dana", "baris", "anggaran", "realisasi"]
      .compactMap { rules.declaration.index(of: $0) }
    let spared = Set(books.rejected.map(\.region))
    let regions = spared.compactMap { $0.flatMap { RegionCode($0) } }
    var (whole, partial) = (RecordBlock(), RecordBlock())
    var atHand: (village: Int64, isWhole: Bool)?
    for (key, line) in books.ordered {
      if atHand?.village != key.village {
        let village = RegionCode(key.village)
        let isSpared =
          spared.contains(nil) || regions.contains { region in village.map { region.contains($0) } ?? true }
        atHand = (key.village, !isSpared)
      }
      if atHand?.isWhole ?? false {
        add(key, line, books, to: &whole)
      } else {
        add(key, line, books, to: &partial)
      }
    }
    for (rows, isWhole) in [(whole, true), (partial, false)] where rows.count > 0 {
      let writer = try sink.writer(
        for: rules,
        options: DatasetWriterOptions(
          fields: fields, clearsBlank: isWhole, replaces: ReplaceScope(level: .village)))
      var block = rows
      block.texts = codes.texts
      try writer.write(block) { _, _, _ in }
      for own in books.rejected { writer.spare(region: own.region, period: Int32(books.year), isRejected: true) }
    }
  }

  private func add(
    _ key: SiskeudesBooks.Key, _ line: SiskeudesBooks.Line, _ books: SiskeudesBooks, to block: inout RecordBlock
  ) {
    let isChanged = books.changed.contains(key.village)
    func add(_ version: Int64, _ planned: Int64?, _ spent: Int64?, to block: inout RecordBlock) {
      block.regions.append(key.village)
      block.periods.append(Int32(books.year))
      block.sourceRows.append(line.sourceRow)
      block.cells += [
        version, key.activity, key.account, key.fund, key.line, planned ?? Cell.missing, spent ?? Cell.missing,
      ]
    }
    // What was spent stands at the version that was in force at the end.
    if line.isPlanned { add(Self.plan, line.planned, isChanged ? nil : line.spent, to: &block) }
    if isChanged || !line.isPlanned {
      add(isChanged ? Self.change : Self.plan, line.isPlanned ? line.changed : nil, line.spent, to: &block)
    }
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
