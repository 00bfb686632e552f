import Diagnostics
import PluginKit

extension PluginHeader {
  /// Reads the keys that every `plugin.yaml` starts with.
  static func read(_ o: inout ObjectReader, kind: PluginKind) -> PluginHeader {
    o.discriminator("kind", kind.rawValue, id: "jenis plugin", en: "the kind of plugin")
    return PluginHeader(
      kind: kind,
      id: o.required("id", .identifier, id: "nama folder dalam snake_case", en: "the folder's name in snake_case"),
      title: o.required("title", .localizedText, id: "nama yang dibaca orang", en: "the name people read"),
      description: o.required(
        "description", .localizedText, id: "apa isinya dan gunanya, satu atau dua kalimat",
        en: "what it is and does, one or two sentences"),
      sources: o.optional(
        "sources", .list(of: .localizedText), default: [],
        id: "dari mana fakta dan aturannya: peraturan, tabel, berita",
        en: "where its facts and rules come from: decree, table, press"),
      options: o.optional(
        "options", .list(of: OptionDeclaration.shape), default: [],
        id: "opsi yang dapat diisi di `plugins.yaml` atau dengan `--set`",
        en: "the options that `plugins.yaml` and `--set` may give"),
      folder: "")
  }
}

extension OptionDeclaration {
  static let shape = Shape<OptionDeclaration>.object { o in
    OptionDeclaration(
      name: o.required("name", .identifier, id: "nama opsi", en: "the option's name"),
      title: o.required("title", .localizedText, id: "arti opsi", en: "what the option means"),
      type: o.required("type", .choice { $0.meaning }, id: "jenis nilainya", en: "the type of its value"),
      required: o.optional(
        "required", .boolean, default: false, id: "harus diisi saat dijalankan", en: "whether a run needs it"),
      defaultValue: o.optional("default", .scalar, id: "nilai bila tidak diisi", en: "the value where none is given"),
      choices: o.optional(
        "choices", .list(of: .text, counts: 1...100), default: [], id: "nilai yang boleh untuk `choice`",
        en: "the allowed values of a `choice`"))
  }
}

extension OptionDeclaration.ValueType {
  var meaning: LocalizedText {
    switch self {
    case .text: LocalizedText(id: "teks", en: "a text")
    case .integer: LocalizedText(id: "bilangan bulat", en: "a whole number")
    case .boolean: LocalizedText(id: "`true` atau `false`", en: "`true` or `false`")
    case .choice: LocalizedText(id: "salah satu dari `choices`", en: "one of `choices`")
    case .region: LocalizedText(id: "kode wilayah dalam tanda kutip", en: "a quoted region code")
    case .period: LocalizedText(id: "periode, seperti 2024 atau 2024-Q3", en: "a period, such as 2024 or 2024-Q3")
    case .date: LocalizedText(id: "tanggal, seperti 2025-04-25", en: "a date, such as 2025-04-25")
    }
  }
}
