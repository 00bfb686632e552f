import Diagnostics
import Domain
import Forms
import Foundation
import PluginKit
import Regions
import Registry
import Reporting
import Storage
import StorageSQLite
import Workbooks

extension Session {
  /// What `template` is asked for.
  public struct TemplateRequest: Sendable {
    public var importer: String
    public var region: String
    public var period: String
    /// Ids of fields; empty leaves the choice to the mapping.
    public var fields: [String]
    public var output: String

    public init(importer: String, region: String, period: String, fields: [String], output: String) {
      self.importer = importer
      self.region = region
      self.period = period
      self.fields = fields
      self.output = output
    }
  }

  /// Writes a workbook to fill in, which the importer takes back.
  public func writeTemplate(_ request: TemplateRequest) throws {
    let plugin = try enabled(.importer, request.importer)
    if case .importer(let declaration) = plugin.declaration, declaration.engine == .type("apbdes_buku") {
      return try writeBudgetForm(request, declaration.header)
    }
    guard case .importer(let declaration) = plugin.declaration, case .table(let mapping) = declaration.engine else {
      throw CommandFailure(
        .usage, "template-unsupported",
        LocalizedText(
          id: "importir `\(request.importer)` tidak memakai pemetaan tabel, jadi tidak ada formulir isiannya",
          en: "importer `\(request.importer)` uses no table mapping, so there is no form for it"),
        hint: LocalizedText(id: "lihat: sinergi-import list", en: "see: sinergi-import list"))
    }
    let region = try region(request.region)
    let period = try period(request.period)
    guard let dataset = datasetsByID[mapping.dataset] else {
      throw CommandFailure(
        .configuration, "dataset-unknown",
        LocalizedText(
          id: "dataset `\(mapping.dataset)` tidak dideklarasikan oleh set indikator yang aktif",
          en: "no enabled indicator set declares dataset `\(mapping.dataset)`"))
    }
    guard period.frequency == dataset.frequency else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(
          id: "`\(period)` bukan periode \(dataset.frequency.title.id)",
          en: "`\(period)` is not a \(dataset.frequency.title.en) period"), value: period.description)
    }
    let plugins = RegionPlugins(try validRegistry().regions)
    let store = try currentStore()
    let form = try store.consistently {
      guard let register = try store.registerDate(for: period.lastDay) else { throw Self.noRegister }
      return try FillInForm(
        importer: declaration.header, mapping: mapping, dataset: dataset, region: region,
        regionName: try name(of: region, store, register.date, plugins.vocabulary), period: period,
        fields: request.fields.isEmpty ? nil : request.fields, vocabulary: plugins.vocabulary,
        agency: plugins.agency(for: region), store: store, at: register.date)
    }
    let workbook = FillInWorkbook(form, createdAt: createdAt, today: today?.description)
    try OutputTarget(argument: request.output).write { try workbook.write(to: $0) }
    console.tell(
      LocalizedText(
        id: "Ditulis ke \(request.output): \(form.count) \(form.unit)",
        en: "Written to \(request.output): \(form.count) rows"))
  }

  /// The form for one village's budget, which checks itself.
  private func writeBudgetForm(_ request: TemplateRequest, _ importer: PluginHeader) throws {
    let region = try region(request.region)
    let period = try period(request.period)
    guard period.frequency == .yearly, let dataset = datasetsByID["apbdes"] else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "`\(period)` bukan tahun anggaran", en: "`\(period)` is no fiscal year"),
        value: period.description)
    }
    let plugins = RegionPlugins(try validRegistry().regions)
    let store = try currentStore()
    let form = try store.consistently {
      guard let register = try store.registerDate(for: period.lastDay) else { throw Self.noRegister }
      _ = try name(of: region, store, register.date, plugins.vocabulary)
      return try VillageBudgetForm(
        importer: importer, dataset: dataset, village: region, year: period.year,
        budget: plugins.budgets.declaration(in: region), store: store, at: register.date)
    }
    let workbook = VillageBudgetWorkbook(form, createdAt: createdAt)
    try OutputTarget(argument: request.output).write { try workbook.write(to: $0) }
    console.tell(
      LocalizedText(
        id: "Ditulis ke \(request.output): formulir APB Desa \(form.year) untuk \(form.village)",
        en: "Written to \(request.output): the form for the budget of \(form.year) of \(form.village)"))
  }

  /// The time written into workbooks: a fixed clock's, else the moment of writing.
  var createdAt: Date? {
    surroundings.environment["SINERGI_NOW"].map { _ in Date(timeIntervalSince1970: surroundings.clock()) }
  }

  static let noRegister = CommandFailure(
    .data, "register-missing",
    LocalizedText(id: "daftar wilayah belum dimuat", en: "no register of regions is loaded"),
    hint: LocalizedText(
      id: "muat dulu: sinergi-import run region_register BERKAS --set effective=TTTT-BB-HH",
      en: "load it first: sinergi-import run region_register FILE --set effective=YYYY-MM-DD"))

  /// `Kabupaten Gunung Mas`, `Kecamatan Kurun`, `Indonesia`.
  func name(
    of region: RegionCode, _ store: any Store, _ date: CalendarDate, _ vocabulary: Vocabulary
  ) throws -> String {
    if region == .nation { return "Indonesia" }
    guard let unit = try store.unit(region, at: date) ?? store.versions(of: region).last else {
      throw CommandFailure(
        .usage, "region-unknown",
        LocalizedText(
          id: "wilayah \(region) tidak ada dalam daftar wilayah", en: "region \(region) is not in the register"),
        hint: LocalizedText(
          id: "cari dengan: sinergi-admin region find NAMA", en: "look it up with: sinergi-admin region find NAME"),
        value: region.description)
    }
    return region.level == .regency ? unit.name : "\(vocabulary.word(for: region).id) \(unit.name)"
  }
}
