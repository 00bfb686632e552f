import Diagnostics
import Domain
import Storage

/// Imports a version of a list of codes: code, parent and name, such as the activities of Permendagri 20/2018.
public struct CodeListImporter: Importer {
  public init() {}

  /// Codes of a range such as `4.1.1.90-99`, at most.
  private static let longestRange = 1000

  public func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport {
    guard let scheme = context.options["list"] else { throw ImportOptions.missing("list") }
    guard Identifier.isValid(scheme) else {
      throw ImportOptions.invalid(
        "list", scheme, LocalizedText(id: "id daftar, misalnya kegiatan_desa", en: "the id of a list"))
    }
    guard let version = context.options["version"] else { throw ImportOptions.missing("version") }
    let validFrom = try ImportOptions.date("valid_from", context.options["valid_from"])
    let table = try SmallTable(file, context.options)
    let code = try table.required(["code", "kode"], LocalizedText(id: "kode", en: "code"), file: file.name)
    let name = try table.required(
      ["name", "nama", "uraian"], LocalizedText(id: "nama", en: "name"), file: file.name)
    let parent = table.column(["parent", "induk"])
    var entries: [CodeEntry] = []
    var rejected: [RejectedRow] = []
    var rows: [String: Int] = [:]
    var bag = context.bag(keptPerCode: 50)
    for line in table.lines {
      let place = Place(file: file.name, line: line.number, column: code + 1, field: table.headers[code])
      let codes = Self.codes(line[code])
      let reason =
        line.flaw
        ?? Self.flaw(codes, line, name: name, at: place)
        ?? codes.lazy.compactMap { rows[$0] }.first.map { Self.repeated(line[code], earlier: $0, at: place) }
      if let reason {
        bag.add(reason)
        rejected.append(RejectedRow(row: line.number, cells: line.cells, reasons: [reason]))
        continue
      }
      for code in codes {
        rows[code] = line.number
        let given = line[parent]
        entries.append(
          CodeEntry(
            code: code, parent: given.isEmpty ? nil : given, name: PersonalNumbers.masked(line[name]),
            sourceRow: line.number))
      }
    }
    for entry in entries {
      guard let parent = entry.parent, rows[parent] == nil else { continue }
      bag.add(Self.orphan(entry, parent, file: file.name))
    }
    let outcome = try context.store.batch(context.header(file.name)) { sink in
      sink.counts.read = table.lines.count
      try sink.codeList(scheme, version: version, validFrom: validFrom, entries)
      for row in rejected { try sink.reject(row.masked) }
      sink.fingerprint(table.source.fingerprint())
      try table.note(rejected, &bag, sink, context, file: file.name)
      if context.strict, !rejected.isEmpty { throw ImportFailure(.data, bag.kept, counts: sink.counts) }
    }
    return ImportReport(outcome, context, file: file.name, bag)
  }

  /// The codes that a cell names: one, or those of a range whose ends have as many digits (`4.1.1.90-99`).
  static func codes(_ text: String) -> [String] {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let start = ends[0].split(separator: ".").last, start.count == ends[1].count,
      let low = Int(start), let high = Int(ends[1]), low < high, high - low < longestRange
    else { return text.isEmpty ? [] : [text] }
    let stem = ends[0].dropLast(start.count)
    return (low...high).map { number in
      let digits = String(number)
      return stem + String(repeating: "0", count: start.count - digits.count) + digits
    }
  }

  private static func flaw(_ codes: [String], _ line: SmallTable.Line, name: Int, at place: Place) -> Diagnostic? {
    if codes.isEmpty {
      return Diagnostic(
        code: "code-missing", message: LocalizedText(id: "kode kosong", en: "the code is blank"), place: place)
    }
    if line[name].isEmpty {
      return Diagnostic(
        code: "code-name-missing",
        message: LocalizedText(
          id: "kode \(codes[0]) tidak punya nama", en: "the code \(codes[0]) has no name"), place: place)
    }
    return nil
  }

  private static func repeated(_ code: String, earlier: Int, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "row-duplicate",
      message: LocalizedText(
        id: "kode \(code) sudah ada di baris \(earlier)", en: "the code \(code) came before in row \(earlier)"),
      place: place, value: code)
  }

  private static func orphan(_ entry: CodeEntry, _ parent: String, file: String) -> Diagnostic {
    Diagnostic(
      code: "code-parent-unknown", severity: .warning,
      message: LocalizedText(
        id: "induk \(parent) dari kode \(entry.code) tidak ada di berkas",
        en: "the parent \(parent) of the code \(entry.code) is not in the file"),
      place: Place(file: file, line: entry.sourceRow), value: parent)
  }
}
