import Diagnostics
import Domain
import PluginKit
import Storage

/// Aspirations from field visits: how far each has come towards the budget, whether it was answered, and the share taken up
/// by theme and kabupaten.
///
/// Serves `aspirations`. Tables: `themes`, `regions`, `aspirations`, `duplicates` (proposals for merging).
public struct AspirationsReport: Report {
  public init() {}

  private struct Entry {
    let visit: String
    let number: Int
    let place: RegionCode?
    let theme: String
    let text: String
    /// 0 said, 1 proposed, 2 in a plan, 3 in a budget, 4 done.
    let stage: Int
    let answer: String?
    let sameAs: Int?

    var isTakenUp: Bool { stage >= 2 }
  }

  private static let stages = [
    LocalizedText(id: "disampaikan", en: "voiced"), LocalizedText(id: "diusulkan", en: "proposed"),
    LocalizedText(id: "dalam rencana", en: "in a plan"), LocalizedText(id: "dalam anggaran", en: "in a budget"),
    LocalizedText(id: "terlaksana", en: "done"),
  ]

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "aspirasi")
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let entries = try read(context)
    let own = entries.filter { $0.sameAs == nil }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      keyFigures: [
        figure("aspirations", LocalizedText(id: "Aspirasi", en: "Aspirations"), own.count),
        figure("taken_up", LocalizedText(id: "Terakomodasi", en: "Taken up"), own.filter(\.isTakenUp).count),
        figure(
          "unanswered", LocalizedText(id: "Belum dijawab", en: "Not answered"), own.filter { $0.answer == nil }.count),
      ], sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    let regencies = try context.placeNames(own.compactMap { $0.place?.ancestor(.regency) })
    let places = try context.placeNames(own.prefix(try context.rowLimit()).compactMap(\.place))
    document.tables = [
      groups(
        "themes", LocalizedText(id: "Menurut tema", en: "By theme"), LocalizedText(id: "Tema", en: "Theme"),
        Dictionary(grouping: own, by: \.theme)),
      groups(
        "regions", LocalizedText(id: "Menurut kabupaten", en: "By kabupaten"), RegionLevel.regency.title,
        Dictionary(grouping: own) { $0.place?.ancestor(.regency).flatMap { regencies[$0] } ?? "–" }),
      try context.long(listing, own) { entry in
        [
          .text(entry.visit), .integer(entry.number), entry.place.map { .code($0.description) } ?? .missing,
          entry.place.flatMap { places[$0] }.map { .text($0) } ?? .missing, .text(entry.theme), .text(entry.text),
          .text(Self.stages[entry.stage]),
          entry.answer.map { .text($0) } ?? .text(LocalizedText(id: "belum dijawab", en: "not answered")),
        ]
      }, try duplicates(own, context),
    ]
    return document
  }

  private var listing: ReportTable {
    ReportTable(
      id: "aspirations", title: LocalizedText(id: "Aspirasi dan jejaknya", en: "Aspirations and what became of them"),
      columns: [
        column("visit", LocalizedText(id: "Kunjungan", en: "Visit")), column("no", LocalizedText("No"), .integer),
        column("code", LocalizedText(id: "Kode", en: "Code"), .code),
        column("place", LocalizedText(id: "Desa", en: "Village")),
        column("theme", LocalizedText(id: "Tema", en: "Theme")),
        column("aspiration", LocalizedText(id: "Aspirasi", en: "Aspiration")),
        column("stage", LocalizedText(id: "Sampai", en: "Reached")),
        column("answer", LocalizedText(id: "Jawaban", en: "Answer")),
      ], keyColumns: 2)
  }

  private func groups(_ id: String, _ title: LocalizedText, _ label: LocalizedText, _ groups: [String: [Entry]])
    -> ReportTable
  {
    ReportTable(
      id: id, title: title,
      columns: [
        column("name", label), column("aspirations", LocalizedText(id: "Aspirasi", en: "Aspirations"), .integer),
        column("taken_up", LocalizedText(id: "Terakomodasi", en: "Taken up"), .integer),
        column("share", LocalizedText(id: "Bagian", en: "Share"), .percent),
        column("unanswered", LocalizedText(id: "Belum dijawab", en: "Not answered"), .integer),
      ],
      rows: groups.sorted { $0.key < $1.key }.map { name, own in
        let taken = own.filter(\.isTakenUp).count
        return [
          .text(name), .integer(own.count), .integer(taken),
          .percent(100 * Double(taken) / Double(max(1, own.count)), decimals: 0),
          .integer(own.filter { $0.answer == nil }.count),
        ]
      })
  }

  private struct Subject: Hashable {
    let place: RegionCode?
    let theme: String
  }

  /// The same theme and mostly the same words in one village: proposed for merging, never merged unasked.
  private func duplicates(_ entries: [Entry], _ context: ReportContext) throws -> ReportTable {
    let table = ReportTable(
      id: "duplicates",
      title: LocalizedText(
        id: "Mungkin sama; tandai dengan `sama dengan`", en: "Perhaps the same; mark them with `sama dengan`"),
      columns: [
        column("visit", LocalizedText(id: "Kunjungan", en: "Visit")), column("no", LocalizedText("No"), .integer),
        column("other_visit", LocalizedText(id: "Kunjungan", en: "Visit")),
        column("other_no", LocalizedText("No"), .integer),
        column("text", LocalizedText(id: "Aspirasi", en: "Aspiration")),
        column("other_text", LocalizedText(id: "Aspirasi lain", en: "Other")),
      ], keyColumns: 2)
    guard context.shows(table.id) else { return table }
    let groups = Dictionary(grouping: entries) { Subject(place: $0.place, theme: $0.theme.lowercased()) }
    let pairs = groups.filter { $0.value.count > 1 }.sorted {
      ($0.key.place?.number ?? 0, $0.key.theme) < ($1.key.place?.number ?? 0, $1.key.theme)
    }.flatMap { Self.alike($0.value) }
    return try context.long(table, pairs) { a, b in
      [.text(a.visit), .integer(a.number), .text(b.visit), .integer(b.number), .text(a.text), .text(b.text)]
    }
  }

  /// Pairs with mostly the same words.
  private static func alike(_ entries: [Entry]) -> [(Entry, Entry)] {
    let words = entries.map { Set($0.text.lowercased().split { !$0.isLetter && !$0.isNumber }) }
    var pairs: [(Entry, Entry)] = []
    for a in entries.indices {
      for b in entries.indices.dropFirst(a + 1) where likeness(words[a], words[b]) >= 0.6 {
        pairs.append((entries[a], entries[b]))
      }
    }
    return pairs
  }

  /// The share of words that two texts have in common, of all that either has.
  private static func likeness(_ a: Set<Substring>, _ b: Set<Substring>) -> Double {
    let both = a.count { b.contains($0) }
    let all = a.count + b.count - both
    return all == 0 ? 0 : Double(both) / Double(all)
  }

  private func read(_ context: ReportContext) throws -> [Entry] {
    let fields = [
      "asp_rapat", "asp_nomor", "asp_desa", "asp_tema", "asp_isi", "asp_usulan", "asp_rencana", "asp_anggaran",
      "asp_terlaksana", "asp_jawaban", "asp_sama_dengan",
    ]
    var filters: [RecordQuery.Filter] = []
    if context.region != .nation { filters.append(.within(field: "asp_desa", context.region)) }
    let table = try context.store.records(
      RecordQuery(
        dataset: "aspirasi", fields: fields, periods: context.period.map { $0.number...$0.number }, filters: filters))
    return (0..<table.count).map { row in
      let stage =
        table.flag("asp_terlaksana", row)
        ? 4
        : table.text("asp_anggaran", row) != nil
          ? 3 : table.text("asp_rencana", row) != nil ? 2 : table.text("asp_usulan", row) != nil ? 1 : 0
      return Entry(
        visit: table.text("asp_rapat", row) ?? "", number: Int(table.integer("asp_nomor", row) ?? 0),
        place: table.integer("asp_desa", row).flatMap { RegionCode($0) }, theme: table.text("asp_tema", row) ?? "",
        text: table.text("asp_isi", row) ?? "", stage: stage, answer: table.text("asp_jawaban", row),
        sameAs: table.integer("asp_sama_dengan", row).map { Int($0) })
    }
  }

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type, source: "aspirasi")
  }

  private func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: "aspirasi")
  }
}
