import Diagnostics
import Domain
import Storage

/// The tables of `rumah_bersama` about the teams.
struct RumahBersamaTables {
  let teams: [RegionCode: DistrictTeam]
  let expected: RumahBersamaMembers
  let frame: DistrictFrame
  let regencies: [RegionCode: String]
  let source: String

  private func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
    ReportColumn(id: id, label: label, type: type, source: source)
  }

  private func missing(_ team: DistrictTeam) -> [RumahBersamaMembers.Member] {
    expected.missing(from: team.members.map(\.body))
  }

  /// Whether the team is led by whoever should.
  private func isLed(_ team: DistrictTeam) -> Bool {
    team.chair.flatMap { expected.member($0) }?.isChair ?? false
  }

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), source: source)
    }
    let own = frame.districts.compactMap { teams[$0.code] }
    return [
      figure("districts", LocalizedText(id: "Kecamatan", en: "Kecamatan"), frame.districts.count),
      figure("teams", LocalizedText(id: "Sudah ada tim", en: "With a team"), own.count),
      figure(
        "without_team", LocalizedText(id: "Belum ada tim", en: "Without a team"), frame.districts.count - own.count),
      figure(
        "without_decree", LocalizedText(id: "Tim tanpa SK", en: "Teams without a decree"),
        own.count { $0.decree == nil }),
      figure(
        "incomplete", LocalizedText(id: "Tim belum lengkap", en: "Incomplete teams"),
        own.count { !missing($0).isEmpty }),
    ]
  }

  func teamTable() -> ReportTable {
    ReportTable(
      id: "teams", title: LocalizedText(id: "Tim kecamatan", en: "Teams"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code), column("name", RegionLevel.district.title),
        column("regency", RegionLevel.regency.title),
        column("state", LocalizedText(id: "Keadaan", en: "State"), .category),
        column("members", LocalizedText(id: "Unsur", en: "Members"), .integer),
        column("missing", LocalizedText(id: "Kurang", en: "Missing"), .integer),
        column("chair", LocalizedText(id: "Ketua", en: "Chair")),
        column("decree", LocalizedText(id: "SK", en: "Decree")),
        column("decreed", LocalizedText(id: "Tanggal SK", en: "Date"), .date),
      ],
      rows: frame.districts.map { unit in
        let team = teams[unit.code]
        return [
          .code(unit.code.description), .text(unit.name),
          unit.code.ancestor(.regency).flatMap { regencies[$0] }.map { .text($0) } ?? .missing, state(team),
          .integer(team?.members.count ?? 0), .integer(team.map { missing($0).count } ?? expected.members.count),
          team?.chair.map { .text($0) } ?? .missing, team?.decree.map { .text($0) } ?? .missing,
          team?.decreed.map { .date($0.description) } ?? .missing,
        ]
      })
  }

  private func state(_ team: DistrictTeam?) -> ReportValue {
    guard let team else {
      return .category(id: "none", label: LocalizedText(id: "belum ada tim", en: "no team"))
    }
    if team.decree == nil {
      return .category(id: "no_decree", label: LocalizedText(id: "tanpa SK", en: "no decree"))
    }
    if !isLed(team) {
      let chair = expected.members.first(where: \.isChair)?.title ?? LocalizedText("")
      return .category(
        id: "not_led", label: LocalizedText(id: "tidak diketuai \(chair.id)", en: "not led by the \(chair.en)"))
    }
    return missing(team).isEmpty
      ? .category(id: "complete", label: LocalizedText(id: "lengkap", en: "complete"))
      : .category(id: "incomplete", label: LocalizedText(id: "belum lengkap", en: "incomplete"))
  }

  /// What each team lacks; kecamatan without a team lack all and stand in `teams` alone.
  func missingTable() -> ReportTable {
    let rows = frame.districts.flatMap { unit -> [[ReportValue]] in
      guard let team = teams[unit.code] else { return [] }
      return missing(team).map { [.code(unit.code.description), .text(unit.name), .text($0.title)] }
    }
    return ReportTable(
      id: "missing", title: LocalizedText(id: "Unsur yang belum ada dalam tim", en: "Members missing from teams"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code), column("name", RegionLevel.district.title),
        column("member", LocalizedText(id: "Unsur", en: "Member")),
      ], rows: rows)
  }

  func memberTable() -> ReportTable {
    let rows = frame.districts.flatMap { unit -> [[ReportValue]] in
      (teams[unit.code]?.members ?? []).map { member in
        [
          .code(unit.code.description), .text(unit.name), .text(member.body),
          member.position.map { .text($0) } ?? .missing,
        ]
      }
    }
    return ReportTable(
      id: "members", title: LocalizedText(id: "Anggota tim", en: "Members of the teams"),
      columns: [
        column("code", LocalizedText(id: "Kode", en: "Code"), .code), column("name", RegionLevel.district.title),
        column("member", LocalizedText(id: "Unsur", en: "Member")),
        column("position", LocalizedText(id: "Kedudukan", en: "Position")),
      ], rows: rows)
  }
}
