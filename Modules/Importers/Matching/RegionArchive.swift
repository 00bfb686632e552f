import Domain
import Storage

/// The editions of the register and the crosswalk, as far as an import needs them; books are made when first asked for.
struct RegionArchive: Sendable {
  /// Where a code and its names are of: an edition of the register, or the crosswalk's own.
  enum Source: Hashable, Sendable {
    case edition(Int)
    case crosswalk
  }

  let dates: [CalendarDate]
  var crosswalk = CrosswalkTable()
  var versions = RegionVersionTable()
  /// Recorded changes of codes: they are asked before names are compared.
  var links: [RegionLink] = []
  private let aliases: [RegionAlias]
  private var books: [RegionBook?]
  private var crosswalkBook: RegionBook?
  private var carried: [Step: RegionCode?] = [:]
  /// By the days between which codes are followed.
  private var paths: [[CalendarDate]: RegionPath] = [:]

  private struct Step: Hashable {
    let code: RegionCode
    let source: Source
    let edition: Int
  }

  init(dates: [CalendarDate], aliases: [RegionAlias] = []) {
    self.dates = dates
    self.aliases = aliases
    books = Array(repeating: nil, count: dates.count)
  }

  var hasCrosswalk: Bool { !crosswalk.foreign.isEmpty }

  /// The codes of a level in an edition.
  func index(_ level: RegionLevel, edition: Int) -> RegisterIndex {
    let date = dates[edition]
    let rows = versions.codes.indices.filter { row in
      versions.validFrom[row] <= date && (versions.validTo[row].map { date < $0 } ?? true)
        && RegionCode.level(of: versions.codes[row]) == level
    }
    return RegisterIndex(rows.map { versions.codes[$0] })
  }

  mutating func book(_ edition: Int) -> RegionBook {
    if let known = books[edition] { return known }
    let book = RegionBook(versions, at: dates[edition], aliases: aliases)
    books[edition] = book
    return book
  }

  /// A name of an edition whose book was made already; nil before that.
  func name(_ code: Int64, edition: Int) -> String? { books[edition]?.name(code) }

  /// Makes the books of all editions.
  mutating func open() { for edition in books.indices { _ = book(edition) } }

  /// Works on a book in place: its pools are kept.
  mutating func with<Result>(_ source: Source, _ body: (inout RegionBook) -> Result) -> Result {
    switch source {
    case .edition(let edition):
      var book = book(edition)
      books[edition] = nil
      defer { books[edition] = book }
      return body(&book)
    case .crosswalk:
      var book = crosswalkBook ?? makeCrosswalkBook()
      crosswalkBook = nil
      defer { crosswalkBook = book }
      return body(&book)
    }
  }

  /// The crosswalk's targets as a book: codes and names of the edition it was made for.
  private func makeCrosswalkBook() -> RegionBook {
    let order = crosswalk.codes.indices.sorted { crosswalk.codes[$0] < crosswalk.codes[$1] }
    return RegionBook(codes: order.map { crosswalk.codes[$0] }, names: order.map { crosswalk.names[$0] })
  }

  /// Everything that names and codes may be of besides an edition, the nearest in time first.
  func others(than edition: Int) -> [Source] {
    let editions = dates.indices.filter { $0 != edition }.sorted { abs($0 - edition) < abs($1 - edition) }
    return editions.map(Source.edition) + (hasCrosswalk ? [.crosswalk] : [])
  }

  // MARK: From one edition to another

  /// The code in an edition of the unit that a code meant in another: the same code where the name agrees, or else the
  /// only unit of that name below what has become of its parents. Nil where that is not certain.
  mutating func carry(_ old: RegionCode, from source: Source, to edition: Int) -> RegionCode? {
    if source == .edition(edition) { return old }
    let step = Step(code: old, source: source, edition: edition)
    if let known = carried[step] { return known }
    let found = linked(old, from: source, to: edition) ?? follow(old, from: source, to: edition)
    carried[step] = .some(found)
    return found
  }

  /// What a recorded change says; nil where none speaks of the code.
  private mutating func linked(_ old: RegionCode, from source: Source, to edition: Int) -> RegionCode? {
    guard case .edition(let from) = source, !links.isEmpty else { return nil }
    let days = [dates[from], dates[edition]]
    let path = paths[days] ?? RegionPath(links, from: days[0], to: days[1])
    paths[days] = path
    return path.whole(old.number).flatMap { $0 == old.number ? nil : RegionCode($0) }
  }

  private mutating func follow(_ old: RegionCode, from source: Source, to edition: Int) -> RegionCode? {
    guard old.level != .nation else { return .nation }
    guard let name = with(source, { $0.name(old.number) }).map(NameForm.init) else { return nil }
    let today = with(.edition(edition)) { $0.name(old.number) }.map(NameForm.init)
    if let today, NameAgreement(name, today) != .different { return old }
    let moved = successor(of: old, name, from: source, to: edition)
    guard let today else { return moved }
    if let moved { return moved }
    // The code means a unit of another name now: renamed, unless that name was another unit's before.
    guard let regency = old.ancestor(min(.regency, old.level)) else { return nil }
    let before = with(source) {
      $0.pool(old.level, in: regency.level == old.level ? .nation : regency).matchWritten(today)
    }
    if case .notFound = before { return old }
    return nil
  }

  /// The only unit of that name below what has become of its parents, which was none of its own before.
  private mutating func successor(
    of old: RegionCode, _ name: NameForm, from source: Source, to edition: Int
  ) -> RegionCode? {
    var scopes: [RegionCode] = []
    if let parent = old.parent, let now = carry(parent, from: source, to: edition) { scopes.append(now) }
    if old.level == .village, let regency = old.ancestor(.regency), let now = carry(regency, from: source, to: edition)
    {
      scopes.append(now)
    }
    if old.level == .regency { scopes.append(.nation) }
    for scope in scopes {
      switch with(.edition(edition), { $0.pool(old.level, in: scope).matchWritten(name) }) {
      case .exact(let code), .close(let code, _):
        let before = with(source) { $0.name(code.number) }.map(NameForm.init)
        if code != old, let before, NameAgreement(before, name) != .different { return nil }
        return code
      case .alias(let code): return code
      case .ambiguous: return nil
      case .notFound: continue
      }
    }
    return nil
  }
}
