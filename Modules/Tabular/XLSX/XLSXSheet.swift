/// A worksheet of a workbook.
public struct XLSXSheet: Hashable, Sendable {
  /// Whether people see the sheet's tab.
  public enum Visibility: String, Hashable, Sendable, CaseIterable {
    case visible
    /// Hidden; its menu brings it back.
    case hidden
    /// Hidden so that only a program can bring it back.
    case veryHidden
  }

  /// Its place among the worksheets, from 0.
  public let index: Int
  /// The name on its tab.
  public let name: String
  public let visibility: Visibility
  /// The part of the workbook that holds it, such as `xl/worksheets/sheet1.xml`.
  public let part: String
  /// Bytes of its XML, a measure of the work it is; 0 where the part is missing.
  public let bytes: Int
}
