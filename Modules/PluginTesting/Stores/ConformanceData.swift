import Diagnostics
import Domain
import Storage

/// The small dataset and register that the conformance cases work on.
enum ConformanceData {
  static let classes = Classification(
    of: "nilai", decimals: 4,
    classes: [
      .init(id: "rendah", title: LocalizedText(id: "Rendah", en: "Low")),
      .init(id: "sedang", title: LocalizedText(id: "Sedang", en: "Middle"), above: 0.5),
      .init(id: "tinggi", title: LocalizedText(id: "Tinggi", en: "High"), above: 0.8),
    ])

  /// `nilai` is (a + b) / 10, `kelas` its class; the rest is only published.
  static let dataset = DatasetDeclaration(
    id: "uji", title: "Uji", level: .village, appliesTo: [.desa, .desaAdat], frequency: .yearly,
    fields: [
      FieldDeclaration(id: "kelas", title: "Kelas", type: .class, classes: classes),
      FieldDeclaration(
        id: "nilai", title: "Nilai", type: .real, decimals: 4, minimum: 0, maximum: 1, formula: "(a + b) / 10"),
      FieldDeclaration(id: "a", title: "A", type: .integer, minimum: 0, maximum: 5),
      FieldDeclaration(id: "b", title: "B", type: .integer, minimum: 0, maximum: 5),
      FieldDeclaration(id: "catatan", title: "Catatan", type: .text),
      FieldDeclaration(id: "tanggal", title: "Tanggal", type: .date),
      FieldDeclaration(id: "dana", title: "Dana", type: .money),
    ], summary: ["kelas", "nilai"])

  /// Two provinces; 64.02.01.1001 is a kelurahan, 65.01.01.3001 a desa adat.
  static let register: [(code: String, name: String)] = [
    ("64", "Timur"), ("64.02", "Kabupaten Satu"), ("64.03", "Kabupaten Dua"), ("64.02.01", "Kecamatan A"),
    ("64.02.02", "Kecamatan B"), ("64.03.01", "Kecamatan C"), ("64.02.01.1001", "Kelurahan Kota"),
    ("64.02.01.2001", "Suka Maju"), ("64.02.01.2002", "Suka Damai"), ("64.02.02.2001", "Muara"),
    ("64.03.01.2001", "Hulu"), ("65", "Utara"), ("65.01", "Kabupaten Tiga"), ("65.01.01", "Kecamatan D"),
    ("65.01.01.3001", "Adat Lama"),
  ]

  static let firstDay = day(2020, 1, 1)

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("a day that exists") }
    return date
  }

  static func code(_ text: String) -> RegionCode {
    guard let code = RegionCode(text) else { preconditionFailure("a code that is one") }
    return code
  }

  static func year(_ year: Int) -> Period {
    guard let period = Period(number: year) else { preconditionFailure("a year of this age") }
    return period
  }

  static func rows(_ units: [(code: String, name: String)]) -> [RegisterRow] {
    units.enumerated().map { RegisterRow(code: code($1.code), name: $1.name, sourceRow: $0 + 2) }
  }

  static func header(
    _ file: String = "uji.csv", stage: Stage? = nil, asOf: CalendarDate? = nil, dryRun: Bool = false
  ) -> BatchHeader {
    BatchHeader(importer: "uji", file: file, stage: stage, asOf: asOf, dryRun: dryRun, at: 1_700_000_000)
  }
}

/// One row on its way in: where it belongs and what it says; fields not named are missing.
struct ConformanceRow {
  var region: String
  var year: Int
  var values: [String: DatasetRow.Value]
  var sourceRow: Int

  init(_ region: String, _ year: Int, _ values: [String: DatasetRow.Value], row: Int = 2) {
    self.region = region
    self.year = year
    self.values = values
    sourceRow = row
  }
}
