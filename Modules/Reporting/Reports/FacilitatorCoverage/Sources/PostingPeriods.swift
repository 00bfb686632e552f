import Domain

/// Gaps and overlaps of postings of one post at one place, found in one pass over postings in order.
struct PostingPeriods {
  enum Kind { case gap, overlap }

  struct Finding {
    let kind: Kind
    let post: FacilitatorPostings.Post
    let place: Int64
    let before: Int
    let after: Int
    /// Days vacant, or held twice; nil where an end is open.
    let days: Int?
  }

  private(set) var findings: [Finding] = []

  /// A village has one PLD at a time; of other posts several may be at one place, but nobody twice.
  init(_ postings: [FacilitatorPostings.Posting]) {
    let ordered = postings.filter { [.village, .district, .infrastructure].contains($0.post) }
      .sorted { ($0.place, $0.post.rawValue, $0.from ?? 0) < ($1.place, $1.post.rawValue, $1.from ?? 0) }
    var start = ordered.startIndex
    while start < ordered.endIndex {
      var end = start
      while end < ordered.endIndex, ordered[end].place == ordered[start].place, ordered[end].post == ordered[start].post
      {
        end += 1
      }
      if end - start > 1 { look(ordered[start..<end]) }
      start = end
    }
  }

  private mutating func look(_ own: ArraySlice<FacilitatorPostings.Posting>) {
    guard var last = own.first else { return }
    var earlier = [last]
    for posting in own.dropFirst() {
      let begins = posting.from ?? 0
      let twice = earlier.first { other in
        (posting.post == .village || other.person == posting.person) && (other.until.map { $0 >= begins } ?? true)
      }
      if let twice {
        let end = [twice.until, posting.until].compactMap { $0 }.min()
        add(.overlap, twice, posting, Self.days(from: posting.from, through: end))
      } else if let until = last.until, until < begins, let days = Self.days(from: until, through: begins), days > 2 {
        // The days between, neither end included.
        add(.gap, last, posting, days - 2)
      }
      earlier.append(posting)
      if last.until.map({ until in posting.until.map { $0 > until } ?? true }) ?? false { last = posting }
    }
  }

  private mutating func add(
    _ kind: Kind, _ before: FacilitatorPostings.Posting, _ after: FacilitatorPostings.Posting, _ days: Int?
  ) {
    findings.append(
      Finding(
        kind: kind, post: after.post, place: after.place, before: before.person, after: after.person, days: days))
  }

  /// Days from one to the other, both included.
  private static func days(from: Int?, through: Int?) -> Int? {
    guard let from = from.flatMap({ CalendarDate(number: $0) }),
      let through = through.flatMap({ CalendarDate(number: $0) })
    else { return nil }
    return through.dayNumber - from.dayNumber + 1
  }
}
