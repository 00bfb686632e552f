import Diagnostics
import YAML

extension Shape {
  /// A list of values of one shape.
  public static func list<Element: Sendable>(
    of shape: Shape<Element>, counts: ClosedRange<Int> = 0...Int.max
  ) -> Shape where Value == [Element] {
    Shape(
      .list(of: shape.description, counts: counts), placeholder: []
    ) { node, path, problems in
      guard case .sequence(let nodes) = node.content else {
        problems.append(.wrongType(node, expected: .list, at: path))
        return nil
      }
      if !counts.contains(nodes.count) { problems.append(.wrongCount(node, nodes.count, counts, at: path)) }
      return nodes.enumerated().map { index, element in
        if element.content == .null {
          problems.append(.emptyValue(element, at: path.index(index)))
          return shape.placeholder
        }
        return shape.read(element, path.index(index), &problems) ?? shape.placeholder
      }
    }.showing { $0.isEmpty ? .array([]) : nil }
  }

  /// A mapping with free keys within a rule; the entries keep their order.
  public static func map<Element: Sendable>(
    keys: TextRule, values shape: Shape<Element>
  ) -> Shape where Value == [MapEntry<Element>] {
    Shape(
      .map(keys: keys, values: shape.description), placeholder: []
    ) { node, path, problems in
      guard case .mapping(let entries) = node.content else {
        problems.append(.wrongType(node, expected: .mapping, at: path))
        return nil
      }
      return entries.map { entry in
        let path = path.key(entry.name)
        if !keys.isValid(entry.name) { problems.append(.badKey(entry.key, keys, at: path)) }
        if entry.value.content == .null {
          problems.append(.emptyValue(entry.value, at: path))
          return MapEntry(key: entry.name, value: shape.placeholder)
        }
        return MapEntry(key: entry.name, value: shape.read(entry.value, path, &problems) ?? shape.placeholder)
      }
    }.showing { $0.isEmpty ? .object([]) : nil }
  }
}

/// One entry of a mapping with free keys.
public struct MapEntry<Element: Sendable>: Sendable {
  public var key: String
  public var value: Element
}
