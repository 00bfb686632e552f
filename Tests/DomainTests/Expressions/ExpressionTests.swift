import Diagnostics
import Domain
import Testing

/// Expressions over rows and over regions: values, types, units, and faults at their character.
@Suite struct ExpressionTests {
  private static let percent = LocalizedText("%")
  private static let people = LocalizedText(id: "jiwa", en: "people")

  private static let index = DatasetDeclaration(
    id: "indeks", title: LocalizedText("Indeks"), level: .village, appliesTo: [], frequency: .yearly,
    fields: [
      FieldDeclaration(
        id: "status", title: LocalizedText("Status"), type: .class,
        classes: Classification(
          of: "nilai", decimals: 2,
          classes: [
            .init(id: "rendah", title: LocalizedText("Rendah")),
            .init(id: "sedang", title: LocalizedText("Sedang"), above: 0.4),
            .init(id: "tinggi", title: LocalizedText("Tinggi"), above: 0.7),
          ])),
      FieldDeclaration(id: "nilai", title: LocalizedText("Nilai"), type: .real),
      FieldDeclaration(id: "a", title: LocalizedText("A"), type: .integer),
      FieldDeclaration(id: "b", title: LocalizedText("B"), type: .integer),
      FieldDeclaration(id: "pagu", title: LocalizedText("Pagu"), type: .money, unit: LocalizedText("Rp")),
      FieldDeclaration(id: "catatan", title: LocalizedText("Catatan"), type: .text),
      FieldDeclaration(
        id: "jenis", title: LocalizedText("Jenis"), type: .category,
        categories: [
          .init(id: "darat", title: LocalizedText("Darat")), .init(id: "laut", title: LocalizedText("Laut")),
        ]),
      FieldDeclaration(id: "tanggal", title: LocalizedText("Tanggal"), type: .date),
    ])

  private static let population = DatasetDeclaration(
    id: "penduduk", title: LocalizedText("Penduduk"), level: .village, appliesTo: [], frequency: .yearly,
    fields: [FieldDeclaration(id: "jumlah", title: LocalizedText("Jumlah"), type: .integer, unit: people)])

  private static func other(
    _ id: String, level: RegionLevel = .village, _ frequency: Frequency = .yearly, key: [String] = []
  )
    -> DatasetDeclaration
  {
    DatasetDeclaration(
      id: id, title: LocalizedText(id), level: level, appliesTo: [], frequency: frequency, key: key,
      fields: [FieldDeclaration(id: "x", title: LocalizedText("X"), type: .integer)])
  }

  private static func scope(_ derived: [(String, String)] = []) -> ExpressionScope {
    let others = [
      index, population, other("kecamatan", level: .district), other("bulanan", .monthly), other("buku", key: ["x"]),
    ]
    return ExpressionScope(
      dataset: index, others: Dictionary(uniqueKeysWithValues: others.map { ($0.id, $0) }),
      derived: derived.map { ExpressionScope.Derived(id: $0.0, formula: $0.1) })
  }

  /// Five villages, the last two in the second kecamatan.
  private static let figures: [ExpressionColumn: [Double]] = [
    ExpressionColumn(dataset: "indeks", field: "status"): [1, 2, 3, 2, .nan],
    ExpressionColumn(dataset: "indeks", field: "status", isPrevious: true): [1, 1, 2, 3, 2],
    ExpressionColumn(dataset: "indeks", field: "nilai"): [0.2, 0.5, 0.9, 0.6, .nan],
    ExpressionColumn(dataset: "indeks", field: "nilai", isPrevious: true): [0.3, 0.4, .nan, 0.8, 0.5],
    ExpressionColumn(dataset: "indeks", field: "a"): [1, 2, 3, 4, 5],
    ExpressionColumn(dataset: "indeks", field: "b"): [10, .nan, 30, 40, 50],
    ExpressionColumn(dataset: "indeks", field: "pagu"): [100, 200, 300, 400, .nan],
    ExpressionColumn(dataset: "penduduk", field: "jumlah"): [10, 20, 30, 40, 100],
  ]

