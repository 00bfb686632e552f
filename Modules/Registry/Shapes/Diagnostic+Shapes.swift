import Diagnostics
import YAML

/// What a node can be, named for people.
enum NodeKind {
  case boolean, integer, number, text, list, mapping

  var name: LocalizedText {
    switch self {
    case .boolean: LocalizedText(id: "`true` atau `false`", en: "`true` or `false`")
    case .integer: LocalizedText(id: "bilangan bulat", en: "a whole number")
    case .number: LocalizedText(id: "angka", en: "a number")
    case .text: LocalizedText(id: "teks", en: "a text")
    case .list: LocalizedText(id: "daftar", en: "a list")
    case .mapping: LocalizedText(id: "pemetaan `kunci: nilai`", en: "a mapping `key: value`")
    }
  }
}

/// The problems a node can have against its shape.
extension Diagnostic {
  static func unknownKey(_ entry: YAMLEntry, known: [String], at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-unknown-key", message: LocalizedText(id: "kunci tidak dikenal", en: "unknown key"),
      place: entry.key.place, path: path.key(entry.name).description, value: entry.name,
      hint: .didYouMean(entry.name, among: known, listing: known))
  }

  static func missingKey(_ key: String, in node: YAMLNode, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-missing-key",
      message: LocalizedText(id: "kunci wajib `\(key)` tidak ada", en: "the required key `\(key)` is missing"),
      place: node.place, path: path.textOrNil)
  }

  static func needlessKey(_ entry: YAMLEntry, engine: String, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-needless-key",
      message: LocalizedText(
        id: "hanya berlaku untuk `uses: \(engine)`", en: "only means something with `uses: \(engine)`"),
      place: entry.key.place, path: path.key(entry.name).description)
  }

  static func excludedKey(_ entry: YAMLEntry, by key: String, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-needless-key",
      message: LocalizedText(
        id: "tidak berlaku bersama `\(key)`", en: "means nothing beside `\(key)`"),
      place: entry.key.place, path: path.key(entry.name).description)
  }

  static func emptyValue(_ node: YAMLNode, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-empty", message: LocalizedText(id: "tidak ada isinya", en: "has no value"), place: node.place,
      path: path.textOrNil,
      hint: LocalizedText(id: "isi, atau hapus kuncinya", en: "give one, or remove the key"))
  }

  static func wrongType(_ node: YAMLNode, expected: NodeKind, at path: NodePath) -> Diagnostic {
    let found = node.kindForPeople(isSecret: path.isSecret)
    return Diagnostic(
      code: "config-wrong-type",
      message: LocalizedText(
        id: "seharusnya \(expected.name.id), bukan \(found.id)", en: "expected \(expected.name.en), found \(found.en)"),
      place: node.place, path: path.textOrNil, value: path.isSecret ? nil : node.source,
      hint: typeHint(node, expected: expected, isSecret: path.isSecret))
  }

  private static func typeHint(_ node: YAMLNode, expected: NodeKind, isSecret: Bool) -> LocalizedText? {
    let source = isSecret ? "…" : node.source
    switch (expected, node.content) {
    case (.text, .integer), (.text, .real), (.text, .boolean):
      return LocalizedText(id: "beri tanda kutip: \"\(source)\"", en: "quote it: \"\(source)\"")
    case (.boolean, .text("yes")), (.boolean, .text("on")):
      return LocalizedText(id: "tulis `true`", en: "write `true`")
    case (.boolean, .text("no")), (.boolean, .text("off")):
      return LocalizedText(id: "tulis `false`", en: "write `false`")
    case (.boolean, .text), (.integer, .text), (.number, .text):
      guard node.isQuoted, CoreSchema.resolve(node.source) != .text(node.source) else { return nil }
      return LocalizedText(id: "hapus tanda kutipnya", en: "remove the quotes")
    case (.list, .text), (.list, .integer), (.list, .real), (.list, .mapping):
      return LocalizedText(id: "tulis sebagai daftar: `[…]`", en: "write it as a list: `[…]`")
    default: return nil
    }
  }

  static func notAChoice(_ node: YAMLNode, _ words: [String], at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-not-a-choice",
      message: LocalizedText(
        id: "`\(node.source)` bukan salah satu pilihan", en: "`\(node.source)` is not one of the choices"),
      place: node.place, path: path.textOrNil, value: node.source,
      hint: .didYouMean(node.source, among: words, listing: words))
  }

  static func badText(_ node: YAMLNode, _ rule: TextRule, at path: NodePath) -> Diagnostic {
    let shown = path.isSecret ? "…" : node.source
    return Diagnostic(
      code: "config-bad-value",
      message: LocalizedText(id: "`\(shown)` bukan \(rule.name.id)", en: "`\(shown)` is not \(rule.name.en)"),
      place: node.place, path: path.textOrNil, value: path.isSecret ? nil : node.source, hint: rule.hint)
  }

  static func badKey(_ key: YAMLNode, _ rule: TextRule, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-bad-key",
      message: LocalizedText(
        id: "kunci `\(key.source)` bukan \(rule.name.id)", en: "the key `\(key.source)` is not \(rule.name.en)"),
      place: key.place, path: path.textOrNil, value: key.source, hint: rule.hint)
  }

  static func outOfRange(_ node: YAMLNode, _ range: ClosedRange<Int>, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-out-of-range",
      message: LocalizedText(
        id: "\(node.source) di luar \(range.lowerBound) sampai \(range.upperBound)",
        en: "\(node.source) is outside \(range.lowerBound) to \(range.upperBound)"),
      place: node.place, path: path.textOrNil, value: node.source)
  }

  static func unknownVersion(_ node: YAMLNode, known: Int, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-version",
      message: LocalizedText(
        id: "versi \(node.source) tidak dikenal program ini", en: "this program does not know version \(node.source)"),
      place: node.place, path: path.textOrNil, value: node.source,
      hint: LocalizedText(
        id: "tulis \(known), atau pakai program yang lebih baru", en: "write \(known), or use a newer program"))
  }

  static func backwardsRange(_ node: YAMLNode, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-out-of-range",
      message: LocalizedText(id: "batas bawah di atas batas atas", en: "the lower bound is above the upper one"),
      place: node.place, path: path.textOrNil)
  }

  private static func items(_ count: Int) -> String { count == 1 ? "1 item" : "\(count) items" }

  static func wrongCount(_ node: YAMLNode, _ count: Int, _ counts: ClosedRange<Int>, at path: NodePath) -> Diagnostic {
    let message =
      counts.lowerBound == counts.upperBound
      ? LocalizedText(
        id: "seharusnya \(counts.lowerBound) butir, ada \(count)",
        en: "expected \(items(counts.lowerBound)), found \(count)")
      : count < counts.lowerBound
        ? LocalizedText(
          id: "paling sedikit \(counts.lowerBound) butir, ada \(count)",
          en: "expected at least \(items(counts.lowerBound)), found \(count)")
        : LocalizedText(
          id: "paling banyak \(counts.upperBound) butir, ada \(count)",
          en: "expected at most \(items(counts.upperBound)), found \(count)")
    return Diagnostic(code: "config-wrong-count", message: message, place: node.place, path: path.textOrNil)
  }

  static func unquotedCode(_ node: YAMLNode, at path: NodePath) -> Diagnostic {
    Diagnostic(
      code: "config-code-unquoted",
      message: LocalizedText(
        id: "kode wilayah tanpa tanda kutip dibaca sebagai angka", en: "an unquoted region code is read as a number"),
      place: node.place, path: path.textOrNil, value: node.source,
      hint: LocalizedText(id: "tulis \"\(node.source)\"", en: "write \"\(node.source)\""))
  }
}

