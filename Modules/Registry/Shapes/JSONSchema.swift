public import Diagnostics

/// Writes a shape as JSON Schema (draft 2020-12), for editors that check and complete YAML as it is typed.
public struct JSONSchema {
  /// The language of the descriptions.
  public var language: Language
  /// Whether any value may be a text with `${…}` in it.
  public var allowsVariables: Bool

  public init(language: Language, allowsVariables: Bool = false) {
    self.language = language
    self.allowsVariables = allowsVariables
  }

  /// A whole schema document.
  public func document(title: LocalizedText, _ shape: ShapeDescription) -> JSONValue {
    guard case .object(let members) = schema(shape) else { return .null }
    return .object(
      [
        JSONMember("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
        JSONMember("title", .text(title[language])),
      ] + members)
  }

  private func schema(_ shape: ShapeDescription) -> JSONValue {
    switch shape {
    case .boolean: orVariable([JSONMember("type", .text("boolean"))])
    case .number: orVariable([JSONMember("type", .text("number"))])
    case .integer(let range):
      orVariable([
        JSONMember("type", .text("integer")), JSONMember("minimum", .integer(range.lowerBound)),
        JSONMember("maximum", .integer(range.upperBound)),
      ])
    case .text(let rule): text(rule)
    case .scalar: .members(["type": .array([.text("string"), .text("number"), .text("boolean")])])
    case .choice(let choices): choice(choices)
    case .localizedText: localizedText
    case .list(let element, let counts):
      .members([
        "type": .text("array"), "items": schema(element),
        "minItems": counts.lowerBound > 0 ? .integer(counts.lowerBound) : nil,
        "maxItems": counts.upperBound < .max ? .integer(counts.upperBound) : nil,
      ])
    case .map(let keys, let values):
      .members([
        "type": .text("object"),
        "propertyNames": keys.pattern.map { .members(["pattern": .text($0)]) },
        "additionalProperties": schema(values),
      ])
    case .object(let fields): .object(object(fields))
    case .variants(let key, let variants):
      .members([
        "type": .text("object"), "required": .array([.text(key)]),
        "oneOf": .array(variants.map { .object(object($0.fields)) }),
      ])
    case .anything: .object([])
    }
  }

  private func object(_ fields: [FieldDescription]) -> [JSONMember] {
    let required = fields.filter(\.isRequired).map { JSONValue.text($0.key) }
    let properties = fields.map { field -> JSONMember in
      guard case .object(var members) = schema(field.shape) else { return JSONMember(field.key, .object([])) }
      members.insert(JSONMember("description", .text(field.meaning[language])), at: 0)
      if let standard = field.defaultValue { members.append(JSONMember("default", standard)) }
      return JSONMember(field.key, .object(members))
    }
    var members = [JSONMember("type", .text("object"))]
    if !required.isEmpty { members.append(JSONMember("required", .array(required))) }
    return members + [
      JSONMember("properties", .object(properties)), JSONMember("additionalProperties", .boolean(false)),
    ]
  }

  private func text(_ rule: TextRule) -> JSONValue {
    let members = [JSONMember("type", .text("string")), JSONMember("minLength", .integer(1))]
    guard let pattern = rule.pattern else { return .object(members) }
    return orVariable(members + [JSONMember("pattern", .text(pattern))])
  }

  private func choice(_ choices: [ShapeDescription.Choice]) -> JSONValue {
    let words = choices.map { JSONValue.text($0.value) }
    if words.count == 1, let word = words.first { return .members(["const": word]) }
    guard choices.contains(where: { $0.meaning != nil }) else {
      return orVariable([JSONMember("enum", .array(words))])
    }
    let options = choices.map { choice in
      JSONValue.members([
        "const": .text(choice.value), "description": choice.meaning.map { .text($0[language]) },
      ])
    }
    return .members(["anyOf": .array(allowsVariables ? options + [variable] : options)])
  }

  private var localizedText: JSONValue {
    let text = JSONValue.members(["type": .text("string"), "minLength": .integer(1)])
    let pair = JSONValue.members([
      "type": .text("object"), "required": .array([.text("id")]), "properties": .members(["id": text, "en": text]),
      "additionalProperties": .boolean(false),
    ])
    return .members(["anyOf": .array([text, pair])])
  }

  private var variable: JSONValue { .members(["type": .text("string"), "pattern": .text("\\$\\{")]) }

  private func orVariable(_ members: [JSONMember]) -> JSONValue {
    allowsVariables ? .members(["anyOf": .array([.object(members), variable])]) : .object(members)
  }
}
