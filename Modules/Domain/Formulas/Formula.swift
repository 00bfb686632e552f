/// A formula over the fields of one dataset, resolved and ready to evaluate.
///
/// `+ - * /`, comparisons, `and or not`, `if(c, a, b)`, `where(a, c)`, `coalesce`, `sum`, `mean`, `min`, `max`, `count` and
/// their `*_present` forms. Missing (NaN) anywhere gives missing, but for `coalesce`, the branch of `if` that is not
/// taken, and the `*_present` forms, which skip it. Truth is 1, falsehood 0; division by zero is missing. Beside a field
/// of classes the id of a class stands for it: `status >= berkembang`.
public struct Formula: Hashable, Sendable {
  /// The formula as written.
  public let text: String
  /// The slots it reads, ascending.
  public let reads: [Int]
  private let root: FormulaNode

  /// Characters a formula may have; bounds the depth of its tree.
  public static let maximumLength = 4096

  /// Resolves `text` over `fields` in their declared order; slot `i` of an evaluation is the value of `fields[i]`.
  ///
  /// - Throws: bad syntax, unknown names, types and units that do not fit together.
  public init(_ text: String, over fields: [FieldDeclaration]) throws(FormulaError) {
    try self.init(text, fields: fields.map(\.id), types: fields.map { FormulaType($0) })
  }

  /// Resolves a condition over `fields`, as `init(_:over:)` does.
  ///
  /// - Throws: the same, and `needsCondition` for a formula of another type.
  public init(condition text: String, over fields: [FieldDeclaration]) throws(FormulaError) {
    let types = fields.map { FormulaType($0) }
    try self.init(text, fields: fields.map(\.id), types: types)
    var resolver = FormulaResolver(names: FieldNames(fields: fields.map(\.id), types: types))
    let type = try resolver.resolve(try FormulaParser.parse(text)).type
    guard type == .truth else { throw FormulaError(.needsCondition(type), at: 0) }
  }

  /// Resolves `text` over fields of which only the ids and, if given, the types are known.
  public init(_ text: String, fields: [String], types: [FormulaType]? = nil) throws(FormulaError) {
    self.text = text
    var resolver = FormulaResolver(names: FieldNames(fields: fields, types: types))
    root = try resolver.resolve(try FormulaParser.parse(text)).node
    reads = resolver.names.reads.sorted()
  }

  /// The value over the slots of one row; NaN is missing, and so is a value beyond the largest number.
  public func evaluate(_ row: UnsafePointer<Double>) -> Double {
    let value = root.evaluate(row)
    return value.isFinite ? value : .nan
  }

  /// The value over the slots of one row, which has to hold every slot that the formula reads; NaN is missing.
  public func evaluate(_ row: [Double]) -> Double {
    precondition((reads.last ?? -1) < row.count, "a row has a value for every slot that the formula reads")
    // A formula of constants may be asked with an empty row, whose buffer has no address.
    return (row.isEmpty ? [.nan] : row).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { evaluate($0) } ?? .nan
    }
  }
}

/// The fields of one dataset as the names of a formula, each the slot of its place.
private struct FieldNames: FormulaNames {
  let slots: [String: Int]
  /// Nil knows nothing of types.
  let types: [FormulaType]?
  var reads: Set<Int> = []

  init(fields: [String], types: [FormulaType]?) {
    slots = Dictionary(fields.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    self.types = types
  }

  mutating func named(_ name: String, at offset: Int) throws(FormulaError) -> TypedFormula {
    let slot = try slot(name, offset)
    return TypedFormula(node: .slot(slot), type: type(slot))
  }

  mutating func range(
    _ first: String, _ last: String, at offset: Int, lastOffset: Int
  ) throws(FormulaError) -> [TypedFormula] {
    let from = try slot(first, offset)
    let to = try slot(last, lastOffset)
    guard from <= to else { throw FormulaError(.emptyRange(first, last), at: offset) }
    for index in from...to {
      guard type(index).unit != nil else { throw FormulaError(.notANumber(field: "\(first)..\(last)"), at: offset) }
      reads.insert(index)
    }
    return [TypedFormula(node: .slots(from, to), type: type(from))]
  }

  mutating func call(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax], at offset: Int
  ) throws(FormulaError) -> TypedFormula? {
    guard function.isReportOnly else { return nil }
    throw FormulaError(.reportOnly(function: function.rawValue), at: offset)
  }

  private func type(_ slot: Int) -> FormulaType { types?[slot] ?? .plain }

  private mutating func slot(_ name: String, _ offset: Int) throws(FormulaError) -> Int {
    guard let slot = slots[name] else { throw FormulaError(.unknownField(name), at: offset) }
    guard type(slot) != .text else { throw FormulaError(.notANumber(field: name), at: offset) }
    reads.insert(slot)
    return slot
  }
}
