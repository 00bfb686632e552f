import Diagnostics
import Testing
import YAML

@Suite struct YAMLProblemTests {
  @Test(arguments: [
    ("a: b: c", "yaml-syntax 1:5: `: ` is not allowed here"),
    ("a: 1\n b: 2\n", "yaml-syntax 2:3: `: ` is not allowed here"),
    ("a: [1, 2\nb: 3\n", "yaml-syntax 2:2: expected `,` or `]` here: the list `[` was opened on line 1"),
    ("a: {b: 1\nc: 2\n", "yaml-syntax 2:2: expected `,` or `}` here: the mapping `{` was opened on line 1"),
    ("a:\n  b: 1\n c: 2\n", "yaml-syntax 3:2: this does not fit the mapping that starts on line 1"),
    ("a: \"x\nb: 2\n", "yaml-syntax 1:4: the quote opened here is never closed"),
    ("a: 'x\n---\nb: 2\n", "yaml-syntax 1:4: the quote opened here is not closed before `---` or `...`"),
    ("a: \"\\q\"", "yaml-syntax 1:5: this `\\` sequence is unknown in double quotes"),
    ("a: @b", "yaml-syntax 1:4: a value cannot start with this character"),
    ("a: 1\nword\nb: 2\n", "yaml-syntax 2:1: `:` is missing after this key"),
    ("- a\nb: 1\n", "yaml-syntax 2:1: expected an item `- ` of the list that starts on line 1"),
    ("a: - b", "yaml-syntax 1:4: a list item `- ` is not allowed here"),
    ("{a: 1}\nb: 2\n", "yaml-syntax 2:1: this stands after the end of the document"),
    ("{a}: 1", "yaml-syntax 1:1: a key must be a word, not a list or a mapping"),
    ("a: {{NAME}}", "yaml-syntax 1:5: a key must be a word, not a list or a mapping"),
    ("{? : 1}", "yaml-syntax 1:4: there is no key before `:`"),
    ("a: *x", "yaml-syntax 1:4: the alias `*x` has no anchor `&x` before it"),
    ("a: &x [*x]", "yaml-syntax 1:8: the alias `*x` stands within itself"),
    ("a: * x", "yaml-syntax 1:4: expected a name of letters, digits, `-` and `_` after `&` or `*`"),
    ("a: !x!y 1", "yaml-syntax 1:4: this tag's prefix is unknown"),
    ("%YAML 9.1\n---\na: 1", "yaml-syntax 1:1: only version 1 of YAML is supported"),
    ("a: |0\n  x", "yaml-syntax 1:5: the indentation of a block text must be 1 to 9"),
    ("a: | b\n  x", "yaml-syntax 1:6: only a comment or the line's end may follow here"),
    ("a: b\u{7}c", "yaml-syntax 1:5: the character U+0007 is not allowed in YAML"),
    ("a: b\u{FFFE}", "yaml-syntax 1:5: the character U+FFFE is not allowed in YAML"),
    ("a:\n\tb: 1\n", "yaml-tab 2:1: a tab is used as indentation"),
    ("a:\n  \tb: 1\n", "yaml-tab 2:3: a tab is used as indentation"),
    ("a: |\n\tb\n", "yaml-tab 2:1: a tab is used as indentation"),
    ("a:\n\tb: 1\n\tc: 1\n", "yaml-tab 2:1: a tab is used as indentation (down to line 3)"),
    ("a: 1\nb: 2\na: 3\n", "yaml-duplicate-key 3:1: the key `a` is already at 1:1"),
    ("a: 1\n'a': 3\n", "yaml-duplicate-key 2:1: the key `a` is already at 1:1"),
    ("x: &m {a: 1}\ny:\n  <<: *m\n", "yaml-merge-key 3:3: merge keys `<<` are not supported"),
    ("a: 1\n---\nb: 2\n", "yaml-multiple-documents 2:1: a second document starts here"),
    ("a: !local 1", "yaml-tag 1:4: the tag `!local` is not supported"),
    ("a: !!binary aGk=", "yaml-tag 1:4: the tag `!!binary` is not supported"),
    ("a: !!set {x}", "yaml-tag 1:4: the tag `!!set` is not supported"),
    ("a: !!int x", "yaml-tag 1:4: `x` is no `!!int`"),
    ("", "yaml-empty 1:1: the file is empty"),
    ("# only words\n", "yaml-empty 1:1: the file is empty"),
    ("---\n...\n", "yaml-empty 1:1: the file is empty"),
  ])
  func eachProblemHasItsCodePlaceAndSentence(text: String, expected: String) {
    let parts = expected.split(separator: " ", maxSplits: 1)
    let found = problems(text)
    #expect(found.count == 1, "\(found)")
    let line = "\(parts[0]) f.yaml:" + parts[1].replacing(": ", with: ": error: ", maxReplacements: 1)
    #expect(found.first?.hasPrefix(line) == true, "\(found)")
  }

