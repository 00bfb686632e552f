import Testing

@testable import Workbooks

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("Desa", 4), ("é", 1), ("e\u{301}", 1), ("o\u{323}\u{302}", 1), ("漢字", 4), ("ｶﾅ", 2), ("한국", 4),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("–", 1), ("─", 1), ("٣", 1), ("\u{A984}\u{A9B8}", 1),
  ])
  func theWidthIsThatOfATerminal(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func theWidthOfEveryPrintableCharacterIsAtLeastThatOfTheSystem() throws {
    let oracle = try #require(TerminalOracle())
    var narrower: [String] = []
    var wider = 0
    var compared = 0
    for code in 0x20..<UInt32(0x32000) {
      guard let scalar = Unicode.Scalar(code),
        PrintableText.line(String(scalar)).unicodeScalars.elementsEqual([scalar]),
        let expected = oracle.width(of: scalar)
      else { continue }
      compared += 1
      let width = DisplayWidth.of(scalar)
      if width < expected { narrower.append(String(code, radix: 16)) }
      if width > expected { wider += 1 }
    }
    #expect(compared > 100_000)
    #expect(narrower == [])
    // Newer editions of Unicode made some symbols wide.
    #expect(wider < 200)
  }
}
