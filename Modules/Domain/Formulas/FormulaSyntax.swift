/// The tree of a formula as written; field names are not yet resolved.
///
/// Grammar: `or` < `and` < `not` < comparisons (`= != < <= > >=`) < `+ -` < `* /` < unary `-` < calls, names, numbers,
/// parentheses. Arguments of the list functions may be ranges `iks01..iks35` in the declared order of the fields.
indirect enum FormulaSyntax: Hashable, Sendable {
  case number(Double)
  case field(String, offset: Int)
  /// Both ends and where each stands.
  case range(String, String, offset: Int, lastOffset: Int)
  case unary(Unary, FormulaSyntax)
  case binary(Binary, FormulaSyntax, FormulaSyntax)
  case call(Function, [FormulaSyntax], offset: Int)

  enum Unary: Hashable, Sendable { case minus, not }

  enum Binary: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case times = "*"
    case divided = "/"
    case equal = "="
    case unequal = "!="
    case less = "<"
    case atMost = "<="
    case greater = ">"
    case atLeast = ">="
    case and
    case or
  }

  enum Function: String, Hashable, Sendable, CaseIterable {
    case `if`
    case coalesce
    case sum
    case mean
    case min
    case max
    case count
    case sumPresent = "sum_present"
    case meanPresent = "mean_present"
    case minPresent = "min_present"
    case maxPresent = "max_present"
    case countPresent = "count_present"

    var takesRanges: Bool { self != .if }
  }
}

/// What is wrong with a formula, and at which character (from 0).
public struct FormulaError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case unexpected(String)
    case endedEarly
    case unknownFunction(String)
    case unknownField(String)
    case notANumber(field: String)
    case emptyRange(String, String)
    case rangeOutsideCall
    case argumentCount(function: String, expected: String, found: Int)
    case tooDeep
    /// More than `Formula.maximumLength` bytes.
    case tooLong
    case cycle([String])
  }

  public var reason: Reason
  /// Characters before the offending one.
  public var offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
