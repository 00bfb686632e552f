import Diagnostics
import YAML

/// `plugins.yaml` as read: its tree with variables put in, and what it says.
struct ConfigurationReading {
  /// Nil where the file is missing or no YAML.
  var tree: YAMLNode?
  var configuration: Configuration?
  /// Problems of the file, of its variables and of its shape, in file order.
  var diagnostics: [Diagnostic]

  init(_ source: ConfigurationSource) {
    let path = PathText.absolute(source.file, in: source.currentDirectory)
    let document = SourceFile.tree(at: path, shownAs: source.file)
    diagnostics = document.diagnostics
    guard let root = document.root else { return }
    let expanded = Expansion(environment: source.environment).expand(root)
    diagnostics += expanded.diagnostics
    tree = expanded.node
    var problems: [Diagnostic] = []
    var configuration = Configuration.shape.read(expanded.node, .root, &problems)
    let unexpanded = Set(expanded.diagnostics.compactMap(\.path))
    problems.removeAll { unexpanded.contains($0.path ?? "") }
    diagnostics = Findings.structural(yaml: diagnostics, shape: problems)
    for override in source.overrides {
      switch override.key {
      case "store": configuration?.store = override.value
      case "language": configuration?.language = Language(rawValue: override.value) ?? .indonesian
      default: break
      }
    }
    self.configuration = configuration
  }
}
