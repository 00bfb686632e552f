public import Diagnostics
public import Domain
public import YAML

extension Shape where Value == Bool {
  /// `true` or `false`.
  public static var boolean: Shape {
    Shape(.boolean, placeholder: false) { node, path, problems in
      if case .boolean(let value) = node.content { return value }
      problems.append(.wrongType(node, expected: .boolean, at: path))
      return nil
    }.showing { .boolean($0) }
  }
}

extension Shape where Value == Int {
  /// A whole number within bounds.
  public static func integer(in range: ClosedRange<Int>) -> Shape {
    Shape(.integer(range), placeholder: range.lowerBound) { node, path, problems in
      guard case .integer(let value) = node.content else {
        problems.append(.wrongType(node, expected: .integer, at: path))
        return nil
      }
      guard range.contains(value) else {
        problems.append(.outOfRange(node, range, at: path))
        return nil
      }
      return value
    }.showing { .integer($0) }
  }
}

extension Shape where Value == Int {
  /// The version of a file's format; only the one this program knows is right.
  public static func version(_ known: Int) -> Shape {
    Shape(.integer(known...known), placeholder: known) { node, path, problems in
      guard case .integer(let value) = node.content else {
        problems.append(.wrongType(node, expected: .integer, at: path))
        return nil
      }
      if value != known { problems.append(.unknownVersion(node, known: known, at: path)) }
      return value
    }
  }
}

extension Shape where Value == Double {
  /// A finite number, whole or not.
  public static var number: Shape {
    Shape(.number, placeholder: 0) { node, path, problems in
      switch node.content {
      case .integer(let value): return Double(value)
      case .real(let value) where value.isFinite: return value
      default:
        problems.append(.wrongType(node, expected: .number, at: path))
        return nil
      }
    }.showing { .number($0) }
  }
}

extension Shape where Value == ClosedRange<Double> {
  /// Two numbers, the lower first: `[0, 5]`.
  public static var range: Shape {
    Shape(.list(of: .number, counts: 2...2), placeholder: 0...0) { node, path, problems in
      let before = problems.count
      let bounds = Shape<[Double]>.list(of: .number, counts: 2...2).read(node, path, &problems)
      guard problems.count == before, let bounds, bounds.count == 2 else { return nil }
      guard bounds[0] <= bounds[1] else {
        problems.append(.backwardsRange(node, at: path))
        return nil
      }
      return bounds[0]...bounds[1]
    }
  }
}

extension Shape where Value == String {
  /// A text that is not empty and keeps a rule.
  public static func text(_ rule: TextRule) -> Shape {
    Shape(.text(rule), placeholder: "") { node, path, problems in
      guard let text = nonEmptyText(node, path, &problems) else { return nil }
      guard rule.isValid(text) else {
        problems.append(.badText(node, rule, at: path))
        return nil
      }
      return text
    }.showing { .text($0) }
  }

  /// Any text that is not empty.
  public static var text: Shape {
    .text(TextRule(name: LocalizedText(id: "teks", en: "a text")))
  }

  /// A text, number or boolean, as it stands in the file: for values whose type is known only later.
  public static var scalar: Shape {
    Shape(.scalar, placeholder: "") { node, path, problems in
      switch node.content {
      case .text, .integer, .real, .boolean: return node.source
      case .null, .sequence, .mapping:
        problems.append(.wrongType(node, expected: .text, at: path))
        return nil
      }
    }
  }

  /// A scalar whose text keeps a rule, whether it looks like a number or not: a period may be `2024`.
  public static func scalar(_ rule: TextRule) -> Shape {
    Shape(.text(rule), placeholder: "") { node, path, problems in
      guard let text = scalar.read(node, path, &problems) else { return nil }
      guard rule.isValid(text) else {
        problems.append(.badText(node, rule, at: path))
        return nil
      }
      return text
    }
  }

  /// An id of a plugin, dataset, field, option or class.
  public static var identifier: Shape { .text(.identifier) }

  /// One of several words.
  public static func choice(among choices: [ShapeDescription.Choice]) -> Shape {
    let words = choices.map(\.value)
    return Shape(.choice(choices), placeholder: "") { node, path, problems in
      guard let text = nonEmptyText(node, path, &problems) else { return nil }
      guard words.contains(text) else {
        problems.append(.notAChoice(node, words, at: path))
        return nil
      }
      return text
    }.showing { .text($0) }
  }

  private static func nonEmptyText(
    _ node: YAMLNode, _ path: NodePath, _ problems: inout [Diagnostic]
  ) -> String? {
    guard case .text(let text) = node.content else {
      problems.append(.wrongType(node, expected: .text, at: path))
      return nil
    }
    if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }) {
      problems.append(.emptyValue(node, at: path))
      return nil
    }
    return text
  }
}

extension Shape where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  /// One of the cases of an enumeration, by its raw value.
  public static func choice(meaning: @escaping @Sendable (Value) -> LocalizedText?) -> Shape {
    let cases = Array(Value.allCases)
    guard let first = cases.first else { preconditionFailure("\(Value.self) has no cases to choose among") }
    let words = Shape<String>.choice(
      among: cases.map { ShapeDescription.Choice($0.rawValue, meaning: meaning($0)) })
    return Shape(words.description, placeholder: first) { node, path, problems in
      words.read(node, path, &problems).flatMap { Value(rawValue: $0) }
    }.showing { .text($0.rawValue) }
  }

  /// One of the cases of an enumeration whose words speak for themselves.
  public static var choice: Shape { .choice { _ in nil } }
}

extension Shape where Value == RegionCode {
  /// A quoted region code; an unquoted one may be a number that has lost its zeros.
  public static var regionCode: Shape {
    Shape(.text(.regionCode), placeholder: .nation) { node, path, problems in
      switch node.content {
      case .integer, .real:
        problems.append(.unquotedCode(node, at: path))
        return nil
      default:
        let text = Shape<String>.text(.regionCode).read(node, path, &problems)
        return text.flatMap { RegionCode($0) }
      }
    }.showing { .text($0.description) }
  }
}

extension Shape where Value == LocalizedText {
  /// One text for both languages, or `{id: …, en: …}`; without `en` the Indonesian serves for both.
  public static var localizedText: Shape {
    let pair = Shape<LocalizedText>.object { o in
      let indonesian = o.required("id", .text, id: "teks Indonesia", en: "the Indonesian text")
      let english = o.optional("en", .text, id: "teks Inggris", en: "the English text")
      return LocalizedText(id: indonesian, en: english ?? indonesian)
    }
    return Shape(.localizedText, placeholder: LocalizedText("")) { node, path, problems in
      if case .mapping = node.content { return pair.read(node, path, &problems) }
      return Shape<String>.text.read(node, path, &problems).map { LocalizedText($0) }
    }
  }
}

extension Shape where Value == YAMLNode {
  /// A node that is checked later, when more is known.
  public static var anything: Shape {
    Shape(.anything, placeholder: YAMLNode(.null, place: Place(file: ""))) { node, _, _ in node }
  }
}
