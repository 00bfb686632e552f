import Diagnostics
import Domain
import Storage
import Tabular

/// Finds the region that a row is about, from codes, names or both; made once a file, used on the reading thread.
///
///     var resolver = try RegionResolver(store, registers, options, usesNames: true)
///     // An optional bounded look-ahead decides whose codes a file holds, where nobody declared it:
///     if var survey = resolver.survey { for row in … { survey.add(cells, edition: edition) }
///       notes += try resolver.decide(survey, file: name) }
///     let answer = resolver.resolve(cells, edition: registers.index(for: period))
///     // answer.code, or answer.remarks with the reasons; at the end:
///     notes += resolver.summary(file: name)
///
/// Everything it needs is read from the store beforehand. The plain code of a known region costs a comparison with the
/// neighbour of the one before; other answers are kept for each distinct spelling within its parents.
struct RegionResolver: Sendable {
  let options: RegionOptions
  private var indexes: [RegisterIndex]
  /// The last row's code: lines of long tables repeat it.
  private var last: (code: Int64, edition: Int) = (0, -1)

  /// - Parameter usesNames: whether rows have cells with names: the names of the register are read as well.
  init(_ store: any Store, _ registers: Registers, _ options: RegionOptions, usesNames: Bool) throws {
    self.options = options
    indexes = registers.indexes
  }

  /// What a look-ahead gathers to decide the scheme; nil where it is declared.
  var survey: RegionSurvey? { nil }

  /// Decides the scheme for the whole file.
  ///
  /// - Returns: the note `scheme-detected` with the evidence.
  /// - Throws: `ImportFailure` (`scheme-undecided`) where the evidence does not decide.
  mutating func decide(_ survey: RegionSurvey, file: String) throws -> [Diagnostic] { [] }

  /// The region of a row.
  ///
  /// - Parameter edition: what `Registers.index(for:)` says for the row's period.
  mutating func resolve(_ cells: RegionCells, edition: Int) -> RegionAnswer {
    if let code = DigitCode.parse(cells.code), RegionCode.level(of: code) == options.level {
      if last == (code, edition) || indexes[edition].contains(code) {
        last = (code, edition)
        return RegionAnswer(code: code, how: .code)
      }
    }
    return RegionAnswer(code: nil, how: .refused)
  }

  /// How many rows were found which way, as one note; empty where all had plain codes.
  func summary(file: String) -> [Diagnostic] { [] }
}

/// Codes and names of the first rows of a file, from which its scheme is decided.
struct RegionSurvey: Sendable {
  mutating func add(_ cells: RegionCells, edition: Int) {}
}
