import Diagnostics
import Foundation
import Reporting
import Testing
import Workbooks

@Suite struct CSVRendererTests {
  @Test func theHeaderHoldsIdsAndNumbersHaveNoThousandsPoint() throws {
    var document = Documents.idmStatus
    document.tables[0].rows = [
      [
        .code("64.01"), .text("Paser, Kabupaten"), .integer(1_156), .missing, .real(0.5989, decimals: 2),
        .real(.nan, decimals: 2),
      ]
    ]
    for language in Language.allCases {
      #expect(
        try Documents.rendered(document, CSVRenderer(language: language)) == """
          code,name,villages,mandiri,maju,berkembang,tertinggal,sangat_tertinggal,no_data
          64.01,"Paser, Kabupaten",1156,,0.5989,,,,

          """)
    }
  }

  @Test func textsStayAsTheyAreAndCategoriesAreIds() throws {
    let columns = ["a", "b", "c", "d"].map { ReportColumn(id: $0, label: LocalizedText($0), type: .text) }
    let row: [ReportValue] = [
      .text("=1+1"), .text(""), .text("kata \"desa\"\n"),
      .category(id: "sangat_tertinggal", label: LocalizedText(id: "Sangat Tertinggal", en: "Severe")),
    ]
    let table = ReportTable(id: "t", title: "T", columns: columns, rows: [row])
    let text = try Documents.rendered(
      ReportDocument(report: "r", title: "R", tables: [table]), CSVRenderer(language: .indonesian))
    #expect(text == "a,b,c,d\n=1+1,\"\",\"kata \"\"desa\"\"\n\",sangat_tertinggal\n")
  }

  @Test func aDocumentWithoutTablesIsTheTableOfItsKeyFigures() throws {
    var document = Documents.idmStatus
    document.tables = []
    #expect(
      try Documents.rendered(document, CSVRenderer(language: .indonesian)) == """
        id,label,value,unit
        villages,Jumlah desa,841,desa
        mean,Rata-rata IDM,0.73461,
        share,Maju dan Mandiri,76.3377,

        """)
  }

  @Test func pythonReadsBackEveryText() throws {
    var nasty = NastyText(seed: 7)
    var rows: [[String]] = [["", "x"], ["=1+1", "-"], [" a", "b "], ["\r", "\n"], ["\"", "\"\""]]
    for _ in 0..<2000 {
      // The reader of Python before 3.11 refuses NUL.
      rows.append((0..<2).map { _ in nasty.text().filter { $0 != "\0" } })
    }
    let columns = ["a", "b"].map { ReportColumn(id: $0, label: LocalizedText($0), type: .text) }
    let table = ReportTable(id: "t", title: "T", columns: columns, rows: rows.map { $0.map { .text($0) } })
    let sink = MemorySink()
    try CSVRenderer(language: .indonesian).render(ReportDocument(report: "r", title: "R", tables: [table]), to: sink)
    let program = """
      import csv, json, sys
      with open(sys.argv[1], encoding='utf-8', newline='') as file:
          print(json.dumps(list(csv.reader(file, strict=True))))
      """
    let read = try JSONDecoder().decode([[String]].self, from: Python.run(program, input: sink.bytes))
    #expect(read.count == rows.count + 1)
    for (expected, found) in zip(rows, read.dropFirst()) {
      #expect(expected.map { Array($0.unicodeScalars) } == found.map { Array($0.unicodeScalars) })
    }
  }

  @Test func aChosenTableIsTheOneWrittenAndAnUnknownOneIsSaid() throws {
    var document = Documents.idmStatus
    document.tables.append(
      ReportTable(
        id: "villages", title: "V", columns: [ReportColumn(id: "x", label: "X", type: .integer)], rows: [[.integer(1)]])
    )
    let chosen = try document.selecting(table: "villages")
    #expect(try Documents.rendered(chosen, CSVRenderer(language: .english)) == "x\n1\n")
    #expect(chosen.figures.isEmpty)
    let problem = #expect(throws: Diagnostic.self) { try document.selecting(table: "vilages") }
    #expect(problem?.code == "unknown-table")
    #expect(problem?.hint?.en == "did you mean `villages`?")
  }
}
