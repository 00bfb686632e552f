import Diagnostics
import Domain
import Registry
import Testing
import YAML

/// A made-up configuration that uses every kind of shape.
private struct Sample: Sendable {
  enum Colour: String, CaseIterable, Sendable { case red, green }

  struct Item: Sendable {
    var id: String
    var enabled: Bool
    var codes: [RegionCode]
  }

  var title: LocalizedText
  var count: Int
  var factor: Double?
  var colour: Colour
  var items: [Item]
  var names: [MapEntry<[String]>]
  var bounds: ClosedRange<Double>?

  static let item = Shape<Item>.object { o in
    Item(
      id: o.required("id", .identifier, id: "id butir", en: "the item's id"),
      enabled: o.optional("enabled", .boolean, default: true, id: "dipakai atau tidak", en: "whether it is used"),
      codes: o.optional("codes", .list(of: .regionCode), default: [], id: "kode wilayah", en: "region codes"))
  }

  static let shape = Shape<Sample>.object { o in
    Sample(
      title: o.required("title", .localizedText, id: "judul", en: "the title"),
      count: o.optional("count", .integer(in: 1...5), default: 1, id: "jumlah", en: "how many"),
      factor: o.optional("factor", .number, id: "pengali", en: "the factor"),
      colour: o.optional("colour", .choice, default: .red, id: "warna", en: "the colour"),
      items: o.optional("items", .list(of: item), default: [], id: "butir", en: "the items"),
      names: o.optional(
        "names", .map(keys: .identifier, values: .list(of: .text)), default: [], id: "nama", en: "the names"),
      bounds: o.optional("bounds", .range, id: "batas", en: "the bounds"))
  }
}

private func decode<Value>(_ text: String, _ shape: Shape<Value>) throws -> (value: Value, lines: [String]) {
  let root = try #require(YAMLDocument.parse(bytes: Array(text.utf8), file: "f").root)
  let result = shape.decode(root)
  return (result.value, result.diagnostics.map { "\($0.code) \($0.line(in: .english))" })
}

@Suite struct ShapeTests {
  @Test func aRightTreeBecomesItsValue() throws {
    let text = """
      title: {id: Judul, en: Title}
      count: 5
      factor: 2
      colour: green
      items: [{id: a, enabled: false, codes: ["62.10", "0"]}, {id: b}]
      names: {x: [one, two]}
      bounds: [0, 1.5]
      """
    let (value, lines) = try decode(text, Sample.shape)
    #expect(lines.isEmpty)
    #expect(value.title == LocalizedText(id: "Judul", en: "Title"))
    #expect(value.count == 5)
    #expect(value.factor == 2)
    #expect(value.colour == .green)
    #expect(value.items.map(\.id) == ["a", "b"])
    #expect(value.items.map(\.enabled) == [false, true])
    #expect(value.items[0].codes.map(\.description) == ["62.10", "0"])
    #expect(value.names.map(\.key) == ["x"])
    #expect(value.names[0].value == ["one", "two"])
    #expect(value.bounds == 0...1.5)
  }

  @Test func aScalarTextServesForBothLanguages() throws {
    let (value, lines) = try decode("title: Judul", Sample.shape)
    #expect(lines.isEmpty)
    #expect(value.title == LocalizedText("Judul"))
    #expect(value.colour == .red)
    #expect(try decode("title: {id: Judul}", Sample.shape).value.title.en == "Judul")
  }

