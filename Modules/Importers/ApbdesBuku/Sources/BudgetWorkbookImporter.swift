import Diagnostics
import Domain
import Storage
import Tabular

/// Imports the workbook in which a village keeps its budget into `apbdes` and `apbdes_kegiatan`.
public struct BudgetWorkbookImporter: Importer {
  public init() {}

  private static let mostSheets = 400

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let dataset = context.datasets["apbdes"], let outputs = context.datasets["apbdes_kegiatan"] else {
      throw ImportFailure(.usage, [TableImporter.noDataset("apbdes")])
    }
    let version = try version(context.options["versi"], dataset)
    let codes = try BudgetWorkbookCodes(
      context.store, dataset, given: try Self.given(context.options["sebutan"]))
    let grids = try grids(file, context.options)
    var bag = context.bag(keptPerCode: 20)
    let pages = grids.grids.compactMap {
      BudgetPage($0, isChange: version > 1, activities: codes.activities, accounts: codes.accounts)
    }
    let costings = grids.grids.compactMap { grid in
      pages.contains { $0.grid.name == grid.name }
        ? nil : BudgetCosting(grid, accounts: codes.accounts) { codes.fund($0) != nil }
    }
    let (page, year) = try choose(pages, costings, file: file.name, context.options)
    for note in grids.notes { bag.add(note) }
    bag.add(BudgetTexts.chosen(page, year, pages.filter { $0.grid.name != page.grid.name }))
    if let named = WrittenPeriod.mentioned(in: page.grid.name)?.year, named != year {
      bag.add(BudgetTexts.titled(page, named, year))
    }
    let village = try BudgetVillage(page, grids.grids, option: context.options["region"], context, year: year)
    for note in village.notes { bag.add(note) }
    var lines = BudgetLines(page, costings, codes, bag)
    if lines.blank > 0 { lines.bag.add(BudgetTexts.blank(lines.blank, file.name)) }
    balance(&lines, village.code, year, dataset, version, page)
    let fingerprint = InputFingerprint(path: file.path)
    let (rules, activities) = (try DatasetRules(dataset), try DatasetRules(outputs))
    let kept = lines
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = kept.read
      try write(kept, codes, village.code, year, version, rules, sink, hasSpent: page.columns.spent != nil)
      try write(outputs: kept, codes, village.code, year, version, activities, sink)
      for row in kept.rejected { try sink.reject(row) }
      sink.diagnostics(kept.bag.counts)
      sink.fingerprint(fingerprint.value())
      if context.strict, !kept.rejected.isEmpty { throw ImportFailure(.data, kept.bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, lines.bag)
  }

  // MARK: Options

  private func version(_ text: String?, _ dataset: DatasetDeclaration) throws -> Int64 {
    guard let text else { return 1 }
    guard let version = dataset.field("versi")?.category(named: text) else {
      let known = dataset.field("versi")?.categories?.map(\.id).joined(separator: ", ") ?? ""
      throw ImportOptions.invalid(
        "versi", text, LocalizedText(id: "salah satu dari \(known)", en: "one of \(known)"))
    }
    return Int64(version)
  }

  /// Names that everywhere mean the same, before those of the option: `hotmix = 2.3.10; paving = 2.3.11`.
  private static let usual: [(String, String)] = [
    ("BLT", "5.3.00"), ("bantuan langsung tunai", "5.3.00"), ("TKD", "4.1.2.01"), ("tanah kas", "4.1.2.01"),
    ("BPJS", "1.1.03"), ("jaminan kesehatan perangkat", "1.1.03"), ("jaminan ketenagakerjaan", "1.1.03"),
    // Annex A of Permendagri 20/2018 names them in brackets after 2.3.14.
    ("pembangunan drainase", "2.3.14"), ("pembangunan gorong", "2.3.14"), ("pembangunan selokan", "2.3.14"),
    ("pendapatan bagi hasil pajak", "4.2.2.01"), ("LPMD", "3.4.02"), ("PKK", "3.4.03"), ("siltap kepala", "1.1.01"),
    ("siltap perangkat", "1.1.02"),
  ]

