import Diagnostics
import Domain
import PluginKit
import Storage

/// What has been achieved in each basic service: scores of villages from 0 to 5, in two years, for a kabupaten's kecamatan.
struct ServiceAchievement {
  /// A score of this or less is a lack.
  static let lack = 2.0

  let dataset: DatasetDeclaration
  let year: Int
  /// The year to compare with; nil where there is none.
  let before: Int?
  private let now: Scores
  private let earlier: Scores?

  /// The scores of one year.
  private struct Scores {
    let regions: [Int64]
    /// By field.
    let values: [String: [Double]]
    let places: [Int64: Int]

    init(_ columns: DatasetColumns, _ fields: [String]) {
      regions = columns.regions
      values = Dictionary(zip(fields, columns.values), uniquingKeysWith: { first, _ in first })
      places = Dictionary(columns.regions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a row has any score.
    func isScored(_ row: Int) -> Bool { values.values.contains { !$0[row].isNaN } }

    /// Whether any village of a kecamatan has a score.
    func hold(_ district: RegionCode) -> Bool {
      regions.indices.contains { regions[$0] / 10_000 == district.number && isScored($0) }
    }

    /// The mean of the fields that a row has.
    func level(_ fields: [String], _ row: Int) -> Double? {
      var (sum, count) = (0.0, 0)
      for field in fields {
        guard let value = values[field]?[row], !value.isNaN else { continue }
        sum += value
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }

  /// A dataset with indicators of the services, and the years of which it has rows of a kecamatan, ascending.
  struct Candidate {
    let dataset: DatasetDeclaration
    let years: [Int]
  }

  /// What may measure the services up to the year asked for.
  static func candidates(
    _ context: ReportContext, _ services: [BasicService], district: RegionCode
  ) throws -> [Candidate] {
    let wanted = Set(services.flatMap(\.indicators))
    return try context.datasets.values.filter { dataset in
      dataset.level == .village && dataset.frequency == .yearly && dataset.key.isEmpty
        && dataset.fields.contains { wanted.contains($0.id) }
        && (context.options["index"].map { $0 == dataset.id } ?? true)
    }.sorted { $0.id < $1.id }.compactMap { dataset in
      let years = try context.store.periods(of: dataset.id, in: district).map(\.year)
        .filter { $0 <= context.period?.year ?? $0 }
      return years.isEmpty ? nil : Candidate(dataset: dataset, years: years)
    }
  }

  /// Nil where none of the candidates has a score of the kecamatan: rows may hold nothing but a status.
  init?(
    _ context: ReportContext, _ services: [BasicService], _ candidates: [Candidate], district: RegionCode,
    at date: CalendarDate
  ) throws {
    let wanted = Set(services.flatMap(\.indicators))
    // Neighbours are looked at as far as the principal may see them.
    let regency = district.ancestor(.regency) ?? district
    let region = context.store.principal.scope.contains(regency) ? regency : district
    func scores(_ dataset: DatasetDeclaration, _ year: Int) throws -> Scores? {
      guard let period = Period(number: year) else { return nil }
      let fields = dataset.fields.map(\.id).filter(wanted.contains)
      let scores = Scores(
        try context.store.columns(
          of: dataset.id, fields: fields, period: period, in: region, registerDate: date), fields)
      return scores.hold(district) ? scores : nil
    }
    /// The latest of some years with scores.
    func latest(_ dataset: DatasetDeclaration, _ years: [Int]) throws -> (year: Int, scores: Scores)? {
      for year in years.reversed() {
        if let found = try scores(dataset, year) { return (year, found) }
      }
      return nil
    }
    var chosen: (candidate: Candidate, year: Int, scores: Scores)?
    for candidate in candidates {
      let later = candidate.years.filter { $0 > chosen?.year ?? 0 }
      if let found = try latest(candidate.dataset, later) { chosen = (candidate, found.year, found.scores) }
    }
    guard let chosen else { return nil }
    dataset = chosen.candidate.dataset
    year = chosen.year
    now = chosen.scores
    let asked = context.options["before"].flatMap { Int($0) }
    let earlier = try latest(
      dataset, chosen.candidate.years.filter { year in asked.map { $0 == year } ?? (year < chosen.year) })
    before = earlier?.year
    self.earlier = earlier?.scores
  }

  func indicators(of service: BasicService) -> [FieldDeclaration] {
    service.indicators.compactMap { dataset.field($0) }
  }

  private func scores(_ isNow: Bool) -> Scores? { isNow ? now : earlier }

  /// The mean score of a service in a village; nil where it has none.
  func level(_ service: BasicService, _ village: RegionCode, isNow: Bool = true) -> Double? {
    guard let scores = scores(isNow), let row = scores.places[village.number] else { return nil }
    return scores.level(service.indicators, row)
  }

  /// The same over the villages of a kecamatan.
  func level(_ service: BasicService, in district: RegionCode, isNow: Bool = true) -> Double? {
    guard let scores = scores(isNow) else { return nil }
    let levels = scores.regions.indices.filter { scores.regions[$0] / 10_000 == district.number }
      .compactMap { scores.level(service.indicators, $0) }
    return levels.isEmpty ? nil : levels.reduce(0, +) / Double(levels.count)
  }

  /// The mean of one indicator over the villages of a kecamatan, and how many lack it.
  func indicator(_ field: String, in district: RegionCode, isNow: Bool = true) -> (mean: Double, lacking: Int)? {
    guard let scores = scores(isNow), let values = scores.values[field] else { return nil }
    let own = scores.regions.indices.filter { scores.regions[$0] / 10_000 == district.number }.map { values[$0] }
      .filter { !$0.isNaN }
    guard !own.isEmpty else { return nil }
    return (own.reduce(0, +) / Double(own.count), own.count { $0 <= Self.lack })
  }

  /// The indicators of a service that a village lacks, the weakest first.
  func lacks(_ service: BasicService, _ village: RegionCode) -> [(field: FieldDeclaration, score: Double)] {
    guard let row = now.places[village.number] else { return [] }
    return indicators(of: service).compactMap { field in
      now.values[field.id].map { (field, $0[row]) }.flatMap { $0.1 <= Self.lack ? $0 : nil }
    }.sorted { $0.1 < $1.1 }
  }

  /// The place of a kecamatan among those of its kabupaten, the highest level first, and how many there are.
  func rank(_ service: BasicService, of district: RegionCode) -> (place: Int, of: Int)? {
    var sums: [Int64: (sum: Double, count: Int)] = [:]
    for row in now.regions.indices {
      guard let level = now.level(service.indicators, row) else { continue }
      sums[now.regions[row] / 10_000, default: (0, 0)].sum += level
      sums[now.regions[row] / 10_000, default: (0, 0)].count += 1
    }
    let means = sums.mapValues { $0.sum / Double($0.count) }
    guard let own = means[district.number], means.count > 1 else { return nil }
    return (means.values.count { $0 > own } + 1, means.count)
  }

  /// Whether a village has a score; it may have a row without one.
  func has(_ village: RegionCode) -> Bool { now.places[village.number].map(now.isScored) ?? false }
}
