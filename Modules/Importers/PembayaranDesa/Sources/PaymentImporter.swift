import Diagnostics
import Domain
import Storage
import Tabular

/// Imports the payment requests (SPP) of a Siskeudes export into `pembayaran_desa`.
public struct PaymentImporter: Importer {
  public init() {}

  /// Columns of persons and their accounts: never kept, not even with rejected rows.
  private static let personal: Set<String> = [
    "nm_penerima", "rek_bank", "nm_bank", "alamat", "npwp", "link_bukti", "id_dn", "nik",
  ]
  private static let needed = ["kd_desa", "no_spp", "kd_keg", "kd_rincian", "sumberdana", "nilai"]

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let text = context.options["region"] else { throw ImportOptions.missing("region") }
    guard let regency = RegionCode(text), regency.level == .regency else {
      throw ImportOptions.invalid(
        "region", text,
        LocalizedText(id: "kode kabupaten, misalnya 32.01", en: "the code of a kabupaten, such as 32.01"))
    }
    guard let dataset = context.datasets["pembayaran_desa"] else {
      throw ImportFailure(.usage, [TableImporter.noDataset("pembayaran_desa")])
    }
    let given = try ImportOptions.period(context.options["period"], frequency: .yearly)?.year
    guard let register = try context.store.registerDate(for: given.flatMap { Period(number: $0) }?.lastDay) else {
      throw ImportFailure(.data, [Registers.missing])
    }
    var payments = Payments(
      file: file.name, year: given, villages: try SiskeudesVillages(regency, context.store, at: register.date),
      codes: try SiskeudesCodes(
        context, dataset, activity: "spp_kegiatan", account: "spp_rekening", fund: "spp_sumber"),
      amounts: SiskeudesAmounts(dataset, "spp_nilai"), bag: context.bag(keptPerCode: 20))
    payments.bag.add(contentsOf: payments.codes.unlisted(Place(file: file.name)))
    let rules = try DatasetRules(dataset)
    let fields = [
      "spp_nomor", "spp_kegiatan", "spp_rekening", "spp_sumber", "spp_baris", "spp_tanggal", "spp_nilai",
      "spp_keterangan",
    ].compactMap { dataset.index(of: $0) }
    let fingerprint = InputFingerprint(path: file.path)
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      let writer = try sink.writer(
        for: rules, options: DatasetWriterOptions(fields: fields, replaces: ReplaceScope(level: .village)))
      var isRejecting = false
      try payments.read(file, context.options, needed: Self.needed, personal: Self.personal) { block, rejected in
        try writer.write(block) { _, _, _ in }
        for row in rejected {
          // A row that cannot be placed may be of any village.
          writer.spare(region: row.meant, period: nil, isRejected: true)
          try sink.reject(row.row)
        }
        isRejecting = isRejecting || !rejected.isEmpty
      }
      sink.counts.read = payments.count
      sink.diagnostics(payments.bag.counts)
      sink.fingerprint(fingerprint.value())
      if context.strict, isRejecting { throw ImportFailure(.data, payments.bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, payments.bag)
  }
}

/// The payments of a file as they are stored, handed on block by block: of a file of any length only what tells its payments
/// apart is kept.
private struct Payments {
  /// What tells payments of one request apart, but for their number.
  private struct Key: Hashable {
    let village: Int64
    let request: String
    let activity: Int64
    let account: Int64
    let fund: Int64
  }

  let file: String
  let year: Int?
  let villages: SiskeudesVillages
  let codes: SiskeudesCodes
  let amounts: SiskeudesAmounts
  var bag: DiagnosticBag
  typealias Rejected = (row: RejectedRow, meant: Int64?)

  private var block = RecordBlock()
  private var rejected: [Rejected] = []
  private(set) var count = 0
  /// How many payments there were of each key, by its hash.
  private var lines: [Int: Int32] = [:]

  init(
    file: String, year: Int?, villages: SiskeudesVillages, codes: SiskeudesCodes, amounts: SiskeudesAmounts,
    bag: DiagnosticBag
  ) {
    self.file = file
    self.year = year
    self.villages = villages
    self.codes = codes
    self.amounts = amounts
    self.bag = bag
  }

  /// - Parameter take: is given the rows of each block of the file, and those that were not taken.
  mutating func read(
    _ file: ImportFile, _ settings: [String: String], needed: [String], personal: Set<String>,
    take: (RecordBlock, [Rejected]) throws -> Void
  ) throws {
    let options = try ReadOptions(settings, file: file.name).reading
    let input = try TableImporter.opening { () throws(Diagnostic) in
      try InputSource.open(path: file.path, name: file.name, options: options)
    }
    var isFound = false
    for part in input.parts {
      var reader = try TableImporter.opening { () throws(Diagnostic) in try part.reader(options) }
      var table: SiskeudesTable?
      while let rows = try TableImporter.opening({ () throws(Diagnostic) in try reader.nextBlock() }) {
        for row in 0..<rows.rowCount {
          let cells = rows.cells(row)
          if let table {
            if cells.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { continue }
            let own = SiskeudesTables.Row(table: table, number: rows.rowNumber(row), cells: cells)
            if needed.allSatisfy({ own[$0].isEmpty }) { continue }
            add(own, rows.rejection(row), personal, sheet: part.sheet)
          } else {
            let open = SiskeudesTable(
              name: part.sheet ?? file.name, file: part.file, member: part.member, headers: cells)
            if needed.allSatisfy({ open.columns[$0] != nil }) { table = open }
          }
        }
        try take(whole, rejected)
        block = RecordBlock()
        rejected = []
      }
      isFound = isFound || table != nil
    }
    guard !isFound else { return }
    throw ImportFailure(
      .data,
      [
        Diagnostic(
          code: "column-missing",
          message: LocalizedText(
            id: "tidak ada tabel dengan kolom \(needed.joined(separator: ", "))",
            en: "there is no table with the columns \(needed.joined(separator: ", "))"), place: Place(file: file.name))
      ])
  }

