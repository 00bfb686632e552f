import Diagnostics
import Domain
import Foundation
import Testing

@Suite struct ClassificationTests {
  /// Both sides of each of the four bounds, at the four decimals of the published table and finer.
  @Test(arguments: [
    (0.0, "sangat_tertinggal"), (0.49, "sangat_tertinggal"), (0.4907, "sangat_tertinggal"),
    (0.49074, "sangat_tertinggal"),
    (0.490749999, "sangat_tertinggal"), (0.49075, "tertinggal"), (0.4908, "tertinggal"), (0.5989, "tertinggal"),
    (0.59894, "tertinggal"), (0.59896, "berkembang"), (0.5990, "berkembang"), (0.7072, "berkembang"),
    (0.70724, "berkembang"), (0.7073, "maju"), (0.8155, "maju"), (0.81554, "maju"), (0.8156, "mandiri"), (1, "mandiri"),
    (-1, "sangat_tertinggal"), (7, "mandiri"),
  ])
  func boundsBelongToTheLowerClassAtFourDecimals(value: Double, expected: String) throws {
    let ordinal = try #require(Idm.status.ordinal(of: value))
    #expect(Idm.status[ordinal]?.id == expected)
  }

  /// Every figure of four decimals falls into the class that whole numbers of ten-thousandths give.
  @Test func allFiguresOfFourDecimalsAgreeWithWholeNumbers() {
    for units in 0...10_000 {
      let expected = 1 + [4907, 5989, 7072, 8155].count { units > $0 }
      #expect(Idm.status.ordinal(of: Double(units) / 10_000) == expected)
    }
  }

  @Test func whatIsMissingHasNoClass() {
    #expect(Idm.status.ordinal(of: .nan) == nil)
    #expect(Idm.status.ordinal(of: .infinity) == nil)
  }

  @Test func fewerDecimalsMoveTheBounds() {
    var coarse = Idm.status
    coarse.decimals = 2
    #expect(coarse.ordinal(of: 0.4949) == 1)
    #expect(coarse.ordinal(of: 0.4951) == 2)
  }

  @Test(arguments: [
    ("MAJU", 4), ("maju", 4), ("Maju", 4), ("  Sangat   Tertinggal ", 1), ("SANGAT_TERTINGGAL", 1),
    ("sangat-tertinggal", 1),
    ("sangat_tertinggal", 1), ("Self-reliant", 5), ("Developing", 3), ("Pratama", 1), ("PRA MADYA", 2),
    ("pra-sembada", 4),
    ("Sembada", 5), ("Madya", 3),
  ])
  func classesAreReadAsPeopleWriteThem(text: String, expected: Int) {
    #expect(Idm.status.ordinal(named: text) == expected)
  }

  @Test(arguments: ["", " ", "sedang", "tertingal", "sangattertinggal", "5", "-"])
  func otherWordsNameNoClass(text: String) {
    #expect(Idm.status.ordinal(named: text) == nil)
  }

  @Test func ordinalsCountFromOne() {
    #expect(Idm.status[0] == nil)
    #expect(Idm.status[1]?.id == "sangat_tertinggal")
    #expect(Idm.status[5]?.id == "mandiri")
    #expect(Idm.status[6] == nil)
  }

  @Test func boundsMayChangeWithTheYear() throws {
    var classes = Idm.status
    classes.revisions = [
      .init(from: 2026, above: [0.5, 0.6, 0.7, 0.8]), .init(from: 2030, above: [0.55, 0.65, 0.75, 0.85]),
    ]
    #expect(classes.inForce(in: 2025).ordinal(of: 0.495) == 2)
    #expect(classes.inForce(in: 2026).ordinal(of: 0.495) == 1)
    #expect(classes.inForce(in: 2029).classes[4].above == 0.8 && classes.inForce(in: 2030).classes[4].above == 0.85)
    #expect(classes.inForce(in: 2030).classes.map(\.id) == Idm.status.classes.map(\.id))
    // A declaration without revisions is written as before there were any: its digest stays.
    let plain = String(decoding: try JSONEncoder().encode(Idm.status), as: UTF8.self)
    #expect(!plain.contains("revisions"))
    #expect(try JSONDecoder().decode(Classification.self, from: try JSONEncoder().encode(classes)) == classes)

    var declaration = Idm.declaration
    let status = try #require(declaration.index(of: "status"))
    declaration.fields[status].classes?.revisions = classes.revisions
    let rules = try DatasetRules(declaration)
    var row = Idm.row(rules, ["idm": 0.495])
    for (period, place) in [(2025, 2), (2026, 1), (202_601, 1), (202_512, 2)] {
      rules.recompute(&row, period: Int64(period))
      #expect(Idm.recomputed(rules, row, "status") == Double(place), "\(period)")
    }
  }
}
