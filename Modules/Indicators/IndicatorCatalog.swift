public import Domain
public import PluginKit

/// The datasets of the enabled indicator sets, and what follows from their formulas.
public struct IndicatorCatalog: Sendable {
  /// In the order of the sets and their declarations.
  public let datasets: [DatasetDeclaration]
  private let byID: [String: DatasetDeclaration]

  public init(_ sets: [IndicatorSetDeclaration]) {
    datasets = sets.flatMap(\.datasets)
    byID = Dictionary(datasets.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public subscript(id: String) -> DatasetDeclaration? { byID[id] }

  /// The datasets by id; of two with one id the first.
  public var all: [String: DatasetDeclaration] { byID }
}

extension DatasetDeclaration {
  /// The figures that follow from some values by the formulas and classes of the dataset.
  ///
  /// - Parameters:
  ///   - values: numbers by field id (a class by its ordinal); fields left out are missing.
  ///   - year: the year whose bounds of classes count.
  /// - Returns: the recomputed figures by field id; what cannot be computed is left out.
  /// - Throws: `FormulaErrors` where the declaration itself is faulty.
  public func recomputed(from values: [String: Double], year: Int = 2024) throws(FormulaErrors) -> [String: Double] {
    let rules = try DatasetRules(self)
    var row = [Int64](repeating: Cell.missing, count: rules.width)
    for (index, field) in fields.enumerated() {
      guard let value = values[field.id], rules.storages[index] != .text else { continue }
      row[index] = rules.storages[index] == .real ? Cell.real(value) : Int64(value)
    }
    var scratch = [Double](repeating: .nan, count: max(1, rules.fieldCount))
    row.withUnsafeMutableBufferPointer { row in
      scratch.withUnsafeMutableBufferPointer { scratch in
        guard let row = row.baseAddress, let scratch = scratch.baseAddress else { return }
        rules.recompute(row, scratch: scratch, period: Int64(year))
      }
    }
    var figures: [String: Double] = [:]
    for (position, index) in rules.computed.enumerated() {
      let value = Cell.number(row[rules.fieldCount + position], rules.storages[index])
      if !value.isNaN { figures[fields[index].id] = value }
    }
    return figures
  }
}