extension NodePath {
  /// The path as diagnostics carry it: none for the file as a whole.
  var textOrNil: String? { steps.isEmpty ? nil : description }

  /// Whether the value here must not be shown.
  var isSecret: Bool { lastKey.map { Secrets.isSecret($0) } ?? false }
}

extension LocalizedText {
  /// "did you mean …?" for a word close to a known one, else the few known words, else nothing.
  static func didYouMean(_ word: String, among known: [String], listing: [String] = []) -> LocalizedText? {
    if let nearest = Suggestion.nearest(to: word, among: known) {
      return LocalizedText(id: "mungkin maksudnya `\(nearest)`?", en: "did you mean `\(nearest)`?")
    }
    guard !listing.isEmpty, listing.count <= 12 else { return nil }
    let words = listing.map { "`\($0)`" }.joined(separator: ", ")
    return LocalizedText(id: "yang ada: \(words)", en: "known: \(words)")
  }
}

extension YAMLNode {
  fileprivate func kindForPeople(isSecret: Bool) -> LocalizedText {
    let shown = isSecret ? "…" : source
    switch content {
    case .null: return LocalizedText(id: "kosong", en: "nothing")
    case .boolean: return LocalizedText(id: "`\(shown)`", en: "`\(shown)`")
    case .integer, .real: return LocalizedText(id: "angka \(shown)", en: "the number \(shown)")
    case .text:
      let short = shown.count > 40 ? shown.prefix(40) + "…" : shown[...]
      return LocalizedText(id: "teks `\(short)`", en: "the text `\(short)`")
    case .sequence: return LocalizedText(id: "daftar", en: "a list")
    case .mapping: return LocalizedText(id: "pemetaan", en: "a mapping")
    }
  }
}
