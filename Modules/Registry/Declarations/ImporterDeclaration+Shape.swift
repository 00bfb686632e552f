import Diagnostics
import PluginKit

extension ImporterDeclaration {
  /// The generic engine that `table:` configures.
  static let tableEngine = "table"

  static let shape = Shape<ImporterDeclaration>.object { o in
    let header = PluginHeader.read(&o, kind: .importer)
    let uses = o.required(
      "uses", .identifier, id: "mesin yang bekerja: `table`, atau sebuah tipe Swift",
      en: "what does the work: `table`, or a Swift type")
    let table = o.optional(
      "table", TableMapping.shape, id: "pemetaan untuk `uses: table`", en: "the mapping, for `uses: table`")
    o.requireExactly(for: tableEngine, of: uses, key: "table")
    return ImporterDeclaration(header: header, engine: uses == tableEngine ? .table(table ?? .none) : .type(uses))
  }
}

extension TableMapping {
  /// Stands in where a mapping could not be read.
  static let none = TableMapping(dataset: "", region: [])

  private static var headers: Shape<[String]> { .list(of: .text, counts: 1...50) }

  static let shape = Shape<TableMapping>.object { o in
    TableMapping(
      dataset: o.required("dataset", .identifier, id: "dataset tujuan", en: "the dataset that is filled"),
      region: o.required(
        "region", headers, id: "judul kolom kode wilayah, yang utama dulu",
        en: "headers of the column with the region's code, preferred first"),
      regionName: o.optional(
        "region_name", headers, default: [], id: "judul kolom nama wilayah", en: "headers of the column with its name"),
      period: o.optional(
        "period", headers, default: [], id: "judul kolom periode; bila tidak ada, opsi `period` diperlukan",
        en: "headers of the column with the period; without one the `period` option is needed"),
      fields: o.optional(
        "fields", .map(keys: .identifier, values: headers), default: [],
        id: "judul lain untuk kolom data; id-nya sendiri selalu dikenal",
        en: "further headers of fields; a field's own id is always one"
      ).map { FieldColumns(field: $0.key, headers: $0.value) },
      requires: o.optional(
        "requires", .list(of: .identifier), default: [], id: "kolom data yang paling sedikit satu harus ada",
        en: "fields of which at least one has to be there"),
      long: o.optional(
        "long", Long.shape, id: "kolom untuk tabel panjang (satu baris satu nilai)",
        en: "the columns of a long table (a row a value)"),
      ignored: o.optional(
        "ignored", headers, default: [], id: "judul yang sengaja dilewati", en: "headers that are left out on purpose"),
      blank: o.optional(
        "blank", Shape<Blank>.choice { $0.meaning }, default: .keep, id: "arti sel kosong",
        en: "what an empty cell does"))
  }
}

extension TableMapping.Long {
  static let shape = Shape<TableMapping.Long>.object { o in
    TableMapping.Long(
      field: o.required(
        "field", .list(of: .text, counts: 1...50), id: "judul kolom nama kolom data",
        en: "headers of the column that names the field"),
      value: o.required(
        "value", .list(of: .text, counts: 1...50), id: "judul kolom nilainya",
        en: "headers of the column that holds its value"))
  }
}

extension TableMapping.Blank {
  var meaning: LocalizedText {
    switch self {
    case .keep: LocalizedText(id: "nilai tersimpan tetap", en: "the stored value stays")
    case .clear: LocalizedText(id: "nilai tersimpan dihapus", en: "the stored value goes")
    }
  }
}
