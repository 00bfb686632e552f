import Domain
import Foundation
import PluginKit
import Testing

/// Every plugin folder of the checkout looks the same: a declaration, a readme with fixed headings, and examples, good
/// and bad, whose files fit together.
@Suite struct PluginFolderTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Folders with a `plugin.yaml`, relative to the checkout.
  static let folders: [String] = PluginKind.allCases.flatMap { kind in
    children(kind.checkoutFolder).map { "\(kind.checkoutFolder)/\($0)" }.filter { exists("\($0)/plugin.yaml") }
  }

  static let examples: [String] = folders.flatMap { folder in
    children("\(folder)/Examples").map { "\(folder)/Examples/\($0)" }
  }

  @Test func thereAreFoldersOfEveryKind() {
    for kind in PluginKind.allCases {
      #expect(Self.folders.contains { $0.hasPrefix(kind.checkoutFolder + "/") }, "\(kind)")
    }
  }

  @Test(arguments: folders)
  func aReadmeHasTheFixedHeadings(folder: String) throws {
    let text = try Self.text("\(folder)/README.md")
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { $0.dropFirst(3) }
    #expect(headings == ["Purpose", "Options", "Input", "Output", "Example", "Limits"])
    let id = try Self.id(folder)
    #expect(text.split(separator: "\n").first?.hasSuffix("/\(id)`)") == true, "the title names the plugin")
    for example in Self.examples where example.hasPrefix(folder + "/") {
      let path = example.dropFirst(folder.count + 1)
      #expect(text.contains("`\(path)`"), "the readme says what \(path) shows")
    }
  }

  @Test(arguments: folders)
  func thereIsAGoodAndABadExample(folder: String) {
    let names = Self.children("\(folder)/Examples")
    #expect(names.contains { $0.hasPrefix("good-") } && names.contains { $0.hasPrefix("bad-") })
    #expect(names.allSatisfy { $0.hasPrefix("good-") || $0.hasPrefix("bad-") })
  }

  @Test(arguments: examples)
  func anExampleHoldsWhatItsKindNeeds(example: String) {
    let files = Set(Self.children(example))
    let isReport = example.hasPrefix(PluginKind.report.checkoutFolder)
    #expect(files.contains("options.yaml"))
    #expect(files.contains("expected.json") != files.contains("expected.csv"), "one expectation")
    let holdsData =
      isReport
      ? files.contains { $0.hasPrefix("data") && $0.hasSuffix(".csv") } : files.count { $0.hasPrefix("input.") } == 1
    #expect(holdsData)
    if isReport { #expect(files.contains("register.csv")) }
  }

  /// Counts add up to the rows of the input, and each diagnostic names one of them.
  @Test(arguments: examples.filter { $0.hasPrefix(PluginKind.importer.checkoutFolder) && isPlain($0) })
  func whatAnImportSaysFitsItsInput(example: String) throws {
    struct Expected: Decodable {
      struct Rows: Decodable { var read, new, changed, unchanged, removed, rejected: Int }
      struct Problem: Decodable {
        var code: String
        /// Nil for what is said of the file as a whole.
        var row: Int?
      }
      var rows: Rows
      var diagnostics: [Problem]
    }
    let lines = try Self.text("\(example)/input.csv").split(separator: "\n")
    let hasHeader = lines[0].first?.isNumber == false
    let expected = try JSONDecoder().decode(Expected.self, from: Data(Self.text("\(example)/expected.json").utf8))
    #expect(expected.rows.read == lines.count - (hasHeader ? 1 : 0))
    #expect(expected.rows.new > 0 && expected.rows.new + expected.rows.rejected <= expected.rows.read)
    let rows = (hasHeader ? 2 : 1)...lines.count
    #expect(expected.diagnostics.compactMap(\.row).allSatisfy { rows.contains($0) })
    let rejecting = Set(expected.diagnostics.filter { !Self.isTaken($0.code) }.compactMap(\.row))
    #expect(rejecting.count == expected.rows.rejected)
    #expect((expected.rows.rejected > 0) == example.contains("/bad-"))
  }

  /// Whether the input is a table and nothing else: its header in the first row, a row a record, no totals, no notes.
  private static func isPlain(_ example: String) -> Bool {
    let isOfTheFirst = ["IdmScores", "IdmStatus", "RegionRegister", "TargetList"].contains {
      example.contains("/\($0)/")
    }
    let expected = (try? text("\(example)/expected.json")) ?? ""
    return isOfTheFirst && exists("\(example)/input.csv") && !expected.contains("layout-detected")
  }

  /// What every import says of itself adds up.
  @Test(arguments: examples.filter { $0.hasPrefix(PluginKind.importer.checkoutFolder) && !isPlain($0) })
  func whatAnImportSaysAddsUp(example: String) throws {
    struct Expected: Decodable {
      struct Rows: Decodable { var read, new, changed, unchanged, removed, rejected: Int }
      /// Nil where the file is refused as a whole.
      var rows: Rows?
    }
    let told = try JSONDecoder().decode(Expected.self, from: Data(Self.text("\(example)/expected.json").utf8)).rows
    guard let expected = told else {
      #expect(example.contains("/bad-"))
      return
    }
    #expect(expected.read > 0 && expected.rejected <= expected.read)
    #expect(expected.new + expected.changed + expected.unchanged > 0 || expected.rejected > 0)
    #expect((expected.rejected > 0) == example.contains("/bad-"))
  }

  /// The register of an example is a tree of units, as the importer of registers takes it.
  @Test(arguments: examples.filter { exists("\($0)/register.csv") })
  func theRegisterOfAnExampleIsATree(example: String) throws {
    let lines = try Self.text("\(example)/register.csv").split(separator: "\n")
    #expect(lines[0] == "code,name")
    let codes = try lines.dropFirst().map { try #require(RegionCode($0.prefix { $0 != "," })) }
    #expect(Set(codes).count == codes.count)
    for code in codes where code.level > .province {
      #expect(codes.contains(try #require(code.parent)), "\(code)")
    }
  }

  /// Warnings and notes about rows that are taken.
  private static func isTaken(_ code: String) -> Bool {
    [
      "kind-not-counted", "recomputed-differs", "region-code-repaired", "status-contradicts-index", "region-close",
      "village-unnamed",
    ]
    .contains(code)
  }

  private static func id(_ folder: String) throws -> String {
    let line = try text("\(folder)/plugin.yaml").split(separator: "\n").first { $0.hasPrefix("id: ") }
    return String(try #require(line).dropFirst(4))
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  private static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  private static func children(_ path: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)) ?? []).sorted()
  }
}
