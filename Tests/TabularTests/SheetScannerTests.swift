import Diagnostics
import Testing

@testable import Tabular

/// The scanner has to give exactly what expat gives, for any bytes.
@Suite("The scanner of sheet XML against expat")
struct SheetScannerTests {
  private let reading: SheetReading

  init() throws { reading = try SheetReading() }

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
    let scanned = reading.read(bytes, .scanner)
    #expect(!scanned.hasFallenBack)
    #expect(scanned.reading == reading.read(bytes, .expat).reading)
    #expect(scanned.reading.rows.map(\.number) == [1, 2, 1_048_576])
    #expect(scanned.reading.rows[0].cells == ["t:nol", "n:-1.5"])
    #expect(scanned.reading.rows[1].cells.last == "t:&é😀")
    let marked = reading.read([0xEF, 0xBB, 0xBF] + bytes, .scanner)
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
    let scanned = reading.read(bytes, .scanner)
    #expect(scanned.hasFallenBack)
    #expect(scanned.reading == reading.read(bytes, .expat).reading)
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
    let scanned = reading.read(bytes, .scanner)
    #expect(scanned.reading == reading.read(bytes, .expat).reading)
    #expect(scanned.reading.problem != nil)
  }
}
