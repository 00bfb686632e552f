import Diagnostics
import Registry
import YAML

/// Finds the differences between what an example expects and what came out.
struct ExampleComparison {
  let example: PluginExample
  let outcome: ExampleOutcome

  private static let keys: Set<String> = ["exit", "rows", "diagnostics"]

  var differences: [LocalizedText] {
    var found: [LocalizedText] = []
    if let expected = example.expected {
      found += unknownKeys(expected) + status(expected) + rows(expected) + diagnostics(expected)
    } else {
      found += unexpected(outcome.diagnostics.filter { $0.severity == .error || outcome.status != .done })
      if found.isEmpty, outcome.status != .done { found.append(Self.wrongStatus(0, outcome.status)) }
    }
    if let expected = example.expectedTable { found += table(expected) }
    return found
  }

  private func unknownKeys(_ expected: YAMLNode) -> [LocalizedText] {
    expected.entries.map(\.name).filter { !Self.keys.contains($0) }.map {
      LocalizedText(id: "expected.json: kunci `\($0)` tidak dikenal", en: "expected.json: unknown key `\($0)`")
    }
  }

  // MARK: Exit code

  private func status(_ expected: YAMLNode) -> [LocalizedText] {
    guard let wanted = expected["exit"] else {
      // Rejected rows end a command with 65, which their number in `rows` says already.
      return outcome.status == .done || outcome.status == .data ? [] : [Self.wrongStatus(0, outcome.status)]
    }
    guard case .integer(let code) = wanted.content, code == Int(outcome.status.rawValue) else {
      return [Self.wrongStatus(Int(wanted.source) ?? 0, outcome.status)]
    }
    return []
  }

  private static func wrongStatus(_ wanted: Int, _ status: ExitStatus) -> LocalizedText {
    LocalizedText(
      id: "kode keluar \(status.rawValue), seharusnya \(wanted)", en: "exit code \(status.rawValue), expected \(wanted)"
    )
  }

  // MARK: Rows

  private func rows(_ expected: YAMLNode) -> [LocalizedText] {
    guard let wanted = expected["rows"] else {
      guard expected["exit"] == nil, let rows = outcome.rows else { return [] }
      return [
        LocalizedText(id: "expected.json tidak memuat `rows`: \(rows)", en: "expected.json has no `rows`: \(rows)")
      ]
    }
    guard let rows = outcome.rows else {
      return [LocalizedText(id: "tidak ada baris yang dihasilkan", en: "no rows came out")]
    }
    return compare(ExampleValue(wanted), rows, at: "rows")
  }

  private func compare(_ expected: ExampleValue, _ actual: ExampleValue, at path: String) -> [LocalizedText] {
    switch (expected, actual) {
    case (.number(let wanted), .number(let number)) where abs(wanted - number) < 1e-6: return []
    case (.list(let wanted), .list(let values)) where wanted.count == values.count:
      return zip(wanted, values).enumerated().flatMap { compare($1.0, $1.1, at: "\(path)[\($0)]") }
    case (.object(let wanted), .object(let members)):
      return Set(wanted.keys).union(members.keys).sorted().flatMap { key in
        compare(wanted[key] ?? .null, members[key] ?? .null, at: "\(path).\(key)")
      }
    default:
      guard expected != actual else { return [] }
      return [
        LocalizedText(
          id: "\(path): keluar \(actual), seharusnya \(expected)", en: "\(path): got \(actual), expected \(expected)")
      ]
    }
  }

  // MARK: Diagnostics

  private func diagnostics(_ expected: YAMLNode) -> [LocalizedText] {
    var left = outcome.diagnostics
    var found: [LocalizedText] = []
    for wanted in expected["diagnostics"]?.elements ?? [] {
      guard case .object(let members) = ExampleValue(wanted) else { continue }
      if let index = left.firstIndex(where: { Self.matches($0, members) }) {
        left.remove(at: index)
      } else {
        let text = ExampleValue.object(members)
        found.append(
          LocalizedText(id: "diagnostik yang seharusnya ada: \(text)", en: "a diagnostic is missing: \(text)"))
      }
    }
    return found + unexpected(left)
  }

  private func unexpected(_ diagnostics: [Diagnostic]) -> [LocalizedText] {
    diagnostics.map { diagnostic in
      let text = ExampleValue.object(Self.members(diagnostic).filter { $0.value != .null })
      return LocalizedText(
        id: "diagnostik yang tidak diharapkan: \(text) \(diagnostic.message.id)",
        en: "an unexpected diagnostic: \(text) \(diagnostic.message.en)")
    }
  }

  private static func matches(_ diagnostic: Diagnostic, _ wanted: [String: ExampleValue]) -> Bool {
    let members = members(diagnostic)
    guard wanted.keys.contains("code"), wanted.keys.allSatisfy({ members.keys.contains($0) }) else { return false }
    return wanted["row"] ?? .null == members["row"] && wanted.allSatisfy { members[$0.key] == $0.value }
  }

  private static func members(_ diagnostic: Diagnostic) -> [String: ExampleValue] {
    func text(_ value: String?) -> ExampleValue { value.map { .text($0) } ?? .null }
    func number(_ value: Int?) -> ExampleValue { value.map { .number(Double($0)) } ?? .null }
    return [
      "code": .text(diagnostic.code), "severity": .text(diagnostic.severity.rawValue),
      "row": number(diagnostic.place?.line), "column": number(diagnostic.place?.column),
      "field": text(diagnostic.place?.field), "value": text(diagnostic.value),
    ]
  }

  // MARK: Tables

  private func table(_ expected: String) -> [LocalizedText] {
    let wanted = Self.lines(expected)
    guard let table = outcome.table else {
      return [LocalizedText(id: "tidak ada tabel yang dihasilkan", en: "no table came out")]
    }
    let lines = Self.lines(table)
    var found: [LocalizedText] = []
    for index in 0..<max(wanted.count, lines.count) {
      let line = index < lines.count ? lines[index] : "–"
      let right = index < wanted.count ? wanted[index] : "–"
      guard line != right else { continue }
      found.append(
        LocalizedText(
          id: "expected.csv:\(index + 1): keluar `\(line)`, seharusnya `\(right)`",
          en: "expected.csv:\(index + 1): got `\(line)`, expected `\(right)`"))
    }
    return found
  }

  /// The lines of a table, whatever ends them.
  private static func lines(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).reversed().drop(while: \.isEmpty)
      .reversed()
  }
}

extension ExampleValue {
  /// A node of `expected.json`.
  init(_ node: YAMLNode) {
    self =
      switch node.content {
      case .null: .null
      case .boolean(let value): .text(value ? "true" : "false")
      case .integer(let value): .number(Double(value))
      case .real(let value): .number(value)
      case .text(let value): .text(value)
      case .sequence(let elements): .list(elements.map { ExampleValue($0) })
      case .mapping(let entries):
        .object(Dictionary(entries.map { ($0.name, ExampleValue($0.value)) }, uniquingKeysWith: { first, _ in first }))
      }
  }
}
