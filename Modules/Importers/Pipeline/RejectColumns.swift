/// The columns that exports of rejected rows add to the layout of their source, known to every table importer: so that a
/// corrected file closes the rejects it came from.
package enum RejectColumns {
  /// Heading of the column with why a row was rejected; left out when the file is read.
  package static let reason = "alasan_tolakan"
  /// Heading of the column with the reject's id.
  package static let id = "id_tolakan"

  package static let all = [reason, id]

  /// The id column among header cells.
  static func column(in headers: [String]) -> Int? {
    headers.firstIndex { HeaderMatching.normalised($0) == HeaderMatching.normalised(id) }
  }

  /// What stands in the id column; nil for anything that is no id.
  package static func reject(_ text: some StringProtocol) -> Int64? {
    let digits = text.split { $0 == " " || $0 == "\u{A0}" }.joined()
    // A spreadsheet may have made a number of it.
    let whole = digits.hasSuffix(".0") ? digits.dropLast(2) : Substring(digits)
    guard !whole.isEmpty, whole.utf8.count <= 18, whole.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int64(whole)
  }
}
