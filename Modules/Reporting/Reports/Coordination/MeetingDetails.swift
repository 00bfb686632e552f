import Diagnostics
import Domain
import PluginKit
import Storage

/// What belongs to one meeting besides its actions.
struct MeetingDetails {
  struct Agreement {
    let number: Int
    let text: String
    /// The target of a region plugin that was agreed with it.
    let target: ScopedTarget?
    let isExample: Bool
  }

  struct Delegation {
    let number: Int
    let name: String
    let region: RegionCode?
    let signatory: String?
    let signed: CalendarDate?
  }

  struct Issue {
    let meeting: String
    let number: Int
    let text: String
    let category: String?
    let component: String?
    /// 1 driver, 2 constraint.
    let kind: Int?
    let severity: Int?
    let cause: String?
    let owner: String?
    let date: CalendarDate?
  }

  struct Attendance {
    let day: CalendarDate?
    let number: Int
    let name: String?
    /// 1 L, 2 P.
    let sex: Int?
    let role: String
    let post: String?
    let unit: String?
    let region: RegionCode?
    let standsFor: String?
    let people: Int
  }

  struct Quota {
    let role: String
    let unit: String
    let people: Int
    let isExample: Bool
  }

  /// What one speaker said.
  struct Speech {
    let number: Int
    let speaker: String
    let unit: String?
    let session: String?
    let text: String
  }

  let agreements: [Agreement]
  let delegations: [Delegation]
  let attendance: [Attendance]
  let quotas: [Quota]
  /// Whether the quotas are those of the series, as the meeting has none of its own.
  let hasSeriesQuotas: Bool
  let speeches: [Speech]

  /// - Parameter series: whose quotas hold where the meeting has none.
  init(_ context: ReportContext, _ meeting: String, _ series: SeriesDeclaration? = nil) throws {
    func records(_ dataset: String, _ key: String, _ fields: [String]) throws -> RecordTable {
      try context.store.records(
        RecordQuery(dataset: dataset, fields: [key] + fields, filters: [.texts(field: key, [meeting])]))
    }
    let agreed = try records(
      "kesepakatan", "sepakat_rapat", ["sepakat_nomor", "sepakat_isi", "sepakat_target", "sepakat_contoh"])
    agreements = (0..<agreed.count).map {
      Agreement(
        number: Int(agreed.integer("sepakat_nomor", $0) ?? 0), text: agreed.text("sepakat_isi", $0) ?? "",
        target: agreed.text("sepakat_target", $0).flatMap { context.targets[$0] },
        isExample: agreed.flag("sepakat_contoh", $0))
    }
    let delegated = try records(
      "delegasi", "delegasi_rapat",
      ["delegasi_nomor", "delegasi_nama", "delegasi_wilayah", "delegasi_jabatan", "delegasi_tanda_tangan"])
    delegations = (0..<delegated.count).map {
      Delegation(
        number: Int(delegated.integer("delegasi_nomor", $0) ?? 0), name: delegated.text("delegasi_nama", $0) ?? "",
        region: delegated.integer("delegasi_wilayah", $0).flatMap { RegionCode($0) },
        signatory: delegated.text("delegasi_jabatan", $0), signed: delegated.day("delegasi_tanda_tangan", $0))
    }
    let present = try records(
      "rapat_hadir", "hadir_rapat",
      [
        "hadir_hari", "hadir_nomor", "hadir_nama", "hadir_jk", "hadir_peran", "hadir_jabatan", "hadir_unit",
        "hadir_wilayah", "hadir_mewakili", "hadir_jumlah",
      ])
    attendance = (0..<present.count).map {
      Attendance(
        day: present.day("hadir_hari", $0), number: Int(present.integer("hadir_nomor", $0) ?? 0),
        name: present.text("hadir_nama", $0), sex: present.integer("hadir_jk", $0).map { Int($0) },
        role: present.text("hadir_peran", $0) ?? "", post: present.text("hadir_jabatan", $0),
        unit: present.text("hadir_unit", $0), region: present.integer("hadir_wilayah", $0).flatMap { RegionCode($0) },
        standsFor: present.text("hadir_mewakili", $0), people: Int(present.integer("hadir_jumlah", $0) ?? 1))
    }
    let quota = try records(
      "rapat_kuota", "kuota_rapat", ["kuota_peran", "kuota_unit", "kuota_jumlah", "kuota_contoh"])
    let own = (0..<quota.count).map {
      Quota(
        role: quota.text("kuota_peran", $0) ?? "", unit: quota.text("kuota_unit", $0) ?? "",
        people: Int(quota.integer("kuota_jumlah", $0) ?? 0), isExample: quota.flag("kuota_contoh", $0))
    }
    hasSeriesQuotas = own.isEmpty && series?.quotas.isEmpty == false
    quotas =
      own.isEmpty
      ? (series?.quotas ?? []).map { Quota(role: $0.role.id, unit: "semua", people: $0.people, isExample: false) } : own
    let said = try records("pembahasan", "pb_rapat", ["pb_nomor", "pb_pembicara", "pb_unit", "pb_sesi", "pb_isi"])
    speeches = (0..<said.count).map {
      Speech(
        number: Int(said.integer("pb_nomor", $0) ?? 0), speaker: said.text("pb_pembicara", $0) ?? "",
        unit: said.text("pb_unit", $0), session: said.text("pb_sesi", $0), text: said.text("pb_isi", $0) ?? "")
    }.sorted { $0.number < $1.number }
  }

