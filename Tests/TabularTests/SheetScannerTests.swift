import Diagnostics
import Testing

@testable import Tabular

/// The scanner has to give exactly what expat gives, for any bytes.
@Suite("The scanner of sheet XML against expat")
struct SheetScannerTests {
  private struct Outcome: Equatable {
    var reading: TableReading
    var hasFallenBack: Bool
  }

  private let strings: SharedStrings
  private let formats: [NumberFormat] = [.number, .date, .time, .number]

  init() throws {
    strings = SharedStrings(file: "f", bytesInMemory: 1 << 20, maximumBytes: 1 << 20)
    for text in ["nol", "", "dua _ tiga", "é漢😀", String(repeating: "panjang ", count: 20)] {
      try Array(text.utf8).withUnsafeBytes { try strings.append($0) }
    }
    try strings.finish()
  }

  private func read(
    _ bytes: [UInt8], _ method: XLSXSheetReader.Method, window: Int = 1 << 18, chunk: Int = .max, block: Int = 1 << 16,
    limits: XLSXLimits = XLSXLimits()
  ) -> Outcome {
    let context = SheetContext(
      file: "f", sheet: "S", strings: strings, formats: formats, epoch: .from1900, limits: limits, blockBytes: block,
      keepsMergedRanges: false)
    let reader = XLSXSheetReader(
      part: "p", totalUnits: nil, context: context, method: method, windowBytes: window
    ) { MemoryByteSource(bytes, chunk: chunk) }
    let reading = TableReading(reader)
    return Outcome(reading: reading, hasFallenBack: reader.hasFallenBack)
  }

  @Test("what everybody writes is read without expat")
  func plain() throws {
    let data = """
      <row r="1" spans="1:3" s="3" customFormat="1" ht="15.75" x14ac:dyDescent="0.25"><c r="A1" s="3" t="s"><v>0</v></c>
      <c r="B1"><f t="shared" ref="B1:B9" si="0">SUM(A1:A9)&gt;[1]Lembar!$A$1</f><v>-1.5</v></c><c r="C1" s="1"/></row>
      <row r="2"><c r="A2" t="inlineStr"><is><r><rPr><b/><color theme="1"/></rPr><t>a</t></r><r><t xml:space="preserve"> b</t></r></is></c>
      <c r="XFD2" t="inlineStr"><is><t>&amp;&#233;&#x1F600;</t></is></c></row>
      <row r="1048576"><c r="A1048576" t="e"><v>#N/A</v></c></row>
      """
    let bytes = Array(XLSXFixture.sheet(data, tail: "<pageMargins left=\"0.7\"/>").utf8)
    let scanned = read(bytes, .scanner)
    #expect(!scanned.hasFallenBack)
    #expect(scanned.reading == read(bytes, .expat).reading)
    #expect(scanned.reading.rows.map(\.number) == [1, 2, 1_048_576])
    #expect(scanned.reading.rows[0].cells == ["t:nol", "n:-1.5"])
    #expect(scanned.reading.rows[1].cells.last == "t:&é😀")
    let marked = read([0xEF, 0xBB, 0xBF] + bytes, .scanner)
    #expect(marked == scanned)
  }

  @Test(
    "what the scanner does not know is read by expat",
    arguments: [
      "<!-- a --><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A1\" t=\"str\"><v><![CDATA[<a>]]></v></c></row>",
      "<row r=\"1\"><?x y?><c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\" xmlns:y=\"urn:y\"><c r=\"A1\" y:z=\"1\"><v>1</v></c></row>",
      "<row r=\"1\">\r\n<c r=\"A1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A1\" x=\"a&amp;b\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><x14ac:a/>",
    ])
  func unknown(_ data: String) throws {
    let bytes = Array(XLSXFixture.sheet(data).utf8)
    let scanned = read(bytes, .scanner)
    #expect(scanned.hasFallenBack)
    #expect(scanned.reading == read(bytes, .expat).reading)
    #expect(scanned.reading.problem == nil)
    #expect(scanned.reading.rows.count == 1)
  }

  @Test(
    "what is not well-formed is refused with expat's words",
    arguments: [
      "<row r=\"1\" r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\"><v>1</c></v></row>",
      "<row r=\"1\"><c r=\"A1\"y=\"\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>]]></v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><v>\u{1}</v></c></row>", "<row r=\"1\"><c r=\"A1\" q:y=\"1\"><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><v>\u{FFFF}</v></c></row>", "<row r=\"1\"><c r=\"A1\"><v>&#0;</v></c></row>",
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></row>", "<row r=\"1\"><c r=A1><v>1</v></c></row>",
      "<row r=\"1\"><c r=\"<\"><v>1</v></c></row>", "<row r=\"1\"><c r=\"A1\"><v>1</v></c>",
      "<row r=\"1\"><1c r=\"A1\"><v>1</v></1c></row>", "<row r=\"1\"><c r=\"A1\"><v>&a;</v></c></row>",
    ])
  func malformed(_ data: String) throws {
    let bytes = Array(XLSXFixture.sheet(data).utf8)
    let scanned = read(bytes, .scanner)
    #expect(scanned.reading == read(bytes, .expat).reading)
    #expect(scanned.reading.problem != nil)
  }

  @Test("generated and mutated sheets are read the same, whatever the sizes")
  func fuzz() throws {
    var generator = SeededGenerator(seed: 11)
    var accepted = 0
    let count = 600 * SeededGenerator.factor
    for number in 0..<count {
      var bytes = Array(generator.sheet().utf8)
      let isMutated = number % 3 != 0
      if isMutated { generator.mutate(&bytes, alphabet: "<>&\"'/=: \n\r\t\0]!?-crvtis0129AZé;#x") }
      var limits = XLSXLimits()
      limits.maximumColumns = generator.pick([16_384, 30])
      limits.maximumCellBytes = generator.pick([1 << 20, 12])
      limits.maximumGapCells = generator.pick([1 << 31, 40])
      let block = generator.pick([60, 500, 1 << 16])
      let expat = read(bytes, .expat, chunk: generator.pick([1, 100, .max]), block: block, limits: limits)
      let scanned = read(
        bytes, .scanner, window: generator.pick([64, 200, 1 << 16]), chunk: generator.pick([1, 7, 1000, .max]),
        block: generator.pick([60, 500, 1 << 16]), limits: limits)
      try #require(scanned.reading == expat.reading, "\(number): \(String(decoding: bytes, as: UTF8.self))")
      if !isMutated, !scanned.hasFallenBack { accepted += 1 }
    }
    #expect(accepted > count / 12, "the scanner took part")
  }
}
