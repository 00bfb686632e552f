import Diagnostics
import Domain
import PluginKit
import Storage

/// What a report over a panel dataset stands on: dataset, period, the register that applies, and the origins.
struct ReportBasis {
  let dataset: DatasetDeclaration
  var period: Period
  let register: RegisterDate
  let region: ReportRegion
  var origins: [DatasetOrigin]

  /// The weakest stage among the batches; nil where a batch states none.
  var stage: ReportStage? {
    let stages = origins.map(\.stage)
    if stages.contains(.provisional) { return .provisional }
    if stages.isEmpty || stages.contains(nil) { return nil }
    return stages.contains(.verified) ? .verified : .decreed
  }

  /// The classes of a field with the bounds of the period.
  func classes(of field: String) -> Classification? { dataset.field(field)?.classes?.inForce(in: period.year) }

  var asOf: String? { origins.compactMap(\.asOf).max()?.description }

  /// What is to be said where files of examples are among the origins, which say so in their names; nil where none are.
  var exampleNote: LocalizedText? {
    guard origins.contains(where: \.isExample) else { return nil }
    return LocalizedText(
      id: "Sebagian angka berasal dari berkas contoh dan bukan data sebenarnya.",
      en: "Some figures come from files of examples and are no real data.")
  }

  /// The origin of the figures under the id `id`.
  func source(_ id: String, formula: String? = nil) -> ReportSource {
    ReportSource(
      id: id, dataset: dataset.id, title: dataset.title, period: period.description, batches: origins.map(\.batch),
      formula: formula, stage: stage, asOf: asOf, isExample: origins.contains(where: \.isExample))
  }
}

extension DatasetOrigin {
  /// Whether the file says in its name that its figures are examples.
  var isExample: Bool {
    (file.split(separator: "/").last ?? "").lowercased().split { !$0.isLetter }.contains("contoh")
  }
}

extension ReportContext {
  /// The origin of a dataset's rows of a year in the region asked for.
  func source(of dataset: DatasetDeclaration, in year: Int) throws -> ReportSource {
    let origins = try Period(number: year).map { period in
      try store.origins(of: dataset.id, fields: [], period: period, in: region)
    }
    return ReportSource(
      id: dataset.id, dataset: dataset.id, title: dataset.title, period: "\(year)",
      batches: origins?.map(\.batch) ?? [],
      isExample: origins?.contains(where: \.isExample) ?? false)
  }

  /// Loads the basis, or says in a document why there is nothing to show.
  func basis(of id: String, fields: [String]) throws -> Result<ReportBasis, NothingToShow> {
    let dataset = try declaration(of: id)
    guard let latest = try store.registerDate(for: nil) else { return .failure(nothing(Self.noRegister)) }
    let region = try reportRegion(at: asOf ?? period?.lastDay ?? latest.date)
    // A region without rows has its villages counted as without data, as long as anybody has reported.
    let own = try store.periods(of: id, in: self.region)
    let periods =
      own.isEmpty || !own.contains(period ?? own[0]) ? try store.periods(of: id, in: store.principal.scope) : own
    guard let period = period ?? own.last ?? periods.last else {
      return .failure(nothing(Self.noData(dataset.title, region, nil), region))
    }
    try check(period, fits: dataset)
    guard periods.contains(period) else {
      var document = nothing(Self.noData(dataset.title, region, period), region)
      document.document.period = period.description
      if !periods.isEmpty {
        let list = periods.map(\.description).joined(separator: ", ")
        document.document.notes.append(
          LocalizedText(id: "Periode yang ada: \(list).", en: "Periods with data: \(list)."))
      }
      return .failure(document)
    }
    guard let register = try store.registerDate(for: asOf ?? period.lastDay) else {
      return .failure(nothing(Self.noRegister))
    }
    return .success(
      ReportBasis(
        dataset: dataset, period: period, register: register, region: region,
        origins: try store.origins(of: id, fields: fields, period: period, in: self.region)))
  }

