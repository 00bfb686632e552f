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
