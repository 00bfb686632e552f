import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import StorageSQLite

/// A small dataset over a register of any size, for tests of the file below the contract.
enum Sample {
  static func dataset(_ fields: [FieldDeclaration]? = nil, summary: [String] = ["kelas", "nilai"]) -> DatasetDeclaration
  {
    DatasetDeclaration(
      id: "uji", title: "Uji", level: .village, appliesTo: [.desa], frequency: .yearly, fields: fields ?? Self.fields,
      summary: summary)
  }

  static let fields = [
    FieldDeclaration(id: "a", title: "A", type: .integer),
    FieldDeclaration(id: "b", title: "B", type: .integer),
    FieldDeclaration(id: "nilai", title: "Nilai", type: .real, formula: "(a + b) / 10"),
    FieldDeclaration(id: "catatan", title: "Catatan", type: .text),
    FieldDeclaration(id: "kelas", title: "Kelas", type: .class, classes: classes(above: 0.5)),
  ]

  static func classes(above: Double) -> Classification {
    Classification(
      of: "nilai", decimals: 4,
      classes: [
        .init(id: "rendah", title: LocalizedText(id: "Rendah", en: "Low")),
        .init(id: "tinggi", title: LocalizedText(id: "Tinggi", en: "High"), above: above),
      ])
  }

  static func code(_ village: Int) -> Int64 { 6_402_012_001 + Int64(village) }

  static func header(_ file: String = "uji.csv") -> BatchHeader {
    BatchHeader(importer: "uji", file: file, at: 1_700_000_000)
  }

  /// Applies the dataset and loads a register of `villages` villages in one kecamatan.
  static func prepare(_ store: SQLiteStore, villages: Int = 3, dataset: DatasetDeclaration = Sample.dataset()) throws {
    try store.apply([dataset], allowDrop: false)
    var units = [("64", "Timur"), ("64.02", "Satu"), ("64.02.01", "A")].compactMap { code, name in
      RegionCode(code).map { RegisterRow(code: $0, name: name, sourceRow: 1) }
    }
    for village in 0..<villages {
      if let code = RegionCode(Self.code(village)) {
        units.append(RegisterRow(code: code, name: "Desa \(village)", sourceRow: 1))
      }
    }
    guard let day = CalendarDate(year: 2020, month: 1, day: 1) else { return }
    _ = try store.batch(header("wilayah.csv")) { try $0.register(units, effective: day, complete: true) }
  }

  /// Writes one row a village: a and b as given, a text.
  @discardableResult
  static func fill(
    _ store: SQLiteStore, villages: Int = 3, year: Int = 2024, a: Int64 = 4, b: Int64 = 5,
    dataset: DatasetDeclaration = Sample.dataset(), during: (any BatchSink) throws -> Void = { _ in }
  ) throws -> BatchOutcome<Void> {
    let rules = try DatasetRules(dataset)
    let fields = ["a", "b", "catatan"].compactMap { dataset.index(of: $0) }
    return try store.batch(header()) { sink in
      let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: fields))
      for start in stride(from: 0, to: villages, by: 1000) {
        var block = RecordBlock()
        for village in start..<min(start + 1000, villages) {
          block.regions.append(code(village))
          block.periods.append(Int32(year))
          block.sourceRows.append(Int32(village + 2))
          block.cells += [a, b, Int64(block.texts.count)].prefix(fields.count)
          block.texts.append("catatan \(village)")
        }
        try writer.write(block) { _, _, _ in }
        try during(sink)
      }
    }
  }

  static func row(_ store: SQLiteStore, _ village: Int = 0, year: Int = 2024) throws -> DatasetRow? {
    guard let period = Period(number: year), let region = RegionCode(code(village)) else { return nil }
    return try store.rows(of: "uji", period: period, regions: [region]).first
  }
}
