import Diagnostics
import Testing
import YAML

@Suite struct CoreSchemaTests {
  @Test(arguments: [
    ("", "null"), ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", "\"nULL\""),
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("false", "false"), ("False", "false"), ("FALSE", "false"),
    ("0", "0"), ("-12", "-12"), ("+7", "7"), ("010", "10"), ("0o17", "15"), ("0xfF", "255"), ("0b1", "\"0b1\""),
    ("9223372036854775807", "9223372036854775807"), ("9223372036854775808", "9.223372036854776e+18"),
    ("1_000", "\"1_000\""), ("0o8", "\"0o8\""), ("0x", "\"0x\""), ("-0x1", "\"-0x1\""), ("12:30", "\"12:30\""),
    ("62.10", "62.1"), (".5", "0.5"), ("5.", "5.0"), ("1e3", "1000.0"), ("-1.5E-2", "-0.015"), (".", "\".\""),
    ("1e", "\"1e\""), ("e3", "\"e3\""), ("1.2.3", "\"1.2.3\""), ("64.02.01", "\"64.02.01\""), ("+", "\"+\""),
    ("-", "\"-\""), (".inf", "inf"), ("-.INF", "-inf"), ("+.Inf", "inf"), (".nan", "nan"), ("-.nan", "\"-.nan\""),
    ("inf", "\"inf\""), ("nan", "\"nan\""), ("yes", "\"yes\""), ("no", "\"no\""), ("on", "\"on\""), ("off", "\"off\""),
    ("y", "\"y\""), ("2024-01-31", "\"2024-01-31\""), ("2024-07", "\"2024-07\""), ("1 2", "\"1 2\""),
    ("٣", "\"٣\""), ("=", "\"=\""),
  ])
  func plainScalarsAreTypedByTheCoreSchema(source: String, meaning: String) {
    let rendering = YAMLNode(CoreSchema.resolve(source), place: .init(file: "")).rendering
    #expect(rendering == meaning)
  }

  @Test func quotedScalarsAreAlwaysTexts() {
    #expect(
      parse("[\"62.10\", '1', \"true\", '', \"~\"]").root?.rendering == "[\"62.10\", \"1\", \"true\", \"\", \"~\"]")
    #expect(parse("a: |\n  12\n").root?.rendering == "{a: \"12\\n\"}")
  }

  @Test func aNumberKeepsItsSourceText() {
    let node = parse("code: 62.10").root?["code"]
    #expect(node?.content == .real(62.1))
    #expect(node?.source == "62.10")
  }

  @Test func coreTagsAreHonoured() {
    let text = "[!!str 62.10, !!int \"7\", !!float 1, !!null \"\", !!bool \"true\", ! 5, !!seq [], !!map {}]"
    #expect(parse(text).root?.rendering == "[\"62.10\", 7, 1.0, null, true, \"5\", [], {}]")
  }
}
