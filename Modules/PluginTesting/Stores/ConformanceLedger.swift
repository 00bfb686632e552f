import Diagnostics
import Domain
import Storage

/// The small ledger that the conformance cases work on.
enum ConformanceLedger {
  static let scheme = "kegiatan_uji"

  /// Keyed by fund, activity and a text; `dana` is added up, `catatan` is not.
  static let dataset = DatasetDeclaration(
    id: "buku", title: "Buku", level: .village, appliesTo: [.desa, .desaAdat], frequency: .yearly,
    key: ["sumber", "kegiatan", "baris"],
    fields: [
      FieldDeclaration(id: "dana", title: "Dana", type: .money),
      FieldDeclaration(id: "kegiatan", title: "Kegiatan", type: .code, scheme: scheme),
      FieldDeclaration(
        id: "sumber", title: "Sumber", type: .category,
        categories: [
          .init(id: "dds", title: "Dana Desa", synonyms: ["DD"]), .init(id: "add", title: "Alokasi"),
          .init(id: "pad", title: "Pendapatan"),
        ]),
      FieldDeclaration(id: "baris", title: "Baris", type: .text),
      FieldDeclaration(id: "catatan", title: "Catatan", type: .text),
      FieldDeclaration(id: "bobot", title: "Bobot", type: .real),
      FieldDeclaration(id: "tanggal", title: "Tanggal", type: .date),
    ])

  /// The same without the text in its key, so that keys can be compared in memory.
  static let plain: DatasetDeclaration = {
    var declaration = dataset
    declaration.id = "kas"
    declaration.key = ["sumber", "kegiatan"]
    for index in declaration.fields.indices { declaration.fields[index].id = "kas_" + declaration.fields[index].id }
    declaration.key = declaration.key.map { "kas_" + $0 }
    return declaration
  }()

  static let codes = [
    CodeEntry(code: "1", name: "Pemerintahan", sourceRow: 2),
    CodeEntry(code: "1.1", parent: "1", name: "Belanja", sourceRow: 3),
    CodeEntry(code: "2", name: "Pembangunan", sourceRow: 4),
  ]
}

/// One line of the ledger on its way in.
struct LedgerLine: Hashable {
  var region: String
  var year = 2024
  var fund = 1
  /// An activity of the list; others are added to it.
  var activity = "1"
  var line = "a"
  var money: Int64?
  var note: String?
  var weight: Double?
  var row: Int

  init(
    _ region: String, year: Int = 2024, fund: Int = 1, activity: String = "1", line: String = "a",
    money: Int64? = nil, note: String? = nil, weight: Double? = nil, row: Int = 2
  ) {
    self.region = region
    self.year = year
    self.fund = fund
    self.activity = activity
    self.line = line
    self.money = money
    self.note = note
    self.weight = weight
    self.row = row
  }
}

extension ConformanceStore {
  /// The fixture's store with the ledgers applied and their codes loaded.
  static func withLedger(_ fixture: any StoreFixture) throws -> ConformanceStore {
    let store = try ConformanceStore(fixture)
    try store.store.apply([ConformanceLedger.dataset, ConformanceLedger.plain], allowDrop: false)
    try store.loadCodes()
    return store
  }

  @discardableResult
  func loadCodes(
    _ entries: [CodeEntry] = ConformanceLedger.codes, version: String = "1/2020",
    from date: CalendarDate = ConformanceData.firstDay, dryRun: Bool = false
  ) throws -> BatchOutcome<Void> {
    try store.batch(ConformanceData.header("kode.csv", dryRun: dryRun)) {
      try $0.codeList(ConformanceLedger.scheme, version: version, validFrom: date, entries)
    }
  }

  /// Writes lines as one batch; each element of `blocks` is a block of its own.
  @discardableResult
  func book(
    _ blocks: [LedgerLine]..., in dataset: DatasetDeclaration = ConformanceLedger.dataset,
    repeats: DatasetWriterOptions.Repeats = .refuse, replaces: ReplaceScope? = nil, clearsBlank: Bool = false,
    header: BatchHeader = ConformanceData.header("buku.csv"),
    also: (any BatchSink, any DatasetWriter) throws -> Void = { _, _ in }
  ) throws -> BatchOutcome<[RowOutcome]> {
    try store.batch(header) { sink in
      let rules = try DatasetRules(dataset)
      let codes = try sink.codes(of: ConformanceLedger.scheme)
      let writer = try sink.writer(
        for: rules,
        options: DatasetWriterOptions(
          fields: Array(dataset.fields.indices), clearsBlank: clearsBlank, repeats: repeats, replaces: replaces))
      var outcomes: [RowOutcome] = []
      for lines in blocks {
        var block = RecordBlock()
        for line in lines { Self.append(line, to: &block, codes) }
        try writer.write(block) { _, outcome, _ in outcomes.append(outcome) }
      }
      try also(sink, writer)
      return outcomes
    }
  }

  private static func append(_ line: LedgerLine, to block: inout RecordBlock, _ codes: CodeList) {
    func text(_ text: String) -> Int64 {
      block.texts.append(text)
      return Int64(block.texts.count - 1)
    }
    block.regions.append(ConformanceData.code(line.region).number)
    block.periods.append(Int32(line.year))
    block.sourceRows.append(Int32(line.row))
    let code = codes[line.activity] ?? CodeList.unlisted(text: Int(text(line.activity)))
    block.cells += [
      line.money ?? Cell.missing, code, Int64(line.fund), text(line.line), line.note.map(text) ?? Cell.missing,
      line.weight.map { Cell.real($0) } ?? Cell.missing, Cell.missing,
    ]
  }

  /// The lines of a village, by key: fund, activity, line, money, note.
  func lines(
    _ region: String, year: Int = 2024, in dataset: DatasetDeclaration = ConformanceLedger.dataset
  ) throws -> [[DatasetRow.Value]] {
    let order = [2, 1, 3, 0, 4]
    return try store.rows(
      of: dataset.id, period: ConformanceData.year(year), regions: [ConformanceData.code(region)]
    ).map { row in order.map { row.values[dataset.fields[$0].id] ?? .missing } }
  }

  /// The money of all lines of a village, in the order of their keys.
  func money(
    _ region: String, year: Int = 2024, in dataset: DatasetDeclaration = ConformanceLedger.dataset
  ) throws -> [DatasetRow.Value] { try lines(region, year: year, in: dataset).map { $0[3] } }
}
