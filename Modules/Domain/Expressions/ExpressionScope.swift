/// A column of villages (or other units) that an expression reads.
public struct ExpressionColumn: Hashable, Sendable {
  public var dataset: String
  public var field: String
  /// Read in the period before the report's.
  public var isPrevious: Bool

  public init(dataset: String, field: String, isPrevious: Bool = false) {
    self.dataset = dataset
    self.field = field
    self.isPrevious = isPrevious
  }
}

/// What the expressions of a report may name: the fields of its dataset (`idm`), those of other datasets with rows of the
/// same regions and periods (`penduduk.jumlah`), and derived fields that the report declares itself.
///
/// Expressions go beyond the formulas of a dataset (`Formula`) by looking at more than one row: `previous(x)` is the
/// value of the period before, and aggregates sum up the regions below. A derived field is a formula over rows.
public struct ExpressionScope: Sendable {
  public struct Derived: Hashable, Sendable {
    public var id: String
    public var formula: String

    public init(id: String, formula: String) {
      self.id = id
      self.formula = formula
    }
  }

  public let dataset: DatasetDeclaration
  let others: [String: DatasetDeclaration]
  /// The trees of the derived fields that can be read.
  private(set) var derived: [String: FormulaSyntax] = [:]
  /// What is wrong with derived fields, by id.
  public private(set) var errors: [String: FormulaError] = [:]

  /// - Parameter others: every dataset there is, by id.
  public init(dataset: DatasetDeclaration, others: [String: DatasetDeclaration], derived: [Derived] = []) {
    self.dataset = dataset
    self.others = others
    for field in derived {
      do throws(FormulaError) { self.derived[field.id] = try FormulaParser.parse(field.formula) } catch {
        errors[field.id] = error
      }
    }
    // All by the same scope, so that every member of a cycle is told its own way round.
    var found = errors
    for id in derived.map(\.id) {
      guard let syntax = self.derived[id] else { continue }
      do throws(FormulaError) { _ = try resolved(syntax, within: [id]) } catch { found[id] = error }
    }
    errors = found
  }

  /// The type of a field or derived field of the report's dataset; nil for a name it does not have, or a faulty one.
  public func type(of name: String) -> FormulaType? {
    if let field = dataset.field(name) { return FormulaType(field) }
    return try? rows(name).type
  }

  /// The names that may stand unqualified.
  public var names: [String] { dataset.fields.map(\.id) + derived.keys.sorted() }

  /// The datasets whose fields may stand qualified.
  public var datasetNames: [String] { others.keys.sorted() }

  /// An expression with a value for every row.
  public func rows(_ text: String) throws(FormulaError) -> RowExpression {
    let (value, columns) = try resolved(try FormulaParser.parse(text), within: [])
    return RowExpression(node: value.node, type: value.type, columns: columns)
  }

  /// An expression that holds for a row or does not.
  public func condition(_ text: String) throws(FormulaError) -> RowExpression {
    let expression = try rows(text)
    guard expression.type == .truth else { throw FormulaError(.needsCondition(expression.type), at: 0) }
    return expression
  }

  /// An expression with a value for every region that the report has a row for.
  public func regions(_ text: String) throws(FormulaError) -> RegionExpression {
    let syntax = try FormulaParser.parse(text)
    let parts = ExpressionParts()
    var resolver = FormulaResolver(names: RegionNames(scope: self, parts: parts))
    let value = try resolver.resolve(syntax)
    guard let unit = value.type.unit else { throw FormulaError(.needsNumber(value.type), at: syntax.start) }
    return RegionExpression(
      node: value.node, aggregates: parts.aggregates, columns: parts.columns, unit: unit?.text,
      form: parts.form(value.node))
  }

  private func resolved(
    _ syntax: FormulaSyntax, within path: [String]
  ) throws(FormulaError) -> (TypedFormula, [ExpressionColumn]) {
    let parts = ExpressionParts()
    var resolver = FormulaResolver(names: RowNames(scope: self, parts: parts, isPrevious: false, path: path))
    return (try resolver.resolve(syntax), parts.columns)
  }
}

