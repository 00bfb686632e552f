import Diagnostics
import Domain
import PluginKit
import Storage

/// The columns that the expressions of a report read, all over the same rows.
///
/// The rows are the units with data in any of the columns, ascending by code under the register of the report's day;
/// what a unit does not have is missing. A unit that was split or merged since a period has no row of that period.
struct ExpressionTable {
  let regions: [Int64]
  /// The period before the report's with data of its dataset.
  let previous: Period?
  let notes: [LocalizedText]
  /// Where the figures of other datasets and of the period before come from.
  let sources: [ReportSource]
  private let columns: [ExpressionColumn: [Double]]

  /// Loads `wanted` for the region of a report.
  init(_ wanted: [ExpressionColumn], _ context: ReportContext, _ basis: ReportBasis) throws {
    previous =
      wanted.contains(where: \.isPrevious)
      ? try context.periods(of: basis.dataset.id).last { $0 < basis.period } : nil
    var notes: [LocalizedText] = []
    var sources: [ReportSource] = []
    if wanted.contains(where: \.isPrevious) {
      notes.append(
        previous.map {
          LocalizedText(id: "Periode sebelumnya: \($0).", en: "Previous period: \($0).")
        }
          ?? LocalizedText(
            id: "Tidak ada data sebelum \(basis.period) untuk dibandingkan.",
            en: "There are no data before \(basis.period) to compare with."))
    }
    var parts: [(fields: [ExpressionColumn], rows: DatasetColumns)] = []
    var seen: Set<ExpressionColumn> = []
    for first in wanted where !seen.contains(first) {
      let fields = wanted.filter {
        $0.dataset == first.dataset && $0.isPrevious == first.isPrevious && seen.insert($0).inserted
      }
      guard let period = first.isPrevious ? previous : basis.period,
        let dataset = context.datasets[first.dataset]
      else { continue }
      let rows = try context.store.columns(
        of: first.dataset, fields: fields.map(\.field), period: period, in: context.region,
        registerDate: basis.register.date)
      parts.append((fields, rows))
      guard first.dataset != basis.dataset.id || first.isPrevious else { continue }
      let origins = try context.store.origins(
        of: first.dataset, fields: fields.map(\.field), period: period, in: context.region)
      if origins.isEmpty {
        notes.append(
          LocalizedText(
            id: "Tidak ada data \(dataset.title.id) \(period).",
            en: "There are no data of \(dataset.title.en) \(period)."))
      } else {
        let other = ReportBasis(
          dataset: dataset, period: period, register: basis.register, region: basis.region, origins: origins)
        sources.append(other.source("\(first.dataset)_\(period)"))
      }
      if first.isPrevious { notes += try context.changeNotes(period, to: basis.register.date, dataset) }
    }
    self.notes = notes
    self.sources = sources
    regions = Self.union(parts.map(\.rows.regions))
    var columns: [ExpressionColumn: [Double]] = [:]
    for (fields, rows) in parts {
      for (field, values) in zip(fields, rows.values) {
        columns[field] = Self.spread(values, rows.regions, over: regions)
      }
    }
    self.columns = columns
  }

  /// The values of a column; missing where nothing could be read.
  func columns(_ wanted: [ExpressionColumn]) -> [[Double]] {
    wanted.map { columns[$0] ?? Array(repeating: .nan, count: regions.count) }
  }

  /// The rows of each unit of a level, given by the digits that their codes begin with.
  func groups(by divisor: Int64) -> [Int64: Range<Int>] {
    var groups: [Int64: Range<Int>] = [:]
    var start = 0
    for row in regions.indices where row + 1 == regions.count || regions[row + 1] / divisor != regions[row] / divisor {
      groups[regions[row] / divisor] = start..<(row + 1)
      start = row + 1
    }
    return groups
  }

  private static func union(_ lists: [[Int64]]) -> [Int64] {
    guard let first = lists.first else { return [] }
    if lists.allSatisfy({ $0 == first }) { return first }
    return Set(lists.joined()).sorted()
  }

  private static func spread(_ values: [Double], _ regions: [Int64], over all: [Int64]) -> [Double] {
    if regions == all { return values }
    var position = 0
    return all.map { region in
      while position < regions.count, regions[position] < region { position += 1 }
      return position < regions.count && regions[position] == region ? values[position] : .nan
    }
  }
}
