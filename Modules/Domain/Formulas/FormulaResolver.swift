/// A resolved part of a formula and what it gives.
struct TypedFormula {
  var node: FormulaNode
  var type: FormulaType
}

/// What the names and the functions of a formula stand for where it is used.
protocol FormulaNames {
  /// What a name stands for.
  mutating func named(_ name: String, at offset: Int) throws(FormulaError) -> TypedFormula
  /// The fields from the first to the last, as the arguments of a function.
  mutating func range(
    _ first: String, _ last: String, at offset: Int, lastOffset: Int
  ) throws(FormulaError) -> [TypedFormula]
  /// A function that means something of its own here; nil leaves it to the resolver.
  mutating func call(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax], at offset: Int
  ) throws(FormulaError) -> TypedFormula?
}

/// Resolves the names of a formula and checks that types and units fit together.
struct FormulaResolver<Names: FormulaNames> {
  var names: Names

  mutating func resolve(_ syntax: FormulaSyntax) throws(FormulaError) -> TypedFormula {
    switch syntax {
    case .number(let value, _): return TypedFormula(node: .number(value), type: .plain)
    case .field(let name, let offset): return try names.named(name, at: offset)
    case .range(_, _, let offset, _): throw FormulaError(.rangeOutsideCall, at: offset)
    case .unary(let op, let inner, _):
      let value = try resolve(inner)
      if op == .not {
        try requireCondition(value, inner)
        return TypedFormula(node: .unary(.not, value.node), type: .truth)
      }
      return TypedFormula(node: .unary(.minus, value.node), type: .number(try unit(value, inner)))
    case .binary(let op, let left, let right, let offset):
      return try binary(op, left, right, at: offset)
    case .call(let function, let arguments, let offset):
      if let own = try names.call(function, arguments, at: offset) { return own }
      return try call(function, arguments)
    }
  }

  // MARK: Operators

  private mutating func binary(
    _ op: FormulaSyntax.Binary, _ left: FormulaSyntax, _ right: FormulaSyntax, at offset: Int
  ) throws(FormulaError) -> TypedFormula {
    if op.isComparison { return try comparison(op, left, right, at: offset) }
    let (a, b) = (try resolve(left), try resolve(right))
    let node = FormulaNode.binary(op, a.node, b.node)
    guard op.isArithmetic else {
      try requireCondition(a, left)
      try requireCondition(b, right)
      return TypedFormula(node: node, type: .truth)
    }
    let (x, y) = (try unit(a, left), try unit(b, right))
    switch op {
    case .times: return TypedFormula(node: node, type: .number(x.flatMap { x in y.map { x * $0 } }))
    case .divided: return TypedFormula(node: node, type: .number(x.flatMap { x in y.map { x / $0 } }))
    default: return TypedFormula(node: node, type: .number(try Self.common(x, y, at: offset)))
    }
  }

  /// A comparison, in which the name of a class may stand beside a field that has it.
  private mutating func comparison(
    _ op: FormulaSyntax.Binary, _ left: FormulaSyntax, _ right: FormulaSyntax, at offset: Int
  ) throws(FormulaError) -> TypedFormula {
    var (a, b): (TypedFormula, TypedFormula)
    if case .field(let name, let place) = right, isKnown(left) {
      a = try resolve(left)
      if let choice = try choice(name, of: a.type, at: place) { b = choice } else { b = try resolve(right) }
    } else if case .field(let name, let place) = left {
      b = try resolve(right)
      if let choice = try choice(name, of: b.type, at: place) { a = choice } else { a = try resolve(left) }
    } else {
      (a, b) = (try resolve(left), try resolve(right))
    }
    let result = TypedFormula(node: .binary(op, a.node, b.node), type: .truth)
    if let x = a.type.unit, let y = b.type.unit {
      _ = try Self.common(x, y, at: offset)
      return result
    }
    let isOrder = op != .equal && op != .unequal
    switch (a.type, b.type) {
    case (.choice(let these, let isOrdered), .choice(let those, _)) where these == those && (isOrdered || !isOrder):
      return result
    case (.date, .date), (.date, .plain), (.plain, .date): return result
    case (.code, .code) where !isOrder: return result
    default: throw FormulaError(.incomparable(a.type, b.type), at: offset)
    }
  }

