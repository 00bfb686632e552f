import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Reporting
import Storage
import StorageSQLite
import Workbooks

extension Session {
  /// Which changes between two editions are recorded.
  public enum EditionChanges: Sendable { case nothing, certain, all }

  /// Shows what changed between the registers of two days, and records it where that is wanted.
  public func compareEditions(
    _ old: String, _ new: String, region text: String?, format: String?, table: String?, apply: EditionChanges
  ) throws {
    let (from, to) = (try date(old, option: "OLD"), try date(new, option: "NEW"))
    let store = try apply == .nothing ? store() : currentStore()
    let editions = try store.editions().map(\.effective)
    guard from < to, let first = editions.min(), first <= from else {
      let list = editions.map(\.description).joined(separator: ", ")
      throw CommandFailure(
        .usage, "register-missing",
        LocalizedText(
          id: "\(from) dan \(to) harus berurutan dan tidak mendahului edisi pertama",
          en: "\(from) and \(to) have to be in order and not before the first edition"),
        hint: LocalizedText(id: "edisi yang ada: \(list)", en: "editions there are: \(list)"))
    }
    let region = try text.map { try self.region($0) } ?? .nation
    let diff = try store.consistently { try RegionDiff(store, from: from, to: to, in: region) }
    var document = Self.document(diff, from, to, try reportRegion(region, store, at: to))
    if let table {
      do { document = try document.selecting(table: table) } catch { throw CommandFailure(.usage, [error]) }
    }
    try write(document, format)
    guard apply != .nothing else { return }
    let links = diff.moved.filter { apply == .all || !$0.isDoubtful }.map(\.link)
    let header = BatchHeader(
      importer: "region_event", file: "-", options: ["old": from.description, "new": to.description],
      reason: "region diff", at: surroundings.clock())
    let outcome = try store.batch(header) { sink in
      sink.counts.read = links.count
      try sink.links(links.enumerated().map { ($0.element, $0.offset + 1) })
    }
    guard let batch = outcome.batch else {
      console.tell(LocalizedText(id: "Semua perubahan itu sudah tercatat", en: "All of these changes are recorded"))
      return
    }
    console.tell(
      LocalizedText(
        id: "\(outcome.counts.new) perubahan dicatat sebagai batch \(batch); kepala audit \(outcome.auditHead)",
        en: "\(outcome.counts.new) changes recorded as batch \(batch); audit head \(outcome.auditHead)"))
  }

  /// The region that a list is about, with its name; nil for the nation.
  func reportRegion(_ region: RegionCode, _ store: any Store, at date: CalendarDate) throws -> ReportRegion? {
    guard region != .nation else { return nil }
    let name = try store.unit(region, at: date)?.name ?? region.description
    return ReportRegion(code: region.description, name: LocalizedText(name))
  }

  func write(_ document: ReportDocument, _ format: String?) throws {
    guard let format = format.map({ ReportFormat(rawValue: $0) }) ?? .text, [.text, .csv, .json].contains(format) else {
      throw CommandFailure(
        .usage, "format-unknown",
        LocalizedText(id: "format `\(format ?? "")` tidak dikenal", en: "unknown format `\(format ?? "")`"),
        hint: LocalizedText(id: "yang ada: text, csv, json", en: "there are: text, csv, json"))
    }
    try document.write(
      as: format, options: RenderOptions(language: console.language, width: Self.width), to: .standardOutput)
  }

