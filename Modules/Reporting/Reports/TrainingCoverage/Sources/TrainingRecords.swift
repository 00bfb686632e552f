import Diagnostics
import Domain
import Storage

/// Courses as recorded, with the region that participants came from.
struct TrainingRecords {
  struct Course {
    let title: String
    let organiser: String
    let place: RegionCode
    let start: CalendarDate
    let participants: Int?
    /// Whether its participants were village officials; nil where nobody said who they were.
    let isOfficials: Bool?

    /// The kecamatan it reached; nil for courses of a whole kabupaten or above.
    var district: RegionCode? { place.ancestor(.district) }
  }

  let all: [Course]

  /// Those of the options `course` and `participants`, in the region and period asked for, by day.
  init(_ context: ReportContext) throws {
    let dataset = try context.declaration(of: "pelatihan")
    var filters: [RecordQuery.Filter] = []
    if context.region != .nation { filters.append(.within(field: "plt_wilayah", context.region)) }
    let groups = dataset.field("plt_sasaran")?.categories ?? []
    if let wanted = context.options["participants"] {
      guard let place = groups.firstIndex(where: { $0.id == wanted }) else {
        let known = groups.map(\.id)
        throw ReportFailure(
          Diagnostic(
            code: "option-invalid",
            message: LocalizedText(
              id: "`participants` tidak mengenal `\(wanted)`", en: "`participants` does not know `\(wanted)`"),
            value: wanted,
            hint: LocalizedText(
              id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))")))
      }
      filters.append(.numbers(field: "plt_sasaran", Int64(place + 1)...Int64(place + 1)))
    }
    let table = try context.store.records(
      RecordQuery(
        dataset: dataset.id,
        fields: ["plt_jenis", "plt_penyelenggara", "plt_wilayah", "plt_mulai", "plt_peserta", "plt_sasaran"],
        periods: context.period.map { $0.year...$0.year }, filters: filters))
    let officials = groups.firstIndex { $0.id == "aparatur_desa" }.map { $0 + 1 }
    let unsaid = groups.firstIndex { $0.id == "tidak_disebut" }.map { $0 + 1 }
    let word = context.options["course"]?.lowercased()
    all = (0..<table.count).compactMap { row in
      guard let place = table.integer("plt_wilayah", row).flatMap({ RegionCode($0) }),
        let start = table.day("plt_mulai", row), let title = table.text("plt_jenis", row),
        word.map({ title.lowercased().contains($0) }) ?? true
      else { return nil }
      let group = table.integer("plt_sasaran", row).map { Int($0) }
      return Course(
        title: title, organiser: table.text("plt_penyelenggara", row) ?? "", place: place, start: start,
        participants: table.integer("plt_peserta", row).map { Int($0) },
        isOfficials: group == nil || group == unsaid ? nil : group == officials)
    }.sorted { ($0.start, $0.place, $0.title) < ($1.start, $1.place, $1.title) }
  }
}