/// What resolving an expression gathers: the columns and aggregates it reads, each once.
final class ExpressionParts {
  private(set) var columns: [ExpressionColumn] = []
  private(set) var aggregates: [RegionExpression.Aggregate] = []
  private var slots: [ExpressionColumn: Int] = [:]
  private var derivedUses = 0

  func slot(_ column: ExpressionColumn) -> Int {
    if let slot = slots[column] { return slot }
    columns.append(column)
    slots[column] = columns.count - 1
    return columns.count - 1
  }

  func slot(_ aggregate: RegionExpression.Aggregate) -> Int {
    if let slot = aggregates.firstIndex(of: aggregate) { return slot }
    aggregates.append(aggregate)
    return aggregates.count - 1
  }

  /// Derived fields that use derived fields twice each would grow without bound.
  func countDerived(at offset: Int) throws(FormulaError) {
    derivedUses += 1
    guard derivedUses <= Formula.maximumLength else { throw FormulaError(.tooLong, at: offset) }
  }

  func form(_ node: FormulaNode) -> RegionExpression.Form {
    guard case .slot(let index) = node else { return .other }
    return switch aggregates[index].function {
    case .count: .count
    case .share, .weightedShare: .share
    default: .other
    }
  }
}

/// Names inside a row: fields and derived fields, of the report's period or the one before.
private struct RowNames: FormulaNames {
  let scope: ExpressionScope
  let parts: ExpressionParts
  let isPrevious: Bool
  /// The derived fields being resolved.
  let path: [String]

  mutating func named(_ name: String, at offset: Int) throws(FormulaError) -> TypedFormula {
    if scope.dataset.field(name) == nil, scope.errors[name] != nil, !path.contains(name) {
      throw FormulaError(.faultyDerived(name), at: offset)
    }
    if scope.dataset.field(name) == nil, let syntax = scope.derived[name] {
      return try derived(name, syntax, at: offset)
    }
    let (dataset, field) = try declared(name, at: offset)
    let type = FormulaType(field)
    guard type != .text else { throw FormulaError(.notANumber(field: name), at: offset) }
    let column = ExpressionColumn(dataset: dataset.id, field: field.id, isPrevious: isPrevious)
    return TypedFormula(node: .slot(parts.slot(column)), type: type)
  }

  private func derived(
    _ name: String, _ syntax: FormulaSyntax, at offset: Int
  ) throws(FormulaError) -> TypedFormula {
    if path.contains(name) {
      throw FormulaError(.cycle(Array(path.drop { $0 != name }) + [name]), at: offset)
    }
    try parts.countDerived(at: offset)
    var resolver = FormulaResolver(
      names: RowNames(scope: scope, parts: parts, isPrevious: isPrevious, path: path + [name]))
    do throws(FormulaError) { return try resolver.resolve(syntax) } catch {
      switch error.reason {
      // What the use makes of it, or a cycle back to the field that is being checked.
      case .nestedPrevious, .tooLong: throw FormulaError(error.reason, at: offset)
      case .cycle(let fields) where fields.first == path.first: throw FormulaError(error.reason, at: offset)
      default: throw FormulaError(.faultyDerived(name), at: offset)
      }
    }
  }

  mutating func range(
    _ first: String, _ last: String, at offset: Int, lastOffset: Int
  ) throws(FormulaError) -> [TypedFormula] {
    let (dataset, from) = try declared(first, at: offset)
    // The dataset may be named before the first field only.
    let end = dataset.id == scope.dataset.id || last.contains(".") ? last : "\(dataset.id).\(last)"
    let (other, to) = try declared(end, at: lastOffset)
    guard other.id == dataset.id, let start = dataset.index(of: from.id), let stop = dataset.index(of: to.id),
      start <= stop
    else { throw FormulaError(.emptyRange(first, last), at: offset) }
    var values: [TypedFormula] = []
    for field in dataset.fields[start...stop] {
      let type = FormulaType(field)
      guard type.unit != nil else { throw FormulaError(.notANumber(field: "\(first)..\(last)"), at: offset) }
      let column = ExpressionColumn(dataset: dataset.id, field: field.id, isPrevious: isPrevious)
      values.append(TypedFormula(node: .slot(parts.slot(column)), type: type))
    }
    return values
  }

