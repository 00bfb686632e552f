import Diagnostics
import Registry
import Testing
import YAML

@Suite struct ExpansionTests {
  private let environment = ["NAME": "berau", "PORT": "5432", "EMPTY": "", "TRICK": "x\n- y: z", "LOOP": "${NAME}"]

  private func expand(_ text: String) throws -> (node: YAMLNode, lines: [String]) {
    let root = try #require(YAMLDocument.parse(bytes: Array(text.utf8), file: "f").root)
    let result = Expansion(environment: environment).expand(root)
    return (result.node, result.diagnostics.map { "\($0.code) \($0.line(in: .english))" })
  }

  @Test(arguments: [
    ("${NAME}", YAMLNode.Content.text("berau")), ("a ${NAME} b ${PORT}", .text("a berau b 5432")),
    ("${PORT}", .integer(5432)), ("'${PORT}'", .text("5432")), ("${NONE:-x}", .text("x")), ("${EMPTY:-x}", .text("x")),
    ("${NONE:-}", .null), ("'${EMPTY}'", .text("")), ("$${NAME}", .text("${NAME}")), ("$5 ${NAME}", .text("$5 berau")),
    ("${TRICK}", .text("x\n- y: z")), ("${LOOP}", .text("${NAME}")), ("${NONE:-a:-b}", .text("a:-b")),
    ("price $", .text("price $")),
  ])
  func variablesArePutIntoValuesAfterParsing(value: String, content: YAMLNode.Content) throws {
    let (node, lines) = try expand("v: \(value)")
    #expect(lines.isEmpty)
    #expect(node["v"]?.content == content)
  }

  @Test func keysAreLeftAloneAndValuesRememberTheirVariables() throws {
    let (node, _) = try expand("${NAME}: [1, \"${NAME}-${PORT}\", plain]")
    #expect(node.entries[0].name == "${NAME}")
    #expect(node.entries[0].value.elements.map(\.variables) == [[], ["NAME", "PORT"], []])
    #expect(node.entries[0].value.elements[1].source == "berau-5432")
  }

  @Test func whatCannotBePutInIsReportedWithItsPlace() throws {
    let (_, lines) = try expand("a: {b: \"${NONE}\"}\nc: ['${1x}', \"${NAME\"]\n")
    #expect(
      lines == [
        "config-variable f:1:8: error: a.b: the environment variable `NONE` is not set; set it, or write `${NONE:-value}`",
        "config-variable f:2:5: error: c[0]: `${1x}` is no name of a variable; write `$${` for a plain `${`",
        "config-variable f:2:14: error: c[1]: `${` is not closed with `}`; write `$${` for a plain `${`",
      ])
  }

  @Test(arguments: [
    ("password", true), ("db_password", true), ("API_TOKEN", true), ("key", true), ("api-key", true), ("dsn", true),
    ("client_secret", true), ("clientsecret", true), ("keyboard", false), ("region", false), ("monkey", false),
    ("tokens", false),
  ])
  func secretsAreKnownByTheirNames(name: String, isSecret: Bool) {
    #expect(Secrets.isSecret(name) == isSecret)
  }
}
