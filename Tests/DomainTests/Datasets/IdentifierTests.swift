import Domain
import Testing

@Suite struct IdentifierTests {
  @Test(arguments: ["a", "idm", "iks01", "kaltim_naik_status_2019_2023", "a_", String(repeating: "a", count: 58)])
  func lowerCaseWordsAreIds(text: String) {
    #expect(Identifier.isValid(text))
  }

  @Test(arguments: ["", "1a", "_a", "A", "iKs", "a-b", "a b", "a.b", "é", "ａ", String(repeating: "a", count: 59)])
  func anythingElseIsNone(text: String) {
    #expect(!Identifier.isValid(text))
  }
}