  private static let figuresOfRegions: [(String, [Double])] = [
    ("count(nilai)", [4.0, 3.0, 1.0, 0.0]), ("count(status >= sedang)", [3.0, 2.0, 1.0, 0.0]),
    ("count(1 > 0)", [5.0, 3.0, 2.0, 0.0]),
    ("sum(a)", [15.0, 6.0, 9.0, .nan]), ("mean(nilai)", [0.55, 0.5333333333333333, 0.6, .nan]),
    ("min(b)", [10.0, 10.0, 40.0, .nan]),
    ("max(a + b)", [55.0, 33.0, 55.0, .nan]), ("median(a)", [3.0, 2.0, 4.5, .nan]),
    ("median(b)", [35.0, 20.0, 45.0, .nan]),
    ("share(status = sedang)", [50.0, 33.333333333333336, 100.0, .nan]),
    ("share(nilai < previous(nilai), status >= sedang)", [50.0, 0.0, 100.0, .nan]),
    ("share(status > previous(status))", [50.0, 66.66666666666667, 0.0, .nan]),
    ("weighted_mean(nilai, penduduk.jumlah)", [0.63, 0.65, 0.6, .nan]),
    ("weighted_share(status >= sedang, penduduk.jumlah)", [90.0, 83.33333333333333, 100.0, .nan]),
    ("mean(nilai) - mean(previous(nilai))", [0.050000000000000044, 0.18333333333333335, -0.050000000000000044, .nan]),
    ("mean(nilai) - previous(mean(nilai))", [0.050000000000000044, 0.18333333333333335, -0.050000000000000044, .nan]),
    ("sum(a) / total(sum(a)) * 100", [100.0, 40.0, 60.0, .nan]),
    ("max(sum(a), sum_present(count(a), 7))", [15.0, 10.0, 9.0, .nan]),
    ("sum(pagu) / sum(penduduk.jumlah)", [5.0, 10.0, 2.857142857142857, .nan]),
    ("mean(where(nilai, status = sedang))", [0.55, 0.5, 0.6, .nan]), ("mean(sum(a..b))", [35.75, 22.0, 49.5, .nan]),
    ("coalesce(mean(nilai), -1)", [0.55, 0.5333333333333333, 0.6, -1.0]), ("count(jenis_nol)", [5.0, 3.0, 2.0, 0.0]),
    ("if(sum(a) > 8, 1, 0)", [1.0, 0.0, 1.0, .nan]),
  ]

  private static let status = FormulaType.choice(ids: ["rendah", "sedang", "tinggi"], isOrdered: true)
  private static let kind = FormulaType.choice(ids: ["darat", "laut"], isOrdered: false)

