import Diagnostics
import Testing
import YAML

@Suite struct YAMLDocumentTests {
  @Test func everyNodeAndKeyKnowsItsPlace() throws {
    let root = try #require(
      parse("# words\nregions:\n  - {id: berau, scope: \"64.03\"}\n  -  Ünïcode: käse  # c\n").root)
    let places = root.all.map { "\($0.source)@\($0.place.line ?? 0):\($0.place.column ?? 0)" }
    #expect(
      places == [
        "@2:1", "regions@2:1", "@3:3", "@3:5", "id@3:6", "berau@3:10", "scope@3:17", "64.03@3:24", "@4:6",
        "Ünïcode@4:6", "käse@4:15",
      ])
  }

  @Test func columnsCountCharactersAndLinesCountEveryKindOfLineEnd() throws {
    let root = try #require(parse("a: 1\r\nb: 2\rc: 3\né: [x, ü, y]\n").root)
    #expect(root.entries.map { $0.key.place.line } == [1, 2, 3, 4])
    #expect(root["é"]?.elements.map { $0.place.column } == [5, 8, 11])
  }

  @Test func extentsCutScalarsAndFlowCollectionsOutOfTheText() throws {
    let text = "\u{FEFF}é: {id: 'a b', list: [1, 2]}\r\nz: \"q\"\r\n"
    let root = try #require(parse(text).root)
    let scalars = Array(text.unicodeScalars.dropFirst())
    func cut(_ node: YAMLNode?) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[node?.extent ?? 0..<0])
      return String(view)
    }
    #expect(cut(root["é"]) == "{id: 'a b', list: [1, 2]}")
    #expect(cut(root["é"]?["id"]) == "'a b'")
    #expect(cut(root["é"]?["list"]) == "[1, 2]")
    #expect(cut(root["z"]) == "\"q\"")
    #expect(root.entries[0].key.place.column == 1)
  }

  @Test func stylesTellHowANodeIsWritten() throws {
    let root = try #require(parse("a: {b: 'c', d: \"e\", f: g}\nh:\n  - |\n    i\n").root)
    #expect(root.style == .indented)
    #expect(root["a"]?.style == .flow)
    #expect(root["a"]?.entries.map(\.value.style) == [.singleQuoted, .doubleQuoted, .plain])
    #expect(root["h"]?.elements.map(\.isQuoted) == [true])
  }

  @Test func aliasesRepeatTheirAnchor() throws {
    let root = try #require(parse("a: &x {n: 1}\nb: *x\nc: [&y t, *y]\n").root)
    #expect(root.rendering == "{a: {n: 1}, b: {n: 1}, c: [\"t\", \"t\"]}")
    #expect(root["b"]?.place.line == 2)
  }

  @Test func everythingThatAppearsInDeclarationsParses() {
    let text = """
      %YAML 1.2
      ---
      id: idm            # comment
      "quoted key": 'it''s'
      folded: >-
        two
        lines
      literal: |
        keep
          this
      empty:
      nested:
      - - a
        - b
      - {x: [1, {y: ~}]}
      ...
      """
    #expect(
      parse(text).root?.rendering
        == "{id: \"idm\", quoted key: \"it's\", folded: \"two lines\", literal: \"keep\\n  this\\n\", empty: null, "
        + "nested: [[\"a\", \"b\"], {x: [1, {y: null}]}]}")
  }

  @Test func aByteOrderMarkAndAMissingLastNewlineAreFine() {
    #expect(parse("\u{FEFF}a: 1").root?.rendering == "{a: 1}")
    #expect(parse("\u{FEFF}a: 1").diagnostics.isEmpty)
  }
}
