import Diagnostics
import YAML

/// Reads the keys of one object; each call both declares a key and reads it.
///
/// The same code runs once without a node, to describe the object, and then for every node of that shape.
public struct ObjectReader {
  /// The object being read; nil while it is only described.
  let node: YAMLNode?
  let path: NodePath
  private(set) var fields: [FieldDescription] = []
  private var keys: [String] = []
  private(set) var problems: [Diagnostic] = []

  init(node: YAMLNode?, path: NodePath) {
    self.node = node
    self.path = path
  }

  /// A key that has to be there; `id` and `en` say what it means.
  public mutating func required<Value>(_ key: String, _ shape: Shape<Value>, id: String, en: String) -> Value {
    declare(key, shape.description, id, en, isRequired: true)
    guard let node else { return shape.placeholder }
    guard let value = node[key] else {
      problems.append(.missingKey(key, in: node, at: path))
      return shape.placeholder
    }
    return read(value, key, shape) ?? shape.placeholder
  }

  /// A key that may be left out.
  public mutating func optional<Value>(_ key: String, _ shape: Shape<Value>, id: String, en: String) -> Value? {
    declare(key, shape.description, id, en, isRequired: false)
    guard let value = node?[key] else { return nil }
    return read(value, key, shape)
  }

  /// A key that may be left out and then has a value all the same.
  public mutating func optional<Value>(
    _ key: String, _ shape: Shape<Value>, default standard: Value, id: String, en: String
  ) -> Value {
    declare(key, shape.description, id, en, isRequired: false, standard: shape.render(standard))
    guard let value = node?[key] else { return standard }
    return read(value, key, shape) ?? standard
  }

  /// The key whose value has already decided that the object is of this variant.
  public mutating func discriminator(_ key: String, _ value: String, id: String, en: String) {
    declare(key, .choice([ShapeDescription.Choice(value)]), id, en, isRequired: true)
  }

  /// Reports where neither `key` nor all of `others` are there, or both.
  mutating func requireEither(_ key: String, or others: [String]) {
    guard let node else { return }
    if node[key] == nil {
      for other in others where node[other] == nil { problems.append(.missingKey(other, in: node, at: path)) }
    } else {
      for entry in node.entries where others.contains(entry.name) {
        problems.append(.excludedKey(entry, by: key, at: path))
      }
    }
  }

  /// Reports a missing `key` where the engine it configures is used, and a needless one where it is not.
  mutating func requireExactly(for engine: String, of uses: String, key: String) {
    guard let node, !uses.isEmpty else { return }
    if uses == engine, node[key] == nil { problems.append(.missingKey(key, in: node, at: path)) }
    if uses != engine, let entry = node.entries.first(where: { $0.name == key }) {
      problems.append(.needlessKey(entry, engine: engine, at: path))
    }
  }

  /// Reports every key that was not asked for.
  mutating func refuseUnknownKeys() {
    for entry in node?.entries ?? [] where !keys.contains(entry.name) {
      problems.append(.unknownKey(entry, known: keys, at: path))
    }
  }

  private mutating func declare(
    _ key: String, _ shape: ShapeDescription, _ id: String, _ en: String, isRequired: Bool, standard: JSONValue? = nil
  ) {
    keys.append(key)
    guard node == nil else { return }
    fields.append(
      FieldDescription(
        key: key, meaning: LocalizedText(id: id, en: en), isRequired: isRequired, defaultValue: standard, shape: shape))
  }

  private mutating func read<Value>(_ value: YAMLNode, _ key: String, _ shape: Shape<Value>) -> Value? {
    let path = path.key(key)
    if value.content == .null {
      problems.append(.emptyValue(value, at: path))
      return nil
    }
    return shape.read(value, path, &problems)
  }
}

extension Shape {
  /// A mapping with known keys: `build` reads them one by one and makes the value.
  public static func object(_ build: @escaping @Sendable (inout ObjectReader) -> Value) -> Shape {
    var describing = ObjectReader(node: nil, path: .root)
    let placeholder = build(&describing)
    return Shape(.object(describing.fields), placeholder: placeholder) { node, path, problems in
      guard case .mapping = node.content else {
        problems.append(.wrongType(node, expected: .mapping, at: path))
        return nil
      }
      var reader = ObjectReader(node: node, path: path)
      let value = build(&reader)
      reader.refuseUnknownKeys()
      problems += reader.problems
      return value
    }
  }

  /// A mapping of one of several kinds, told apart by the value of `key`.
  public static func variants(
    on key: String, _ variants: KeyValuePairs<String, Shape<Value>>
  ) -> Shape where Value: Sendable {
    let shapes = variants.map { (value: $0.key, shape: $0.value) }
    let descriptions = shapes.map { entry in
      if case .object(let fields) = entry.shape.description {
        return ShapeDescription.Variant(value: entry.value, fields: fields)
      }
      return ShapeDescription.Variant(value: entry.value, fields: [])
    }
    guard let first = shapes.first else { preconditionFailure("a shape of variants needs at least one") }
    let choice = Shape<String>.choice(among: shapes.map { ShapeDescription.Choice($0.value) })
    return Shape(.variants(key: key, descriptions), placeholder: first.shape.placeholder) { node, path, problems in
      guard case .mapping = node.content else {
        problems.append(.wrongType(node, expected: .mapping, at: path))
        return nil
      }
      guard let value = node[key] else {
        problems.append(.missingKey(key, in: node, at: path))
        return nil
      }
      guard let chosen = choice.read(value, path.key(key), &problems) else { return nil }
      return shapes.first { $0.value == chosen }?.shape.read(node, path, &problems)
    }
  }
}
