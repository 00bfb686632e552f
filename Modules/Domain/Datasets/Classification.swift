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
  public var classes: [Class]

  public init(of: String, decimals: Int, classes: [Class]) {
    self.of = of
    self.decimals = decimals
    self.classes = classes
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
