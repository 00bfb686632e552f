/// A language of user-facing text. Indonesian is the default everywhere; English is the second.
public enum Language: String, Hashable, Sendable, Codable, CaseIterable {
  case indonesian = "id"
  case english = "en"
}

/// A text in Indonesian and English.
///
/// In configuration files it is a scalar (Indonesian only, then English falls back to it) or a mapping `{id: …, en: …}`.
public struct LocalizedText: Hashable, Sendable, Codable, ExpressibleByStringInterpolation {
  /// The Indonesian text: what officials read.
  public var id: String
  /// The English text.
  public var en: String

  public init(id: String, en: String) {
    self.id = id
    self.en = en
  }

  /// A text that is the same in both languages, such as a name or a code.
  public init(_ same: String) { self.init(id: same, en: same) }

  public init(stringLiteral value: String) { self.init(value) }

  public subscript(language: Language) -> String {
    switch language {
    case .indonesian: id
    case .english: en
    }
  }
}
