import Diagnostics
import Domain
import Foundation
import Importers
import Reporting
import Storage
import Workbooks

/// Single facts given on the command line: each is a table of one row for the importer of its kind, so that it is read,
/// checked, previewed, recorded and undone like any other.
extension Session {
  /// What a command says of one row: column headings that the importer knows, and cells; nil cells are left out.
  public typealias FactCells = [(column: String, text: String?)]

  /// Records a meeting.
  public func addMeeting(_ cells: FactCells, _ pairs: [String], dryRun: Bool) throws -> DeliveryReport {
    try importFact("rapat", as: "meeting add", cells, pairs, dryRun: dryRun)
  }

  /// Records an action of a meeting under the next free number.
  public func addAction(
    meeting: String, _ cells: FactCells, _ pairs: [String], dryRun: Bool
  ) throws -> DeliveryReport {
    let numbers = try actionNumbers(of: meeting)
    let next = (numbers.max() ?? 0) + 1
    let own: FactCells = [("tl_rapat", meeting), ("tl_nomor", "\(next)")]
    // Who adds an action by hand means another one, even where a sheet has the same; that is told.
    return try importFact(
      "tindak_lanjut", as: "action add", own + cells, pairs, settings: ["same": "keep"], dryRun: dryRun)
  }

  /// Adds an entry to the log of an action; nothing in the log is replaced but an entry of the same day and party.
  public func updateAction(
    meeting: String, number: Int, date: String?, _ cells: FactCells, as command: String, dryRun: Bool
  ) throws -> DeliveryReport {
    let numbers = try actionNumbers(of: meeting)
    guard numbers.contains(number) else {
      throw CommandFailure(
        .usage, "action-unknown",
        LocalizedText(
          id: "rapat `\(meeting)` tidak punya tindak lanjut nomor \(number)",
          en: "the meeting `\(meeting)` has no action number \(number)"),
        hint: numbers.isEmpty
          ? nil
          : LocalizedText(
            id: "nomornya \(numbers.min() ?? 1) sampai \(numbers.max() ?? 1)",
            en: "its numbers run from \(numbers.min() ?? 1) to \(numbers.max() ?? 1)"))
    }
    let own: FactCells = [
      ("kem_rapat", meeting), ("kem_nomor", "\(number)"), ("kem_tanggal", date ?? today?.description),
    ]
    return try importFact("tindak_lanjut_kemajuan", as: command, own + cells, [], dryRun: dryRun)
  }

  /// Records what a report proposes as actions of a meeting, without those that it has already.
  ///
  /// - Parameters:
  ///   - source: the report: `levers` (its raises) or `agenda`.
  ///   - settings: options of that report, `NAME=VALUE`.
  public func proposeActions(
    from source: String = "levers", meeting: String, region text: String, due: String?, party: String?,
    _ settings: [String], dryRun: Bool
  ) throws -> DeliveryReport {
    var options = try self.settings(settings)
    options["meeting"] = meeting
    if let due { options["due"] = try date(due, option: "--due").description }
    if let party { options["party"] = party }
    guard ["levers", "agenda"].contains(source) else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "--from: `\(source)` tidak dikenal", en: "--from: unknown source `\(source)`"),
        hint: LocalizedText(id: "yang ada: levers, agenda", en: "there are: levers, agenda"))
    }
    let (report, context) = try reportContext(source, region: try region(text), period: nil, settings: options)
    let document = try context.store.consistently { try report.document(context) }
    let actions = document.tables.first { $0.id == "actions" }
    guard let actions, !actions.rows.isEmpty else {
      // Where the report says of its proposals that all are known, nothing is wrong.
      if let note = actions?.note {
        console.tell(note)
        var nothing = DeliveryReport()
        nothing.auditHead = try context.store.auditHead()
        return nothing
      }
      // Without figures there are no proposals: the report says why.
      throw CommandFailure(
        .data, "nothing-to-show",
        document.notes.first ?? LocalizedText(id: "tidak ada yang dapat diusulkan", en: "there is nothing to propose"),
        hint: LocalizedText(
          id: "lihat: sinergi-report run \(source) --region \(text)",
          en: "see: sinergi-report run \(source) --region \(text)"))
    }
    let table = try document.selecting(table: "actions")
    let sink = MemorySink()
    try CSVRenderer(language: .indonesian).render(table, to: sink)
    return try importTable("tindak_lanjut", as: "action propose", sink.text, dryRun: dryRun)
  }

  private func actionNumbers(of meeting: String) throws -> Set<Int> {
    let store: any Store = try currentStore()
    let table = try store.records(
      RecordQuery(
        dataset: "tindak_lanjut", fields: ["tl_nomor"], filters: [.texts(field: "tl_rapat", [meeting])]))
    return Set((0..<table.count).compactMap { table.integer("tl_nomor", $0).map { Int($0) } })
  }

  private func importFact(
    _ importer: String, as command: String, _ cells: FactCells, _ pairs: [String],
    settings: [String: String] = [:], dryRun: Bool
  ) throws -> DeliveryReport {
    let more: FactCells = try Self.pairs(pairs).map { ($0.field, $0.text) }
    let filled = (cells + more).compactMap { cell in cell.text.map { (cell.column, $0) } }
    func line(_ texts: [String]) -> String {
      texts.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
    }
    return try importTable(
      importer, as: command, line(filled.map(\.0)) + line(filled.map(\.1)), settings: settings, dryRun: dryRun)
  }

  private func importTable(
    _ importer: String, as command: String, _ table: String, settings: [String: String] = [:], dryRun: Bool
  ) throws -> DeliveryReport {
    let path = NSTemporaryDirectory() + "/sinergi-\(UUID().uuidString).csv"
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(table.utf8), attributes: [.posixPermissions: 0o600])
    else {
      throw CommandFailure(
        .cannotCreate, "output-unwritable",
        LocalizedText(id: "\(path): tidak dapat dibuat", en: "\(path): cannot be made"))
    }
    defer { try? FileManager.default.removeItem(atPath: path) }
    let store = try currentStore()
    // A fact that is rejected is told and not kept: the command is there to be given again.
    let (engine, context) = try importContext(
      importer, ImportRequest(settings: settings, dryRun: dryRun, strict: true), store: store)
    return try run(engine, context, [command]) { ImportFile($0, at: path) }
  }
}
