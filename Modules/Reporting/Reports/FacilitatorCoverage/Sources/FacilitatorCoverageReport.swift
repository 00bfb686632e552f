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
    let postings = try FacilitatorPostings(context)
    let now = FacilitatorsPosted(postings, on: day)
    let villages = try context.store.villageCodes(in: context.region, at: register.date).compactMap {
      RegionCode($0)
    }.filter { $0.villageKind == .desa }
    let bare = villages.filter { !now.served.contains($0) }
    let counts = Self.counted(villages, bare)
    let districts = try self.districts(context, register.date).filter { counts[$0.code] != nil }
    let overloaded = now.loads.filter { $0.villages > most }
      .map { (name: postings.name($0.person), villages: $0.villages) }
      .sorted { ($1.villages, $0.name) < ($0.villages, $1.name) }
    let lacking = districts.filter { district in
      now.people(Self.pd, in: district.code) < perDistrict || now.people(Self.pdti, in: district.code) < 1
    }
    let heavy = LocalizedText(id: "PLD dengan lebih dari \(most) desa", en: "PLD with over \(most) villages")
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: region, dataAsOf: day?.description,
      keyFigures: [
        figure("facilitators", LocalizedText(id: "Pendamping", en: "Facilitators"), now.people(in: context.region)),
        figure("without_pld", LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"), bare.count),
        figure("overloaded", heavy, overloaded.count),
        figure(
          "districts", LocalizedText(id: "Kecamatan tanpa PD atau PDTI", en: "Kecamatan without PD or PDTI"),
          lacking.count),
      ], sources: [ReportSource(id: dataset.id, dataset: dataset.id, title: dataset.title)])
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type, source: dataset.id)
    }
    let code = column("code", LocalizedText(id: "Kode", en: "Code"), .code)
    document.tables = [
      try context.long(
        ReportTable(
          id: "regions", title: LocalizedText(id: "Menurut kecamatan", en: "By kecamatan"),
          columns: [
            code, column("name", RegionLevel.district.title),
            column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
            column("pld", LocalizedText("PLD"), .integer),
            column("without_pld", LocalizedText(id: "Desa tanpa PLD", en: "Without PLD"), .integer),
            column("pd", LocalizedText("PD"), .integer), column("pdti", LocalizedText("PDTI"), .integer),
          ]), first: true, districts
      ) { district in
        let own = counts[district.code] ?? (0, 0)
        return [
          .code(district.code.description), .text(district.name), .integer(own.villages),
          .integer(now.people(Self.pld, in: district.code)), .integer(own.bare),
          .integer(now.people(Self.pd, in: district.code)), .integer(now.people(Self.pdti, in: district.code)),
        ]
      },
      try withoutPLD(
        bare, context,
        [code, column("name", RegionLevel.village.title), column("district", RegionLevel.district.title)]),
      try context.long(
        ReportTable(
          id: "overloaded", title: heavy,
          columns: [
            column("name", LocalizedText(id: "Nama", en: "Name")).ofPeople,
            column("villages", LocalizedText(id: "Desa", en: "Villages"), .integer),
          ]), overloaded
      ) { [.text($0.name), .integer($0.villages)] },
      try context.long(
        ReportTable(
          id: "districts", title: LocalizedText(id: "Kecamatan tanpa PD atau PDTI", en: "Kecamatan without PD or PDTI"),
          columns: [
            code, column("name", RegionLevel.district.title), column("pd", LocalizedText("PD"), .integer),
            column("pdti", LocalizedText("PDTI"), .integer),
          ]), lacking
      ) {
        [
          .code($0.code.description), .text($0.name), .integer(now.people(Self.pd, in: $0.code)),
          .integer(now.people(Self.pdti, in: $0.code)),
        ]
      }, try periods(postings, context),
    ]
    return document
  }

  private func districts(_ context: ReportContext, _ date: CalendarDate) throws -> [RegionUnit] {
    if context.region.level < .district { return try context.store.units(.district, in: context.region, at: date) }
    return try context.region.ancestor(.district).flatMap { try context.store.unit($0, at: date) }.map { [$0] } ?? []
  }

  private static func counted(_ villages: [RegionCode], _ bare: [RegionCode]) -> [RegionCode: (
    villages: Int, bare: Int
  )] {
    var counts: [RegionCode: (villages: Int, bare: Int)] = [:]
    for village in villages {
      if let district = village.ancestor(.district) { counts[district, default: (0, 0)].villages += 1 }
    }
    for village in bare {
      if let district = village.ancestor(.district) { counts[district, default: (0, 0)].bare += 1 }
    }
    return counts
  }

  private func withoutPLD(_ bare: [RegionCode], _ context: ReportContext, _ columns: [ReportColumn]) throws
    -> ReportTable
  {
    let table = ReportTable(
      id: "villages", title: LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"), columns: columns)
    guard context.shows(table.id) else { return table }
    let shown = bare.prefix(try context.rowLimit())
    let names = try context.placeNames(shown)
    let districts = try context.placeNames(Set(shown.compactMap { $0.ancestor(.district) }))
    return try context.long(table, bare) { village in
      [
        .code(village.description), .text(names[village] ?? ""),
        village.ancestor(.district).flatMap { districts[$0] }.map { .text($0) } ?? .missing,
      ]
    }
  }

  /// Postings of one place and post that overlap, or leave it vacant between two.
  private func periods(_ postings: FacilitatorPostings, _ context: ReportContext) throws -> ReportTable {
    let table = ReportTable(
      id: "periods",
      title: LocalizedText(id: "Masa tugas yang kosong atau tumpang tindih", en: "Gaps and overlaps of postings"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "before", label: LocalizedText(id: "Sebelumnya", en: "Before"), type: .text).ofPeople,
        ReportColumn(id: "after", label: LocalizedText(id: "Sesudahnya", en: "After"), type: .text).ofPeople,
        ReportColumn(id: "kind", label: LocalizedText(id: "Keadaan", en: "Kind"), type: .category),
        ReportColumn(id: "days", label: LocalizedText(id: "Hari", en: "Days"), type: .integer),
      ])
    guard context.shows(table.id) else { return table }
    let breaks = postings.breaks(of: Self.pld, in: context.region)
    return try context.long(table, breaks) { own in
      [
        .code(own.place.description), .text(postings.name(own.before)), .text(postings.name(own.after)),
        .category(
          id: own.days > 0 ? "gap" : "overlap",
          label: own.days > 0
            ? LocalizedText(id: "kosong", en: "gap") : LocalizedText(id: "tumpang tindih", en: "overlap")),
        own.days > 0 ? .integer(own.days) : .missing,
      ]
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
