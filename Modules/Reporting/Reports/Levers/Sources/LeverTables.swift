import Diagnostics
import Domain
import Foundation
import PluginKit
import Storage

/// The tables of a lever report.
struct LeverTables {
  private let context: ReportContext
  private let scale: LeverScale
  private let basis: ReportBasis
  private let classes: Classification
  private let question: LeverQuestion
  private let plans: LeverPlans
  /// The villages that come up: all that can, or those that the budget pays for.
  private let reached: [LeverPlans.Village]

  private static let unit = LocalizedText(id: "desa", en: "villages")

  init(
    _ context: ReportContext, _ scale: LeverScale, _ basis: ReportBasis, _ classes: Classification,
    _ question: LeverQuestion, _ plans: LeverPlans
  ) {
    self.context = context
    self.scale = scale
    self.basis = basis
    self.classes = classes
    self.question = question
    self.plans = plans
    reached = plans.reached(budget: question.budget)
  }

  private var unreachable: Int { plans.villages.count { $0.plan == nil } }

  var keyFigures: [KeyFigure] {
    func villages(_ id: String, _ label: LocalizedText, _ count: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(count), unit: Self.unit, source: scale.dataset)
    }
    return [
      villages(
        "below", LocalizedText(id: "Di bawah status yang dituju", en: "Below the wanted status"), plans.villages.count),
      villages(
        "reached",
        question.budget == nil
          ? LocalizedText(id: "Dapat dinaikkan", en: "Can be brought up")
          : LocalizedText(id: "Naik dengan anggaran itu", en: "Brought up by the budget"), reached.count),
      KeyFigure(
        id: "effort", label: LocalizedText(id: "Upaya seluruhnya", en: "Effort in all"),
        value: .integer(reached.reduce(0) { $0 + ($1.plan?.cost ?? 0) }), source: scale.dataset),
    ]
  }

  var notes: [LocalizedText] {
    var notes: [LocalizedText] = []
    if unreachable > 0 {
      notes.append(
        LocalizedText(
          id: "\(unreachable) desa tidak dapat mencapai status itu dengan indikator yang boleh dinaikkan.",
          en: "\(unreachable) villages cannot reach that status with the indicators that may be raised."))
    }
    let contradicted = plans.villages.count { $0.gap <= 0 }
    if contradicted > 0 {
      notes.append(
        LocalizedText(
          id: "\(contradicted) desa sudah memiliki indeks yang cukup, tetapi statusnya ditetapkan lebih rendah.",
          en: "\(contradicted) villages have the index already, but their published status is lower."))
    }
    if plans.withoutScores > 0 {
      notes.append(
        LocalizedText(
          id: "\(plans.withoutScores) desa tanpa skor indikator tidak dihitung; muat skornya lebih dulu.",
          en: "\(plans.withoutScores) villages without scores of indicators are left out; load their scores first."))
    }
    if plans.withoutStatus > 0 {
      notes.append(
        LocalizedText(
          id: "\(plans.withoutStatus) desa tanpa status tidak dihitung.",
          en: "\(plans.withoutStatus) villages without a status are left out."))
    }
    let frozen = question.indicators.indices.filter {
      !question.open.contains($0) && question.worksheet?.entries[question.indicators[$0].field.id]?.isFrozen == true
    }.map { question.indicators[$0].field.id }
    if !frozen.isEmpty {
      notes.append(
        LocalizedText(
          id: "Tidak dinaikkan: \(frozen.joined(separator: ", ")).",
          en: "Not raised: \(frozen.joined(separator: ", ")).")
      )
    }
    notes.append(
      LocalizedText(
        id:
          "Upaya adalah bobot per tingkat skor (ringan, sedang, berat), bukan rupiah; ubah dengan --set light, middle, heavy.",
        en:
          "Effort is a weight for each step of a score (light, middle, heavy), not rupiah; change it with --set light, middle, heavy."
      ))
    return notes
  }

  // MARK: Villages

  func villages() throws -> ReportTable {
    let names = try context.names(of: .village, basis)
    func label(_ place: Int) -> ReportValue {
      classes[place].map { .category(id: $0.id, label: $0.title) } ?? .missing
    }
    let rows = plans.villages.compactMap { village -> [ReportValue]? in
      guard let code = RegionCode(village.region) else { return nil }
      let raises = village.plan.map { plan in plan.raises.map(short).joined(separator: ";") }
      return [
        .code(code.description), .text(names[village.region] ?? ""), .real(village.index, decimals: scale.decimals),
        label(village.status), label(village.wanted), gap(village), .integer(village.plan?.cost),
        raises.map { .text($0) } ?? .missing,
      ]
    }
    return ReportTable(
      id: "levers",
      title: LocalizedText(
        id: "Kenaikan skor termurah tiap desa, \(basis.period)",
        en: "The cheapest raises of each village, \(basis.period)"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        ReportColumn(id: scale.index, label: LocalizedText(scale.short), type: .real, source: scale.dataset),
        ReportColumn(
          id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category, source: scale.dataset),
        ReportColumn(id: "target_status", label: LocalizedText(id: "Menuju", en: "To"), type: .category),
        ReportColumn(id: "gap", label: LocalizedText(id: "Kurang", en: "Gap"), type: .real),
        ReportColumn(id: "cost", label: LocalizedText(id: "Upaya", en: "Effort"), type: .integer),
        ReportColumn(id: "raises", label: LocalizedText(id: "Dinaikkan", en: "Raises"), type: .text),
      ], rows: rows)
  }

  private func short(_ raise: LeverModel.Raise) -> String {
    "\(question.indicators[raise.place].field.id):\(raise.from)>\(raise.to)"
  }

  private func gap(_ village: LeverPlans.Village) -> ReportValue {
    // Two digits more than the index has: as many as tell units apart.
    let digits = pow(10, Double(scale.decimals + 2))
    let gap = Double(max(0, village.gap)) / scale.unitsPerIndex
    return .real((gap * digits).rounded() / digits, decimals: scale.decimals)
  }

  // MARK: Indicators and who acts

  private struct Sum {
    var villages = 0
    var points = 0
    var effort = 0
  }

  private func sums() -> [Int: Sum] {
    var sums: [Int: Sum] = [:]
    for village in reached {
      for raise in village.plan?.raises ?? [] {
        sums[raise.place, default: Sum()].villages += 1
        sums[raise.place, default: Sum()].points += raise.to - raise.from
        sums[raise.place, default: Sum()].effort += question.effort(raise)
      }
    }
    return sums
  }

  /// The indicators by the number of villages in which they are raised.
  func indicators() -> ReportTable {
    let sums = sums()
    let order = sums.keys.sorted { a, b in
      let (x, y) = (sums[a]?.villages ?? 0, sums[b]?.villages ?? 0)
      return x != y ? x > y : a < b
    }
    let rows = order.enumerated().map { rank, place -> [ReportValue] in
      let field = question.indicators[place].field
      let actors = question.worksheet?.entries[field.id]?.actors ?? [:]
      let list = Worksheet.Actor.allCases.filter { actors[$0] != nil }
      return [
        .integer(rank + 1), .code(field.id), .text(field.title), .integer(sums[place]?.villages),
        .integer(sums[place]?.points), .integer(sums[place]?.effort),
        list.isEmpty
          ? .missing
          : .text(
            LocalizedText(
              id: list.map(\.title.id).joined(separator: ", "), en: list.map(\.title.en).joined(separator: ", "))),
      ]
    }
    return ReportTable(
      id: "indicators",
      title: LocalizedText(id: "Indikator pengungkit", en: "Levers"),
      columns: [
        ReportColumn(id: "rank", label: LocalizedText(id: "No", en: "No"), type: .integer),
        ReportColumn(id: "key", label: LocalizedText(id: "Kunci", en: "Key"), type: .code),
        ReportColumn(id: "indicator", label: LocalizedText(id: "Indikator", en: "Indicator"), type: .text),
        ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
        ReportColumn(id: "points", label: LocalizedText(id: "Skor naik", en: "Points"), type: .integer),
        ReportColumn(id: "effort", label: LocalizedText(id: "Upaya", en: "Effort"), type: .integer),
        ReportColumn(id: "actors", label: LocalizedText(id: "Pelaksana", en: "Actors"), type: .text),
      ], rows: rows, keyColumns: 2)
  }

  /// For each level: in how many of the villages it can act on a proposed raise, and what it alone could bring about.
  func actors() -> ReportTable {
    guard let worksheet = question.worksheet else {
      return ReportTable(id: "actors", title: LocalizedText(id: "Pelaksana", en: "Actors"), columns: Self.actorColumns)
    }
    let rows = Worksheet.Actor.allCases.map { actor -> [ReportValue] in
      var sum = Sum()
      var raises = 0
      var alone = 0
      for village in reached {
        let all = village.plan?.raises ?? []
        let own = all.filter { worksheet.entries[question.indicators[$0.place].field.id]?.actors[actor] != nil }
        if !own.isEmpty { sum.villages += 1 }
        if !own.isEmpty, own.count == all.count { alone += 1 }
        raises += own.count
        sum.effort += own.reduce(0) { $0 + question.effort($1) }
      }
      return [
        .category(id: actor.rawValue, label: actor.title), .integer(sum.villages), .integer(raises),
        .integer(sum.effort), .integer(alone),
      ]
    }
    return ReportTable(
      id: "actors", title: LocalizedText(id: "Siapa dapat mengerjakannya", en: "Who can act"),
      columns: Self.actorColumns, rows: rows,
      note: LocalizedText(
        id: "Satu kenaikan dapat dikerjakan beberapa pelaksana; karena itu baris tidak dapat dijumlahkan.",
        en: "Several actors can act on one raise; so the rows do not add up."))
  }

  private static let actorColumns = [
    ReportColumn(id: "actor", label: LocalizedText(id: "Pelaksana", en: "Actor"), type: .category),
    ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
    ReportColumn(id: "raises", label: LocalizedText(id: "Kenaikan", en: "Raises"), type: .integer),
    ReportColumn(id: "effort", label: LocalizedText(id: "Upaya", en: "Effort"), type: .integer),
    ReportColumn(
      id: "alone", label: LocalizedText(id: "Desa yang cukup olehnya", en: "Villages it can bring up alone"),
      type: .integer),
  ]

  /// The most villages that so much effort brings up, up to all that can be; at most 40 points.
  func curve() -> ReportTable {
    var points: [(effort: Int, villages: Int)] = []
    var effort = 0
    for (number, village) in reached.enumerated() {
      effort += village.plan?.cost ?? 0
      if points.last?.effort == effort { points.removeLast() }
      points.append((effort, number + 1))
    }
    let most = 40
    if points.count > most {
      points = (1...most).map { points[$0 * points.count / most - 1] }
    }
    return ReportTable(
      id: "curve",
      title: LocalizedText(id: "Desa yang naik menurut upaya", en: "Villages brought up, by effort"),
      columns: [
        ReportColumn(id: "effort", label: LocalizedText(id: "Upaya", en: "Effort"), type: .integer),
        ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
      ], rows: points.map { [.integer($0.effort), .integer($0.villages)] })
  }

  // MARK: Proposals in the words of the rubric

  func proposals() throws -> ReportTable? {
    guard let worksheet = question.worksheet else { return nil }
    let names = try context.names(of: .village, basis)
    var rows: [[ReportValue]] = []
    for village in plans.villages {
      guard let code = RegionCode(village.region) else { continue }
      for raise in village.plan?.raises ?? [] {
        let field = question.indicators[raise.place].field
        let entry = worksheet.entries[field.id]
        func words(_ text: String?) -> ReportValue { text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .missing }
        let actors = Worksheet.Actor.allCases.compactMap { actor in
          entry?.actors[actor].map { "\(actor.title.id): \($0)" }
        }
        rows.append([
          .code(code.description), .text(names[village.region] ?? ""), .text(field.title), .integer(raise.from),
          words(entry?.criterion(raise.from)?.text), .integer(raise.to), words(entry?.criterion(raise.to)?.text),
          words(entry?.criterion(raise.from)?.activity), words(actors.joined(separator: "; ")),
        ])
      }
    }
    return ReportTable(
      id: "proposals", title: LocalizedText(id: "Usulan kegiatan", en: "Proposed activities"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        ReportColumn(id: "indicator", label: LocalizedText(id: "Indikator", en: "Indicator"), type: .text),
        ReportColumn(id: "score", label: LocalizedText(id: "Skor", en: "Score"), type: .integer),
        ReportColumn(id: "criterion", label: LocalizedText(id: "Keterangan", en: "Meaning"), type: .text),
        ReportColumn(id: "score_wanted", label: LocalizedText(id: "Menjadi", en: "Wanted"), type: .integer),
        ReportColumn(id: "criterion_wanted", label: LocalizedText(id: "Keterangan", en: "Meaning"), type: .text),
        ReportColumn(
          id: "activity", label: LocalizedText(id: "Kegiatan yang dapat dilakukan", en: "Activity"), type: .text),
        ReportColumn(id: "actors", label: LocalizedText(id: "Pelaksana", en: "Actors"), type: .text),
      ], rows: rows)
  }
}
