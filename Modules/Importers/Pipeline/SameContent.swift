import Diagnostics
import Domain
import PluginKit
import Storage

/// Files with the very content of one that was imported under another name: stages, years or kabupaten may be mixed up.
enum SameContent {
  /// What to tell of a file whose content an earlier batch in force has; nil where none has.
  static func told(_ content: FileFingerprint, _ file: String, _ context: ImportContext) throws -> Diagnostic? {
    var filter = BatchFilter()
    filter.importer = context.importer.id
    filter.sha256 = content.sha256
    filter.state = .active
    guard let first = try context.store.batches(filter, limit: 1000).last(where: { $0.file != file }) else {
      return nil
    }
    return Diagnostic(
      code: "file-same-content", severity: .warning,
      message: LocalizedText(
        id: "isinya sama persis dengan `\(first.file)` (batch \(first.id))",
        en: "its content is the very same as that of `\(first.file)` (batch \(first.id))"),
      place: Place(file: file), value: first.file,
      hint: LocalizedText(
        id: "periksa apakah berkasnya tertukar; batch yang keliru dapat dibatalkan dengan sinergi-import undo",
        en: "see whether files were mixed up; a batch that is wrong can be taken back with sinergi-import undo"))
  }
}