  static func given(_ text: String?) throws -> [(String, BudgetCode)] {
    var given = usual.compactMap { words, code in BudgetCode(code).map { (words, $0) } }
    for part in (text ?? "").split(whereSeparator: { $0 == ";" || $0.isNewline }) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      let words = sides.first.map { String($0).trimmed } ?? ""
      guard sides.count == 2, !words.isEmpty, let code = BudgetCode(String(sides[1]).trimmed), code.groups.count >= 3
      else {
        throw ImportOptions.invalid(
          "sebutan", String(part).trimmed,
          LocalizedText(
            id: "kata-kata dan kodenya, seperti `jalan paving = 2.3.11; bunga bank = 4.3.6`",
            en: "words and their code, such as `jalan paving = 2.3.11; bunga bank = 4.3.6`"))
      }
      given.append((words, code))
    }
    // Those given come first among phrases of one length.
    return given.reversed()
  }

  // MARK: Sheets

  private func grids(_ file: ImportFile, _ settings: [String: String]) throws -> (
    grids: [BudgetGrid], notes: [Diagnostic]
  ) {
    var options = try ReadOptions(settings, file: file.name).reading
    options.fieldCount = .any
    let reading = options
    let input = try TableImporter.opening { () throws(Diagnostic) in
      try InputSource.open(path: file.path, name: file.name, options: reading)
    }
    var notes = input.notes
    var grids: [BudgetGrid] = []
    for part in input.parts.prefix(Self.mostSheets) {
      let grid = try TableImporter.opening { () throws(Diagnostic) in try BudgetGrid(part, reading) }
      if grid.isCut { notes.append(Self.cut(grid)) }
      grids.append(grid)
    }
    return (grids, notes)
  }

  private static func cut(_ grid: BudgetGrid) -> Diagnostic {
    Diagnostic(
      code: "list-too-long", severity: .warning,
      message: LocalizedText(
        id: "lembar `\(grid.name)`: hanya \(BudgetGrid.mostRows) baris pertama dibaca",
        en: "the sheet `\(grid.name)`: only its first \(BudgetGrid.mostRows) rows were read"),
      place: Place(file: grid.file, sheet: grid.sheet))
  }

  /// The sheet that was asked for; else that of the year asked for, or of the year that most costings are of.
  private func choose(
    _ pages: [BudgetPage], _ costings: [BudgetCosting], file: String, _ options: [String: String]
  ) throws -> (BudgetPage, Int) {
    let asked = try ImportOptions.period(options["period"], frequency: .yearly)?.year
    var candidates = pages
    if let name = options["sheet"] {
      candidates = pages.filter { $0.grid.name.lowercased() == name.lowercased() }
      guard !candidates.isEmpty else {
        let known = pages.map { "`\($0.grid.name)`" }.joined(separator: ", ")
        throw ImportOptions.invalid(
          "sheet", name,
          LocalizedText(id: "lembar APB Desa; yang ada: \(known)", en: "a sheet with a budget; there are: \(known)"))
      }
    }
    guard !candidates.isEmpty else { throw ImportFailure(.data, [BudgetTexts.notFound(file)]) }
    if candidates.count > 1 {
      let years = Dictionary(grouping: costings.compactMap(\.year), by: { $0 }).mapValues(\.count)
      let usual = years.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
      let fitting = candidates.filter { $0.year != nil && $0.year == asked ?? usual }
      if !fitting.isEmpty { candidates = fitting }
    }
    guard candidates.count == 1, let page = candidates.first else {
      throw ImportFailure(.data, [BudgetTexts.severalSheets(candidates, file)])
    }
    if let asked, let titled = page.year, asked != titled {
      throw ImportFailure(
        .data,
        [
          Diagnostic(
            code: "period-contradicts",
            message: LocalizedText(
              id: "lembar `\(page.grid.name)` berjudul tahun anggaran \(titled), periode yang diberikan \(asked)",
              en: "the sheet `\(page.grid.name)` is titled \(titled), the period given is \(asked)"),
            place: Place(file: file, sheet: page.grid.sheet), value: "\(titled)",
            hint: LocalizedText(
              id: "perbaiki judulnya, atau hilangkan --set period", en: "correct the title, or leave out --set period"))
        ])
    }
    guard let year = asked ?? page.year ?? WrittenPeriod.mentioned(in: page.grid.name)?.year else {
      throw ImportFailure(
        .data,
        [
          Diagnostic(
            code: "value-missing",
            message: LocalizedText(id: "tahun anggaran tidak disebut", en: "the fiscal year is not named"),
            place: Place(file: file, sheet: page.grid.sheet),
            hint: LocalizedText(id: "sebutkan: --set period=2026", en: "name it: --set period=2026"))
        ])
    }
    return (page, year)
  }

  // MARK: Checks

  /// A plan has to balance; of one with rejected rows nobody can tell.
  private func balance(
    _ lines: inout BudgetLines, _ village: RegionCode, _ year: Int, _ dataset: DatasetDeclaration, _ version: Int64,
    _ page: BudgetPage
  ) {
    let place = Place(file: page.grid.file, sheet: page.grid.sheet)
    guard lines.rejected.isEmpty else { return lines.bag.add(BudgetRule.unjudged(1, place)) }
    var sums: [BudgetSide: Int64] = [:]
    for line in lines.lines { sums[line.side, default: 0] += line.amount }
    let (sources, uses) = (
      (sums[.income] ?? 0) + (sums[.receipts] ?? 0), (sums[.spending] ?? 0) + (sums[.payments] ?? 0)
    )
    guard sources != uses else { return }
    let title = dataset.field("versi")?.categories?[Int(version) - 1].title ?? LocalizedText("")
    lines.bag.add(
      BudgetRule.unbalanced(
        village.description, year, title, sources, uses, place))
  }

  // MARK: Writing

  private func write(
    _ lines: BudgetLines, _ codes: BudgetWorkbookCodes, _ village: RegionCode, _ year: Int, _ version: Int64,
    _ rules: DatasetRules, _ sink: any BatchSink, hasSpent: Bool
  ) throws {
    // A sheet without a column of what was spent says nothing of it.
    let fields =
      (["versi", "kegiatan", "rekening", "sumber_dana", "baris", "anggaran", "uraian"]
      + (hasSpent ? ["realisasi"] : [])).compactMap { rules.declaration.index(of: $0) }
    let writer = try sink.writer(
      for: rules,
      options: DatasetWriterOptions(
        fields: fields, clearsBlank: true, replaces: ReplaceScope(level: .village, keys: ["versi"], isWhole: true)))
    var block = RecordBlock()
    block.texts = codes.texts
    var numbers: [[Int64]: Int64] = [:]
    for line in lines.lines {
      let number = (numbers[[line.activity, line.account, line.fund]] ?? 0) + 1
      numbers[[line.activity, line.account, line.fund]] = number
      block.regions.append(village.number)
      block.periods.append(Int32(year))
      block.sourceRows.append(Int32(line.row))
      block.texts.append(line.name)
      block.cells += [
        version, line.activity, line.account, line.fund, number, line.amount, Int64(block.texts.count - 1),
      ]
      if hasSpent { block.cells.append(line.spent ?? Cell.missing) }
    }
    // The workbook is the whole budget: lines of the one before it, rejected here, would stand beside their successors.
    try writer.write(block) { _, _, _ in }
  }

  private func write(
    outputs lines: BudgetLines, _ codes: BudgetWorkbookCodes, _ village: RegionCode, _ year: Int, _ version: Int64,
    _ rules: DatasetRules, _ sink: any BatchSink
  ) throws {
    guard !lines.outputs.isEmpty else { return }
    let fields = ["ak_versi", "ak_kegiatan", "ak_keluaran", "ak_waktu", "ak_pagu"]
      .compactMap { rules.declaration.index(of: $0) }
    let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: fields))
    var block = RecordBlock()
    block.texts = codes.texts
    func text(_ texts: [String]) -> Int64 {
      guard !texts.isEmpty else { return Cell.missing }
      block.texts.append(PersonalNumbers.masked(texts.joined(separator: "; ")))
      return Int64(block.texts.count - 1)
    }
    for (activity, output) in lines.outputs.sorted(by: { $0.value.row < $1.value.row }) {
      block.regions.append(village.number)
      block.periods.append(Int32(year))
      block.sourceRows.append(Int32(output.row))
      block.cells += [version, activity, text(output.texts), text(output.times), output.ceiling]
    }
    try writer.write(block) { _, _, _ in }
  }
}

extension String {
  fileprivate var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
