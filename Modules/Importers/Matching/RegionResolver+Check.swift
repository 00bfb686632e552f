import Domain

extension RegionResolver {
  /// Whether the names beside a code can be those of its region and of what contains it.
  ///
  /// Variants of spelling, names of other editions and parents that were renamed or split since agree. A village of another
  /// name, or parents in which the names mean another region, contradict the code.
  mutating func check(
    _ code: RegionCode, _ names: RegionNames, edition: Int, alsoNamed: [String] = []
  ) -> (refusal: RegionRemark?, remarks: [RegionRemark]) {
    var doubtful: [RegionLevel] = []
    for level in [RegionLevel.village, .district, .regency, .province] where level <= code.level {
      let text = names[level]
      guard !text.isEmpty, let region = code.ancestor(level) else { continue }
      if !agrees(text, region, edition: edition, alsoNamed: level == code.level ? alsoNamed : []) {
        doubtful.append(level)
      }
    }
    guard let worst = doubtful.first else { return (nil, []) }
    let named = byNames(names, edition: edition)
    let other = named.code.flatMap { RegionCode($0) }
    if let other, other == code {
      // The names as a whole mean this region: it is misspelt, or a parent was renamed or split.
      return (nil, named.remarks)
    }
    if other == nil, doubtful == [code.level], hasParents(names, of: code.level),
      let own = archive.with(.edition(edition), { $0.name(code.number) }),
      NameAgreement.isRemote(NameForm(names[worst]), NameForm(own)), !isKnownElsewhere(names[worst], code, edition)
    {
      return (nil, [archive.with(.edition(edition)) { messages.nameDiffers(worst, names[worst], code, $0) }])
    }
    let contradicts =
      other != nil || worst == code.level || doubtful.contains { isOther($0, names[$0], than: code, edition) }
    return archive.with(.edition(edition)) { book in
      contradicts
        ? (messages.contradicts(worst, names[worst], code, named: other, book), [])
        : (nil, doubtful.map { messages.parentDiffers($0, names[$0], code, book) })
    }
  }

  private func hasParents(_ names: RegionNames, of level: RegionLevel) -> Bool {
    level.above.map { !names[$0].isEmpty } ?? false
  }

  /// Whether a name is that of another region of the same regency.
  private mutating func isKnownElsewhere(_ text: String, _ code: RegionCode, _ edition: Int) -> Bool {
    guard let scope = code.ancestor(min(.regency, code.level.above ?? .nation)) else { return false }
    let level = code.level
    let match = archive.with(.edition(edition)) { $0.pool(level, in: scope).matchWritten(NameForm(text)) }
    if case .notFound = match { return false }
    return true
  }

  /// Whether a name can be that of a region, in this edition or another.
  private mutating func agrees(
    _ text: String, _ region: RegionCode, edition: Int, alsoNamed: [String]
  ) -> Bool {
    let given = NameForm(text)
    let level = region.level
    let own = archive.with(.edition(edition)) { $0.name(region.number) }
    if let own {
      let name = NameForm(own)
      switch NameAgreement(given, name) {
      case .same: return true
      // Near to its own name, but the very name of another one beside it.
      case .similar: if !isAnother(given, than: region, edition) { return true }
      case .different: break
      }
      if level == .regency, NameAgreement(NameForm("Kota " + text), name) == .same { return true }
      if let today = RenamedRegions.today(given), NameAgreement(NameForm(today), name) == .same { return true }
    }
    if alsoNamed.contains(where: { NameAgreement(given, NameForm($0)) == .same }) { return true }
    if let parent = region.parent,
      case .alias(let alias) = archive.with(.edition(edition), { $0.pool(level, in: parent).matchWritten(given) }),
      alias == region
    {
      return true
    }
    for source in archive.others(than: edition) {
      guard let former = archive.with(source, { $0.name(region.number) }) else { continue }
      if NameAgreement(given, NameForm(former)) == .same, !isAnother(given, than: region, edition) { return true }
    }
    return false
  }

  /// Whether a name is that of another region beside this one.
  private mutating func isAnother(_ name: NameForm, than region: RegionCode, _ edition: Int) -> Bool {
    guard let parent = region.parent else { return false }
    switch archive.with(.edition(edition), { $0.pool(region.level, in: parent).matchWritten(name) }) {
    case .exact(let code), .alias(let code), .close(let code, _): return code != region
    case .ambiguous(let codes): return !codes.contains(region)
    case .notFound: return false
    }
  }

  /// Whether a parent's name is that of another region, in which the row's region could lie as well.
  private mutating func isOther(_ level: RegionLevel, _ text: String, than code: RegionCode, _ edition: Int) -> Bool {
    guard level < code.level, let own = code.ancestor(level) else { return false }
    let given = NameForm(text)
    let scope = level == .district ? own.parent ?? .nation : .nation
    let match = archive.with(.edition(edition)) { $0.pool(level, in: scope).matchWritten(given) }
    guard case .exact(let other) = match, other != own else { return false }
    if level == .province { return !RenamedRegions.wasPart(own.number, of: other.number) }
    return level == .regency
  }
}
