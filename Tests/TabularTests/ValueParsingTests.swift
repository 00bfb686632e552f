import Foundation
import Tabular
import Testing

private func bytes<R>(_ text: String, _ body: (UnsafeRawBufferPointer) -> R) -> R {
  Array(text.utf8).withUnsafeBytes(body)
}

@Suite struct ValueParsingTests {
  @Test(
    arguments: [
      ("0", 0), ("5", 5), (" 42\t", 42), ("-7", -7), ("+7", 7), ("6402012001", 6_402_012_001), ("0012", 12),
      ("\u{A0}3\u{A0}", 3), ("9223372036854775807", .max), ("-9223372036854775808", .min),
      ("9223372036854775808", nil), ("-9223372036854775809", nil), ("99999999999999999999", nil),
      ("18446744073709551616", nil), ("000000000000000000000000012", 12), ("", nil), (" ", nil), ("-", nil), ("+", nil),
      ("1.0", nil), ("1 2", nil), ("12a", nil), ("--1", nil), ("١", nil),
    ] as [(String, Int64?)])
  func wholeNumbersAreReadExactly(text: String, value: Int64?) {
    #expect(bytes(text, NumberParser.integer) == value)
  }

  @Test(
    arguments: [
      ("0.5989", 0.5989), ("0,5989", 0.5989), ("1", 1), ("-1,5", -1.5), ("+2.25", 2.25), (" 3.0 ", 3), (".5", 0.5),
      (",5", 0.5), ("5.", 5), ("-0", -0.0), ("1e3", 1000), ("1,5E-2", 0.015), ("2e+1", 20),
      ("123456789012345", 123_456_789_012_345),
      ("0.73317460317460315", 0.73317460317460315), ("9007199254740993", 9_007_199_254_740_992),
      ("18446744073709551616", 18_446_744_073_709_551_616), ("0.000000000000000000000001", 1e-24),
      ("0000000000000000000000001.5", 1.5), ("1e400", nil), ("", nil), (".", nil), (",", nil), ("-", nil), ("-.", nil),
      ("1.2.3", nil), ("1.234,5", nil), ("1e", nil), ("1e+", nil), ("e5", nil), ("1e5e", nil), ("1e5.0", nil),
      ("nan", nil), ("inf", nil), ("0x10", nil), ("1 000", nil), ("1_0", nil), ("x", nil), ("5%", nil),
    ] as [(String, Double?)])
  func decimalsAreReadWithPointOrComma(text: String, value: Double?) {
    #expect(bytes(text, NumberParser.decimal)?.bitPattern == value?.bitPattern)
  }

  @Test func randomDecimalsAreTheNearestDoubles() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<20_000 * SeededGenerator.factor {
      let digits = (0..<Int.random(in: 1...21, using: &generator)).map { _ in
        String(Int.random(in: 0...9, using: &generator))
      }
      var text = digits.joined()
      let point = Int.random(in: 0...text.count, using: &generator)
      text.insert(contentsOf: point == text.count ? "" : ".", at: text.index(text.startIndex, offsetBy: point))
      if generator.chance(0.3) { text = "-" + text }
      #expect(bytes(text, NumberParser.decimal)?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }

  @Test func everyPossibleIDMIndexIsTheSameDoubleAsItsLiteral() {
    for value in 0...10_000 {
      let text = String(format: "%d.%04d", value / 10_000, value % 10_000)
      #expect(bytes(text, NumberParser.decimal) == Double(text))
    }
  }

  @Test(
    arguments: [
      ("64", 64), ("6402", 6402), ("64.02", 6402), ("640201", 640201), ("64.02.01", 640201),
      ("6402012001", 6_402_012_001), ("64.02.01.2001", 6_402_012_001), (" 64.02.01.2001 ", 6_402_012_001),
      ("", nil), ("6", nil), ("640", nil), ("64020", nil), ("6402012", nil), ("64.2", nil), ("64.02.1", nil),
      ("6402.01", nil), ("64.0201", nil), ("64.02.01.200", nil), ("64.02.01.20011", nil), ("64.02.01.", nil),
      ("64.02,01.2001", nil), ("64-02", nil), ("64.02.012001", nil), ("ab", nil), ("64.02.01.2O01", nil), ("02", nil),
      ("0640201200", nil), ("64020120011", nil), ("64..2", nil), ("640201.2001", nil),
    ] as [(String, Int64?)])
  func codesOfGroupedDigitsAreReadExactly(text: String, value: Int64?) {
    #expect(bytes(text, DigitCode.parse) == value)
  }

  @Test(arguments: [
    "", " ", "\t", "\u{A0}", "-", " - ", "n/a", "N/A", "NA", "na", "#N/A", "null", "NULL", "NIHIL", "Nihil", "--", "–",
    "—", "…",
    "...", "n.a.", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!",
  ])
  func missingMarkersAreRecognised(text: String) {
    #expect(bytes(text, MissingMarker.isMissing))
  }

  @Test(arguments: ["0", "---", "n", "nan", "nihil.", "nullo", "a/n", "-1", "x", "N\\A", "#N?A", "Tidak ada"])
  func otherTextsAreNotMissing(text: String) {
    #expect(!bytes(text, MissingMarker.isMissing))
  }

  @Test(
    arguments: [
      ([], nil), (Array("abc".utf8), nil), (Array("désa 😀 Ω".utf8), nil), ([0x61, 0x80], 1), ([0xC0, 0x80], 0),
      ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0xF5, 0x80, 0x80, 0x80], 0), ([0x61, 0xC3], 1), ([0xE2, 0x82], 0), ([0xF0, 0x9F, 0x98], 0), ([0xFF], 0),
      ([0xEF, 0xBF, 0xBF], nil), ([0xF4, 0x8F, 0xBF, 0xBF], nil), ([0xE2, 0x28, 0xA1], 0),
    ] as [([UInt8], Int?)])
  func invalidUTF8IsFoundWhereItBegins(input: [UInt8], offset: Int?) {
    for before in [0, 1, 15, 16, 17, 33] {
      let moved = [UInt8](repeating: 0x61, count: before) + input
      #expect(moved.withUnsafeBytes { UTF8Validation.firstInvalid(in: $0) } == offset.map { $0 + before })
    }
  }

  @Test func validationAgreesWithTheStandardLibrary() {
    var generator = SeededGenerator(seed: 6)
    let pieces: [[UInt8]] = [
      [0x61], Array("aaaaaaaaaaaaaaaa".utf8), Array("é".utf8), Array("€".utf8), Array("😀".utf8), [0x80], [0xE2, 0x82],
      [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xC1, 0xBF], [0xEF, 0xBF, 0xBD],
    ]
    for _ in 0..<5000 * SeededGenerator.factor {
      let input = (0..<Int.random(in: 0...12, using: &generator)).flatMap { _ in
        generator.chance(0.8) ? pieces[Int.random(in: 0..<5, using: &generator)] : generator.pick(pieces)
      }
      let invalid = input.withUnsafeBytes { UTF8Validation.firstInvalid(in: $0) }
      #expect((invalid == nil) == (String(validating: input, as: UTF8.self) != nil), "\(input)")
      if let invalid { #expect(String(validating: input[..<invalid], as: UTF8.self) != nil, "\(input)") }
    }
  }
}