  /// The issues of some meetings, by meeting and number; of all where none is named.
  static func issues(_ context: ReportContext, of meetings: [String]?) throws -> [Issue] {
    if meetings?.isEmpty == true { return [] }
    let table = try context.store.records(
      RecordQuery(
        dataset: "isu",
        fields: [
          "isu_rapat", "isu_nomor", "isu_uraian", "isu_kategori", "isu_komponen", "isu_kelas", "isu_berat", "isu_sebab",
          "isu_pemilik", "isu_tanggal",
        ], filters: meetings.map { [.texts(field: "isu_rapat", $0)] } ?? []))
    return (0..<table.count).map {
      Issue(
        meeting: table.text("isu_rapat", $0) ?? "", number: Int(table.integer("isu_nomor", $0) ?? 0),
        text: table.text("isu_uraian", $0) ?? "", category: table.text("isu_kategori", $0),
        component: table.text("isu_komponen", $0), kind: table.integer("isu_kelas", $0).map { Int($0) },
        severity: table.integer("isu_berat", $0).map { Int($0) }, cause: table.text("isu_sebab", $0),
        owner: table.text("isu_pemilik", $0), date: table.day("isu_tanggal", $0))
    }
  }

  var hasExamples: Bool { quotas.contains(where: \.isExample) || agreements.contains(where: \.isExample) }

  // MARK: Attendance

  /// How many people came: on the day on which most did, role by role.
  var present: Int {
    Dictionary(grouping: attendance) { $0.role.lowercased() }.values.reduce(0) { sum, own in
      sum + (Dictionary(grouping: own, by: \.day).values.map { $0.reduce(0) { $0 + $1.people } }.max() ?? 0)
    }
  }

