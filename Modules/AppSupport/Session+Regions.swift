import Diagnostics
import Domain
import PluginKit
import Regions
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  private func register(_ store: any Store, _ asOf: String?) throws -> RegisterDate {
    let day = try asOf.map { try date($0, option: "--as-of") }
    guard let register = try store.registerDate(for: day) else {
      throw CommandFailure(
        .usage, "register-missing",
        LocalizedText(id: "daftar wilayah belum dimuat", en: "no register of regions is loaded"),
        hint: LocalizedText(
          id: "muat dengan: sinergi-import run region_register BERKAS --set effective=TTTT-BB-HH",
          en: "load one with: sinergi-import run region_register FILE --set effective=YYYY-MM-DD"))
    }
    return register
  }

  /// Regions whose code begins with a text or whose name contains it.
  public func findRegions(_ text: String, asOf: String?, limit: Int, json: Bool) throws {
    let store = try store()
    let register = try register(store, asOf)
    let vocabulary = RegionPlugins(registry().regions).vocabulary
    let found = try store.find(text, at: register.date, limit: limit + 1)
    var names: [RegionCode: String] = [:]
    func name(_ code: RegionCode?) throws -> String {
      guard let code, code.level != .nation else { return "" }
      if let name = names[code] { return name }
      let name = try store.unit(code, at: register.date)?.name ?? ""
      names[code] = name
      return name
    }
    let rows = try found.prefix(limit).map { unit -> [ReportValue] in
      let above = try [unit.code.ancestor(.district), unit.code.ancestor(.regency), unit.code.ancestor(.province)]
        .filter { $0 != nil && $0 != unit.code }.map(name)
      return [
        .code(unit.code.description), .text(unit.name), .text(vocabulary.word(for: unit.code)),
        .text(above.joined(separator: ", ")),
      ]
    }
    var notes: [LocalizedText] = []
    if found.isEmpty {
      notes.append(
        LocalizedText(id: "Tidak ada wilayah yang cocok dengan `\(text)`.", en: "No region matches `\(text)`."))
    } else if found.count > limit {
      notes.append(
        LocalizedText(
          id: "Hanya \(limit) yang pertama; persempit carinya atau pakai --limit.",
          en: "Only the first \(limit); narrow the search or use --limit."))
    }
    try show(
      ReportDocument(
        report: "region_find", title: LocalizedText(id: "Wilayah: \(text)", en: "Regions: \(text)"),
        tables: [
          ReportTable(
            id: "regions", title: LocalizedText(id: "Wilayah", en: "Regions"),
            columns: [
              ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
              ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
              ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .text),
              ReportColumn(id: "within", label: LocalizedText(id: "Di", en: "In"), type: .text),
            ], rows: rows)
        ], notes: notes + earliestNote(register)), json: json)
  }

  private func earliestNote(_ register: RegisterDate) -> [LocalizedText] {
    guard register.isEarliestInstead else { return [] }
    return [
      LocalizedText(
        id: "Tanggal itu mendahului edisi pertama daftar wilayah; edisi \(register.date) yang dibaca.",
        en: "That day lies before the first edition of the register; the edition of \(register.date) was read.")
    ]
  }

  /// One region: its ancestors, what it holds by kind, the local words and its dates.
  public func showRegion(_ text: String, asOf: String?, json: Bool) throws {
    let code = try region(text)
    let store = try store()
    let register = try register(store, asOf)
    let vocabulary = RegionPlugins(registry().regions).vocabulary
    let versions = try store.versions(of: code)
    let unit = try store.unit(code, at: register.date)
    guard code == .nation || unit != nil || !versions.isEmpty else {
      throw CommandFailure(
        .usage, "region-unknown",
        LocalizedText(
          id: "wilayah \(code) tidak ada dalam daftar wilayah", en: "region \(code) is not in the register"),
        hint: LocalizedText(
          id: "cari dengan: sinergi-admin region find NAMA", en: "look it up with: sinergi-admin region find NAME"))
    }
    let name = unit?.name ?? versions.last?.name ?? "Indonesia"
    var document = ReportDocument(
      report: "region_show",
      title: LocalizedText(
        id: "\(vocabulary.word(for: code).id): \(name)", en: "\(vocabulary.word(for: code).en): \(name)"),
      region: ReportRegion(code: code.description, name: LocalizedText(name)))
    document.tables = [
      try ancestors(code, store, register, vocabulary), try children(code, store, register, vocabulary),
      Self.dates(versions),
    ].filter { !$0.rows.isEmpty }
    if unit == nil, code != .nation {
      document.notes.append(
        LocalizedText(
          id: "Kode ini tidak berlaku lagi pada \(register.date).", en: "This code is not in force on \(register.date)."
        ))
    }
    document.notes.append(
      LocalizedText(
        id:
          "Sebutan setempat: \(vocabulary.village(in: code).id), \(vocabulary.district(in: code).id), \(vocabulary.villageHead(in: code).id).",
        en:
          "Local words: \(vocabulary.village(in: code).id), \(vocabulary.district(in: code).id), \(vocabulary.villageHead(in: code).id)."
      ))
    if let agency = RegionPlugins(registry().regions).agency(for: code) {
      document.notes.append(LocalizedText(id: "Instansi: \(agency.id).", en: "Agency: \(agency.en)."))
    }
    document.notes += earliestNote(register)
    try show(document, json: json)
  }

  private func ancestors(
    _ code: RegionCode, _ store: any Store, _ register: RegisterDate, _ vocabulary: Vocabulary
  ) throws -> ReportTable {
    var rows: [[ReportValue]] = []
    for level in RegionLevel.allCases where level < code.level && level != .nation {
      guard let above = code.ancestor(level) else { continue }
      let name = try store.unit(above, at: register.date)?.name ?? "–"
      rows.append([.code(above.description), .text(name), .text(vocabulary.word(for: above))])
    }
    return ReportTable(
      id: "ancestors", title: LocalizedText(id: "Di dalam", en: "Inside"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
        ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .text),
      ], rows: rows)
  }

  private func children(
    _ code: RegionCode, _ store: any Store, _ register: RegisterDate, _ vocabulary: Vocabulary
  ) throws -> ReportTable {
    var rows: [[ReportValue]] = []
    for level in RegionLevel.allCases where level > code.level {
      if level == .village {
        let codes = try store.villageCodes(in: code, at: register.date)
        for kind in [VillageKind.desa, .kelurahan, .desaAdat] {
          let count = codes.filter { $0 % 10_000 / 1000 == Int64(kind.leadingDigit) }.count
          if count > 0 {
            rows.append([.text(kind == .desa ? vocabulary.village(in: code) : kind.title), .integer(count)])
          }
        }
      } else {
        let units = try store.units(level, in: code, at: register.date)
        let words = units.map { vocabulary.word(for: $0.code) }
        for word in Array(Set(words)).sorted(by: { $0.id < $1.id }) {
          rows.append([.text(word), .integer(words.filter { $0 == word }.count)])
        }
      }
    }
    return ReportTable(
      id: "children", title: LocalizedText(id: "Isinya", en: "Holds"),
      columns: [
        ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .text),
        ReportColumn(id: "count", label: LocalizedText(id: "Jumlah", en: "Number"), type: .integer),
      ], rows: rows)
  }

  private static func dates(_ versions: [RegionUnit]) -> ReportTable {
    ReportTable(
      id: "versions", title: LocalizedText(id: "Riwayat", en: "History"),
      columns: [
        ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
        ReportColumn(id: "valid_from", label: LocalizedText(id: "Berlaku mulai", en: "In force from"), type: .date),
        ReportColumn(id: "valid_to", label: LocalizedText(id: "Sampai sebelum", en: "Until before"), type: .date),
      ],
      rows: versions.map {
        [.text($0.name), .date($0.validFrom.description), $0.validTo.map { .date($0.description) } ?? .missing]
      })
  }
}
