import Diagnostics
import Domain
import PluginKit
import YAML

extension Registry {
  /// Reads `plugins.yaml` and every `plugin.yaml` it switches on, and checks them together.
  public static func load(_ source: ConfigurationSource) -> Registry {
    var loader = RegistryLoader(source: source)
    return loader.load()
  }
}

/// Loads a configuration step by step, collecting every problem.
private struct RegistryLoader {
  let source: ConfigurationSource
  private var diagnostics: [Diagnostic] = []
  private var locations: [PluginKind: [String: PluginLocation]] = [:]
  private var available: [PluginLocation] = []
  private var notes: [Diagnostic] = []

  init(source: ConfigurationSource) { self.source = source }

  /// One entry of `plugins.yaml` whose plugin was found.
  private struct Selected {
    var entry: Configuration.Entry
    var path: NodePath
    var file: PluginFile
  }

  mutating func load() -> Registry {
    let reading = ConfigurationReading(source)
    diagnostics = reading.diagnostics
    guard let tree = reading.tree, let configuration = reading.configuration else {
      return Registry(
        configuration: nil, plugins: [], available: [], diagnostics: diagnostics, tree: reading.tree,
        overrides: source.overrides)
    }
    search(configuration.search)
    var findings = Findings(tree: tree, structural: diagnostics)
    let selected = select(configuration, &findings)
    let catalog = catalog(of: selected, findings.diagnostics)
    let options = selected.map { optionValues(of: $0, &findings) }
    diagnostics = findings.diagnostics
    check(selected, catalog)
    let plugins = zip(selected, options).compactMap { selected, options in
      selected.file.declaration.map {
        RegisteredPlugin(declaration: $0, location: selected.file.location, options: options)
      }
    }
    return Registry(
      configuration: configuration, plugins: plugins, available: available, diagnostics: diagnostics + notes,
      tree: tree, overrides: source.overrides)
  }

  // MARK: Finding

  private mutating func search(_ folders: [String]) {
    let found = PluginSearch(source: source, search: folders).found()
    for location in found.locations {
      if let first = locations[location.kind]?[location.id] {
        notes.append(.shadowedPlugin(location, by: first))
      } else {
        locations[location.kind, default: [:]][location.id] = location
        available.append(location)
      }
    }
    notes += found.problems
  }

  /// The enabled entries whose plugins are there; reports the unknown and the duplicate ones.
  private func select(_ configuration: Configuration, _ findings: inout Findings) -> [Selected] {
    var chosen: [(entry: Configuration.Entry, path: NodePath, location: PluginLocation)] = []
    for kind in PluginKind.allCases {
      var seen: [String: Place] = [:]
      for (index, entry) in configuration.entries(kind).enumerated() where !entry.id.isEmpty {
        let path = NodePath.root.key(kind.listKey).index(index)
        guard
          findings.addUnlessFirst(entry.id, at: path.key("id"), in: &seen, LocalizedText(id: "plugin", en: "plugin"))
        else { continue }
        guard let location = locations[kind]?[entry.id] else {
          findings.addUnknownPlugin(
            entry.id, kind, known: locations[kind] ?? [:], at: path.key("id"), others: locations)
          continue
        }
        if entry.isEnabled, source.extent.includes(kind, entry.id) { chosen.append((entry, path, location)) }
      }
    }
    let files = concurrently(chosen.map(\.location)) { PluginFile($0) }
    return zip(chosen, files).map { Selected(entry: $0.entry, path: $0.path, file: $1) }
  }

  // MARK: Checking

