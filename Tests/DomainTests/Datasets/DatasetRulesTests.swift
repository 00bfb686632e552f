import Diagnostics
import Domain
import Testing

@Suite struct DatasetRulesTests {
  @Test func aFullRowIsTheDeclaredFieldsAndThenTheRecomputedOnes() throws {
    let rules = try DatasetRules(Idm.declaration)
    #expect(rules.fieldCount == 55)
    #expect(rules.width == 60)
    #expect(rules.computed.map { rules.declaration.fields[$0].id } == ["status", "idm", "iks", "ike", "ikl"])
    #expect(rules.computedCell(of: 0) == 55)
    #expect(rules.computedCell(of: 4) == 59)
    #expect(rules.computedCell(of: 5) == nil)
    #expect(rules.storages[0] == .integer && rules.storages[1] == .real && rules.storages[5] == .integer)
  }

  /// `status` is declared before `idm`, and `idm` before the indices it is the mean of: the order of recomputation is
  /// that of need.
  @Test func scoresAloneGiveEverything() throws {
    let rules = try DatasetRules(Idm.declaration)
    var row = Idm.row(rules, Dictionary(uniqueKeysWithValues: Idm.scoreIDs.map { ($0, 4.0) }))
    rules.recompute(&row)
    for index in ["idm", "iks", "ike", "ikl"] {
      #expect(abs(try #require(Idm.recomputed(rules, row, index)) - 0.8) < 1e-12)
    }
    #expect(Idm.recomputed(rules, row, "status") == 4)
    #expect(row[..<5].allSatisfy { $0 == Cell.missing }, "recomputed figures never replace published ones")
  }

  @Test func publishedFiguresStandInFormulas() throws {
    let rules = try DatasetRules(Idm.declaration)
    var values = Dictionary(uniqueKeysWithValues: Idm.scoreIDs.map { ($0, 4.0) })
    values["iks"] = 0.5
    values["idm"] = 0.99
    var row = Idm.row(rules, values)
    rules.recompute(&row)
    #expect(abs(try #require(Idm.recomputed(rules, row, "iks")) - 0.8) < 1e-12)
    #expect(abs(try #require(Idm.recomputed(rules, row, "idm")) - 0.7) < 1e-12)
    #expect(Idm.recomputed(rules, row, "status") == 5, "the status follows the published index")
    #expect(Cell.double(row[2]) == 0.5)
  }

  @Test func oneMissingScoreLeavesItsIndexAndAllAboveMissing() throws {
    let rules = try DatasetRules(Idm.declaration)
    var values = Dictionary(uniqueKeysWithValues: Idm.scoreIDs.map { ($0, 4.0) })
    values["ike05"] = nil
    var row = Idm.row(rules, values)
    rules.recompute(&row)
    #expect(Idm.recomputed(rules, row, "iks") != nil)
    #expect(Idm.recomputed(rules, row, "ike") == nil)
    #expect(Idm.recomputed(rules, row, "idm") == nil)
    #expect(Idm.recomputed(rules, row, "status") == nil)
  }

  @Test func aRowUsedAgainKeepsNothingOfTheRowBefore() throws {
    let rules = try DatasetRules(Idm.declaration)
    var row = Idm.row(rules, Dictionary(uniqueKeysWithValues: Idm.scoreIDs.map { ($0, 4.0) }))
    rules.recompute(&row)
    for index in 0..<rules.fieldCount { row[index] = Cell.missing }
    rules.recompute(&row)
    #expect(row.allSatisfy { $0 == Cell.missing })
  }

  /// One unit of the fourth decimal can come from rounding; two cannot.
  @Test(arguments: [
    (0.7116, 0.7116, false), (0.7116, 0.71164, false), (0.7116, 0.711533, false), (0.7116, 0.7117, false),
    (0.7116, 0.71181, true), (0.7116, 0.7114, true), (0.685714, 0.708571, true),
  ])
  func figuresDifferFromMoreThanOneUnitOn(published: Double, recomputed: Double, expected: Bool) throws {
    let rules = try DatasetRules(Idm.declaration)
    let idm = try #require(rules.declaration.index(of: "idm"))
    #expect(rules.differs(field: idm, published: Cell.real(published), recomputed: Cell.real(recomputed)) == expected)
    #expect(!rules.differs(field: idm, published: Cell.missing, recomputed: Cell.real(recomputed)))
    #expect(!rules.differs(field: idm, published: Cell.real(published), recomputed: Cell.missing))
  }

