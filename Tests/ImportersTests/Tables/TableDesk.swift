import Diagnostics
import Domain
import Foundation
import PluginKit
import PluginTesting
import Storage
import StorageSQLite

@testable import Importers

/// A store with one dataset of every type of field, to import tables into with mappings of a test's own.
final class TableDesk {
  let folder: ScratchFolder
  let store: any Store
  let dataset: DatasetDeclaration

  static let register = """
    code,name
    64,Kalimantan Timur
    64.01,Kabupaten Paser
    64.01.01,Batu Sopang
    64.01.01.2001,Batu Kajang
    64.01.01.2002,Busui
    64.01.01.2003,Kasungai
    64.01.02,Tanjung Harapan
    64.01.02.2001,Keladen
    64.01.02.2002,Tanjung Aru
    64.02,Kabupaten Kutai Kartanegara
    64.02.01,Muara Kaman
    64.02.01.2001,Sedulang
    64.02.01.2002,Busui
    """

  static func field(_ id: String, _ type: FieldType, _ range: ClosedRange<Double>? = nil) -> FieldDeclaration {
    FieldDeclaration(
      id: id, title: LocalizedText(id), type: type, minimum: range?.lowerBound, maximum: range?.upperBound)
  }

  static var panel: DatasetDeclaration {
    DatasetDeclaration(
      id: "uji", title: "Uji", level: .village, appliesTo: [.desa], frequency: .yearly,
      fields: [
        field("jiwa", .integer), field("kk", .integer), field("laki", .integer), field("perempuan", .integer),
        field("dana", .money), field("indeks", .real, 0...1), field("luas", .real), field("tanggal", .date),
        field("aktif", .boolean), field("catatan", .text),
      ])
  }

  init(_ dataset: DatasetDeclaration = TableDesk.panel) throws {
    self.dataset = dataset
    folder = try ScratchFolder()
    store = try SQLiteStore.create(
      folder("uji.sqlite"), principal: Principal(name: "penguji"),
      options: SQLiteStore.Options(wait: 1, onWait: {}, clock: { 1_700_000_000 }))
    try store.apply([dataset], allowDrop: false)
    let path = try folder.write(Data(Self.register.utf8), to: "wilayah.csv")
    _ = try RegionRegisterImporter().run(ImportFile(path), context(["effective": "2020-01-01"]))
  }

  func context(_ options: [String: String], dryRun: Bool = false) -> ImportContext {
    let header = PluginHeader(kind: .importer, id: "uji", title: "", description: "", folder: "")
    return ImportContext(
      store: store, importer: header, options: options, datasets: [dataset.id: dataset], dryRun: dryRun,
      now: 1_700_000_000)
  }

  static func mapping(_ change: (inout TableMapping) -> Void = { _ in }) -> TableMapping {
    var mapping = TableMapping(
      dataset: "uji", region: ["kode desa"],
      names: [
        TableMapping.NameColumn(level: .regency, headers: ["kabupaten"]),
        TableMapping.NameColumn(level: .district, headers: ["kecamatan"]),
      ], regionName: ["desa", "desa/kelurahan", "nama desa"], period: ["tahun"],
      fields: [
        TableMapping.FieldColumns(field: "jiwa", headers: ["jumlah penduduk", "penduduk"]),
        TableMapping.FieldColumns(field: "laki", headers: ["penduduk laki-laki"]),
        TableMapping.FieldColumns(field: "perempuan", headers: ["penduduk perempuan"]),
        TableMapping.FieldColumns(field: "dana", headers: ["anggaran", "pagu"]),
      ])
    change(&mapping)
    return mapping
  }

  @discardableResult
  func run(
    _ text: String, _ mapping: TableMapping = TableDesk.mapping(), _ options: [String: String] = ["period": "2024"],
    file: String = "masuk.csv", dryRun: Bool = false
  ) throws -> ImportReport {
    let path = try folder.write(Data(text.utf8), to: file)
    return try TableImporter(mapping).run(ImportFile(path), context(options, dryRun: dryRun))
  }

  /// `field=value` of each stored row, by village and period.
  func stored(_ periods: [Int] = [2024]) throws -> [String] {
    var found: [String] = []
    guard let day = CalendarDate(year: 2024, month: 1, day: 1) else { return [] }
    let regions = try store.villageCodes(in: .nation, at: day).compactMap { RegionCode($0) }
    for number in periods {
      guard let period = Period(number: number) else { continue }
      for row in try store.rows(of: dataset.id, period: period, regions: regions).sorted(by: {
        $0.region.number < $1.region.number
      }) {
        let values = dataset.fields.compactMap { field in Self.text(row.values[field.id]).map { "\(field.id)=\($0)" } }
        found.append("\(row.region) \(period) \(values.joined(separator: " "))")
      }
    }
    return found
  }

  private static func text(_ value: DatasetRow.Value?) -> String? {
    switch value {
    case nil, .missing: nil
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .text(let text): text
    }
  }
}