  mutating func call(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax], at offset: Int
  ) throws(FormulaError) -> TypedFormula? {
    guard function.isReportOnly else { return nil }
    guard function == .previous else {
      throw FormulaError(.nestedAggregate(function: function.rawValue), at: offset)
    }
    guard !isPrevious else { throw FormulaError(.nestedPrevious, at: offset) }
    var inner = FormulaResolver(names: RowNames(scope: scope, parts: parts, isPrevious: true, path: path))
    return try inner.resolve(arguments[0])
  }

  private func declared(
    _ name: String, at offset: Int
  ) throws(FormulaError) -> (DatasetDeclaration, FieldDeclaration) {
    let words = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let dataset = words.count == 2 ? try other(words[0], at: offset) : scope.dataset
    if dataset.isLedger { throw FormulaError(.unfitDataset(dataset.id, .ledger), at: offset) }
    guard words.count <= 2, let field = dataset.field(words[words.count - 1]) else {
      throw FormulaError(.unknownField(name), at: offset)
    }
    return (dataset, field)
  }

  private func other(_ id: String, at offset: Int) throws(FormulaError) -> DatasetDeclaration {
    guard id != scope.dataset.id else { return scope.dataset }
    guard let other = scope.others[id] else { throw FormulaError(.unknownDataset(id), at: offset) }
    guard other.level == scope.dataset.level else { throw FormulaError(.unfitDataset(id, .level), at: offset) }
    guard other.frequency == scope.dataset.frequency else {
      throw FormulaError(.unfitDataset(id, .frequency), at: offset)
    }
    return other
  }
}

/// Names among regions: only aggregates, whose insides are rows.
private struct RegionNames: FormulaNames {
  let scope: ExpressionScope
  let parts: ExpressionParts
  var isPrevious = false
  var isTotal = false

  private var rows: FormulaResolver<RowNames> {
    FormulaResolver(names: RowNames(scope: scope, parts: parts, isPrevious: isPrevious, path: []))
  }

  mutating func named(_ name: String, at offset: Int) throws(FormulaError) -> TypedFormula {
    // A name that is nowhere is unknown before it lacks an aggregate.
    var rows = rows
    _ = try rows.names.named(name, at: offset)
    throw FormulaError(.outsideAggregate(field: name), at: offset)
  }

  mutating func range(
    _ first: String, _ last: String, at offset: Int, lastOffset: Int
  ) throws(FormulaError) -> [TypedFormula] {
    throw FormulaError(.outsideAggregate(field: "\(first)..\(last)"), at: offset)
  }

  mutating func call(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax], at offset: Int
  ) throws(FormulaError) -> TypedFormula? {
    switch function {
    case .previous:
      guard !isPrevious else { throw FormulaError(.nestedPrevious, at: offset) }
      var inner = FormulaResolver(names: self)
      inner.names.isPrevious = true
      return try inner.resolve(arguments[0])
    case .total:
      var inner = FormulaResolver(names: self)
      inner.names.isTotal = true
      return try inner.resolve(arguments[0])
    case .median, .share, .weightedMean, .weightedShare:
      return try aggregate(function, arguments)
    case .sum, .mean, .min, .max, .count:
      // With several arguments it is the function over figures of the region.
      return arguments.count == 1 ? try aggregate(function, arguments) : nil
    default: return nil
    }
  }

  private func aggregate(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax]
  ) throws(FormulaError) -> TypedFormula {
    var values: [TypedFormula] = []
    for argument in arguments {
      var rows = rows
      let value = try rows.resolve(argument)
      let needsCondition = function == .share || (function == .weightedShare && values.isEmpty)
      if needsCondition {
        guard value.type == .truth else { throw FormulaError(.needsCondition(value.type), at: argument.start) }
      } else if function != .count, value.type.unit == nil {
        throw FormulaError(.needsNumber(value.type), at: argument.start)
      }
      values.append(value)
    }
    let aggregate = RegionExpression.Aggregate(
      function: function, arguments: values.map(\.node), countsTruth: values[0].type == .truth, isTotal: isTotal)
    let type: FormulaType =
      switch function {
      case .share, .weightedShare: .number(.percent)
      case .count: .plain
      default: .number(values[0].type.unit.flatMap { $0 })
      }
    return TypedFormula(node: .slot(parts.slot(aggregate)), type: type)
  }
}
