/// The tree of a formula as written; names are not yet resolved.
///
/// Grammar: `or` < `and` < `not` < comparisons (`= != < <= > >=`) < `+ -` < `* /` < unary `-` < calls, names, numbers,
/// parentheses. A name may be qualified by a dataset (`penduduk.jumlah`). Arguments of the list functions may be ranges
/// `iks01..iks35` in the declared order of the fields. Every offset counts characters from 0.
indirect enum FormulaSyntax: Hashable, Sendable {
  case number(Double, offset: Int)
  case field(String, offset: Int)
  /// Both ends and where each stands.
  case range(String, String, offset: Int, lastOffset: Int)
  case unary(Unary, FormulaSyntax, offset: Int)
  /// The offset is that of the operator.
  case binary(Binary, FormulaSyntax, FormulaSyntax, offset: Int)
  case call(Function, [FormulaSyntax], offset: Int)

  /// Where it begins.
  var start: Int {
    switch self {
    case .number(_, let offset), .field(_, let offset), .range(_, _, let offset, _), .unary(_, _, let offset),
      .call(_, _, let offset):
      offset
    case .binary(_, let left, _, _): left.start
    }
  }

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

    var isComparison: Bool { [.equal, .unequal, .less, .atMost, .greater, .atLeast].contains(self) }
    var isArithmetic: Bool { [.plus, .minus, .times, .divided].contains(self) }
  }

  enum Function: String, Hashable, Sendable, CaseIterable {
    case `if`
    case `where`
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
    case median
    case share
    case weightedMean = "weighted_mean"
    case weightedShare = "weighted_share"
    case previous
    case total

    var takesRanges: Bool {
      switch self {
      case .coalesce, .sum, .mean, .min, .max, .count, .sumPresent, .meanPresent, .minPresent, .maxPresent,
        .countPresent:
        true
      default: false
      }
    }

    /// Functions over several rows, which only an expression of a report has.
    var isReportOnly: Bool {
      switch self {
      case .median, .share, .weightedMean, .weightedShare, .previous, .total: true
      default: false
      }
    }

    /// How many arguments it takes, and how that is said.
    var arguments: (range: ClosedRange<Int>, text: String) {
      switch self {
      case .if: (3...3, "3")
      case .where, .weightedMean, .weightedShare: (2...2, "2")
      case .share: (1...2, "1–2")
      case .median, .previous, .total: (1...1, "1")
      default: (1...Int.max, "1+")
      }
    }
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
    /// More than `Formula.maximumLength` bytes, or more than that many parts once derived fields are put in.
    case tooLong
    case cycle([String])
    /// Types that an operator or a function cannot put together.
    case needsNumber(FormulaType)
    case needsCondition(FormulaType)
    case incomparable(FormulaType, FormulaType)
    /// Units that cannot be added or compared.
    case units(FormulaUnit, FormulaUnit)
    /// A name compared with a field of classes that is none of them.
    case unknownClass(String, known: [String])
    /// A function that only an expression of a report has.
    case reportOnly(function: String)
    /// A field that no aggregate stands around.
    case outsideAggregate(field: String)
    case nestedAggregate(function: String)
    case nestedPrevious
    case unknownDataset(String)
    /// A dataset whose rows cannot stand beside those of the report's.
    case unfitDataset(String, UnfitDataset)
    /// It uses a derived field that is itself faulty.
    case faultyDerived(String)
  }

  public enum UnfitDataset: Hashable, Sendable { case level, frequency, ledger }

  public var reason: Reason
  /// Characters before the offending one.
  public var offset: Int

  public init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}
