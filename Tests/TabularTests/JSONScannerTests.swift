import Diagnostics
import Foundation
import Tabular
import Testing

@Suite struct JSONScannerTests {
  @Test(arguments: [
    (#"{"a":1,"b":[true,false,null]}"#, #"{ a: 1 b: [ true false null ] }"#),
    ("[]", "[ ]"), (" {} \r\n", "{ }"), ("\u{FEFF}7", "7"), (#""""#, #""""#), ("-0", "-0"),
    (
      "[0,-1.50,1e5,2E-3,0.5e+7,123456789012345678901234567890]",
      "[ 0 -1.50 1e5 2E-3 0.5e+7 123456789012345678901234567890 ]"
    ),
    (#"["\"\\\/\b\f\n\r\t","é\u00e9\uD83D\ude00"]"#, "[ \"\"\\/\u{8}\u{C}\n\r\t\" \"éé😀\" ]"),
    (#"{"a":1,"a":2}"#, "{ a: 1 a: 2 }"),
    ("[[[[]],{\"x\":{}}]]", "[ [ [ [ ] ] { x: { } } ] ]"),
  ])
  func aTextIsCutIntoTokens(text: String, tokens: String) {
    for chunk in [1, 2, 7, .max] { #expect(JSONScanning(text, chunk: chunk).description == tokens) }
    #expect(JSONScanning(inMemory: Array(text.utf8)).description == tokens)
  }

  @Test(arguments: [
    ("", "1:1"), ("   ", "1:4"), ("[1,2", "1:5"), ("[1,]", "1:4"), ("[1 2]", "1:4"), ("{\"a\" 1}", "1:6"),
    ("{a:1}", "1:2"),
    ("{\"a\":1,}", "1:8"), ("{'a':1}", "1:2"), ("[1]x", "1:4"), ("[1][2]", "1:4"), ("[\n  1,\n  NaN]", "3:3"),
    ("{\"a\":\n \"é\" x}", "2:6"), ("[01]", "1:2"), ("[1.]", "1:2"), ("[.5]", "1:2"), ("[+1]", "1:2"), ("[1e]", "1:2"),
    ("[-]", "1:2"), ("[\"a]", "1:2"), ("[\"\n\"]", "1:3"), ("[\"\\x\"]", "1:3"), ("[\"\\u12G4\"]", "1:3"),
    ("[\"\\uD800\"]", "1:3"), ("[\"\\uDC00\\uD800\"]", "1:3"), ("[\"\\u0000\"]", "1:3"), ("[tru]", "1:2"),
    ("[}", "1:2"),
    ("{]", "1:2"), ("]", "1:1"), ("[1,\u{0}2]", "1:4"), ("// x\n1", "1:1"), ("[1e5.2]", "1:2"), ("nul", "1:1"),
  ])
  func whatIsNotJSONIsRefusedWithItsPlace(text: String, place: String) {
    for chunk in [1, 3, .max] { #expect(JSONScanning(text, chunk: chunk).problem == place + " json-invalid") }
    #expect(JSONScanning(inMemory: Array(text.utf8)).problem == place + " json-invalid")
  }

  @Test func bytesThatAreNotUTF8AreRefused() {
    #expect(JSONScanning([0x5B, 0x22, 0x61, 0xE9, 0x22, 0x5D]).problem == "1:4 json-invalid")
    #expect(JSONScanning([0x22] + Array(repeating: 0x61, count: 9) + [0xC3, 0x22]).problem == "1:11 json-invalid")
  }

  @Test func depthAndTokensAreBounded() {
    let limits = JSONLimits(depth: 10, tokenBytes: 100)
    let bomb = String(repeating: "[", count: 1_000_000)
    #expect(JSONScanning(bomb, limits: limits).problem == "1:11 json-invalid")
    #expect(
      JSONScanning("\n[\"" + String(repeating: "x", count: 101) + "\"]", limits: limits).problem == "2:2 json-invalid")
    #expect(JSONScanning("[" + String(repeating: "1", count: 101) + "]", limits: limits).problem == "1:2 json-invalid")
    let fits = JSONScanning("[\"" + String(repeating: "x", count: 100) + "\"]", limits: limits)
    #expect(fits.problem == nil)
  }

  @Test func valuesCanBeSkipped() throws {
    var scanner = JSONScanner(MemoryByteSource(#"{"a":{"b":[1,{"c":2}]},"d":3,"e":4}"#, chunk: 3), file: "f")
    #expect(try scanner.next() == .beginObject)
    #expect(try scanner.next() == .key)
    #expect(scanner.textIs("a"))
    try scanner.skipValue(after: .key)
    #expect(try scanner.next() == .key)
    #expect(scanner.textIs("d"))
    try scanner.skipValue(after: .key)
    #expect(try scanner.next() == .key)
    try scanner.skipValue(after: .key)
    #expect(try scanner.next() == .endObject)
    #expect(try scanner.next() == .end)
    #expect(try scanner.next() == .end)
  }

  @Test func messagesNameTheLikelyCause() throws {
    var scanner = JSONScanner(MemoryByteSource("{\"skor\": NaN}"), file: "idm.json")
    let problem = try #require(throws: Diagnostic.self) { while try scanner.next() != .end {} }
    #expect(
      problem.line(in: .indonesian)
        == "idm.json:1:10: galat: ini bukan JSON yang sah: di sini seharusnya sebuah nilai; "
        + "JSON tidak mengenal \"NaN}\"; nilai kosong ditulis null")
  }

  @Test func anyBytesAreScannedTheSameWayInPiecesAndAsFoundationDoes() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<600 * SeededGenerator.factor {
      var bytes = Array(generator.json(depth: 4).utf8)
      if generator.chance(0.6) { generator.mutate(&bytes, with: "{}[]\",:\\0123.eE-tfn \nu\u{0}é") }
      let whole = JSONScanning(bytes)
      #expect(JSONScanning(bytes, chunk: Int.random(in: 1...40, using: &generator)) == whole)
      #expect(JSONScanning(inMemory: bytes) == whole)
      if whole.problem == nil {
        // Foundation refuses numbers beyond a double and a byte order mark is its own matter; what it takes, it takes alike.
        let parsed = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        #expect(parsed != nil || whole.tokens.contains { $0.contains("e") || $0.contains("E") }, "\(whole)")
      }
    }
  }

  @Test func linesAreReadInPiecesOfAnySize() throws {
    let text = "a\r\nb\n\n\nlonger line\nlast"
    for chunk in [1, 2, 5, .max] {
      var reader = LineReader(MemoryByteSource(text, chunk: chunk), file: "f")
      var lines: [String] = []
      while let line = try reader.next() { lines.append(String(decoding: line, as: UTF8.self)) }
      #expect(lines == ["a", "b", "", "", "longer line", "last"])
      #expect(reader.line == 6)
      #expect(reader.bytesRead == text.utf8.count)
    }
    var bounded = LineReader(MemoryByteSource(String(repeating: "x", count: 1000)), file: "f", maximumLineBytes: 99)
    let problem = try #require(throws: Diagnostic.self) { try bounded.next() }
    #expect(problem.code == "record-too-long")
  }
}

extension SeededGenerator {
  /// A random JSON text.
  mutating func json(depth: Int) -> String {
    let blank = pick(["", "", "", " ", "\n", "\t "])
    switch Int.random(in: 0..<(depth > 0 ? 9 : 6), using: &self) {
    case 0: return blank + pick(["0", "-1", "12.5", "1e3", "123456789012", "0.69825396825397", "-0.0E-2"])
    case 1: return pick(["true", "false", "null"]) + blank
    case 2...5: return jsonString()
    case 6:
      return "[" + (0..<Int.random(in: 0...5, using: &self)).map { _ in json(depth: depth - 1) }.joined(separator: ",")
        + blank + "]"
    default:
      let members = (0..<Int.random(in: 0...5, using: &self)).map { _ in
        jsonString() + ":" + blank + json(depth: depth - 1)
      }
      return "{" + blank + members.joined(separator: ",") + "}"
    }
  }

  private mutating func jsonString() -> String {
    let pieces = [
      "a", "desa", "\\n", "\\\"", "\\\\", "é", "😀", "\\u00e9", "\\uD83D\\uDE00", "kata kata kata kata", " ",
      "6402012001",
    ]
    return "\"" + (0..<Int.random(in: 0...4, using: &self)).map { _ in pick(pieces) }.joined() + "\""
  }

  /// Changes a few bytes at random.
  mutating func mutate(_ bytes: inout [UInt8], with choices: String, times: ClosedRange<Int> = 1...4) {
    for _ in 0..<Int.random(in: times, using: &self) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(pick(Array(choices.utf8)), at: at)
      case 3: bytes.removeSubrange(at...)
      default: bytes[at] = pick(Array(choices.utf8))
      }
    }
  }
}
