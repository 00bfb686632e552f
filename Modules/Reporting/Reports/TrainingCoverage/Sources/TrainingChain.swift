import Domain
import Storage

/// How far each kecamatan came from a course to its use: trained, then at a workshop, then practised.
///
/// A workshop counts where somebody of the kecamatan, or of one of its villages, stands in the attendance of a meeting of
/// the kind `lokakarya` that began no earlier than the first course there. Practice is what the kecamatan did after that
/// workshop: a meeting of its own, or an action placed there that was under way or done.
struct TrainingChain {
  struct Step {
    let district: RegionCode
    /// The day of its first course.
    let trained: CalendarDate
    var workshop: (meeting: String, day: CalendarDate)?
    /// What came first after the workshop: a meeting's id, or an action as `meeting#number`.
    var practice: (reference: String, day: CalendarDate)?
  }

  private(set) var steps: [Step] = []

  init(_ context: ReportContext, _ courses: [TrainingRecords.Course]) throws {
    var first: [RegionCode: CalendarDate] = [:]
    for course in courses {
      guard let district = course.district else { continue }
      first[district] = min(first[district] ?? course.start, course.start)
    }
    steps = first.sorted { $0.key < $1.key }.map { Step(district: $0.key, trained: $0.value) }
    guard !steps.isEmpty else { return }
    let meetings = try Self.meetings(context)
    try findWorkshops(context, meetings)
    try findPractice(context, meetings)
  }

  private struct Held {
    let id: String
    let day: CalendarDate
    let region: RegionCode?
    let isWorkshop: Bool
  }

  /// Meetings that were held, by day.
  private static func meetings(_ context: ReportContext) throws -> [Held] {
    let dataset = try context.declaration(of: Meeting.dataset)
    let workshop = dataset.field("rapat_jenis")?.categories?.firstIndex { $0.id == "lokakarya" }.map { $0 + 1 }
    let table = try context.store.records(
      RecordQuery(dataset: Meeting.dataset, fields: ["rapat_id", "rapat_jenis", "rapat_mulai", "rapat_wilayah"]))
    return (0..<table.count).compactMap { row in
      guard let id = table.text("rapat_id", row), let day = table.day("rapat_mulai", row) else { return nil }
      return Held(
        id: id, day: day, region: table.integer("rapat_wilayah", row).flatMap { RegionCode($0) },
        isWorkshop: workshop != nil && table.integer("rapat_jenis", row).map { Int($0) } == workshop)
    }.sorted { ($0.day, $0.id) < ($1.day, $1.id) }
  }

  private mutating func findWorkshops(_ context: ReportContext, _ meetings: [Held]) throws {
    let workshops = meetings.filter(\.isWorkshop)
    guard !workshops.isEmpty else { return }
    var filters: [RecordQuery.Filter] = [.texts(field: "hadir_rapat", workshops.map(\.id))]
    if context.region != .nation { filters.append(.within(field: "hadir_wilayah", context.region)) }
    let table = try context.store.records(
      RecordQuery(dataset: "rapat_hadir", fields: ["hadir_rapat", "hadir_wilayah"], filters: filters))
    var attended: [String: Set<RegionCode>] = [:]
    for row in 0..<table.count {
      guard let meeting = table.text("hadir_rapat", row),
        let district = table.integer("hadir_wilayah", row).flatMap({ RegionCode($0)?.ancestor(.district) })
      else { continue }
      attended[meeting, default: []].insert(district)
    }
    for index in steps.indices {
      let step = steps[index]
      let found = workshops.first {
        $0.day >= step.trained && attended[$0.id]?.contains(step.district) ?? false
      }
      steps[index].workshop = found.map { ($0.id, $0.day) }
    }
  }

  private mutating func findPractice(_ context: ReportContext, _ meetings: [Held]) throws {
    guard steps.contains(where: { $0.workshop != nil }) else { return }
    var deeds: [RegionCode: [(reference: String, day: CalendarDate)]] = [:]
    for meeting in meetings where !meeting.isWorkshop {
      guard let region = meeting.region, let district = region.ancestor(.district) else { continue }
      deeds[district, default: []].append((meeting.id, meeting.day))
    }
    for deed in try Self.actions(context) {
      deeds[deed.district, default: []].append((deed.reference, deed.day))
    }
    for index in steps.indices {
      guard let workshop = steps[index].workshop else { continue }
      steps[index].practice = deeds[steps[index].district]?.filter { $0.day > workshop.day }
        .min { ($0.day, $0.reference) < ($1.day, $1.reference) }
    }
  }

  /// Actions of kecamatan and their villages on days on which they were under way or done.
  private static func actions(_ context: ReportContext) throws -> [(
    district: RegionCode, reference: String, day: CalendarDate
  )] {
    let filters: [RecordQuery.Filter] =
      context.region == .nation ? [] : [.within(field: "tl_lokasi", context.region)]
    let table = try context.store.records(
      RecordQuery(
        dataset: MeetingAction.dataset,
        fields: ["tl_rapat", "tl_nomor", "tl_lokasi", "tl_mulai", "tl_status", "tl_tanggal_status"], filters: filters))
    let active: Set<Int64> = [Int64(ActionStatus.running.rawValue), Int64(ActionStatus.done.rawValue)]
    var places: [String: RegionCode] = [:]
    var meetings: Set<String> = []
    var deeds: [(district: RegionCode, reference: String, day: CalendarDate)] = []
    for row in 0..<table.count {
      guard let district = table.integer("tl_lokasi", row).flatMap({ RegionCode($0)?.ancestor(.district) }) else {
        continue
      }
      let meeting = table.text("tl_rapat", row) ?? ""
      let reference = "\(meeting)#\(table.integer("tl_nomor", row) ?? 0)"
      places[reference] = district
      meetings.insert(meeting)
      guard table.integer("tl_status", row).map(active.contains) ?? false,
        let day = table.day("tl_tanggal_status", row) ?? table.day("tl_mulai", row)
      else { continue }
      deeds.append((district, reference, day))
    }
    let log = try context.store.records(
      RecordQuery(
        dataset: "tindak_lanjut_kemajuan", fields: ["kem_rapat", "kem_nomor", "kem_tanggal", "kem_status"],
        filters: context.region == .nation ? [] : [.texts(field: "kem_rapat", meetings.sorted())]))
    for row in 0..<log.count where log.integer("kem_status", row).map(active.contains) ?? false {
      let reference = "\(log.text("kem_rapat", row) ?? "")#\(log.integer("kem_nomor", row) ?? 0)"
      guard let district = places[reference], let day = log.day("kem_tanggal", row) else { continue }
      deeds.append((district, reference, day))
    }
    return deeds
  }
}
