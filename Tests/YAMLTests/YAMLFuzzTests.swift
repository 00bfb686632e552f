import Diagnostics
import Foundation
import Testing
import YAML

/// Random damage to real texts: whatever the bytes, the parser answers with a tree or with problems, never with a trap.
@Suite struct YAMLFuzzTests {
  /// A fixed sequence (SplitMix64), so that a failure can be run again.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let seeds = [
    "version: 1\nimporters: [{id: a, options: {mode: x}}, {id: b}]\nregions:\n  - id: \"62.10\"\n    terms: {desa: kampung}\n",
    "a: &x [1, 2, {b: 'c', d: \"e\\n\"}]\nb: *x\nc: |\n  text\n  more\nd: >-\n  folded\n? k\n: v\n",
    "# comment\n---\n- - 1\n  - !!str 2\n- ~\n- .inf\n...\n",
    "é: ü\r\n\"q\": 'x''y'\r\n",
  ]
  static let pieces = [
    ":", "- ", "\n", "\t", " ", "[", "]", "{", "}", "&a ", "*a", "!!", "! ", "|", ">", "'", "\"", "#", "%", "---\n",
    "...\n", "? ", ", ", "<<: ", "\u{FEFF}", "\u{2028}", "\\x", "@", "`", "0x", "\r",
  ]

  static var rounds: Int {
    2_000 * (ProcessInfo.processInfo.environment["SINERGI_FUZZ"].flatMap { Int($0) } ?? 1)
  }

  @Test func damagedTextsNeverTrapAndPlacesLieInTheFile() throws {
    var random = Seeded(state: 62)
    var outcomes: [Bool: Int] = [:]
    for round in 0..<Self.rounds {
      var bytes = Array((Self.seeds.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) { damage(&bytes, &random) }
      let document = YAMLDocument.parse(bytes: bytes, file: "f")
      outcomes[document.diagnostics.isEmpty, default: 0] += 1
      let lines =
        1 + bytes.count { $0 == 0x0A || $0 == 0x0D }
        + String(decoding: bytes, as: UTF8.self).unicodeScalars
        .count { $0 == "\u{2028}" || $0 == "\u{85}" || $0 == "\u{2029}" }
      let placed = document.diagnostics.map { ($0.place?.line ?? 0, $0.place?.column ?? 0) }
      let nodes = (document.root?.all ?? []).map { ($0.place.line ?? 0, $0.place.column ?? 0) }
      for (line, column) in placed + nodes {
        try #require((1...lines).contains(line) && (1...bytes.count + 1).contains(column), "round \(round): \(bytes)")
      }
      #expect(document.root != nil || !document.diagnostics.isEmpty)
    }
    #expect((outcomes[true] ?? 0) > Self.rounds / 100, "some damage leaves a good file")
    #expect((outcomes[false] ?? 0) > Self.rounds / 4, "most damage is noticed")
  }

  @Test func noiseNeverTraps() {
    var random = Seeded(state: 64)
    for _ in 0..<Self.rounds {
      let count = Int.random(in: 0...80, using: &random)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let document = YAMLDocument.parse(bytes: noise, file: "f")
      #expect(document.root != nil || !document.diagnostics.isEmpty)
      var pieces: [UInt8] = []
      for _ in 0..<count { pieces += (Self.pieces.randomElement(using: &random) ?? "").utf8 }
      let other = YAMLDocument.parse(bytes: pieces, file: "f")
      #expect(other.root != nil || !other.diagnostics.isEmpty)
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let at = Int.random(in: 0...bytes.count, using: &random)
    switch Int.random(in: 0..<5, using: &random) {
    case 0:
      bytes.insert(contentsOf: (Self.pieces.randomElement(using: &random) ?? "").utf8, at: at)
    case 1 where at < bytes.count:
      bytes.remove(at: at)
    case 2 where at < bytes.count:
      bytes[at] = UInt8.random(in: 0...255, using: &random)
    case 3:
      bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 0...20, using: &random)))
    default:
      let end = min(bytes.count, at + Int.random(in: 0...20, using: &random))
      bytes.insert(contentsOf: Array(bytes[at..<end]), at: Int.random(in: 0...bytes.count, using: &random))
    }
  }
}