  /// - Throws: `ReportFailure` (`dataset-unknown`) with the nearest id.
  func declaration(of id: String) throws -> DatasetDeclaration {
    if let dataset = datasets[id] { return dataset }
    let known = datasets.keys.sorted()
    throw ReportFailure(
      Diagnostic(
        code: "dataset-unknown",
        message: LocalizedText(
          id: "dataset `\(id)` tidak dideklarasikan oleh set indikator yang aktif",
          en: "no enabled indicator set declares dataset `\(id)`"),
        value: id,
        hint: Suggestion.nearest(to: id, among: known).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        }
          ?? LocalizedText(
            id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))")))
  }

  /// - Throws: `ReportFailure` (`option-invalid`) for a period of another frequency.
  func check(_ period: Period, fits dataset: DatasetDeclaration) throws {
    guard period.frequency != dataset.frequency else { return }
    throw ReportFailure(
      Diagnostic(
        code: "option-invalid",
        message: LocalizedText(
          id: "`\(period)` bukan periode \(dataset.frequency.title.id)",
          en: "`\(period)` is not a \(dataset.frequency.title.en) period"), value: "\(period)"))
  }

  /// A document without content that says why.
  struct NothingToShow: Error {
    var document: ReportDocument
  }

  func nothing(_ note: LocalizedText, _ region: ReportRegion? = nil) -> NothingToShow {
    NothingToShow(document: ReportDocument(report: header.id, title: header.title, region: region, notes: [note]))
  }

  /// The region asked for with its name.
  ///
  /// - Throws: `ReportFailure` where no edition holds it.
  func reportRegion(at date: CalendarDate) throws -> ReportRegion {
    if region == .nation { return ReportRegion(code: "0", name: LocalizedText("Indonesia")) }
    let register = try store.registerDate(for: date)?.date ?? date
    guard let unit = try store.unit(region, at: register) ?? store.versions(of: region).last else {
      throw ReportFailure(
        Diagnostic(
          code: "region-unknown",
          message: LocalizedText(
            id: "wilayah \(region) tidak ada dalam daftar wilayah", en: "region \(region) is not in the register"),
          value: region.description,
          hint: LocalizedText(
            id: "cari dengan: sinergi-admin region find NAMA", en: "look it up with: sinergi-admin region find NAME")))
    }
    return ReportRegion(
      code: region.description, name: LocalizedText(Self.fullName(unit, vocabulary.word(for: region).id)))
  }

  /// The name of the region asked for as the register has it, which every row with its code shows.
  func registerName(_ basis: ReportBasis) throws -> String {
    guard region != .nation else { return basis.region.name.id }
    return try store.unit(region, at: basis.register.date)?.name ?? basis.region.name.id
  }

