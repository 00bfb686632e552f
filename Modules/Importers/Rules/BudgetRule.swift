import Diagnostics
import Domain
import Storage

/// Lines of village budgets (Permendagri 20/2018).
///
/// A line names an activity and an account themselves, never what stands above them; spending has an activity, income and
/// financing have none (`0`). Local activities (90–99), realisation without a plan, a change whose earlier version is not there
/// and a plan that does not balance are told.
final class BudgetRule: RowRule {
  /// The activity of lines that have none.
  private static let none = BudgetCode("0")
  /// Groups that an activity and an account have at least.
  private static let depth = 3

  /// What a code is.
  private struct Code {
    let text: String
    let code: BudgetCode?
  }

  /// A village's budget of a year in one version.
  private struct Book: Hashable {
    let village: Int64
    let year: Int32
    let version: Int64
  }

  /// Small, for a nation has eighty thousand of them.
  private struct Sums {
    let sourceRow: Int32
    private var income: Int64 = 0
    private var spending: Int64 = 0
    private var receipts: Int64 = 0
    private var payments: Int64 = 0

    init(sourceRow: Int32) { self.sourceRow = sourceRow }

    subscript(side: BudgetSide) -> Int64 {
      get {
        switch side {
        case .income: income
        case .spending: spending
        case .receipts: receipts
        case .payments: payments
        }
      }
      set {
        switch side {
        case .income: income = newValue
        case .spending: spending = newValue
        case .receipts: receipts = newValue
        case .payments: payments = newValue
        }
      }
    }
  }

  private let activities: [Int64: Code]
  private let accounts: [Int64: Code]
  /// Codes that no list holds, by their texts.
  private var unlisted: [String: Code] = [:]
  private let versions: [LocalizedText]
  private let dataset: String
  private var sums: [Book: Sums] = [:]
  private var last: (book: Book, sums: Sums)?
  /// Where the file's rows stand, for what is said of a village as a whole.
  private var origin: Place?
  /// Local activities that were told of.
  private var told: Set<String> = []
  /// Which versions the store has of villages whose first version here is a change.
  private var stored: [Int64: Set<Int64>] = [:]

