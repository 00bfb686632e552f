import Domain
import Testing

/// No text crashes the reader: it either gives a formula that can be evaluated, or an error inside the text.
@Suite struct FormulaFuzzTests {
  private static let pieces = [
    "a", "b", "c", "1", "2.5", "0", "+", "-", "*", "/", "(", ")", ",", "..", "=", "<>", "<", ">=", "and", "or", "not",
    "if(", "sum(", "mean(", "count_present(", "coalesce(", "min(", " ", "a..c", "sum(a..c)", "if(a, b, c)", "é", "🏡",
    ".", "#", "where(", "share(", "previous(", "total(", "b.c",
  ]

  @Test(arguments: 1...20)
  func randomPiecesNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var accepted = 0
    for _ in 0..<2000 {
      let count = Int.random(in: 0...12, using: &random)
      let text = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
      if check(text) { accepted += 1 }
    }
    // A fuzz that accepts nothing tests only the first error.
    #expect(accepted > 20)
  }

  @Test(arguments: 1...10)
  func randomCharactersNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: 1000 + seed)
    for _ in 0..<1000 {
      var text = ""
      for _ in 0..<Int.random(in: 0...40, using: &random) {
        let value = UInt32.random(in: Bool.random(using: &random) ? 0...127 : 0...0x10FFFF, using: &random)
        if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
      }
      check(text)
    }
  }

  /// A valid formula with one character put in, taken away or doubled.
  @Test func smallDamageNeverCrashes() {
    var random = SeededGenerator(seed: 7)
    let sound = Array("if(not a >= 2.5 and b != c, coalesce(sum(a..c) / -3, mean_present(a, b)), 0)")
    check(String(sound))
    for position in sound.indices {
      for _ in 0..<20 {
        var text = sound
        switch Int.random(in: 0...2, using: &random) {
        case 0: text.remove(at: position)
        case 1: text.insert(text[position], at: position)
        default: text[position] = sound.randomElement(using: &random) ?? "x"
        }
        check(String(text))
      }
    }
  }

  @discardableResult
  private func check(_ text: String) -> Bool {
    do throws(FormulaError) {
      let formula = try Formula(text, fields: ["a", "b", "c"])
      if !formula.reads.allSatisfy((0...2).contains) { Issue.record("\(text) reads \(formula.reads)") }
      for row in [[1, 2, 3], [.nan, 0, -1], [.nan, .nan, .nan]] as [[Double]] {
        if formula.evaluate(row).isInfinite { Issue.record("\(text) is infinite for \(row)") }
      }
      return true
    } catch {
      if !(0...text.count).contains(error.offset) { Issue.record("\(text): \(error)") }
      return false
    }
  }
}