  private static func document(
    _ diff: RegionDiff, _ from: CalendarDate, _ to: CalendarDate, _ region: ReportRegion?
  ) -> ReportDocument {
    func count(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), unit: LocalizedText(id: "desa/kelurahan", en: "villages"))
    }
    func villages(_ codes: [RegionCode]) -> Int { codes.filter { $0.level == .village }.count }
    let name = ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text)
    let code = ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code)
    func units(_ id: String, _ title: LocalizedText, _ units: [RegionDiff.Unit]) -> ReportTable {
      ReportTable(
        id: id, title: title, columns: [code, name],
        rows: units.map { [.code($0.code.description), .text($0.name)] })
    }
    let moved = diff.moved
    return ReportDocument(
      report: "region_diff",
      title: LocalizedText(
        id: "Perubahan daftar wilayah, \(from) ke \(to)", en: "Changes of the register, \(from) to \(to)"),
      region: region,
      keyFigures: [
        count("unchanged", LocalizedText(id: "Tetap", en: "Unchanged"), diff.unchanged),
        count("renamed", LocalizedText(id: "Berganti nama", en: "Renamed"), villages(diff.renamed.map(\.code))),
        count("moved", LocalizedText(id: "Berganti kode", en: "Other code"), villages(moved.map(\.link.old))),
        count(
          "doubtful", LocalizedText(id: "Di antaranya meragukan", en: "Of them doubtful"),
          villages(moved.filter(\.isDoubtful).map(\.link.old))),
        count("gone", LocalizedText(id: "Tidak ada lagi", en: "Gone"), villages(diff.gone.map(\.code))),
        count("new", LocalizedText(id: "Baru", en: "New"), villages(diff.new.map(\.code))),
      ],
      tables: [
        ReportTable(
          id: "moved", title: LocalizedText(id: "Berganti kode", en: "Other code"),
          columns: eventColumns + [
            ReportColumn(id: "old_name", label: LocalizedText(id: "Nama lama", en: "Old name"), type: .text),
            ReportColumn(id: "new_name", label: LocalizedText(id: "Nama baru", en: "New name"), type: .text),
            ReportColumn(id: "doubtful", label: LocalizedText(id: "Periksa", en: "Check"), type: .category),
          ],
          rows: moved.map {
            cells($0.link) + [
              .text($0.oldName), .text($0.newName),
              $0.isDoubtful ? .category(id: "yes", label: LocalizedText(id: "ya", en: "yes")) : .missing,
            ]
          }, keyColumns: 4),
        ReportTable(
          id: "renamed", title: LocalizedText(id: "Berganti nama", en: "Renamed"),
          columns: [
            code, ReportColumn(id: "old_name", label: LocalizedText(id: "Nama lama", en: "Old name"), type: .text),
            ReportColumn(id: "new_name", label: LocalizedText(id: "Nama baru", en: "New name"), type: .text),
          ], rows: diff.renamed.map { [.code($0.code.description), .text($0.oldName), .text($0.newName)] }),
        units("gone", LocalizedText(id: "Tidak ada lagi", en: "Gone"), diff.gone),
        units("new", LocalizedText(id: "Baru", en: "New"), diff.new),
      ])
  }

  private static let eventColumns = [
    ReportColumn(id: "date", label: LocalizedText(id: "Tanggal", en: "Date"), type: .date),
    ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .category),
    ReportColumn(id: "old", label: LocalizedText(id: "Kode lama", en: "Old code"), type: .code),
    ReportColumn(id: "new", label: LocalizedText(id: "Kode baru", en: "New code"), type: .code),
  ]

  private static func cells(_ link: RegionLink) -> [ReportValue] {
    [
      .date(link.date.description), .category(id: link.kind.rawValue, label: link.kind.title),
      .code(link.old.description), .code(link.new.description),
    ]
  }

  /// The recorded changes.
  public func listEvents(_ text: String?, format: String?) throws {
    let region = try text.map { try self.region($0) } ?? .nation
    let links = try store().links(in: region)
    try write(
      ReportDocument(
        report: "region_events",
        title: LocalizedText(id: "Perubahan kode wilayah", en: "Changes of region codes"),
        tables: [
          ReportTable(
            id: "events", title: LocalizedText(id: "Perubahan", en: "Changes"),
            columns: Self.eventColumns + [
              ReportColumn(id: "share", label: LocalizedText(id: "Bagian", en: "Share"), type: .real),
              ReportColumn(id: "note", label: LocalizedText(id: "Catatan", en: "Note"), type: .text),
            ],
            rows: links.map {
              Self.cells($0) + [
                $0.share.map { .real($0, decimals: 4) } ?? .missing, $0.note.map { .text($0) } ?? .missing,
              ]
            }, keyColumns: 4)
        ],
        notes: links.isEmpty
          ? [
            LocalizedText(
              id: "Belum ada perubahan yang tercatat; turunkan dari dua edisi dengan sinergi-admin region diff.",
              en: "No changes are recorded; derive them from two editions with sinergi-admin region diff.")
          ] : []), format)
  }
}

extension RegionLink.Kind {
  var title: LocalizedText {
    switch self {
    case .split: LocalizedText(id: "pemekaran", en: "split")
    case .merge: LocalizedText(id: "penggabungan", en: "merger")
    case .move: LocalizedText(id: "pindah induk", en: "moved")
    case .recode: LocalizedText(id: "kode baru", en: "recoded")
    case .reassign: LocalizedText(id: "kode bertukar", en: "code reassigned")
    }
  }
}
