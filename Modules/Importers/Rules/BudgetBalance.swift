import Diagnostics
import Domain
import Storage

/// A village's budget of a year in one version.
struct BudgetBook: Hashable {
  let village: Int64
  let year: Int32
  let version: Int64
}

/// Whether the budgets of a file balance, and whether the versions before a change are there.
struct BudgetBalance {
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

  private let versions: [LocalizedText]
  private let dataset: String
  private var sums: [BudgetBook: Sums] = [:]
  private var last: (book: BudgetBook, sums: Sums)?
  /// Budgets of which a row was rejected: with the year 0 of all years, with the version 0 of all versions.
  private var incomplete: Set<BudgetBook> = []
  /// Which versions the store has of villages whose first version here is a change.
  private var stored: [Int64: Set<Int64>] = [:]

  init(_ dataset: DatasetDeclaration) {
    versions = dataset.field("versi")?.categories?.map(\.title) ?? []
    self.dataset = dataset.id
  }

  @inline(__always)
  mutating func add(_ side: BudgetSide?, _ amount: Int64, _ book: BudgetBook, sourceRow: Int32) {
    if last?.book != book {
      close()
      last = (book, sums[book] ?? Sums(sourceRow: sourceRow))
    }
    if let side { last?.sums[side] &+= amount }
  }

  /// Rows of a village stand together: only the change of villages costs a look.
  private mutating func close() {
    if let open = last { sums[open.book] = open.sums }
    last = nil
  }

  /// A row of a budget was rejected; nil stands for what of it could not be read.
  mutating func lost(_ village: Int64, year: Int32?, version: Int64?) {
    incomplete.insert(BudgetBook(village: village, year: year ?? 0, version: version ?? 0))
  }

  // MARK: At the end

  /// What is to be said of whole budgets.
  ///
  /// - Parameter origin: where the file's rows stand.
  mutating func finish(_ origin: Place?) -> [Diagnostic] {
    close()
    var diagnostics: [Diagnostic] = []
    var (unbalanced, unjudged, oneSided) = (0, 0, 0)
    let lacking = lackingSides
    for (book, sum) in sums.sorted(by: { $0.value.sourceRow < $1.value.sourceRow }) {
      let village = RegionCode(book.village)?.description ?? "\(book.village)"
      let place = place(sum, origin)
      let (sources, uses) = (sum[.income] &+ sum[.receipts], sum[.spending] &+ sum[.payments])
      if isIncomplete(book) {
        unjudged += 1
      } else if sources != uses, !lacking.isEmpty {
        oneSided += 1
      } else if sources != uses {
        unbalanced += 1
        if unbalanced <= Self.mostTold {
          diagnostics.append(
            BudgetRule.unbalanced(village, Int(book.year), title(book.version), sources, uses, place))
        }
      }
      if book.version > 1, !hasEarlier(book) {
        diagnostics.append(
          BudgetRule.outOfOrder(village, Int(book.year), title(book.version), title(book.version - 1), place))
      }
    }
    if unbalanced > Self.mostTold {
      diagnostics.append(BudgetRule.furtherUnbalanced(unbalanced - Self.mostTold, origin))
    }
    let file = origin.map { Place(file: $0.file) }
    if oneSided > 0 { diagnostics.append(BudgetRule.oneSided(oneSided, lacking, file)) }
    if unjudged > 0 { diagnostics.append(BudgetRule.unjudged(unjudged, file)) }
    return diagnostics
  }

  /// The sides of which the whole input holds nothing: tables of spending alone are common, and of none of their budgets
  /// can anything be told.
  private var lackingSides: [BudgetSide] {
    [BudgetSide.income, .spending].filter { side in !sums.values.contains { $0[side] > 0 } }
  }

  /// Budgets that do not balance are told one by one up to this many.
  private static let mostTold = 100

  private func isIncomplete(_ book: BudgetBook) -> Bool {
    guard !incomplete.isEmpty else { return false }
    return [book.year, 0].contains { year in
      [book.version, 0].contains { version in
        incomplete.contains(BudgetBook(village: book.village, year: year, version: version))
      }
    }
  }

  /// The first row of a budget.
  private func place(_ sums: Sums, _ origin: Place?) -> Place {
    var place = origin ?? Place(file: "")
    place.line = Int(sums.sourceRow)
    place.column = nil
    place.field = nil
    return place
  }

  /// Whether the version just before is here or in the store.
  private func hasEarlier(_ book: BudgetBook) -> Bool {
    sums[BudgetBook(village: book.village, year: book.year, version: book.version - 1)] != nil
      || stored[Self.key(book.village, book.year)]?.contains(book.version - 1) ?? false
  }

  private static func key(_ village: Int64, _ year: Int32) -> Int64 { village * 10_000 + Int64(year) }

  private func title(_ version: Int64) -> LocalizedText {
    versions.indices.contains(Int(version) - 1) ? versions[Int(version) - 1] : LocalizedText("\(version)")
  }

  /// Reads which versions the store has of villages whose changes come in.
  mutating func load(_ books: Set<BudgetBook>, in store: any Store) throws {
    let wanted = books.filter { stored[Self.key($0.village, $0.year)] == nil }
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
