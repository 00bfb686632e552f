import Foundation

/// A small random number generator (SplitMix64), the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension SeededGenerator {
  /// How many times as long fuzz tests run: the environment's `SINERGI_FUZZ`, 1 without it.
  static let factor = max(1, Int(ProcessInfo.processInfo.environment["SINERGI_FUZZ"] ?? "") ?? 1)

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &self)] }

  mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &self) < probability }

  /// Text made of pieces that matter to a CSV reader, in any order.
  mutating func soup(delimiter: Character, pieces: Int) -> String {
    let choices = [
      String(delimiter), String(delimiter), "\"", "\"\"", "\n", "\r", "\r\n", "a", "desa", "0,5", "é", "😀", " ", ";",
      "|",
      String(repeating: "x", count: 17), String(repeating: "y", count: 61), "\"teks\"",
    ]
    return (0..<pieces).map { _ in pick(choices) }.joined()
  }

  /// A well-formed file of rows and fields, quoted where necessary and sometimes where not.
  mutating func file(delimiter: Character) -> String {
    let end = pick(["\n", "\r\n", "\r"])
    let columns = Int.random(in: 1...9, using: &self)
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &self) {
      if chance(0.05) { text += end }
      let ragged = chance(0.05) ? Int.random(in: 1...12, using: &self) : columns
      text += (0..<ragged).map { _ in field(delimiter: delimiter) }.joined(separator: String(delimiter)) + end
    }
    if chance(0.5) { text.removeLast() }
    return text
  }

  private mutating func field(delimiter: Character) -> String {
    let pieces = [
      "", "a", "Désa", "6402012001", "0,5", "\n", "\r\n", "\"", String(delimiter), "; ", "kata kata kata kata ",
    ]
    let text = (0..<Int.random(in: 0...4, using: &self)).map { _ in pick(pieces) }.joined()
    let mustQuote = text.unicodeScalars.contains { "\n\r\"".unicodeScalars.contains($0) } || text.contains(delimiter)
    guard mustQuote || chance(0.2) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
