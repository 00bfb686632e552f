import Diagnostics
import Domain
import Storage

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

  /// A row that was not taken.
  struct Rejected {
    let row: RejectedRow
    /// The region that it may have meant; nil for any.
    let region: Int64?
  }

  typealias Row = SiskeudesTables.Row

  let year: Int
  private(set) var lines: [Key: Line] = [:]
  private(set) var outputs: [Output] = []
  /// Villages with a change of their budget.
  private(set) var changed: Set<Int64> = []
  /// Villages of which a line of the plan was rejected.
  private(set) var incomplete: Set<Int64> = []
  private(set) var rejected: [Rejected] = []
  private(set) var read = 0
  /// The first row of the plan; nil where there is none.
  private(set) var origin: Place?
  var bag: DiagnosticBag

  private let villages: SiskeudesVillages
  private let codes: SiskeudesCodes
  private let amounts: SiskeudesAmounts
  private let ceilings: SiskeudesAmounts
  private let numbers: SiskeudesAmounts
  private let planTable: String
  private var totals: [Key: SiskeudesTotal] = [:]
  private var advances: Set<String> = []
  /// What takes back of what was spent, by the line it belongs to.
  private var corrections: [Key: [(row: Row, column: String, amount: Int64)]] = [:]

  /// - Parameters: the datasets of lines and of outputs, whose fields say what amounts may be.
  init(
    _ tables: SiskeudesTables, year: Int, _ villages: SiskeudesVillages, _ codes: SiskeudesCodes,
    _ dataset: DatasetDeclaration, _ outputs: DatasetDeclaration, _ bag: DiagnosticBag
  )
    throws
  {
    self.year = year
    self.villages = villages
    self.codes = codes
    amounts = SiskeudesAmounts(dataset, "anggaran")
    ceilings = SiskeudesAmounts(outputs, "ak_pagu")
    numbers = SiskeudesAmounts(dataset, "baris")
    self.bag = bag
    planTable = tables.planTable
    try tables.rows(planTable, needing: SiskeudesTables.names + ["SumberDana", "Anggaran"]) { row, flaw in
      if origin == nil { origin = row.place() }
      take(row, flaw) { (books, row) throws(Diagnostic) in try books.plan(row) }
    }
    try tables.rows("Ta_RAB") { row, flaw in if flaw == nil { total(row) } }
    try realised(in: tables)
    settleCorrections()
    try tables.rows("Ta_Kegiatan", needing: ["Kd_Desa", "Kd_Keg"]) { row, flaw in
      take(row, flaw) { (books, row) throws(Diagnostic) in try books.output(row) }
    }
    compare()
  }

  private mutating func realised(in tables: SiskeudesTables) throws {
    try tables.rows("Ta_SPP", needing: ["Kd_Desa", "No_SPP", "Jn_SPP"]) { row, _ in
      // Advances (uang muka) are accounted for by SPJ.
      if row["jn_spp"].uppercased() == "UM" { advances.insert(row["kd_desa"] + row["no_spp"]) }
    }
    for table in ["Ta_TBPRinci", "Ta_SPPRinci", "Ta_SPJRinci", "Ta_Mutasi", "Ta_JurnalUmumRinci"] {
      let own = table == "Ta_JurnalUmumRinci" ? ["Debet", "Kredit"] : ["Nilai"]
      let request = table == "Ta_SPPRinci" && tables.has("Ta_SPP") ? ["No_SPP"] : []
      try tables.rows(table, needing: SiskeudesTables.names + ["SumberDana"] + own + request) { row, flaw in
        if table == "Ta_SPPRinci", advances.contains(row["kd_desa"] + row["no_spp"]) { return }
        // Movements of cash between accounts are no spending.
        if ["Ta_Mutasi", "Ta_JurnalUmumRinci"].contains(table), row["kd_rincian"].isEmpty { return }
        take(row, flaw) { (books, row) throws(Diagnostic) in try books.realise(row, own) }
      }
    }
  }

  // MARK: Rows

  private mutating func take(_ row: Row, _ flaw: Diagnostic?, _ body: (inout Self, Row) throws(Diagnostic) -> Void) {
    read += 1
    do throws(Diagnostic) {
      if let flaw { throw flaw }
      if !row["tahun"].isEmpty, Int(row["tahun"]) != year { throw otherYear(row) }
      try body(&self, row)
    } catch {
      reject(row, error)
    }
  }

  private func key(_ row: Row) throws(Diagnostic) -> (key: Key, side: BudgetSide?) {
    let village = try villages.code(of: row)
    let line = try codes.line(of: row)
    let number = try number(of: row)
    return (
      Key(village: village, activity: line.activity, account: line.account, fund: line.fund, line: number), line.side
    )
  }

  /// What tells lines of one activity, account and fund apart; 1 where the row does not say.
  private func number(of row: Row) throws(Diagnostic) -> Int64 {
    let digits = row["kd_subrinci"].filter { $0.isASCII && $0.isNumber }
    guard let number = digits.isEmpty ? 1 : Int64(digits), number <= numbers.most else {
      throw numbers.told(.outOfRange, row["kd_subrinci"], row, "kd_subrinci")
    }
    return max(1, number)
  }

  private mutating func plan(_ row: Row) throws(Diagnostic) {
    let (key, side) = try key(row)
    let planned = try amounts.read(row, "anggaran") ?? 0
    let change = try amounts.read(row, "anggaranpak", isSigned: true) ?? 0
    let after = try amounts.read(row, "anggaranstlhpak")
    let sum = try amounts.sum(planned, change, row, "anggaranpak")
    var line = lines[key] ?? Line(sourceRow: Int32(row.number), table: 0, side: side)
    let all = try amounts.sum(line.planned, planned, row, "anggaran")
    line.changed = try amounts.sum(line.changed, sum, row, "anggaranpak")
    line.planned = all
    line.isPlanned = true
    lines[key] = line
    if let after, after != sum, change != 0 || after != 0 { bag.add(Self.changeSum(planned, change, after, row)) }
    if change != 0 { changed.insert(key.village) }
    codes.tell(activity: key.activity, row, &bag)
  }

  /// Of a row that `Ta_RAB` adds up; one that names nothing known is told of with its lines.
  private mutating func total(_ row: Row) {
    do throws(Diagnostic) {
      guard let village = villages.code(row["kd_desa"]) else { return }
      let (activity, account) = (try codes.activity(of: row), try codes.account(of: row))
      let planned = try amounts.read(row, "anggaran")
      let change = try amounts.read(row, "anggaranpak", isSigned: true) ?? 0
      let key = Key(village: village, activity: activity, account: account, fund: 0, line: 0)
      if let planned { totals[key, default: SiskeudesTotal(row)].add(planned, change) }
    } catch  where error.code.hasPrefix("value-") {
      var told = error
      told.severity = .warning
      bag.add(told)
    } catch {}
  }

  /// - Parameter columns: of the amount, or of debit and credit.
  private mutating func realise(_ row: Row, _ columns: [String]) throws(Diagnostic) {
    let (key, side) = try key(row)
    let column = columns[0].lowercased()
    var value = try amounts.read(row, column, isSigned: true) ?? 0
    if columns.count > 1 {
      // A journal entry: debit adds to spending, credit to income.
      value -= try amounts.read(row, columns[1].lowercased(), isSigned: true) ?? 0
      if side == .income || side == .receipts { value = -value }
    }
    var line = lines[key] ?? Line(sourceRow: Int32(row.number), table: 1, side: side)
    let isFirst = line.spent == nil
    line.spent = try amounts.sum(line.spent ?? 0, value, row, column, isSigned: true)
    lines[key] = line
    if value < 0 { corrections[key, default: []].append((row, column, value)) }
    if !line.isPlanned, isFirst { bag.add(BudgetRule.unplanned(value, row.place("kd_rincian"))) }
  }

  /// A correction takes back of what was spent, not more than that: what goes beyond is rejected, the last first.
  private mutating func settleCorrections() {
    let beyond = corrections.filter { lines[$0.key]?.spent ?? 0 < 0 }
    for (key, own) in beyond.sorted(by: {
      ($0.value[0].row.number, $0.key.line) < ($1.value[0].row.number, $1.key.line)
    }) {
      for (row, column, amount) in own.reversed() {
        guard let spent = lines[key]?.spent, spent < 0 else { break }
        lines[key]?.spent = spent - amount
        var told = amounts.told(.outOfRange, "\(spent)", row, column)
        told.hint = LocalizedText(
          id: "koreksi ini membuat realisasi barisnya negatif; periksa rekening dan sumber dananya",
          en: "the correction makes what was spent on its line negative; check its account and fund")
        reject(row, told)
      }
    }
    corrections = [:]
  }

  private mutating func output(_ row: Row) throws(Diagnostic) {
    let village = try villages.code(of: row)
    let activity = try codes.activity(of: row)
    outputs.append(
      Output(
        village: village, activity: activity, output: row["keluaran"], volume: row["nilai"], unit: row["satuan"],
        place: row["lokasi"], time: row["waktu"], ceiling: try ceilings.read(row, "pagu"),
        sourceRow: Int32(row.number)))
  }

  /// The lines by village, in the order of their table.
  var ordered: [(key: Key, value: Line)] {
    lines.sorted {
      ($0.key.village, $0.value.table, $0.value.sourceRow) < ($1.key.village, $1.value.table, $1.value.sourceRow)
    }
  }

  private mutating func reject(_ row: Row, _ reason: Diagnostic) {
    bag.add(reason)
    if row.table.name == planTable, let village = villages.code(row["kd_desa"]) { incomplete.insert(village) }
    let source = RejectedRow(
      row: row.number, member: row.table.member, cells: row.cells.map(PersonalNumbers.masked), reasons: [reason],
      beside: RowSurroundings(header: row.table.headers))
    rejected.append(Rejected(row: source, region: villages.meant(row["kd_desa"])))
  }

  /// The lines of an activity and account add up to what `Ta_RAB` says, before the change and after it.
  private mutating func compare() {
    var sums: [Key: (planned: Int64, changed: Int64)] = [:]
    for (key, line) in lines where line.isPlanned {
      let whole = Key(village: key.village, activity: key.activity, account: key.account, fund: 0, line: 0)
      let sum = sums[whole] ?? (0, 0)
      sums[whole] = (sum.planned &+ line.planned, sum.changed &+ line.changed)
    }
    for (key, total) in totals.sorted(by: { $0.value.row.number < $1.value.row.number }) {
      let sum = sums[key] ?? (0, 0)
      if sum.planned != total.planned { bag.add(total.differs(sum.planned)) }
      if changed.contains(key.village), sum.changed != total.changed { bag.add(total.differsChanged(sum.changed)) }
    }
  }
}
