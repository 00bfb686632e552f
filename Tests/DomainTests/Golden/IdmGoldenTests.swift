import Domain
import Foundation
import Testing

/// Real records of the IDM of 2021 to 2024: the formulas give the published figures.
@Suite(.withReference) struct IdmGoldenTests {
  private struct Record {
    var code: String
    var year: String
    var published: [String: Double]
    var scores: [String: Double]
  }

  @Test func tenThousandRecordsReproduceTheirIndicesAndStatus() throws {
    let rules = try DatasetRules(Idm.declaration)
    let records = try Self.records()
    #expect(records.count == 10_006)
    var faithful = 0
    var fourPoints: [String: Int] = [:]
    for record in records {
      var row = Idm.row(rules, record.published.merging(record.scores) { first, _ in first })
      rules.recompute(&row)
      for field in ["ike", "ikl", "idm"] {
        let recomputed = try #require(Idm.recomputed(rules, row, field))
        let published = try #require(record.published[field])
        #expect(abs(recomputed - published) < 1e-6, "\(record.code) \(record.year) \(field)")
      }
      #expect(Idm.recomputed(rules, row, "status") == record.published["status"], "\(record.code) \(record.year)")
      let iks = try #require(Idm.recomputed(rules, row, "iks"))
      let published = try #require(record.published["iks"])
      let index = try #require(rules.declaration.index(of: "iks"))
      let differs = rules.differs(
        field: index, published: row[index], recomputed: row[try #require(rules.computedCell(of: index))])
      if abs(iks - published) < 1e-6 {
        faithful += 1
        #expect(!differs)
      } else {
        #expect(differs)
        // Both internet indicators carry one value in the source of 2024: four points too many or too few.
        #expect(abs(abs(iks - published) * 175 - 4) < 1e-3, "\(record.code) \(record.year)")
        fourPoints[record.year, default: 0] += 1
      }
    }
    #expect(faithful == 9378)
    #expect(fourPoints == ["2024": 628])
  }

  /// The scores alone, without any published figure: status follows too, except where the four points cross a bound.
  @Test func scoresAloneGiveTheStatusOfEveryFaithfulRecord() throws {
    let rules = try DatasetRules(Idm.declaration)
    var checked = 0
    for record in try Self.records() where record.year != "2024" {
      var row = Idm.row(rules, record.scores)
      rules.recompute(&row)
      #expect(Idm.recomputed(rules, row, "status") == record.published["status"], "\(record.code) \(record.year)")
      checked += 1
    }
    #expect(checked > 7000)
  }

  @Test func goldenVillagesGiveTheirSumsIndicesAndStatus() throws {
    let rules = try DatasetRules(Idm.declaration)
    let villages = try Repository.table(Repository.reference.appending(path: "idm_golden_villages.csv"))
    #expect(villages.count == 86)
    for village in villages {
      let name = "\(village["code10"] ?? "") \(village["year"] ?? "")"
      var values: [String: Double] = [:]
      for id in Idm.scoreIDs { values[id] = try Repository.number(village[id]) }
      for (prefix, maximum) in [("iks", 175.0), ("ike", 60), ("ikl", 15)] {
        let sum = Idm.scoreIDs.filter { $0.hasPrefix(prefix) }.reduce(0) { $0 + (values[$1] ?? .nan) }
        #expect(sum == Double(village["sum_\(prefix)"] ?? ""), "\(name)")
        var row = Idm.row(rules, values)
        rules.recompute(&row)
        #expect(abs(try #require(Idm.recomputed(rules, row, prefix)) - sum / maximum) < 1e-12)
      }
      for id in ["iks", "ike", "ikl", "idm"] { values[id] = try Repository.number(village[id]) }
      var row = Idm.row(rules, values)
      rules.recompute(&row)
      for id in ["ike", "ikl", "idm"] {
        #expect(abs(try #require(Idm.recomputed(rules, row, id)) - (values[id] ?? .nan)) < 1e-6, "\(name) \(id)")
      }
      let status = try #require(Idm.status.ordinal(named: village["status"] ?? ""))
      #expect(Idm.recomputed(rules, row, "status") == Double(status), "\(name)")
      let off = try #require(Idm.recomputed(rules, row, "iks")) - (values["iks"] ?? .nan)
      switch village["scores_reproduce_iks"] {
      case "yes": #expect(abs(off) < 1e-6, "\(name)")
      // The sign is that of published less recomputed.
      case "no (-4)": #expect(abs(off * 175 - 4) < 1e-3, "\(name)")
      case "no (+4)": #expect(abs(off * 175 + 4) < 1e-3, "\(name)")
      case let other: Issue.record("\(name): \(other ?? "nothing") is no known note")
      }
    }
  }

  /// The village whose published index is not that of its scores.
  @Test func theTrapVillageKeepsItsPublishedIndex() throws {
    let record = try #require(try Self.records().first { $0.code == "1101022004" && $0.year == "2024" })
    let rules = try DatasetRules(Idm.declaration)
    var row = Idm.row(rules, record.published.merging(record.scores) { first, _ in first })
    rules.recompute(&row)
    #expect(Cell.double(row[2]) == 0.685714)
    #expect(abs(try #require(Idm.recomputed(rules, row, "iks")) - 124.0 / 175) < 1e-12)
    #expect(abs(try #require(Idm.recomputed(rules, row, "idm")) - 0.678571) < 1e-6)
  }

  /// The table of indices of 2024 in four decimals: no index is more than rounding away from the mean of its three, and
  /// one status contradicts its index.
  @Test func thePublishedTableOf2024HasOneContradiction() throws {
    let rules = try DatasetRules(Idm.declaration)
    let villages = try Repository.table(Repository.reference.appending(path: "idm_2024_kaltim_kalteng.csv"))
    #expect(villages.count == 2273)
    var contradictions: [String] = []
    for village in villages {
      var values = ["iks", "ike", "ikl", "idm"].reduce(into: [String: Double]()) {
        $0[$1] = Double(village[$1] ?? "")
      }
      let status = try #require(Idm.status.ordinal(named: village["status"] ?? ""))
      values["status"] = Double(status)
      var row = Idm.row(rules, values)
      rules.recompute(&row)
      #expect(
        !rules.differs(field: 1, published: row[1], recomputed: row[rules.fieldCount + 1]), "\(village["code"] ?? "")")
      if rules.differs(field: 0, published: row[0], recomputed: row[rules.fieldCount]) {
        contradictions.append(village["code"] ?? "")
      }
    }
    #expect(contradictions == ["62.13.06.2003"])
  }

  private static func records() throws -> [Record] {
    try Repository.lines(Repository.reference.appending(path: "idm_scores_10006.csv")).dropFirst().map { line in
      let cells = Repository.cells(line)
      var published: [String: Double] = [:]
      for (id, cell) in zip(["iks", "ike", "ikl", "idm"], cells[3...6]) { published[id] = try Repository.number(cell) }
      published["status"] = Double(try #require(Idm.status.ordinal(named: cells[7])))
      let digits = try cells[2].map { Double(try #require($0.wholeNumberValue)) }
      try #require(digits.count == 50)
      return Record(
        code: cells[0], year: cells[1], published: published,
        scores: Dictionary(uniqueKeysWithValues: zip(Idm.scoreIDs, digits)))
    }
  }
}