  /// Whether it is anything but a name that stands for nothing here, as the name of a class does.
  private func isKnown(_ syntax: FormulaSyntax) -> Bool {
    guard case .field(let name, let offset) = syntax else { return true }
    var names = names
    do throws(FormulaError) { _ = try names.named(name, at: offset) } catch {
      if case .unknownField = error.reason { return false }
    }
    return true
  }

  /// The class that a name is beside a value of classes; nil where it is a name of something else.
  private mutating func choice(
    _ name: String, of type: FormulaType, at offset: Int
  ) throws(FormulaError) -> TypedFormula? {
    guard case .choice(let ids, _) = type else { return nil }
    if let place = ids.firstIndex(of: name) { return TypedFormula(node: .number(Double(place + 1)), type: type) }
    do {
      return try names.named(name, at: offset)
    } catch {
      if case .unknownField = error.reason { throw FormulaError(.unknownClass(name, known: ids), at: offset) }
      throw error
    }
  }

  // MARK: Functions

  private mutating func call(
    _ function: FormulaSyntax.Function, _ arguments: [FormulaSyntax]
  ) throws(FormulaError) -> TypedFormula {
    var parts: [(value: TypedFormula, syntax: FormulaSyntax)] = []
    for argument in arguments {
      if case .range(let first, let last, let offset, let lastOffset) = argument, function.takesRanges {
        parts += try names.range(first, last, at: offset, lastOffset: lastOffset).map { ($0, argument) }
      } else {
        parts.append((try resolve(argument), argument))
      }
    }
    let node = FormulaNode.call(function, parts.map(\.value.node))
    switch function {
    case .if:
      try requireCondition(parts[0].value, parts[0].syntax)
      return TypedFormula(node: node, type: try common(parts[1...]))
    case .where:
      try requireCondition(parts[1].value, parts[1].syntax)
      return TypedFormula(node: node, type: parts[0].value.type)
    case .coalesce, .min, .max, .minPresent, .maxPresent:
      return TypedFormula(node: node, type: try common(parts[...]))
    case .count, .countPresent:
      return TypedFormula(node: node, type: .plain)
    default:
      var together: FormulaUnit?
      for (value, syntax) in parts {
        together = try Self.common(together, try unit(value, syntax), at: syntax.start)
      }
      return TypedFormula(node: node, type: .number(together))
    }
  }

  // MARK: Types

  /// The type of a value that may be any of these.
  private func common(_ parts: ArraySlice<(value: TypedFormula, syntax: FormulaSyntax)>) throws(FormulaError)
    -> FormulaType
  {
    guard var type = parts.first?.value.type else { return .plain }
    for (value, syntax) in parts.dropFirst() where value.type != type {
      guard let x = type.unit, let y = value.type.unit else {
        throw FormulaError(.incomparable(type, value.type), at: syntax.start)
      }
      type = .number(try Self.common(x, y, at: syntax.start))
    }
    return type
  }

  private func unit(_ value: TypedFormula, _ syntax: FormulaSyntax) throws(FormulaError) -> FormulaUnit? {
    guard let unit = value.type.unit else { throw FormulaError(.needsNumber(value.type), at: syntax.start) }
    return unit
  }

  /// Numbers serve as conditions as well, unless they have a unit.
  func requireCondition(_ value: TypedFormula, _ syntax: FormulaSyntax) throws(FormulaError) {
    if value.type == .truth || value.type == .plain { return }
    throw FormulaError(.needsCondition(value.type), at: syntax.start)
  }

  private static func common(
    _ a: FormulaUnit?, _ b: FormulaUnit?, at offset: Int
  ) throws(FormulaError) -> FormulaUnit? {
    guard let a else { return b }
    guard let b, a != b else { return a }
    throw FormulaError(.units(a, b), at: offset)
  }
}
