import Domain
import Testing

/// What is missing stays missing; it is never zero.
@Suite struct FormulaMissingTests {
  /// Field `m` is missing, `a` is 1 and `b` is 2; in the declared order a, m, b.
  private func value(_ text: String) throws -> Double {
    try Formula(text, fields: ["a", "m", "b"]).evaluate([1, .nan, 2])
  }

  @Test(arguments: [
    "m", "-m", "not m", "m + 1", "1 - m", "m * 0", "0 * m", "m / 1", "1 / m", "m = m", "m != 1", "m < 1", "1 >= m",
    "m and 0", "0 and m", "m or 1", "1 or m", "if(m, 1, 2)", "if(m = 1, 1, 2)", "if(1, m, 2)", "if(0, 1, m)",
    "sum(a..b)", "mean(a..b)", "min(a..b)", "max(a..b)", "count(a..b)", "sum(1, m)", "count(m)",
    "coalesce(m)", "coalesce(m, m + 1)", "sum_present(m)", "mean_present(m)", "min_present(m)", "max_present(m)",
    "1 / 0", "0 / 0", "1 / (a - a)", "sum(1, 1 / 0)",
  ])
  func anythingMissingGivesMissing(text: String) throws {
    #expect(try value(text).isNaN)
  }

  @Test(arguments: [
    ("sum_present(a..b)", 3.0), ("mean_present(a..b)", 1.5), ("min_present(a..b)", 1), ("max_present(a..b)", 2),
    ("count_present(a..b)", 2), ("count_present(m)", 0), ("count_present(m, m, 5)", 1), ("coalesce(m, b)", 2),
    ("coalesce(m, 1 / 0, 7)", 7), ("coalesce(a..b)", 1), ("coalesce(m..b)", 2), ("if(1, a, m)", 1), ("if(0, m, b)", 2),
    ("if(1, a, 1 / 0)", 1), ("coalesce(sum(a..b), sum_present(a..b))", 3), ("sum_present(1 / 0, 4)", 4),
  ])
  func presentFormsCoalesceAndTheOtherBranchSkipIt(text: String, expected: Double) throws {
    #expect(try value(text) == expected)
  }

  /// What no 64-bit number can hold is missing too, so that no infinity gets into a store.
  @Test func overflowIsMissing() throws {
    #expect(try Formula("a * a", fields: ["a"]).evaluate([1e200]).isNaN)
    #expect(try Formula("a - b", fields: ["a", "b"]).evaluate([-1.7e308, 1.7e308]).isNaN)
    #expect(try Formula("a", fields: ["a"]).evaluate([.infinity]).isNaN)
  }
}
