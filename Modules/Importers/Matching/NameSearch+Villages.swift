import Domain

extension NameSearch {
  /// The region of `level` that the names mean.
  func find(_ level: RegionLevel, _ names: RegionNames, in book: inout RegionBook) -> Outcome {
    switch level {
    case .nation, .province: provinceOutcome(names, in: &book)
    case .regency: regencyOutcome(names, in: &book)
    case .district: districtOutcome(names, in: &book)
    case .village: village(names, below: districts(names, in: &book), in: &book)
    }
  }

  private func provinceOutcome(_ names: RegionNames, in book: inout RegionBook) -> Outcome {
    let name = NameForm(names.province)
    if name.isEmpty { return .refused(messages.missing(.province)) }
    switch book.pool(.province, in: .nation).match(name) {
    case .exact(let code): return .found(Found(code: code, how: .normalised))
    case .alias(let code): return .found(Found(code: code, how: .alias))
    case .close(let code, _) where limit == .close:
      return .found(Found(code: code, how: .close, remarks: [messages.close(.province, names.province, code, book)]))
    case .close(let code, _): return .refused(messages.notFound(.province, names.province, in: .nation, [code], book))
    case .ambiguous(let codes): return .refused(messages.ambiguous(.province, names.province, codes, book))
    case .notFound(let nearest):
      if let today = RenamedRegions.today(name),
        case .exact(let code) = book.pool(.province, in: .nation).matchWritten(NameForm(today))
      {
        let remark = messages.former(.province, names.province, code, book)
        return .found(Found(code: code, how: .former, remarks: [remark]))
      }
      return .refused(messages.notFound(.province, names.province, in: .nation, nearest, book))
    }
  }

  private func regencyOutcome(_ names: RegionNames, in book: inout RegionBook) -> Outcome {
    if names.regency.isEmpty { return .refused(messages.missing(.regency)) }
    let (parents, refusal) = regencies(names, in: &book)
    if let refusal { return .refused(refusal) }
    guard parents.count == 1, let only = parents.first else {
      return .refused(messages.ambiguous(.regency, names.regency, parents.map(\.region), book))
    }
    return .found(found(only, names.regency, book))
  }

  /// A parent as the region itself: then it matters whether it is spelled as in the register.
  private func found(_ parent: Parent, _ text: String, _ book: RegionBook) -> Found {
    let isSame = NameForm.isSameSpelling(text, book.name(parent.region.number) ?? "")
    return Found(code: parent.region, how: isSame ? parent.how : max(parent.how, .normalised), remarks: parent.remarks)
  }

  private func districtOutcome(_ names: RegionNames, in book: inout RegionBook) -> Outcome {
    if names.district.isEmpty { return .refused(messages.missing(.district)) }
    let (parents, refusal) = districts(names, in: &book)
    if let refusal { return .refused(refusal) }
    let found = parents.filter { $0.unmatched == nil && $0.region.level == .district }
    if found.count == 1, let only = found.first {
      return .found(self.found(only, names.district, book))
    }
    if found.count > 1 { return .refused(messages.ambiguous(.district, names.district, found.map(\.region), book)) }
    let scope = parents.first?.region ?? .nation
    return .refused(
      messages.notFound(
        .district, names.district, in: scope, offered(NameForm(names.district), .district, in: scope, &book), book))
  }

  // MARK: Villages

  private func village(
    _ names: RegionNames, below: (parents: [Parent], refusal: RegionRemark?), in book: inout RegionBook
  ) -> Outcome {
    if let refusal = below.refusal { return .refused(refusal) }
    if names.village.isEmpty { return .refused(messages.missing(.village)) }
    let name = NameForm(names.village)
    var found: [Found] = []
    // A district that one of the regencies has is not passed over in another.
    let matched = below.parents.filter { $0.unmatched == nil }
    let parents = matched.isEmpty ? below.parents : matched
    for parent in parents {
      if let village = written(name, names, below: parent, in: &book) { found.append(village) }
    }
    if found.count > 1 {
      // One whose parents are all as written goes before those that were passed over.
      let plain = found.filter { $0.how < .parents }
      if plain.count != 1 { return .refused(messages.ambiguous(.village, names.village, found.map(\.code), book)) }
      found = plain
    }
    if var only = found.first {
      only.isPlain = below.parents.count == 1 && parents[0].region.level == .district
      return .found(only)
    }
    return misspelt(name, names, parents, in: &book)
  }

