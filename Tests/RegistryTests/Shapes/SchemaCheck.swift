import Registry

/// A small validator for the part of JSON Schema that `JSONSchema` writes, independent of how shapes read YAML.
struct SchemaCheck {
  /// What is wrong with `value` under `schema`, as `path: rule`; empty where it satisfies it.
  static func problems(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") -> [String] {
    guard case .object(let rules) = schema else { return ["\(path): not a schema"] }
    return rules.flatMap { problems(value, rule: $0, of: schema, at: path) }
  }

  private static func problems(_ value: JSONValue, rule: JSONMember, of schema: JSONValue, at path: String) -> [String]
  {
    func unless(_ holds: Bool) -> [String] { holds ? [] : ["\(path): \(rule.name)"] }
    switch (rule.name, rule.value, value) {
    case ("type", .text(let type), _): return unless(isType(value, type))
    case ("type", .array(let types), _):
      return unless(types.contains { if case .text(let type) = $0 { isType(value, type) } else { false } })
    case ("const", let wanted, _): return unless(wanted == value)
    case ("enum", .array(let words), _): return unless(words.contains(value))
    case ("minimum", .integer(let bound), .integer(let number)): return unless(number >= bound)
    case ("maximum", .integer(let bound), .integer(let number)): return unless(number <= bound)
    case ("minLength", .integer(let least), .text(let text)): return unless(text.count >= least)
    case ("pattern", .text(let pattern), .text(let text)):
      return unless((try? Regex(pattern)).map { text.firstMatch(of: $0) != nil } ?? false)
    case ("minItems", .integer(let least), .array(let items)): return unless(items.count >= least)
    case ("maxItems", .integer(let most), .array(let items)): return unless(items.count <= most)
    case ("items", let inner, .array(let items)):
      return items.enumerated().flatMap { problems($1, inner, at: "\(path)[\($0)]") }
    case ("required", .array(let names), .object):
      return names.flatMap { name in
        guard case .text(let name) = name else { return ["\(path): required"] }
        return value[name] == nil ? ["\(path): required \(name)"] : []
      }
    case ("properties", .object(let properties), .object):
      return properties.flatMap { property in
        value[property.name].map { problems($0, property.value, at: "\(path).\(property.name)") } ?? []
      }
    case ("propertyNames", let inner, .object(let members)):
      return members.flatMap { problems(.text($0.name), inner, at: "\(path).\($0.name)") }
    case ("additionalProperties", let inner, .object(let members)):
      guard case .object(let declared) = schema["properties"] ?? .object([]) else { return ["\(path): properties"] }
      let others = members.filter { member in !declared.contains { $0.name == member.name } }
      if inner == .boolean(false) { return others.map { "\(path): unknown \($0.name)" } }
      return others.flatMap { problems($0.value, inner, at: "\(path).\($0.name)") }
    case ("anyOf", .array(let options), _): return unless(options.contains { problems(value, $0).isEmpty })
    case ("oneOf", .array(let options), _): return unless(options.count { problems(value, $0).isEmpty } == 1)
    case ("$schema", _, _), ("title", _, _), ("description", _, _), ("default", _, _), ("minimum", _, _),
      ("maximum", _, _), ("minLength", _, _), ("pattern", _, _), ("minItems", _, _), ("maxItems", _, _),
      ("items", _, _), ("required", _, _), ("properties", _, _), ("propertyNames", _, _),
      ("additionalProperties", _, _):
      return []
    default: return ["\(path): unknown rule \(rule.name)"]
    }
  }

  private static func isType(_ value: JSONValue, _ type: String) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .array), ("string", .text), ("boolean", .boolean), ("integer", .integer),
      ("number", .integer), ("number", .number), ("null", .null):
      true
    default: false
    }
  }
}
