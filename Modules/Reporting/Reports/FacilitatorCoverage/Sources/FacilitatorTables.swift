import Diagnostics
import Domain
import Storage

/// The tables of `facilitator_coverage`, from the postings in force on a day.
struct FacilitatorTables {
  let postings: FacilitatorPostings
  let frame: DistrictFrame
  let ratios: FacilitatorRatios
  let region: RegionCode
  let source: String
  /// In force on the day: of the kabupaten of the region, and of those the ones that lie inside it.
  let now: [FacilitatorPostings.Posting]
  let inside: [FacilitatorPostings.Posting]
  /// Villages without a PLD, ascending.
  let bare: [Int64]
  /// Holders of a post by kecamatan.
  private var holders: [FacilitatorPostings.Post: [Int64: Int]] = [:]
  private var bareCounts: [Int64: Int] = [:]
  /// PLD with more villages than the rules allow, the most first.
  private var overloads: [(person: Person, places: [Int64])] = []

  init(
    _ postings: FacilitatorPostings, _ frame: DistrictFrame, _ ratios: FacilitatorRatios, region: RegionCode,
    day: CalendarDate?, source: String
  ) {
    self.postings = postings
    self.frame = frame
    self.ratios = ratios
    self.region = region
    self.source = source
    now = postings.on(day)
    let isWhole = region.level < .district
    inside = isWhole ? now : now.filter { RegionCode($0.place).map { region.contains($0) } ?? false }
    let served = Set(inside.filter { $0.post == .village && $0.level == .village }.map(\.place))
    bare = frame.villages.filter { !served.contains($0) }
    for village in bare { bareCounts[village / 10_000, default: 0] += 1 }
    for post in [FacilitatorPostings.Post.village, .district, .infrastructure] {
      // Whoever has several villages of a kecamatan counts once.
      let pairs = inside.filter { $0.post == post && $0.district != 0 }.map { ($0.district, $0.person) }.sorted(by: <)
      var counts: [Int64: Int] = [:]
      var last: (Int64, Int) = (0, -1)
      for pair in pairs where pair != last {
        counts[pair.0, default: 0] += 1
        last = pair
      }
      holders[post] = counts
    }
    overloads = own(
      Self.holders(of: [.village], in: now, moreThan: ratios.villagesPerPLD) { $0.level == .village ? $0.place : 0 }
    ).sorted { ($1.places.count, name($0.person)) < ($0.places.count, name($1.person)) }
  }

  private func count(_ post: FacilitatorPostings.Post, _ district: RegionUnit) -> Int {
    holders[post]?[district.code.number] ?? 0
  }

  private func pdVacant(_ unit: RegionUnit) -> Int { max(0, ratios.pdPerDistrict - count(.district, unit)) }
  private func pdtiVacant(_ unit: RegionUnit) -> Int { max(0, ratios.pdtiPerDistrict - count(.infrastructure, unit)) }
  private func pldVacant(_ unit: RegionUnit) -> Int {
    max(0, ratios.pld(for: frame.counts[unit.code] ?? 0) - count(.village, unit))
  }

  // MARK: Figures

