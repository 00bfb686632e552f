/// The four states of a follow-up action (RKTL); that one is late is computed, never a state.
public enum ActionStatus: Int, Hashable, Sendable, CaseIterable, Comparable {
  case planned = 1
  case running
  case done
  case dropped

  /// The id as stored and as machines read it.
  public var id: String {
    switch self {
    case .planned: "belum"
    case .running: "berjalan"
    case .done: "selesai"
    case .dropped: "batal"
    }
  }

  /// Whether something is still to be done.
  public var isOpen: Bool { self == .planned || self == .running }

  public static func < (a: ActionStatus, b: ActionStatus) -> Bool { a.rawValue < b.rawValue }
}

/// One entry of an action's progress log, which only grows.
public struct ActionProgress: Hashable, Sendable {
  public var date: CalendarDate
  /// Whose part it is about; nil is the action as a whole.
  public var party: String?
  public var status: ActionStatus?
  /// Per cent done, 0 to 100.
  public var percent: Double?
  public var text: String?
  public var evidence: String?
  /// Whether what was made was seen in use; nil where nobody looked.
  public var isInUse: Bool?

  public init(
    date: CalendarDate, party: String? = nil, status: ActionStatus?, percent: Double? = nil, text: String? = nil,
    evidence: String? = nil, isInUse: Bool? = nil
  ) {
    self.isInUse = isInUse
    self.date = date
    self.party = party
    self.status = status
    self.percent = percent
    self.text = text
    self.evidence = evidence
  }
}

/// Where an action stands on a day: from the status it was recorded with and the entries of its log up to then.
///
/// The latest entry about the whole decides; a status recorded with its day counts as an entry of that day, one without comes
/// before all. Where only parts have reported (a collective party such as *Camat se-Kabupaten*), the action is done when
/// every part is, and running as soon as one is under way.
public struct ActionStanding: Hashable, Sendable {
  public let status: ActionStatus
  /// The day since which the status holds; nil where only a record without a day says it.
  public let since: CalendarDate?
  /// Parts done, and parts there are; nil for an action of one party.
  public let parts: (done: Int, all: Int)?
  /// Days past the due date, for actions that are still open.
  public let daysLate: Int
  /// The last word on it.
  public let remark: String?
  public let hasEvidence: Bool
  /// Whether it was said to be done, and later said to be open again.
  public let wasReopened: Bool
  /// Whether its result was in use when it was last looked at; nil where nobody looked.
  public let isInUse: Bool?

  /// - Parameters:
  ///   - recordedOn: the day of the recorded status; on a day before it, the action was only planned and had no evidence.
  ///   - expected: how many parts a collective action has; nil where it has one.
  ///   - today: the day asked about; nil takes everything, and leaves out how late it is.
  public init(
    recorded: ActionStatus, recordedOn: CalendarDate? = nil, evidence: String?, log: [ActionProgress], expected: Int?,
    due: CalendarDate?, today: CalendarDate?
  ) {
    let entries = Self.entries(log, today)
    let isRecorded = recordedOn.flatMap { day in today.map { day <= $0 } } ?? true
    var said = Said(status: recordedOn == nil ? recorded : .planned)
    var dated = isRecorded ? recordedOn : nil
    var latest: [String: ActionStatus] = [:]
    for entry in entries {
      if let day = dated, day <= entry.date {
        said.add(recorded, on: day)
        dated = nil
      }
      guard let told = entry.status else { continue }
      if let party = entry.party {
        latest[party] = told
      } else {
        said.add(told, on: entry.date)
      }
    }
    if let day = dated { said.add(recorded, on: day) }
    if latest.isEmpty, expected ?? 0 <= 1 {
      parts = nil
    } else {
      let done = latest.values.count { !$0.isOpen }
      let all = max(expected ?? 0, latest.count)
      parts = (done, max(all, 1))
      if !latest.isEmpty, said.since == nil || said.status.isOpen {
        said.since = entries.last { $0.party != nil && $0.status != nil }?.date
        if done >= all {
          said.status = .done
        } else if latest.values.contains(where: { $0 != .planned }) {
          said.status = max(said.status, .running)
        }
      }
    }
    status = said.status
    since = said.since
    wasReopened = said.wasReopened
    isInUse = entries.last { $0.isInUse != nil }?.isInUse
    remark = entries.last { $0.text != nil }?.text
    hasEvidence =
      isRecorded && !(evidence ?? "").isEmpty || entries.contains { !($0.evidence ?? "").isEmpty }
    if let due, let today, status.isOpen, today > due {
      daysLate = today.dayNumber - due.dayNumber
    } else {
      daysLate = 0
    }
  }

  /// The entries up to a day, oldest first; most logs are in that order already.
  private static func entries(_ log: [ActionProgress], _ today: CalendarDate?) -> [ActionProgress] {
    var entries = log
    if let today, log.contains(where: { $0.date > today }) { entries = log.filter { $0.date <= today } }
    if zip(entries, entries.dropFirst()).contains(where: { $0.date > $1.date }) {
      entries.sort { $0.date < $1.date }
    }
    return entries
  }

  /// What was said about the action as a whole, one status after the other.
  private struct Said {
    var status: ActionStatus
    var since: CalendarDate?
    var wasReopened = false

    /// Said again, a status holds from the day on which it was said first.
    mutating func add(_ told: ActionStatus, on day: CalendarDate) {
      if told != status || since == nil { since = day }
      if status == .done, told.isOpen { wasReopened = true }
      status = told
    }
  }

  public static func == (a: ActionStanding, b: ActionStanding) -> Bool {
    a.status == b.status && a.since == b.since && a.parts?.done == b.parts?.done && a.parts?.all == b.parts?.all
      && a.daysLate == b.daysLate && a.remark == b.remark && a.hasEvidence == b.hasEvidence && a.isInUse == b.isInUse
      && a.wasReopened == b.wasReopened
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(status)
    hasher.combine(since)
    hasher.combine(daysLate)
  }
}
