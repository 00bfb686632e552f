import Domain
import Storage

/// The activities or accounts that lines of budgets name, each looked at once.
struct BudgetCodes {
  /// Groups that an activity and an account of a line have at least.
  static let depth = 3

  /// What a code is.
  struct Code {
    let text: String
    let code: BudgetCode?
    /// By which lines are kept.
    let number: Int32
    /// `0`, of lines that have no activity.
    let isNone: Bool
    /// What a line cannot name: others stand below it.
    let isParent: Bool
    /// An account of three groups: a line where nothing stands below it in the file, else a sum.
    let isBroad: Bool
    /// An activity that a region added (90–99).
    let isLocal: Bool
    /// Of an account.
    let side: BudgetSide?
    /// The years in which a version of the list that holds it is in force; nil where its list has no dates.
    let years: CodeYears?

    init(_ text: String, number: Int32, years: CodeYears? = nil) {
      self.years = years
      let code = BudgetCode(text)
      self.text = text
      self.code = code
      self.number = number
      let groups = code?.groups ?? []
      isNone = groups == [0]
      isParent = !groups.isEmpty && !isNone && groups.count < BudgetCodes.depth
      isBroad = groups.count == BudgetCodes.depth
      isLocal = groups.count >= BudgetCodes.depth && (groups.last ?? 0) >= 90
      side = code.flatMap { BudgetSide(account: $0) }
    }
  }

  private var listed: [Int64: Code] = [:]
  /// Codes that no list holds, by their texts.
  private var unlisted: [String: Code] = [:]
  /// By their numbers.
  private var codes: [BudgetCode?] = []

  /// More codes than this are read each time: memory stays bounded.
  private static let mostUnlisted = 1 << 14

  init(scheme: String?, in store: any Store) throws {
    guard let scheme else { return }
    let entries = try store.listedCodes(of: scheme)
    let years = CodeYears.all(entries)
    for entry in entries where listed[entry.id] == nil { listed[entry.id] = made(entry.code, years[entry.id]) }
  }

  /// The code of a cell; nil where the cell has none.
  ///
  /// - Parameter texts: those of the block, which hold codes that no list has.
  @inline(__always)
  mutating func code(_ cell: Int64, _ texts: [String]) -> Code? {
    if let known = listed[cell] { return known }
    guard cell < 0, cell != Cell.missing, texts.indices.contains(Int(-1 - cell)) else { return nil }
    return code(texts[Int(-1 - cell)])
  }

  private mutating func code(_ text: String) -> Code {
    if let known = unlisted[text] { return known }
    guard unlisted.count < Self.mostUnlisted else { return Code(text, number: -1) }
    let code = made(text)
    unlisted[text] = code
    return code
  }

  private mutating func made(_ text: String, _ years: CodeYears? = nil) -> Code {
    let code = Code(text, number: Int32(clamping: codes.count), years: years)
    codes.append(code.code)
    return code
  }

  /// The code of a number; nil for texts that are none.
  subscript(number: Int32) -> BudgetCode? { codes.indices.contains(Int(number)) ? codes[Int(number)] : nil }
}
