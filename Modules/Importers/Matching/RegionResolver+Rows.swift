import Diagnostics
import Domain
import Storage

/// What is neither a plain code of the register nor remembered.
extension RegionResolver {
  /// The region of a row's texts.
  mutating func resolve(_ row: RegionRow, edition: Int) -> RegionAnswer {
    let answer = plainly(row, edition: edition)
    guard options.prefersNames, answer.code == nil, !row.codes.isEmpty, RegionCodeReading(row.codes) != .missing else {
      return answer
    }
    return byNames(insteadOf: answer, row, edition: edition)
  }

  /// What the names of a row mean whose code was refused; a village under other parents than those named is too little.
  private mutating func byNames(
    insteadOf refused: RegionAnswer, _ row: RegionRow, edition: Int
  ) -> RegionAnswer {
    let level = options.level
    guard !row.names[level].isEmpty else { return refused }
    let named = byNames(row.names, edition: edition)
    guard let code = named.code.flatMap({ RegionCode($0) }) else {
      let known = Set(refused.remarks.map(\.diagnostic.code))
      return RegionAnswer(
        code: nil, how: .refused,
        remarks: refused.remarks + named.remarks.filter { !known.contains($0.diagnostic.code) })
    }
    guard named.how != .parents else { return refused }
    let remark = archive.with(.edition(edition)) { messages.byName(row.printed, level, row.names[level], code, $0) }
    return RegionAnswer(code: code.number, how: named.how, remarks: [remark] + named.remarks)
  }

  private mutating func plainly(_ row: RegionRow, edition: Int) -> RegionAnswer {
    let hasName = !row.names[options.level].isEmpty
    switch RegionCodeReading(row.codes) {
    case .missing:
      if hasName { return byNames(row.names, edition: edition) }
      return refused(
        row.codes.isEmpty ? messages.missing(options.level) : messages.malformed(row.printed, options.level))
    case .malformed: return refused(messages.malformed(row.printed, options.level))
    case .damaged: return refused(messages.damaged(row.printed))
    case .relative(let number, let form): return relative(number, form, row, edition: edition)
    case .code(let number, let digits, let form):
      if scheme == .bps, form != .dotted { return foreign(number, digits, form, row, edition: edition) }
      guard let code = RegionCode(number) else { return refused(messages.malformed(row.printed, options.level)) }
      return coded(code, form == .repaired ? .repaired : .code, row, edition: edition)
    }
  }

  private func refused(_ remark: RegionRemark) -> RegionAnswer {
    RegionAnswer(code: nil, how: .refused, remarks: [remark])
  }

  // MARK: Codes

  /// A code of the register, to be found in the edition and to agree with the names beside it.
  private mutating func coded(
    _ code: RegionCode, _ how: RegionAnswer.How, _ row: RegionRow, edition: Int
  ) -> RegionAnswer {
    guard code.level == options.level else { return refused(messages.wrongLevel(row.printed, code, options.level)) }
    if !options.within.contains(code) { return refused(messages.outside(row.printed, code, options.within)) }
    guard isKnown(code, edition: edition) else { return former(code, row, edition: edition) }
    let check = check(code, row.names, edition: edition)
    if let refusal = check.refusal { return refused(refusal) }
    let repaired = how == .code ? [] : [messages.repaired(row.printed, code)]
    return RegionAnswer(code: code.number, how: how, remarks: repaired + check.remarks)
  }

  /// A code that the edition does not hold: one of another edition, or none.
  private mutating func former(_ code: RegionCode, _ row: RegionRow, edition: Int) -> RegionAnswer {
    for source in archive.others(than: edition) where source != .crosswalk {
      guard let name = archive.with(source, { $0.name(code.number) }) else { continue }
      guard let now = archive.carry(code, from: source, to: edition), isKnown(now, edition: edition) else {
        return refused(
          archive.with(.edition(edition)) { messages.lost(row.printed, code, name, [], $0) })
      }
      return moved(code, name, to: now, row, edition: edition)
    }
    var candidates: [RegionCode] = []
    if !row.names[options.level].isEmpty, let named = byNames(row.names, edition: edition).code {
      candidates = RegionCode(named).map { [$0] } ?? []
    }
    let hasNames = !archive.versions.codes.isEmpty
    let book = hasNames ? archive.book(edition) : nil
    return refused(messages.unknown(code.description, candidates, book))
  }

  private mutating func moved(
    _ old: RegionCode, _ name: String, to now: RegionCode, _ row: RegionRow, edition: Int
  ) -> RegionAnswer {
    let check = check(now, row.names, edition: edition, alsoNamed: [name])
    if let refusal = check.refusal { return refused(refusal) }
    let remark = archive.with(.edition(edition)) { messages.moved(row.printed, old, name, now, $0) }
    return RegionAnswer(code: now.number, how: .moved, remarks: [remark] + check.remarks)
  }

