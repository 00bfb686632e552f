public import Diagnostics

/// An expression with a value for every row, evaluated over columns.
public struct RowExpression: Hashable, Sendable {
  let node: FormulaNode
  public let type: FormulaType
  /// What it reads; column `i` of an evaluation holds the values of `columns[i]`.
  public let columns: [ExpressionColumn]

  /// The unit of its values, if known.
  public var unit: LocalizedText? {
    guard case .number(let unit) = type else { return nil }
    return unit?.text
  }

  /// The values of `rows` rows; NaN is missing.
  public func values(over columns: [[Double]], rows: Int) -> [Double] {
    precondition(columns.count == self.columns.count, "a column for each that the expression reads")
    return node.column(columns, rows: rows).map { $0.isFinite ? $0 : .nan }
  }
}

/// An expression with a value for every region, from aggregates over the rows in it.
///
/// Aggregates skip rows whose value is missing and are missing where none is left: `sum`, `mean`, `min`, `max`, `median`,
/// `count` (of a condition: where it holds; else: rows with a value), `share(condition)` and `share(condition, among)`
/// in per cent of the rows for which both are known, `weighted_mean(value, weight)`, `weighted_share(condition, weight)`.
/// `total(…)` takes them over the whole region asked for.
public struct RegionExpression: Hashable, Sendable {
  struct Aggregate: Hashable, Sendable {
    let function: FormulaSyntax.Function
    let arguments: [FormulaNode]
    let countsTruth: Bool
    let isTotal: Bool
  }

  let node: FormulaNode
  let aggregates: [Aggregate]
  /// What it reads; column `i` of an evaluation holds the values of `columns[i]`.
  public let columns: [ExpressionColumn]
  /// The unit of its values, if known.
  public let unit: LocalizedText?
  /// What its values are by the aggregate that alone gives them.
  public let form: Form

  public enum Form: Hashable, Sendable {
    /// Whole numbers.
    case count
    /// Per cent of rows or weights.
    case share
    case other
  }

  /// The values for groups of rows; NaN is missing.
  ///
  /// - Parameter rows: the rows of the whole region, to which all groups belong.
  public func values(over columns: [[Double]], rows: Int, groups: [Range<Int>]) -> [Double] {
    precondition(columns.count == self.columns.count, "a column for each that the expression reads")
    let folded = aggregates.map { aggregate -> [Double] in
      let arguments = aggregate.arguments.map { $0.column(columns, rows: rows) }
      if aggregate.isTotal {
        return Array(repeating: aggregate.fold(arguments, 0..<rows), count: groups.count)
      }
      return groups.map { aggregate.fold(arguments, $0) }
    }
    return node.column(folded, rows: groups.count).map { $0.isFinite ? $0 : .nan }
  }
}

extension RegionExpression.Aggregate {
  fileprivate func fold(_ arguments: [[Double]], _ rows: Range<Int>) -> Double {
    switch function {
    case .share: share(arguments[0], among: arguments.count > 1 ? arguments[1] : nil, rows)
    case .weightedMean: weighted(arguments[0], arguments[1], rows)
    case .weightedShare: 100 * weighted(arguments[0], arguments[1], rows)
    case .median: median(arguments[0], rows)
    default: simple(arguments[0], rows)
    }
  }

  private func simple(_ values: [Double], _ rows: Range<Int>) -> Double {
    var (sum, count, least, most) = (0.0, 0, Double.infinity, -Double.infinity)
    for row in rows where !values[row].isNaN {
      let value = values[row]
      if countsTruth, function == .count, value == 0 { continue }
      sum += value
      count += 1
      least = Swift.min(least, value)
      most = Swift.max(most, value)
    }
    if function == .count { return Double(count) }
    guard count > 0 else { return .nan }
    switch function {
    case .sum: return sum
    case .mean: return sum / Double(count)
    case .min: return least
    case .max: return most
    default: return .nan
    }
  }

  private func share(_ condition: [Double], among: [Double]?, _ rows: Range<Int>) -> Double {
    var (holds, all) = (0, 0)
    for row in rows where !condition[row].isNaN {
      if let among, among[row].isNaN || among[row] == 0 { continue }
      all += 1
      if condition[row] != 0 { holds += 1 }
    }
    return all > 0 ? 100 * Double(holds) / Double(all) : .nan
  }

  private func weighted(_ values: [Double], _ weights: [Double], _ rows: Range<Int>) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for row in rows where !values[row].isNaN && !weights[row].isNaN {
      sum += values[row] * weights[row]
      weight += weights[row]
    }
    return weight > 0 ? sum / weight : .nan
  }

  private func median(_ values: [Double], _ rows: Range<Int>) -> Double {
    let present = values[rows].filter { !$0.isNaN }.sorted()
    if present.isEmpty { return .nan }
    let middle = present.count / 2
    return present.count % 2 == 1 ? present[middle] : (present[middle - 1] + present[middle]) / 2
  }
}
