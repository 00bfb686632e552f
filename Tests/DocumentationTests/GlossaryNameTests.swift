import Foundation
import Testing

/// The code names of the glossary are in the code.
@Suite struct GlossaryNameTests {
  /// What stands in backquotes in the last column, word by word.
  private static func codeNames() throws -> Set<String> {
    let rows = try Checkout.text("docs/glossary.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
    let quoted = rows.compactMap { $0.split(separator: "|").last }.flatMap { cell in
      cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
    }
    // Periods and codes such as `2024-Q3` are values, not names.
    return Set(quoted.flatMap { words($0.element) }.filter { $0.first?.isNumber == false && $0.count > 1 })
  }

  /// The words of a text, and the parts of those that are joined by underscores.
  private static func words(_ text: some StringProtocol) -> [String] {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
      .map { $0.lowercased().trimmingCharacters(in: ["_", "-"]) }
    return words
  }

  @Test func everyCodeNameIsInTheCode() throws {
    let files =
      ["Modules", "Apps"].flatMap { Checkout.files(in: $0, suffix: ".swift") }
      + Checkout.files(in: "Modules", suffix: ".yaml") + ["plugins.yaml", "Package.swift"]
    var known: Set<String> = ["yaml"]
    for file in files {
      let code = try Checkout.text(file).split(separator: "\n").filter { !$0.contains("//") }.joined(separator: "\n")
      for word in Self.words(code) {
        known.insert(word)
        for part in word.split(separator: "_") { known.insert(String(part)) }
      }
    }
    let names = try Self.codeNames()
    #expect(names.count > 50)
    for name in names.sorted() { #expect(known.contains(name), "docs/glossary.md: `\(name)` is nowhere in the code") }
  }
}