  @Test func everyProblemOfATreeIsReportedWithPathPlaceAndHint() throws {
    let text = """
      titel: Judul
      count: 9
      factor: "2"
      colour: gren
      items:
        - {id: A-b, enabled: yes}
        - {enabled: true, codes: [62.10, "7", 64]}
        - plain
        - {id: c, codes: "64"}
      names: {Bad: [1], ok: }
      bounds: [3, 1]
      """
    let (_, lines) = try decode(text, Sample.shape)
    #expect(
      lines == [
        "config-missing-key f:1:1: error: the required key `title` is missing",
        "config-out-of-range f:2:8: error: count: 9 is outside 1 to 5",
        "config-wrong-type f:3:9: error: factor: expected a number, found the text `2`; remove the quotes",
        "config-not-a-choice f:4:9: error: colour: `gren` is not one of the choices; did you mean `green`?",
        "config-bad-value f:6:10: error: items[0].id: `A-b` is not an id; "
          + "lower-case letters, digits and `_`, a letter first, at most 58",
        "config-wrong-type f:6:24: error: items[0].enabled: expected `true` or `false`, found the text `yes`; write `true`",
        "config-missing-key f:7:5: error: items[1]: the required key `id` is missing",
        "config-code-unquoted f:7:29: error: items[1].codes[0]: an unquoted region code is read as a number; write \"62.10\"",
        "config-bad-value f:7:36: error: items[1].codes[1]: `7` is not a region code; "
          + "write it like \"64\", \"64.02\", \"64.02.01\" or \"64.02.01.2001\"",
        "config-code-unquoted f:7:41: error: items[1].codes[2]: an unquoted region code is read as a number; write \"64\"",
        "config-wrong-type f:8:5: error: items[2]: expected a mapping `key: value`, found the text `plain`",
        "config-wrong-type f:9:20: error: items[3].codes: expected a list, found the text `64`; write it as a list: `[…]`",
        "config-bad-key f:10:9: error: names.Bad: the key `Bad` is not an id; "
          + "lower-case letters, digits and `_`, a letter first, at most 58",
        "config-wrong-type f:10:15: error: names.Bad[0]: expected a text, found the number 1; quote it: \"1\"",
        "config-empty f:10:23: error: names.ok: has no value; give one, or remove the key",
        "config-out-of-range f:11:9: error: bounds: the lower bound is above the upper one",
        "config-unknown-key f:1:1: error: titel: unknown key; did you mean `title`?",
      ])
  }

  @Test(arguments: [
    ("[1]", "config-wrong-type f:1:1: error: expected a mapping `key: value`, found a list"),
    ("title: {en: x}", "config-missing-key f:1:8: error: title: the required key `id` is missing"),
    ("title: {id: x, de: y}", "config-unknown-key f:1:16: error: title.de: unknown key; known: `id`, `en`"),
    ("title: ''", "config-empty f:1:8: error: title: has no value; give one, or remove the key"),
    (
      "title: 2024", "config-wrong-type f:1:8: error: title: expected a text, found the number 2024; quote it: \"2024\""
    ),
    ("title: x\nbounds: [1]", "config-wrong-count f:2:9: error: bounds: expected 2 items, found 1"),
    ("title: x\nfactor: .inf", "config-wrong-type f:2:9: error: factor: expected a number, found the number .inf"),
    ("title: x\nitems:", "config-empty f:2:7: error: items: has no value; give one, or remove the key"),
    ("title: x\ncount: 1.5", "config-wrong-type f:2:8: error: count: expected a whole number, found the number 1.5"),
  ])
  func eachProblemIsOneClearLine(text: String, line: String) throws {
    #expect(try decode(text, Sample.shape).lines == [line])
  }

  @Test func variantsAreToldApartByTheirKey() throws {
    let shape = Shape<String>.variants(
      on: "kind",
      [
        "a": .object { o in
          o.discriminator("kind", "a", id: "jenis", en: "kind")
          return "a" + o.required("x", .text, id: "x", en: "x")
        },
        "b": .object { o in
          o.discriminator("kind", "b", id: "jenis", en: "kind")
          return "b" + o.required("y", .text, id: "y", en: "y")
        },
      ])
    #expect(try decode("{kind: b, y: z}", shape).value == "bz")
    #expect(
      try decode("{kind: b, x: z}", shape).lines == [
        "config-missing-key f:1:1: error: the required key `y` is missing",
        "config-unknown-key f:1:11: error: x: unknown key; did you mean `y`?",
      ])
    #expect(
      try decode("{kind: c}", shape).lines == [
        "config-not-a-choice f:1:8: error: kind: `c` is not one of the choices; did you mean `a`?"
      ])
    #expect(
      try decode("{y: z}", shape).lines == ["config-missing-key f:1:1: error: the required key `kind` is missing"])
  }

  @Test func secretValuesAreNeverPartOfAMessage() throws {
    let shape = Shape<Int>.object { o in o.required("api_key", .integer(in: 1...2), id: "kunci", en: "key") }
    let lines = try decode("api_key: hunter2", shape).lines
    #expect(lines == ["config-wrong-type f:1:10: error: api_key: expected a whole number, found the text `…`"])
  }

  @Test func pathsShowIndexesAndQuoteUnusualKeys() {
    let path = NodePath.root.key("regions").index(0).key("terms").key("64.02").key("a-b")
    #expect(path.description == "regions[0].terms[\"64.02\"].a-b")
    #expect(NodePath.root.description == "")
    #expect(NodePath.root.key("a").leads(to: path) == false)
    #expect(NodePath.root.key("regions").leads(to: path))
  }
}