  private static let faults: [(String, FormulaError)] = [
    ("nilai", FormulaError(.outsideAggregate(field: "nilai"), at: 0)),
    ("mean(nilai) + a", FormulaError(.outsideAggregate(field: "a"), at: 14)),
    ("mean(nila)", FormulaError(.unknownField("nila"), at: 5)),
    ("1 + nila", FormulaError(.unknownField("nila"), at: 4)),
    ("mean(median(a))", FormulaError(.nestedAggregate(function: "median"), at: 5)),
    ("mean(previous(previous(a)))", FormulaError(.nestedPrevious, at: 14)),
    ("previous(mean(previous(a)))", FormulaError(.nestedPrevious, at: 14)),
    ("previous(previous(mean(a)))", FormulaError(.nestedPrevious, at: 9)),
    (
      "mean(status)",
      FormulaError(.needsNumber(status), at: 5)
    ),
    ("share(a)", FormulaError(.needsCondition(.number(nil)), at: 6)),
    ("share(status >= sedan)", FormulaError(.unknownClass("sedan", known: ["rendah", "sedang", "tinggi"]), at: 16)),
    ("share(sedan < status)", FormulaError(.unknownClass("sedan", known: ["rendah", "sedang", "tinggi"]), at: 6)),
    (
      "share(jenis > darat)",
      FormulaError(
        .incomparable(
          kind, kind), at: 12)
    ),
    (
      "share(status = jenis)",
      FormulaError(
        .incomparable(
          status,
          kind), at: 13)
    ),
    (
      "share(status > 2)",
      FormulaError(.incomparable(status, .number(nil)), at: 13)
    ),
    ("mean(tanggal + 1)", FormulaError(.needsNumber(.date), at: 5)),
    ("count(catatan)", FormulaError(.notANumber(field: "catatan"), at: 6)),
    ("mean(pendudk.jumlah)", FormulaError(.unknownDataset("pendudk"), at: 5)),
    ("mean(penduduk.jml)", FormulaError(.unknownField("penduduk.jml"), at: 5)),
    ("mean(kecamatan.x)", FormulaError(.unfitDataset("kecamatan", .level), at: 5)),
    ("mean(bulanan.x)", FormulaError(.unfitDataset("bulanan", .frequency), at: 5)),
    ("mean(buku.x)", FormulaError(.unfitDataset("buku", .ledger), at: 5)),
    ("share(a > 1, b)", FormulaError(.needsCondition(.number(nil)), at: 13)),
    ("median(a, b)", FormulaError(.argumentCount(function: "median", expected: "1", found: 2), at: 0)),
    ("mean(a..b)", FormulaError(.rangeOutsideCall, at: 5)),
    ("sum(a..b, a)", FormulaError(.outsideAggregate(field: "a..b"), at: 4)),
    ("total(total(sum(a)) + b)", FormulaError(.outsideAggregate(field: "b"), at: 22)),
    ("min(status = sedang, sedang)", FormulaError(.outsideAggregate(field: "status"), at: 4)),
  ]

