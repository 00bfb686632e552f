import Diagnostics
import Domain

/// Amounts as Siskeudes writes them (`1500000.0000`), within what their field of the dataset holds.
struct SiskeudesAmounts {
  private let field: FieldDeclaration
  /// The most that a row, and the sum of a line, may be: far enough from the end of `Int64` that sums of lines fit.
  let most: Int64

  /// - Parameter id: of the field; one that the dataset does not have bounds nothing.
  init(_ dataset: DatasetDeclaration, _ id: String) {
    let field = dataset.field(id) ?? FieldDeclaration(id: id, title: LocalizedText(id), type: .money, minimum: 0)
    self.field = field
    most = Int64(min(field.maximum ?? Self.cap, Self.cap))
  }

  private static let cap = 1e15

  /// The amount of a column; nil where its cell is empty.
  ///
  /// - Parameter isSigned: whether it may be negative, as what a change adds or a correction takes back.
  func read(_ row: SiskeudesTables.Row, _ column: String, isSigned: Bool = false) throws(Diagnostic) -> Int64? {
    let text = row[column]
    if text.isEmpty { return nil }
    let amount: Int64
    do {
      amount = try Self.whole(text)
    } catch {
      throw told(error, text, row, column)
    }
    try check(amount, text, row, column, isSigned)
    return amount
  }

  /// What is added to the sum of a line, which its field has to hold as well.
  func sum(
    _ sum: Int64, _ amount: Int64, _ row: SiskeudesTables.Row, _ column: String, isSigned: Bool = false
  ) throws(Diagnostic) -> Int64 {
    let sum = sum + amount
    try check(sum, "\(sum)", row, column, isSigned)
    return sum
  }

  private func check(
    _ amount: Int64, _ text: String, _ row: SiskeudesTables.Row, _ column: String, _ isSigned: Bool
  ) throws(Diagnostic) {
    guard amount > most || amount < (isSigned ? -most : 0) else { return }
    throw told(.outOfRange, text, row, column, isSigned: isSigned)
  }

  /// Marks of thousands look like those of decimals: after one stand two or four zeros, or it is no amount.
  private static func whole(_ text: String) throws(CellFlaw) -> Int64 {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, parts.count == 1 || [2, 4].contains(parts[1].count), parts[1...].allSatisfy(isZero)
    else { throw .notWhole }
    // `.0000`
    if parts.count == 2, parts[0].isEmpty { return 0 }
    if let whole = Int64(parts[0]) { return whole }
    throw !parts[0].isEmpty && parts[0].utf8.allSatisfy { (48...57).contains($0) } ? .outOfRange : .notWhole
  }

  private static func isZero(_ decimals: Substring) -> Bool { decimals.allSatisfy { $0 == "0" } }

  func told(_ flaw: CellFlaw, _ value: String, _ row: SiskeudesTables.Row, _ column: String, isSigned: Bool = false)
    -> Diagnostic
  {
    var own = field
    own.id = column
    if isSigned { own.minimum = -Double(most) }
    own.maximum = Double(most)
    var told = CellPlan(own).diagnostic(flaw, value, at: row.place(column))
    if flaw == .notWhole, value.contains(where: { $0 == "." || $0 == "," }) {
      told.hint = LocalizedText(
        id: "tulis tanpa tanda ribuan; desimal hanya `.00` atau `.0000`",
        en: "write it without marks of thousands; the only decimals are `.00` and `.0000`")
    }
    return told
  }
}
