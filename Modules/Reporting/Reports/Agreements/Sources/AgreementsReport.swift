import Diagnostics
import Domain
import PluginKit
import Storage

/// The register of agreements of a region's meetings, and of the delegations that have signed them.
///
/// Serves `agreements`. Tables `agreements` and `parties`.
public struct AgreementsReport: Report {
  public init() {}

  private struct Delegation {
    let name: String
    let region: RegionCode?
    let isSigned: Bool
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "kesepakatan")
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let meetings = try meetings(context)
    let ids = Set(meetings.keys)
    let table = try context.store.records(
      RecordQuery(
        dataset: dataset.id, fields: ["sepakat_rapat", "sepakat_nomor", "sepakat_isi", "sepakat_target"],
        periods: context.period.map { $0.year...$0.year }))
    let delegations = try delegations(context, ids)
    let codes = TextCodes(table.texts("sepakat_rapat") ?? TextColumn())
    let named = codes.texts
    // Of a narrower region only meetings with a delegation of it count, and its own. The latest stand first.
    let order = named.indices.filter { code in
      meetings[named[code]].map { isAbout(context.region, $0, delegations[named[code]] ?? []) } ?? false
    }.map { (code: $0, day: meetings[named[$0]]?.day?.number ?? 0) }.sorted { a, b in
      (b.day, named[a.code]) < (a.day, named[b.code])
    }
    var ranks = [Int?](repeating: nil, count: named.count)
    for (rank, meeting) in order.enumerated() { ranks[meeting.code] = rank }
    let rows = (0..<table.count).compactMap { row -> (rank: Int, number: Int64, row: Int)? in
      let code = Int(codes.codes[row])
      return code < 0 ? nil : ranks[code].map { ($0, table.integer("sepakat_nomor", row) ?? 0, row) }
    }.sorted { ($0.rank, $0.number) < ($1.rank, $1.number) }.map(\.row)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, period: context.period?.description,
      sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    guard !rows.isEmpty else {
      document.notes = [LocalizedText(id: "Belum ada kesepakatan yang tercatat.", en: "No agreement is recorded yet.")]
      return document
    }
    let listing = ReportTable(
      id: "agreements", title: dataset.title,
      columns: [
        column("meeting", LocalizedText(id: "Rapat", en: "Meeting")),
        column("day", LocalizedText(id: "Hari", en: "Day"), .date), column("no", LocalizedText("No"), .integer),
        column("agreement", LocalizedText(id: "Kesepakatan", en: "Agreement")),
        column("target", LocalizedText("Target")),
        column("signed", LocalizedText(id: "Menandatangani", en: "Signed"), .integer),
        column("delegations", LocalizedText(id: "Delegasi", en: "Delegations"), .integer),
      ], keyColumns: 3)
    let agreements = try context.long(listing, first: true, rows) { row in
      let id = table.text("sepakat_rapat", row) ?? ""
      let parties = delegations[id] ?? []
      let target = table.text("sepakat_target", row).flatMap { context.targets[$0]?.declaration.title }
      return [
        .text(id), meetings[id]?.day.map { .date($0.description) } ?? .missing,
        .integer(table.integer("sepakat_nomor", row).map { Int($0) }),
        ReportValue(words: table.text("sepakat_isi", row)), target.map { .text($0) } ?? .missing,
        .integer(parties.count(where: \.isSigned)), .integer(parties.count),
      ]
    }
    let counts = Dictionary(grouping: rows) { codes.codes[$0] }
    let counted = Dictionary(counts.map { (named[Int($0)], $1.count) }, uniquingKeysWith: { first, _ in first })
    let (parties, unsigned) = try self.parties(context, delegations, counted)
    document.tables = [agreements, parties]
    document.keyFigures = [
      figure("agreements", dataset.title, rows.count),
      figure("meetings", LocalizedText(id: "Rapat", en: "Meetings"), counts.count),
      figure("unsigned", LocalizedText(id: "Tanda tangan yang belum ada", en: "Signatures missing"), unsigned),
    ]
    return document
  }

  private func meetings(_ context: ReportContext) throws -> [String: Meeting] {
    let all =
      context.options["meeting"] == nil
      ? try context.meetings(year: context.period?.year) : try context.meeting().map { [$0] } ?? []
    return Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func isAbout(_ region: RegionCode, _ meeting: Meeting, _ delegations: [Delegation]) -> Bool {
    if region == .nation || meeting.region.map({ region.contains($0) }) ?? false { return true }
    return delegations.contains { $0.region.map { region.contains($0) || $0.contains(region) } ?? false }
  }

  private func delegations(_ context: ReportContext, _ meetings: Set<String>) throws -> [String: [Delegation]] {
    let table = try context.store.records(
      RecordQuery(
        dataset: "delegasi",
        fields: ["delegasi_rapat", "delegasi_nama", "delegasi_wilayah", "delegasi_tanda_tangan"],
        periods: context.period.map { $0.year...$0.year }))
    let codes = TextCodes(table.texts("delegasi_rapat") ?? TextColumn())
    let names = TextCodes(table.texts("delegasi_nama") ?? TextColumn())
    let (ids, texts) = (codes.texts, names.texts)
    let isWanted = ids.map(meetings.contains)
    var groups = [[Delegation]](repeating: [], count: ids.count)
    for row in 0..<table.count {
      let code = Int(codes.codes[row])
      guard code >= 0, isWanted[code] else { continue }
      let name = Int(names.codes[row])
      groups[code].append(
        Delegation(
          name: name < 0 ? "" : texts[name],
          region: table.integer("delegasi_wilayah", row).flatMap { RegionCode($0) },
          isSigned: table.day("delegasi_tanda_tangan", row) != nil))
    }
    let all = Dictionary(zip(ids, groups), uniquingKeysWith: { first, _ in first })
    return all
  }

  /// Each delegation once, by its region and name, with what it is a party to; and how many signatures are missing.
  private func parties(
    _ context: ReportContext, _ delegations: [String: [Delegation]], _ counts: [String: Int]
  ) throws -> (ReportTable, Int) {
    struct Party: Hashable {
      let region: RegionCode?
      let name: String
    }
    struct Sum {
      var agreements = 0
      var signed = 0
      var unsigned = 0
    }
    var sums: [Party: Sum] = [:]
    for (meeting, count) in counts {
      for own in delegations[meeting] ?? [] {
        if context.region != .nation, let region = own.region, !context.region.contains(region) { continue }
        let party = Party(region: own.region, name: own.name)
        sums[party, default: Sum()].agreements += count
        if own.isSigned { sums[party, default: Sum()].signed += 1 } else { sums[party, default: Sum()].unsigned += 1 }
      }
    }
    let ordered = sums.sorted { a, b in
      (a.key.region?.number ?? .max, a.key.name) < (b.key.region?.number ?? .max, b.key.name)
    }
    let table = ReportTable(
      id: "parties", title: LocalizedText(id: "Menurut delegasi", en: "By delegation"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code),
        column("name", LocalizedText(id: "Delegasi", en: "Delegation")),
        column("agreements", LocalizedText(id: "Kesepakatan", en: "Agreements"), .integer),
        column("signed", LocalizedText(id: "Rapat ditandatangani", en: "Meetings signed"), .integer),
        column("unsigned", LocalizedText(id: "Belum", en: "Not yet"), .integer),
      ])
    let shown = try context.long(table, ordered) { party, sum in
      [
        party.region.map { .code($0.description) } ?? .missing, .text(party.name), .integer(sum.agreements),
        .integer(sum.signed), .integer(sum.unsigned),
      ]
    }
    return (shown, sums.values.reduce(0) { $0 + $1.unsigned })
  }

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type, source: "kesepakatan")
  }

  private func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: "kesepakatan")
  }
}
