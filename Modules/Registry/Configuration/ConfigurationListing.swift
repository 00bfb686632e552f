public import Diagnostics
import PluginKit
import YAML

/// One value in force and where it comes from.
public struct ConfigurationValue: Hashable, Sendable {
  public enum Origin: Hashable, Sendable {
    /// It stands in the file.
    case file(Place)
    /// It stands in the file as `${NAME}`.
    case variables([String], Place)
    /// It was given outside the file, such as by `--store`.
    case override(String)
    /// The program's own default.
    case standard
    /// The default that the plugin declares, in this file.
    case plugin(String)
  }

  /// The path, such as `importers[2].options.mode`.
  public var path: String
  /// The value as text; a mask where it is secret.
  public var value: String
  public var origin: Origin
  public var isSecret: Bool
}

extension ConfigurationValue.Origin {
  /// The origin for people.
  public var text: LocalizedText {
    switch self {
    case .file(let place): LocalizedText(place.text)
    case .variables(let names, let place):
      LocalizedText(names.map { "${\($0)}" }.joined(separator: " ") + " " + place.text)
    case .override(let name): LocalizedText(name)
    case .standard: LocalizedText(id: "bawaan", en: "default")
    case .plugin(let file): LocalizedText(id: "bawaan \(file)", en: "default of \(file)")
    }
  }
}

extension Registry {
  /// Every value in force, in the order of the format, with its origin; secret values are masked.
  ///
  /// Empty where `plugins.yaml` could not be read.
  public func values() -> [ConfigurationValue] {
    guard let tree else { return [] }
    var listing = ConfigurationListing(overrides: overrides)
    listing.add(tree, Configuration.shape.description, .root)
    for kind in PluginKind.allCases {
      for (index, entry) in (configuration?.entries(kind) ?? []).enumerated() {
        guard let plugin = plugin(kind, entry.id) else { continue }
        let path = NodePath.root.key(kind.listKey).index(index).key("options")
        listing.addDefaults(of: plugin, given: entry.options, at: path)
      }
    }
    return listing.values
  }
}

/// Collects the values of a tree, guided by its shape.
private struct ConfigurationListing {
  let overrides: [ConfigurationSource.Override]
  private(set) var values: [ConfigurationValue] = []

  init(overrides: [ConfigurationSource.Override]) { self.overrides = overrides }

  mutating func add(_ node: YAMLNode, _ shape: ShapeDescription, _ path: NodePath) {
    if let override = overrides.last(where: { $0.key == path.description }) {
      return append(override.value, .override(override.origin), path, variables: [])
    }
    switch (shape, node.content) {
    case (.object(let fields), .mapping(let entries)):
      for field in fields {
        if let value = node[field.key] {
          add(value, field.shape, path.key(field.key))
        } else {
          addDefault(of: field, path.key(field.key))
        }
      }
      for entry in entries where !fields.contains(where: { $0.key == entry.name }) {
        add(entry.value, .anything, path.key(entry.name))
      }
    case (.list(let element, _), .sequence(let elements)) where !elements.isEmpty:
      for (index, value) in elements.enumerated() { add(value, element, path.index(index)) }
    case (_, .sequence(let elements)) where !elements.isEmpty:
      for (index, value) in elements.enumerated() { add(value, .anything, path.index(index)) }
    case (_, .mapping(let entries)) where !entries.isEmpty:
      for entry in entries { add(entry.value, .anything, path.key(entry.name)) }
    default:
      let origin: ConfigurationValue.Origin =
        node.variables.isEmpty ? .file(node.place) : .variables(node.variables, node.place)
      append(text(of: node), origin, path, variables: node.variables)
    }
  }

  private mutating func addDefault(of field: FieldDescription, _ path: NodePath) {
    if let override = overrides.last(where: { $0.key == path.description }) {
      return append(override.value, .override(override.origin), path, variables: [])
    }
    guard let standard = field.defaultValue else { return }
    append(text(of: standard), .standard, path, variables: [])
  }

  /// Adds the defaults of options that the configuration does not give, after the plugin's last value.
  mutating func addDefaults(of plugin: RegisteredPlugin, given: YAMLNode?, at path: NodePath) {
    let entry = path.steps.dropLast()
    let position =
      values.lastIndex { NodePath(Array(entry)).isPrefix(ofText: $0.path) }.map { $0 + 1 } ?? values.endIndex
    var added: [ConfigurationValue] = []
    for option in plugin.declaration.header.options where given?[option.name] == nil {
      guard let standard = option.defaultValue else { continue }
      added.append(value(standard, .plugin(plugin.location.file), path.key(option.name), variables: []))
    }
    values.insert(contentsOf: added, at: position)
  }

  private mutating func append(
    _ text: String, _ origin: ConfigurationValue.Origin, _ path: NodePath, variables: [String]
  ) {
    values.append(value(text, origin, path, variables: variables))
  }

  private func value(
    _ text: String, _ origin: ConfigurationValue.Origin, _ path: NodePath, variables: [String]
  ) -> ConfigurationValue {
    let isSecret = path.isSecret || variables.contains { Secrets.isSecret($0) }
    return ConfigurationValue(
      path: path.description, value: isSecret ? Secrets.mask : text, origin: origin, isSecret: isSecret)
  }

  private func text(of node: YAMLNode) -> String {
    switch node.content {
    case .sequence: "[]"
    case .mapping: "{}"
    case .null: "null"
    default: node.source
    }
  }

  private func text(of value: JSONValue) -> String {
    if case .text(let text) = value { text } else { value.text }
  }
}

extension NodePath {
  fileprivate func isPrefix(ofText text: String) -> Bool {
    let prefix = description
    return text == prefix || text.hasPrefix(prefix + ".") || text.hasPrefix(prefix + "[")
  }
}
