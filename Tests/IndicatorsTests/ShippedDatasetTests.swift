import Domain
import Foundation
import Indicators
import PluginKit
import PluginTesting
import Registry
import Testing

/// The declaration as shipped, against figures that the Ministry of Villages published.
@Suite struct ShippedDatasetTests {
  private func idm() throws -> DatasetDeclaration {
    let root = Checkout.root.path
    let registry = Registry.load(
      ConfigurationSource(
        file: root + "/plugins.yaml", currentDirectory: root, engines: EngineCatalog(importers: [], reports: [])))
    return try #require(IndicatorCatalog(registry.indicators)["idm"])
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
    let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    let header = lines[0].split(separator: ",").map(String.init)
    let classes = try #require(dataset.field("status")?.classes)
    var villages = 0
    for line in lines.dropFirst() {
      let row = Dictionary(
        zip(header, line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)),
        uniquingKeysWith: { first, _ in first })
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
}