  /// A code that leaves out its kabupaten, which the file or the row names.
  private mutating func relative(
    _ number: Int64, _ form: RegionCodeReading.Form, _ row: RegionRow, edition: Int
  ) -> RegionAnswer {
    var regency = options.within.ancestor(.regency)
    if regency == nil, !row.names.regency.isEmpty {
      let search = search
      let found = archive.with(.edition(edition)) { search.regencies(row.names, in: &$0).parents }
      regency = found.count == 1 ? found.first?.region : nil
    }
    guard let regency, regency.level == .regency, let code = RegionCode(regency.number * 1_000_000 + number) else {
      return refused(messages.withoutRegency(row.printed))
    }
    return coded(code, .relative, row, edition: edition)
  }

  /// A BPS code: what the crosswalk says, followed to the edition.
  private mutating func foreign(
    _ number: Int64, _ digits: Int, _ form: RegionCodeReading.Form, _ row: RegionRow, edition: Int
  ) -> RegionAnswer {
    let wanted = [0, 2, 4, 7, 10][options.level.depth]
    guard digits == wanted else { return refused(messages.malformed(row.printed, options.level)) }
    guard let entry = archive.crosswalk.row(of: number), let old = RegionCode(archive.crosswalk.codes[entry]) else {
      return refused(messages.notInCrosswalk("\(number)"))
    }
    let name = archive.crosswalk.names[entry]
    guard let now = archive.carry(old, from: .crosswalk, to: edition), isKnown(now, edition: edition) else {
      var candidates: [RegionCode] = []
      if let named = byNames(row.names, edition: edition).code { candidates = RegionCode(named).map { [$0] } ?? [] }
      return refused(
        archive.with(.edition(edition)) { messages.lost(row.printed, old, name, candidates, $0) })
    }
    if !options.within.contains(now) { return refused(messages.outside(row.printed, now, options.within)) }
    if now != old { return moved(old, name, to: now, row, edition: edition) }
    let check = check(now, row.names, edition: edition, alsoNamed: [archive.crosswalk.foreignNames[entry], name])
    if let refusal = check.refusal { return refused(refusal) }
    return RegionAnswer(code: now.number, how: .crosswalk, remarks: check.remarks)
  }

  // MARK: Names

  var search: NameSearch {
    NameSearch(within: options.within, limit: options.limit, kinds: options.kinds, messages: messages)
  }

  /// The region that the names mean in the edition, or meant in another one.
  mutating func byNames(_ names: RegionNames, edition: Int) -> RegionAnswer {
    let search = search
    let level = options.level
    switch archive.with(.edition(edition), { search.find(level, names, in: &$0) }) {
    case .found(let found):
      // A parent that was passed over may have been the right one of another edition.
      if found.how == .parents, let former = formerly(names, edition: edition) {
        if former.code == found.code.number { return former }
        let codes = [found.code] + (former.code.flatMap { RegionCode($0) }.map { [$0] } ?? [])
        return refused(archive.with(.edition(edition)) { messages.ambiguous(level, names[level], codes, $0) })
      }
      plainParents = found.isPlain && found.how == .exact ? found.code.parent : nil
      return limited(found, names, edition)
    case .refused(let remark, let isFinal):
      guard !isFinal, let former = formerly(names, edition: edition) else { return refused(remark) }
      // Of several that fit, another edition may single out one, but never bring in a stranger.
      let isOneOfThem =
        remark.diagnostic.code != "region-ambiguous"
        || remark.candidates.contains { $0.number == former.code }
      return isOneOfThem ? former : refused(remark)
    }
  }

  private mutating func limited(_ found: NameSearch.Found, _ names: RegionNames, _ edition: Int) -> RegionAnswer {
    let isAllowed =
      switch options.limit {
      case .close: true
      case .normalised: found.how < .close
      case .exact: found.how <= .alias
      }
    let level = options.level
    let limit = options.limit
    guard isAllowed else {
      return refused(
        archive.with(.edition(edition)) { messages.limited(level, names[level], found.code, limit, $0) })
    }
    return RegionAnswer(code: found.code.number, how: found.how, remarks: found.remarks)
  }

  /// The region that the names meant in another edition, where all of them are written as in it, followed to this one.
  private mutating func formerly(_ names: RegionNames, edition: Int) -> RegionAnswer? {
    guard options.limit != .exact else { return nil }
    let search = NameSearch(within: .nation, limit: .normalised, kinds: options.kinds, messages: messages)
    let level = options.level
    for source in archive.others(than: edition) {
      guard case .found(let old) = archive.with(source, { search.find(level, names, in: &$0) }), old.how < .parents,
        let now = archive.carry(old.code, from: source, to: edition), isKnown(now, edition: edition),
        options.within.contains(now)
      else { continue }
      let remark = archive.with(.edition(edition)) { messages.formerly(level, names, now, $0) }
      return RegionAnswer(code: now.number, how: .former, remarks: [remark])
    }
    return nil
  }
}
