import Diagnostics
import Domain
import PluginKit

/// What the plugins of a configuration may refer to in each other.
struct Catalog {
  var datasets: [String: DatasetDeclaration] = [:]
  var importers: [String: PluginHeader] = [:]
  /// The ids of the reports; none where some could not be read.
  var reports: Set<String> = []
  /// Whether every enabled indicator set could be read: only then is a dataset that is not here really missing.
  var knowsEveryDataset = true
  var knowsEveryImporter = true
  /// The ids of plugins of a kind that are there but not switched on.
  var disabled: (PluginKind) -> Set<String> = { _ in [] }
  /// Datasets of sets that are there but not switched on, with the set's id; read only when something is missing.
  var disabledDatasets: () -> [String: String] = { [:] }

  /// The dataset with that id; reports one that is not there.
  func dataset(_ id: String, at path: NodePath, _ findings: inout Findings) -> DatasetDeclaration? {
    if let dataset = datasets[id] { return dataset }
    guard !id.isEmpty, knowsEveryDataset else { return nil }
    let hint: LocalizedText? =
      disabledDatasets()[id].map { set in
        LocalizedText(
          id: "aktifkan set indikator `\(set)` di plugins.yaml",
          en: "switch on the indicator set `\(set)` in plugins.yaml")
      } ?? .didYouMean(id, among: datasets.keys.sorted(), listing: datasets.keys.sorted())
    findings.add(
      "config-unknown-dataset", at: path, value: id, hint: hint,
      LocalizedText(id: "dataset `\(id)` tidak ada", en: "there is no dataset `\(id)`"))
    return nil
  }
}
