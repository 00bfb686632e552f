import Foundation
import Testing

@testable import Importers

@Suite struct SpellingTableTests {
  private static func value(_ table: inout SpellingTable, _ text: String) -> Int64? {
    Array(text.utf8).withUnsafeBytes { table.value(of: $0) }
  }

  private static func add(_ table: inout SpellingTable, _ text: String, _ value: Int64) {
    Array(text.utf8).withUnsafeBytes { table.add($0, value) }
  }

  @Test func everySpellingIsFoundAgainAndNoOther() {
    var table = SpellingTable()
    #expect(Self.value(&table, "") == nil)
    let spellings = (0..<2000).map { "\($0 / 100).\($0 % 100 / 10).\($0 % 10)" } + ["", " ", "é", "1.1.01 "]
    for (index, spelling) in spellings.enumerated() {
      #expect(Self.value(&table, spelling) == nil)
      Self.add(&table, spelling, Int64(index))
      #expect(Self.value(&table, spelling) == Int64(index))
    }
    for (index, spelling) in spellings.enumerated().reversed() {
      #expect(Self.value(&table, spelling) == Int64(index))
      #expect(Self.value(&table, spelling + "x") == nil)
    }
  }

  @Test func longSpellingsAndTooManyAreNotRemembered() {
    var table = SpellingTable()
    let long = String(repeating: "x", count: 300)
    Self.add(&table, long, 1)
    #expect(Self.value(&table, long) == nil)
    for number in 0..<40_000 { Self.add(&table, "\(number)", Int64(number)) }
    #expect(Self.value(&table, "0") == 0)
    #expect(Self.value(&table, "39999") == nil)
  }
}
