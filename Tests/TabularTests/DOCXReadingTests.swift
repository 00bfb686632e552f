import Diagnostics
import Tabular
import Testing

@Suite("Tables of Word documents")
struct DOCXReadingTests {
  private func rows(_ document: DOCXDocument, _ index: Int = 0) throws -> [String] {
    let reading = TableReading(document.reader(of: try #require(document.tables.dropFirst(index).first)))
    return reading.rows.map { "\($0.number) " + $0.cells.map { $0.replacing("t:", with: "") }.joined(separator: "|") }
      + (reading.problem.map { ["! \($0.code)"] } ?? [])
  }

  private func row(_ cells: String..., properties: String = "") -> String {
    "<w:tr>\(properties)\(cells.joined())</w:tr>"
  }

  private func cell(_ text: String, _ properties: String = "") -> String { DOCXFixture.cell(text, properties) }

  @Test("tables are listed in order with their titles, and each is read on its own")
  func tables() throws {
    let body =
      DOCXFixture.paragraph("BERITA ACARA") + DOCXFixture.paragraph("Daftar  usulan ") + "<w:p/>"
      + "<w:tbl>\(row(cell("No"), cell("Usulan")))\(row(cell("1"), cell("Jalan")))</w:tbl>"
      + "<w:tbl>\(row(cell("Nama")))</w:tbl>" + DOCXFixture.paragraph("Penutup")
      + "<w:sdt><w:sdtContent><w:tbl>\(row(cell("a")))</w:tbl></w:sdtContent></w:sdt>"
    let document = try DOCXFixture.document(body)
    #expect(document.tables.map(\.title) == ["Daftar usulan", nil, "Penutup"])
    #expect(document.tables.map(\.rowCount) == [2, 1, 1])
    #expect(document.tables.map(\.columnCount) == [2, 1, 1])
    #expect(document.tables.map(\.name) == ["tabel 1", "tabel 2", "tabel 3"])
    #expect(try rows(document) == ["1 No|Usulan", "2 1|Jalan"])
    #expect(try rows(document, 1) == ["1 Nama"])
    #expect(try rows(document, 2) == ["1 a"])
  }

  @Test("paragraphs, breaks and tabulators of a cell are kept, marks of layout are not")
  func texts() throws {
    let content = """
      <w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">Jalan </w:t></w:r>
      <w:r><w:rPr><w:b/></w:rPr><w:t>desa</w:t><w:br/><w:t>2</w:t><w:tab/><w:t>km</w:t><w:noBreakHyphen/></w:r></w:p>
      <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>Rp5</w:t></w:r></w:p>
      <w:p/>
      """
    let document = try DOCXFixture.document("<w:tbl><w:tr><w:tc>\(content)</w:tc></w:tr></w:tbl>")
    #expect(try rows(document) == ["1 Jalan desa\n2 km-\nRp5"])
  }

  @Test("cells over several columns and rows leave the others empty, and are told as merged ranges")
  func merges() throws {
    let body =
      "<w:tbl>"
      + row(cell("Kec", "<w:vMerge w:val=\"restart\"/>"), cell("Jumlah", "<w:gridSpan w:val=\"2\"/>"), cell("Ket"))
      + row(cell("tak tampak", "<w:vMerge/>"), cell("L"), cell("P"), cell("x"))
      + row(cell("", "<w:vMerge w:val=\"continue\"/>"), cell("1"), cell("2"), cell(""))
      + row(cell("b"), cell("3"), properties: "<w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>") + "</w:tbl>"
    let document = try DOCXFixture.document(body)
    #expect(try rows(document) == ["1 Kec|Jumlah||Ket", "2 |L|P|x", "3 |1|2", "4 |b|3"])
    #expect(
      document.tables[0].mergedRanges == [
        CellRange(rows: 1...3, columns: 1...1), CellRange(rows: 1...1, columns: 2...3),
      ])
    #expect(document.tables[0].columnCount == 4)
  }

  @Test("what tracked changes delete or move away is left out, what they insert counts")
  func trackedChanges() throws {
    let changes = """
      a</w:t></w:r><w:del w:id="1"><w:r><w:delText>hapus</w:delText><w:t>hapus</w:t></w:r></w:del><w:moveFrom><w:r>\
      <w:t>pindah</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>baru</w:t></w:r></w:ins><w:r><w:t>
      """
    let body =
      "<w:tbl>" + row(cell(changes)) + row(cell("baris terhapus"), properties: "<w:trPr><w:del w:id=\"2\"/></w:trPr>")
      + row(cell("c")) + "</w:tbl>"
    let document = try DOCXFixture.document(body)
    #expect(try rows(document) == ["1 abaru", "2 c"])
    #expect(document.tables[0].rowCount == 2)
  }

  @Test("a table in a cell is a table of its own, and alternatives are read once")
  func nested() throws {
    let inner = "<w:tbl>\(row(cell("dalam 1"), cell("dalam 2")))</w:tbl>"
    let alternative = """
      <mc:AlternateContent><mc:Choice Requires="x"><w:r><w:t>kotak</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>kotak</w:t>\
      </w:r></mc:Fallback></mc:AlternateContent>
      """
    let body = """
      <w:tbl><w:tr><w:tc>\(DOCXFixture.paragraph("luar"))\(inner)\(DOCXFixture.paragraph("sesudah"))</w:tc>\
      <w:tc><w:p>\(alternative)</w:p></w:tc></w:tr></w:tbl>
      """
    let document = try DOCXFixture.document(body)
    #expect(document.tables.map(\.isNested) == [false, true])
    #expect(document.tables.map(\.title) == [nil, "luar"])
    #expect(try rows(document) == ["1 luar\nsesudah|kotak"])
    #expect(try rows(document, 1) == ["1 dalam 1|dalam 2"])
  }

  @Test("limits hold: columns, text, number of tables; entities are refused")
  func limits() throws {
    let wide = "<w:tbl>\(row(cell("a", "<w:gridSpan w:val=\"999999999\"/>"), cell("b")))</w:tbl>"
    #expect(code { _ = try DOCXFixture.document(wide) } == "too-many-fields")
    let long = "<w:tbl>\(row(cell(String(repeating: "x", count: 2 << 20))))</w:tbl>"
    #expect(code { _ = try DOCXFixture.document(long) } == "cell-too-long")
    var limits = DOCXLimits()
    limits.maximumTables = 2
    let many = String(repeating: "<w:tbl>\(row(cell("a")))</w:tbl>", count: 5)
    let document = try DOCXFixture.document(many, limits: limits)
    #expect(document.tables.count == 2)
    #expect(document.tablesLeftOut == 3)
    var parts = DOCXFixture.parts(wide)
    parts[2].bytes = Array("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>".utf8)
    let attacked = parts
    #expect(code { _ = try DOCXDocument(try Archives.open(try Archives.zip(attacked))) } == "xml-entity-refused")
    parts[2].bytes = Array("<a/>".utf8)
    let other = parts
    #expect(code { _ = try DOCXDocument(try Archives.open(try Archives.zip(other))) } == "docx-damaged")
  }

  @Test("a long table comes in blocks, and the strict form is read the same")
  func long() throws {
    let body = "<w:tbl>" + (1...3000).map { row(cell("\($0)"), cell("desa \($0)")) }.joined() + "</w:tbl><w:p/>"
    let parts = DOCXFixture.parts(
      body, namespace: "http://purl.oclc.org/ooxml/wordprocessingml/main",
      relationships: "http://purl.oclc.org/ooxml/officeDocument/relationships")
    let document = try DOCXDocument(try Archives.open(try Archives.zip(parts)))
    let reader = document.reader(of: document.tables[0], blockBytes: 1000)
    let reading = TableReading(reader)
    #expect(reading.rows.map(\.number) == Array(1...3000))
    #expect(reading.rows.last?.cells == ["t:3000", "t:desa 3000"])
    #expect(reading == TableReading(document.reader(of: document.tables[0])))
  }

  @Test("archives are told apart by what they hold")
  func kinds() throws {
    let word = try Archives.open(try Archives.zip(DOCXFixture.parts("<w:p/>")))
    let workbook = try Archives.open(try XLSXFixture().bytes())
    let other = try Archives.open(try Archives.zip([("data.csv", Array("a;b".utf8))]))
    #expect([word, workbook, other].map(DOCXDocument.isDocument) == [true, false, false])
    #expect([word, workbook, other].map(XLSXWorkbook.isWorkbook) == [false, true, false])
  }
}
