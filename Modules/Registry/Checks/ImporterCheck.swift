import Diagnostics
import Domain
import PluginKit

/// Checks what an importer refers to: its engine, the dataset, the fields, and headers that mean two things.
struct ImporterCheck {
  let declaration: ImporterDeclaration
  let engines: EngineCatalog
  let catalog: Catalog

  func run(_ findings: inout Findings) {
    switch declaration.engine {
    case .type(let name):
      findings.addUnknownEngine(name, known: engines.importers + [ImporterDeclaration.tableEngine])
    case .table(let mapping):
      let path = NodePath.root.key("table")
      let dataset = catalog.dataset(mapping.dataset, at: path.key("dataset"), &findings)
      if let dataset { checkFields(mapping, dataset, path, &findings) }
      checkHeaders(mapping, dataset, path, &findings)
    }
  }

  private func checkFields(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration, _ path: NodePath, _ findings: inout Findings
  ) {
    let known = dataset.fields.map(\.id)
    for columns in mapping.fields {
      findings.addUnknownField(columns.field, of: dataset, known: known, at: path.key("fields").key(columns.field))
    }
    for (index, field) in mapping.requires.enumerated() {
      findings.addUnknownField(field, of: dataset, known: known, at: path.key("requires").index(index))
    }
  }

  /// One header, however it is written, may mean one thing only.
  private func checkHeaders(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration?, _ path: NodePath, _ findings: inout Findings
  ) {
    var roles: [String: String] = [:]
    for field in dataset?.fields ?? [] { roles[Self.normalised(field.id)] = "fields.\(field.id)" }
    func claim(_ headers: [String], _ role: String, at path: NodePath) {
      for (index, header) in headers.enumerated() {
        let key = Self.normalised(header)
        guard let other = roles[key], other != role else {
          roles[key] = role
          continue
        }
        findings.add(
          "config-duplicate-header", at: path.index(index), value: header,
          LocalizedText(
            id: "judul kolom `\(header)` sudah berarti `\(other)`",
            en: "the header `\(header)` already means `\(other)`"))
      }
    }
    claim(mapping.region, "region", at: path.key("region"))
    claim(mapping.regionName, "region_name", at: path.key("region_name"))
    claim(mapping.period, "period", at: path.key("period"))
    for columns in mapping.fields {
      claim(columns.headers, "fields.\(columns.field)", at: path.key("fields").key(columns.field))
    }
    if let long = mapping.long {
      claim(long.field, "long.field", at: path.key("long").key("field"))
      claim(long.value, "long.value", at: path.key("long").key("value"))
    }
    claim(mapping.ignored, "ignored", at: path.key("ignored"))
  }

  private static func normalised(_ header: String) -> String {
    header.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension Findings {
  /// Reports a `uses:` that names no engine of this program.
  mutating func addUnknownEngine(_ name: String, known: [String]) {
    guard !name.isEmpty, !known.contains(name) else { return }
    add(
      "config-unknown-engine", at: NodePath.root.key("uses"), value: name,
      hint: .didYouMean(name, among: known, listing: known.sorted()),
      LocalizedText(id: "tidak ada mesin `\(name)`", en: "there is no engine `\(name)`"))
  }
}
