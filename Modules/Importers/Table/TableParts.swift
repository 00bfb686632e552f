import Diagnostics
import PluginKit
import Storage
import Tabular

/// The parts of an input, one after another.
final class TableParts: @unchecked Sendable {
  // Used by one thread at a time: made on the batch's, then read on the reading thread.
  private let file: ImportFile
  private let options: ReadOptions
  private var isDone = false
  private let opened = Opened()
  let notes: [Diagnostic] = []

  private final class Opened: @unchecked Sendable {
    var source: HashingByteSource?
  }

  init(_ file: ImportFile, _ mapping: TableMapping, _ options: [String: String]) throws {
    self.file = file
    self.options = try ReadOptions(options, file: file.name)
    opened.source = try TableImporter.opening { () throws(Diagnostic) in try file.source() }
  }

  func next() throws -> TablePart? {
    if isDone { return nil }
    isDone = true
    return TablePart(open: { [file, options, opened] count throws(Diagnostic) in
      var csv = options.csv
      csv.fieldCount = count
      let source = try file.source()
      opened.source = source
      return CSVReader(source, options: csv)
    })
  }

  func fingerprint() -> FileFingerprint { opened.source?.fingerprint() ?? FileFingerprint(bytes: 0, sha256: "") }
}