  private func catalog(of selected: [Selected], _ problems: [Diagnostic]) -> Catalog {
    var catalog = Catalog()
    var knowsEveryReport = source.extent == .all
    catalog.knowsEveryImporter = knowsEveryReport
    for plugin in selected {
      switch plugin.file.declaration {
      case .indicators(let set):
        for dataset in set.datasets where catalog.datasets[dataset.id] == nil { catalog.datasets[dataset.id] = dataset }
      case .importer(let importer): catalog.importers[importer.header.id] = importer.header
      case .report(let report): catalog.reports.insert(report.header.id)
      case .region: break
      case nil:
        if plugin.file.location.kind == .report { knowsEveryReport = false }
        if plugin.file.location.kind == .indicators { catalog.knowsEveryDataset = false }
        if plugin.file.location.kind == .importer { catalog.knowsEveryImporter = false }
      }
    }
    let faulty = problems.filter { $0.severity == .error }.compactMap(\.path)
    if faulty.contains(where: { $0.hasPrefix(PluginKind.indicators.listKey) }) { catalog.knowsEveryDataset = false }
    if faulty.contains(where: { $0.hasPrefix(PluginKind.importer.listKey) }) { catalog.knowsEveryImporter = false }
    if !knowsEveryReport || faulty.contains(where: { $0.hasPrefix(PluginKind.report.listKey) }) { catalog.reports = [] }
    if catalog.datasets[""] != nil { catalog.knowsEveryDataset = false }
    catalog.disabledDatasets = { disabledDatasets(except: selected) }
    let used = Set(selected.map(\.file.location))
    catalog.disabled = { [available] kind in
      Set(available.filter { $0.kind == kind && !used.contains($0) }.map(\.id))
    }
    return catalog
  }

  /// Datasets of the indicator sets that are there and not switched on, for the hint to switch them on.
  private func disabledDatasets(except selected: [Selected]) -> [String: String] {
    let used = Set(selected.map(\.file.location))
    var datasets: [String: String] = [:]
    for location in available where location.kind == .indicators && !used.contains(location) {
      guard case .indicators(let set) = PluginFile(location).declaration else { continue }
      for dataset in set.datasets where datasets[dataset.id] == nil { datasets[dataset.id] = location.id }
    }
    return datasets
  }

  private func optionValues(of plugin: Selected, _ findings: inout Findings) -> [String: String] {
    guard let header = plugin.file.declaration?.header else { return [:] }
    var values: [String: String] = [:]
    for option in header.options {
      if let standard = option.defaultValue { values[option.name] = standard }
    }
    guard let node = plugin.entry.options else { return values }
    let shape = OptionDeclaration.valuesShape(header.options, allowingReserved: header.kind == .importer)
    let decoded = shape.decode(node, at: plugin.path.key("options"))
    findings.append(decoded.diagnostics)
    return values.merging(decoded.value) { _, given in given }
  }

  private mutating func check(_ selected: [Selected], _ catalog: Catalog) {
    var seen = UniqueIds()
    for plugin in selected {
      guard var findings = plugin.file.findings(engines: source.engines, catalog: catalog) else {
        diagnostics += plugin.file.structural
        continue
      }
      if let declaration = plugin.file.declaration { seen.check(declaration, &findings) }
      diagnostics += findings.diagnostics
    }
  }
}

/// Ids that have to be unique over all plugins: those of datasets, of fields and of targets.
private struct UniqueIds {
  private var datasets: [String: Place] = [:]
  private var fields: [String: Place] = [:]
  private var targets: [String: Place] = [:]

  mutating func check(_ declaration: PluginDeclaration, _ findings: inout Findings) {
    switch declaration {
    case .indicators(let set):
      for (index, dataset) in set.datasets.enumerated() {
        let path = NodePath.root.key("datasets").index(index)
        _ = findings.addUnlessFirst(
          dataset.id, at: path.key("id"), in: &datasets, LocalizedText(id: "dataset", en: "dataset"))
        for (index, field) in dataset.fields.enumerated() {
          _ = findings.addUnlessFirst(
            field.id, at: path.key("fields").index(index).key("id"), in: &fields,
            LocalizedText(id: "kolom data", en: "field"))
        }
      }
    case .region(let region):
      for (index, target) in region.targets.enumerated() {
        _ = findings.addUnlessFirst(
          target.id, at: NodePath.root.key("targets").index(index).key("id"), in: &targets,
          LocalizedText(id: "target", en: "target"))
      }
    case .importer, .report: break
    }
  }
}
