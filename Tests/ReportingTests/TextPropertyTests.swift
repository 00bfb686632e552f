import Diagnostics
import Foundation
import Testing

@testable import Reporting

@Suite struct TextPropertyTests {
  @Test(arguments: 0..<200)
  func noLineIsWiderThanTheTerminalAndNothingCommandsIt(seed: Int) throws {
    let oracle = try #require(TerminalOracle())
    var nasty = NastyText(seed: UInt64(seed) + 1)
    let width = 20 + nasty.number(100)
    let document = Self.document(&nasty)
    for language in Language.allCases {
      let text = try Documents.rendered(document, TextRenderer(language: language, width: width))
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        var used = 0
        for scalar in line.unicodeScalars {
          used += try #require(oracle.width(of: scalar), "U+\(String(scalar.value, radix: 16)) is not printable")
        }
        #expect(used <= width, "\(line)")
        #expect(line.last != " ")
      }
      #expect(!text.unicodeScalars.contains { "\u{202E}\u{200B}\u{FEFF}\u{9B}".unicodeScalars.contains($0) })
    }
  }

  @Test(arguments: 0..<50)
  func everyCellIsThereHoweverNarrowTheTerminal(seed: Int) throws {
    var random = NastyText(seed: UInt64(seed) + 1000)
    let count = 1 + random.number(12)
    let columns = (0..<count).map {
      ReportColumn(id: "c\($0)", label: LocalizedText("Kolom \($0)"), type: $0 == 0 ? .code : .integer)
    }
    let rows: [[ReportValue]] = (0..<5).map { row in
      (0..<count).map { (column: Int) -> ReportValue in
        let number = Int64(row * 100 + column + 10_000)
        return column == 0 ? .code("64.0\(row)") : .integer(number)
      }
    }
    let table = ReportTable(id: "t", title: "T", columns: columns, rows: rows)
    let width = 20 + random.number(60)
    let text = try Documents.rendered(
      ReportDocument(report: "r", title: "R", tables: [table]), TextRenderer(language: .english, width: width))
    for row in 0..<5 {
      for column in 1..<max(2, count) where column < count {
        #expect(text.contains(ValueText(language: .english).text(rows[row][column])))
      }
    }
    let repeated = text.split(separator: "\n").filter { $0.hasPrefix("64.00") }.count
    #expect(repeated >= 1)
    #expect(text.split(separator: "\n").filter { $0.hasPrefix("64.04") }.count == repeated)
  }

  private static func document(_ nasty: inout NastyText) -> ReportDocument {
    let columns = (0...nasty.number(12)).map { index in
      ReportColumn(
        id: "c\(index)", label: LocalizedText(nasty.text()),
        type: ReportColumn.Kind.allCases[nasty.number(ReportColumn.Kind.allCases.count)],
        unit: nasty.number(3) == 0 ? LocalizedText(nasty.text()) : nil)
    }
    let rows = (0..<nasty.number(12)).map { _ in columns.map { _ in value(&nasty) } }
    let table = ReportTable(
      id: "t", title: LocalizedText(nasty.text()), columns: columns, rows: rows, totalRows: [0, nasty.number(12)],
      keyColumns: nasty.number(20) - 2, note: LocalizedText(nasty.text()))
    return ReportDocument(
      report: "r", title: LocalizedText(nasty.text()),
      region: ReportRegion(code: nasty.text(), name: LocalizedText(nasty.text())), period: nasty.text(),
      dataAsOf: nasty.text(), stage: .provisional,
      keyFigures: [
        KeyFigure(id: "k", label: LocalizedText(nasty.text()), value: value(&nasty), unit: LocalizedText(nasty.text()))
      ], tables: [table], sources: [ReportSource(id: "s", dataset: nasty.text(), batches: [1, 2, 5])],
      notes: [LocalizedText(nasty.text())])
  }

  static func value(_ nasty: inout NastyText) -> ReportValue {
    switch nasty.number(9) {
    case 0: .missing
    case 1: .integer(Int64(nasty.number(2_000_000_000)) * Int64(nasty.number(2_000_000_000)))
    case 2: .real(Double(nasty.number(1_000_000)) / 7, decimals: nasty.number(6))
    case 3: .percent(Double(nasty.number(1000)) / 7, decimals: 1)
    case 4: .category(id: "x", label: LocalizedText(nasty.text()))
    case 5: .code(nasty.text())
    case 6: .period(nasty.text())
    case 7: .date("2024-02-29")
    default: .text(nasty.text())
    }
  }
}
