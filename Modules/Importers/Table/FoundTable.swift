/// A table that was found in an input and read: what was detected, to be shown and corrected with options.
public struct FoundTable: Hashable, Sendable {
  /// A column that is read, and what for: the id of a field, `region`, `names.village`, `period` …
  public struct Column: Hashable, Sendable {
    public var header: String
    public var role: String

    public init(header: String, role: String) {
      self.header = header
      self.role = role
    }
  }

  public var member: String?
  public var sheet: String?
  public var isHidden: Bool
  /// Rows of the header in the source, from 1.
  public var headerRows: ClosedRange<Int>
  public var columns: [Column]
  /// The texts above the table.
  public var titles: [String]
  /// Whether any row follows the header in what was looked at.
  public var hasRows = false
  /// The period that stands beside the rows, where one does.
  public var period: String?

  public init(
    member: String? = nil, sheet: String? = nil, isHidden: Bool = false, headerRows: ClosedRange<Int>,
    columns: [Column], titles: [String] = [], period: String? = nil
  ) {
    self.member = member
    self.sheet = sheet
    self.isHidden = isHidden
    self.headerRows = headerRows
    self.columns = columns
    self.titles = titles
    self.period = period
  }
}
