import Domain

/// The meetings of a series before and after one: those of its `seri`, or of its kind and region where it has none.
struct MeetingSeries {
  let before: [Meeting]
  let after: [Meeting]

  /// - Parameter followsParent: whether a meeting that belongs to another has that one's series.
  init(_ context: ReportContext, around meeting: Meeting, followsParent: Bool = true) throws {
    let all = try context.meetings().filter { other in
      guard other.id != meeting.id else { return true }
      if let series = meeting.series { return other.series == series }
      return other.series == nil && other.kind == meeting.kind && other.region == meeting.region
    }
    // A meeting that belongs to another one has that one's series: a kick-off takes over what its mission does, a workshop
    // follows its training.
    if followsParent, meeting.series == nil || all.count == 1, let parent = meeting["induk"],
      parent != meeting.id, let mission = try context.meeting(parent)
    {
      let own = try MeetingSeries(context, around: mission, followsParent: false)
      let isLater = (mission.day?.number ?? 0) > (meeting.day?.number ?? 0)
      before = own.before + (isLater ? [] : [mission])
      after = (isLater ? [mission] : []) + own.after
      return
    }
    let place = all.firstIndex { $0.id == meeting.id } ?? all.count
    before = Array(all[..<place])
    after = Array(all[min(place + 1, all.count)...])
  }
}
