import Domain
import Storage

/// The postings of facilitators as recorded; a person is a number, which stands for a name.
struct FacilitatorPostings {
  struct Posting {
    let post: Int
    let person: Int32
    let place: RegionCode
    let from: CalendarDate?
    let until: CalendarDate?

    func isInForce(on day: CalendarDate?) -> Bool {
      guard let day else { return true }
      return from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }
  }

  /// Two postings of a place, one after the other, with days between them; 0 or fewer days where they overlap.
  struct Break {
    let place: RegionCode
    let before: Int32
    let after: Int32
    let days: Int
  }

  let all: [Posting]
  private let names: TextCodes

  init(_ context: ReportContext) throws {
    let table = try context.store.records(
      RecordQuery(dataset: "pendamping", fields: ["pd_jabatan", "pd_nama", "pd_wilayah", "pd_mulai", "pd_selesai"]))
    let names = TextCodes(table.texts("pd_nama") ?? TextColumn())
    let (posts, places) = (table.integers("pd_jabatan") ?? [], table.integers("pd_wilayah") ?? [])
    let (starts, ends) = (table.integers("pd_mulai") ?? [], table.integers("pd_selesai") ?? [])
    all = (0..<table.count).compactMap { row in
      guard let place = RegionCode(places[row]), posts[row] != Cell.missing else { return nil }
      return Posting(
        post: Int(posts[row]), person: names.codes[row], place: place, from: CalendarDate(number: Int(starts[row])),
        until: CalendarDate(number: Int(ends[row])))
    }
    self.names = names
  }

  func name(_ person: Int32) -> String { person < 0 ? "" : names.text(of: person) }

  /// Where the postings of a post in a place overlap or leave it vacant, by place and day.
  func breaks(of post: Int, in region: RegionCode) -> [Break] {
    let own = all.filter { $0.post == post && region.contains($0.place) }
    func key(_ index: Int) -> (Int64, Int, Int) { (own[index].place.number, own[index].from?.number ?? 0, index) }
    let ordered = own.indices.sorted { key($0) < key($1) }
    return zip(ordered, ordered.dropFirst()).compactMap { first, second in
      let (a, b) = (own[first], own[second])
      guard a.place == b.place, let begins = b.from else { return nil }
      let days = a.until.map { begins.dayNumber - $0.dayNumber - 1 } ?? -1
      return days == 0 ? nil : Break(place: a.place, before: a.person, after: b.person, days: days)
    }
  }
}

/// Who is posted where on a day.
struct FacilitatorsPosted {
  private struct Post: Hashable {
    let post: Int
    let district: RegionCode
  }

  /// Villages with a PLD.
  private(set) var served: Set<RegionCode> = []
  /// How many villages each PLD serves.
  private(set) var loads: [(person: Int32, villages: Int)] = []
  private var counts: [Post: Int] = [:]
  private let now: [FacilitatorPostings.Posting]

  private static let pld = 4

  init(_ postings: FacilitatorPostings, on day: CalendarDate?) {
    now = postings.all.filter { $0.isInForce(on: day) }
    // A person counts once a post and kecamatan, and a village once a person: sorted, the same stand together.
    var posts: [(district: Int64, post: Int, person: Int32)] = []
    var villages: [(person: Int32, village: RegionCode)] = []
    for posting in now {
      if let district = posting.place.ancestor(.district) {
        posts.append((district.number, posting.post, posting.person))
      }
      if posting.post == Self.pld, posting.place.level == .village { villages.append((posting.person, posting.place)) }
    }
    posts.sort { $0 < $1 }
    for (index, own) in posts.enumerated() where index == 0 || posts[index - 1] != own {
      if let district = RegionCode(own.district) { counts[Post(post: own.post, district: district), default: 0] += 1 }
    }
    villages.sort { $0 < $1 }
    served.reserveCapacity(villages.count)
    for (index, own) in villages.enumerated() where index == 0 || villages[index - 1] != own {
      served.insert(own.village)
      if loads.last?.person == own.person {
        loads[loads.count - 1].villages += 1
      } else {
        loads.append((own.person, 1))
      }
    }
  }

  /// People in a post that are posted in a kecamatan or to villages of it.
  func people(_ post: Int, in district: RegionCode) -> Int { counts[Post(post: post, district: district)] ?? 0 }

  /// People posted in a region, whatever their post.
  func people(in region: RegionCode) -> Int {
    var people: Set<Int32> = []
    for posting in now where region.contains(posting.place) { people.insert(posting.person) }
    return people.count
  }
}
