import Diagnostics
import Domain
import Foundation
import PluginKit
import Reporting
import Storage
import Workbooks

extension Session {
  /// A level by the word for it: *kecamatan*.
  func level(_ text: String) throws -> RegionLevel {
    switch text.lowercased() {
    case "provinsi", "province": return .province
    case "kabupaten", "kota", "regency": return .regency
    case "kecamatan", "distrik", "district": return .district
    case "desa", "village": return .village
    default:
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "--each: tingkat `\(text)` tidak dikenal", en: "--each: unknown level `\(text)`"),
        hint: LocalizedText(
          id: "yang ada: provinsi, kabupaten, kecamatan, desa", en: "there are: provinsi, kabupaten, kecamatan, desa"))
    }
  }

  /// Runs a report on each region of a level and writes each into a file of its own, named by its code, in the folder
  /// `--output`; `index.html` there lists them with their key figures.
  func runReportOnEach(_ id: String, _ request: ReportRequest, of level: RegionLevel) throws {
    guard let folder = request.output, folder != "-" else {
      throw CommandFailure(
        .usage, "output-missing",
        LocalizedText(id: "dengan --each, --output menyebut folder", en: "with --each, --output names a folder"),
        hint: LocalizedText(id: "misalnya: --output dashboard/", en: "for instance: --output dashboard/"))
    }
    var single = request
    single.format = request.format ?? ReportFormat.html.rawValue
    let format = try self.format(single)
    let scheme = try scheme(request.codes)
    let (report, context, table) = try asked(id, request, format)
    guard level > context.region.level else {
      throw CommandFailure(
        .usage, "region-level",
        LocalizedText(
          id: "--each: tidak ada \(level.title.id.lowercased()) di bawah \(context.region)",
          en: "--each: there is no \(level.title.en.lowercased()) below \(context.region)"))
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        .cannotCreate, "output-unwritable",
        LocalizedText(id: "folder \(folder) tidak dapat dibuat", en: "the folder \(folder) cannot be made"))
    }
    let options = renderOptions(format)
    var index = ReportIndex(id, context)
    try context.store.consistently {
      guard
        let date = try context.store.registerDate(for: context.asOf ?? context.period?.lastDay)?.date
      else { throw CommandFailure(.io, "register-missing", ReportIndex.noRegister) }
      for unit in try context.store.units(level, in: context.region, at: date) {
        var own = context
        own.region = unit.code
        var document = try self.document(report, own, scheme)
        if request.isAnonymous { document = document.anonymised }
        if let table { document = try document.selecting(table: table) }
        if document.isEmpty {
          index.add(unit, document, file: nil)
          continue
        }
        let file = "\(unit.code).\(format.rawValue)"
        try document.write(as: format, options: options, to: .file(folder + "/" + file))
        index.add(unit, document, file: file)
      }
      index.region = try context.store.unit(context.region, at: date)?.name
    }
    try index.document.write(as: .html, options: renderOptions(.html), to: .file(folder + "/index.html"))
    console.tell(
      LocalizedText(
        id: "\(index.written) berkas dan index.html ditulis ke \(folder); \(index.empty) wilayah tanpa data",
        en: "\(index.written) files and index.html written to \(folder); \(index.empty) regions without data"))
  }
}

/// The page that lists the files of a report on each region.
private struct ReportIndex {
  var region: String?
  private(set) var written = 0
  private(set) var empty = 0
  private let header: PluginHeader
  private let context: ReportContext
  private var sources: [ReportSource] = []
  private var figures: [(id: String, label: LocalizedText)] = []
  private var rows: [(unit: RegionUnit, values: [String: ReportValue], file: String?)] = []

  static let noRegister = LocalizedText(
    id: "daftar wilayah belum dimuat", en: "no register of regions is loaded")

  init(_ id: String, _ context: ReportContext) {
    header = context.header
    self.context = context
  }

  mutating func add(_ unit: RegionUnit, _ document: ReportDocument, file: String?) {
    if file == nil { empty += 1 } else { written += 1 }
    // Of thousands of pages each has the same datasets.
    for source in document.sources
    where !sources.contains(where: { $0.id == source.id && $0.isExample == source.isExample }) {
      sources.append(source)
    }
    for figure in document.keyFigures where !figures.contains(where: { $0.id == figure.id }) {
      figures.append((figure.id, figure.label))
    }
    let values = Dictionary(
      document.keyFigures.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first })
    rows.append((unit, values, file))
  }

  var document: ReportDocument {
    let isNumber = figures.map { figure in
      rows.contains { row in
        switch row.values[figure.id] {
        case .integer, .real, .percent: true
        default: false
        }
      }
    }
    var table = ReportTable(
      id: "index", title: header.title,
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Wilayah", en: "Region"), type: .text),
      ]
        + zip(figures, isNumber).map { figure, isNumber in
          ReportColumn(id: figure.id, label: figure.label, type: isNumber ? .real : .text)
        },
      rows: rows.map { row in
        [.code(row.unit.code.description), .text(row.unit.name)] + figures.map { row.values[$0.id] ?? .missing }
      })
    table.links = Dictionary(
      rows.enumerated().compactMap { place, row in row.file.map { (place, $0) } },
      uniquingKeysWith: { first, _ in first })
    var document = ReportDocument(
      report: header.id, title: header.title,
      region: ReportRegion(
        code: context.region.description, name: LocalizedText(region ?? "Indonesia")),
      period: context.period?.description, tables: [table])
    document.sources = sources.map { source in
      var source = source
      source.batches = []
      return source
    }
    if empty > 0 {
      document.notes = [
        LocalizedText(
          id: "\(empty) wilayah belum punya data dan tidak punya halaman.",
          en: "\(empty) regions have no data yet and no page.")
      ]
    }
    return document
  }
}
