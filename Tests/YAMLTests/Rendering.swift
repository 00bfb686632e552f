import Diagnostics
import YAML

extension YAMLNode {
  /// The node on one line, types visible: `{a: 1, b: "x", c: [true, null, 1.5]}`.
  var rendering: String {
    switch content {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .integer(let value): "\(value)"
    case .real(let value): "\(value)"
    case .text(let value): "\"" + value.replacing("\n", with: "\\n") + "\""
    case .sequence(let elements): "[" + elements.map(\.rendering).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.name): \($0.value.rendering)" }.joined(separator: ", ") + "}"
    }
  }

  /// The node and everything below it.
  var all: [YAMLNode] {
    switch content {
    case .sequence(let elements): [self] + elements.flatMap(\.all)
    case .mapping(let entries): [self] + entries.flatMap { [$0.key] + $0.value.all }
    default: [self]
    }
  }
}

func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) -> YAMLDocument {
  YAMLDocument.parse(bytes: Array(text.utf8), file: "f.yaml", limits: limits)
}

/// The diagnostics of a text as `code line:column: message; hint`, in English.
func problems(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [String] {
  parse(text, limits: limits).diagnostics.map { "\($0.code) \($0.line(in: .english))" }
}
