import Diagnostics
import Domain

/// Who was expected and who came, as tables.
struct AttendanceTables {
  private let details: MeetingDetails

  init(_ details: MeetingDetails) { self.details = details }

  private static let columns = [
    ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
    ReportColumn(id: "day", label: LocalizedText(id: "Hari", en: "Day"), type: .date),
    ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text).ofPeople,
    ReportColumn(id: "sex", label: LocalizedText(id: "L/P", en: "M/F"), type: .text),
    ReportColumn(id: "post", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
    ReportColumn(id: "unit", label: LocalizedText(id: "Instansi", en: "Agency"), type: .text),
    ReportColumn(id: "for", label: LocalizedText(id: "Mewakili", en: "For"), type: .text),
    ReportColumn(id: "signature", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
  ]

  /// Signatures stand left and right in turn, as on office lists.
  private static func signature(_ index: Int) -> ReportValue {
    let place = "\(index + 1). ........"
    return .text(index % 2 == 0 ? place : String(repeating: "\u{A0}", count: 12) + place)
  }

  /// The people recorded, with room to sign.
  func list(_ people: [MeetingDetails.Attendance], id: String, title: LocalizedText) -> ReportTable {
    ReportTable(
      id: id, title: title, columns: Self.columns,
      rows: people.enumerated().map { index, person in
        [
          .integer(index + 1), person.day.map { .date($0.description) } ?? .missing, ReportValue(words: person.name),
          person.sex.map { .text($0 == 1 ? LocalizedText(id: "L", en: "M") : LocalizedText(id: "P", en: "F")) }
            ?? .missing, ReportValue(words: person.post), ReportValue(words: person.unit),
          ReportValue(words: person.standsFor), Self.signature(index),
        ]
      }, keyColumns: 1)
  }

  /// Lines to be filled in by hand: those whom the quotas expect, in their order, then as many as are missing.
  func blank(_ lines: Int, most: Int, id: String, title: LocalizedText) -> ReportTable {
    let roles = details.quotas.flatMap { quota in Array(repeating: quota, count: min(quota.people, most)) }
    return ReportTable(
      id: id, title: title, columns: Self.columns.filter { $0.id != "day" },
      rows: (0..<lines).map { index in
        let expected = roles.indices.contains(index) ? roles[index] : nil
        return [
          .integer(index + 1), .text(" "), .text(" "), expected.map { .text($0.role) } ?? .text(" "),
          expected.flatMap { $0.unit == "semua" ? nil : .text($0.unit) } ?? .text(" "), .text(" "),
          Self.signature(index),
        ]
      }, keyColumns: 1)
  }

  /// Who came from where, on the day on which most came.
  func regions(_ context: ReportContext) throws -> ReportTable? {
    let placed = details.attendance.filter { $0.region != nil }
    guard !placed.isEmpty else { return nil }
    let groups = Dictionary(grouping: placed) { $0.region ?? .nation }
    let names = try context.placeNames(groups.keys)
    let rows = groups.sorted { $0.key < $1.key }.map { region, own -> [ReportValue] in
      let days = Dictionary(grouping: own, by: \.day).values.map { $0.reduce(0) { $0 + $1.people } }
      return [
        .code(region.description), .text(names[region] ?? ""), .integer(days.max() ?? 0),
        .integer(Set(own.compactMap(\.day)).count),
      ]
    }
    return ReportTable(
      id: "regions", title: LocalizedText(id: "Kehadiran menurut wilayah", en: "Attendance by region"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Wilayah", en: "Region"), type: .text),
        ReportColumn(id: "present", label: LocalizedText(id: "Hadir", en: "Present"), type: .integer),
        ReportColumn(id: "days", label: LocalizedText(id: "Hari", en: "Days"), type: .integer),
      ], rows: rows)
  }

  /// Who came from which agency, against who was expected of it, on the day on which most came.
  var units: ReportTable? {
    let own = details.attendance.filter { $0.unit != nil }
    let quotas = details.quotas.filter { $0.unit != "semua" }
    guard !own.isEmpty || !quotas.isEmpty else { return nil }
    func key(_ text: String?) -> String { (text ?? "").lowercased() }
    let present = Dictionary(grouping: own) { key($0.unit) }
    let expected = Dictionary(grouping: quotas) { key($0.unit) }
    let names = Dictionary(
      quotas.map { (key($0.unit), $0.unit) } + own.map { (key($0.unit), $0.unit ?? "") },
      uniquingKeysWith: { first, _ in first })
    let rows = names.sorted { $0.value < $1.value }.map { unit, name -> [ReportValue] in
      let days = Dictionary(grouping: present[unit] ?? [], by: \.day).values.map { $0.reduce(0) { $0 + $1.people } }
      let quota = expected[unit].map { $0.reduce(0) { $0 + $1.people } }
      return [.text(name), .integer(quota), .integer(days.max() ?? 0), .integer(quota.map { (days.max() ?? 0) - $0 })]
    }
    return ReportTable(
      id: "units", title: LocalizedText(id: "Kehadiran menurut instansi", en: "Attendance by agency"),
      columns: [
        ReportColumn(id: "unit", label: LocalizedText(id: "Instansi", en: "Agency"), type: .text),
        ReportColumn(id: "expected", label: LocalizedText(id: "Kuota", en: "Expected"), type: .integer),
        ReportColumn(id: "present", label: LocalizedText(id: "Hadir", en: "Present"), type: .integer),
        ReportColumn(id: "difference", label: LocalizedText(id: "Selisih", en: "Difference"), type: .integer),
      ], rows: rows)
  }

  /// More people than were expected.
  var excess: LocalizedText? {
    let quota = details.quotas.reduce(0) { $0 + $1.people }
    let days = Dictionary(grouping: details.attendance, by: \.day).values.map { $0.reduce(0) { $0 + $1.people } }
    guard quota > 0, let most = days.max(), most > quota else { return nil }
    return LocalizedText(
      id: "Yang hadir \(most) orang, melebihi kuota \(quota).",
      en: "\(most) people came, more than the \(quota) expected.")
  }

  /// That the quotas are those of the series.
  var basis: LocalizedText? {
    guard details.hasSeriesQuotas else { return nil }
    return LocalizedText(
      id: "Kuota menurut seri rapatnya; rapat ini belum punya kuota sendiri.",
      en: "The quotas are those of the series; the meeting has none of its own.")
  }
}

extension ReportValue {
  init(words: String?) { self = words.map { .text($0) } ?? .missing }
}
