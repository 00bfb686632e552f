import Diagnostics
import Domain
import Importers
import Storage

/// What `inspect` found in one input.
struct InspectedInput {
  var file: String
  /// Its format by content, such as `xlsx`.
  var kind: String?
  /// The importer that reads it; nil where none or more than one fits.
  var importer: String?
  /// Importers that fit equally well, where it is more than one.
  var rivals: [String] = []
  var tables: [FoundTable] = []
  /// What a dry-run came to; nil where there was none.
  var report: ImportReport?
  /// The period is not in the file and has to be given.
  var needsPeriod = false
  /// What is wrong with the input as a whole.
  var trouble: [Diagnostic] = []

  /// Recognised beyond doubt: one importer, nothing to be given by hand, and most rows accepted.
  var isCertain: Bool {
    guard importer != nil, !needsPeriod, trouble.isEmpty, isNamedAsData, let counts = report?.counts else {
      return false
    }
    return counts.read > 0 && counts.rejected * 2 <= counts.read
  }

  /// Whether the name is that of data: a script or a page that happens to hold a table is taken only by somebody who
  /// names it.
  var isNamedAsData: Bool {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return true }
    return Self.endings.contains(name[name.index(after: dot)...].lowercased())
  }

  private static let endings: Set<String> = [
    "csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "docx", "json", "ndjson", "jsonl", "geojson", "sql", "gz", "tgz",
    "tar", "zip",
  ]

  var periods: [Period] { Set(report?.preview.totals.map(\.period) ?? []).sorted() }
  var regions: [RegionCode] { Set(report?.preview.totals.map(\.region) ?? []).sorted() }
}
