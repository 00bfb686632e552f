import Diagnostics
import Registry
import Testing
import YAML

@Suite struct JSONSchemaTests {
  private static let shape = Shape<Int>.object { o in
    _ = o.required("name", .localizedText, id: "nama", en: "the name")
    _ = o.optional("on", .boolean, default: true, id: "aktif", en: "whether it is on")
    _ = o.optional("codes", .list(of: .regionCode, counts: 1...3), id: "kode", en: "codes")
    _ = o.optional("free", .map(keys: .identifier, values: .number), id: "bebas", en: "free keys")
    return o.optional("size", .integer(in: 1...9), default: 3, id: "ukuran", en: "the size")
  }

  @Test func aSchemaSaysWhatTheShapeReads() {
    let schema = JSONSchema(language: .english).document(title: "Sample", Self.shape.description)
    #expect(
      schema.text == """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Sample",
          "type": "object",
          "required": [
            "name"
          ],
          "properties": {
            "name": {
              "description": "the name",
              "anyOf": [
                {
                  "type": "string",
                  "minLength": 1
                },
                {
                  "type": "object",
                  "required": [
                    "id"
                  ],
                  "properties": {
                    "id": {
                      "type": "string",
                      "minLength": 1
                    },
                    "en": {
                      "type": "string",
                      "minLength": 1
                    }
                  },
                  "additionalProperties": false
                }
              ]
            },
            "on": {
              "description": "whether it is on",
              "type": "boolean",
              "default": true
            },
            "codes": {
              "description": "codes",
              "type": "array",
              "items": {
                "type": "string",
                "minLength": 1,
                "pattern": "^(0|[1-9][0-9](\\\\.?[0-9]{2}(\\\\.?[0-9]{2}(\\\\.?[0-9]{4})?)?)?)$"
              },
              "minItems": 1,
              "maxItems": 3
            },
            "free": {
              "description": "free keys",
              "type": "object",
              "propertyNames": {
                "pattern": "^[a-z][a-z0-9_]{0,57}$"
              },
              "additionalProperties": {
                "type": "number"
              }
            },
            "size": {
              "description": "the size",
              "type": "integer",
              "minimum": 1,
              "maximum": 9,
              "default": 3
            }
          },
          "additionalProperties": false
        }
        """)
  }

  /// Whatever a shape accepts its schema accepts, and the other way round.
  @Test(arguments: [
    ("{name: x}", true), ("{name: {id: x, en: y}, on: false, codes: [\"64\"], free: {a: 1.5}, size: 9}", true),
    ("{}", false), ("{name: 1}", false), ("{name: {en: y}}", false), ("{name: x, on: 1}", false),
    ("{name: x, codes: []}", false), ("{name: x, codes: [64]}", false), ("{name: x, codes: [\"6\"]}", false),
    ("{name: x, free: {A: 1}}", false), ("{name: x, size: 10}", false), ("{name: x, more: 1}", false), ("[]", false),
  ])
  func shapeAndSchemaAgree(text: String, isRight: Bool) throws {
    let node = try #require(YAMLDocument.parse(bytes: Array(text.utf8), file: "f").root)
    #expect(Self.shape.decode(node).diagnostics.isEmpty == isRight)
    let schema = JSONSchema(language: .indonesian).document(title: "x", Self.shape.description)
    #expect(SchemaCheck.problems(node.json, schema).isEmpty == isRight)
  }

  @Test func variablesAreAllowedWhereAskedFor() throws {
    let schema = JSONSchema(language: .english, allowsVariables: true).document(title: "x", Self.shape.description)
    let node = try #require(YAMLDocument.parse(bytes: Array("{name: x, on: '${ON:-true}'}".utf8), file: "f").root)
    #expect(SchemaCheck.problems(node.json, schema).isEmpty)
  }
}

extension YAMLNode {
  /// The tree as JSON, as an editor sees it.
  var json: JSONValue {
    switch content {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .integer(let value): .integer(value)
    case .real(let value): .number(value)
    case .text(let value): .text(value)
    case .sequence(let elements): .array(elements.map(\.json))
    case .mapping(let entries): .object(entries.map { JSONMember($0.name, $0.value.json) })
    }
  }
}
