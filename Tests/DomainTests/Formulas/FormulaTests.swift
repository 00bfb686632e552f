import Domain
import Testing

/// Grammar, precedence and values.
@Suite struct FormulaTests {
  @Test(arguments: [
    ("1", 1.0), ("1.5", 1.5), ("007", 7), ("2 + 3 * 4", 14), ("(2 + 3) * 4", 20), ("10 - 4 - 3", 3), ("24 / 4 / 2", 3),
    ("8 / 4 * 2", 4), ("-2 * 3", -6), ("--2", 2), ("2 - -3", 5), ("-(2 + 3)", -5), ("2*-3", -6),
    ("1 + 1 = 2", 1), ("1 = 2", 0), ("1 != 2", 1), ("1 <> 1", 0), ("2 == 2", 1), ("1 < 2", 1), ("2 < 2", 0),
    ("2 <= 2", 1),
    ("3 > 2", 1), ("3 >= 4", 0), ("1 + 2 < 2 * 2", 1),
    ("1 and 0", 0), ("2 and 3", 1), ("0 or 5", 1), ("0 or 0", 0), ("not 0", 1), ("not 7", 0), ("not not 7", 1),
    ("1 or 1 and 0", 1), ("(1 or 1) and 0", 0), ("not 0 and 0", 0), ("not 1 = 2", 1), ("1 < 2 and 2 < 3", 1),
    ("if(1 < 2, 10, 20)", 10), ("if(0, 10, 20)", 20), ("coalesce(3, 4)", 3),
    ("sum(1, 2, 3)", 6), ("mean(1, 2, 6)", 3), ("min(3, 1, 2)", 1), ("max(3, 1, 2)", 3), ("count(3, 1, 2)", 3),
    ("sum(1 + 1, 2 * 3)", 8), ("sum(sum(1, 2), mean(3, 5))", 7), ("sum_present(4)", 4), ("count_present(1, 2)", 2),
    (" \t1\n+\r\n2 ", 3), ("0.1+0.2 > 0.3", 1),
  ])
  func constantsComeOutAsInSchool(text: String, expected: Double) throws {
    #expect(try Formula(text, fields: []).evaluate([]) == expected)
  }

  @Test(arguments: [
    ("a + b * c", 7.0), ("a_1 / b", 2), ("sum(a..c)", 6), ("mean(a..c)", 2), ("min(b..c)", 2), ("max(a..b)", 2),
    ("count(a..a_1)", 4), ("sum(a..b, c, 10)", 16), ("sum(a .. c)", 6), ("sum(b..b)", 2),
    ("if(a = 1, sum(b..c), 0)", 5),
    ("coalesce(a..c)", 1), ("sum(a..c) / count(a..c) = mean(a..c)", 1), ("sum_present(a..c)", 6),
  ])
  func fieldsStandForTheirValues(text: String, expected: Double) throws {
    #expect(try Formula(text, fields: ["a", "b", "c", "a_1"]).evaluate([1, 2, 3, 4]) == expected)
  }

  @Test func aRangeFollowsTheDeclaredOrderAndNotTheAlphabet() throws {
    let fields = ["x2", "other", "x1"]
    #expect(try Formula("sum(x2..x1)", fields: fields).evaluate([1, 10, 100]) == 111)
    #expect(throws: FormulaError(.emptyRange("x1", "x2"), at: 4)) { try Formula("sum(x1..x2)", fields: fields) }
  }

  @Test func aFormulaTellsWhatItReads() throws {
    let fields = ["a", "b", "c", "d", "e"]
    #expect(try Formula("if(e > 0, sum(b..d), b)", fields: fields).reads == [1, 2, 3, 4])
    #expect(try Formula("1 + 1", fields: fields).reads == [])
    #expect(try Formula("a", fields: fields).text == "a")
  }

  @Test func theFirstOfTwoFieldsOfOneNameCounts() throws {
    #expect(try Formula("a", fields: ["a", "a"]).evaluate([1, 2]) == 1)
  }

  /// The longest formula allowed is a chain; its tree is deep on one side and must not exhaust the stack.
  @Test func theLongestChainIsEvaluated() throws {
    let terms = (Formula.maximumLength + 1) / 2
    let text = Array(repeating: "1", count: terms).joined(separator: "+")
    #expect(try Formula(text, fields: []).evaluate([]) == Double(terms))
  }
}
