public import Diagnostics
import Domain
public import PluginKit
import YAML

/// Checks the options that a plugin declares, and values given for them.
public struct OptionCheck: Sendable {
  /// Options with one meaning everywhere, which no plugin may declare anew.
  public static let reserved: [String] = [
    "period", "region", "scheme", "match", "mode", "sheet", "header_row", "encoding", "delimiter", "table",
  ]

  /// The reserved options that every importer of this version takes.
  public static let ofImporters = [
    "period", "region", "scheme", "match", "mode", "sheet", "header_row", "encoding", "delimiter", "table",
  ]

  /// What is wrong with the text form of an option's value; nil for a right one.
  public static func problem(_ value: String, for option: OptionDeclaration) -> LocalizedText? {
    let rule: TextRule
    switch option.type {
    case .text: return nil
    case .integer:
      return Int(value) != nil
        ? nil : LocalizedText(id: "`\(value)` bukan bilangan bulat", en: "`\(value)` is not a whole number")
    case .boolean:
      return value == "true" || value == "false"
        ? nil : LocalizedText(id: "`\(value)` bukan `true` atau `false`", en: "`\(value)` is not `true` or `false`")
    case .choice:
      if option.choices.contains(value) { return nil }
      let words = option.choices.map { "`\($0)`" }.joined(separator: ", ")
      return LocalizedText(id: "`\(value)` bukan salah satu dari \(words)", en: "`\(value)` is not one of \(words)")
    case .region: rule = .regionCode
    case .period: rule = .period
    case .date: rule = .date
    }
    if rule.isValid(value) { return nil }
    return LocalizedText(id: "`\(value)` bukan \(rule.name.id)", en: "`\(value)` is not \(rule.name.en)")
  }

  /// Checks the `options:` of a declaration.
  static func run(_ options: [OptionDeclaration], _ findings: inout Findings) {
    var seen: [String: Place] = [:]
    for (index, option) in options.enumerated() {
      let path = NodePath.root.key("options").index(index)
      _ = findings.addUnlessFirst(
        option.name, at: path.key("name"), in: &seen, LocalizedText(id: "opsi", en: "option"))
      if reserved.contains(option.name) {
        findings.add(
          "config-reserved-id", at: path.key("name"), value: option.name,
          LocalizedText(
            id: "opsi `\(option.name)` sudah punya arti yang sama di mana-mana",
            en: "the option `\(option.name)` already has one meaning everywhere"))
      }
      if option.type == .choice, option.choices.isEmpty {
        findings.add(
          "config-missing-key", at: path,
          LocalizedText(
            id: "kunci wajib `choices` tidak ada", en: "the required key `choices` is missing"))
      } else if option.type != .choice, !option.choices.isEmpty {
        findings.add(
          "config-needless-key", at: path.key("choices"),
          LocalizedText(id: "hanya berlaku untuk `type: choice`", en: "only means something with `type: choice`"))
      } else if let value = option.defaultValue, let problem = problem(value, for: option) {
        findings.add("config-bad-value", at: path.key("default"), value: value, problem)
      }
    }
  }
}

extension OptionDeclaration {
  /// The shape of the option's value in YAML; the value is its text form, as `--set` takes it.
  var valueShape: Shape<String> {
    switch type {
    case .text: .text
    case .integer: Shape<Int>.integer(in: Int.min...Int.max).map { String($0) }
    case .boolean: Shape<Bool>.boolean.map { $0 ? "true" : "false" }
    case .choice: .choice(among: choices.map { ShapeDescription.Choice($0) })
    case .region: Shape.regionCode.map { $0.description }
    case .period: .scalar(.period)
    case .date: .text(.date)
    }
  }

  /// The shape of an `options:` mapping for these declared options: the values given, by name.
  static func valuesShape(_ options: [OptionDeclaration], allowingReserved: Bool) -> Shape<[String: String]> {
    Shape<[String: String]>.object { o in
      var values: [String: String] = [:]
      for option in options {
        let value = o.optional(option.name, option.valueShape, id: option.title.id, en: option.title.en)
        if let value { values[option.name] = value }
      }
      for name in allowingReserved ? OptionCheck.ofImporters : [] {
        let value = o.optional(name, .scalar, id: "opsi umum", en: "an option that every importer has")
        if let value { values[name] = value }
      }
      return values
    }
  }
}
