import Foundation
import Testing

/// Pages name only commands and options that exist.
@Suite struct CommandNameTests {
  /// Asked of the executables once for all pages.
  private static let trees = Result {
    try Dictionary(uniqueKeysWithValues: Executables.names.map { ($0, try CommandTree($0)) })
  }

  /// The command lines of a page that start one of the executables: in blocks, and in backquotes in the text.
  private static func commands(_ text: String) -> [[String]] {
    let blocks = Page(text).blocks.flatMap(\.commands).flatMap { $0.split(whereSeparator: { "|;&".contains($0) }) }
    let prose = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 && !$0.element.contains("\n") }.map(\.element)
    return (blocks + prose).map { line in
      var words = line.replacing("\\\n", with: " ").split(separator: " ").map(String.init)
      if let comment = words.firstIndex(of: "#") { words.removeSubrange(comment...) }
      return words
    }
    .filter { words in words.count > 1 && Executables.names.contains(words[0]) }
  }

  @Test(arguments: Checkout.pages.filter { !$0.hasPrefix("docs/plugins/") })
  func everyCommandThatAPageNamesExists(page: String) throws {
    let trees = try Self.trees.get()
    for words in Self.commands(try Checkout.text(page)) {
      let fault = try #require(trees[words[0]]).fault(in: words)
      #expect(fault == nil, "\(page): \(words.joined(separator: " ")): \(fault ?? "")")
    }
  }

  @Test func theReadmeNamesCommandsOfAllThreeExecutables() throws {
    #expect(Set(Self.commands(try Checkout.text("README.md")).map { $0[0] }) == Set(Executables.names))
  }

  @Test func aCommandOrOptionThatIsNotThereIsFound() throws {
    let tree = try #require(try Self.trees.get()["sinergi-admin"])
    #expect(tree.fault(in: ["sinergi-admin", "region", "find", "jonggon", "--json"]) == nil)
    #expect(tree.fault(in: ["sinergi-admin", "region", "cari"]) != nil)
    #expect(tree.fault(in: ["sinergi-admin", "init", "--fast"]) != nil)
  }

  @Test func everyMakeTargetThatAPageNamesExists() throws {
    let makefile = try Checkout.text("Makefile")
    for page in Checkout.pages {
      for match in try Checkout.text(page).matches(of: /`make ([a-z]+)/) {
        #expect(makefile.contains("\n\(match.1):"), "\(page): make \(match.1)")
      }
    }
  }
}
