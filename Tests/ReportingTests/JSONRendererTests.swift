import Diagnostics
import Foundation
import Reporting
import Testing

@Suite struct JSONRendererTests {
  @Test func theObjectHasTheShapeOfTheContract() throws {
    let text = try Documents.rendered(Documents.idmStatus, JSONRenderer(language: .indonesian))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(
      Set(root.keys) == [
        "report", "title", "region", "period", "data_as_of", "stage", "key_figures", "tables", "figures", "sources",
        "notes",
      ])
    #expect(root["stage"] as? String == "sementara")
    #expect(root["data_as_of"] as? String == "2024-06-30")
    #expect(root["region"] as? [String: String] == ["code": "64", "name": "Kalimantan Timur"])
    let sources = try #require(root["sources"] as? [[String: Any]])
    let ids = Set(sources.compactMap { $0["id"] as? String })
    for source in sources {
      #expect(Set(source.keys) == ["id", "dataset", "period", "batches", "formula", "stage", "as_of"])
      #expect(source["batches"] as? [Int] == [3, 4, 5, 9])
      #expect(source["stage"] as? String == "sementara")
    }
    let figures = try #require(root["key_figures"] as? [[String: Any]])
    for figure in figures {
      #expect(Set(figure.keys) == ["id", "label", "value", "unit", "source"])
      #expect(ids.contains(try #require(figure["source"] as? String)))
    }
    #expect(figures[2]["value"] as? Double == 76.3377)
    let table = try #require((root["tables"] as? [[String: Any]])?.first)
    #expect(Set(table.keys) == ["id", "title", "columns", "rows"])
    let columns = try #require(table["columns"] as? [[String: Any]])
    #expect(columns.map { $0["type"] as? String } == ["code", "text"] + Array(repeating: "integer", count: 7))
    for column in columns.dropFirst(2) { #expect(ids.contains(try #require(column["source"] as? String))) }
    let rows = try #require(table["rows"] as? [[Any]])
    #expect(rows.count == 11)
    #expect(rows[0][0] as? String == "64")
    #expect(rows[0][2] as? Int == 841)
    #expect(rows[8][3] is NSNull)
    #expect((root["notes"] as? [String])?.count == 2)
    let chart = try #require((root["figures"] as? [[String: Any]])?.first)
    #expect(chart["kind"] as? String == "stacked_bar")
    #expect(chart["category"] as? String == "name")
  }

  @Test func keysKeepTheOrderOfTheContract() throws {
    let text = try Documents.rendered(Documents.idmStatus, JSONRenderer(language: .english))
    let keys = text.split(separator: "\n").filter { $0.hasPrefix("  \"") }.compactMap {
      $0.split(separator: "\"").dropFirst().first
    }
    #expect(
      keys == [
        "report", "title", "region", "period", "data_as_of", "stage", "key_figures", "tables", "figures", "sources",
        "notes",
      ])
    #expect(text.contains(#"{"id": "code", "label": "Code", "type": "code", "unit": null, "source": null}"#))
  }

  @Test func labelsFollowTheLanguageAndIdsDoNot() throws {
    let english = try Documents.rendered(Documents.idmStatus, JSONRenderer(language: .english))
    #expect(english.contains(#""id": "maju", "label": "Advanced""#))
    let indonesian = try Documents.rendered(Documents.idmStatus, JSONRenderer(language: .indonesian))
    #expect(indonesian.contains(#""id": "maju", "label": "Maju""#))
  }

  @Test func anEmptyDocumentIsWholeJSON() throws {
    let text = try Documents.rendered(ReportDocument(report: "r", title: "R"), JSONRenderer(language: .english))
    let root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(root["region"] is NSNull)
    #expect((root["tables"] as? [Any])?.isEmpty == true)
  }

  @Test(arguments: 0..<20)
  func everyTextComesBackAndNothingCommandsATerminal(seed: Int) throws {
    var nasty = NastyText(seed: UInt64(seed) + 50)
    let texts = (0..<100).map { _ in nasty.text() }
    let text = try Documents.rendered(Documents.texts(texts), JSONRenderer(language: .indonesian))
    #expect(!text.unicodeScalars.contains { ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value) })
    #expect(!text.replacingOccurrences(of: #"\\"#, with: "").contains(#"\/"#))
    struct Root: Decodable {
      struct Table: Decodable { let rows: [[String]] }
      let tables: [Table]
    }
    let root = try JSONDecoder().decode(Root.self, from: Data(text.utf8))
    let read = try #require(root.tables.first?.rows.map { $0[0] })
    #expect(read.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) })
  }

  @Test(arguments: [
    0.1, 1e-7, 1e21, Double.leastNonzeroMagnitude, 1.7976931348623157e308, -0.0, 0.30000000000000004,
    9_007_199_254_740_992,
  ])
  func numbersComeBackUnrounded(number: Double) throws {
    let document = ReportDocument(
      report: "r", title: "R", keyFigures: [KeyFigure(id: "k", label: "K", value: .real(number, decimals: 2))])
    struct Root: Decodable {
      struct Figure: Decodable { let value: Double }
      let keyFigures: [Figure]
      enum CodingKeys: String, CodingKey { case keyFigures = "key_figures" }
    }
    let text = try Documents.rendered(document, JSONRenderer(language: .indonesian))
    #expect(try JSONDecoder().decode(Root.self, from: Data(text.utf8)).keyFigures[0].value == number)
  }
}
