/// Which marks a table writes its numbers with.
public enum NumberStyle: String, Hashable, Sendable, CaseIterable {
  /// `1.234,56`: dots between thousands, a decimal comma.
  case indonesian = "id"
  /// `1,234.56`: commas between thousands, a decimal point.
  case english = "en"
}

/// What the numbers of one column show of its style.
///
/// Only a single mark before exactly three digits (`1.156`) is ambiguous; every other number with marks is evidence.
public struct NumberEvidence: Hashable, Sendable {
  public private(set) var indonesian = 0
  public private(set) var english = 0
  /// Numbers that could be either, and the first of them.
  public private(set) var ambiguous = 0
  public private(set) var example: String?

  public init() {}

  /// Takes note of one cell; what is no number is passed over.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let number = WrittenNumber(bytes) else { return }
    if number.isAmbiguous {
      ambiguous += 1
      if example == nil { example = String(decoding: Blanks.trim(bytes), as: UTF8.self) }
    }
    switch number.evidence {
    case .indonesian: indonesian += 1
    case .english: english += 1
    case nil: break
    }
  }

  /// The style that the evidence is for; nil where there is none or it is split evenly.
  public var style: NumberStyle? {
    if indonesian > english { return .indonesian }
    return english > indonesian ? .english : nil
  }

  /// Whether some numbers are of one style and some of the other.
  public var isMixed: Bool { indonesian > 0 && english > 0 }
}
