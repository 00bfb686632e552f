import Diagnostics
import PluginKit
import Storage
import Tabular

/// The parts of an input, one after another.
final class TableParts: @unchecked Sendable {
  // Made on the batch's thread, then used by the reading thread alone; the fingerprint is asked for after it ended.
  let name: String
  let notes: [Diagnostic]
  private var waiting: [TablePart]
  private let digest: InputFingerprint?

  /// The parts of a file or folder, whatever its format.
  init(_ file: ImportFile, _ mapping: TableMapping, _ options: [String: String]) throws {
    name = file.name
    var reading = try ReadOptions(options, file: file.name).reading
    let input = try TableImporter.opening { () throws(Diagnostic) in
      if let json = mapping.json {
        reading.json = try JSONTableSpec(records: json.records, columns: json.columns.map(\.path))
      }
      return try InputSource.open(path: file.path, name: file.name, options: reading)
    }
    notes = input.notes
    var sheets = 0
    waiting = input.parts.map { part in
      if part.sheet != nil { sheets += 1 }
      let isJSON = part.kind == .json || part.kind == .ndjson
      return TablePart(
        member: part.member, sheet: part.sheet, sheetNumber: part.sheet == nil ? nil : sheets,
        isHidden: part.isHidden, hasManyDocuments: part.documents > 1, title: part.title,
        columnNames: isJSON ? mapping.json?.columns.map(\.name) : nil,
        merged: part.estimatedRows.map { $0 <= Self.mostRowsForMerged } ?? true ? part.mergedRanges : nil
      ) { [reading, file] count throws(Diagnostic) in
        var options = reading
        if case .asFirstRecord = options.fieldCount { options.fieldCount = count }
        // A spooled copy of standard input lives as long as it is read.
        return try withExtendedLifetime(file) { () throws(Diagnostic) in try part.reader(options) }
      }
    }
    // Instructions and receipts beside data need no reading.
    if waiting.contains(where: { !FormSheets.isCompanion($0.sheet) }) {
      waiting.removeAll { FormSheets.isCompanion($0.sheet) }
    }
    digest = InputFingerprint(path: file.path)
  }

  /// Rows that were read elsewhere.
  init(_ reader: any RowReader, name: String) {
    self.name = name
    notes = []
    waiting = [TablePart(open: { _ throws(Diagnostic) in reader })]
    digest = nil
  }

  /// Merged cells stand behind the rows of a sheet: in longer ones blanks tell what a parent spans.
  private static let mostRowsForMerged = 20_000

  func next() -> TablePart? { waiting.isEmpty ? nil : waiting.removeFirst() }

  /// The digest of the input's bytes; nil for rows read elsewhere.
  func fingerprint() -> FileFingerprint? { digest?.value() }
}
