import Domain
import Storage

/// Answers a `DatasetQuery` over rows whose codes are others on the day of the register, as links say.
///
/// Units that stayed whole count under their new code. Of a unit that was split or merged only sums can be told: they go to
/// the region asked for that all its parts lie in, or to each part by its share; its classes and means are left out, for
/// they are not those of any unit there is.
struct MappedScan {
  let query: DatasetQuery
  let declaration: DatasetDeclaration
  let path: RegionPath
  /// The codes of the dataset's level that count, ascending.
  let register: [Int64]

  /// The question about single units under their old codes: means as sums, so that they can be put together again.
  var inner: DatasetQuery {
    var inner = query
    inner.level = declaration.level
    inner.region = path.comers(to: query.region).isEmpty ? query.region : .nation
    inner.aggregates = query.aggregates.flatMap { aggregate -> [DatasetQuery.Aggregate] in
      if case .mean(let field) = aggregate { return [.sum(field), .present(field)] }
      return [aggregate]
    }
    return inner
  }

  private struct Key: Hashable {
    let region: Int64
    let groups: [Int64?]
  }

  /// The values of each aggregate, folded; a mean has two.
  private typealias Folds = [Double?]

  func run(_ groups: [DatasetGroup]) -> [DatasetGroup] {
    let known = Set(register)
    let divisor = query.level == .nation ? 0 : query.level.villageDivisor / declaration.level.villageDivisor
    func ancestor(_ code: Int64) -> Int64 { divisor == 0 ? 0 : code / divisor }
    var folds: [Key: Folds] = [:]
    for group in groups {
      let code = group.region.number
      if let whole = path.whole(code) {
        guard known.contains(whole) else { continue }
        add(group.values, onlySums: false, 1, to: Key(region: ancestor(whole), groups: group.groups), &folds)
        continue
      }
      let parts = path.parts(of: code).filter { known.contains($0.code) }
      let ancestors = Set(path.parts(of: code).map { ancestor($0.code) })
      if ancestors.count == 1, let only = ancestors.first, !parts.isEmpty {
        add(group.values, onlySums: true, 1, to: Key(region: only, groups: group.groups), &folds)
      } else {
        for part in parts {
          guard let share = part.share else { continue }
          add(group.values, onlySums: true, share, to: Key(region: ancestor(part.code), groups: group.groups), &folds)
        }
      }
    }
    return folds.keys.sorted(by: Self.comesFirst).compactMap { key in
      guard let region = RegionCode(key.region), let values = folds[key] else { return nil }
      return DatasetGroup(region: region, groups: key.groups, values: finished(values))
    }
  }

  private static func comesFirst(_ a: Key, _ b: Key) -> Bool {
    if a.region != b.region { return a.region < b.region }
    for (x, y) in zip(a.groups, b.groups) where x != y {
      guard let x else { return true }
      guard let y else { return false }
      return x < y
    }
    return false
  }

  private func add(_ values: [Double?], onlySums: Bool, _ share: Double, to key: Key, _ folds: inout [Key: Folds]) {
    var fold = folds[key] ?? Array(repeating: nil, count: values.count)
    let meanParts = onlySums ? meanParts : []
    var changed = false
    for (index, aggregate) in inner.aggregates.enumerated() {
      guard let value = values[index] else { continue }
      if case .sum(let field) = aggregate, !onlySums || (!meanParts.contains(index) && isAdditive(field)) {
        fold[index] = (fold[index] ?? 0) + value * share
        changed = true
        continue
      }
      guard !onlySums else { continue }
      changed = true
      switch aggregate {
      case .minimum: fold[index] = min(fold[index] ?? .infinity, value)
      case .maximum: fold[index] = max(fold[index] ?? -.infinity, value)
      default: fold[index] = (fold[index] ?? 0) + value
      }
    }
    if changed { folds[key] = fold }
  }

  /// Whether figures of several units add up: money and counts do, scores and indices, which have a highest value, do not.
  private func isAdditive(_ id: String) -> Bool {
    guard let field = declaration.field(id), field.maximum == nil else { return false }
    return [.money, .integer, .real].contains(field.type)
  }

  /// The inner aggregates that are a mean's sum.
  private var meanParts: Set<Int> {
    var parts: Set<Int> = []
    var index = 0
    for aggregate in query.aggregates {
      if case .mean = aggregate {
        parts.insert(index)
        index += 1
      }
      index += 1
    }
    return parts
  }

  private func finished(_ values: Folds) -> [Double?] {
    var values = values[...]
    return query.aggregates.map { aggregate in
      let value = values.popFirst() ?? nil
      switch aggregate {
      case .mean:
        let count = (values.popFirst() ?? nil) ?? 0
        return value.flatMap { count > 0 ? $0 / count : nil }
      case .rows, .regions, .present, .published: return value ?? 0
      case .sum, .minimum, .maximum: return value
      }
    }
  }
}