  @Test func classesAndWholeNumbersDifferWhenTheyAreNotTheSame() throws {
    let rules = try DatasetRules(Idm.declaration)
    #expect(rules.differs(field: 0, published: 4, recomputed: 3))
    #expect(!rules.differs(field: 0, published: 4, recomputed: 4))
    #expect(!rules.differs(field: 0, published: Cell.missing, recomputed: 4))
  }

  @Test func wholeNumberFieldsRoundWhatTheirFormulaGives() throws {
    let rules = try DatasetRules(
      Self.dataset([("a", .integer, nil), ("b", .money, "a * 2.5"), ("c", .integer, "a / 0")]))
    var row: [Int64] = [3, Cell.missing, Cell.missing, 0, 0]
    rules.recompute(&row)
    #expect(row[3] == 8)
    #expect(row[4] == Cell.missing)
    row = [9_000_000_000_000_000_000, Cell.missing, Cell.missing, 0, 0]
    rules.recompute(&row)
    #expect(row[3] == Cell.missing, "beyond 64 bits is missing, not a wrapped number")
  }

  @Test func everyFaultyFormulaIsReportedAtOnce() {
    let declaration = Self.dataset([
      ("a", .real, nil), ("name", .text, nil), ("b", .real, "a + missing"), ("c", .real, "sum(a"),
      ("d", .real, "name * 2"),
      ("e", .real, "a * 2"),
    ])
    #expect {
      try DatasetRules(declaration)
    } throws: { error in
      (error as? FormulaErrors)?.byField == [
        "b": FormulaError(.unknownField("missing"), at: 4), "c": FormulaError(.endedEarly, at: 5),
        "d": FormulaError(.notANumber(field: "name"), at: 0),
      ]
    }
  }

  @Test func aFormulaThatNeedsItselfIsACycle() {
    let own = Self.dataset([("a", .real, "a + 1")])
    #expect { try DatasetRules(own) } throws: { error in
      (error as? FormulaErrors)?.byField == ["a": FormulaError(.cycle(["a", "a"]), at: 0)]
    }
    let round = Self.dataset([("x", .real, nil), ("a", .real, "b + x"), ("b", .real, "c"), ("c", .real, "a * 2")])
    #expect { try DatasetRules(round) } throws: { error in
      (error as? FormulaErrors)?.byField == ["a": FormulaError(.cycle(["a", "b", "c", "a"]), at: 0)]
    }
  }

  @Test func classesOfNoFieldOrOfATextAreFaults() {
    func declaration(_ of: String) -> DatasetDeclaration {
      var declaration = Self.dataset([("index", .real, nil), ("name", .text, nil)])
      var status = Idm.status
      status.of = of
      declaration.fields.append(FieldDeclaration(id: "status", title: "Status", type: .class, classes: status))
      return declaration
    }
    #expect(throws: Never.self) { try DatasetRules(declaration("index")) }
    #expect { try DatasetRules(declaration("indeks")) } throws: { error in
      (error as? FormulaErrors)?.byField == ["status": FormulaError(.unknownField("indeks"), at: 0)]
    }
    #expect { try DatasetRules(declaration("name")) } throws: { error in
      (error as? FormulaErrors)?.byField == ["status": FormulaError(.notANumber(field: "name"), at: 0)]
    }
    #expect { try DatasetRules(declaration("status")) } throws: { error in
      (error as? FormulaErrors)?.byField == ["status": FormulaError(.cycle(["status", "status"]), at: 0)]
    }
  }

  @Test func fieldTypesKnowTheirColumns() {
    #expect(FieldType.allCases.filter { $0.storage == .real } == [.real])
    #expect(FieldType.allCases.filter { $0.storage == .text } == [.text])
    #expect(Idm.declaration.table == "data_idm")
    #expect(Idm.declaration.field("iks01")?.maximum == 5)
    #expect(Idm.declaration.field("iks36") == nil)
  }

  private static func dataset(_ fields: [(id: String, type: FieldType, formula: String?)]) -> DatasetDeclaration {
    DatasetDeclaration(
      id: "test", title: "Test", level: .village, appliesTo: [.desa], frequency: .yearly,
      fields: fields.map {
        FieldDeclaration(id: $0.id, title: LocalizedText($0.id), type: $0.type, formula: $0.formula)
      })
  }
}
