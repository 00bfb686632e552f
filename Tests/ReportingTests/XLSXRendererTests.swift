import Diagnostics
import Foundation
import PluginTesting
import Testing
import Workbooks

@testable import Reporting

@Suite struct XLSXRendererTests {
  private static func opened(
    _ document: ReportDocument, language: Language = .indonesian, rowsPerSheet: Int = 1_048_576,
    cellsInMemory: Int = 100_000
  ) throws -> WorkbookInspector {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).xlsx").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let renderer = XLSXRenderer(
      language: language, createdAt: Date(timeIntervalSince1970: 1_719_705_600), rowsPerSheet: rowsPerSheet,
      cellsInMemory: cellsInMemory)
    try OutputTarget.file(path).write { try renderer.render(document, to: $0) }
    return try WorkbookInspector(path: path)
  }

  /// In memory, and streamed.
  @Test(arguments: [100_000, 0])
  func theMainTableHasATitleBlockAFrozenBoldHeaderAndRealNumbers(cellsInMemory: Int) throws {
    let book = try Self.opened(Documents.idmStatus, cellsInMemory: cellsInMemory)
    #expect(book.sheets.map(\.name) == ["Status per kabupaten", "Ringkasan", "Sumber"])
    #expect(book.title == "Status desa menurut Indeks Desa Membangun")
    #expect(book.created == "2024-06-30T00:00:00Z")
    let sheet = try #require(book.sheets.first)
    #expect(sheet.text("A1") == "Status desa menurut Indeks Desa Membangun")
    #expect(sheet.text("A3") == "Kalimantan Timur (64) · Periode 2024")
    #expect(sheet.text("A4") == "ANGKA SEMENTARA, keadaan per 30 Juni 2024")
    #expect(["A6", "B6", "C6", "I6"].map { sheet.text($0) } == ["Kode", "Nama", "Jumlah desa", "Tanpa data"])
    #expect(["A6", "C6", "I6"].allSatisfy { sheet[$0]?.isBold == true })
    #expect(sheet.frozenRows == 6)
    #expect(sheet.frozenColumns == 2)
    #expect(sheet.autofilter == "A6:I17")
    #expect(sheet["A17"] == InspectedCell(value: .text("64"), isBold: true, numberFormat: "@"))
    #expect(sheet["C17"] == InspectedCell(value: .number(841), isBold: true, numberFormat: "#,##0"))
    #expect(sheet["A7"] == InspectedCell(value: .text("64.01"), isBold: false, numberFormat: "@"))
    #expect(sheet["D8"] == InspectedCell(value: .number(68), isBold: false, numberFormat: "#,##0"))
    #expect(sheet["D15"]?.value ?? .blank == .blank)
    #expect(sheet.number("C15") == 0)
    #expect(sheet.text("A19") == "Kota tidak memiliki desa; kelurahan tidak dihitung.")
    let widths = sheet.columnWidths
    #expect(try #require(widths[1]) >= 29 && widths[1] ?? 99 < 40)
    #expect(try #require(widths[0]) < 12)
  }

  @Test func keyFiguresSourcesAndNotesHaveSheetsOfTheirOwn() throws {
    let book = try Self.opened(Documents.idmStatus, language: .english)
    let summary = try #require(book["Summary"])
    #expect(summary.text("A5") == "Villages")
    #expect(summary.number("B5") == 841)
    #expect(summary.text("C5") == "villages")
    #expect(summary["B6"] == InspectedCell(value: .number(0.73461), isBold: false, numberFormat: "#,##0.0000"))
    #expect(summary["B7"]?.numberFormat == "0.0%")
    #expect(try abs(#require(summary.number("B7")) - 0.763377) < 1e-12)
    let sources = try #require(book["Sources"])
    #expect(sources.text("A4") == "idm")
    #expect(sources.text("D4") == "3–5, 9")
    #expect(sources.text("E4") == "provisional")
    #expect(sources.text("G5") == "mean(idm)")
    #expect(sources.cells.values.contains { $0.value == .text(Documents.idmStatus.notes[0].en) })
  }

  @Test func chartsAreNativeAndLeaveTotalsOut() throws {
    let book = try Self.opened(Documents.idmStatus)
    let chart = try #require(book.sheets.first?.charts.first)
    #expect(chart.kind == "barChart")
    #expect(chart.grouping == "stacked")
    #expect(chart.title == "Status per kabupaten")
    #expect(chart.series.count == 6)
    #expect(chart.series[0].categories == "'Status per kabupaten'!$B$7:$B$16")
    #expect(chart.series[0].values == "'Status per kabupaten'!$D$7:$D$16")
    #expect(chart.series[0].name == "Mandiri")
  }

  @Test func everyKindOfValueBecomesTheCellItIs() throws {
    let values: [ReportValue] = [
      .integer(Int64(3_600_000_000_000)), .real(0.5989, decimals: 4), .percent(12.5, decimals: 0), .date("2024-02-29"),
      .date("1899-01-01"), .period("2024"), .code("0"), .text("=1+1"), .missing, .real(.nan, decimals: 1),
      .category(id: "maju", label: LocalizedText(id: "Maju", en: "Advanced")),
    ]
    let columns = values.indices.map { ReportColumn(id: "c\($0)", label: LocalizedText("K\($0)"), type: .text) }
    let table = ReportTable(id: "t", title: "T", columns: columns, rows: [values])
    let sheet = try #require(try Self.opened(ReportDocument(report: "r", title: "T", tables: [table])).sheets.first)
    let cells = "ABCDEFGHIJK".map { sheet["\($0)4"] }
    #expect(cells[0]?.value == .number(3_600_000_000_000))
    #expect(cells[1] == InspectedCell(value: .number(0.5989), isBold: false, numberFormat: "#,##0.0000"))
    #expect(cells[2] == InspectedCell(value: .number(0.125), isBold: false, numberFormat: "0%"))
    #expect(cells[3]?.value == .number(45351))
    #expect(cells[3]?.numberFormat == "yyyy\\-mm\\-dd")
    #expect(cells[4]?.value == .text("1899-01-01"))
    #expect(cells[5] == InspectedCell(value: .text("2024"), isBold: false, numberFormat: "@"))
    #expect(cells[6] == InspectedCell(value: .text("0"), isBold: false, numberFormat: "@"))
    #expect(cells[7]?.value == .text("=1+1"))
    #expect(cells[8]?.value ?? .blank == .blank)
    #expect(cells[9]?.value ?? .blank == .blank)
    #expect(cells[10]?.value == .text("Maju"))
  }

  @Test(arguments: [100_000, 0])
  func nothingInATextBreaksTheFile(cellsInMemory: Int) throws {
    var nasty = NastyText(seed: 99)
    var texts = (0..<500).map { _ in nasty.text() }
    texts += [
      "_x000D_", "_x005F_", "\u{0}\u{1}\u{B}", " depan dan belakang ", "a\nb", String(repeating: "😀", count: 20_000),
    ]
    let sheet = try #require(
      try Self.opened(Documents.texts(texts), cellsInMemory: cellsInMemory).sheets.first)
    for (index, text) in texts.dropLast().enumerated() {
      let isPlain = text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\u{FFFE}"
      }
      if isPlain { #expect(sheet.text("A\(index + 4)") ?? "" == text) }
    }
    let last = texts.count + 3
    #expect(sheet.text("A\(last - 3)") == "\\u{0}\\u{1}\\u{B}")
    #expect(sheet.text("A\(last - 1)") == "a\nb")
    let cut = try #require(sheet.text("A\(last)"))
    #expect(cut.utf16.count <= 32_767)
    #expect(cut.utf16.count > 32_700)
    #expect(cut.hasSuffix("😀…"))
  }

  @Test func cutTextsAreSaidInTheNotes() throws {
    let book = try Self.opened(Documents.texts([String(repeating: "a", count: 40_000), "b"]))
    let sources = try #require(book["Sumber"])
    #expect(
      sources.cells.values.contains {
        $0.value == .text("1 teks dipotong karena sel Excel memuat paling banyak 32.767 karakter.")
      })
  }

  @Test func namesOfSheetsAreLegalShortAndDifferent() throws {
    let titles = [
      "Status IDM [2024]: a/b", "status idm  2024  a b", "", "'", "History", "Sumber",
      String(repeating: "panjang ", count: 9),
      String(repeating: "panjang ", count: 9), String(repeating: "😀", count: 31), "\u{1B}", "'kutip'",
      "a/\u{301}b[\u{301}", "'\u{301}x'\u{301}",
    ]
    let tables = titles.enumerated().map { index, title in
      ReportTable(
        id: "t\(index)", title: LocalizedText(title), columns: [ReportColumn(id: "x", label: "X", type: .integer)],
        rows: [[.integer(Int64(index))]])
    }
    let book = try Self.opened(ReportDocument(report: "r", title: "R", tables: tables))
    #expect(book.sheets.count == titles.count + 1)
    for sheet in book.sheets {
      #expect(!sheet.name.isEmpty && sheet.name.utf16.count <= 31, "\(sheet.name)")
      #expect(!sheet.name.contains { "[]:*?/\\".contains($0) })
      #expect(!sheet.name.hasPrefix("'") && !sheet.name.hasSuffix("'"))
      #expect(sheet.name.lowercased() != "history")
    }
    #expect(book.sheets[0].name == "Status IDM 2024 a b")
    #expect(book.sheets[1].name == "status idm 2024 a b (2)")
    #expect(book.sheets[2].name == "t2")
    #expect(book.sheets[6].name == "panjang panjang panjang…")
  }

  @Test(arguments: [100_000, 0])
  func aTableLongerThanASheetGoesOnInTheNext(cellsInMemory: Int) throws {
    let table = ReportTable(
      id: "t", title: "Desa", columns: [ReportColumn(id: "x", label: "X", type: .integer)],
      rows: (0..<25).map { [.integer(Int64($0))] }, note: "Akhir")
    let book = try Self.opened(
      ReportDocument(report: "r", title: "Desa", tables: [table]), rowsPerSheet: 15, cellsInMemory: cellsInMemory)
    #expect(book.sheets.map(\.name) == ["Desa", "Desa (2)", "Desa (3)", "Sumber"])
    let numbers = book.sheets.dropLast().flatMap { sheet in (4...15).compactMap { sheet.number("A\($0)") } }
    #expect(numbers == (0..<25).map { Double($0) })
    #expect(book.sheets.dropLast().allSatisfy { $0.rowCount <= 15 && $0.text("A3") == "X" && $0.frozenRows == 3 })
    #expect(book.sheets[2].cells.values.contains { $0.value == .text("Akhir") })
    #expect(!book.sheets[0].cells.values.contains { $0.value == .text("Akhir") })
  }

  @Test func anEmptyDocumentIsAWorkbookThatSaysSo() throws {
    let book = try Self.opened(ReportDocument(report: "r", title: "R"))
    #expect(book.sheets.map(\.name) == ["Ringkasan", "Sumber"])
    #expect(book.sheets[0].text("A3") == "Tidak ada data untuk ditampilkan.")
  }

  @Test func moreColumnsThanExcelHoldsAreADiagnostic() throws {
    let columns = (0...16_384).map { ReportColumn(id: "c\($0)", label: "K", type: .integer) }
    let document = ReportDocument(report: "r", title: "R", tables: [ReportTable(id: "t", title: "T", columns: columns)])
    let problem = #expect(throws: Diagnostic.self) { try Self.opened(document) }
    #expect(problem?.code == "table-too-wide")
  }

  @Test func aWorkbookOnAFullDiskIsADiagnostic() throws {
    let problem = #expect(throws: Diagnostic.self) {
      try Documents.idmStatus.write(as: .xlsx, to: .file("/dev/full"))
    }
    #expect(problem?.code == "output-unwritable")
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func columnsHaveTheirLetters(index: Int, letters: String) {
    #expect(XLSXReference.column(index) == letters)
  }
}
