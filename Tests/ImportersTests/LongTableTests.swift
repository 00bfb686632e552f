import Diagnostics
import Domain
import PluginTesting
import Storage
import Testing

@testable import Importers

/// The same scores as a wide table and as a long one in every order give the same rows.
@Suite struct LongTableTests {
  private static let villages = [
    "64.01.01.2001", "64.01.01.2002", "64.01.01.2003", "64.01.01.2004", "64.01.02.2001", "64.02.01.2001",
  ]
  private static let fields = ["iks01", "iks02", "iks35", "ike12", "ikl01"]

  /// Scores of every village, some missing; `shift` makes others of them.
  private static func lines(shift: Int = 0) -> [(village: String, field: String, value: Int?)] {
    villages.enumerated().flatMap { row, village in
      fields.enumerated().map { column, field in
        (village, field, (row + column) % 7 == 3 ? nil : (row * 5 + column * 3 + shift) % 6)
      }
    }
  }

  private static func long(_ lines: [(village: String, field: String, value: Int?)]) -> String {
    "kode_desa,tahun,indikator,nilai\n"
      + lines.map { "\($0.village),2024,\($0.field),\($0.value.map(String.init) ?? "")\n" }.joined()
  }

  private static func wide(shift: Int = 0) -> String {
    let lines = lines(shift: shift)
    return "kode_desa,tahun,\(fields.joined(separator: ","))\n"
      + villages.map { village in
        let cells = lines.filter { $0.village == village }.map { $0.value.map(String.init) ?? "" }
        return "\(village),2024,\(cells.joined(separator: ","))\n"
      }.joined()
  }

  enum Order: CaseIterable {
    case villageByVillage, indicatorByIndicator, shuffled

    func arranged(
      _ lines: [(village: String, field: String, value: Int?)]
    ) -> [(village: String, field: String, value: Int?)] {
      switch self {
      case .villageByVillage: return lines
      case .indicatorByIndicator:
        return LongTableTests.fields.flatMap { field in lines.filter { $0.field == field } }
      case .shuffled:
        var generator = SeededGenerator(seed: 5)
        return lines.shuffled(using: &generator)
      }
    }
  }

  @Test(arguments: Order.allCases, [1, 2, 4, 65_536])
  func aLongTableGivesTheRowsOfTheWideOne(_ order: Order, window: Int) throws {
    let wide = try ImportDesk()
    try wide.run("idm_scores", Self.wide())
    let long = try ImportDesk()
    let report = try long.run("idm_scores", Self.long(order.arranged(Self.lines())), window: window)
    #expect(try long.values() == wide.values())
    #expect(report.counts.kinds == "6 0 0 0 0")
    #expect(report.counts.read == Self.lines().count)
    #expect(report.summary == [])

    // The same again, in another shape.
    #expect(try long.run("idm_scores", Self.wide()).batch == nil)
    let again = try wide.run("idm_scores", Self.long(order.arranged(Self.lines())), window: window)
    #expect(again.batch == nil)
    #expect(again.counts.unchanged == Self.villages.count)
  }

  @Test(arguments: Order.allCases, [1, 2, 65_536])
  func correctionsInALongTableReachEveryField(_ order: Order, window: Int) throws {
    let wide = try ImportDesk()
    try wide.run("idm_scores", Self.wide())
    try wide.run("idm_scores", Self.wide(shift: 1))
    let long = try ImportDesk()
    try long.run("idm_scores", Self.wide())
    let text = Self.long(order.arranged(Self.lines(shift: 1)))
    let dry = try long.run("idm_scores", text, window: window, dryRun: true)
    let report = try long.run("idm_scores", text, window: window)
    #expect(try long.values() == wide.values())
    #expect(report.counts.kinds == "0 6 0 0 0")
    #expect(dry.counts == report.counts)
  }

  @Test(arguments: [1, 65_536])
  func aSecondDifferentValueIsADuplicateAndTheSameAgainIsNot(_ window: Int) throws {
    let desk = try ImportDesk()
    let report = try desk.run(
      "idm_scores",
      """
      kode_desa,tahun,indikator,nilai
      64.01.01.2001,2024,iks01,5
      64.01.01.2001,2024,iks01,5
      64.01.01.2001,2024,iks01,4
      64.01.01.2001,2024,iks99,4
      64.01.01.2001,2024,IKS 02,9
      64.01.01.2001,2024,Iks-03,1
      64.01.01.2002,2024,iks01,2
      64.01.01.2001,2024,ikl03,3
      """, window: window)
    #expect(report.summary == ["row-duplicate 4:3", "field-unknown 5:3", "value-out-of-range 6:4"])
    #expect(report.counts.rejected == 3)
    #expect(report.counts.new == 2)
    #expect(
      try desk.values()["64.01.01.2001"] == ["iks01": .integer(5), "iks03": .integer(1), "ikl03": .integer(3)])
  }

  @Test func aSecondValueAfterTheWindowWentOnIsADuplicateToo() throws {
    let desk = try ImportDesk()
    let report = try desk.run(
      "idm_scores",
      """
      kode_desa,tahun,indikator,nilai
      64.01.01.2001,2024,iks01,5
      64.01.01.2002,2024,iks01,2
      64.01.01.2001,2024,iks01,4
      """, window: 1)
    #expect(report.counts.rejected == 1)
    #expect(report.summary == ["row-duplicate 4:1"])
    #expect(try desk.values()["64.01.01.2001"] == ["iks01": .integer(5)])
  }

  @Test func textsOfALongTableStayWithTheirFields() throws {
    let desk = try ImportDesk()
    let report = try desk.run(
      "idm_scores",
      """
      kode_desa,tahun,indikator,nilai
      64.01.01.2001,2024,status,Maju
      64.01.01.2001,2024,idm,"0,75"
      64.01.01.2002,2024,status,BERKEMBANG
      """)
    #expect(report.counts.rejected == 0)
    #expect(try desk.values()["64.01.01.2001"] == ["status": .integer(4), "idm": .real(0.75)])
    #expect(try desk.values()["64.01.01.2002"] == ["status": .integer(3)])
  }

  @Test func recomputedFiguresFollowPiecesOfARow() throws {
    let desk = try ImportDesk()
    let text =
      "kode_desa,tahun,indikator,nilai\n"
      + (1...3).map { number in
        "64.01.01.2001,2024,ikl0\(number),5\n64.01.01.2002,2024,ikl0\(number),\(number)\n"
      }.joined()
    try desk.run("idm_scores", text, window: 1)
    #expect(try desk.row("64.01.01.2001")?.recomputed["ikl"] == .real(1))
    #expect(try desk.row("64.01.01.2002")?.recomputed["ikl"] == .real(0.4))
  }
}
