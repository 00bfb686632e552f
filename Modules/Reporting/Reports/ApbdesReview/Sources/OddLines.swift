import Diagnostics
import Domain
import PluginKit
import Storage

/// Lines of a budget that a reviewer asks about. They are questions, not findings.
struct OddLines {
  let table: ReportTable
  let notes: [LocalizedText]

  /// Equal amounts of whole millions count as a block from this many lines.
  private static let blockSize = 3
  /// An activity is far from its neighbours from this many times their median, where at least so many have it.
  private static let farTimes = 3.0
  private static let fewestNeighbours = 3

  private struct Finding {
    let activity: String
    let name: String?
    let amount: Int64
    let kind: ReportValue
    let words: LocalizedText
  }

  init(_ context: ReportContext, _ basis: ReportBasis, _ books: BudgetBooks, _ lines: [BudgetLine]) throws {
    let spending = lines.on(.spending)
    let groups = Dictionary(grouping: spending) { $0.activity }
    let activities = groups.compactMap { code, own in code.map { (code: $0, lines: own) } }.sorted { $0.code < $1.code }
    var found: [Finding] = []
    var notes: [LocalizedText] = []
    func finding(_ code: BudgetCode, _ own: [BudgetLine], _ kind: ReportValue, _ words: LocalizedText) {
      found.append(
        Finding(
          activity: own.first?.activityCode ?? "", name: books.name(ofActivity: code), amount: own.amount.planned,
          kind: kind, words: words))
    }
    if let outputs = try Self.outputs(context, basis) {
      for own in activities where own.lines.amount.planned > 0 && outputs[own.code] == nil {
        finding(
          own.code, own.lines, .category(id: "no_output", label: LocalizedText(id: "tanpa keluaran", en: "no output")),
          LocalizedText(id: "keluarannya tidak tercatat", en: "its output is not recorded"))
      }
    } else if !spending.isEmpty {
      notes.append(
        LocalizedText(
          id: "Keluaran kegiatan belum ada dalam data (apbdes_kegiatan), jadi tidak diperiksa.",
          en: "Outputs of activities are not in the store (apbdes_kegiatan) and were not looked at."))
    }
    let medians = try Self.medians(context, basis, activities.map(\.code), books.map)
    for own in activities {
      guard let median = medians[own.code], Double(own.lines.amount.planned) > Self.farTimes * median else { continue }
      let times = ReportValue.real(Double(own.lines.amount.planned) / median, decimals: 1)
      guard case .real(let value, _) = times else { continue }
      let text = "\((value * 10).rounded() / 10)"
      finding(
        own.code, own.lines,
        .category(id: "far", label: LocalizedText(id: "jauh dari tetangga", en: "far from neighbours")),
        LocalizedText(
          id: "\(text.replacing(".", with: ",")) kali median desa lain di kecamatan",
          en: "\(text) times the median of the other villages of the kecamatan"))
    }
    let blocks = Dictionary(
      grouping: spending.filter { ($0.planned ?? 0) >= 1_000_000 && ($0.planned ?? 0) % 1_000_000 == 0 }
    ) {
      $0.planned ?? 0
    }.filter { $0.value.count >= Self.blockSize }
    for (amount, own) in blocks.sorted(by: { $0.key > $1.key }) {
      let list = own.map(\.activityCode).sorted().joined(separator: ", ")
      found.append(
        Finding(
          activity: own[0].activityCode, name: nil, amount: amount,
          kind: .category(
            id: "round_block", label: LocalizedText(id: "angka bulat yang sama", en: "equal round amounts")),
          words: LocalizedText(
            id: "\(own.count) baris berjumlah sama: \(list)", en: "\(own.count) lines of the same amount: \(list)")))
    }
    for own in activities where own.lines.isReported && own.lines.amount.spent > own.lines.amount.planned {
      let over = own.lines.amount.spent - own.lines.amount.planned
      finding(
        own.code, own.lines,
        .category(id: "overspent", label: LocalizedText(id: "realisasi melebihi anggaran", en: "spent above the plan")),
        LocalizedText(
          id: "lebih \(LocalizedText(rupiah: over).id)", en: "over by \(LocalizedText(rupiah: over).en)"))
    }
    func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind) -> ReportColumn {
      ReportColumn(
        id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: basis.dataset.id)
    }
    table = ReportTable(
      id: "odd", title: LocalizedText(id: "Yang perlu ditanyakan", en: "What to ask about"),
      columns: [
        column("activity", "Kegiatan", "Activity", .code), column("name", "Uraian", "Description", .text),
        column("planned", "Anggaran", "Budget", .integer), column("kind", "Hal", "Matter", .category),
        column("words", "Keterangan", "Remarks", .text),
      ],
      rows: found.map { own in
        [.code(own.activity), own.name.map { .text($0) } ?? .missing, .integer(own.amount), own.kind, .text(own.words)]
      })
    self.notes = notes
  }

  /// The outputs of the village's activities; nil where none is in the store.
  private static func outputs(_ context: ReportContext, _ basis: ReportBasis) throws -> [BudgetCode: String]? {
    guard context.datasets["apbdes_kegiatan"] != nil else { return nil }
    let year = basis.period.year
    let table = try context.store.records(
      RecordQuery(
        dataset: "apbdes_kegiatan", fields: ["ak_kegiatan", "ak_keluaran"], periods: year...year,
        regions: [context.region]))
    guard table.count > 0 else { return nil }
    var outputs: [BudgetCode: String] = [:]
    for row in 0..<table.count {
      guard let code = table.text("ak_kegiatan", row).flatMap({ BudgetCode($0) }),
        let output = table.text("ak_keluaran", row)
      else { continue }
      outputs[code] = output
    }
    return outputs
  }

  /// What the other villages of the kecamatan spend on activities: the median of those that have them.
  private static func medians(
    _ context: ReportContext, _ basis: ReportBasis, _ activities: [BudgetCode], _ map: BudgetMap
  ) throws -> [BudgetCode: Double] {
    guard let district = context.region.ancestor(.district), context.store.principal.scope.contains(district),
      let scheme = basis.dataset.field("kegiatan")?.scheme, let accounts = basis.dataset.field("rekening")?.scheme
    else { return [:] }
    let places = Dictionary(activities.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var groups: [Int64: Int] = [:]
    for listed in try context.store.listedCodes(of: scheme) {
      guard let code = BudgetCode(listed.code), let place = places[code] else { continue }
      groups[listed.id] = place
    }
    let spending = try context.store.listedCodes(of: accounts).filter { own in
      BudgetCode(own.code).flatMap { BudgetSide(account: $0) } == .spending
    }.map { ($0.id, 0) }
    let sums = try context.store.ledgerSums(
      LedgerQuery(
        dataset: basis.dataset.id, periods: [basis.period.number], region: district, level: .village,
        groupings: [
          LedgerQuery.Grouping(field: "kegiatan", groups: groups, others: nil, count: max(1, activities.count)),
          LedgerQuery.Grouping(
            field: "rekening", groups: Dictionary(spending, uniquingKeysWith: { first, _ in first }), others: nil,
            count: 1),
        ], measures: ["anggaran"], version: "versi", registerDate: basis.register.date))
    var medians: [BudgetCode: Double] = [:]
    for (place, code) in activities.enumerated() {
      let others = sums.filter { $0.region != context.region }.map { $0.sums[place] }.filter { $0 > 0 }
      guard others.count >= fewestNeighbours else { continue }
      medians[code] = Spread(others.map(Double.init))?.median
    }
    return medians
  }
}
