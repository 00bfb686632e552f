/// Three questions to an activity, as supervision asks them: on target, on time, of benefit (*tepat sasaran, tepat waktu,
/// tepat manfaat*). What the records do not show *cannot be judged yet*, with the reason; it is never guessed.
public struct ActivityVerdict: Hashable, Sendable {
  public enum Answer: Hashable, Sendable {
    case yes
    case no(Reason)
    case open(Reason)
  }

  public enum Reason: String, Hashable, Sendable, CaseIterable {
    case placeNotListed, noList, noVillage
    case late, dropped, notDone, noDueDate, noDayOfClosing
    case notInUse, notVisited
  }

  /// Its place is a village on a list of a target.
  public let onTarget: Answer
  /// Done by its due date.
  public let onTime: Answer
  /// Its result was seen in use.
  public let ofBenefit: Answer

  /// - Parameters:
  ///   - isListed: whether its village is on a target's list; nil where no list is stored.
  ///   - isVillage: whether its place is one village.
  public init(_ standing: ActionStanding, due: CalendarDate?, isVillage: Bool, isListed: Bool?) {
    if !isVillage {
      onTarget = .open(.noVillage)
    } else if let isListed {
      onTarget = isListed ? .yes : .no(.placeNotListed)
    } else {
      onTarget = .open(.noList)
    }
    switch (standing.status, due) {
    case (.dropped, _): onTime = .no(.dropped)
    case (_, nil): onTime = .open(.noDueDate)
    case (.done, let due?):
      onTime = standing.since.map { $0 <= due ? .yes : .no(.late) } ?? .open(.noDayOfClosing)
    case (.planned, _), (.running, _): onTime = standing.daysLate > 0 ? .no(.late) : .open(.notDone)
    }
    if standing.status == .dropped {
      ofBenefit = .no(.dropped)
    } else {
      ofBenefit =
        standing.isInUse.map { $0 ? .yes : .no(.notInUse) } ?? .open(standing.status == .done ? .notVisited : .notDone)
    }
  }

  public var answers: [Answer] { [onTarget, onTime, ofBenefit] }

  /// All three: no where one is no, yes where all are; nil where it cannot be judged yet.
  public var isRight: Bool? {
    var isOpen = false
    for answer in [onTarget, onTime, ofBenefit] {
      switch answer {
      case .yes: continue
      case .no: return false
      case .open: isOpen = true
      }
    }
    return isOpen ? nil : true
  }

  /// Why answers are not yes, in the order of the questions, each once.
  public var reasons: [Reason] {
    var reasons: [Reason] = []
    for answer in answers {
      switch answer {
      case .yes: continue
      case .no(let reason), .open(let reason): if !reasons.contains(reason) { reasons.append(reason) }
      }
    }
    return reasons
  }
}