  var keyFigures: [KeyFigure] {
    let ordered = inside.map { Person($0) }.sorted()
    let people = ordered.isEmpty ? 0 : 1 + zip(ordered, ordered.dropFirst()).count { $0 != $1 }
    let without = frame.districts.count { count(.district, $0) == 0 || count(.infrastructure, $0) == 0 }
    let vacant = frame.districts.reduce(0) { $0 + pldVacant($1) }
    return [
      figure("facilitators", LocalizedText(id: "Pendamping", en: "Facilitators"), people),
      figure("without_pld", LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"), bare.count),
      figure("vacant_pld", LocalizedText(id: "Kebutuhan PLD yang belum terisi", en: "PLD still needed"), vacant),
      figure("overloaded", overloadedTitle, overloads.count),
      figure(
        "districts", LocalizedText(id: "Kecamatan tanpa PD atau PDTI", en: "Kecamatan without PD or PDTI"), without),
    ]
  }

  private func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
    KeyFigure(id: id, label: label, value: .integer(value), source: source)
  }

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type, source: source)
  }

  private func number(_ id: String, _ indonesian: String, _ english: String) -> ReportColumn {
    column(id, LocalizedText(id: indonesian, en: english), .integer)
  }

  private var code: ReportColumn { column("code", LocalizedText(id: "Kode", en: "Code"), .code) }
  private var person: ReportColumn { column("name", LocalizedText(id: "Nama", en: "Name")).ofPeople }
  private var post: ReportColumn { column("post", LocalizedText(id: "Jabatan", en: "Post"), .category) }

  // MARK: Places

  func regions(_ context: ReportContext) throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "regions", title: LocalizedText(id: "Menurut kecamatan", en: "By kecamatan"),
        columns: [
          code, column("name", RegionLevel.district.title), number("villages", "Desa", "Villages"),
          number("pld", "PLD", "PLD"), number("need", "Butuh PLD", "PLD needed"), number("vacant", "Kurang", "Short"),
          number("without_pld", "Desa tanpa PLD", "Without PLD"), number("pd", "PD", "PD"),
          number("pd_vacant", "Kurang PD", "Short of PD"), number("pdti", "PDTI", "PDTI"),
          number("pdti_vacant", "Kurang PDTI", "Short of PDTI"),
        ]), first: true, frame.districts
    ) { unit in
      let villages = frame.counts[unit.code] ?? 0
      return [
        .code(unit.code.description), .text(unit.name), .integer(villages), .integer(count(.village, unit)),
        .integer(ratios.pld(for: villages)), .integer(pldVacant(unit)), .integer(bareCounts[unit.code.number] ?? 0),
        .integer(count(.district, unit)), .integer(pdVacant(unit)), .integer(count(.infrastructure, unit)),
        .integer(pdtiVacant(unit)),
      ]
    }
  }

  func villages(_ context: ReportContext) throws -> ReportTable {
    let names = try context.store.names(of: Array(bare.prefix(try context.rowLimit())), at: frame.date)
    let districts = Dictionary(
      frame.districts.map { ($0.code.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    return try context.long(
      ReportTable(
        id: "villages", title: LocalizedText(id: "Desa tanpa PLD", en: "Villages without PLD"),
        columns: [code, column("name", RegionLevel.village.title), column("district", RegionLevel.district.title)]),
      bare
    ) { village in
      [
        .code(RegionCode(village)?.description ?? ""), names[village].map { .text($0) } ?? .missing,
        districts[village / 10_000].map { .text($0) } ?? .missing,
      ]
    }
  }

  func districts(_ context: ReportContext) throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "districts",
        title: LocalizedText(id: "Kecamatan kekurangan PD atau PDTI", en: "Kecamatan short of PD or PDTI"),
        columns: [
          code, column("name", RegionLevel.district.title), number("pd", "PD", "PD"),
          number("pd_vacant", "Kurang PD", "Short of PD"), number("pdti", "PDTI", "PDTI"),
          number("pdti_vacant", "Kurang PDTI", "Short of PDTI"),
        ]), frame.districts.filter { pdVacant($0) > 0 || pdtiVacant($0) > 0 }
    ) { unit in
      [
        .code(unit.code.description), .text(unit.name), .integer(count(.district, unit)), .integer(pdVacant(unit)),
        .integer(count(.infrastructure, unit)), .integer(pdtiVacant(unit)),
      ]
    }
  }

  // MARK: People

  /// One person at a post: people of one name in different kabupaten are different people.
  private struct Person: Hashable, Comparable {
    let person: Int
    let post: FacilitatorPostings.Post
    let regency: Int64

    init(_ posting: FacilitatorPostings.Posting) {
      person = posting.person
      post = posting.post
      regency = posting.regency
    }

    static func < (a: Person, b: Person) -> Bool {
      (a.person, a.regency, a.post.rawValue) < (b.person, b.regency, b.post.rawValue)
    }
  }

  private var overloadedTitle: LocalizedText {
    let most = ratios.villagesPerPLD
    return LocalizedText(id: "PLD dengan lebih dari \(most) desa", en: "PLD with over \(most) villages")
  }

  /// Who has more than so many places at a post, in order, those with a place in the region alone.
  private static func holders(
    of posts: Set<FacilitatorPostings.Post>, in postings: [FacilitatorPostings.Posting], moreThan most: Int,
    _ place: (FacilitatorPostings.Posting) -> Int64
  ) -> [(person: Person, places: [Int64])] {
    // In order, the places of each stand together: a set a person would take longer than all the rest.
    struct Pair {
      let person: Person
      let place: Int64
    }
    var pairs = postings.filter { posts.contains($0.post) && $0.district != 0 }.map { posting in
      Pair(person: Person(posting), place: place(posting))
    }
    pairs.sort { (a: Pair, b: Pair) -> Bool in
      a.person == b.person ? a.place < b.place : a.person < b.person
    }
    var found: [(Person, [Int64])] = []
    var start = 0
    while start < pairs.count {
      var places = [pairs[start].place]
      var end = start + 1
      while end < pairs.count, pairs[end].person == pairs[start].person {
        if pairs[end].place != places[places.count - 1] { places.append(pairs[end].place) }
        end += 1
      }
      if places.count > most { found.append((pairs[start].person, places)) }
      start = end
    }
    return found
  }

  /// Those of them who have a place in the region.
  private func own(_ holders: [(person: Person, places: [Int64])]) -> [(person: Person, places: [Int64])] {
    guard region.level >= .district else { return holders }
    let own = Set(inside.map { Person($0) })
    return holders.filter { own.contains($0.person) }
  }

  private func name(_ person: Person) -> String { postings.names[person.person] }

  func overloaded(_ context: ReportContext) throws -> ReportTable {
    try context.long(
      ReportTable(
        id: "overloaded", title: overloadedTitle,
        columns: [
          person, column("regency", RegionLevel.regency.title, .code), number("villages", "Desa", "Villages"),
        ]), overloads
    ) { entry in
      [
        .text(name(entry.person)), .code(RegionCode(entry.person.regency)?.description ?? ""),
        .integer(entry.places.count),
      ]
    }
  }

  /// Whoever serves in more than one kecamatan at the same time.
  func several(_ context: ReportContext) throws -> ReportTable {
    let found = own(Self.holders(of: [.village, .district, .infrastructure], in: now, moreThan: 1) { $0.district })
      .sorted { (name($0.person), $0.person.regency) < (name($1.person), $1.person.regency) }
    let names = try context.store.names(
      of: Set(found.prefix(try context.rowLimit()).flatMap(\.places)).sorted(), at: frame.date)
    return try context.long(
      ReportTable(
        id: "several", title: LocalizedText(id: "Bertugas di beberapa kecamatan", en: "Serving in several kecamatan"),
        columns: [
          person, post, number("districts", "Jumlah kecamatan", "Kecamatan"),
          column("places", LocalizedText(id: "Di", en: "In")),
        ]), found
    ) { entry in
      [
        .text(name(entry.person)), entry.person.post.value, .integer(entry.places.count),
        .text(entry.places.map { names[$0] ?? "\($0)" }.joined(separator: ", ")),
      ]
    }
  }

  /// Whoever lives outside the kecamatan of the posting, as far as the home is recorded.
  func outside(_ context: ReportContext) throws -> ReportTable {
    let found = inside.filter { posting in
      guard let home = posting.home.flatMap({ RegionCode($0) }), let district = RegionCode(posting.district),
        district.level == .district, home != .nation
      else { return false }
      return !district.contains(home) && !home.contains(district)
    }.sorted { ($0.place, $0.post.rawValue, $0.person) < ($1.place, $1.post.rawValue, $1.person) }
    let codes = Set(found.flatMap { [$0.place, $0.home ?? 0] })
    let names = try context.store.names(of: codes.sorted(), at: frame.date)
    return ReportTable(
      id: "outside",
      title: LocalizedText(
        id: "Bertugas di luar kecamatan domisili", en: "Posted outside the kecamatan of their home"),
      columns: [
        code, column("place", LocalizedText(id: "Tempat tugas", en: "Posting")), person, post,
        column("home_code", LocalizedText(id: "Kode domisili", en: "Code of the home"), .code),
        column("home", LocalizedText(id: "Domisili", en: "Home")),
      ],
      rows: found.map { posting in
        [
          .code(RegionCode(posting.place)?.description ?? ""), names[posting.place].map { .text($0) } ?? .missing,
          .text(postings.names[posting.person]), posting.post.value,
          .code(posting.home.flatMap { RegionCode($0)?.description } ?? ""),
          posting.home.flatMap { names[$0] }.map { .text($0) } ?? .missing,
        ]
      }, keyColumns: 3)
  }

  // MARK: Above the kecamatan

  /// Experts and coordinators of each kabupaten and province, and how many work below.
  func staff(_ context: ReportContext) throws -> ReportTable {
    let regencies = Set(frame.districts.compactMap { $0.code.ancestor(.regency)?.number })
    let provinces = region.level <= .province ? Set(regencies.map { $0 / 100 }) : []
    let codes = regencies.union(provinces).sorted { a, b in
      (a < 100 ? a * 100 : a) < (b < 100 ? b * 100 : b)
    }
    let names = try context.store.names(of: codes, at: frame.date)
    let ordered = now.map { posting in
      (place: posting.level <= .province ? posting.place : posting.regency, post: posting.post, person: posting.person)
    }.sorted { ($0.place, $0.post.rawValue, $0.person) < ($1.place, $1.post.rawValue, $1.person) }
    var own: [Int64: [FacilitatorPostings.Post: Int]] = [:]
    for (index, posting) in ordered.enumerated() where index == 0 || ordered[index - 1] != posting {
      own[posting.place, default: [:]][posting.post, default: 0] += 1
    }
    func count(_ code: Int64, _ post: FacilitatorPostings.Post) -> ReportValue { .integer(own[code]?[post] ?? 0) }
    return ReportTable(
      id: "staff",
      title: LocalizedText(
        id: "Tenaga ahli dan koordinator menurut kabupaten dan provinsi",
        en: "Experts and coordinators by kabupaten and province"),
      columns: [
        code, column("name", LocalizedText(id: "Wilayah", en: "Region")), number("tapm", "TAPM", "TAPM"),
        number("coordinators", "Koordinator", "Coordinators"), number("pd", "PD", "PD"),
        number("pdti", "PDTI", "PDTI"), number("pld", "PLD", "PLD"), number("ptpd", "PTPD", "PTPD"),
        number("sections", "Kasi PMD", "Sections"),
      ],
      rows: codes.map { code in
        [
          .code(RegionCode(code)?.description ?? ""), names[code].map { .text($0) } ?? .missing, count(code, .expert),
          count(code, .coordinator), count(code, .district), count(code, .infrastructure), count(code, .village),
          count(code, .adviser), count(code, .section),
        ]
      })
  }

  func periods() -> ReportTable {
    let own =
      region.level < .district
      ? postings.all : postings.all.filter { RegionCode($0.place).map { region.contains($0) } ?? false }
    let rows = PostingPeriods(own).findings.map { finding -> [ReportValue] in
      [
        .code(RegionCode(finding.place)?.description ?? ""), finding.post.value,
        .text(postings.names[finding.before]), .text(postings.names[finding.after]),
        finding.kind == .gap
          ? .category(id: "gap", label: LocalizedText(id: "kosong", en: "gap"))
          : .category(id: "overlap", label: LocalizedText(id: "tumpang tindih", en: "overlap")),
        .integer(finding.days),
      ]
    }
    return ReportTable(
      id: "periods",
      title: LocalizedText(id: "Masa tugas yang kosong atau tumpang tindih", en: "Gaps and overlaps of postings"),
      columns: [
        code, post, column("before", LocalizedText(id: "Sebelumnya", en: "Before")).ofPeople,
        column("after", LocalizedText(id: "Sesudahnya", en: "After")).ofPeople,
        column("kind", LocalizedText(id: "Keadaan", en: "Kind"), .category), number("days", "Hari", "Days"),
      ], rows: rows)
  }
}

extension FacilitatorPostings.Post {
  /// Short, as offices write them.
  var label: LocalizedText {
    switch self {
    case .expert: LocalizedText(id: "TAPM", en: "TAPM")
    case .district: LocalizedText(id: "PD", en: "PD")
    case .infrastructure: LocalizedText(id: "PDTI", en: "PDTI")
    case .village: LocalizedText(id: "PLD", en: "PLD")
    case .adviser: LocalizedText(id: "PTPD", en: "PTPD")
    case .section: LocalizedText(id: "Kasi PMD", en: "Head of section")
    case .coordinator: LocalizedText(id: "Koordinator", en: "Coordinator")
    }
  }
}
