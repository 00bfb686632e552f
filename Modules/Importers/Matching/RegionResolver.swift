import Diagnostics
import Domain
import Storage
import Tabular

/// Finds the region that a row is about, from codes, names or both; made once a file, used on the reading thread.
///
///     var resolver = try RegionResolver(store, registers, options, usesNames: true)
///     // An optional bounded look-ahead decides whose codes a file holds, where nobody declared it:
///     if var survey = resolver.survey { for row in … { survey.add(cells) }
///       notes += try resolver.decide(survey, file: name) }
///     let answer = resolver.resolve(cells, edition: registers.index(for: period))
///     // answer.code, or answer.remarks with the reasons; at the end:
///     notes += resolver.summary(file: name)
///
/// Everything it needs is read from the store beforehand. The plain code of a known region costs a comparison with the
/// neighbour of the one before; other answers are kept for each distinct spelling within its parents.
struct RegionResolver: Sendable {
  let options: RegionOptions
  let messages = RegionMessages()
  /// Whose codes plain digits are taken for.
  private(set) var scheme: RegionScheme
  var archive: RegionArchive
  private let usesNames: Bool
  private var indexes: [RegisterIndex]
  /// Regions found, by how.
  private var counts: [RegionAnswer.How: Int] = [:]
  /// Those of the usual ways, which are not looked up in a table.
  private var plainCodes = 0
  private var plainNames = 0
  /// The last code: lines of long tables repeat it.
  private var last: (code: Int64, edition: Int) = (0, -1)
  private var lastParents = CheckedParents()
  /// Answers that took some search, by everything that the row says.
  private var answers: [String: RegionAnswer] = [:]
  /// Set by a search by names: the district in which all villages of these parents are.
  var plainParents: RegionCode?
  private var lastNames: (parents: CheckedParents, pool: NameIndex)?

  private static let mostAnswers = 200_000

  /// - Parameter usesNames: whether rows have cells with names: the names of the register are read as well.
  /// - Throws: `ImportFailure` where BPS codes are declared and no crosswalk is loaded.
  init(_ store: any Store, _ registers: Registers, _ options: RegionOptions, usesNames: Bool) throws {
    let scope = store.principal.scope
    var archive = RegionArchive(dates: registers.dates, aliases: try store.aliases(in: scope))
    if options.scheme != .kemendagri { archive.crosswalk = try store.crosswalk(.bps, in: scope, at: nil) }
    // The names of a single edition are read only where somebody asks for them: plain codes do without.
    if options.level != .village || usesNames || archive.hasCrosswalk || registers.dates.count > 1 {
      archive.versions = try store.versionTable(in: scope)
      archive.links = try store.links(in: scope)
    }
    try self.init(archive, registers.indexes, options, usesNames: usesNames)
  }

  /// - Parameter villages: the village codes of each edition of the archive.
  init(_ archive: RegionArchive, _ villages: [RegisterIndex], _ options: RegionOptions, usesNames: Bool) throws {
    self.archive = archive
    self.options = options
    self.usesNames = usesNames
    scheme = options.scheme ?? .kemendagri
    if options.scheme == .bps, !archive.hasCrosswalk {
      throw ImportFailure(.data, [RegionSurvey.crosswalkMissing])
    }
    indexes =
      options.level == .village
      ? villages : archive.dates.indices.map { archive.index(options.level, edition: $0) }
    if usesNames { self.archive.open() }
  }

  // MARK: The scheme

  /// What a look-ahead gathers to decide the scheme; nil where it is declared.
  var survey: RegionSurvey? { options.scheme == nil ? RegionSurvey(options.level) : nil }

  /// Decides the scheme for the whole file.
  ///
  /// - Returns: the note `scheme-detected` with the evidence; nothing where no crosswalk is loaded and nothing speaks
  ///   against Kemendagri codes.
  /// - Throws: `ImportFailure` (`scheme-undecided`) where the evidence does not decide.
  mutating func decide(_ survey: RegionSurvey, file: String) throws -> [Diagnostic] {
    guard options.scheme == nil else { return [] }
    let evidence = survey.evidence(&archive, indexes)
    let (scheme, notes) = try evidence.decided(hasCrosswalk: archive.hasCrosswalk, file: file)
    self.scheme = scheme
    return notes
  }

  // MARK: Rows

  /// The region of a row.
  ///
  /// - Parameter edition: what `Registers.index(for:)` says for the row's period.
  @inline(__always)
  mutating func resolve(_ cells: RegionCells, edition: Int) -> RegionAnswer {
    if scheme == .kemendagri, let code = DigitCode.parse(cells.code), cells.code2.isEmpty,
      last == (code, edition)
        || (RegionCode.level(of: code) == options.level && indexes[edition].contains(code) && isWithin(code)),
      !usesNames || agrees(code, cells, edition: edition)
    {
      last = (code, edition)
      plainCodes &+= 1
      return RegionAnswer(code: code, how: .code)
    }
    if cells.code.isEmpty, let code = named(cells, edition: edition) {
      plainNames &+= 1
      return RegionAnswer(code: code, how: .exact)
    }
    return resolveSlowly(cells, edition: edition)
  }

