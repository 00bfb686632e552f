import Domain

/// Finds a region by its name and those of its parents in one edition of the register: province, regency, district,
/// village, each normalised first and then close.
///
/// A parent that is not found as written is passed over only where the rest fits exactly one region: a province that a
/// regency has left since, a district that is unknown while the village's name occurs once in the regency.
struct NameSearch {
  /// What was found, with what has to be said of it.
  struct Found {
    var code: RegionCode
    var how: RegionAnswer.How
    var remarks: [RegionRemark] = []
    /// Whether nothing but the village's own name was open: other villages of these parents lie in the same place.
    var isPlain = false
  }

  enum Outcome {
    case found(Found)
    /// `isFinal`: its parents are known and several fit, so that another edition cannot tell more.
    case refused(RegionRemark, isFinal: Bool = false)
  }

  /// A region in which to look further, and how it was come by.
  struct Parent {
    var region: RegionCode
    var how: RegionAnswer.How = .exact
    var remarks: [RegionRemark] = []
    /// A level that was named but not found.
    var unmatched: RegionLevel?
    /// The sum of edit distances on the way.
    var distance = 0
  }

  /// The region that names are looked for in.
  let within: RegionCode
  let limit: RegionOptions.Limit
  /// See `RegionOptions.kinds`.
  let kinds: Set<VillageKind>
  let messages: RegionMessages

  // MARK: Regencies

  /// The regencies that province and regency may mean; usually one. Empty with a refusal where none is.
  func regencies(
    _ names: RegionNames, in book: inout RegionBook
  ) -> (parents: [Parent], refusal: RegionRemark?) {
    if within.level >= .regency, let regency = within.ancestor(.regency) {
      return ([Parent(region: regency)], outside(names, regency, book))
    }
    let province = province(names.province, in: &book)
    let scope = province?.region ?? (within.level == .province ? within : .nation)
    guard !names.regency.isEmpty else {
      return ([Parent(region: scope, how: province?.how ?? .exact, remarks: province?.remarks ?? [])], nil)
    }
    let name = NameForm(names.regency)
    var found = candidates(name, in: scope, &book, close: scope != .nation)
    var wrongProvince: [RegionCode] = []
    if found.isEmpty {
      for var candidate in candidates(name, in: .nation, &book, close: false) {
        let today = candidate.region.ancestor(.province)?.number ?? 0
        let isSplit = province.map { RenamedRegions.wasPart(today, of: $0.region.number) } ?? true
        guard isSplit, within.contains(candidate.region) else {
          wrongProvince.append(candidate.region)
          continue
        }
        candidate.how = max(candidate.how, .parents)
        candidate.remarks.append(messages.otherParent(.province, names.province, candidate.region, book))
        found.append(candidate)
      }
    }
    if found.isEmpty {
      let nearest = wrongProvince.isEmpty ? offered(name, .regency, in: scope, &book) : wrongProvince
      return ([], messages.notFound(.regency, names.regency, in: scope, nearest, book))
    }
    if let province {
      for index in found.indices {
        found[index].remarks = province.remarks + found[index].remarks
        found[index].how = max(found[index].how, province.how)
      }
    }
    return (found, nil)
  }

  /// A file that is about one regency may name it; another one is an error.
  private func outside(_ names: RegionNames, _ regency: RegionCode, _ book: RegionBook) -> RegionRemark? {
    guard !names.regency.isEmpty, let own = book.name(regency.number) else { return nil }
    let given = NameForm(names.regency)
    if NameAgreement(given, NameForm(own)) != .different { return nil }
    if let today = RenamedRegions.today(given), NameAgreement(NameForm(today), NameForm(own)) == .same { return nil }
    return messages.outside(.regency, names.regency, regency, book)
  }

  private func province(_ text: String, in book: inout RegionBook) -> Parent? {
    guard !text.isEmpty else { return nil }
    return single(NameForm(text), .province, in: .nation, &book, close: true)
  }

