import Diagnostics
import PluginKit
import YAML

/// One `plugin.yaml`, read and checked for its shape; what it means is checked later, against the others.
struct PluginFile {
  let location: PluginLocation
  /// Nil where the file is no YAML.
  let tree: YAMLNode?
  /// Nil where not even the kind is known.
  let declaration: PluginDeclaration?
  /// Problems of the YAML and of its shape.
  let structural: [Diagnostic]

  init(_ location: PluginLocation) {
    self.location = location
    let document = SourceFile.tree(at: location.folder + "/plugin.yaml", shownAs: location.file)
    tree = document.root
    var problems: [Diagnostic] = []
    var declaration = document.root.flatMap { PluginDeclaration.shape.read($0, .root, &problems) }
    declaration?.header.folder = location.folder
    self.declaration = declaration
    structural = Findings.structural(yaml: document.diagnostics, shape: problems)
  }

  /// What is wrong with the declaration itself and with what it refers to.
  func findings(engines: EngineCatalog, catalog: Catalog) -> Findings? {
    guard let tree, let declaration else { return nil }
    var findings = Findings(tree: tree, structural: structural)
    checkName(declaration.header, &findings)
    OptionCheck.run(declaration.header.options, &findings)
    switch declaration {
    case .indicators(let set):
      for (index, dataset) in set.datasets.enumerated() {
        DatasetCheck(dataset: dataset, path: NodePath.root.key("datasets").index(index)).run(&findings)
      }
    case .importer(let importer):
      ImporterCheck(declaration: importer, engines: engines, catalog: catalog).run(&findings)
    case .report(let report):
      ReportCheck(declaration: report, engines: engines, catalog: catalog).run(&findings)
    case .region(let region):
      RegionPluginCheck(declaration: region, catalog: catalog).run(&findings)
    }
    return findings
  }

  /// The id is the folder's name in snake_case, so that a plugin is found by eye.
  private func checkName(_ header: PluginHeader, _ findings: inout Findings) {
    let folder = PathText.lastComponent(location.folder)
    guard !header.id.isEmpty, header.id != folder, header.id != Self.snakeCase(folder) else { return }
    findings.add(
      "config-folder-name", .warning, at: NodePath.root.key("id"), value: header.id,
      LocalizedText(
        id: "folder `\(folder)` tidak bernama seperti id-nya", en: "the folder `\(folder)` is not named after its id"))
  }

  /// `IdmStatus` → `idm_status`.
  static func snakeCase(_ name: String) -> String {
    var result = ""
    for (index, character) in name.enumerated() {
      if character.isUppercase, index > 0, !result.hasSuffix("_") { result += "_" }
      result += character == "-" ? "_" : character.lowercased()
    }
    return result
  }

  /// `idm_status` → `IdmStatus`.
  static func camelCase(_ id: String) -> String {
    id.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
