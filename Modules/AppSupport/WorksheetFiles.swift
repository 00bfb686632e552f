import Diagnostics
import Domain
import Foundation
import PluginKit

/// Reads the worksheet of an indicator set from the files beside its `plugin.yaml`.
enum WorksheetFiles {
  /// - Parameter sets: the enabled indicator sets.
  /// - Returns: nil where the set of the dataset has no worksheet.
  /// - Throws: `CommandFailure` (configuration, `worksheet-invalid`) with file and row.
  static func read(for dataset: String, among sets: [IndicatorSetDeclaration]) throws -> Worksheet? {
    guard let set = sets.first(where: { $0.datasets.contains { $0.id == dataset } }) else { return nil }
    let path = set.header.folder + "/levers.csv"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let known = Set(set.datasets.flatMap(\.fields).map(\.id))
    var worksheet = Worksheet(entries: [:])
    try rows(path, ["key", "effort", "frozen"] + Worksheet.Actor.allCases.map(\.rawValue)) { row in
      guard known.contains(row["key"]) else { throw row.wrong("key", "tidak ada di set indikator", "is no field") }
      guard let effort = Worksheet.Effort(rawValue: row["effort"]) else {
        throw row.wrong("effort", "harus light, middle atau heavy", "has to be light, middle or heavy")
      }
      guard ["", "yes"].contains(row["frozen"]) else {
        throw row.wrong("frozen", "harus yes atau kosong", "has to be yes or blank")
      }
      let actors = Worksheet.Actor.allCases.filter { !row[$0.rawValue].isEmpty }.map { ($0, row[$0.rawValue]) }
      worksheet.entries[row["key"]] = Worksheet.Entry(
        effort: effort, isFrozen: row["frozen"] == "yes", actors: Dictionary(uniqueKeysWithValues: actors))
    }
    try rows(set.header.folder + "/rubric.csv", ["key", "score", "criterion", "activity"]) { row in
      guard worksheet.entries[row["key"]] != nil else {
        throw row.wrong("key", "tidak ada di levers.csv", "is not in levers.csv")
      }
      guard let score = Int(row["score"]), (0...5).contains(score) else {
        throw row.wrong("score", "harus 0 sampai 5", "has to be 0 to 5")
      }
      worksheet.entries[row["key"]]?.criteria.append(
        Worksheet.Criterion(score: score, text: row["criterion"], activity: row["activity"]))
    }
    for key in worksheet.entries.keys { worksheet.entries[key]?.criteria.sort { $0.score < $1.score } }
    return worksheet
  }

  private struct Row {
    let path: String
    let number: Int
    let cells: [String: String]

    subscript(column: String) -> String { cells[column] ?? "" }

    func wrong(_ column: String, _ id: String, _ en: String) -> CommandFailure {
      CommandFailure(
        .configuration,
        [
          Diagnostic(
            code: "worksheet-invalid",
            message: LocalizedText(
              id: "`\(column)`: `\(self[column])` \(id)", en: "`\(column)`: `\(self[column])` \(en)"),
            place: Place(file: path, line: number), value: self[column])
        ])
    }
  }

  private static func rows(_ path: String, _ columns: [String], _ body: (Row) throws -> Void) throws {
    let table = try WholeTable(path)
    guard table.headers == columns else {
      throw CommandFailure(
        .configuration,
        [
          Diagnostic(
            code: "worksheet-invalid",
            message: LocalizedText(
              id: "judul kolom harus `\(columns.joined(separator: ","))`",
              en: "the header has to be `\(columns.joined(separator: ","))`"), place: Place(file: path, line: 1))
        ])
    }
    for line in table.lines {
      try body(
        Row(path: path, number: line.number, cells: Dictionary(zip(columns, line.cells)) { first, _ in first }))
    }
  }
}
