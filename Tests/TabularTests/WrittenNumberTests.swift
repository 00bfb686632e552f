import Foundation
import Tabular
import Testing

private func number(_ text: String, _ style: NumberStyle? = nil, isWhole: Bool = false) -> WrittenNumber? {
  Array(text.utf8).withUnsafeBytes { WrittenNumber($0, style: style, isWhole: isWhole) }
}

@Suite struct WrittenNumberTests {
  @Test(
    arguments: [
      ("0", 0), ("12", 12), ("1.156", 1156), ("1,156", 1156), ("1.156.000", 1_156_000), ("1,156,000", 1_156_000),
      ("Rp50.000.000,00", 50_000_000), ("Rp. 1.000,-", 1000), ("Rp 1.000,--", 1000), ("IDR 2,500,000.00", 2_500_000),
      ("(1.000)", -1000), ("Rp(1.000)", -1000), ("(Rp1.000)", -1000), ("-Rp 1.000", -1000), ("Rp -1.000", -1000),
      (" 400,000,000 ", 400_000_000), ("\u{A0}1.000\u{A0}", 1000), ("1 000 000", 1_000_000), ("1\u{202F}000", 1000),
      ("75.265", 75265), ("12,00", 12), ("12.0", 12), ("−5", -5), ("–5", -5),
      ("70.000.000.000.000", 70_000_000_000_000),
      ("9223372036854775807", .max), ("rp 0", 0), ("0,00", 0), ("1.234,00", 1234), ("2.500.000.000", 2_500_000_000),
      ("5 %", 5), ("1e3", 1000),
      ("12,5", nil), ("1.23.456", nil), ("1.2345.678", nil), ("1.234.56", nil), ("12.34,567,8", nil),
      ("1,234.567.8", nil),
      ("", nil), ("-", nil), ("Rp", nil), ("()", nil), ("1-2", nil), ("1/2", nil), ("--1", nil), ("12a", nil),
      ("1 2", nil), ("1. 000", nil), (",-", nil), ("%", nil), ("12345678901234567890123", nil),
      ("99999999999999999999", nil), ("١", nil),
    ] as [(String, Int64?)])
  func wholeNumbersAreReadAsPeopleWriteThem(text: String, value: Int64?) {
    #expect(number(text, isWhole: true)?.whole == value)
  }

  @Test(
    arguments: [
      ("0,5989", 0.5989), ("0.5989", 0.5989), ("0,599", 0.599), ("0.599", 0.599), ("1.156", 1.156), ("1,156", 1.156),
      ("1.234,56", 1234.56), ("1,234.56", 1234.56), ("12,5 %", 12.5), ("(0,5)", -0.5), ("1.234.567", 1_234_567),
      ("1.234.567,125", 1_234_567.125), ("1 234,5", 1234.5), ("100", 100), ("1234,5678", 1234.5678), ("-0,25", -0.25),
      ("0,1234567890123456789", 0.1234567890123456789), ("1,5E-2", 0.015), (".5", 0.5), ("5.", 5),
      ("1234.567", 1234.567),
      ("x", nil), ("1.234,5.6", nil), ("0.599,1.2", nil),
    ] as [(String, Double?)])
  func decimalsAreReadAsPeopleWriteThem(text: String, value: Double?) {
    #expect(number(text)?.double == value)
  }

  @Test(
    arguments: [
      ("1.156", .indonesian, 1156), ("1.156", .english, 1.156), ("1,156", .indonesian, 1.156),
      ("1,156", .english, 1156),
      ("0.156", .indonesian, 0.156), ("1.234,5", .english, 1234.5), ("1,234.5", .indonesian, 1234.5),
    ] as [(String, NumberStyle, Double)])
  func theStyleSettlesOnlyWhatIsAmbiguous(text: String, style: NumberStyle, value: Double) {
    #expect(number(text, style)?.double == value)
    #expect(number(text, style, isWhole: true)?.double == value)
  }

  @Test func evidenceIsGatheredFromUnambiguousNumbersOnly() {
    var evidence = NumberEvidence()
    for text in ["1.156", "desa", "12", "1.234"] { Array(text.utf8).withUnsafeBytes { evidence.add($0) } }
    #expect(evidence.style == nil && evidence.ambiguous == 2 && evidence.example == "1.156")
    for text in ["1.234.567", "0,5"] { Array(text.utf8).withUnsafeBytes { evidence.add($0) } }
    #expect(evidence.style == .indonesian && !evidence.isMixed)
    for text in ["1,234.5"] { Array(text.utf8).withUnsafeBytes { evidence.add($0) } }
    #expect(evidence.style == .indonesian && evidence.isMixed)
  }

  @Test func everyWholeNumberIsReadBackFromEveryWayOfWritingIt() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<5000 * SeededGenerator.factor {
      let value =
        Int64.random(in: -999_999_999_999...999_999_999_999, using: &generator)
        >> Int64.random(in: 0...36, using: &generator)
      let mark = generator.pick([".", ",", " ", "\u{A0}", ""])
      var text = Self.grouped(value.magnitude, mark)
      if generator.chance(0.3) { text += mark == "," ? ".00" : mark.isEmpty ? "" : ",00" }
      if generator.chance(0.4) { text = generator.pick(["Rp", "Rp. ", "rp ", "IDR "]) + text }
      if value < 0 { text = generator.chance(0.5) ? "(\(text))" : "-" + text }
      if generator.chance(0.3) { text = " \(text) " }
      #expect(number(text, isWhole: true)?.whole == value, "\(text)")
    }
  }

  @Test func everyDecimalIsReadBackInBothStyles() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<5000 * SeededGenerator.factor {
      let whole = UInt64.random(in: 0...9_999_999, using: &generator) >> UInt64.random(in: 0...20, using: &generator)
      let decimals = Int.random(in: 1...6, using: &generator)
      let fraction = (0..<decimals).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
      let value = Double("\(whole).\(fraction)")
      #expect(number(Self.grouped(whole, ".") + "," + fraction, .indonesian)?.double == value)
      #expect(number(Self.grouped(whole, ",") + "." + fraction, .english)?.double == value)
    }
  }

  @Test func noTextMakesTheParserFail() {
    var generator = SeededGenerator(seed: 13)
    let pieces = [
      "1", "000", "0", ".", ",", "-", "(", ")", "Rp", "%", " ", "e", "E5", "\u{A0}", "−", "x", "٣", "+", "99999999999",
    ]
    for _ in 0..<20_000 * SeededGenerator.factor {
      let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in generator.pick(pieces) }.joined()
      for style in [nil, NumberStyle.indonesian, .english] {
        guard let found = number(text, style) else { continue }
        #expect(found.double.isFinite, "\(text)")
        #expect(text.contains { $0.isASCII && $0.isNumber }, "\(text)")
        if let whole = found.whole, abs(whole) < 1 << 52 { #expect(Double(whole) == found.double, "\(text)") }
      }
    }
  }

  private static func grouped(_ value: UInt64, _ mark: String) -> String {
    var groups: [String] = []
    var rest = value
    while rest >= 1000 {
      groups.insert(String(format: "%03d", Int(rest % 1000)), at: 0)
      rest /= 1000
    }
    return ([String(rest)] + groups).joined(separator: mark)
  }
}