  /// The names of the units of a level in the region asked for, or of the one that it lies in, by code.
  func names(of level: RegionLevel, _ basis: ReportBasis) throws -> [Int64: String] {
    let units =
      region.level >= level
      ? try region.ancestor(level).flatMap { try store.unit($0, at: basis.register.date) }.map { [$0] } ?? []
      : try store.units(level, in: region, at: basis.register.date)
    return Dictionary(units.map { ($0.code.number, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// The name with the word for what it is, unless the name has it already (Kabupaten Paser).
  static func fullName(_ unit: RegionUnit, _ word: String) -> String {
    switch unit.code.level {
    case .regency, .nation: unit.name
    default: "\(word) \(unit.name)"
    }
  }

  /// What is to be known of regions that changed between a period and the day whose regions are shown.
  func changeNotes(_ period: Period, to date: CalendarDate, _ dataset: DatasetDeclaration) throws -> [LocalizedText] {
    guard let day = period.lastDay, day != date else { return [] }
    let path = try store.path(from: day, to: date)
    var notes: [LocalizedText] = []
    if let asOf {
      notes.append(
        LocalizedText(
          id: "Data \(period) menurut wilayah per \(asOf).", en: "Figures of \(period) by the regions of \(asOf)."))
    }
    let apart = path.incomparable(in: region, level: dataset.level).count
    if apart > 0 {
      notes.append(
        LocalizedText(
          id: "\(apart) desa yang mekar atau bergabung antara \(period) dan \(date) tidak dapat dibandingkan.",
          en: "\(apart) villages that were split or merged between \(period) and \(date) cannot be compared."))
    }
    guard asOf != nil else { return notes }
    let stray = try store.strays(of: dataset.id, period: period, in: region, registerDate: date)
    if !stray.isEmpty {
      let some = stray.prefix(5).map(\.description).joined(separator: ", ") + (stray.count > 5 ? ", …" : "")
      notes.append(
        LocalizedText(
          id: "\(stray.count) desa berdata tidak ada dalam daftar wilayah \(date): \(some).",
          en: "\(stray.count) villages with data are not in the register of \(date): \(some)."))
    }
    return notes
  }

  /// Rows of single regions: under the codes of `asOf`, where it is given, those of the units that stayed whole since.
  func rows(of dataset: String, period: Period, regions: [RegionCode]) throws -> [DatasetRow] {
    guard let asOf, let day = period.lastDay else {
      return try store.rows(of: dataset, period: period, regions: regions)
    }
    let path = try store.path(from: asOf, to: day)
    return try regions.flatMap { region -> [DatasetRow] in
      guard let then = path.whole(region.number).flatMap({ RegionCode($0) }) else { return [] }
      var rows = try store.rows(of: dataset, period: period, regions: [then])
      // A source may have used the new code before the change was in force.
      if rows.isEmpty, then != region { rows = try store.rows(of: dataset, period: period, regions: [region]) }
      for index in rows.indices { rows[index].region = region }
      return rows
    }
  }

  /// Periods with data in the region asked for; of all regions, where its codes may have been others.
  func periods(of dataset: String) throws -> [Period] {
    try store.periods(of: dataset, in: asOf == nil ? region : store.principal.scope)
  }

  static let noRegister = LocalizedText(
    id: "Daftar wilayah belum dimuat; muat dengan sinergi-import run region_register.",
    en: "No register of regions is loaded; load one with sinergi-import run region_register.")

  static func noData(_ title: LocalizedText, _ region: ReportRegion, _ period: Period?) -> LocalizedText {
    let when = period.map { " \($0)" } ?? ""
    return LocalizedText(
      id: "Belum ada data \(title.id)\(when) untuk \(region.name.id).",
      en: "There are no data of \(title.en)\(when) for \(region.name.en) yet.")
  }

  /// Which of the periods are closed for the region asked for, and why.
  func lockNotes(_ dataset: DatasetDeclaration, _ periods: [Period]) throws -> [LocalizedText] {
    try store.periodLocks(of: dataset.id).filter { periods.contains($0.period) && $0.region.contains(region) }
      .map { lock in
        LocalizedText(
          id: "\(dataset.title.id) \(lock.period) sudah ditutup: \(lock.reason).",
          en: "\(dataset.title.en) \(lock.period) is closed: \(lock.reason).")
      }
  }

  /// The note that an earlier period reads the earliest edition.
  func registerNote(_ basis: ReportBasis) throws -> [LocalizedText] {
    var notes = try lockNotes(basis.dataset, [basis.period]) + [basis.exampleNote].compactMap { $0 }
    notes += try changeNotes(basis.period, to: basis.register.date, basis.dataset)
    guard basis.register.isEarliestInstead else { return notes }
    notes += [
      LocalizedText(
        id:
          "Periode \(basis.period) mendahului edisi pertama daftar wilayah; edisi \(basis.register.date) yang dipakai.",
        en:
          "Period \(basis.period) lies before the first edition of the register; the edition of \(basis.register.date) serves."
      )
    ]
    return notes
  }
}
