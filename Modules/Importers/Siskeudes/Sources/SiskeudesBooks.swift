import Diagnostics
import Domain
import Storage
import Tabular

/// The lines of all villages of an export, put together from its tables.
struct SiskeudesBooks {
  /// What tells lines of a village apart.
  struct Key: Hashable {
    let village: Int64
    let activity: Int64
    let account: Int64
    let fund: Int64
    let line: Int64
  }

  struct Line {
    var planned: Int64 = 0
    var changed: Int64 = 0
    var spent: Int64?
    /// Whether the plan has it.
    var isPlanned = false
    var sourceRow: Int32
    /// The place of its first table among those of the export.
    var table: Int
    var side: BudgetSide?
  }

  /// What an activity brings forth.
  struct Output {
    let village: Int64
    let activity: Int64
    let output: String
    let volume: String
    let unit: String
    let place: String
    let time: String
    let ceiling: Int64?
    let sourceRow: Int32
  }

  let year: Int
  private(set) var lines: [Key: Line] = [:]
  private(set) var outputs: [Output] = []
  /// Villages with a change of their budget.
  private(set) var changed: Set<Int64> = []
  /// Villages of which a line of the plan was rejected.
  private(set) var incomplete: Set<Int64> = []
  private(set) var rejected: [RejectedRow] = []
  private(set) var read = 0
  var bag: DiagnosticBag

  private let villages: SiskeudesVillages
  private let codes: SiskeudesCodes
  private var totals: [Key: (planned: Int64, row: SiskeudesTables.Row)] = [:]
  private var advances: Set<String> = []

  init(
    _ tables: SiskeudesTables, year: Int, _ villages: SiskeudesVillages, _ codes: SiskeudesCodes, _ bag: DiagnosticBag
  )
    throws
  {
    self.year = year
    self.villages = villages
    self.codes = codes
    self.bag = bag
    let source = tables.has("Ta_RABRinci") ? "Ta_RABRinci" : "Ta_Anggaran"
    try tables.rows(source) { row, flaw in try plan(row, flaw) }
    try tables.rows("Ta_RAB") { row, flaw in if flaw == nil { total(row) } }
    try tables.rows("Ta_SPP") { row, _ in
      // Advances (uang muka) are accounted for by SPJ.
      if row["jn_spp"].uppercased() == "UM" { advances.insert(row["kd_desa"] + row["no_spp"]) }
    }
    try tables.rows("Ta_TBPRinci") { row, flaw in try realise(row, flaw, "nilai") }
    try tables.rows("Ta_SPPRinci") { row, flaw in
      if !advances.contains(row["kd_desa"] + row["no_spp"]) { try realise(row, flaw, "nilai") }
    }
    try tables.rows("Ta_SPJRinci") { row, flaw in try realise(row, flaw, "nilai") }
    try tables.rows("Ta_Mutasi") { row, flaw in
      if !row["kd_rincian"].isEmpty { try realise(row, flaw, "nilai") }
    }
    try tables.rows("Ta_JurnalUmumRinci") { row, flaw in
      if !row["kd_rincian"].isEmpty { try realise(row, flaw, nil) }
    }
    try tables.rows("Ta_Kegiatan") { row, flaw in try output(row, flaw) }
    compare()
  }

  // MARK: Rows

  /// The key that a row names, or why it cannot be taken.
  private mutating func key(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?) -> Key? {
    read += 1
    func refuse(_ reason: Diagnostic) -> Key? {
      reject(row, reason)
      return nil
    }
    if let flaw { return refuse(flaw) }
    guard let village = villages.code(row["kd_desa"]) else {
      return refuse(villages.unknown(row["kd_desa"], row.place("kd_desa")))
    }
    let activity: Int64
    switch codes.activity(row["kd_keg"]) {
    case .success(let id): activity = id
    case .failure(let unknown):
      return refuse(BudgetRule.unknownCode(unknown.code, "kegiatan_desa", row.place("kd_keg")))
    }
    guard let account = codes.account(row["kd_rincian"]) else {
      return refuse(BudgetRule.unknownCode(row["kd_rincian"], "rekening_desa", row.place("kd_rincian")))
    }
    guard let fund = codes.fund(row["sumberdana"]) else {
      return refuse(codes.unknownFund(row["sumberdana"], row.place("sumberdana")))
    }
    return Key(
      village: village, activity: activity, account: account, fund: fund,
      line: max(1, Int64(row["kd_subrinci"].filter(\.isNumber)) ?? 1))
  }

  private mutating func amount(_ row: SiskeudesTables.Row, _ column: String) -> Int64?? {
    let text = row[column]
    if text.isEmpty { return .some(nil) }
    if let value = SiskeudesCodes.amount(text) { return value }
    reject(
      row,
      Diagnostic(
        code: "value-not-whole",
        message: LocalizedText(
          id: "\(column): `\(text)` bukan bilangan bulat", en: "\(column): `\(text)` is not a whole number"),
        place: row.place(column), value: text))
    return nil
  }

