import Tabular

/// A Word document written by hand.
enum DOCXFixture {
  static func parts(
    _ body: String, namespace: String = "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    relationships: String = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  ) -> [(name: String, bytes: [UInt8])] {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n"
    return [
      (
        "[Content_Types].xml",
        declaration + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
      ),
      (
        "_rels/.rels",
        declaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          + "<Relationship Id=\"r\" Type=\"\(relationships)/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
      ),
      (
        "word/document.xml",
        declaration + "<w:document xmlns:w=\"\(namespace)\" "
          + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>\(body)</w:body></w:document>"
      ),
    ].map { ($0.0, Array($0.1.utf8)) }
  }

  static func document(_ body: String, limits: DOCXLimits = DOCXLimits()) throws -> DOCXDocument {
    let folder = try TemporaryFolder()
    return try DOCXDocument(
      path: try folder.file("d.docx", try Archives.zip(parts(body))), file: "d.docx", limits: limits)
  }

  static func paragraph(_ text: String) -> String { "<w:p><w:r><w:t>\(text)</w:t></w:r></w:p>" }

  /// A cell with properties and content.
  static func cell(_ text: String, _ properties: String = "") -> String {
    "<w:tc><w:tcPr>\(properties)</w:tcPr>\(paragraph(text))</w:tc>"
  }
}

extension SeededGenerator {
  /// The body of a document with tables in it.
  mutating func wordBody(depth: Int = 0) -> String {
    var body = ""
    for _ in 0..<Int.random(in: 1...3, using: &self) {
      if chance(0.5) { body += DOCXFixture.paragraph(pick(["Judul", "", "A &amp; B", "漢字"])) }
      body += "<w:tbl><w:tblPr/>"
      for _ in 0..<Int.random(in: 0...5, using: &self) {
        body +=
          "<w:tr>"
          + pick([
            "", "", "<w:trPr><w:gridBefore w:val=\"\(pick(["1", "-1", "99999999999", "x"]))\"/></w:trPr>",
            "<w:trPr><w:del/></w:trPr>",
          ])
        for _ in 0..<Int.random(in: 0...5, using: &self) {
          let properties = pick([
            "", "", "<w:gridSpan w:val=\"\(pick(["2", "3", "0", "-5", "100000000"]))\"/>",
            "<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>",
          ])
          if depth < 3, chance(0.05) {
            body += "<w:tc>" + wordBody(depth: depth + 1) + "<w:p/></w:tc>"
          } else {
            body += DOCXFixture.cell(
              pick(["desa", "12", "", "baris<w:br/>dua"]).replacing("<w:br/>", with: "</w:t><w:br/><w:t>"), properties)
          }
        }
        body += "</w:tr>"
      }
      body += "</w:tbl>"
    }
    return body
  }
}
