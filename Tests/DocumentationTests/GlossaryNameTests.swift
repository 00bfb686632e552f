import Foundation
import Testing

/// The code names of the glossary are in the code.
@Suite struct GlossaryNameTests {
  private static func codeNames() throws -> [String] {
    let rows = try Checkout.text("docs/glossary.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
    return rows.compactMap { $0.split(separator: "|").last }.flatMap { cell in
      cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
        .flatMap { $0.element.split(separator: " ") }.map { String($0) }
    }
    .filter { $0.contains { $0.isLetter && $0.isLowercase } }
  }

  @Test func everyCodeNameIsInTheCode() throws {
    let sources = ["Modules", "Apps"].flatMap { Checkout.files(in: $0, suffix: ".swift") }
    let declarations = Checkout.files(in: "Modules", suffix: ".yaml")
    let code = try (sources + declarations + ["plugins.yaml"])
      .map { try Checkout.text($0).split(separator: "\n").filter { !$0.contains("///") }.joined(separator: "\n") }
    var words: Set<String> = Executables.names.reduce(into: ["plugins.yaml"]) { $0.insert($1) }
    for text in code {
      for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || "_-".contains($0)) }) {
        words.insert(word.lowercased())
      }
    }
    let names = try Self.codeNames()
    #expect(names.count > 60)
    for name in Set(names).sorted() {
      let parts = name.split(whereSeparator: { !($0.isLetter || $0.isNumber || "_-".contains($0)) })
      for part in parts where part.contains(where: \.isLetter) {
        let word = part.lowercased().trimmingCharacters(in: ["-"])
        let hidden = word.replacing("_", with: "")
        #expect(
          words.contains(name) || words.contains(word) || words.contains(hidden)
            || words.contains { $0.hasSuffix(word) && word.hasPrefix("_") }, "docs/glossary.md: \(name)")
      }
    }
  }
}