  /// A village under the same parents as the one before, written as in the register.
  private func named(_ cells: RegionCells, edition: Int) -> Int64? {
    guard let lastNames, lastNames.parents.holds(cells, 0, edition), !cells.village.isEmpty else { return nil }
    let text = String(decoding: cells.village, as: UTF8.self)
    guard case .exact(let code) = lastNames.pool.matchWritten(NameForm(text)),
      NameForm.isSameSpelling(text, archive.name(code.number, edition: edition) ?? "")
    else { return nil }
    return code.number
  }

  private func isWithin(_ code: Int64) -> Bool {
    options.within == .nation || (RegionCode(code).map { options.within.contains($0) } ?? false)
  }

  private mutating func resolveSlowly(_ cells: RegionCells, edition: Int) -> RegionAnswer {
    let row = RegionRow(cells, usesNames: usesNames)
    let key = row.key(edition)
    if let known = answers[key] {
      counts[known.how, default: 0] += 1
      return known
    }
    plainParents = nil
    let answer = resolve(row, edition: edition)
    counts[answer.how, default: 0] += 1
    if answer.how == .exact {
      if let plainParents {
        var parents = CheckedParents()
        parents.keep(cells, 0, edition)
        lastNames = (parents, archive.with(.edition(edition)) { $0.pool(.village, in: plainParents) })
      }
    } else {
      if answers.count >= Self.mostAnswers { answers.removeAll(keepingCapacity: true) }
      answers[key] = answer
    }
    return answer
  }

  /// Whether the names beside a code are plainly those of its region: the usual case, without any allocation.
  private mutating func agrees(_ code: Int64, _ cells: RegionCells, edition: Int) -> Bool {
    let own = cells[options.level]
    if !own.isEmpty {
      guard let name = archive.name(code, edition: edition), CheckedParents.isSame(own, name) else { return false }
    }
    let parent = code / 10_000
    if options.level == .village, lastParents.holds(cells, parent, edition) { return true }
    for level in [RegionLevel.district, .regency, .province] where level < options.level {
      let given = cells[level]
      guard !given.isEmpty else { continue }
      guard let ancestor = RegionCode(code)?.ancestor(level),
        let name = archive.name(ancestor.number, edition: edition),
        CheckedParents.isSame(given, name)
      else {
        return checkedSlowly(code, cells, edition: edition)
      }
    }
    lastParents.keep(cells, parent, edition)
    return true
  }

  /// The parents' names are not letter for letter the register's: they may still be the same names.
  private mutating func checkedSlowly(_ code: Int64, _ cells: RegionCells, edition: Int) -> Bool {
    guard let region = RegionCode(code) else { return false }
    let check = check(region, RegionNames(cells), edition: edition)
    guard check.refusal == nil, check.remarks.isEmpty else { return false }
    lastParents.keep(cells, code / 10_000, edition)
    return true
  }

  // MARK: Afterwards

  /// How many rows were found which way, as one note; empty where all had plain codes.
  func summary(file: String) -> [Diagnostic] {
    var counts = counts
    counts[.code, default: 0] += plainCodes
    counts[.exact, default: 0] += plainNames
    let ways = counts.filter { $0.key != .refused && $0.value > 0 }.sorted { $0.key < $1.key }
    guard ways.contains(where: { $0.key != .code }) else { return [] }
    return [
      Diagnostic(
        code: "region-matches", severity: .note,
        message: LocalizedText(
          id: "wilayah ditemukan: " + ways.map { "\($0.value) \($0.key.title.id)" }.joined(separator: ", "),
          en: "regions found: " + ways.map { "\($0.value) \($0.key.title.en)" }.joined(separator: ", ")),
        place: Place(file: file))
    ]
  }

  /// Whether the register of an edition holds a code of the file's level.
  mutating func isKnown(_ code: RegionCode, edition: Int) -> Bool {
    code.level == options.level && indexes[edition].contains(code.number)
  }
}

extension RegionAnswer.How {
  /// How, inside a sentence after a number.
  var title: LocalizedText {
    switch self {
    case .code: LocalizedText(id: "menurut kode", en: "by code")
    case .repaired: LocalizedText(id: "menurut kode yang dipulihkan", en: "by a repaired code")
    case .relative: LocalizedText(id: "menurut kode di dalam kabupaten", en: "by a code within the kabupaten")
    case .crosswalk: LocalizedText(id: "menurut kode BPS", en: "by BPS code")
    case .moved: LocalizedText(id: "menurut kode lama", en: "by a former code")
    case .alias: LocalizedText(id: "menurut alias", en: "by alias")
    case .exact: LocalizedText(id: "menurut nama", en: "by name")
    case .normalised: LocalizedText(id: "menurut nama yang ditulis lain", en: "by a name written otherwise")
    case .former: LocalizedText(id: "menurut nama lama", en: "by a former name")
    case .parents: LocalizedText(id: "dengan induk yang berbeda", en: "with other parents")
    case .close: LocalizedText(id: "menurut nama yang mirip", en: "by a close name")
    case .refused: LocalizedText(id: "ditolak", en: "refused")
    }
  }
}
