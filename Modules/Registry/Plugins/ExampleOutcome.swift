public import Diagnostics
import YAML

/// What came of running an example: facts as JSON, or the table of a report.
public struct ExampleOutcome: Sendable {
  public var facts: JSONValue
  /// The report as CSV, where one was made.
  public var table: String?

  public init(facts: JSONValue = .object([]), table: String? = nil) {
    self.facts = facts
    self.table = table
  }
}

extension PluginExample {
  /// How `outcome` differs from what the example expects, each with its place in the expected file; empty where it agrees.
  ///
  /// Facts that the example does not mention are not compared; numbers may differ by a millionth.
  public func differences(from outcome: ExampleOutcome) -> [Diagnostic] {
    var differences: [Diagnostic] = []
    if let expected { compare(expected, outcome.facts, .root, &differences) }
    if let expectedTable { compare(expectedTable, outcome.table, &differences) }
    return differences
  }

  private func compare(_ expected: YAMLNode, _ found: JSONValue, _ path: NodePath, _ differences: inout [Diagnostic]) {
    switch (expected.content, found) {
    case (.mapping(let entries), .object):
      for entry in entries { compare(entry.value, found[entry.name] ?? .null, path.key(entry.name), &differences) }
    case (.sequence(let elements), .array(let values)) where elements.count == values.count:
      for (index, pair) in zip(elements, values).enumerated() {
        compare(pair.0, pair.1, path.index(index), &differences)
      }
    case (.sequence(let elements), .array(let values)):
      differences.append(
        difference(
          expected.place, path, Self.count(elements.count),
          values.isEmpty ? Self.count(0) : Self.count(values.count) + ": " + values.oneLine))
    default:
      guard !isSame(expected.content, found) else { return }
      let text =
        expected.source.isEmpty
        ? LocalizedText(id: "susunan lain", en: "another structure") : LocalizedText(expected.source)
      differences.append(difference(expected.place, path, text, LocalizedText([found].oneLine)))
    }
  }

  private func isSame(_ expected: YAMLNode.Content, _ found: JSONValue) -> Bool {
    switch (expected, found) {
    case (.null, .null): true
    case (.boolean(let a), .boolean(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.integer(let a), .number(let b)): abs(Double(a) - b) <= 1e-6
    case (.real(let a), .number(let b)): abs(a - b) <= 1e-6
    case (.real(let a), .integer(let b)): abs(a - Double(b)) <= 1e-6
    default: false
    }
  }

  private func compare(_ expected: String, _ found: String?, _ differences: inout [Diagnostic]) {
    let file = shownFolder + "/expected.csv"
    let expectedLines = Self.lines(expected)
    let foundLines = found.map(Self.lines) ?? []
    for index in 0..<max(expectedLines.count, foundLines.count) {
      let wanted = expectedLines.indices.contains(index) ? expectedLines[index] : ""
      let line = foundLines.indices.contains(index) ? foundLines[index] : ""
      guard wanted != line else { continue }
      let nothing = LocalizedText(id: "tidak ada baris", en: "no line")
      differences.append(
        difference(
          Place(file: file, line: index + 1), .root, wanted.isEmpty ? nothing : LocalizedText(wanted),
          line.isEmpty ? nothing : LocalizedText(line)))
    }
  }

  private static func count(_ count: Int) -> LocalizedText {
    LocalizedText(id: "\(count) butir", en: count == 1 ? "1 item" : "\(count) items")
  }

  private static func lines(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map(String.init)
  }

  private func difference(
    _ place: Place, _ path: NodePath, _ expected: LocalizedText, _ found: LocalizedText
  ) -> Diagnostic {
    Diagnostic(
      code: "example-differs",
      message: LocalizedText(
        id: "seharusnya \(expected.id), hasilnya \(found.id)", en: "expected \(expected.en), found \(found.en)"),
      place: place, path: path.textOrNil)
  }
}

extension LocalizedText {
  fileprivate static func + (text: LocalizedText, more: String) -> LocalizedText {
    LocalizedText(id: text.id + more, en: text.en + more)
  }
}

extension [JSONValue] {
  /// The values on one line, shortened, for messages.
  fileprivate var oneLine: String {
    let text = map { $0.text.split(whereSeparator: { $0.isNewline || $0 == " " }).joined(separator: " ") }
      .joined(separator: ", ")
    return text.count > 200 ? text.prefix(200) + "…" : text
  }
}
