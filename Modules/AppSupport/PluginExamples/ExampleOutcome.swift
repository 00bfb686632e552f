import Diagnostics

/// What came out of one example.
struct ExampleOutcome {
  /// The exit code with which the command would end.
  var status: ExitStatus = .done
  var diagnostics: [Diagnostic] = []
  /// `rows` of `expected.json`; nil where nothing came out.
  var rows: ExampleValue?
  /// `expected.csv`; nil where nothing came out.
  var table: String?
}

/// A value of `expected.json`, or of what is compared with it.
indirect enum ExampleValue: Equatable {
  case null
  case number(Double)
  case text(String)
  case list([ExampleValue])
  case object([String: ExampleValue])
}

extension ExampleValue: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "null"
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)"
    case .text(let text): "\"\(text)\""
    case .list(let values): "[" + values.map(\.description).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
    }
  }
}
