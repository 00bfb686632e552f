public import Diagnostics
public import YAML

/// What a YAML node must look like and the Swift value it becomes.
///
/// One description serves three ends: it reads a node strictly, collecting every problem with its place; it writes a
/// JSON Schema (`JSONSchema`); and generated documentation lists its keys. An object's shape is written as the code that
/// reads it (`Shape.object`), so there is no second list of keys anywhere.
public struct Shape<Value: Sendable>: Sendable {
  public let description: ShapeDescription
  /// Stands in for a value that could not be read, so that the rest can still be checked.
  let placeholder: Value
  /// Reads a node; nil where it holds nothing usable. What is wrong goes into the problems either way.
  let read: @Sendable (YAMLNode, NodePath, inout [Diagnostic]) -> Value?
  /// How a default is shown, if it can be.
  private(set) var render: @Sendable (Value) -> JSONValue? = { _ in nil }

  init(
    _ description: ShapeDescription, placeholder: Value,
    read: @escaping @Sendable (YAMLNode, NodePath, inout [Diagnostic]) -> Value?
  ) {
    self.description = description
    self.placeholder = placeholder
    self.read = read
  }

  /// The same shape, whose defaults are shown by `render`.
  func showing(_ render: @escaping @Sendable (Value) -> JSONValue?) -> Shape {
    var shape = self
    shape.render = render
    return shape
  }

  /// Reads a whole tree.
  ///
  /// The value is there as far as it could be read, with stand-ins for faulty parts; it can be relied on only where no
  /// diagnostic is an error.
  public func decode(_ node: YAMLNode, at path: NodePath = .root) -> (value: Value, diagnostics: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let value = read(node, path, &problems) ?? placeholder
    return (value, problems)
  }

  /// The same shape of node, as another value.
  public func map<Other: Sendable>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
    Shape<Other>(description, placeholder: transform(placeholder)) { [read] node, path, problems in
      read(node, path, &problems).map(transform)
    }
  }
}