  @Test func everyProblemIsToldInBothLanguages() {
    let texts = ["a: b: c", "a:\n\tb: 1\n", "a: 1\na: 2\n", "a: *x", "a: !x 1", "", "a: 1\n---\nb: 1\n"]
    for diagnostic in texts.flatMap({ parse($0).diagnostics }) {
      #expect(diagnostic.message.id != diagnostic.message.en)
      #expect(!diagnostic.message.id.isEmpty)
      if let hint = diagnostic.hint { #expect(hint.id != hint.en) }
    }
  }

  @Test func allProblemsOfAFileComeInOneRunInFileOrder() {
    let text = """
      version: 1
      version: 2
      search: [a, b
      importers:
      \t- {id: x}
      reports: !mine [1]
      regions: a: b
      store: "never closed
      """
    #expect(
      problems(text).map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "yaml-duplicate-key f.yaml:2:1:", "yaml-syntax f.yaml:4:10:", "yaml-tab f.yaml:5:1:", "yaml-tag f.yaml:6:10:",
        "yaml-syntax f.yaml:7:11:", "yaml-syntax f.yaml:8:8:",
      ])
  }

  @Test func duplicateKeysAreFoundInLargeMappingsToo() {
    let keys = (0..<100).map { "k\($0): \($0)\n" }.joined()
    #expect(
      problems(keys + "k3: 1\nk99: 1\n").map { String($0.dropFirst(26)) } == [
        "101:1: error: the key `k3` is already at 4:1", "102:1: error: the key `k99` is already at 100:1",
      ])
    #expect(parse(keys).root?.entries.count == 100)
  }

  @Test func aFileWithDuplicateKeysOrForeignTagsStillHasItsTree() {
    let document = parse("a: 1\na: 2\nb: !x 3\n")
    #expect(document.root?.rendering == "{a: 1, b: 3}")
    #expect(document.diagnostics.count == 2)
  }

  @Test(
    arguments: [
      ([0x61, 0x3A, 0x20, 0xFF], 1, 4, "not UTF-8 text: byte 0xFF is not valid here"),
      (
        [0xC3, 0xA9, 0x3A, 0x0A, 0x62, 0x3A, 0x20, 0xC3, 0xA9, 0xC3], 2, 5,
        "not UTF-8 text: byte 0xC3 is not valid here"
      ),
      ([0x61, 0x0D, 0x0A, 0xED, 0xA0, 0x80], 2, 1, "not UTF-8 text: byte 0xED is not valid here"),
      ([0xC0, 0x80], 1, 1, "not UTF-8 text: byte 0xC0 is not valid here"),
      ([0xF4, 0x90, 0x80, 0x80], 1, 1, "not UTF-8 text: byte 0xF4 is not valid here"),
      ([0xFF, 0xFE, 0x61, 0x00], 1, 1, "the file is UTF-16, not UTF-8"),
      ([0xFE, 0xFF, 0x00, 0x61], 1, 1, "the file is UTF-16, not UTF-8"),
      ([0x00, 0x00, 0xFE, 0xFF], 1, 1, "the file is UTF-32, not UTF-8"),
    ] as [([UInt8], Int, Int, String)])
  func bytesThatAreNotUTF8AreNamedWithTheirPlace(bytes: [UInt8], line: Int, column: Int, message: String) {
    let diagnostics = YAMLDocument.parse(bytes: bytes, file: "f.yaml").diagnostics
    #expect(diagnostics.map(\.code) == ["yaml-not-utf8"])
    #expect(diagnostics.first?.place == Place(file: "f.yaml", line: line, column: column))
    #expect(diagnostics.first?.message.en == message)
  }

  @Test func aFileOverTheLimitIsNotRead() {
    #expect(problems("a: 12345", limits: YAMLLimits(bytes: 7)).map { $0.prefix(14) } == ["yaml-too-large"])
    #expect(parse("a: 12345", limits: YAMLLimits(bytes: 8)).diagnostics.isEmpty)
  }
}
