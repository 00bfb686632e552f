public import Diagnostics
public import YAML

/// Puts environment variables into the scalar values of a tree: `${NAME}`, `${NAME:-default}`; `$${` stands for `${`.
///
/// Runs after parsing, so that no value can change the structure of a file; keys are left alone. A plain scalar is typed
/// anew afterwards (`${PORT}` may become a number), a quoted one stays a text.
public struct Expansion {
  /// The environment: a dictionary, so that tests and callers decide what there is.
  public let environment: [String: String]

  public init(environment: [String: String]) { self.environment = environment }

  /// The tree with variables put in, and a problem for each that is not set or malformed (`config-variable`).
  public func expand(_ node: YAMLNode) -> (node: YAMLNode, diagnostics: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let expanded = expand(node, .root, &problems)
    return (expanded, problems)
  }

  private func expand(_ node: YAMLNode, _ path: NodePath, _ problems: inout [Diagnostic]) -> YAMLNode {
    var node = node
    switch node.content {
    case .sequence(let elements):
      node.content = .sequence(
        elements.enumerated().map { index, element in expand(element, path.index(index), &problems) })
    case .mapping(let entries):
      node.content = .mapping(
        entries.map { YAMLEntry(key: $0.key, value: expand($0.value, path.key($0.name), &problems)) })
    case .text(let text) where text.contains("${"):
      var parser = Template(text: text, environment: environment)
      let result = parser.parse()
      for problem in parser.problems {
        problems.append(
          Diagnostic(
            code: "config-variable", message: problem.message, place: node.place, path: path.textOrNil,
            hint: problem.hint))
      }
      guard parser.problems.isEmpty else { return node }
      node.variables = parser.variables
      node.source = result
      node.content = node.style == .plain ? CoreSchema.resolve(result) : .text(result)
    default: break
    }
    return node
  }
}

/// One text with variables.
private struct Template {
  let environment: [String: String]
  var rest: Substring
  var variables: [String] = []
  var problems: [(message: LocalizedText, hint: LocalizedText?)] = []

  init(text: String, environment: [String: String]) {
    rest = text[...]
    self.environment = environment
  }

  mutating func parse() -> String {
    var result = ""
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        result += "${"
        rest.removeFirst(3)
      } else if rest.hasPrefix("${") {
        rest.removeFirst(2)
        guard let end = rest.firstIndex(of: "}") else {
          problems.append(
            (LocalizedText(id: "`${` tidak ditutup dengan `}`", en: "`${` is not closed with `}`"), escape))
          return result
        }
        result += value(of: rest[..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  private mutating func value(of reference: Substring) -> String {
    let separator = reference.firstRange(of: ":-")
    let name = String(separator.map { reference[..<$0.lowerBound] } ?? reference)
    guard isName(name) else {
      problems.append(
        (
          LocalizedText(id: "`${\(reference)}` bukan nama variabel", en: "`${\(reference)}` is no name of a variable"),
          escape
        ))
      return ""
    }
    variables.append(name)
    if let separator {
      let value = environment[name] ?? ""
      return value.isEmpty ? String(reference[separator.upperBound...]) : value
    }
    if let value = environment[name] { return value }
    problems.append(
      (
        LocalizedText(
          id: "variabel lingkungan `\(name)` tidak ada", en: "the environment variable `\(name)` is not set"),
        LocalizedText(
          id: "isi variabelnya, atau tulis `${\(name):-nilai}`", en: "set it, or write `${\(name):-value}`")
      ))
    return ""
  }

  private var escape: LocalizedText {
    LocalizedText(id: "tulis `$${` untuk `${` biasa", en: "write `$${` for a plain `${`")
  }

  private func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, first == 0x5F || (0x61...0x7A).contains(first | 0x20) else { return false }
    return name.utf8.allSatisfy { $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) }
  }
}
