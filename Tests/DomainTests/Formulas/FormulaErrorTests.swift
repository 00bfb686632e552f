import Diagnostics
import Domain
import Testing

/// Every fault is named, and its place is the exact character.
@Suite struct FormulaErrorTests {
  private static let fields = ["iks01", "iks02", "iks03", "nama"]
  private static let types: [FormulaType] = [.number(nil), .number(nil), .number(nil), .text]

  @Test(arguments: [
    ("", FormulaError(.endedEarly, at: 0)), ("   ", FormulaError(.endedEarly, at: 3)),
    ("1 +", FormulaError(.endedEarly, at: 3)),
    ("1 + ", FormulaError(.endedEarly, at: 4)), ("(1", FormulaError(.endedEarly, at: 2)),
    ("sum(1,", FormulaError(.endedEarly, at: 6)),
    ("sum(1", FormulaError(.endedEarly, at: 5)), ("not", FormulaError(.endedEarly, at: 3)),
    ("iks01 ..", FormulaError(.endedEarly, at: 8)),
    ("1 2", FormulaError(.unexpected("2"), at: 2)), ("1 2.50", FormulaError(.unexpected("2.50"), at: 2)),
    ("2iks01", FormulaError(.unexpected("iks01"), at: 1)), ("1e5", FormulaError(.unexpected("e5"), at: 1)),
    ("1 < 2 < 3", FormulaError(.unexpected("<"), at: 6)), ("* 2", FormulaError(.unexpected("*"), at: 0)),
    ("2 * / 3", FormulaError(.unexpected("/"), at: 4)), ("1)", FormulaError(.unexpected(")"), at: 1)),
    ("()", FormulaError(.unexpected(")"), at: 1)), ("sum(1,)", FormulaError(.unexpected(")"), at: 6)),
    ("sum(,1)", FormulaError(.unexpected(","), at: 4)), ("1 ; 2", FormulaError(.unexpected(";"), at: 2)),
    ("iks01 % 2", FormulaError(.unexpected("%"), at: 6)), (".5", FormulaError(.unexpected("."), at: 0)),
    ("1.", FormulaError(.unexpected("."), at: 1)), ("1..2", FormulaError(.unexpected(".."), at: 1)),
    ("sum(iks01..5)", FormulaError(.unexpected("5"), at: 11)), ("é + 1", FormulaError(.unexpected("é"), at: 0)),
    ("1 + 🏡", FormulaError(.unexpected("🏡"), at: 4)), ("🏡", FormulaError(.unexpected("🏡"), at: 0)),
    ("1 + iks09", FormulaError(.unknownField("iks09"), at: 4)),
    ("sum(iks01..iks99)", FormulaError(.unknownField("iks99"), at: 11)),
    ("sum(iks00..iks02)", FormulaError(.unknownField("iks00"), at: 4)),
    ("IKS01", FormulaError(.unknownField("IKS01"), at: 0)),
    ("total(1)", FormulaError(.reportOnly(function: "total"), at: 0)),
    ("1 + tally(1)", FormulaError(.unknownFunction("tally"), at: 4)),
    ("1 + SUM(1)", FormulaError(.unknownFunction("SUM"), at: 4)),
    ("1 + nama", FormulaError(.notANumber(field: "nama"), at: 4)),
    ("sum(iks01..nama)", FormulaError(.notANumber(field: "nama"), at: 11)),
    ("sum(1, iks03..iks01)", FormulaError(.emptyRange("iks03", "iks01"), at: 7)),
    ("iks01..iks03", FormulaError(.rangeOutsideCall, at: 0)),
    ("1 + iks01..iks03", FormulaError(.rangeOutsideCall, at: 4)),
    ("sum(iks01..iks02 + 1)", FormulaError(.rangeOutsideCall, at: 4)),
    ("if(iks01..iks02, 1, 2)", FormulaError(.rangeOutsideCall, at: 3)),
    ("1 + if(1, 2)", FormulaError(.argumentCount(function: "if", expected: "3", found: 2), at: 4)),
    ("if(1, 2, 3, 4)", FormulaError(.argumentCount(function: "if", expected: "3", found: 4), at: 0)),
    ("if()", FormulaError(.argumentCount(function: "if", expected: "3", found: 0), at: 0)),
    ("2 * sum()", FormulaError(.argumentCount(function: "sum", expected: "1+", found: 0), at: 4)),
  ])
  func faultsAreNamedAtTheirCharacter(text: String, expected: FormulaError) {
    #expect(throws: expected) { try Formula(text, fields: Self.fields, types: Self.types) }
  }