  /// Regencies by name. A bare name is the Kabupaten's, and the Kota's in second place: which it is, the levels below say.
  private func candidates(
    _ name: NameForm, in scope: RegionCode, _ book: inout RegionBook, close: Bool
  ) -> [Parent] {
    var found: [Parent] = []
    if let parent = single(name, .regency, in: scope, &book, close: close) { found.append(parent) }
    if !name.isTyped,
      case .exact(let city) = book.pool(.regency, in: scope).matchWritten(NameForm("Kota " + name.text)),
      !found.contains(where: { $0.region == city })
    {
      // A close Kabupaten is no better than the Kota of this very name.
      if found.first?.how == .close { found = [] }
      found.append(Parent(region: city))
    }
    return found
  }

  /// The one region of a level that a name means, also by its name of earlier years.
  private func single(
    _ name: NameForm, _ level: RegionLevel, in scope: RegionCode, _ book: inout RegionBook, close: Bool
  ) -> Parent? {
    let pool = book.pool(level, in: scope)
    switch pool.matchWritten(name) {
    // How a parent's own name is written is not worth a word.
    case .exact(let code), .close(let code, _): return Parent(region: code)
    case .alias(let code): return Parent(region: code, how: .alias)
    case .ambiguous: return nil
    case .notFound: break
    }
    if let today = RenamedRegions.today(name), case .exact(let code) = pool.matchWritten(NameForm(today)) {
      return Parent(region: code, how: .former, remarks: [messages.former(level, name.text, code, book)])
    }
    guard close, limit == .close, case .close(let code, let distance) = pool.match(name) else { return nil }
    return Parent(
      region: code, how: .close, remarks: [messages.close(level, name.text, code, book)], distance: distance)
  }

  // MARK: Districts

  /// The regions below which to look for the village.
  func districts(
    _ names: RegionNames, in book: inout RegionBook
  ) -> (parents: [Parent], refusal: RegionRemark?) {
    let (regencies, refusal) = regencies(names, in: &book)
    if let refusal { return ([], refusal) }
    if within.level == .district, names.district.isEmpty { return ([Parent(region: within)], nil) }
    guard !names.district.isEmpty else { return (regencies, nil) }
    let name = NameForm(names.district)
    var parents: [Parent] = []
    for regency in regencies {
      let pool = book.pool(.district, in: regency.region)
      func add(_ code: RegionCode, _ how: RegionAnswer.How, _ remarks: [RegionRemark] = [], distance: Int = 0) {
        parents.append(
          Parent(
            region: code, how: max(regency.how, how), remarks: regency.remarks + remarks,
            distance: regency.distance + distance))
      }
      switch regency.region.level >= .regency && limit == .close ? pool.match(name) : pool.matchWritten(name) {
      case .exact(let code): add(code, .exact)
      case .alias(let code): add(code, .alias)
      case .close(let code, 0): add(code, .exact)
      case .close(let code, let distance):
        add(code, .close, [messages.close(.district, names.district, code, book)], distance: distance)
      case .ambiguous(let codes): for code in codes { add(code, .exact) }
      case .notFound:
        var parent = regency
        parent.unmatched = .district
        parents.append(parent)
      }
    }
    return (parents, nil)
  }

  /// What is nearest to a name that was not found.
  func offered(
    _ name: NameForm, _ level: RegionLevel, in scope: RegionCode, _ book: inout RegionBook
  ) -> [RegionCode] {
    switch book.pool(level, in: scope).match(name) {
    case .exact(let code), .alias(let code), .close(let code, _): [code]
    case .ambiguous(let codes): codes
    case .notFound(let nearest): nearest
    }
  }
}

extension NameForm {
  /// Whether a regency's name says which kind it is.
  fileprivate var isTyped: Bool {
    let first = text.lowercased().drop { !$0.isLetter }
    return ["kota", "kab", "kabupaten", "kodya"].contains { word in
      first.hasPrefix(word) && !(first.dropFirst(word.count).first?.isLetter ?? true)
    }
  }
}
