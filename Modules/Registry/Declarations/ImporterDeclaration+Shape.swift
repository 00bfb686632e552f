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
    let origin = o.optional(
      "origin", Shape<Origin>.choice { $0.meaning }, default: .table,
      id: "jenis sumbernya; bila dua sumber berbeda, tabel mengalahkan layanan dan SK mengalahkan tabel",
      en: "the kind of its source; where two disagree, tables count more than services, and decrees more than tables")
    return ImporterDeclaration(
      header: header, engine: uses == tableEngine ? .table(table ?? .none) : .type(uses), origin: origin)
  }
}

extension ImporterDeclaration.Origin {
  var meaning: LocalizedText {
    switch self {
    case .table: LocalizedText(id: "tabel yang diterbitkan", en: "published tables")
    case .api: LocalizedText(id: "jawaban layanan", en: "answers of a service")
    }
  }
}
