public import Diagnostics

/// Writes a shape as the reference page of a file: a table of its keys, one row a key, nested keys by their paths.
public struct ShapeReference {
  /// One key of a file.
  public struct Row: Hashable, Sendable {
    /// The path of the key, such as `importers[].options`.
    public var path: String
    /// What the value is.
    public var value: LocalizedText
    public var isRequired: Bool
    /// What holds where the key is left out, if that can be written.
    public var standard: String?
    public var meaning: LocalizedText
  }

  public let rows: [Row]

  public init(_ shape: ShapeDescription) {
    var rows: [Row] = []
    Self.collect(shape, "", &rows)
    self.rows = rows
  }

  /// The rows as a Markdown table.
  public func markdown(_ language: Language) -> String {
    let heads =
      language == .indonesian
      ? ["kunci", "nilai", "bawaan", "arti"] : ["key", "value", "default", "meaning"]
    let required = language == .indonesian ? "wajib" : "required"
    var lines = ["| " + heads.joined(separator: " | ") + " |", "|---|---|---|---|"]
    for row in rows {
      let standard = row.isRequired ? required : row.standard.map { "`\($0)`" } ?? ""
      let cells = ["`\(row.path)`", row.value[language], standard, row.meaning[language]]
      lines.append("| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func collect(_ shape: ShapeDescription, _ path: String, _ rows: inout [Row]) {
    switch shape {
    case .object(let fields):
      for field in fields { collect(field, path, &rows) }
    case .variants(_, let variants):
      for variant in variants {
        for field in variant.fields where !rows.contains(where: { $0.path == join(path, field.key) }) {
          collect(field, path, &rows)
        }
      }
    case .list(let element, _): collect(element, path + "[]", &rows)
    case .map(_, let values): collect(values, path + ".*", &rows)
    case .boolean, .integer, .number, .text, .scalar, .choice, .localizedText, .anything: break
    }
  }

  private static func collect(_ field: FieldDescription, _ path: String, _ rows: inout [Row]) {
    let own = join(path, field.key)
    let standard: String? =
      switch field.defaultValue {
      case .text(let text): text
      case let value?: value.text
      case nil: nil
      }
    rows.append(
      Row(
        path: own, value: value(field.shape), isRequired: field.isRequired, standard: standard, meaning: field.meaning))
    collect(field.shape, own, &rows)
  }

  private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : path + "." + key }

  private static func value(_ shape: ShapeDescription) -> LocalizedText {
    switch shape {
    case .boolean: return "`true` / `false`"
    case .integer(let range):
      if range.lowerBound == range.upperBound { return LocalizedText("`\(range.lowerBound)`") }
      if range == Int.min...Int.max { return LocalizedText(id: "bilangan bulat", en: "a whole number") }
      return LocalizedText(
        id: "\(range.lowerBound) sampai \(range.upperBound)", en: "\(range.lowerBound) to \(range.upperBound)")
    case .number: return LocalizedText(id: "angka", en: "a number")
    case .text(let rule): return rule.name
    case .scalar: return LocalizedText(id: "teks, angka atau `true`/`false`", en: "a text, a number or `true`/`false`")
    case .choice(let choices): return LocalizedText(choices.map { "`\($0.value)`" }.joined(separator: ", "))
    case .localizedText: return LocalizedText(id: "teks, atau `{id, en}`", en: "a text, or `{id, en}`")
    case .list(let element, _):
      let inner = value(element)
      return LocalizedText(id: "daftar: \(inner.id)", en: "a list: \(inner.en)")
    case .map(let keys, let values):
      let inner = value(values)
      return LocalizedText(
        id: "pemetaan dari \(keys.name.id) ke \(inner.id)", en: "a mapping from \(keys.name.en) to \(inner.en)")
    case .object, .variants: return LocalizedText(id: "pemetaan", en: "a mapping")
    case .anything: return LocalizedText(id: "menurut plugin", en: "as the plugin says")
    }
  }
}
