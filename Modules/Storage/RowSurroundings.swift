/// What stands beside a rejected row and its cells do not say, kept so that the row can be tried again: names of parents
/// from the titles of groups, titles above the table, and the header where the part holds several tables.
public struct RowSurroundings: Hashable, Sendable, Codable {
  public var province: String?
  public var regency: String?
  public var district: String?
  /// The code of the region, where it had been found before the row was rejected.
  public var code: String?
  /// The texts above the table, each row in one, where the mapping reads them.
  public var titles: [String]?
  /// The headings of the row's table, where they are not those kept for the part.
  public var header: [String]?

  public init(
    province: String? = nil, regency: String? = nil, district: String? = nil, code: String? = nil,
    titles: [String]? = nil, header: [String]? = nil
  ) {
    self.province = province
    self.regency = regency
    self.district = district
    self.code = code
    self.titles = titles
    self.header = header
  }

  public var isEmpty: Bool { self == RowSurroundings() }
}
