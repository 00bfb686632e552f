import Diagnostics
import Domain
import Storage

/// What village budgets hold of the activities that aspirations name as their budget line.
///
/// An activity is the code of Permendagri 20/2018 in the line (`2.2.04 Penyelenggaraan Posyandu`, `02.02.04.`); the latest
/// year of the village's budget that has it counts, in its last version, and of all years the aspiration's own or later ones.
struct BudgetTrace {
  enum Answer {
    /// The line names no activity code.
    case noCode
    /// The store holds no budget of the village from that year on.
    case noBudget
    /// Budgets are there, but none has the activity.
    case notFound(year: Int)
    case found(year: Int, version: LocalizedText, amount: Int64?, spent: Int64?)
  }

  private struct Line {
    let year: Int
    let version: Int
    let activity: [Int]
    let amount: Int64?
    let spent: Int64?
  }

  private var lines: [RegionCode: [Line]] = [:]
  private let versions: [LocalizedText]

  /// Reads the budgets of the villages whose aspirations name a line.
  init(_ context: ReportContext, _ entries: [Aspiration]) throws {
    let villages = Set(entries.filter { $0.budget.flatMap(Self.activity) != nil }.compactMap(\.place))
    guard !villages.isEmpty, let dataset = context.datasets["apbdes"] else {
      versions = []
      return
    }
    versions = dataset.field("versi")?.categories?.map(\.title) ?? []
    let table = try context.store.records(
      RecordQuery(
        dataset: dataset.id, fields: ["versi", "kegiatan", "anggaran", "realisasi"], regions: villages.sorted()))
    for row in 0..<table.count {
      guard let village = RegionCode(table.regions[row]),
        let activity = table.text("kegiatan", row).flatMap(Self.activity)
      else { continue }
      lines[village, default: []].append(
        Line(
          year: Int(table.periods[row]), version: Int(table.integer("versi", row) ?? 1), activity: activity,
          amount: table.integer("anggaran", row), spent: table.integer("realisasi", row)))
    }
  }

  /// What the budgets say of an aspiration; nil where it names no line.
  func answer(_ entry: Aspiration) -> Answer? {
    guard let budget = entry.budget else { return nil }
    guard let wanted = Self.activity(budget) else { return .noCode }
    let own = (entry.place.flatMap { lines[$0] } ?? []).filter { $0.year >= entry.year }
    guard let latest = own.map(\.year).max() else { return .noBudget }
    let fitting = own.filter { $0.activity.starts(with: wanted) }
    guard let year = fitting.map(\.year).max() else { return .notFound(year: latest) }
    let ofYear = fitting.filter { $0.year == year }
    let version = ofYear.map(\.version).max() ?? 1
    let last = ofYear.filter { $0.version == version }
    func sum(_ values: [Int64]) -> Int64? { values.isEmpty ? nil : values.reduce(0, +) }
    return .found(
      year: year,
      version: versions.indices.contains(version - 1) ? versions[version - 1] : LocalizedText("\(version)"),
      amount: sum(last.compactMap(\.amount)), spent: sum(last.compactMap(\.spent)))
  }

  /// The first code of an activity in a text: three numbers or more with points, whatever zeros they begin with.
  static func activity(_ text: String) -> [Int]? {
    for word in text.split(whereSeparator: { !$0.isASCII || !($0.isNumber || $0 == ".") }) {
      let parts = word.split(separator: ".").compactMap { Int($0) }
      if parts.count >= 3, parts.count <= 6, parts[0] <= 9 { return parts }
    }
    return nil
  }
}
