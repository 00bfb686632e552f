/// A declaration made ready for rows: resolved formulas, the order of recomputation and the layout of a full row.
///
/// A full row is `width` cells: the declared fields in order, then one recomputed cell for each computable field
/// (`computed`, in declared order). Published figures are the figures of record: a recomputed cell never replaces them;
/// inside a formula a field stands for its published value, or for the recomputed one where none was published.
public struct DatasetRules: Sendable {
  public let declaration: DatasetDeclaration
  /// Storage of each declared field.
  public let storages: [CellStorage]
  /// Field indexes that can be recomputed, in declared order; recomputed cell `i` is at `fieldCount + i`.
  public let computed: [Int]
  private let steps: [Step]

  public var fieldCount: Int { storages.count }
  public var width: Int { storages.count + computed.count }

  private struct Step: Sendable {
    let field: Int
    let cell: Int
    let formula: Formula?
    /// By the year from which each holds, ascending; empty where a formula gives the field.
    let classes: [(from: Int, classes: Classification)]
    let source: Int

    /// The classes of a period, by its stored number.
    @inline(__always)
    func classes(in period: Int64) -> Classification? {
      if classes.count <= 1 { return classes.first?.classes }
      let year = Int(period > 9999 ? period / 100 : period)
      return (classes.last { $0.from <= year } ?? classes[0]).classes
    }
  }

  /// Resolves the formulas of `declaration`.
  ///
  /// - Throws: every faulty formula, by field: unknown fields or functions, bad syntax, cycles.
  public init(_ declaration: DatasetDeclaration) throws(FormulaErrors) {
    self.declaration = declaration
    storages = declaration.fields.map(\.type.storage)
    let ids = declaration.fields.map(\.id)
    let types = declaration.fields.map(\.type)
    let computed = declaration.fields.indices.filter { declaration.fields[$0].isComputable }
    var formulas: [Int: Formula] = [:]
    var errors: [String: FormulaError] = [:]
    var reads: [Int: [Int]] = [:]
    for index in computed {
      let field = declaration.fields[index]
      do throws(FormulaError) {
        if let classes = field.classes {
          guard let source = ids.firstIndex(of: classes.of) else {
            throw FormulaError(.unknownField(classes.of), at: 0)
          }
          guard types[source] != .text else { throw FormulaError(.notANumber(field: classes.of), at: 0) }
          reads[index] = [source]
        } else if let text = field.formula {
          let formula = try Formula(text, over: declaration.fields)
          formulas[index] = formula
          reads[index] = formula.reads
        }
      } catch {
        errors[field.id] = error
      }
    }
    var order: [Int] = []
    var state: [Int: Int] = [:]
    func visit(_ index: Int, _ path: [Int]) {
      if state[index] == 2 { return }
      if state[index] == 1 {
        let cycle = (path.drop { $0 != index } + [index]).map { ids[$0] }
        errors[ids[index]] = FormulaError(.cycle(cycle), at: 0)
        return
      }
      state[index] = 1
      for next in reads[index] ?? [] where computed.contains(next) { visit(next, path + [index]) }
      state[index] = 2
      order.append(index)
    }
    for index in computed { visit(index, []) }
    guard errors.isEmpty else { throw FormulaErrors(byField: errors) }
    self.computed = computed
    steps = order.map { index in
      let cell = declaration.fields.count + (computed.firstIndex(of: index) ?? 0)
      let classes = declaration.fields[index].classes
      return Step(
        field: index, cell: cell, formula: formulas[index],
        classes: classes.map { own in
          [(Int.min, own.inForce(in: .min))] + own.revisions.map { ($0.from, own.inForce(in: $0.from)) }
        } ?? [],
        source: classes.flatMap { ids.firstIndex(of: $0.of) } ?? 0)
    }
  }

  /// Recomputes the computable fields of a full row in place. `scratch` needs `fieldCount` places.
  ///
  /// - Parameter period: the row's, as it is stored: bounds of classes may change with the year.
  public func recompute(
    _ row: UnsafeMutablePointer<Int64>, scratch: UnsafeMutablePointer<Double>, period: Int64
  ) {
    if steps.isEmpty { return }
    for index in 0..<storages.count { scratch[index] = Cell.number(row[index], storages[index]) }
    for step in steps {
      let value: Double
      if let formula = step.formula {
        value = formula.evaluate(scratch)
        row[step.cell] = storages[step.field] == .real ? Cell.real(value) : Self.whole(value)
      } else if let ordinal = step.classes(in: period)?.ordinal(of: scratch[step.source]) {
        value = Double(ordinal)
        row[step.cell] = Int64(ordinal)
      } else {
        value = .nan
        row[step.cell] = Cell.missing
      }
      if scratch[step.field].isNaN { scratch[step.field] = value }
    }
  }

  /// The recomputed cell of a computable field, nil for others.
  public func computedCell(of field: Int) -> Int? { computed.firstIndex(of: field).map { fieldCount + $0 } }

  /// Whether a published and a recomputed cell of `field` tell different figures at the field's decimals; false where either is missing.
  ///
  /// One unit of the last decimal is no difference: the published figure is rounded, and so are published figures that
  /// the formula reads (of the 2,273 IDM of 2024 for Kalimantan Timur and Tengah, 213 are half a unit or more from the
  /// mean of the three rounded indices, none a whole one).
  public func differs(field: Int, published: Int64, recomputed: Int64) -> Bool {
    if published == Cell.missing || recomputed == Cell.missing || published == recomputed { return false }
    guard storages[field] == .real else { return true }
    let tolerance = Self.tolerance(declaration.fields[field].decimals ?? 4)
    return abs(Cell.double(published) - Cell.double(recomputed)) > tolerance
  }

  /// Just over one unit of the last decimal.
  private static func tolerance(_ decimals: Int) -> Double {
    var unit = 1.0
    for _ in 0..<max(0, decimals) { unit /= 10 }
    return unit * 1.01
  }

  private static func whole(_ value: Double) -> Int64 {
    let rounded = value.rounded()
    return abs(rounded) < 9e18 ? Int64(rounded) : Cell.missing
  }
}

/// The faulty formulas of a declaration, by field id.
public struct FormulaErrors: Error, Sendable {
  public var byField: [String: FormulaError]
}
