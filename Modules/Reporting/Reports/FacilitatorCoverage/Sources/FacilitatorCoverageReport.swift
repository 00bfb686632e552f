import Diagnostics
import Domain
import PluginKit
import Storage

/// Which villages and kecamatan have no facilitator on a day, and which facilitators have too many villages.
///
/// Serves `facilitator_coverage`. Tables: `regions` (`code,name,villages,pld,without_pld,pd,pdti`), `villages` without a PLD,
/// `overloaded` PLD, `districts` without PD or PDTI, `periods` (gaps and overlaps of postings).
public struct FacilitatorCoverageReport: Report {
  public init() {}

  private struct Posting {
    let post: Int
    let name: String
    let place: RegionCode
    let from: CalendarDate?
    let until: CalendarDate?
  }

  private static let (pd, pdti, pld) = (2, 3, 4)

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let dataset = try context.declaration(of: "pendamping")
    let day = context.asOf ?? context.period?.lastDay ?? context.today
    guard let register = try context.store.registerDate(for: day) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    let most = try Self.number("villages_per_pld", context, 4)
    let perDistrict = try Self.number("pd_per_district", context, 1)
    let all = try postings(context)
    let now = all.filter { posting in
      guard let day else { return true }
      return (posting.from.map { $0 <= day } ?? true) && (posting.until.map { day <= $0 } ?? true)
    }
    let villages = try context.store.units(.village, in: context.region, at: register.date).filter {
      $0.code.villageKind == .desa
    }
    let districts =
      try context.region.level < .district
      ? context.store.units(.district, in: context.region, at: register.date)
      : context.region.ancestor(.district).flatMap { try context.store.unit($0, at: register.date) }.map { [$0] } ?? []
    let served = Set(now.filter { $0.post == Self.pld && $0.place.level == .village }.map(\.place))
    let byDistrict = Dictionary(grouping: villages) { $0.code.ancestor(.district) }
    let posted = Dictionary(grouping: now) { $0.place.ancestor(.district) }
    func isPosted(_ post: Int, _ district: RegionCode) -> Int {
      Set((posted[district] ?? []).filter { $0.post == post }.map(\.name)).count
    }
    let bare = villages.filter { !served.contains($0.code) }
    let loads = Dictionary(grouping: now.filter { $0.post == Self.pld && $0.place.level == .village }, by: \.name)
    let overloaded = loads.filter { Set($0.value.map(\.place)).count > most }
    let names = try context.placeNames(villages.compactMap { $0.code.ancestor(.district) } + districts.map(\.code))
    let lacking = districts.filter { district in
      byDistrict[district.code] != nil
        && (isPosted(Self.pd, district.code) < perDistrict || isPosted(Self.pdti, district.code) < 1)
    }
    let holders = Set(now.filter { context.region.contains($0.place) }.map(\.name)).count
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, dataAsOf: day?.description,
      keyFigures: [
        figure("facilitators", LocalizedText(id: "Pendamping", en: "Facilitators"), holders),
        figure("without_pld", LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"), bare.count),
        figure(
          "overloaded", LocalizedText(id: "PLD dengan lebih dari \(most) desa", en: "PLD with over \(most) villages"),
          overloaded.count),
        figure(
          "districts", LocalizedText(id: "Kecamatan tanpa PD atau PDTI", en: "Kecamatan without PD or PDTI"),
          lacking.count),
      ], sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: dataset.id)
    }
    let code = column("code", LocalizedText(id: "Kode", en: "Code"), .code)
    let rows = districts.filter { byDistrict[$0.code] != nil }
      .map { district -> [ReportValue] in
        let own = byDistrict[district.code] ?? []
        return [
          .code(district.code.description), .text(district.name), .integer(own.count),
          .integer(isPosted(Self.pld, district.code)), .integer(own.filter { !served.contains($0.code) }.count),
          .integer(isPosted(Self.pd, district.code)), .integer(isPosted(Self.pdti, district.code)),
        ]
      }
    document.tables = [
      ReportTable(
        id: "regions", title: LocalizedText(id: "Menurut kecamatan", en: "By kecamatan"),
        columns: [
          code, column("name", RegionLevel.district.title),
          column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
          column("pld", LocalizedText("PLD"), .integer),
          column("without_pld", LocalizedText(id: "Desa tanpa PLD", en: "Without PLD"), .integer),
          column("pd", LocalizedText("PD"), .integer), column("pdti", LocalizedText("PDTI"), .integer),
        ], rows: rows),
      ReportTable(
        id: "villages", title: LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"),
        columns: [code, column("name", RegionLevel.village.title), column("district", RegionLevel.district.title)],
        rows: bare.map { unit in
          [
            .code(unit.code.description), .text(unit.name),
            unit.code.ancestor(.district).flatMap { names[$0] }.map { .text($0) } ?? .missing,
          ]
        }),
      ReportTable(
        id: "overloaded",
        title: LocalizedText(id: "PLD dengan lebih dari \(most) desa", en: "PLD with over \(most) villages"),
        columns: [
          column("name", LocalizedText(id: "Nama", en: "Name")).ofPeople,
          column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
        ],
        rows: overloaded.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
          .map { [.text($0.key), .integer(Set($0.value.map(\.place)).count)] }),
      ReportTable(
        id: "districts", title: LocalizedText(id: "Kecamatan tanpa PD atau PDTI", en: "Kecamatan without PD or PDTI"),
        columns: [
          code, column("name", RegionLevel.district.title), column("pd", LocalizedText("PD"), .integer),
          column("pdti", LocalizedText("PDTI"), .integer),
        ],
        rows: lacking.map {
          [
            .code($0.code.description), .text($0.name), .integer(isPosted(Self.pd, $0.code)),
            .integer(isPosted(Self.pdti, $0.code)),
          ]
        }), overlaps(all.filter { context.region.contains($0.place) }),
    ]
    return document
  }

  /// Postings of one place and post that overlap, or leave it vacant between two.
  private func overlaps(_ postings: [Posting]) -> ReportTable {
    var rows: [[ReportValue]] = []
    let groups = Dictionary(grouping: postings.filter { $0.post == Self.pld }, by: \.place)
    for (place, own) in groups.sorted(by: { $0.key < $1.key }) {
      let ordered = own.sorted { ($0.from?.number ?? 0) < ($1.from?.number ?? 0) }
      for (a, b) in zip(ordered, ordered.dropFirst()) {
        guard let begins = b.from else { continue }
        let days = (a.until.map { begins.dayNumber - $0.dayNumber - 1 }) ?? -1
        guard days != 0 else { continue }
        rows.append([
          .code(place.description), .text(a.name), .text(b.name),
          .category(
            id: days > 0 ? "gap" : "overlap",
            label: days > 0
              ? LocalizedText(id: "kosong", en: "gap") : LocalizedText(id: "tumpang tindih", en: "overlap")),
          days > 0 ? .integer(days) : .missing,
        ])
      }
    }
    return ReportTable(
      id: "periods",
      title: LocalizedText(id: "Masa tugas yang kosong atau tumpang tindih", en: "Gaps and overlaps of postings"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "before", label: LocalizedText(id: "Sebelumnya", en: "Before"), type: .text).ofPeople,
        ReportColumn(id: "after", label: LocalizedText(id: "Sesudahnya", en: "After"), type: .text).ofPeople,
        ReportColumn(id: "kind", label: LocalizedText(id: "Keadaan", en: "Kind"), type: .category),
        ReportColumn(id: "days", label: LocalizedText(id: "Hari", en: "Days"), type: .integer),
      ], rows: rows)
  }

  private func postings(_ context: ReportContext) throws -> [Posting] {
    let table = try context.store.records(
      RecordQuery(dataset: "pendamping", fields: ["pd_jabatan", "pd_nama", "pd_wilayah", "pd_mulai", "pd_selesai"]))
    return (0..<table.count).compactMap { row in
      guard let place = table.integer("pd_wilayah", row).flatMap({ RegionCode($0) }),
        let post = table.integer("pd_jabatan", row)
      else { return nil }
      return Posting(
        post: Int(post), name: table.text("pd_nama", row) ?? "", place: place, from: table.day("pd_mulai", row),
        until: table.day("pd_selesai", row))
    }
  }

  private func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: "pendamping")
  }

  private static func number(_ name: String, _ context: ReportContext, _ usual: Int) throws -> Int {
    guard let text = context.options[name] else { return usual }
    guard let number = Int(text), number > 0 else {
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(id: "`\(name)` harus bilangan mulai 1", en: "`\(name)` has to be a number from 1"),
          value: text))
    }
    return number
  }
}
