import Domain
import Storage

/// The activities or accounts that lines of budgets name, each looked at once.
struct BudgetCodes {
  /// Groups that an activity and an account of a line have at least.
  static let depth = 3

  /// What a code is. One object for each code: rows by the million refer to it.
  final class Code: Sendable {
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
    /// Some of these years, at hand without looking further.
    let usualYears: ClosedRange<Int32>

    init(_ text: String, number: Int32, years: CodeYears? = nil) {
      self.years = years
      usualYears = years?.longest ?? Int32.min...Int32.max
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

  /// By their ids, which are small numbers; those beyond in `far`.
  private var near: [Code?] = []
  private var far: [Int64: Code] = [:]
  private static let reach = 1 << 16
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
    near = [Code?](repeating: nil, count: min(Self.reach, Int(entries.map(\.id).max() ?? 0) + 1))
    for entry in entries {
      if near.indices.contains(Int(entry.id)) {
        if near[Int(entry.id)] == nil { near[Int(entry.id)] = made(entry.code, years[entry.id]) }
      } else if far[entry.id] == nil {
        far[entry.id] = made(entry.code, years[entry.id])
      }
    }
  }

  /// The codes of a slot's cells, row by row.
  mutating func codes(of slot: Int, _ rows: RuledRows) -> [Code?] {
    let texts = rows.mapped.records.texts
    // Rows share the texts of codes that no list holds.
    var known = [Code?](repeating: nil, count: texts.count)
    return (0..<rows.count).map { row in
      let cell = rows.cell(slot, row)
      guard cell < 0, cell != Cell.missing, texts.indices.contains(Int(-1 - cell)) else { return code(cell, texts) }
      if let known = known[Int(-1 - cell)] { return known }
      let code = code(cell, texts)
      known[Int(-1 - cell)] = code
      return code
    }
  }

  /// The code of a cell; nil where the cell has none.
  ///
  /// - Parameter texts: those of the block, which hold codes that no list has.
  @inline(__always)
  mutating func code(_ cell: Int64, _ texts: [String]) -> Code? {
    if cell >= 0, cell < Int64(near.count), let known = near[Int(cell)] { return known }
    if let known = far[cell] { return known }
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
