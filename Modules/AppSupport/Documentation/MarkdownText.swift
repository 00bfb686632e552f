import Diagnostics

/// Builds a Markdown page line by line.
struct MarkdownText {
  private var blocks: [String] = []

  /// The page, ending in one newline.
  var text: String { blocks.joined(separator: "\n\n") + "\n" }

  mutating func heading(_ level: Int, _ text: String) {
    blocks.append(String(repeating: "#", count: level) + " " + text)
  }

  mutating func paragraph(_ text: String) { blocks.append(text) }

  /// Indonesian, and below it English where that says something else.
  mutating func paragraph(_ text: LocalizedText) {
    guard !text.id.isEmpty else { return }
    blocks.append(text.id)
    if text.en != text.id, !text.en.isEmpty { blocks.append("*\(text.en)*") }
  }

  mutating func list(_ items: [String]) { blocks.append(items.map { "- " + $0 }.joined(separator: "\n")) }

  mutating func table(_ header: [String], _ rows: [[String]]) {
    let rule = header.map { _ in "---" }
    let lines = [header, rule] + rows.map { $0.map(Self.cell) }
    blocks.append(lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))
  }

  /// A bar would end the cell, a line break the table.
  private static func cell(_ text: String) -> String {
    let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|")
    return flat.isEmpty ? "–" : flat
  }

  static func code(_ text: String) -> String { "`\(text)`" }

  static func codes(_ texts: [String]) -> String { texts.map(code).joined(separator: ", ") }

  /// `Tertinggal (Underdeveloped)`, or the one text where both are the same.
  static func both(_ text: LocalizedText) -> String { text.id == text.en ? text.id : "\(text.id) (*\(text.en)*)" }
}
