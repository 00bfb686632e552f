public import Diagnostics
public import Domain
public import PluginKit
public import Storage

/// A form to fill in for a dataset, a region and a period: a row for each region that has to report, a column for each
/// field, under headings that the importer's mapping knows.
public struct FillInForm: Sendable {
  public let importer: PluginHeader
  public let dataset: DatasetDeclaration
  public let region: RegionCode
  /// `Kabupaten Gunung Mas`.
  public let regionName: String
  public let period: Period
  /// The office that waits for it.
  public let agency: LocalizedText?
  /// The local word for what a row is, such as `desa`.
  public let unit: String
  /// Options that importing the filled form needs, as they stand on a command line.
  public let settings: [String]
  /// Whether the rows' period follows from what is filled in.
  let tellsPeriod: Bool
  let columns: [FillInColumn]
  let rows: [Row]

  struct Row: Sendable {
    var code: RegionCode
    /// By level: its own and its ancestors'.
    var names: [RegionLevel: String]
  }

  /// Rows of a form for records, of which nobody knows how many there will be.
  private static let blankRows = 200

  /// How many regions have a row; blank rows where they are no regions.
  public var count: Int { rows.count }

  /// - Parameters:
  ///   - fields: ids of the fields to ask for; nil asks for those that the mapping speaks of, or else for all that are
  ///     not computed from others.
  ///   - date: the day whose register names the regions.
  /// - Throws: `FormFailure`; `StorageError`.
  public init(
    importer: PluginHeader, mapping: TableMapping, dataset: DatasetDeclaration, region: RegionCode, regionName: String,
    period: Period, fields: [String]? = nil, vocabulary: Vocabulary, agency: LocalizedText? = nil, store: any Store,
    at date: CalendarDate
  ) throws {
    self.importer = importer
    self.dataset = dataset
    self.region = region
    self.regionName = regionName
    self.period = period
    self.agency = agency
    tellsPeriod = mapping.periodOf != nil || mapping.periodBy != nil
    unit =
      dataset.holdsRecords
      ? "baris"
      : dataset.level == .village
        ? vocabulary.village(in: region).id.lowercased() : dataset.level.title.id.lowercased()
    let headings = FillInHeadings(mapping, dataset)
    if dataset.holdsRecords {
      settings = []
      columns = try headings.columns(fields: fields, above: region.level)
      rows = Array(repeating: Row(code: .nation, names: [:]), count: Self.blankRows)
      return
    }
    guard region.level <= dataset.level else { throw FormFailure.regionTooNarrow(region, dataset) }
    // Forms carry the codes of the register, whatever the mapping usually reads.
    settings = mapping.scheme == .kemendagri ? [] : ["--set scheme=kemendagri"]
    columns = try headings.columns(fields: fields, above: region.level)
    let units = try store.units(dataset.level, in: region, at: date).filter { unit in
      dataset.level != .village || dataset.appliesTo.isEmpty
        || unit.code.villageKind.map { dataset.appliesTo.contains($0) } ?? false
    }
    guard !units.isEmpty else { throw FormFailure.noUnits(region, dataset) }
    let levels = columns.compactMap { column -> RegionLevel? in
      guard case .name(let level) = column.content, level < dataset.level else { return nil }
      return level
    }
    let above = Set(units.flatMap { unit in levels.compactMap { unit.code.ancestor($0)?.number } })
    let names = try store.names(of: above.sorted(), at: date)
    let own = dataset.level
    rows = units.map { unit in
      var row = Row(code: unit.code, names: [own: unit.name])
      for level in levels { row.names[level] = unit.code.ancestor(level).flatMap { names[$0.number] } ?? "" }
      return row
    }
  }

  /// The day by which it has to be back; nil where the dataset names none.
  public var deadline: CalendarDate? { dataset.deadline(for: period) }
}

/// Why a form cannot be made.
public struct FormFailure: Error, Sendable {
  public var diagnostic: Diagnostic

  static func regionTooNarrow(_ region: RegionCode, _ dataset: DatasetDeclaration) -> FormFailure {
    FormFailure(
      diagnostic: Diagnostic(
        code: "region-wrong-level",
        message: LocalizedText(
          id: "\(dataset.title.id) diisi per \(dataset.level.title.id.lowercased()); \(region) ada di bawahnya",
          en: "\(dataset.title.en) is kept by \(dataset.level.title.en.lowercased()); \(region) lies below"),
        value: region.description))
  }

  static func noVillage(_ region: RegionCode) -> FormFailure {
    FormFailure(
      diagnostic: Diagnostic(
        code: "region-wrong-level",
        message: LocalizedText(
          id: "formulir APB Desa dibuat per desa; \(region) bukan desa",
          en: "the form for a budget is made for a village; \(region) is none"), value: region.description,
        hint: LocalizedText(
          id: "sebutkan desanya: --region 64.02.08.2006", en: "name the village: --region 64.02.08.2006")))
  }

  static let noLists = FormFailure(
    diagnostic: Diagnostic(
      code: "codes-missing",
      message: LocalizedText(
        id: "daftar kegiatan dan rekening desa belum dimuat", en: "the lists of activities and accounts are not loaded"),
      hint: LocalizedText(
        id: "muat dengan importir `code_list`, atau muat data contoh: sinergi-import sample",
        en: "load them with the importer `code_list`, or load the sample: sinergi-import sample")))

  static func noUnits(_ region: RegionCode, _ dataset: DatasetDeclaration) -> FormFailure {
    let kinds = dataset.appliesTo.map { $0.title.id.lowercased() }.joined(separator: ", ")
    let what = dataset.level == .village && !kinds.isEmpty ? kinds : dataset.level.title.id.lowercased()
    return FormFailure(
      diagnostic: Diagnostic(
        code: "region-without-units",
        message: LocalizedText(
          id: "wilayah \(region) tidak memiliki \(what) dalam daftar wilayah periode itu",
          en: "region \(region) has no units of the dataset (\(what)) in the register of that period"),
        value: region.description,
        hint: LocalizedText(
          id: "periksa dengan: sinergi-admin region show \(region)",
          en: "look with: sinergi-admin region show \(region)")))
  }

  static func unknownFields(_ unknown: [String], _ dataset: DatasetDeclaration) -> FormFailure {
    let known = dataset.fields.map(\.id)
    let nearest = unknown.first.flatMap { Suggestion.nearest(to: $0, among: known) }
    return FormFailure(
      diagnostic: Diagnostic(
        code: "field-unknown",
        message: LocalizedText(
          id: "dataset `\(dataset.id)` tidak memiliki kolom \(unknown.map { "`\($0)`" }.joined(separator: ", "))",
          en: "dataset `\(dataset.id)` has no field \(unknown.map { "`\($0)`" }.joined(separator: ", "))"),
        value: unknown.first,
        hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }))
  }

  static let severalTables = FormFailure(
    diagnostic: Diagnostic(
      code: "template-unsupported",
      message: LocalizedText(
        id: "importir ini membaca formulir per wilayah atau hanya baris tertentu; untuk itu tidak ada formulir isian",
        en: "this importer reads one form a region, or certain rows only; there is no form to fill in for that")))

  static func noHeading(_ what: LocalizedText, _ importer: String) -> FormFailure {
    FormFailure(
      diagnostic: Diagnostic(
        code: "template-unsupported",
        message: LocalizedText(
          id:
            "pemetaan importir tidak mengenal kolom \(what.id), sehingga formulir isiannya tidak dapat diimpor kembali",
          en: "the importer's mapping knows no column for the \(what.en), so a form could not be imported again"),
        value: importer.isEmpty ? nil : importer))
  }
}
