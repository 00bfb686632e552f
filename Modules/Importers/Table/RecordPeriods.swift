import Diagnostics
import Domain
import PluginKit
import Storage

/// The periods of the records that rows name, such as meetings.
struct RecordPeriods: Sendable {
  let by: TableMapping.PeriodBy
  private let periods: [String: Int32]
  private let names: [String]

  init(_ store: any Store, _ by: TableMapping.PeriodBy) throws {
    self.by = by
    let records = try store.records(RecordQuery(dataset: by.dataset, fields: [by.key]))
    var periods: [String: Int32] = [:]
    var names: [String] = []
    for row in 0..<records.count {
      guard let name = records.text(by.key, row) else { continue }
      periods[CellMemory.key(name)] = records.periods[row]
      names.append(name)
    }
    self.periods = periods
    self.names = names
  }

  func period(of name: String) -> Int32? { periods[CellMemory.key(name)] }

  /// Told of a row that names no record there is.
  func unknown(_ name: String, at place: Place) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, among: names)
    let some = names.sorted().prefix(5).joined(separator: ", ")
    return Diagnostic(
      code: "record-unknown",
      message: LocalizedText(
        id: "\(by.field): `\(name)` tidak ada dalam dataset `\(by.dataset)`",
        en: "\(by.field): there is no `\(name)` in the dataset `\(by.dataset)`"),
      place: place, value: name,
      hint: LocalizedText(
        id: nearest.map { "mungkin maksudnya `\($0)`?" }
          ?? (some.isEmpty ? "impor dulu dataset `\(by.dataset)`" : "yang ada: \(some)"),
        en: nearest.map { "did you mean `\($0)`?" }
          ?? (some.isEmpty ? "import the dataset `\(by.dataset)` first" : "there are: \(some)")))
  }
}
