public import Diagnostics

/// Classes of a number, such as the five IDM statuses: ascending, each open at its lower bound (`above:`), the first without one.
public struct Classification: Hashable, Sendable, Codable {
  public struct Class: Hashable, Sendable, Codable {
    /// Stable id, such as `sangat_tertinggal`.
    public var id: String
    public var title: LocalizedText
    /// Values above this bound (and not above the next class's) belong here; nil for the lowest class.
    public var above: Double?
    /// Further spellings accepted on input.
    public var synonyms: [String]

    public init(id: String, title: LocalizedText, above: Double? = nil, synonyms: [String] = []) {
      self.id = id
      self.title = title
      self.above = above
      self.synonyms = synonyms
    }
  }

  /// The field whose value is classed.
  public var of: String
  /// Decimals to which a value is rounded before it is classed (IDM: 4, as the published table is).
  public var decimals: Int
  /// With the bounds that hold before the first revision.
  public var classes: [Class]
  /// Bounds that later decrees set, by year ascending.
  public var revisions: [Revision]

  /// New bounds of the same classes, from a year on.
  public struct Revision: Hashable, Sendable, Codable {
    public var from: Int
    /// The bound of every class but the lowest, in the order of the classes.
    public var above: [Double]

    public init(from: Int, above: [Double]) {
      self.from = from
      self.above = above
    }
  }

  public init(of: String, decimals: Int, classes: [Class], revisions: [Revision] = []) {
    self.of = of
    self.decimals = decimals
    self.classes = classes
    self.revisions = revisions
  }

  private enum CodingKeys: String, CodingKey { case of, decimals, classes, revisions }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    of = try container.decode(String.self, forKey: .of)
    decimals = try container.decode(Int.self, forKey: .decimals)
    classes = try container.decode([Class].self, forKey: .classes)
    revisions = try container.decodeIfPresent([Revision].self, forKey: .revisions) ?? []
  }

  /// Without revisions it is written as before there were any, so that digests stay.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(of, forKey: .of)
    try container.encode(decimals, forKey: .decimals)
    try container.encode(classes, forKey: .classes)
    if !revisions.isEmpty { try container.encode(revisions, forKey: .revisions) }
  }

  /// The classes with the bounds that hold in a year, and no revisions.
  public func inForce(in year: Int) -> Classification {
    var now = self
    now.revisions = []
    guard let revision = revisions.last(where: { $0.from <= year }) else { return now }
    for (index, bound) in revision.above.enumerated() where now.classes.indices.contains(index + 1) {
      now.classes[index + 1].above = bound
    }
    return now
  }

  /// The place of `value` in `classes`, from 1; stored in the database. Nil for NaN.
  ///
  /// Both value and bounds are compared as whole numbers of the last decimal, so that 0.5989 read from text and 0.5989
  /// computed fall into the same class.
  public func ordinal(of value: Double) -> Int? {
    guard value.isFinite else { return nil }
    let scale = Self.powers[min(max(decimals, 0), 9)]
    let scaled = (value * scale).rounded()
    var ordinal = 1
    for (index, candidate) in classes.enumerated() {
      guard let above = candidate.above, scaled > (above * scale).rounded() else { continue }
      ordinal = index + 1
    }
    return ordinal
  }

  /// The ordinal of a class as people write it (`MAJU`, `Sangat Tertinggal`, the id or a synonym), nil where it names none.
  public func ordinal(named text: some StringProtocol) -> Int? {
    let wanted = Self.normalised(text)
    let index = classes.firstIndex { candidate in
      Self.normalised(candidate.id) == wanted || Self.normalised(candidate.title.id) == wanted
        || Self.normalised(candidate.title.en) == wanted
        || candidate.synonyms.contains { Self.normalised($0) == wanted }
    }
    return index.map { $0 + 1 }
  }

  /// The class with that ordinal (from 1).
  public subscript(ordinal: Int) -> Class? { classes.indices.contains(ordinal - 1) ? classes[ordinal - 1] : nil }

  private static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  package static func normalised(_ text: some StringProtocol) -> String {
    text.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" }.joined(separator: " ")
  }
}
