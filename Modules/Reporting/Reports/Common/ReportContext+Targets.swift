import Diagnostics
import PluginKit

extension ReportContext {
  /// A target that an enabled region plugin declares.
  ///
  /// - Throws: `ReportFailure` (`target-unknown`) with the nearest id.
  func target(_ id: String) throws -> ScopedTarget {
    if let target = targets[id] { return target }
    throw ReportFailure(
      Diagnostic(
        code: "target-unknown",
        message: LocalizedText(
          id: "target `\(id)` tidak dideklarasikan oleh plugin daerah yang aktif",
          en: "no enabled region plugin declares target `\(id)`"), value: id,
        hint: Suggestion.nearest(to: id, among: targets.keys.sorted()).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        }))
  }
}