  private func columns(_ wanted: [ExpressionColumn]) throws -> [[Double]] {
    try wanted.map { try #require(Self.figures[$0]) }
  }

  private func regions(_ text: String, _ derived: [(String, String)] = []) throws -> [Double] {
    let expression = try Self.scope(derived).regions(text)
    return expression.values(over: try columns(expression.columns), rows: 5, groups: [0..<5, 0..<3, 3..<5, 5..<5])
  }

  @Test(arguments: Self.figuresOfRegions)
  func regionsComeOutAsInSchool(text: String, expected: [Double]) throws {
    let found = try regions(text, [("jenis_nol", "a * 0")])
    #expect(found.count == expected.count)
    for (value, wanted) in zip(found, expected) {
      #expect(value.isNaN ? wanted.isNaN : abs(value - wanted) < 1e-12, "\(text): \(found)")
    }
  }

  @Test func derivedFieldsMayStandOnEachOtherAndInThePeriodBefore() throws {
    let derived = [("naik", "selisih > 0"), ("selisih", "nilai - previous(nilai)"), ("ganda", "2 * nilai")]
    #expect(try regions("count(naik)", derived) == [1, 1, 0, 0])
    #expect(try regions("count(previous(ganda) > 1)", derived) == [1, 0, 1, 0])
    let scope = Self.scope(derived)
    #expect(scope.errors.isEmpty)
    let rise = try scope.rows("selisih")
    let values = rise.values(over: try columns(rise.columns), rows: 5)
    #expect(values.map { $0.isNaN } == [false, false, true, false, true])
    #expect(scope.type(of: "naik") == .truth && scope.type(of: "tiada") == nil)
  }

  @Test func aColumnIsEvaluatedAsItsRowsAre() throws {
    let fields = ["status", "nilai", "a", "b"]
    let texts = [
      "if(a > 2, b, -a)", "sum(a..b)", "coalesce(b, nilai, 1)", "not (nilai > 0.5) or a = 3", "where(b, a > 1)",
      "mean_present(nilai, b) / (a - 3)", "count_present(a..b)", "min(a, nilai) * max(b, 2)",
    ]
    for text in texts {
      let formula = try Formula(text, over: Self.index.fields.filter { fields.contains($0.id) })
      let expression = try Self.scope().rows(text)
      let values = expression.values(over: try columns(expression.columns), rows: 5)
      for row in 0..<5 {
        let cells = try fields.map { try #require(Self.figures[ExpressionColumn(dataset: "indeks", field: $0)])[row] }
        let one = formula.evaluate(cells)
        #expect(one == values[row] || (one.isNaN && values[row].isNaN), "\(text), row \(row)")
      }
    }
  }

  @Test func unitsFollowTheFigures() throws {
    let scope = Self.scope()
    #expect(try scope.regions("sum(pagu)").unit == LocalizedText("Rp"))
    #expect(try scope.regions("sum(pagu) / sum(penduduk.jumlah)").unit == LocalizedText(id: "Rp/jiwa", en: "Rp/people"))
    #expect(try scope.regions("share(a > b)").form == .share)
    #expect(try scope.regions("sum(pagu) / total(sum(pagu))").unit == nil)
    #expect(try scope.regions("sum(pagu) * 2").unit == nil)
    #expect(try scope.regions("count(a)").form == .count && scope.regions("count(a) / 2").form == .other)
  }

  @Test(arguments: Self.faults)
  func faultsAreNamedAtTheirCharacter(text: String, expected: FormulaError) {
    #expect(throws: expected) { try Self.scope().regions(text) }
  }

  @Test func unitsThatDoNotFitAreRefused() throws {
    let scope = Self.scope()
    for (text, offset) in [
      ("sum(pagu + penduduk.jumlah)", 9), ("sum(pagu) - sum(penduduk.jumlah)", 10),
      ("count(pagu > penduduk.jumlah)", 11),
    ] {
      do {
        _ = try scope.regions(text)
        Issue.record("\(text) is taken")
      } catch {
        #expect(error.offset == offset)
        #expect(error.message.id.contains("`Rp` dan `jiwa`"), "\(error.message.id)")
      }
    }
    _ = try scope.regions("sum(pagu + a) - 5")
  }

  @Test func cyclesAndFaultyDerivedFieldsAreSaidOnce() {
    let scope = Self.scope([
      ("p", "q + 1"), ("q", "r"), ("r", "p"), ("s", "p + 1"), ("t", "nila"), ("u", "t * 2"), ("v", "previous(a)"),
      ("w", "1 + previous(v)"), ("x", "(a"),
    ])
    #expect(
      scope.errors == [
        "p": FormulaError(.cycle(["p", "q", "r", "p"]), at: 0), "q": FormulaError(.cycle(["q", "r", "p", "q"]), at: 0),
        "r": FormulaError(.cycle(["r", "p", "q", "r"]), at: 0), "s": FormulaError(.faultyDerived("p"), at: 0),
        "t": FormulaError(.unknownField("nila"), at: 0), "u": FormulaError(.faultyDerived("t"), at: 0),
        "w": FormulaError(.nestedPrevious, at: 13), "x": FormulaError(.endedEarly, at: 2),
      ])
    #expect(throws: FormulaError(.faultyDerived("t"), at: 5)) { try scope.regions("mean(t)") }
  }

  @Test func derivedFieldsThatDoubleEachOtherAreBounded() {
    let chain = (1...40).map { ("d\($0)", "d\($0 - 1) + d\($0 - 1)") }
    let scope = Self.scope([("d0", "a")] + chain)
    #expect(scope.errors["d40"] != nil && scope.errors["d3"] == nil)
  }

  @Test func datasetFormulasKnowTypesToo() {
    #expect(throws: Never.self) { try Formula("where(a, status >= sedang)", over: Self.index.fields) }
    #expect(throws: FormulaError(.needsNumber(.date), at: 4)) { try Formula("a + tanggal", over: Self.index.fields) }
  }
}