  private mutating func plan(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?) throws {
    guard let key = key(row, flaw), let planned = amount(row, "anggaran"), let change = amount(row, "anggaranpak"),
      let after = amount(row, "anggaranstlhpak")
    else {
      if let village = villages.code(row["kd_desa"]) { incomplete.insert(village) }
      return
    }
    let sum = (planned ?? 0) + (change ?? 0)
    if let after, after != sum, change ?? 0 != 0 || after != 0 {
      bag.add(
        Diagnostic(
          code: "budget-change-sum", severity: .warning,
          message: LocalizedText(
            id: "anggaran \(planned ?? 0) dan perubahan \(change ?? 0) berjumlah \(sum), tertulis \(after)",
            en: "plan \(planned ?? 0) and change \(change ?? 0) are \(sum), written is \(after)"),
          place: row.place("anggaranstlhpak"), value: "\(after)",
          hint: LocalizedText(id: "jumlahnya yang dipakai", en: "the sum is taken")))
    }
    if change ?? 0 != 0 { changed.insert(key.village) }
    var line = lines[key] ?? Line(sourceRow: Int32(row.number), table: 0, side: codes.side(key.account))
    line.planned += planned ?? 0
    line.changed += sum
    line.isPlanned = true
    lines[key] = line
    codes.tell(activity: key.activity, row.place("kd_keg"), &bag)
  }

  private mutating func total(_ row: SiskeudesTables.Row) {
    guard let village = villages.code(row["kd_desa"]), case .success(let activity) = codes.activity(row["kd_keg"]),
      let account = codes.account(row["kd_rincian"]), let amount = SiskeudesCodes.amount(row["anggaran"])
    else { return }
    let key = Key(village: village, activity: activity, account: account, fund: 0, line: 0)
    totals[key] = ((totals[key]?.planned ?? 0) + amount, totals[key]?.row ?? row)
  }

  private mutating func realise(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?, _ column: String?) throws {
    guard let key = key(row, flaw) else { return }
    var value: Int64
    if let column {
      guard let amount = amount(row, column) else { return }
      value = amount ?? 0
    } else {
      // A journal entry: debit adds to spending, credit to income.
      guard let debit = amount(row, "debet"), let credit = amount(row, "kredit") else { return }
      value = (debit ?? 0) - (credit ?? 0)
      if codes.side(key.account) == .income || codes.side(key.account) == .receipts { value = -value }
    }
    var line = lines[key] ?? Line(sourceRow: Int32(row.number), table: 1, side: codes.side(key.account))
    if !line.isPlanned, line.spent == nil {
      bag.add(
        Diagnostic(
          code: "budget-unplanned", severity: .warning,
          message: LocalizedText(
            id: "realisasi \(value) tanpa anggaran", en: "\(value) was realised without a plan"),
          place: row.place("kd_rincian"), value: "\(value)",
          hint: LocalizedText(
            id: "periksa kegiatan, rekening dan sumber dananya", en: "check its activity, account and fund")))
    }
    line.spent = (line.spent ?? 0) + value
    lines[key] = line
  }

  private mutating func output(_ row: SiskeudesTables.Row, _ flaw: Diagnostic?) throws {
    read += 1
    if let flaw { return reject(row, flaw) }
    guard let village = villages.code(row["kd_desa"]) else {
      return reject(row, villages.unknown(row["kd_desa"], row.place("kd_desa")))
    }
    switch codes.activity(row["kd_keg"]) {
    case .failure(let unknown): reject(row, BudgetRule.unknownCode(unknown.code, "kegiatan_desa", row.place("kd_keg")))
    case .success(let activity):
      outputs.append(
        Output(
          village: village, activity: activity, output: row["keluaran"], volume: row["nilai"], unit: row["satuan"],
          place: row["lokasi"], time: row["waktu"], ceiling: SiskeudesCodes.amount(row["pagu"]),
          sourceRow: Int32(row.number)))
    }
  }

  private mutating func reject(_ row: SiskeudesTables.Row, _ reason: Diagnostic) {
    bag.add(reason)
    rejected.append(
      RejectedRow(
        row: row.number, member: row.table.member, cells: row.cells.map(PersonalNumbers.masked), reasons: [reason],
        beside: RowSurroundings(header: row.table.headers)))
  }

  /// The lines of an activity and account add up to what `Ta_RAB` says.
  private mutating func compare() {
    var sums: [Key: Int64] = [:]
    for (key, line) in lines where line.isPlanned {
      sums[Key(village: key.village, activity: key.activity, account: key.account, fund: 0, line: 0), default: 0] +=
        line.planned
    }
    for (key, total) in totals.sorted(by: { $0.value.row.number < $1.value.row.number }) {
      let sum = sums[key] ?? 0
      guard sum != total.planned else { continue }
      bag.add(
        Diagnostic(
          code: "budget-subtotal", severity: .warning,
          message: LocalizedText(
            id: "Ta_RAB menyebut \(total.planned), rinciannya berjumlah \(sum)",
            en: "Ta_RAB says \(total.planned), its lines add up to \(sum)"), place: total.row.place("anggaran"),
          value: "\(total.planned - sum)",
          hint: LocalizedText(
            id: "rinciannya yang disimpan; periksa apakah ada baris yang kurang",
            en: "the lines are stored; see whether some are missing")))
    }
  }
}
