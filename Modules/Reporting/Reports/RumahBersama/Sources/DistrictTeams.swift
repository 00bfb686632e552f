import Domain
import Storage

/// The team of a kecamatan as recorded: of several years the latest.
struct DistrictTeam {
  struct Member {
    let body: String
    let position: String?
  }

  var year: Int
  var members: [Member]
  var decree: String?
  var decreed: CalendarDate?

  /// Whoever leads: the member with the position of chair.
  var chair: String? {
    members.first { member in
      guard let position = member.position?.lowercased() else { return false }
      return position.contains("ketua") && !position.contains("wakil")
    }?.body
  }

  /// The teams of a region by kecamatan.
  static func all(_ context: ReportContext) throws -> [RegionCode: DistrictTeam] {
    let table = try context.store.records(
      RecordQuery(
        dataset: "rumah_bersama", fields: ["rb_kecamatan", "rb_unsur", "rb_kedudukan", "rb_sk", "rb_tanggal_sk"],
        periods: context.period.map { 0...$0.year },
        filters: context.region == .nation ? [] : [.within(field: "rb_kecamatan", context.region)]))
    var teams: [RegionCode: DistrictTeam] = [:]
    // Rows come by period: a later year begins anew.
    for row in 0..<table.count {
      guard let code = table.integer("rb_kecamatan", row).flatMap({ RegionCode($0) }), code.level == .district,
        let body = table.text("rb_unsur", row)
      else { continue }
      let year = Int(table.periods[row])
      if teams[code]?.year != year { teams[code] = DistrictTeam(year: year, members: []) }
      teams[code]?.members.append(Member(body: body, position: table.text("rb_kedudukan", row)))
      if let decree = table.text("rb_sk", row) { teams[code]?.decree = decree }
      if let day = table.day("rb_tanggal_sk", row) { teams[code]?.decreed = day }
    }
    return teams
  }
}
