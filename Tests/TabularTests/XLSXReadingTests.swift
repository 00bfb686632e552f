import Diagnostics
import Tabular
import Testing

@Suite("Excel workbooks")
struct XLSXReadingTests {
  private func rows(_ fixture: XLSXFixture, limits: XLSXLimits = XLSXLimits()) throws -> [String] {
    let reading = try fixture.reading(limits: limits)
    return reading.rows.map { "\($0.number) " + $0.cells.joined(separator: "|") }
      + (reading.problem.map { ["! \($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0)"] } ?? [])
  }

  @Test("cells keep their rows, columns and kinds; gaps are empty and blank rows left out")
  func places() throws {
    let fixture = XLSXFixture(
      """
      <row r="2" spans="1:4" x14ac:dyDescent="0.25"><c r="B2" t="s"><v>0</v></c><c r="D2"><v>12.5</v></c></row>
      <row r="3"><c r="A3" s="1"/><c r="B3" s="0"/></row>
      <row r="7"><c r="A7" t="b"><v>1</v></c><c r="B7" t="e"><v>#REF!</v></c><c r="C7" t="str"><f>A1&amp;B1</f><v>a&amp;b</v></c>
      <c r="AA7" t="inlineStr"><is><t xml:space="preserve"> desa </t></is></c></row>
      <row><c><v>1</v></c><c t="b"><v>0</v></c><c><f>1+1</f></c><c><v/></c><c><f>2</f><v>2</v></c></row>
      """, strings: ["<t>Suka &lt;Maju&gt;</t>"])
    #expect(
      try rows(fixture) == [
        "2 |t:Suka <Maju>||n:12.5", "7 b:true|e:#REF!|t:a&b||||||||||||||||||||||||t: desa ", "8 n:1|b:false|||n:2",
      ])
  }

  @Test("runs of rich text are joined, phonetic guides dropped, escapes of Excel decoded")
  func texts() throws {
    let fixture = XLSXFixture(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
      <c r="D1" t="inlineStr"><is><r><rPr><b/></rPr><t>Ka</t></r><r><t>mpung</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>
      <c r="E1" t="s"><v>3</v></c></row>
      """,
      strings: [
        "<r><rPr><b/><sz val=\"11\"/></rPr><t>Desa</t></r><r><t xml:space=\"preserve\"> Maju</t></r>",
        "<t>漢</t><rPh sb=\"0\" eb=\"1\"><t>かん</t></rPh><phoneticPr fontId=\"1\"/>",
        "<t>a_x000D_\nb_x005F_x0041__xZZZZ__x0000_</t>", "<t/>",
      ])
    #expect(try rows(fixture) == ["1 t:Desa Maju|t:漢|t:a\r\nb_x0041__xZZZZ__x0000_|t:Kampung"])
  }

  @Test("numbers have their shortest plain text")
  func numbers() throws {
    let cases = [
      ("1.1559999999999999", "n:1.156"), ("0.59889999999999999", "n:0.5989"), ("1E+3", "n:1000"), ("12", "n:12"),
      ("-0.5", "n:-0.5"), ("1.5E-5", "n:0.000015"), ("6402012001", "n:6402012001"), ("3201190006.0", "n:3201190006"),
      ("6.4020120010000001E+9", "n:6402012001"), ("1.2345678901234567E+19", "n:12345678901234567000"),
      ("1E+300", "n:1e+300"), ("5E+15", "n:5000000000000000"), ("0.1", "n:0.1"),
      ("0.30000000000000004", "n:0.30000000000000004"),
      (" 7 ", "n:7"), ("tujuh", "t:tujuh"), ("NaN", "t:NaN"), ("INF", "t:INF"), (".5", "n:0.5"), ("1.", "n:1"),
      ("123456789012345678", "n:123456789012345678"), ("1,5", "t:1,5"), ("-", "t:-"),
    ]
    for (text, expected) in cases {
      #expect(try rows(XLSXFixture("<row r=\"1\"><c r=\"A1\"><v>\(text)</v></c></row>")) == ["1 " + expected])
    }
  }

  private let styles = """
    <numFmts count="3"><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" \
    formatCode="&quot;Rp&quot;#,##0.00"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf \
    numFmtId="14"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf \
    numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="166"/></cellXfs>
    """

  @Test("dates follow their number format, in both epochs")
  func dates() throws {
    let data = [
      (1, "45614"), (2, "45614"), (3, "45614"), (4, "45614.5"), (5, "0.3125"), (6, "1.5"), (1, "59"), (1, "60"),
      (1, "61"), (1, "0"), (1, "-3"), (1, "2958466"), (4, "45614.999999"), (99, "45614"),
    ].enumerated().map { index, cell in
      "<row r=\"\(index + 1)\"><c r=\"A\(index + 1)\" s=\"\(cell.0)\"><v>\(cell.1)</v></c></row>"
    }.joined()
    var fixture = XLSXFixture(data)
    fixture.styles = styles
    #expect(
      try rows(fixture) == [
        "1 d:2024-11-18", "2 d:2024-11-18", "3 n:45614", "4 d:2024-11-18T12:00:00", "5 t:07:30:00", "6 t:36:00:00",
        "7 d:1900-02-28", "8 n:60", "9 d:1900-03-01", "10 n:0", "11 n:-3", "12 n:2958466", "13 d:2024-11-19",
        "14 n:45614",
      ])
    fixture.workbookProperties = "<workbookPr date1904=\"1\"/>"
    #expect(try fixture.workbook().countsFrom1904)
    #expect(
      try rows(fixture).prefix(7) == [
        "1 d:2028-11-19", "2 d:2028-11-19", "3 n:45614", "4 d:2028-11-19T12:00:00", "5 t:07:30:00", "6 t:36:00:00",
        "7 d:1904-02-29",
      ])
    #expect(try rows(fixture)[9] == "10 d:1904-01-01")
  }

  @Test("dates that stand as ISO text are taken as such")
  func isoDates() throws {
    let cases = [
      ("2024-11-18", "d:2024-11-18"), ("2024-11-18T00:00:00Z", "d:2024-11-18"),
      ("2024-11-18T07:30:00.5", "d:2024-11-18T07:30:00"), ("2024-11-18T07:30", "d:2024-11-18T07:30:00"),
      ("18/11/2024", "t:18/11/2024"), ("2024-11-18X", "t:2024-11-18X"),
    ]
    for (text, expected) in cases {
      #expect(try rows(XLSXFixture("<row r=\"1\"><c r=\"A1\" t=\"d\"><v>\(text)</v></c></row>")) == ["1 " + expected])
    }
  }

  @Test("the strict form and prefixes are read the same")
  func forms() throws {
    for prefix in ["", "x:"] {
      for (namespace, relationships) in [
        (
          "http://purl.oclc.org/ooxml/spreadsheetml/main",
          "http://purl.oclc.org/ooxml/officeDocument/relationships"
        ),
        (
          "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        ),
      ] {
        let p = prefix
        var fixture = XLSXFixture(
          "<\(p)row r=\"1\"><\(p)c r=\"A1\" t=\"s\"><\(p)v>0</\(p)v></\(p)c></\(p)row>",
          strings: ["<\(p)t>desa</\(p)t>"])
        fixture.prefix = prefix
        fixture.namespace = namespace
        fixture.relationships = relationships
        #expect(try rows(fixture) == ["1 t:desa"])
      }
    }
  }

  @Test("elements of other namespaces are no cells")
  func foreign() throws {
    var fixture = XLSXFixture("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    fixture.namespace = "urn:lain"
    #expect(try rows(fixture) == [])
  }

  @Test("sheets are listed in order with what people see of them")
  func sheets() throws {
    var fixture = XLSXFixture()
    fixture.sheets = [
      ("Rekap &amp; Data", "visible", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"), ("Sembunyi", "hidden", ""),
      ("Sangat", "veryHidden", ""),
    ]
    fixture.head = "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"5\" max=\"5\" width=\"9\"/></cols>"
    fixture.tail =
      "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A9\"/><mergeCell ref=\"-\"/><mergeCell ref=\"B40:C41\"/></mergeCells>"
    let workbook = try fixture.workbook()
    #expect(workbook.sheets.map(\.name) == ["Rekap & Data", "Sembunyi", "Sangat"])
    #expect(workbook.sheets.map(\.visibility) == [.visible, .hidden, .veryHidden])
    #expect(
      try workbook.mergedRanges(of: workbook.sheets[0]) == [
        CellRange(rows: 1...1, columns: 1...3), CellRange(rows: 2...9, columns: 1...1),
        CellRange(rows: 40...41, columns: 2...3),
      ])
    #expect(try workbook.mergedRanges(of: workbook.sheets[0], beginningInFirst: 1).count == 1)
    let reader = try workbook.reader(of: workbook.sheets[0])
    _ = try reader.nextBlock()
    #expect(reader.hiddenColumns == [2...3])
    #expect(try reader.nextBlock() == nil)
    #expect(reader.mergedRanges.count == 3)
    #expect(try workbook.reader(of: workbook.sheets[1]).nextBlock() == nil)
  }

  @Test("merged ranges are found behind rows that only expat can read, and hidden rows are counted")
  func mergedBehindComments() throws {
    var fixture = XLSXFixture("<!-- x --><row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    fixture.tail = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>"
    let workbook = try fixture.workbook()
    #expect(try workbook.mergedRanges(of: workbook.sheets[0]).count == 1)
    let reader = try workbook.reader(of: workbook.sheets[0])
    #expect(try reader.nextBlock()?.rowCount == 1)
    #expect(reader.hiddenRowCount == 1)
  }

  @Test("a sheet with no rows, and one that is a chart, have none")
  func empty() throws {
    #expect(try rows(XLSXFixture()) == [])
    var fixture = XLSXFixture()
    fixture.parts["xl/worksheets/sheet1.xml"] =
      "<worksheet xmlns=\"\(fixture.namespace)\"><sheetData/><mergeCells/></worksheet>"
    #expect(try rows(fixture) == [])
    fixture.parts["xl/worksheets/sheet1.xml"] = "<chartsheet xmlns=\"\(fixture.namespace)\"/>"
    #expect(try rows(fixture) == [])
  }

  @Test("hostile and damaged cells end the sheet with a diagnostic; the rows before are kept")
  func damaged() throws {
    let good = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
    let cases = [
      ("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>5</v></c></row>", "xlsx-damaged 2:1"),
      ("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>-1</v></c></row>", "xlsx-damaged 2:1"),
      ("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>", "xlsx-damaged 2:3"),
      ("<row r=\"2\"><c r=\"A3\"><v>1</v></c></row>", "xlsx-damaged 2:1"),
      ("<row r=\"2\"><c r=\"$A$2\"><v>1</v></c></row>", "xlsx-damaged 2:1"),
      ("<row r=\"-2\"/>", "xlsx-damaged 1:0"), ("<row r=\"1\"/>", "xlsx-damaged 1:0"),
      ("<row r=\"99999999\"/>", "xlsx-damaged 1:0"), ("<row r=\"99999999999999999999\"/>", "xlsx-damaged 1:0"),
      ("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>", "too-many-fields 2:16385"),
      ("<row r=\"2\"><c r=\"A2\"><v>1</c></row>", "xml-malformed 2:118"),
      ("<row r=\"2\"><c r=\"A2\"><v>&nbsp;</v></c></row>", "xml-entity-refused 2:0"),
    ]
    for (data, expected) in cases {
      let found = try rows(XLSXFixture(good + data))
      #expect(found.first == "1 n:1")
      #expect(found.count == 2)
      #expect(found.last.map { $0.split(separator: ":")[0] } == ("! " + expected).split(separator: ":")[0], "\(data)")
    }
    var limits = XLSXLimits()
    limits.maximumCellBytes = 100
    let long = "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>\(String(repeating: "x", count: 101))</v></c></row>"
    #expect(try rows(XLSXFixture(good + long), limits: limits) == ["1 n:1", "! cell-too-long 2:1"])
    limits = XLSXLimits()
    limits.maximumRowBytes = 1 << 20
    let repeated = XLSXFixture(
      good + "<row r=\"2\">" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 10_000) + "</row>",
      strings: ["<t>\(String(repeating: "x", count: 1 << 18))</t>"])
    #expect(try rows(repeated, limits: limits) == ["1 n:1", "! record-too-long 2:5"])
    limits = XLSXLimits()
    limits.maximumGapCells = 1000
    let sparse = (2...100).map { "<row r=\"\($0)\"><c r=\"Z\($0)\"><v>1</v></c></row>" }.joined()
    #expect(try rows(XLSXFixture(good + sparse), limits: limits).last == "! archive-too-large 0:0")
  }

  @Test("entity attacks are refused in every part")
  func entities() throws {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
    for part in [
      "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "_rels/.rels",
      "xl/_rels/workbook.xml.rels",
    ] {
      var fixture = XLSXFixture("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", strings: ["<t>&b;</t>"])
      let original = fixture.all.first { $0.name == part }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
      let body = original.split(separator: "\r\n", maxSplits: 1).last.map(String.init) ?? ""
      fixture.parts[part] = bomb + body
      let attacked = fixture
      let found = code {
        let reading = try attacked.reading()
        if let problem = reading.problem { throw problem }
      }
      #expect(found == "xml-entity-refused", "\(part)")
    }
  }

  @Test("missing parts are named, what is no workbook is refused")
  func missing() throws {
    func found(_ change: (inout XLSXFixture) -> Void) -> String? {
      var fixture = XLSXFixture("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", strings: ["<t>a</t>"])
      change(&fixture)
      let changed = fixture
      return code {
        let reading = try changed.reading()
        if let problem = reading.problem { throw problem }
      }
    }
    #expect(found { _ in } == nil)
    #expect(found { $0.parts["_rels/.rels"] = .some(nil) } == nil)
    #expect(found { $0.parts["xl/styles.xml"] = .some(nil) } == nil)
    #expect(found { $0.parts["xl/workbook.xml"] = .some(nil) } == "xlsx-damaged")
    #expect(found { $0.parts["xl/worksheets/sheet1.xml"] = .some(nil) } == "xlsx-damaged")
    #expect(found { $0.parts["xl/_rels/workbook.xml.rels"] = .some(nil) } == "xlsx-damaged")
    #expect(found { $0.parts["xl/sharedStrings.xml"] = .some(nil) } == "xlsx-damaged")
    #expect(found { $0.parts["xl/workbook.xml"] = "<html/>" } == "xlsx-damaged")
    #expect(found { $0.parts["xl/workbook.xml"] = "bukan XML" } == "xml-malformed")
  }

  @Test("shared texts beyond the memory limit go to a temporary file and come back the same")
  func spooled() throws {
    let count = 20_000
    let strings = (0..<count).map { "<t>desa \($0) \(String(repeating: "é", count: $0 % 50))</t>" }
    let data = (0..<count).map {
      "<row r=\"\($0 + 1)\"><c r=\"A\($0 + 1)\" t=\"s\"><v>\(($0 * 7919) % count)</v></c></row>"
    }
    .joined()
    let fixture = XLSXFixture(data, strings: strings)
    let inMemory = try fixture.reading()
    var limits = XLSXLimits()
    limits.sharedStringBytesInMemory = 10_000
    #expect(try fixture.reading(limits: limits) == inMemory)
    #expect(inMemory.rows.count == count)
    #expect(inMemory.rows[1].cells == ["t:desa 7919 \(String(repeating: "é", count: 7919 % 50))"])
    limits.maximumSharedStringBytes = 1000
    #expect(code { _ = try fixture.reading(limits: limits) } == "archive-too-large")
  }

  @Test("blocks of any size hold the same rows")
  func blocks() throws {
    let data = (1...3000).map { row in
      "<row r=\"\(row * 2)\">"
        + (0..<9).map { "<c r=\"\(Character(Unicode.Scalar(UInt8(65 + $0 * 2))))\(row * 2)\"><v>\(row * $0)</v></c>" }
        .joined() + "</row>"
    }.joined()
    let whole = try XLSXFixture(data).reading()
    #expect(whole.rows.count == 3000)
    #expect(whole.rows.last?.number == 6000)
    #expect(try XLSXFixture(data).reading(blockBytes: 300) == whole)
  }
}

@Suite("Number formats of workbooks")
struct NumberFormatTests {
  @Test("dates and times are told from amounts")
  func classes() throws {
    let dates = [
      "dd/mm/yyyy", "[$-421]d mmmm yyyy;@", "mmm-yy", "yyyy\\-mm\\-dd hh:mm", "d", "MMMM", "dd mmm yyyy hh:mm:ss.00",
    ]
    let times = ["hh:mm", "h:mm AM/PM", "mm:ss", "ss.00", "mm:ss.0"]
    let numbers = [
      "General", "0.00", "#,##0", "\"hari\" 0", "0.0%", "@", "[Red]0.00", "0.00E+00", "_(* #,##0_);_(* (#,##0)",
      "\"Rp\"#,##0;dd", "\\d0", "?/?", "", "[Blue]General",
    ]
    for code in dates { #expect(numberFormatKind(code) == "date", "\(code)") }
    for code in times { #expect(numberFormatKind(code) == "time", "\(code)") }
    for code in numbers { #expect(numberFormatKind(code) == "number", "\(code)") }
    for code in ["[h]:mm", "[mm]:ss", "[hh]:mm:ss"] { #expect(numberFormatKind(code) == "duration", "\(code)") }
  }
}