  init(_ setting: TableSetting, _ context: ImportContext) throws {
    func codes(_ field: String) throws -> [Int64: Code] {
      guard let scheme = setting.dataset.field(field)?.scheme else { return [:] }
      return Dictionary(
        try context.store.listedCodes(of: scheme).map { ($0.id, Code(text: $0.code, code: BudgetCode($0.code))) },
        uniquingKeysWith: { first, _ in first })
    }
    activities = try codes("kegiatan")
    accounts = try codes("rekening")
    versions = setting.dataset.field("versi")?.categories?.map(\.title) ?? []
    dataset = setting.dataset.id
  }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    guard let activitySlot = rows.slot("kegiatan"), let accountSlot = rows.slot("rekening"),
      let versionSlot = rows.slot("versi")
    else { return [] }
    let (planned, spent) = (rows.slot("anggaran"), rows.slot("realisasi"))
    var found: [RowFinding] = []
    var changes: Set<Book> = []
    if origin == nil, rows.count > 0 { origin = rows.place(0, "anggaran", "rekening") }
    for row in 0..<rows.count {
      let activity = code(rows.cell(activitySlot, row), activities, rows)
      let account = code(rows.cell(accountSlot, row), accounts, rows)
      let side = account?.code.flatMap { BudgetSide(account: $0) }
      if let flaw = flaw(activity, account, side, rows, row) {
        found.append(RowFinding(row: row, told: flaw))
        continue
      }
      if let code = activity?.code, let group = code.groups.last, code.groups.count >= Self.depth, group >= 90,
        told.insert(activity?.text ?? "").inserted
      {
        found.append(RowFinding(row: row, told: Self.local(activity?.text ?? "", rows.place(row, "kegiatan"))))
      }
      let plan = planned.map { rows.cell($0, row) } ?? Cell.missing
      let done = spent.map { rows.cell($0, row) } ?? Cell.missing
      if done != Cell.missing, done > 0, plan == Cell.missing || plan == 0, planned != nil {
        found.append(RowFinding(row: row, told: Self.unplanned(done, rows.place(row, "realisasi"))))
      }
      let version = rows.cell(versionSlot, row)
      add(side, plan == Cell.missing ? 0 : plan, version, rows, row)
      if version > 1, let book = last?.book { changes.insert(book) }
    }
    if !changes.isEmpty { try load(Array(changes), in: store) }
    return found
  }

  @inline(__always)
  private func code(_ cell: Int64, _ codes: [Int64: Code], _ rows: RuledRows) -> Code? {
    if let known = codes[cell] { return known }
    // A code that the list does not hold comes as a text of the block.
    guard cell < 0, cell != Cell.missing, rows.mapped.records.texts.indices.contains(Int(-1 - cell)) else { return nil }
    let text = rows.mapped.records.texts[Int(-1 - cell)]
    if let known = unlisted[text] { return known }
    let code = Code(text: text, code: BudgetCode(text))
    if unlisted.count < Self.mostUnlisted { unlisted[text] = code }
    return code
  }

  /// More codes than this are read each time: memory stays bounded.
  private static let mostUnlisted = 1 << 14

  private func flaw(_ activity: Code?, _ account: Code?, _ side: BudgetSide?, _ rows: RuledRows, _ row: Int)
    -> Diagnostic?
  {
    if let account, let code = account.code, code.groups.count < Self.depth {
      return Self.parent(
        LocalizedText(id: "rekening", en: "account"), account.text, rows.place(row, "rekening"), "5.2.1")
    }
    if let account, side == nil {
      return Diagnostic(
        code: "budget-account",
        message: LocalizedText(
          id: "rekening \(account.text) bukan pendapatan (4), belanja (5) atau pembiayaan (6)",
          en: "the account \(account.text) is neither income (4), spending (5) nor financing (6)"),
        place: rows.place(row, "rekening"), value: account.text)
    }
    guard let activity, let code = activity.code, let side else { return nil }
    if code == Self.none {
      guard side == .spending else { return nil }
      return Diagnostic(
        code: "budget-activity-missing",
        message: LocalizedText(id: "baris belanja tanpa kegiatan", en: "a line of spending without an activity"),
        place: rows.place(row, "kegiatan", "rekening"), value: account?.text,
        hint: LocalizedText(
          id: "isi kode kegiatan, seperti 2.2.02; hanya pendapatan dan pembiayaan tanpa kegiatan",
          en: "name the activity, such as 2.2.02; only income and financing have none"))
    }
    if code.groups.count < Self.depth {
      return Self.parent(
        LocalizedText(id: "kegiatan", en: "activity"), activity.text, rows.place(row, "kegiatan"), "2.2.02")
    }
    if side == .income || side == .receipts {
      return Diagnostic(
        code: "budget-activity-needless",
        message: LocalizedText(
          id:
            "rekening \(account?.text ?? "") adalah pendapatan atau penerimaan, tidak punya kegiatan \(activity.text)",
          en: "the account \(account?.text ?? "") is income or a receipt and has no activity \(activity.text)"),
        place: rows.place(row, "kegiatan"), value: activity.text,
        hint: LocalizedText(
          id: "kosongkan kegiatannya, atau perbaiki rekeningnya", en: "clear the activity, or correct the account"))
    }
    return nil
  }

  private static func parent(_ kind: LocalizedText, _ code: String, _ place: Place, _ example: String) -> Diagnostic {
    Diagnostic(
      code: "budget-parent-line",
      message: LocalizedText(
        id: "\(kind.id) \(code) adalah induk; jumlah induk tidak disimpan",
        en: "the \(kind.en) \(code) is a parent; sums of parents are not stored"), place: place, value: code,
      hint: LocalizedText(
        id: "tulis rinciannya, seperti \(example), atau hapus baris jumlah ini",
        en: "name what stands below it, such as \(example), or remove this row of a sum"))
  }

  static func local(_ code: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-activity-local", severity: .warning,
      message: LocalizedText(
        id: "kegiatan \(code) adalah tambahan daerah (90–99); diterima",
        en: "the activity \(code) is a local addition (90–99) and is accepted"), place: place, value: code,
      hint: LocalizedText(
        id: "sebutkan artinya di plugin daerah: budget.local_activities",
        en: "say what it stands for in a region plugin: budget.local_activities"))
  }

  private static func unplanned(_ amount: Int64, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-unplanned", severity: .warning,
      message: LocalizedText(
        id: "realisasi \(amount) tanpa anggaran", en: "\(amount) was realised without a plan"), place: place,
      value: "\(amount)",
      hint: LocalizedText(
        id: "periksa kegiatan, rekening dan sumber dananya", en: "check its activity, account and fund"))
  }

  // MARK: Whole budgets

  private func add(_ side: BudgetSide?, _ amount: Int64, _ version: Int64, _ rows: RuledRows, _ row: Int) {
    let book = Book(village: rows.mapped.records.regions[row], year: rows.mapped.records.periods[row], version: version)
    if last?.book != book {
      close()
      last = (book, sums[book] ?? Sums(sourceRow: rows.mapped.records.sourceRows[row]))
    }
    if let side { last?.sums[side] += amount }
  }

  /// Rows of a village stand together: only the change of villages costs a look.
  private func close() {
    if let open = last { sums[open.book] = open.sums }
    last = nil
  }

  func finish() -> [Diagnostic] {
    close()
    var diagnostics: [Diagnostic] = []
    var unbalanced = 0
    for (book, sum) in sums.sorted(by: { $0.value.sourceRow < $1.value.sourceRow }) {
      let village = RegionCode(book.village)?.description ?? "\(book.village)"
      if sum[.income] > 0, sum[.spending] > 0 {
        let (sources, uses) = (sum[.income] + sum[.receipts], sum[.spending] + sum[.payments])
        if sources != uses {
          unbalanced += 1
          if unbalanced <= Self.mostTold {
            diagnostics.append(
              Self.unbalanced(village, Int(book.year), title(book.version), sources, uses, place(sum)))
          }
        }
      }
      if book.version > 1, !hasEarlier(book) {
        diagnostics.append(outOfOrder(village, book, place(sum)))
      }
    }
    if unbalanced > Self.mostTold { diagnostics.append(Self.further(unbalanced - Self.mostTold, origin)) }
    return diagnostics
  }

  /// Budgets that do not balance are told one by one up to this many.
  private static let mostTold = 100

  private static func further(_ count: Int, _ origin: Place?) -> Diagnostic {
    Diagnostic(
      code: "budget-unbalanced", severity: .warning,
      message: LocalizedText(
        id: "\(count) anggaran lain juga tidak seimbang", en: "\(count) further budgets do not balance"),
      place: origin.map { Place(file: $0.file) }, value: "\(count)",
      hint: LocalizedText(
        id: "lihat: sinergi-report run apbdes_review --region KECAMATAN",
        en: "see: sinergi-report run apbdes_review --region KECAMATAN"))
  }

  /// The first row of a budget.
  private func place(_ sums: Sums) -> Place {
    var place = origin ?? Place(file: "")
    place.line = Int(sums.sourceRow)
    place.column = nil
    place.field = nil
    return place
  }

  private func hasEarlier(_ book: Book) -> Bool {
    (1..<book.version).contains { version in
      sums[Book(village: book.village, year: book.year, version: version)] != nil
        || stored[Self.key(book.village, book.year)]?.contains(version) ?? false
    }
  }

  private static func key(_ village: Int64, _ year: Int32) -> Int64 { village * 10_000 + Int64(year) }

  private func title(_ version: Int64) -> LocalizedText {
    versions.indices.contains(Int(version) - 1) ? versions[Int(version) - 1] : LocalizedText("\(version)")
  }

  static func unbalanced(
    _ village: String, _ year: Int, _ version: LocalizedText, _ sources: Int64, _ uses: Int64, _ place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "budget-unbalanced", severity: .warning,
      message: LocalizedText(
        id:
          "\(village), \(version.id) \(year): pendapatan dan penerimaan \(sources), belanja dan pengeluaran \(uses), selisih \(sources - uses)",
        en:
          "\(village), \(version.en) of \(year): income and receipts \(sources), spending and payments \(uses), difference \(sources - uses)"
      ), place: place, value: "\(sources - uses)",
      hint: LocalizedText(
        id: "periksa apakah ada baris yang kurang atau terbaca dua kali",
        en: "see whether a line is missing or stands twice"))
  }

  private func outOfOrder(_ village: String, _ book: Book, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-version-order", severity: .warning,
      message: LocalizedText(
        id: "\(village) \(book.year): \(title(book.version).id) tanpa versi sebelumnya",
        en: "\(village) \(book.year): \(title(book.version).en) without an earlier version"), place: place,
      value: title(book.version).id,
      hint: LocalizedText(
        id: "impor juga anggaran murninya, atau periksa kolom versi",
        en: "import the budget itself as well, or check the column of versions"))
  }
}

extension BudgetRule {
  /// Reads which versions the store has of villages whose changes come in.
  private func load(_ books: [Book], in store: any Store) throws {
    let wanted = books.filter { $0.version > 1 && stored[Self.key($0.village, $0.year)] == nil }
    guard !wanted.isEmpty else { return }
    for book in wanted { stored[Self.key(book.village, book.year)] = [] }
    for year in Set(wanted.map(\.year)) {
      let villages = wanted.filter { $0.year == year }.compactMap { RegionCode($0.village) }
      let table = try store.records(
        RecordQuery(dataset: dataset, fields: ["versi"], periods: Int(year)...Int(year), regions: villages))
      for row in 0..<table.count {
        guard let version = table.integer("versi", row) else { continue }
        stored[Self.key(table.regions[row], year), default: []].insert(version)
      }
    }
  }
}
