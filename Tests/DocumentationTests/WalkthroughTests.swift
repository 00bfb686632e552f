import Testing

/// What the pages show is what the executables do.
@Suite struct WalkthroughTests {
  @Test(arguments: Checkout.walkedPages)
  func theExamplesOfAPageRunAsShown(page: String) throws {
    let walkthrough = try Walkthrough()
    defer { walkthrough.end() }
    for difference in try walkthrough.run(Page(try Checkout.text(page))) {
      Issue.record(
        """
        \(page):\(difference.line): `\(difference.command)` prints something else:
        \(difference.printed.joined(separator: "\n"))
        """)
    }
  }

  @Test(arguments: ["README.md", "docs/add-a-plugin.md", "docs/guide-importer.md"])
  func thePagesThatTeachByDoingHaveExamples(page: String) throws {
    #expect(Page(try Checkout.text(page)).blocks.reduce(0) { $0 + $1.steps.count } >= 5)
  }

  @Test func anEllipsisStandsForTextAndForLines() {
    #expect(Walkthrough.matches(["a", "b", "c 12 d"], ["a", "…", "c … d"]))
    #expect(Walkthrough.matches(["a", ""], ["a"]))
    #expect(!Walkthrough.matches(["a", "b"], ["a"]))
    #expect(!Walkthrough.matches(["a"], ["a", "b"]))
    #expect(!Walkthrough.matches(["c 12 e"], ["c … d"]))
    #expect(!Walkthrough.matches(["a b"], ["a"]))
  }
}
