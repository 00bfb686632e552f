public import Diagnostics

/// What a YAML node must look like, as a value: the source of JSON Schema and of generated documentation.
public indirect enum ShapeDescription: Sendable {
  case boolean
  case integer(ClosedRange<Int>)
  case number
  case text(TextRule)
  /// A text, a number or a boolean.
  case scalar
  case choice([Choice])
  /// One text, or one each in Indonesian and English.
  case localizedText
  case list(of: ShapeDescription, counts: ClosedRange<Int>)
  /// A mapping whose keys are free, within a rule.
  case map(keys: TextRule, values: ShapeDescription)
  case object([FieldDescription])
  /// An object whose `key` decides which fields it has.
  case variants(key: String, [Variant])
  /// Anything; checked elsewhere.
  case anything

  /// One of the words that a choice allows.
  public struct Choice: Hashable, Sendable {
    public var value: String
    public var meaning: LocalizedText?

    public init(_ value: String, meaning: LocalizedText? = nil) {
      self.value = value
      self.meaning = meaning
    }
  }

  /// One of the objects that a discriminator selects.
  public struct Variant: Sendable {
    public var value: String
    public var fields: [FieldDescription]
  }
}

/// One key of an object: its name, its meaning and the shape of its value.
public struct FieldDescription: Sendable {
  public var key: String
  public var meaning: LocalizedText
  public var isRequired: Bool
  /// What holds where the key is left out, if that can be written.
  public var defaultValue: JSONValue?
  public var shape: ShapeDescription
}

/// A rule for texts, checked here and written into the schema.
public struct TextRule: Sendable {
  /// What such a text is, to follow "expected": `an id`.
  public var name: LocalizedText
  /// An ECMA regular expression for the schema, or nil for any text.
  public var pattern: String?
  /// What a right one looks like.
  public var hint: LocalizedText?
  public var isValid: @Sendable (String) -> Bool

  public init(
    name: LocalizedText, pattern: String? = nil, hint: LocalizedText? = nil,
    isValid: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.name = name
    self.pattern = pattern
    self.hint = hint
    self.isValid = isValid
  }
}
