import AppSupport
import Diagnostics
import Foundation
import Testing

/// The catalogue of diagnostics holds what the sources say, and its page is current.
@Suite struct DiagnosticsPageTests {
  /// Words in kebab-case that are no codes of diagnostics.
  private static let otherWords: Set<String> = [
    "alias-remove", "bad-sample", "chromium-browser", "date-time", "generate-docs", "good-sample",
    "google-chrome", "half-yearly", "rata-rata",
    "sinergi-admin", "sinergi-import", "sinergi-report", "utf-8",
  ]

  @Test func thePageIsCurrent() throws {
    #expect(try Checkout.text("docs/" + DiagnosticsPage.name) == DiagnosticsPage.text, "run `make docs`")
  }

  @Test func theCatalogueHoldsEveryCodeOfTheSourcesAndNoOther() throws {
    let kebab = try Regex("[a-z][a-z0-9]*(-[a-z0-9]+)+")
    let words = Set(try Self.literals().filter { $0.wholeMatch(of: kebab) != nil }).subtracting(Self.otherWords)
    let known = Set(DiagnosticCatalogue.kinds.keys)
    #expect(
      words.subtracting(known).sorted() == [],
      "add them to Modules/Diagnostics/Catalogue, or here where they are no codes, then run `make docs`")
    #expect(known.subtracting(words).sorted() == [], "no source has these codes: take them out of the catalogue")
    #expect(DiagnosticCatalogue.groups.flatMap(\.kinds).count == known.count, "a code stands in the catalogue twice")
  }

  /// The sentence of each example is one that stands in the sources, but for the values in it.
  @Test func examplesAreWhatTheProgramPrints() throws {
    let sentences = Set(try Self.literals()).filter { $0.filter { $0 != Self.hole }.count >= 6 }.map { sentence in
      sentence.split(separator: Self.hole, omittingEmptySubsequences: false).map(String.init)
    }
    for kind in DiagnosticCatalogue.groups.flatMap(\.kinds) {
      guard let example = kind.example, let start = example.firstRange(of: "\(kind.severity.label.id): ") else {
        #expect(kind.example == nil, "\(kind.code): no severity in the example")
        continue
      }
      // A path of the configuration may stand before the message.
      let rest = String(example[start.upperBound...])
      let tails = [rest] + (rest.firstRange(of: ": ").map { [String(rest[$0.upperBound...])] } ?? [])
      #expect(
        tails.contains { tail in sentences.contains { Self.begins(tail, with: $0) } }, "\(kind.code): \(example)")
    }
  }

  /// What stands for a value that is put into a sentence.
  private static let hole: Character = "\u{0}"

  /// Whether `text` begins with the pieces in order, anything between them.
  private static func begins(_ text: String, with pieces: [String]) -> Bool {
    guard let first = pieces.first, text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for piece in pieces.dropFirst() where !piece.isEmpty {
      guard let found = rest.firstRange(of: piece) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }

  // MARK: Reading sources

  /// The string literals of all sources but the catalogue's own and the test support's.
  private static func literals() throws -> [String] {
    let files = ["Modules", "Apps"].flatMap { Checkout.files(in: $0, suffix: ".swift") }
      .filter { !$0.contains("/Catalogue/") && !$0.contains("/PluginTesting/") }
    #expect(files.count > 100)
    return try files.flatMap { file in
      var reader = LiteralReader(Array(try Checkout.text(file)))
      return reader.all()
    }
  }

  private struct LiteralReader {
    private let text: [Character]
    private var at = 0
    private var found: [String] = []

    init(_ text: [Character]) { self.text = text }

    mutating func all() -> [String] {
      while at < text.count {
        if text[at] == "/", at + 1 < text.count, text[at + 1] == "/" {
          while at < text.count, !text[at].isNewline { at += 1 }
        } else if text[at] == "\"" {
          found.append(literal())
        } else {
          at += 1
        }
      }
      return found
    }

    private func isTriple(_ index: Int) -> Bool {
      index + 2 < text.count && text[index] == "\"" && text[index + 1] == "\"" && text[index + 2] == "\""
    }

    /// From an opening quote to behind the closing one.
    private mutating func literal() -> String {
      let triple = isTriple(at)
      at += triple ? 3 : 1
      var result = ""
      while at < text.count {
        if triple ? isTriple(at) : text[at] == "\"" {
          at += triple ? 3 : 1
          return result
        }
        if text[at] == "\\", at + 1 < text.count {
          if text[at + 1] == "(" {
            interpolation()
            result.append(DiagnosticsPageTests.hole)
          } else {
            result.append(text[at + 1])
            at += 2
          }
          continue
        }
        if text[at].isNewline, !triple { return result }
        result.append(text[at])
        at += 1
      }
      return result
    }

    private mutating func interpolation() {
      at += 2
      var depth = 1
      while at < text.count, depth > 0 {
        switch text[at] {
        case "\"":
          found.append(literal())
          continue
        case "(": depth += 1
        case ")": depth -= 1
        default: break
        }
        at += 1
      }
    }
  }
}