  /// Who came, against who was expected, role by role in the order of the quotas.
  func attendanceTable() -> ReportTable {
    let days = Set(attendance.compactMap(\.day)).sorted()
    var roles: [String] = []
    for role in quotas.map(\.role) + attendance.map(\.role) where !roles.contains(where: { Self.same($0, role) }) {
      roles.append(role)
    }
    func people(_ role: String, _ keep: (Attendance) -> Bool = { _ in true }) -> Int {
      attendance.filter { Self.same($0.role, role) && keep($0) }.reduce(0) { $0 + $1.people }
    }
    func expected(_ role: String) -> Int? {
      let own = quotas.filter { Self.same($0.role, role) }
      return own.isEmpty ? nil : own.reduce(0) { $0 + $1.people }
    }
    // The day most came counts against the quota: over several days the same people come again.
    func most(_ role: String) -> Int {
      days.isEmpty ? people(role) : days.map { day in people(role) { $0.day == day } }.max() ?? 0
    }
    var rows = roles.map { role -> [ReportValue] in
      let present = most(role)
      let quota = expected(role)
      return [.text(role), .integer(quota), .integer(present)]
        + days.map { day in .integer(people(role) { $0.day == day }) }
        + [
          .integer(people(role) { $0.sex == 1 }), .integer(people(role) { $0.sex == 2 }),
          .integer(people(role) { $0.standsFor != nil }), .integer(quota.map { present - $0 }),
        ]
    }
    let quota = quotas.reduce(0) { $0 + $1.people }
    let present = roles.reduce(0) { $0 + most($1) }
    rows.append(
      [.text(LocalizedText(id: "Jumlah", en: "Total")), quotas.isEmpty ? .missing : .integer(quota), .integer(present)]
        + days.map { day in .integer(attendance.filter { $0.day == day }.reduce(0) { $0 + $1.people }) }
        + [
          .integer(attendance.filter { $0.sex == 1 }.reduce(0) { $0 + $1.people }),
          .integer(attendance.filter { $0.sex == 2 }.reduce(0) { $0 + $1.people }),
          .integer(attendance.filter { $0.standsFor != nil }.reduce(0) { $0 + $1.people }),
          quotas.isEmpty ? .missing : .integer(present - quota),
        ])
    func count(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer)
    }
    return ReportTable(
      id: "attendance", title: LocalizedText(id: "Kehadiran menurut peran", en: "Attendance by role"),
      columns: [
        ReportColumn(id: "role", label: LocalizedText(id: "Peran", en: "Role"), type: .text),
        count("expected", LocalizedText(id: "Kuota", en: "Expected")),
        count("present", LocalizedText(id: "Hadir", en: "Present")),
      ]
        + days.enumerated().map { index, day in
          count(
            "day\(index + 1)",
            LocalizedText(id: PaperWords.short(day, .indonesian), en: PaperWords.short(day, .english)))
        } + [
          count("male", LocalizedText(id: "L", en: "M")), count("female", LocalizedText(id: "P", en: "F")),
          count("representatives", LocalizedText(id: "Mewakili", en: "Representing")),
          count("difference", LocalizedText(id: "Selisih", en: "Difference")),
        ], rows: rows, totalRows: [rows.count - 1])
  }

  private static func same(_ a: String, _ b: String) -> Bool {
    a.lowercased().split(separator: " ") == b.lowercased().split(separator: " ")
  }

  // MARK: Agreements

  func agreementTable() -> ReportTable {
    var table = ReportTable(
      id: "agreements", title: LocalizedText(id: "Kesepakatan", en: "Agreements"),
      columns: [
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "agreement", label: LocalizedText(id: "Kesepakatan", en: "Agreement"), type: .text),
      ], rows: agreements.map { [.integer($0.number), .text($0.text)] })
    guard agreements.contains(where: { $0.target != nil }) else { return table }
    table.columns.append(ReportColumn(id: "target", label: LocalizedText("Target"), type: .text))
    for (row, own) in agreements.enumerated() {
      table.rows[row].append(own.target.map { .text($0.declaration.title) } ?? .missing)
    }
    return table
  }

  /// A cell for each delegation, *belum menandatangani* where it has not signed.
  func delegationTable() -> ReportTable {
    var table = ReportTable(
      id: "delegations", title: LocalizedText(id: "Delegasi", en: "Delegations"),
      columns: [
        ReportColumn(id: "no", label: LocalizedText("No"), type: .integer),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Delegasi", en: "Delegation"), type: .text),
        ReportColumn(id: "signatory", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
        ReportColumn(id: "signed", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
      ],
      rows: delegations.map { own in
        [
          .integer(own.number), own.region.map { .code($0.description) } ?? .missing, .text(own.name),
          own.signatory.map { .text($0) } ?? .missing,
          own.signed.map {
            .text(LocalizedText(id: PaperWords.long($0, .indonesian), en: PaperWords.long($0, .english)))
          } ?? .text(LocalizedText(id: "belum menandatangani", en: "not yet signed")),
        ]
      }, keyColumns: 3)
    table.isSigned = true
    return table
  }

  var unsigned: Int { delegations.filter { $0.signed == nil }.count }
}

extension Meeting {
  /// What stands above a meeting's papers: title, days, place.
  ///
  /// - Parameter time: its time of day, where it is written otherwise than recorded.
  func heading(time: String?) -> [KeyFigure] {
    var figures: [KeyFigure] = []
    func add(_ id: String, _ label: LocalizedText, _ text: LocalizedText?) {
      if let text { figures.append(KeyFigure(id: id, label: label, value: .text(text))) }
    }
    add("meeting", LocalizedText(id: "Rapat", en: "Meeting"), LocalizedText(title))
    add("days", LocalizedText(id: "Hari/tanggal", en: "Day"), (start ?? planned).map { PaperWords.days($0, end) })
    add("time", LocalizedText(id: "Waktu", en: "Time"), time.map { LocalizedText($0) })
    add("venue", LocalizedText(id: "Tempat", en: "Venue"), self["tempat"].map { LocalizedText($0) })
    add("mode", LocalizedText(id: "Cara", en: "Mode"), mode)
    if let days, days > 1 {
      figures.append(
        KeyFigure(
          id: "duration", label: LocalizedText(id: "Lama", en: "Duration"), value: .integer(days),
          unit: LocalizedText(id: "hari", en: "days")))
    }
    if let fiscalYear {
      figures.append(
        KeyFigure(
          id: "fiscal_year", label: LocalizedText(id: "Untuk tahun anggaran", en: "For fiscal year"),
          value: .period("\(fiscalYear)")))
    }
    return figures
  }
}
