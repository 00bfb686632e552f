import Domain

/// The same action twice for one place at overlapping times: what is perhaps planned or paid twice.
struct AgendaClashes {
  struct Clash {
    let first: MeetingAction
    let second: MeetingAction
  }

  private(set) var all: [Clash] = []

  /// Actions that were dropped clash with nothing. Texts are the same where nine of ten words are.
  init(_ actions: [MeetingAction]) {
    let live = actions.filter { $0.place != nil && $0.due != nil && $0.standing.status != .dropped }
    for (_, own) in Dictionary(grouping: live, by: \.place).sorted(by: { ($0.key ?? .nation) < ($1.key ?? .nation) })
    where own.count > 1 {
      let words = own.map { WordLikeness($0["kegiatan"] ?? "") }
      for a in own.indices {
        for b in own.indices.dropFirst(a + 1)
        where Self.overlap(own[a], own[b]) && words[a].to(words[b]) >= 0.9 {
          all.append(Clash(first: own[a], second: own[b]))
        }
      }
    }
  }

  /// Without a start an action takes place on the day it is due.
  private static func overlap(_ a: MeetingAction, _ b: MeetingAction) -> Bool {
    guard let aEnd = a.due, let bEnd = b.due else { return false }
    return (a.start ?? aEnd) <= bEnd && (b.start ?? bEnd) <= aEnd
  }
}
