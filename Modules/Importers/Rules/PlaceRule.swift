import Diagnostics
import Domain
import Storage

/// What is agreed, raised or represented at a meeting lies in its region, or holds it: a province may send somebody to a
/// kabupaten.
final class PlaceRule: RowRule {
  private let records: MeetingRecords

  init(_ records: MeetingRecords) { self.records = records }

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    guard let (meeting, place) = Self.fields.first(where: { rows.has($0.place) }) else { return [] }
    try records.loadRegions(of: rows.names(meeting), rows.periods, in: store)
    let date = try store.registerDate(for: nil)?.date
    func named(_ code: RegionCode) throws -> String {
      let name = try date.flatMap { try store.unit(code, at: $0)?.name }
      return name.map { "\($0) (\(code))" } ?? "\(code)"
    }
    var found: [RowFinding] = []
    for row in 0..<rows.count {
      guard let own = rows.region(place, row), let name = rows.text(meeting, row),
        let region = records.regions[name] ?? nil,
        !region.contains(own), !own.contains(region)
      else { continue }
      let (spot, inside) = (try named(own), try named(region))
      found.append(
        RowFinding(
          row: row,
          told: Diagnostic(
            code: "place-outside-meeting", severity: .warning,
            message: LocalizedText(
              id: "\(place): \(spot) di luar wilayah rapat `\(name)`, \(inside)",
              en: "\(place): \(spot) lies outside the region of the meeting `\(name)`, \(inside)"),
            place: rows.place(row, place), value: "\(own)",
            hint: LocalizedText(
              id: "periksa nama tempatnya, atau wilayah rapat itu",
              en: "check the name of the place, or the meeting's region"
            ))
        ))
    }
    return found
  }

  /// Of each dataset the field that names the meeting, and that of the place.
  private static let fields: [(meeting: String, place: String)] = [
    ("tl_rapat", "tl_lokasi"), ("asp_rapat", "asp_desa"), ("hadir_rapat", "hadir_wilayah"),
    ("delegasi_rapat", "delegasi_wilayah"),
  ]
}
