import Diagnostics
import Domain
import Foundation
import Indicators
import PluginKit
import PluginTesting
import Registry
import Testing

/// The declaration as shipped, against figures that the Ministry of Villages published.
@Suite struct ShippedDatasetTests {
  private func idm() throws -> DatasetDeclaration { try shipped("idm") }

  private func shipped(_ id: String) throws -> DatasetDeclaration {
    let root = Checkout.root.path
    let registry = Registry.load(
      ConfigurationSource(
        file: root + "/plugins.yaml", currentDirectory: root, engines: EngineCatalog(importers: [], reports: [])))
    return try #require(IndicatorCatalog(registry.indicators)[id])
  }

  /// The rows of a reference table, by heading.
  private func rows(_ file: URL) throws -> [[String: String]] {
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map(String.init)
    return lines.dropFirst().map { line in
      Dictionary(
        zip(header, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
        uniquingKeysWith: { first, _ in first })
    }
  }

  @Test func itHasFiftyScoresThreeIndicesTheIndexAndTheStatus() throws {
    let fields = try idm().fields
    #expect(fields.filter { $0.type == .integer }.count == 50)
    #expect(fields.filter { $0.formula != nil }.map(\.id) == ["idm", "iks", "ike", "ikl"])
    #expect(fields.filter { $0.classes != nil }.map(\.id) == ["status"])
    #expect(try idm().appliesTo == [.desa, .desaAdat])
  }

  @Test func figuresFollowFromTheScores() throws {
    var values: [String: Double] = [:]
    for field in try idm().fields where field.type == .integer { values[field.id] = 4 }
    let figures = try idm().recomputed(from: values)
    #expect(figures["iks"] == 0.8)
    #expect(figures["ike"] == 0.8)
    #expect(figures["ikl"] == 0.8)
    #expect(abs((figures["idm"] ?? 0) - 0.8) < 1e-12)
    #expect(figures["status"] == 4)
  }

  @Test func aPublishedFigureWinsOverARecomputedOneInsideAFormula() throws {
    let figures = try idm().recomputed(from: ["iks": 0.9, "ike": 0.6, "ikl": 0.6])
    #expect(abs((figures["idm"] ?? 0) - 0.7) < 1e-12)
    #expect(figures["iks"] == nil)
    #expect(figures["status"] == 3)
  }

  @Test(.enabled(if: Checkout.hasReference, "the reference tables are not at \(Checkout.reference.path)"))
  func theGoldenVillagesComeOutAsPublished() throws {
    let dataset = try idm()
    let file = Checkout.reference.appending(path: "idm_golden_villages.csv")
    let classes = try #require(dataset.field("status")?.classes)
    var villages = 0
    for row in try rows(file) {
      var values: [String: Double] = [:]
      for field in dataset.fields where field.type == .integer {
        values[field.id] = row[field.id].flatMap { Double($0) }
      }
      #expect(values.count == 50)
      let fromScores = try dataset.recomputed(from: values)
      for index in ["ike", "ikl"] {
        let published = try #require(row[index].flatMap { Double($0) })
        #expect(abs((fromScores[index] ?? 0) - published) < 1e-6, "\(index) of \(row["code10"] ?? "")")
      }
      let reproduces = row["scores_reproduce_iks"] == "yes"
      let iks = try #require(row["iks"].flatMap { Double($0) })
      #expect((abs((fromScores["iks"] ?? 0) - iks) < 1e-6) == reproduces, "iks of \(row["code10"] ?? "")")
      values["iks"] = iks
      let figures = try dataset.recomputed(from: values)
      let idm = try #require(row["idm"].flatMap { Double($0) })
      #expect(abs((figures["idm"] ?? 0) - idm) < 1e-6)
      #expect(figures["status"].map { Int($0) } == classes.ordinal(named: row["status"] ?? ""))
      villages += 1
    }
    #expect(villages == 86)
  }

  /// The 60 villages of SDGs Desa: their average is that of the 18 goals, zeros included.
  @Test(.enabled(if: Checkout.hasReference, "the reference tables are not at \(Checkout.reference.path)"))
  func theGoldenVillagesOfTheSdgsReproduce() throws {
    let dataset = try shipped("sdgs_desa")
    var villages = 0
    for row in try rows(Checkout.reference.appending(path: "sdgs_desa_golden.csv")) {
      var values: [String: Double] = [:]
      for goal in 1...18 { values[goal < 10 ? "sdgs0\(goal)" : "sdgs\(goal)"] = row["g\(goal)"].flatMap { Double($0) } }
      #expect(values.count == 18)
      let figures = try dataset.recomputed(from: values)
      let average = try #require(row["sum_div_18"].flatMap { Double($0) })
      let published = try #require(row["average_api"].flatMap { Double($0) })
      let own = try #require(figures["sdgs_rata"])
      #expect(abs(own - average) < 1e-4 && abs(own - published) <= 0.00501, "\(row["village"] ?? "")")
      villages += 1
    }
    #expect(villages == 60)
  }

  @Test func everySdgsGoalBelongsToOneTypology() throws {
    let dataset = try shipped("sdgs_desa")
    let formulas = dataset.fields.filter { $0.id.hasPrefix("sdgs_tipologi") }.compactMap(\.formula)
    #expect(formulas.count == 8)
    for goal in 1...18 {
      let key = goal < 10 ? "sdgs0\(goal)" : "sdgs\(goal)"
      #expect(formulas.count { $0.contains(key) } == 1, "\(key)")
    }
  }

  /// 6 dimensions, 13 sub-dimensions, 127 items of 5 points each: 635.
  @Test func indeksDesaIsComplete() throws {
    let dataset = try shipped("indeks_desa")
    func points(_ prefix: String) -> [Double] {
      dataset.fields.filter { $0.id.hasPrefix(prefix) }.compactMap(\.maximum)
    }
    #expect(points("id_dimensi") == [170, 85, 160, 90, 50, 80])
    #expect(points("id_sub").count == 13)
    let items = dataset.fields.filter { field in
      field.id == "id_butir127" || field.id.dropFirst(2).first?.isNumber == true
    }
    #expect(items.count == 127 && items.allSatisfy { $0.maximum == 5 && $0.title.id != $0.title.en })
    #expect(dataset.field("id_butir127")?.description != nil, "the placeholder is marked")
    // Sub-dimensions of Lingkungan wait for the item that is not known; the others are sums of their items.
    let open = dataset.fields.filter { $0.id.hasPrefix("id_sub") && $0.formula == nil }.map(\.id)
    #expect(open == ["id_sub4a", "id_sub4b"])
  }
}
