import Diagnostics
import Domain
import PluginKit
import Storage
import Workbooks

/// The figures and tables of a completeness report.
struct CompletenessTables {
  let context: ReportContext
  let basis: ReportBasis
  let found: Completeness

  private var dataset: DatasetDeclaration { basis.dataset }
  private var total: CompletenessCount { found.total(of: context.region) }
  private var isVillages: Bool { dataset.level == .village }

  /// What the rows of the main table are: kabupaten for the nation and a province, kecamatan for a kabupaten; nil where
  /// nothing lies between the region and the units themselves.
  private var level: RegionLevel? {
    let usual: RegionLevel = context.region.level < .regency ? .regency : .district
    if context.region.level < usual, usual < dataset.level { return usual }
    return context.region.level.below.flatMap { $0 < dataset.level ? $0 : nil }
  }

  /// The word for what is counted.
  private var unit: LocalizedText {
    guard isVillages else { return dataset.level.title.lowercased }
    return LocalizedText(id: context.vocabulary.village(in: context.region).id.lowercased(), en: "villages")
  }

  private var heading: LocalizedText {
    guard isVillages else { return dataset.level.title }
    return LocalizedText(id: context.vocabulary.village(in: context.region).id, en: "Villages")
  }

  var keyFigures: [KeyFigure] {
    let total = total
    func count(_ id: String, _ label: LocalizedText, _ value: Int, _ unit: LocalizedText?) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), unit: unit, source: dataset.id)
    }
    var figures = [
      count(unitsID, LocalizedText(id: "Harus mengisi", en: "Have to report"), total.units, unit),
      count("received", LocalizedText(id: "Sudah masuk", en: "Received"), total.received, unit),
      count("verified", LocalizedText(id: "Terverifikasi", en: "Verified"), total.verified, unit),
      count("missing", LocalizedText(id: "Belum masuk", en: "Missing"), total.missing, unit),
    ]
    if let share = total.share {
      figures.append(
        KeyFigure(
          id: "percent", label: LocalizedText(id: "Kelengkapan", en: "Completeness"),
          value: .percent(share, decimals: 1), source: dataset.id))
    }
    figures += deadlineFigures
    if found.openRejects > 0 {
      figures.append(
        count(
          "open_rejects",
          LocalizedText(id: "Baris ditolak yang menunggu perbaikan", en: "Rejected rows waiting for correction"),
          found.openRejects, LocalizedText(id: "baris", en: "rows")))
    }
    return figures
  }

  private var deadlineFigures: [KeyFigure] {
    guard let deadline = dataset.deadline(for: basis.period) else { return [] }
    var figures = [
      KeyFigure(
        id: "deadline", label: LocalizedText(id: "Tenggat", en: "Deadline"), value: .date(deadline.description))
    ]
    guard let today = context.today, total.missing > 0 else { return figures }
    let days = deadline.dayNumber - today.dayNumber
    figures.append(
      KeyFigure(
        id: days < 0 ? "days_late" : "days_left",
        label: days < 0 ? LocalizedText(id: "Lewat tenggat", en: "Late by") : LocalizedText(id: "Sisa", en: "Left"),
        value: .integer(abs(days)), unit: LocalizedText(id: "hari", en: "days")))
    return figures
  }

  /// The column that counts units keeps its name for villages in every report.
  private var unitsID: String { isVillages ? "villages" : "units" }

  var notes: [LocalizedText] {
    guard found.openRejects > 0 else { return [] }
    return [
      LocalizedText(
        id: "Baris ditolak dihitung untuk seluruh dataset, juga di luar wilayah ini.",
        en: "Rejected rows are counted for the whole dataset, also outside this region.")
    ]
  }

  func all() throws -> [ReportTable] {
    var tables = [try counts()]
    if level == nil { tables.append(try units()) }
    let lists = context.options["missing"] ?? "auto"
    let isListed = context.region != .nation && level != nil && total.missing > 0
    if lists == "all" || lists == "auto" && isListed { tables.append(try missing()) }
    if context.options["reminders"] == "true" {
      tables.append(try CompletenessReminders(context: context, basis: basis, found: found).table())
    }
    return tables
  }

  // MARK: Tables

  private func counts() throws -> ReportTable {
    let parts = level.map { found.counts(by: $0) } ?? []
    let codes = parts.map(\.region.number) + parts.flatMap(\.firstMissing) + total.firstMissing
    let names = try context.store.names(of: codes, at: basis.register.date)
    func row(_ count: CompletenessCount, _ name: String, _ listed: [Int64]) -> [ReportValue] {
      [
        .code(count.region.description), .text(name), .integer(count.units), .integer(count.received),
        .integer(count.verified), count.share.map { .percent($0, decimals: 1) } ?? .missing, .integer(count.missing),
        listed.isEmpty ? .missing : .text(Self.list(listed, count.missing, names)),
      ]
    }
    // The region's own row names nothing where the rows below it do.
    var rows = [row(total, try context.registerName(basis), parts.isEmpty ? total.firstMissing : [])]
    rows += parts.map { row($0, names[$0.region.number] ?? "", $0.firstMissing) }
    func number(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer, unit: unit, source: dataset.id)
    }
    return ReportTable(
      id: "completeness",
      title: LocalizedText(
        id: "Kelengkapan \(dataset.title.id) \(PeriodText.label(basis.period.description, in: .indonesian))",
        en: "Completeness of \(dataset.title.en), \(PeriodText.label(basis.period.description, in: .english))"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: (level ?? context.region.level).title, type: .text),
        number(unitsID, heading),
        number("received", LocalizedText(id: "Masuk", en: "Received")),
        number("verified", LocalizedText(id: "Terverifikasi", en: "Verified")),
        ReportColumn(id: "percent", label: "%", type: .percent, source: dataset.id),
        number("missing", LocalizedText(id: "Belum", en: "Missing")),
        ReportColumn(id: "missing_names", label: LocalizedText(id: "Yang belum masuk", en: "Not in yet"), type: .text),
      ], rows: rows, totalRows: parts.isEmpty ? [] : [0])
  }

  private static func list(_ listed: [Int64], _ missing: Int, _ names: [Int64: String]) -> LocalizedText {
    let words = listed.map { names[$0] ?? RegionCode($0)?.description ?? "\($0)" }.joined(separator: ", ")
    let rest = missing - listed.count
    guard rest > 0 else { return LocalizedText(words) }
    return LocalizedText(id: "\(words) dan \(rest) lagi", en: "\(words) and \(rest) more")
  }

  /// The units of a region that has nothing between itself and them, each with what has come of it.
  private func units() throws -> ReportTable {
    let names = try context.store.names(of: found.regions, at: basis.register.date)
    return ReportTable(
      id: isVillages ? "villages" : "units",
      title: LocalizedText(id: "Keadaan tiap \(unit.id)", en: "State of each of the \(unit.en)"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
        ReportColumn(
          id: "state", label: LocalizedText(id: "Keadaan", en: "State"), type: .category, source: dataset.id),
      ],
      rows: zip(found.regions, found.receipts).map { unit, receipt in
        [
          .code(RegionCode(unit)?.description ?? "\(unit)"), .text(names[unit] ?? ""),
          .category(id: receipt.id, label: receipt.title),
        ]
      })
  }

  /// Everything that is missing, one row each, with the names of what it lies in.
  private func missing() throws -> ReportTable {
    let missing = found.missing
    let parents = [RegionLevel.regency, .district].filter { $0 < dataset.level && $0 > context.region.level }
    let above = Set(missing.flatMap { unit in parents.compactMap { RegionCode(unit)?.ancestor($0)?.number } })
    let names = try context.store.names(of: missing + above.sorted(), at: basis.register.date)
    return ReportTable(
      id: "missing",
      title: LocalizedText(id: "Belum masuk", en: "Not in yet"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(
          id: "name", label: isVillages ? context.vocabulary.village(in: context.region) : dataset.level.title,
          type: .text),
      ] + parents.map { ReportColumn(id: $0.rawValue, label: $0.title, type: .text) },
      rows: missing.map { unit in
        let code = RegionCode(unit)
        return [.code(code?.description ?? "\(unit)"), .text(names[unit] ?? "")]
          + parents.map { .text(code?.ancestor($0).flatMap { names[$0.number] } ?? "") }
      })
  }
}

extension Receipt {
  /// Stable, for programs.
  fileprivate var id: String {
    switch self {
    case .missing: "missing"
    case .received: "received"
    case .verified: "verified"
    }
  }

  fileprivate var title: LocalizedText {
    switch self {
    case .missing: LocalizedText(id: "belum masuk", en: "not in yet")
    case .received: LocalizedText(id: "masuk", en: "received")
    case .verified: LocalizedText(id: "terverifikasi", en: "verified")
    }
  }
}

extension LocalizedText {
  /// Both texts in lower case.
  var lowercased: LocalizedText { LocalizedText(id: id.lowercased(), en: en.lowercased()) }
}
