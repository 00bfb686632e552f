import Diagnostics
import Workbooks

/// The fixed words of rendered reports.
enum ReportWords {
  static let missing = "–"
  static let nothing = LocalizedText(
    id: "Tidak ada data untuk ditampilkan.", en: "There is no data to show.")
  static let noRows = LocalizedText(id: "Tabel ini tidak memiliki baris.", en: "This table has no rows.")
  static let continued = LocalizedText(id: "lanjutan", en: "continued")
  static let period = LocalizedText(id: "Periode", en: "Period")
  static let source = LocalizedText(id: "Sumber", en: "Source")
  static let sources = LocalizedText(id: "Sumber", en: "Sources")
  static let notes = LocalizedText(id: "Catatan", en: "Notes")
  static let note = LocalizedText(id: "Catatan", en: "Note")
  static let copies = LocalizedText(id: "Tembusan", en: "Copies")
  static let summary = LocalizedText(id: "Ringkasan", en: "Summary")
  static let table = LocalizedText(id: "Tabel", en: "Table")
  static let batch = LocalizedText("batch")
  static let batches = LocalizedText("Batch")
  static let dataset = LocalizedText(id: "Dataset", en: "Dataset")
  static let name = LocalizedText(id: "Nama", en: "Name")
  static let stage = LocalizedText(id: "Tahap", en: "Stage")
  static let asOf = LocalizedText(id: "Keadaan per", en: "As of")
  static let formula = LocalizedText(id: "Rumus", en: "Formula")
  static let usedFor = LocalizedText(id: "Dipakai untuk", en: "Used for")

  /// What the figures are worth, in a line, and whether it is a warning; nil where nothing is known.
  static func standing(of document: ReportDocument, in language: Language) -> (text: String, isWarning: Bool)? {
    let standing = standing(stage: document.stage, asOf: document.dataAsOf, in: language)
    guard document.hasExamples else { return standing.map { ($0, document.stage?.isProvisional ?? false) } }
    let examples = LocalizedText(
      id: "SEBAGIAN ANGKA CONTOH, bukan data sebenarnya", en: "SOME FIGURES ARE EXAMPLES, no real data")[language]
    return ([examples, standing].compactMap { $0 }.joined(separator: " · "), true)
  }

  /// `ANGKA SEMENTARA, keadaan per 31 Desember 2024`, or nil where nothing is known.
  private static func standing(stage: ReportStage?, asOf: String?, in language: Language) -> String? {
    let day = asOf.map { DateText.long($0, in: language) }
    if let stage, stage.isProvisional {
      let warning = LocalizedText(id: "ANGKA SEMENTARA", en: "PROVISIONAL FIGURES")[language]
      guard let day else { return warning }
      return LocalizedText(id: "\(warning), keadaan per \(day)", en: "\(warning), as of \(day)")[language]
    }
    switch (stage?.label[language], day) {
    case (let stage?, let day?):
      return LocalizedText(id: "Angka \(stage), keadaan per \(day)", en: "Figures \(stage), as of \(day)")[language]
    case (let stage?, nil): return LocalizedText(id: "Angka \(stage)", en: "Figures \(stage)")[language]
    case (nil, let day?): return LocalizedText(id: "Keadaan per \(day)", en: "As of \(day)")[language]
    case (nil, nil): return nil
    }
  }

  /// `Kalimantan Timur (64) · Periode 2024`, or nil where the document names neither.
  static func scope(of document: ReportDocument, in language: Language) -> String? {
    var parts: [String] = []
    if let region = document.region { parts.append("\(region.name[language]) (\(region.code))") }
    if let period = document.period {
      parts.append("\(ReportWords.period[language]) \(PeriodText.label(period, in: language))")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// `1–3, 7`: batch numbers with runs drawn together.
  static func ranges(_ numbers: [Int64]) -> String {
    var runs: [(first: Int64, last: Int64)] = []
    for number in Set(numbers).sorted() {
      if let last = runs.last, last.last < .max, number == last.last + 1 {
        runs[runs.count - 1].last = number
      } else {
        runs.append((number, number))
      }
    }
    return runs.map { run in
      switch run.last - run.first {
      case 0: "\(run.first)"
      case 1: "\(run.first), \(run.last)"
      default: "\(run.first)–\(run.last)"
      }
    }.joined(separator: ", ")
  }
}
