import Diagnostics

/// The problems a YAML file can have, apart from libyaml's own syntax errors (`SyntaxMessage`).
extension Diagnostic {
  static func yamlTooLarge(_ file: String, bytes: Int, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-large",
      message: LocalizedText(
        id: "berkas terlalu besar untuk YAML: \(bytes) bita, paling banyak \(limit)",
        en: "the file is too large for YAML: \(bytes) bytes, at most \(limit)"),
      place: Place(file: file))
  }

  static func yamlForeignEncoding(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-not-utf8",
      message: LocalizedText(id: "berkas ini \(name), bukan UTF-8", en: "the file is \(name), not UTF-8"),
      place: place, hint: saveAsUTF8)
  }

  static func yamlNotUTF8(_ place: Place, byte: UInt8) -> Diagnostic {
    let hex = "0x" + String(byte, radix: 16, uppercase: true)
    return Diagnostic(
      code: "yaml-not-utf8",
      message: LocalizedText(
        id: "bukan teks UTF-8: bita \(hex) tidak sah di sini", en: "not UTF-8 text: byte \(hex) is not valid here"),
      place: place, hint: saveAsUTF8)
  }

  private static var saveAsUTF8: LocalizedText {
    LocalizedText(id: "simpan ulang berkas sebagai UTF-8", en: "save the file again as UTF-8")
  }

  static func yamlControlCharacter(_ place: Place, scalar: UInt32) -> Diagnostic {
    let hex = String(scalar, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    return Diagnostic(
      code: "yaml-syntax",
      message: LocalizedText(
        id: "karakter \(name) tidak boleh ada dalam YAML", en: "the character \(name) is not allowed in YAML"),
      place: place,
      hint: LocalizedText(
        id: "hapus, atau tulis sebagai `\\u\(String(name.dropFirst(2)))` dalam kutip ganda",
        en: "remove it, or write `\\u\(String(name.dropFirst(2)))` in double quotes"))
  }

  static func yamlTab(_ place: Place, lastLine: Int) -> Diagnostic {
    let more = lastLine - (place.line ?? lastLine)
    return Diagnostic(
      code: "yaml-tab",
      message: LocalizedText(
        id: "indentasi memakai tab" + (more > 0 ? " (sampai baris \(lastLine))" : ""),
        en: "a tab is used as indentation" + (more > 0 ? " (down to line \(lastLine))" : "")),
      place: place,
      hint: LocalizedText(id: "YAML hanya mengenal spasi; ganti tab dengan spasi", en: "YAML indents with spaces only"))
  }

  static func yamlDuplicateKey(_ place: Place, key: String, first: Place) -> Diagnostic {
    let at = "\(first.line ?? 0):\(first.column ?? 0)"
    return Diagnostic(
      code: "yaml-duplicate-key",
      message: LocalizedText(
        id: "kunci `\(key)` sudah ada di \(at)", en: "the key `\(key)` is already at \(at)"),
      place: place, value: key)
  }

  static func yamlComplexKey(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax",
      message: LocalizedText(
        id: "kunci harus satu kata, bukan daftar atau pemetaan", en: "a key must be a word, not a list or a mapping"),
      place: place,
      hint: LocalizedText(
        id: "beri tanda kutip pada teks yang diawali `{` atau `[`", en: "quote a text that starts with `{` or `[`"))
  }

  static func yamlEmptyKey(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax",
      message: LocalizedText(id: "tidak ada kunci sebelum `:`", en: "there is no key before `:`"), place: place)
  }

  static func yamlMergeKey(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-merge-key",
      message: LocalizedText(
        id: "kunci gabungan `<<` tidak didukung (bukan bagian dari YAML 1.2)",
        en: "merge keys `<<` are not supported (they are no part of YAML 1.2)"),
      place: place,
      hint: LocalizedText(id: "tulis kunci-kuncinya di sini", en: "write the keys here"))
  }

  static func yamlAliasUnknown(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax",
      message: LocalizedText(
        id: "alias `*\(name)` tidak punya jangkar `&\(name)` sebelumnya",
        en: "the alias `*\(name)` has no anchor `&\(name)` before it"),
      place: place, value: "*" + name,
      hint: LocalizedText(id: "beri tanda kutip pada teks yang diawali `*`", en: "quote a text that starts with `*`"))
  }

  static func yamlAliasCycle(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax",
      message: LocalizedText(
        id: "alias `*\(name)` menunjuk ke dirinya sendiri", en: "the alias `*\(name)` stands within itself"),
      place: place, value: "*" + name)
  }

  static func yamlAliasLimit(_ place: Place, _ name: String, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-alias-limit",
      message: LocalizedText(
        id: "alias `*\(name)` membuat berkas terlalu besar: lebih dari \(limit) nilai ulangan",
        en: "the alias `*\(name)` makes the file too large: more than \(limit) repeated values"),
      place: place, value: "*" + name)
  }

  static func yamlDepth(_ place: Place, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-depth",
      message: LocalizedText(
        id: "susunan lebih dalam dari \(limit) tingkat", en: "nested deeper than \(limit) levels"),
      place: place)
  }

  static func yamlMultipleDocuments(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-multiple-documents",
      message: LocalizedText(
        id: "dokumen kedua dimulai di sini; satu berkas berisi satu dokumen",
        en: "a second document starts here; a file holds one document"),
      place: place, hint: LocalizedText(id: "hapus `---`", en: "remove the `---`"))
  }

  static func yamlTag(_ place: Place, tag: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-tag",
      message: LocalizedText(id: "tag `\(tag)` tidak didukung", en: "the tag `\(tag)` is not supported"),
      place: place, value: tag,
      hint: LocalizedText(
        id: "hapus tag, atau beri tanda kutip pada teks yang diawali `!`",
        en: "remove the tag, or quote a text that starts with `!`"))
  }

  static func yamlTagMismatch(_ place: Place, tag: String, value: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-tag",
      message: LocalizedText(id: "`\(value)` bukan `\(tag)`", en: "`\(value)` is no `\(tag)`"), place: place,
      value: value)
  }

  static func yamlEmpty(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "yaml-empty",
      message: LocalizedText(id: "berkas ini kosong", en: "the file is empty"), place: place)
  }
}