  @Test func aTextFieldInsideARangeIsNamedByTheRange() {
    #expect(throws: FormulaError(.notANumber(field: "a..c"), at: 4)) {
      try Formula("sum(a..c)", fields: ["a", "b", "c"], types: [.number(nil), .text, .number(nil)])
    }
  }

  @Test(arguments: [("(", ")"), ("-", ""), ("not ", ""), ("sum(", ")")])
  func sixtyFourLevelsAreReadAndOneMoreIsRefused(open: String, close: String) throws {
    func text(_ depth: Int) -> String {
      String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
    }
    #expect(!(try Formula(text(64), fields: []).evaluate([]).isNaN))
    #expect(throws: FormulaError(.tooDeep, at: 64 * open.count)) { try Formula(text(65), fields: []) }
    #expect(throws: FormulaError(.tooDeep, at: 64 * open.count)) { try Formula(text(1000 / open.count), fields: []) }
  }

  @Test func siblingsDoNotAddToTheDepth() throws {
    let text = Array(repeating: "((1))", count: 200).joined(separator: "+")
    #expect(try Formula(text, fields: []).evaluate([]) == 200)
  }

  @Test func aFormulaThatIsTooLongIsRefusedBeforeItIsRead() {
    let text = String(repeating: "1", count: Formula.maximumLength) + "+"
    #expect(throws: FormulaError(.tooLong, at: Formula.maximumLength)) { try Formula(text, fields: []) }
  }

  @Test func aNumberThatNoFigureCanHaveIsRefused() {
    let digits = String(repeating: "9", count: 400)
    #expect(throws: FormulaError(.unexpected(digits), at: 2)) { try Formula("1+" + digits, fields: []) }
  }

  @Test func theLikelyNameIsOffered() {
    #expect(FormulaError(.unknownField("iks1"), at: 0).suggestion(fields: Self.fields) == "iks01")
    #expect(FormulaError(.unknownField("penduduk"), at: 0).suggestion(fields: Self.fields) == nil)
    #expect(FormulaError(.unknownFunction("summ"), at: 0).suggestion(fields: []) == "sum")
    #expect(FormulaError(.endedEarly, at: 0).suggestion(fields: Self.fields) == nil)
  }

  @Test(arguments: [
    FormulaError.Reason.unexpected("x"), .endedEarly, .unknownFunction("x"), .unknownField("x"),
    .notANumber(field: "x"),
    .emptyRange("x", "y"), .rangeOutsideCall, .argumentCount(function: "x", expected: "3", found: 1), .tooDeep,
    .tooLong,
    .cycle(["x", "y"]), .needsNumber(.text), .needsCondition(.date), .incomparable(.date, .code),
    .unknownClass("x", known: ["y"]), .reportOnly(function: "x"), .outsideAggregate(field: "x"),
    .nestedAggregate(function: "x"), .nestedPrevious, .unknownDataset("x"), .unfitDataset("x", .level),
    .unfitDataset("x", .frequency), .unfitDataset("x", .ledger), .faultyDerived("x"),
  ])
  func everyFaultIsToldInBothLanguages(reason: FormulaError.Reason) {
    let message = FormulaError(reason, at: 0).message
    #expect(message.id.hasPrefix("rumus"))
    #expect(message.en.hasPrefix("formula"))
    for mentioned in ["x", "y"] where "\(reason)".contains("\"\(mentioned)\"") {
      #expect(message.id.contains(mentioned) && message.en.contains(mentioned))
    }
  }
}
