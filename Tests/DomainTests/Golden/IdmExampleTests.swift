import Domain
import Foundation
import Testing

/// The examples of `Modules/Indicators/Idm`: what they say is recomputed is what the rules give.
@Suite struct IdmExampleTests {
  private struct Expected: Decodable {
    struct Row: Decodable {
      var code: String
      var period: String
      var recomputed: [String: Figure?]
      var differs: [String]
    }
    struct Problem: Decodable {
      var code: String
      var row: Int
    }
    var rows: [Row]
    var diagnostics: [Problem]
  }

  private enum Figure: Decodable, Equatable {
    case number(Double)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  @Test(arguments: ["good-golden", "good-scores-only", "bad-scores"])
  func anExampleIsRecomputedAsItSays(name: String) throws {
    let folder = Repository.root.appending(path: "Modules/Indicators/Idm/Examples/\(name)")
    let expected = try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appending(path: "expected.json")))
    let rules = try DatasetRules(Idm.declaration)
    var taken = 0
    var differing = 0
    for (offset, input) in try Repository.table(folder.appending(path: "input.csv")).enumerated() {
      let problems = expected.diagnostics.filter { $0.row == offset + 2 && $0.code.hasPrefix("value-") }.map(\.code)
      let cells = input.filter { Idm.declaration.field($0.key)?.type != .class && Idm.declaration.field($0.key) != nil }
      let faults = cells.values.compactMap { cell -> String? in
        guard !cell.isEmpty else { return nil }
        guard let number = Double(cell) else { return "value-not-a-number" }
        return (0...5).contains(number) ? nil : "value-out-of-range"
      }
      #expect(faults == problems)
      guard faults.isEmpty else { continue }
      var values = cells.compactMapValues { Double($0) }
      if let status = input["status"] { values["status"] = Double(try #require(Idm.status.ordinal(named: status))) }
      var row = Idm.row(rules, values)
      rules.recompute(&row)
      let wanted = expected.rows[taken]
      taken += 1
      #expect(wanted.code == input["kode_desa"] && wanted.period == input["tahun"])
      #expect(wanted.recomputed.count == rules.computed.count)
      var differs: Set<String> = []
      for field in rules.computed {
        let id = rules.declaration.fields[field].id
        let cell = row[try #require(rules.computedCell(of: field))]
        if rules.differs(field: field, published: row[field], recomputed: cell) { differs.insert(id) }
        let figure: Figure? = try #require(wanted.recomputed[id])
        switch figure {
        case nil: #expect(cell == Cell.missing, "\(wanted.code) \(id)")
        case .number(let number): #expect(abs(Cell.double(cell) - number) < 1e-6, "\(wanted.code) \(id)")
        case .text(let text): #expect(Idm.status[Int(cell)]?.id == text, "\(wanted.code) \(id)")
        }
      }
      #expect(differs == Set(wanted.differs), "\(wanted.code)")
      differing += differs.count
    }
    #expect(taken == expected.rows.count)
    #expect(expected.diagnostics.contains { $0.code == "recomputed-differs" } == (differing > 0))
  }

  /// The declaration used in these tests is that of the plugin.
  @Test func theDeclarationIsThatOfThePlugin() throws {
    let text = try String(
      contentsOf: Repository.root.appending(path: "Modules/Indicators/Idm/plugin.yaml"), encoding: .utf8)
    for formula in Idm.formulas.values { #expect(text.contains("formula: \"\(formula)\"")) }
    for candidate in Idm.status.classes {
      #expect(text.contains("id: \(candidate.id),"))
      if let above = candidate.above { #expect(text.contains("above: \(above)")) }
      for synonym in candidate.synonyms { #expect(text.contains("[\(synonym)]")) }
    }
    let declared = text.split(separator: "\n").compactMap { line -> String? in
      guard let start = line.range(of: "- id: ") ?? line.range(of: "- {id: ") else { return nil }
      return String(line[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
    let fields = declared.filter { !Idm.status.classes.map(\.id).contains($0) && $0 != "idm" }
    #expect(fields == ["status", "iks", "ike", "ikl"] + Idm.scoreIDs)
  }
}
