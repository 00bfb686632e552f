import Diagnostics
import PluginKit

/// Problems of finding plugins.
extension Diagnostic {
  static func shadowedPlugin(_ location: PluginLocation, by first: PluginLocation) -> Diagnostic {
    Diagnostic(
      code: "config-shadowed-plugin", severity: .note,
      message: LocalizedText(
        id: "`\(location.address)` tidak dipakai: `\(first.file)` ditemukan lebih dulu",
        en: "`\(location.address)` is not used: `\(first.file)` was found first"),
      place: Place(file: location.file))
  }
}

extension Findings {
  /// Reports an id for which no plugin folder was found; says where the id does exist, if it does.
  mutating func addUnknownPlugin(
    _ id: String, _ kind: PluginKind, known: [String: PluginLocation], at path: NodePath,
    others: [PluginKind: [String: PluginLocation]]
  ) {
    let elsewhere = PluginKind.allCases.first { others[$0]?[id] != nil }
    let names = known.keys.sorted()
    let hint =
      elsewhere.map {
        LocalizedText(id: "ada di `\($0.listKey)`", en: "there is one under `\($0.listKey)`")
      } ?? .didYouMean(id, among: names, listing: names)
    add(
      "config-unknown-plugin", at: path, value: id, hint: hint,
      LocalizedText(
        id: "plugin `\(kind.rawValue)/\(id)` tidak ditemukan", en: "the plugin `\(kind.rawValue)/\(id)` was not found"))
  }
}
