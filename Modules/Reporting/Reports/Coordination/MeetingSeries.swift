/// The meetings of a series before and after one: those of its `seri`, or of its kind and region where it has none.
struct MeetingSeries {
  let before: [Meeting]
  let after: [Meeting]

  init(_ context: ReportContext, around meeting: Meeting) throws {
    let all = try context.meetings().filter { other in
      guard other.id != meeting.id else { return true }
      if let series = meeting.series { return other.series == series }
      return other.series == nil && other.kind == meeting.kind && other.region == meeting.region
    }
    // A kick-off belongs to the mission that it opens: what that mission takes over is its matter.
    if meeting.series == nil || all.count == 1, let parent = meeting["induk"],
      let mission = try context.meetings().first(where: { $0.id == parent && $0.id != meeting.id })
    {
      let own = try MeetingSeries(context, around: mission)
      (before, after) = (own.before, [mission] + own.after)
      return
    }
    let place = all.firstIndex { $0.id == meeting.id } ?? all.count
    before = Array(all[..<place])
    after = Array(all[min(place + 1, all.count)...])
  }
}