  private mutating func add(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?, _ personal: Set<String>, sheet: String?) {
    count += 1
    do {
      try add(row, flaw)
    } catch {
      bag.add(error)
      // Persons and their accounts are not kept with what is rejected either.
      let hidden = Set(personal.compactMap { row.table.columns[$0] })
      let cells = row.cells.enumerated().map { hidden.contains($0) ? "" : PersonalNumbers.masked($1) }
      let own = RejectedRow(
        row: row.number, member: row.table.member, sheet: sheet, cells: cells, reasons: [error],
        beside: RowSurroundings(header: row.table.headers))
      rejected.append((own, villages.meant(row["kd_desa"])))
    }
  }

  private mutating func add(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?) throws(Diagnostic) {
    if let flaw { throw flaw }
    let village = try villages.code(of: row)
    guard let period = row["tahun"].isEmpty ? year : Int(row["tahun"]), Period.years.contains(period) else {
      guard row["tahun"].isEmpty else { throw Self.noYear(row) }
      throw Diagnostic(
        code: "value-missing",
        message: LocalizedText(id: "tahun tidak disebut", en: "the year is not named"), place: row.place("tahun"),
        hint: LocalizedText(id: "sebutkan: --set period=2026", en: "name it: --set period=2026"))
    }
    if let year, period != year {
      throw Diagnostic(
        code: "period-contradicts",
        message: LocalizedText(
          id: "baris ini untuk \(period), padahal periode yang diberikan \(year)",
          en: "this row is for \(period), the period given is \(year)"), place: row.place("tahun"), value: "\(period)")
    }
    let of = try codes.line(of: row)
    guard let amount = try amounts.read(row, "nilai") else { throw amounts.told(.notWhole, row["nilai"], row, "nilai") }
    var day = Cell.missing
    if !row["tgl_bukti"].isEmpty {
      guard let date = Self.date(row["tgl_bukti"]) else {
        throw Diagnostic(
          code: "value-not-a-date",
          message: LocalizedText(
            id: "tgl_bukti: `\(row["tgl_bukti"])` bukan tanggal", en: "tgl_bukti: `\(row["tgl_bukti"])` is not a date"),
          place: row.place("tgl_bukti"), value: row["tgl_bukti"])
      }
      day = Int64(date.number)
    }
    let key = Key(village: village, request: row["no_spp"], activity: of.activity, account: of.account, fund: of.fund)
    let line = (lines[key.hashValue] ?? 0) + 1
    lines[key.hashValue] = line
    block.regions.append(village)
    block.periods.append(Int32(period))
    block.sourceRows.append(Int32(row.number))
    block.cells += [
      text(row["no_spp"].isEmpty ? "–" : row["no_spp"]), of.activity, of.account, of.fund, Int64(line), day, amount,
      text(row["keterangan"]),
    ]
  }

  private static func noYear(_ row: SiskeudesTables.Row) -> Diagnostic {
    let text = row["tahun"]
    return Diagnostic(
      code: "period-malformed",
      message: LocalizedText(id: "`\(text)` bukan tahun anggaran", en: "`\(text)` is no fiscal year"),
      place: row.place("tahun"), value: text)
  }

  /// `28/02/2025 00:00:00` and what else dates look like.
  private static func date(_ text: String) -> CalendarDate? {
    let day = String(text.split(separator: " ").first ?? "")
    if let date = CalendarDate(day) { return date }
    guard let written = WrittenDate(day) ?? WrittenDate(text) else { return nil }
    return CalendarDate(year: written.year, month: written.month, day: written.day)
  }

  private mutating func text(_ text: String) -> Int64 {
    guard !text.isEmpty else { return Cell.missing }
    block.texts.append(PersonalNumbers.masked(text))
    return Int64(block.texts.count - 1)
  }

  /// The rows with the texts of codes that no list holds before their own, where their cells look for them.
  private var whole: RecordBlock {
    var whole = block
    let width = block.count == 0 ? 0 : block.cells.count / block.count
    for row in 0..<block.count {
      for column in Self.textColumns where whole.cells[row * width + column] != Cell.missing {
        whole.cells[row * width + column] += Int64(codes.texts.count)
      }
    }
    whole.texts = codes.texts + block.texts
    return whole
  }

  /// The number of the request and the remarks.
  private static let textColumns = [0, 7]
}
