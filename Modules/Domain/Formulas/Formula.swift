/// A formula over the fields of one dataset, resolved and ready to evaluate.
///
/// `+ - * /`, comparisons, `and or not`, `if(c, a, b)`, `coalesce`, `sum`, `mean`, `min`, `max`, `count` and their
/// `*_present` forms. Missing (NaN) anywhere gives missing, but for `coalesce`, the branch of `if` that is not taken,
/// and the `*_present` forms, which skip it. Truth is 1, falsehood 0; division by zero is missing.
public struct Formula: Hashable, Sendable {
  /// The formula as written.
  public let text: String
  /// The slots it reads, ascending.
  public let reads: [Int]
  private let root: Node

  /// Characters a formula may have; bounds the depth of its tree.
  public static let maximumLength = 4096

  /// Resolves `text` over `fields` in their declared order; slot `i` of an evaluation is the value of `fields[i]`.
  ///
  /// - Parameter numeric: which fields can stand in a formula (texts cannot); all, where it is nil.
  public init(_ text: String, fields: [String], numeric: [Bool]? = nil) throws(FormulaError) {
    self.text = text
    guard text.utf8.count <= Self.maximumLength else { throw FormulaError(.tooLong, at: Self.maximumLength) }
    let syntax = try FormulaParser.parse(text)
    var slots: [String: Int] = [:]
    for (index, field) in fields.enumerated() where slots[field] == nil { slots[field] = index }
    var resolver = Resolver(slots: slots, numeric: numeric)
    root = try resolver.resolve(syntax)
    reads = resolver.reads.sorted()
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

private struct Resolver {
  let slots: [String: Int]
  let numeric: [Bool]?
  var reads: Set<Int> = []

  mutating func resolve(_ syntax: FormulaSyntax) throws(FormulaError) -> Node {
    switch syntax {
    case .number(let value): return .number(value)
    case .field(let name, let offset): return .slot(try slot(name, offset))
    case .range(_, _, let offset, _): throw FormulaError(.rangeOutsideCall, at: offset)
    case .unary(let op, let inner): return .unary(op, try resolve(inner))
    case .binary(let op, let left, let right): return .binary(op, try resolve(left), try resolve(right))
    case .call(let function, let arguments, _):
      var nodes: [Node] = []
      for argument in arguments {
        if case .range(let first, let last, let offset, let lastOffset) = argument, function.takesRanges {
          nodes.append(try range(first, last, offset, lastOffset))
        } else {
          nodes.append(try resolve(argument))
        }
      }
      return .call(function, nodes)
    }
  }

  private func isNumeric(_ slot: Int) -> Bool { numeric?[slot] ?? true }

  private mutating func slot(_ name: String, _ offset: Int) throws(FormulaError) -> Int {
    guard let slot = slots[name] else { throw FormulaError(.unknownField(name), at: offset) }
    guard isNumeric(slot) else { throw FormulaError(.notANumber(field: name), at: offset) }
    reads.insert(slot)
    return slot
  }

  private mutating func range(
    _ first: String, _ last: String, _ offset: Int, _ lastOffset: Int
  ) throws(FormulaError) -> Node {
    let from = try slot(first, offset)
    let to = try slot(last, lastOffset)
    guard from <= to else { throw FormulaError(.emptyRange(first, last), at: offset) }
    for index in from...to {
      guard isNumeric(index) else { throw FormulaError(.notANumber(field: "\(first)..\(last)"), at: offset) }
      reads.insert(index)
    }
    return .slots(from, to)
  }
}

private indirect enum Node: Hashable, Sendable {
  case number(Double)
  case slot(Int)
  /// A range of slots, both ends included; only as an argument.
  case slots(Int, Int)
  case unary(FormulaSyntax.Unary, Node)
  case binary(FormulaSyntax.Binary, Node, Node)
  case call(FormulaSyntax.Function, [Node])

  func evaluate(_ row: UnsafePointer<Double>) -> Double {
    switch self {
    case .number(let value): return value
    case .slot(let index): return row[index]
    case .slots: return .nan
    case .unary(.minus, let inner): return -inner.evaluate(row)
    case .unary(.not, let inner):
      let value = inner.evaluate(row)
      return value.isNaN ? .nan : value == 0 ? 1 : 0
    case .binary(let op, let left, let right):
      return Self.combine(op, left.evaluate(row), right.evaluate(row))
    case .call(.if, let arguments):
      let condition = arguments[0].evaluate(row)
      if condition.isNaN { return .nan }
      return arguments[condition != 0 ? 1 : 2].evaluate(row)
    case .call(.coalesce, let arguments):
      for argument in arguments {
        if case .slots(let from, let to) = argument {
          for slot in from...to where !row[slot].isNaN { return row[slot] }
        } else {
          let value = argument.evaluate(row)
          if !value.isNaN { return value }
        }
      }
      return .nan
    case .call(let function, let arguments):
      var fold = Fold()
      for argument in arguments {
        if case .slots(let from, let to) = argument {
          for slot in from...to { fold.add(row[slot]) }
        } else {
          fold.add(argument.evaluate(row))
        }
      }
      return fold.result(function)
    }
  }

  private static func combine(_ op: FormulaSyntax.Binary, _ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    switch op {
    case .plus: return a + b
    case .minus: return a - b
    case .times: return a * b
    case .divided: return b == 0 ? .nan : a / b
    case .equal: return a == b ? 1 : 0
    case .unequal: return a != b ? 1 : 0
    case .less: return a < b ? 1 : 0
    case .atMost: return a <= b ? 1 : 0
    case .greater: return a > b ? 1 : 0
    case .atLeast: return a >= b ? 1 : 0
    case .and: return a != 0 && b != 0 ? 1 : 0
    case .or: return a != 0 || b != 0 ? 1 : 0
    }
  }
}

private struct Fold {
  private var total = 0.0
  private var least = Double.infinity
  private var most = -Double.infinity
  private var present = 0
  private var missing = 0

  mutating func add(_ value: Double) {
    if value.isNaN {
      missing += 1
      return
    }
    total += value
    least = Swift.min(least, value)
    most = Swift.max(most, value)
    present += 1
  }

  func result(_ function: FormulaSyntax.Function) -> Double {
    switch function {
    case .countPresent: return Double(present)
    case .sum, .mean, .min, .max, .count: if missing > 0 { return .nan }
    default: break
    }
    if function == .count { return Double(present) }
    guard present > 0 else { return .nan }
    switch function {
    case .sum, .sumPresent: return total
    case .mean, .meanPresent: return total / Double(present)
    case .min, .minPresent: return least
    case .max, .maxPresent: return most
    default: return .nan
    }
  }
}
