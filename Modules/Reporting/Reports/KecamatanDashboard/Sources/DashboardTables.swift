import Diagnostics
import Domain
import PluginKit
import Storage

/// The tables of `kecamatan_dashboard`.
struct DashboardTables {
  let context: ReportContext
  let data: DashboardData

  var district: RegionCode { context.region }
  var services: [BasicService] { data.map.services }

  func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind) -> ReportColumn {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type)
  }

  func percent(_ value: Double?) -> ReportValue { value.map { .percent($0, decimals: 1) } ?? .missing }
  func score(_ value: Double?) -> ReportValue { value.map { .real($0, decimals: 2) } ?? .missing }

  func difference(_ now: Double?, _ before: Double?) -> Double? { now.flatMap { now in before.map { now - $0 } } }

  // MARK: First page

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value)
    }
    let total = data.total
    let isScored = data.achievement != nil
    let lacking = Set(services.flatMap { data.lacking($0).map(\.code) }).count
    var figures = [
      figure("villages", LocalizedText(id: "Desa", en: "Villages"), .integer(data.villages.count)),
      figure(
        "lacking", LocalizedText(id: "Desa kekurangan layanan", en: "Villages that lack a service"),
        isScored ? .integer(lacking) : .missing),
    ]
    if isScored, data.scored < data.villages.count {
      let (some, all) = (data.scored, data.villages.count)
      figures.append(
        figure(
          "scored", LocalizedText(id: "Desa dengan skor", en: "Villages with scores"),
          .text("\(some)/\(all)")))
    }
    if let scores = data.goals?.scores.values {
      figures.append(
        figure(
          "sdgs", LocalizedText(id: "Skor SDGs Desa", en: "Village SDGs"),
          .real(scores.reduce(0, +) / Double(scores.count), decimals: 1)))
    }
    if total.villages > 0 {
      figures += [
        figure(
          "share", LocalizedText(id: "Belanja layanan dasar", en: "Spent on basic services"),
          percent(total.share(.planned))),
        figure(
          "share_without_cash", LocalizedText(id: "Tanpa BLT", en: "Without cash assistance"),
          percent(total.share(.planned, withCash: false))),
        figure(
          "unserved", LocalizedText(id: "Kurang dan tanpa belanja", en: "Lacking, nothing spent"),
          isScored ? .integer(gaps.count) : .missing),
      ]
    }
    if let documents = data.documents {
      figures.append(
        figure(
          "overdue", LocalizedText(id: "Desa terlambat dokumen", en: "Villages late with documents"),
          .integer(documents.villages.count { !Self.overdue($0).isEmpty })))
    }
    if !data.actions.isEmpty {
      figures.append(
        figure(
          "late_actions", LocalizedText(id: "Tindak lanjut terlambat", en: "Late actions"),
          .integer(data.actions.count { $0.standing.daysLate > 0 })))
    }
    return figures
  }

  var figures: [ReportFigure] {
    var figures: [ReportFigure] = []
    if let achievement = data.achievement {
      figures.append(
        ReportFigure(
          id: "levels",
          title: LocalizedText(id: "Capaian layanan (skor 0–5)", en: "What has been achieved (score 0–5)"), kind: .bar,
          table: "before_after", category: "service",
          values: achievement.before == nil ? ["level"] : ["level_before", "level"], bounds: 0...5))
    }
    if data.total.share(.planned) != nil {
      figures.append(
        ReportFigure(
          id: "shares", title: LocalizedText(id: "Bagian belanja desa (%)", en: "Share of village spending (%)"),
          kind: .bar, table: "before_after", category: "service",
          values: data.spendingBefore.isEmpty ? ["share"] : ["share_before", "share"]))
    }
    return figures
  }

  func serviceTable() -> ReportTable {
    let (total, before) = (data.total, data.totalBefore)
    let rows = services.enumerated().map { place, service -> [ReportValue] in
      let level = data.achievement?.level(service, in: district)
      let old = data.achievement?.level(service, in: district, isNow: false)
      let rank = data.achievement?.rank(service, of: district)
      let hasBudget = total.villages > 0
      return [
        .text(service.title), score(level), score(difference(level, old)),
        rank.map { .text("\($0.place)/\($0.of)") } ?? .missing,
        lacking(service),
        hasBudget ? .integer(total.services[place].planned) : .missing,
        percent(hasBudget ? total.share(of: place, .planned) : nil),
        score(difference(total.share(of: place, .planned), before.share(of: place, .planned))), balance(place, service),
      ]
    }
    return ReportTable(
      id: "services", title: LocalizedText(id: "Lima layanan dasar", en: "The five basic services"),
      columns: [
        column("service", "Layanan", "Service", .text), column("level", "Capaian", "Level", .real),
        column("change", "Perubahan", "Change", .real), column("rank", "Peringkat", "Rank", .text),
        column("lacking", "Desa kekurangan", "Villages lacking", .integer),
        column("planned", "Anggaran (Rp)", "Budget (Rp)", .integer), column("share", "Bagian", "Share", .percent),
        column("share_change", "Perubahan bagian", "Change of the share", .real),
        column("balance", "Permintaan dan penyediaan", "Demand and supply", .category),
      ], rows: rows)
  }

  /// Whether the service is measured at all.
  private func isMeasured(_ service: BasicService) -> Bool {
    data.achievement?.level(service, in: district) != nil
  }

  private func lacking(_ service: BasicService) -> ReportValue {
    isMeasured(service) ? .integer(data.lacking(service).count) : .missing
  }

  /// Whether what is funded meets what is asked for: short, as long as a village that lacks the service, or where an
  /// aspiration is open, spends nothing on it.
  private func balance(_ place: Int, _ service: BasicService) -> ReportValue {
    let open = data.aspirations(for: service).count
    if !isMeasured(service), open == 0 {
      return .category(id: "unmeasured", label: LocalizedText(id: "belum terukur", en: "not measured"))
    }
    if data.lacking(service).count + open == 0 {
      return .category(id: "none", label: LocalizedText(id: "tidak ada permintaan", en: "no demand"))
    }
    if data.total.villages == 0 {
      return .category(id: "unknown", label: LocalizedText(id: "anggaran belum ada", en: "no budgets"))
    }
    if data.funded(place).lines == 0 {
      return .category(id: "unmet", label: LocalizedText(id: "tidak terlayani", en: "unmet"))
    }
    return !data.unfunded(place).isEmpty
      ? .category(id: "short", label: LocalizedText(id: "kurang", en: "short"))
      : .category(id: "met", label: LocalizedText(id: "terlayani", en: "met"))
  }

  func balance() -> ReportTable {
    ReportTable(
      id: "balance", title: LocalizedText(id: "Permintaan dan penyediaan", en: "Demand and supply"),
      columns: [
        column("service", "Layanan", "Service", .text),
        column("lacking", "Desa kekurangan", "Villages lacking", .integer),
        column("aspirations", "Aspirasi terbuka", "Open aspirations", .integer),
        column("demand", "Permintaan", "Demand", .integer), column("lines", "Baris didanai", "Funded lines", .integer),
        column("funding_villages", "Desa yang mendanai", "Villages funding", .integer),
        column("unfunded", "Desa tanpa belanja", "Villages without", .integer),
        column("planned", "Anggaran (Rp)", "Budget (Rp)", .integer),
        column("balance", "Imbangan", "Balance", .category),
      ],
      rows: services.enumerated().map { place, service in
        let (open, supply) = (data.aspirations(for: service).count, data.funded(place))
        return [
          .text(service.title), lacking(service), .integer(open),
          .integer(data.lacking(service).count + open), .integer(supply.lines),
          .integer(supply.villages), data.total.villages > 0 ? .integer(data.unfunded(place).count) : .missing,
          .integer(data.total.services[place].planned), balance(place, service),
        ]
      })
  }

  // MARK: Gaps

  private struct Gap {
    let village: RegionUnit
    let service: BasicService
    let lacks: [(field: FieldDeclaration, score: Double)]
  }

  /// Villages that lack a service and spend nothing on it; those without a budget are left out.
  private var gaps: [Gap] {
    guard let achievement = data.achievement else { return [] }
    return services.enumerated().flatMap { place, service in
      data.villages.compactMap { unit -> Gap? in
        let lacks = achievement.lacks(service, unit.code)
        guard !lacks.isEmpty, let spending = data.spending[unit.code], spending.services[place].planned == 0 else {
          return nil
        }
        return Gap(village: unit, service: service, lacks: lacks)
      }
    }
  }

  func unserved() -> ReportTable {
    ReportTable(
      id: "unserved",
      title: LocalizedText(
        id: "Desa yang kekurangan layanan dan tidak membelanjainya",
        en: "Villages that lack a service and spend nothing on it"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: district), type: .text),
        column("service", "Layanan", "Service", .text),
        column("lacks", "Skor dua ke bawah", "Scores of two or less", .integer),
        column("weakest", "Yang terlemah", "The weakest", .text),
      ],
      rows: gaps.map { gap in
        func list(_ language: Language) -> String {
          gap.lacks.prefix(3).map { "\($0.field.title[language]) (\(Int($0.score)))" }.joined(separator: "; ")
        }
        return [
          .code(gap.village.code.description), .text(gap.village.name), .text(gap.service.title),
          .integer(gap.lacks.count), .text(LocalizedText(id: list(.indonesian), en: list(.english))),
        ]
      })
  }

  func indicators() -> ReportTable {
    var rows: [[ReportValue]] = []
    for service in services {
      for field in data.achievement?.indicators(of: service) ?? [] {
        let now = data.achievement?.indicator(field.id, in: district)
        let old = data.achievement?.indicator(field.id, in: district, isNow: false)
        rows.append([
          .text(service.title), .code(field.id), .text(field.title), score(now?.mean),
          score(difference(now?.mean, old?.mean)), .integer(now?.lacking),
        ])
      }
    }
    return ReportTable(
      id: "indicators", title: LocalizedText(id: "Indikator layanan", en: "Indicators of the services"),
      columns: [
        column("service", "Layanan", "Service", .text), column("key", "Kunci", "Key", .code),
        column("indicator", "Indikator", "Indicator", .text), column("mean", "Rata-rata", "Mean", .real),
        column("change", "Perubahan", "Change", .real),
        column("lacking", "Desa kekurangan", "Villages lacking", .integer),
      ], rows: rows, keyColumns: 3)
  }

  func beforeAfter() -> ReportTable {
    let (total, before) = (data.total, data.totalBefore)
    let hasBudget = total.villages > 0
    let (old, older) = data.achievement?.before.map { ("\($0)", "\($0)") } ?? ("sebelumnya", "before")
    return ReportTable(
      id: "before_after", title: LocalizedText(id: "Sebelum dan sesudah", en: "Before and after"),
      columns: [
        column("service", "Layanan", "Service", .text),
        column("level_before", "Capaian \(old)", "Level \(older)", .real),
        column(
          "level", "Capaian \(data.achievement?.year ?? data.year)", "Level \(data.achievement?.year ?? data.year)",
          .real),
        column("level_change", "Perubahan", "Change", .real),
        column("share_before", "Bagian \(data.yearBefore)", "Share \(data.yearBefore)", .percent),
        column("share", "Bagian \(data.year)", "Share \(data.year)", .percent),
        column("share_change", "Perubahan", "Change", .real),
      ],
      rows: services.enumerated().map { place, service in
        let level = data.achievement?.level(service, in: district)
        let old = data.achievement?.level(service, in: district, isNow: false)
        let share = hasBudget ? total.share(of: place, .planned) : nil
        let oldShare = before.villages > 0 ? before.share(of: place, .planned) : nil
        return [
          .text(service.title), score(old), score(level), score(difference(level, old)), percent(oldShare),
          percent(share), score(difference(share, oldShare)),
        ]
      })
  }

  /// The documents of a village that are late, where it reports any.
  static func overdue(_ village: VillageDocuments.Village) -> [VillageDocuments.Document] {
    guard village.isRecorded else { return [] }
    return village.documents.filter { if case .overdue = $0.state { true } else { false } }
  }
}
