import Diagnostics
import Foundation
import Reporting
import Testing
import Workbooks

/// Pages: everything inside, readable without scripts, safe with any text, and as they look in a real browser.
@Suite struct HTMLRendererTests {
  private static let assets = PageAssets(folder: PageAssets.systemFolder)

  private func page(
    _ document: ReportDocument, _ language: Language = .indonesian, assets: PageAssets = PageAssets()
  ) throws -> MemorySink {
    let sink = MemorySink()
    try HTMLRenderer(language: language, assets: assets).render(document, to: sink)
    return sink
  }

  @Test func everythingOfADocumentStandsOnThePage() throws {
    let text = try page(Documents.idmStatus).text
    #expect(text.hasPrefix("<!doctype html>\n<html lang=\"id\">"))
    for wanted in [
      "<h1>Status desa menurut Indeks Desa Membangun</h1>", "Kalimantan Timur (64) · Periode 2024",
      "ANGKA SEMENTARA, keadaan per 30 Juni 2024", "<dt>Rata-rata IDM</dt><dd>0,7346</dd>", "841 <small>desa</small>",
      "76,3%", "Kota tidak memiliki desa", "Indeks Desa Membangun 2024, batch 3–5, 9",
      "Edisi register 2025 dipakai untuk periode 2024",
    ] {
      #expect(text.contains(wanted), "\(wanted)")
    }
    // The province's own row, which machines get first, ends the table.
    let rows = text.components(separatedBy: "<tr")
    #expect(rows.last?.contains("class=\"total\"") == true)
    #expect(try page(Documents.idmStatus, .english).text.contains("<html lang=\"en\">"))
    #expect(try page(Documents.idmStatus, .english).text.contains("0.7346"))
  }

  @Test func aPageReachesForNothingOutside() throws {
    let text = try page(Documents.idmStatus, assets: Self.assets).text
    #expect(text.contains("default-src 'none'"))
    #expect(!text.contains("sourceMappingURL"))
    for outside in ["src=\"", "href=\"", "@import", "<link"] { #expect(!text.contains(outside), "\(outside)") }
  }

  @Test func withoutItsAssetsAPageIsPlainAndSaysSo() throws {
    let none = PageAssets(folder: "/nowhere")
    #expect(none.missing == ["libjs-bootstrap5", "libjs-chart.js"])
    let warning = try #require(none.warning)
    #expect(warning.hint?.id.contains("apt-get install libjs-bootstrap5 libjs-chart.js") == true)
    #expect(PageAssets().warning == nil)
    let text = try page(Documents.idmStatus, assets: none).text
    #expect(text.contains("<table") && !text.contains("<script>"))
  }

  @Test(arguments: 1...40)
  func noTextBreaksOutOfItsPlace(seed: UInt64) throws {
    var nasty = NastyText(seed: seed)
    let attacks = [
      "<script>document.title='x'</script>", "\"><img src=x onerror=alert(1)>", "</script><b>", "<!--", "]]>",
    ]
    func text() -> LocalizedText {
      LocalizedText(nasty.text() + attacks[nasty.number(attacks.count)] + nasty.text())
    }
    let columns = [
      ReportColumn(id: "name", label: text(), type: .text),
      ReportColumn(id: "n", label: text(), type: .integer, unit: text()),
    ]
    let document = ReportDocument(
      report: "x", title: text(), region: ReportRegion(code: "64", name: text()),
      keyFigures: [KeyFigure(id: "k", label: text(), value: .text(text()), unit: text())],
      tables: [
        ReportTable(
          id: "t", title: text(), columns: columns, rows: (0..<4).map { [.text(text()), .integer(Int64($0))] },
          note: text())
      ],
      figures: [ReportFigure(id: "f", title: text(), kind: .bar, table: "t", category: "name", values: ["n"])],
      notes: [text()])
    let page = try page(document).text
    // Whatever the data say, the page has the elements that its renderer wrote, and no others.
    for (tag, count) in [("<script", 1), ("<img", 0), ("<b>", 0), ("<table", 1), ("<tr", 5), ("<h1", 1), ("<!--", 0)] {
      #expect(page.components(separatedBy: tag).count - 1 == count, "\(tag)")
    }
    #expect(!page.unicodeScalars.contains { $0.properties.generalCategory == .control && $0 != "\n" })
  }

  // MARK: In a browser

  @Test(.enabled(if: Browser.command != nil && assets.missing.isEmpty, Browser.missing))
  func aBrowserDrawsTheChartAndShowsTheTable() throws {
    let bytes = try page(Documents.idmStatus, assets: Self.assets).bytes
    let shown = try Browser.document(of: bytes)
    #expect(shown.contains("<figure class=\"chart\">"), "the figure is no longer hidden")
    // Chart.js gives the canvas its size when it draws.
    #expect(shown.range(of: "<canvas[^>]*height=\"[1-9]", options: .regularExpression) != nil)
    #expect(shown.components(separatedBy: "<tr").count - 1 == 1 + Documents.rows.count)
    let plain = try Browser.document(of: bytes, scripts: false)
    #expect(plain.contains("<figure class=\"chart\" hidden"), "a chart that cannot be drawn stays hidden")
    #expect(plain.components(separatedBy: "<tr").count - 1 == 1 + Documents.rows.count)
  }

  @Test(.enabled(if: Browser.command != nil, Browser.missing))
  func aHostileNameRunsNothing() throws {
    var document = Documents.idmStatus
    document.tables[0].rows[1][1] = .text("<img src=x onerror=\"document.title='diambil'\"></td></table>")
    document.title = "</title></script><script>document.title='diambil'</script>"
    let shown = try Browser.document(of: try page(document, assets: Self.assets).bytes)
    #expect(!shown.contains("<title>diambil</title>"))
    #expect(shown.components(separatedBy: "<table").count == 2)
  }

  @Test(.enabled(if: Browser.command != nil, Browser.missing))
  func itPrintsOnA4() throws {
    func boxes(_ document: ReportDocument) throws -> [String] {
      let pdf = String(decoding: try Browser.pdf(of: try page(document, assets: Self.assets).bytes), as: UTF8.self)
      return pdf.matches(of: /\/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]/).map {
        "\(Int((Double($0.1) ?? 0).rounded()))×\(Int((Double($0.2) ?? 0).rounded()))"
      }
    }
    #expect(try boxes(Documents.idmStatus).allSatisfy { ["595×842", "594×841", "595×841", "594×842"].contains($0) })
    // A kertas kerja: long texts side by side.
    let long = String(repeating: "Pengadaan minimal satu orang dokter ", count: 2)
    let wide = ReportDocument(
      report: "x", title: "Kertas kerja",
      tables: [
        ReportTable(
          id: "t", title: "T",
          columns: (0..<7).map { ReportColumn(id: "c\($0)", label: "Kolom \($0)", type: .text) },
          rows: (0..<80).map { _ in (0..<7).map { _ in .text(long) } })
      ])
    let pages = try boxes(wide)
    #expect(
      pages.count > 1 && pages.allSatisfy { ["842×595", "841×594", "842×594", "841×595"].contains($0) }, "\(pages)")
  }
}