  /// The village of this name, however it is written, below a parent.
  private func written(
    _ name: NameForm, _ names: RegionNames, below parent: Parent, in book: inout RegionBook
  ) -> Found? {
    // Without a regency, or only in a province, a name says nothing.
    guard parent.region.level >= .regency else { return nil }
    let code: RegionCode
    var how: RegionAnswer.How
    switch book.pool(.village, in: parent.region).matchWritten(name) {
    case .exact(let only), .close(let only, _):
      code = only
      how = NameForm.isSameSpelling(name.text, book.name(only.number) ?? "") ? .exact : .normalised
    case .alias(let only):
      code = only
      how = .alias
    case .ambiguous(let several):
      guard let only = ofKind(name, several) else { return nil }
      code = only
      how = .normalised
    case .notFound: return nil
    }
    var remarks = parent.remarks
    if parent.unmatched != nil {
      how = max(how, .parents)
      remarks.append(messages.otherParent(.district, names.district, code, book))
    }
    return Found(code: code, how: max(how, parent.how), remarks: remarks)
  }

  /// The only one of the kind that the name says (`Kelurahan …`) or that the data are about.
  private func ofKind(_ name: NameForm, _ codes: [RegionCode]) -> RegionCode? {
    let first = name.text.lowercased().drop { !$0.isLetter }
    var kinds = kinds
    if first.hasPrefix("kelurahan ") || first.hasPrefix("kel.") || first.hasPrefix("kel ") { kinds = [.kelurahan] }
    if first.hasPrefix("desa ") { kinds = [.desa, .desaAdat] }
    let fitting = codes.filter { $0.villageKind.map { kinds.contains($0) } ?? false }
    guard fitting.count == 1, Set(codes.map { $0.ancestor(.district) }).count == 1 else { return nil }
    return fitting.first
  }

  /// A close name inside its district, where no other of the regency has the very name.
  private func misspelt(
    _ name: NameForm, _ names: RegionNames, _ parents: [Parent], in book: inout RegionBook
  ) -> Outcome {
    let districts = parents.filter { $0.region.level == .district }
    let scope = districts.first ?? parents.first
    guard let scope else { return .refused(messages.notFound(.village, names.village, in: within, [], book)) }
    guard scope.region.level >= .regency else {
      return .refused(messages.parentsMissing(names, book))
    }
    if scope.unmatched == .district {
      let nearest = offered(NameForm(names.district), .district, in: scope.region, &book)
      var same: [RegionCode] = []
      if case .ambiguous(let codes) = book.pool(.village, in: scope.region).matchWritten(name) { same = codes }
      if same.isEmpty {
        return .refused(messages.notFound(.district, names.district, in: scope.region, nearest, book))
      }
      return .refused(messages.ambiguous(.village, names.village, same, book))
    }
    let answer = book.pool(.village, in: scope.region).match(name)
    // The same name in another district of the regency: moved, or the district is wrong.
    var elsewhere: [RegionCode] = []
    if scope.region.level == .district, let regency = scope.region.ancestor(.regency) {
      switch book.pool(.village, in: regency).matchWritten(name) {
      case .alias(let code):
        return .found(Found(code: code, how: .alias, remarks: scope.remarks))
      case .exact(let code), .close(let code, _): elsewhere = [code]
      case .ambiguous(let codes): elsewhere = codes
      case .notFound: break
      }
    }
    switch answer {
    case .close(let code, let distance)
    where limit == .close && elsewhere.isEmpty && distance + scope.distance <= 3 && scope.region.level == .district:
      let remark = messages.close(.village, names.village, code, book)
      return .found(Found(code: code, how: .close, remarks: scope.remarks + [remark]))
    case .close(let code, _):
      return elsewhere.isEmpty
        ? .refused(messages.notFound(.village, names.village, in: scope.region, [code], book))
        : .refused(messages.ambiguous(.village, names.village, elsewhere + [code], book))
    case .ambiguous(let codes):
      return .refused(messages.ambiguous(.village, names.village, codes, book), isFinal: true)
    case .notFound(let nearest):
      return .refused(
        messages.notFound(.village, names.village, in: scope.region, elsewhere + nearest, book))
    case .exact(let code), .alias(let code):
      return .found(Found(code: code, how: max(.normalised, scope.how), remarks: scope.remarks))
    }
  }
}
