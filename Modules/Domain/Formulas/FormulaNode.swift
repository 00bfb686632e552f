/// A formula whose names are places in a row.
indirect enum FormulaNode: Hashable, Sendable {
  case number(Double)
  case slot(Int)
  /// A range of slots, both ends included; only as an argument.
  case slots(Int, Int)
  case unary(FormulaSyntax.Unary, FormulaNode)
  case binary(FormulaSyntax.Binary, FormulaNode, FormulaNode)
  case call(FormulaSyntax.Function, [FormulaNode])

  func evaluate(_ row: UnsafePointer<Double>) -> Double {
    switch self {
    case .number(let value): return value
    case .slot(let index): return row[index]
    case .slots: return .nan
    case .unary(.minus, let inner): return -inner.evaluate(row)
    case .unary(.not, let inner): return Self.not(inner.evaluate(row))
    case .binary(let op, let left, let right):
      return Self.combine(op, left.evaluate(row), right.evaluate(row))
    case .call(.if, let arguments):
      let condition = arguments[0].evaluate(row)
      if condition.isNaN { return .nan }
      return arguments[condition != 0 ? 1 : 2].evaluate(row)
    case .call(.where, let arguments):
      let condition = arguments[1].evaluate(row)
      return condition.isNaN || condition == 0 ? .nan : arguments[0].evaluate(row)
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

  private static func not(_ value: Double) -> Double { value.isNaN ? .nan : value == 0 ? 1 : 0 }

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

  /// The values of all rows at once, of which each slot is a column of `rows` values.
  func column(_ columns: [[Double]], rows: Int) -> [Double] {
    switch self {
    case .number(let value): return Array(repeating: value, count: rows)
    case .slot(let index): return columns[index]
    case .slots: return Array(repeating: .nan, count: rows)
    case .unary(let op, let inner):
      let values = inner.column(columns, rows: rows)
      return op == .minus ? values.map { -$0 } : values.map(Self.not)
    case .binary(let op, let left, let right):
      let (a, b) = (left.column(columns, rows: rows), right.column(columns, rows: rows))
      return Self.column(rows) { Self.combine(op, a[$0], b[$0]) }
    case .call(let function, let arguments):
      let parts = arguments.flatMap { argument -> [[Double]] in
        if case .slots(let from, let to) = argument { return Array(columns[from...to]) }
        return [argument.column(columns, rows: rows)]
      }
      switch function {
      case .if:
        return Self.column(rows) { parts[0][$0].isNaN ? .nan : parts[parts[0][$0] != 0 ? 1 : 2][$0] }
      case .where:
        return Self.column(rows) { parts[1][$0].isNaN || parts[1][$0] == 0 ? .nan : parts[0][$0] }
      case .coalesce:
        return Self.column(rows) { row in parts.first { !$0[row].isNaN }?[row] ?? .nan }
      default:
        return Self.column(rows) { row in
          var fold = Fold()
          for part in parts { fold.add(part[row]) }
          return fold.result(function)
        }
      }
    }
  }

  private static func column(_ rows: Int, _ value: (Int) -> Double) -> [Double] {
    [Double](unsafeUninitializedCapacity: rows) { buffer, count in
      for row in 0..<rows { buffer.initializeElement(at: row, to: value(row)) }
      count = rows
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

extension UnsafeMutableBufferPointer {
  @inline(__always)
  fileprivate func initializeElement(at index: Int, to value: Element) {
    baseAddress.unsafelyUnwrapped.advanced(by: index).initialize(to: value)
  }
}
