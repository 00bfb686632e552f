import Foundation
import Testing

/// What a command left behind: exit code, standard output and standard error.
struct Outcome {
  var command: String
  /// The exit code; nil where a signal or the time limit ended the command.
  var code: Int32?
  var output: Data
  var errors: String

  var text: String { String(decoding: output, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
  /// The standard output with its line breaks taken for spaces, as wrapped sentences are read.
  var prose: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  var summary: Comment {
    "\(command)\nexit \(code.map(String.init) ?? "–")\n\(text.prefix(2000))\n--- stderr\n\(errors.prefix(2000))"
  }

  /// Requires the exit code; the whole outcome is told where it is another.
  @discardableResult
  func expect(_ code: Int32, _ location: SourceLocation = #_sourceLocation) -> Outcome {
    #expect(self.code == code, summary, sourceLocation: location)
    return self
  }

  /// Requires a sentence on standard output or standard error, however it is wrapped there.
  @discardableResult
  func says(_ sentence: String, _ location: SourceLocation = #_sourceLocation) -> Outcome {
    let all = (text + " " + errors).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(all.contains(sentence), summary, sourceLocation: location)
    return self
  }

  /// The standard output as JSON, which it has to be from the first to the last byte.
  func json(_ location: SourceLocation = #_sourceLocation) throws -> JSON {
    guard let value = try? JSONSerialization.jsonObject(with: output) else {
      Issue.record("no JSON: \(summary)", sourceLocation: location)
      throw Unreadable()
    }
    return JSON(value)
  }

  /// The standard output as a table of comma-separated values without quotes: cells by line.
  var cells: [[String]] {
    lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  struct Unreadable: Error {}
}

/// A value of parsed JSON.
struct JSON: @unchecked Sendable {
  // JSONSerialization gives immutable values.
  let value: Any?

  init(_ value: Any?) { self.value = value is NSNull ? nil : value }

  subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key]) }
  subscript(index: Int) -> JSON {
    guard let array = value as? [Any], array.indices.contains(index) else { return JSON(nil) }
    return JSON(array[index])
  }

  var isNull: Bool { value == nil }
  var int: Int? { (value as? NSNumber)?.intValue }
  var double: Double? { (value as? NSNumber)?.doubleValue }
  var string: String? { value as? String }
  var array: [JSON] { (value as? [Any] ?? []).map { JSON($0) } }
  var keys: Set<String> { Set((value as? [String: Any])?.keys.map { $0 } ?? []) }
  /// A cell as CSV writes it.
  var cell: String { string ?? double.map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" } ?? "" }
  /// The table of a report with that id.
  func table(_ id: String) -> JSON { self["tables"].array.first { $0["id"].string == id } ?? JSON(nil) }
  /// The rows of a table as cells.
  var rows: [[String]] { self["rows"].array.map { $0.array.map(\.cell) } }
}
