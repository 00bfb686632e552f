public import Diagnostics
public import PluginKit

/// How people name a plugin on the command line: `importer/idm_status`, or the id alone where it is the only one.
public enum PluginAddress {
  /// The plugin that `text` names among those found, or the problem: unknown, or of several kinds.
  public static func find(_ text: String, among plugins: [PluginLocation]) -> Result<PluginLocation, Diagnostic> {
    if let exact = plugins.first(where: { $0.address == text }) { return .success(exact) }
    let sameId = plugins.filter { $0.id == text }
    if sameId.count == 1 { return .success(sameId[0]) }
    if sameId.count > 1 {
      let words = sameId.map { "`\($0.address)`" }
      return .failure(
        Diagnostic(
          code: "plugin-ambiguous",
          message: LocalizedText(id: "ada beberapa plugin `\(text)`", en: "there are several plugins `\(text)`"),
          value: text,
          hint: LocalizedText(
            id: "sebut salah satu: " + words.joined(separator: ", "), en: "name one: " + words.joined(separator: ", ")))
      )
    }
    let known = text.contains("/") ? plugins.map(\.address) : plugins.map(\.id) + plugins.map(\.address)
    return .failure(
      Diagnostic(
        code: "plugin-unknown",
        message: LocalizedText(id: "tidak ada plugin `\(text)`", en: "there is no plugin `\(text)`"), value: text,
        hint: .didYouMean(text, among: known)
          ?? LocalizedText(
            id: "lihat daftarnya dengan `sinergi-admin plugins list`", en: "list them with `sinergi-admin plugins list`"
          )))
  }

  /// Kind and id from `kind/id`, for a plugin that need not exist.
  public static func parse(_ text: String) -> (kind: PluginKind, id: String)? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let kind = PluginKind(rawValue: String(parts[0])), !parts[1].isEmpty else { return nil }
    return (kind, String(parts[1]))
  }
}
