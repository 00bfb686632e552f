import Diagnostics
import Domain
import PluginKit
import Tabular

extension TableReading {
  static func emptyPart(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "part-empty", severity: .note,
      message: LocalizedText(id: "tidak ada isinya, dilewati", en: "there is nothing in it; passed over"), place: place)
  }

  /// A sheet or member that holds no table of the importer's.
  static func withoutTable(_ place: Place, _ reasons: [Diagnostic]) -> Diagnostic {
    let why = reasons.first?.message ?? LocalizedText("")
    return Diagnostic(
      code: "part-without-table", severity: .warning,
      message: LocalizedText(
        id: "tidak ada tabel untuk importir ini, dilewati: \(why.id)",
        en: "it holds no table for this importer; passed over: \(why.en)"), place: place, value: reasons.first?.value,
      hint: LocalizedText(
        id: "bila tabelnya ada, tunjukkan dengan --set sheet=… dan --set header_row=…",
        en: "where it holds one, point at it with --set sheet=… and --set header_row=…"))
  }

  static func detected(_ table: FoundTable, _ dataset: DatasetDeclaration, _ place: Place) -> Diagnostic {
    func columns(_ word: (LocalizedText) -> String) -> String {
      table.columns.prefix(12).map { "\($0.header) → \(word(meaning($0.role, dataset)))" }.joined(separator: ", ")
    }
    let more = table.columns.count > 12 ? ", …" : ""
    let rows =
      table.headerRows.count == 1
      ? "\(table.headerRows.lowerBound)" : "\(table.headerRows.lowerBound)–\(table.headerRows.upperBound)"
    let hidden =
      table.isHidden ? LocalizedText(id: " (lembar tersembunyi)", en: " (a hidden sheet)") : LocalizedText("")
    return Diagnostic(
      code: "layout-detected", severity: .note,
      message: LocalizedText(
        id: "judul kolom di baris \(rows)\(hidden.id): \(columns(\.id))\(more)",
        en: "header in row \(rows)\(hidden.en): \(columns(\.en))\(more)"), place: place,
      hint: LocalizedText(
        id: "bila keliru: --set header_row=N, --set sheet=NAMA atau --set table=N",
        en: "where that is wrong: --set header_row=N, --set sheet=NAME or --set table=N"))
  }

  /// What a column is taken for, in words; fields by their ids, which options and corrections name.
  private static func meaning(_ role: String, _ dataset: DatasetDeclaration) -> LocalizedText {
    switch role {
    case "region": LocalizedText(id: "kode wilayah", en: "region code")
    case "names.province": LocalizedText(id: "nama provinsi", en: "province")
    case "names.regency": LocalizedText(id: "nama kabupaten/kota", en: "kabupaten")
    case "names.district": LocalizedText(id: "nama kecamatan", en: "kecamatan")
    case "names.village": LocalizedText(id: "nama desa", en: "village")
    case "period": LocalizedText(id: "tahun", en: "year")
    case "period_part": LocalizedText(id: "bagian tahun", en: "part of the year")
    case "calendar": LocalizedText(id: "jadwal: bulan dan minggu", en: "the schedule: months and weeks")
    case "long.field": LocalizedText(id: "nama kolom data", en: "name of the field")
    case "long.value": LocalizedText(id: "nilainya", en: "its value")
    default: LocalizedText(role)
    }
  }

  /// What was read beside the rows because no option and no column says it.
  static func taken(_ context: RowContext, _ plan: TablePlan, _ setting: TableSetting, _ surroundings: Surroundings)
    -> [Diagnostic]
  {
    var notes: [Diagnostic] = []
    func add(_ what: LocalizedText, _ value: String, _ text: String) {
      notes.append(
        Diagnostic(
          code: "context-taken", severity: .note,
          message: LocalizedText(
            id: "\(what.id) \(value) diambil dari `\(text)`", en: "\(what.en) \(value) was taken from `\(text)`"),
          place: Place(file: setting.file), value: value,
          hint: LocalizedText(
            id: "bila keliru: --set period=… atau --set region=…",
            en: "where that is wrong: --set period=… or --set region=…")))
    }
    let mapping = setting.mapping
    if context.given == nil, plan.period == nil, let found = context.period(nil, setting.dataset.frequency),
      let text = surroundings.texts(mapping.periodFrom).first(where: { WrittenPeriod.mentioned(in: $0) != nil })
    {
      add(LocalizedText(id: "periode", en: "period"), "\(found)", text)
    }
    let region = plan.region
    guard region.code == nil, !mapping.regionFrom.isEmpty else { return notes }
    for text in surroundings.texts(mapping.regionFrom) {
      let named = Surroundings.regions(in: text).filter { level, _ in
        switch level {
        case .province: region.province == nil
        case .regency: region.regency == nil
        case .district: region.district == nil
        case .village: region.village == nil
        case .nation: false
        }
      }
      guard !named.isEmpty else { continue }
      add(LocalizedText(id: "wilayah", en: "region"), named.map(\.1).joined(separator: ", "), text)
      break
    }
    return notes
  }

  static func numberStyle(
    _ style: NumberStyle?, _ isReal: Bool, _ evidence: NumberEvidence, _ example: String, _ place: Place
  ) -> Diagnostic {
    let isThousands: Bool
    switch style {
    case .indonesian: isThousands = example.contains(".")
    case .english: isThousands = example.contains(",")
    case nil: isThousands = !isReal
    }
    let why: LocalizedText =
      style == nil
      ? isReal
        ? LocalizedText(id: "tidak ada petunjuk lain", en: "nothing else tells")
        : LocalizedText(id: "kolomnya bilangan bulat", en: "the column holds whole numbers")
      : LocalizedText(
        id: "menurut angka lain di kolom itu atau pemetaan", en: "as other numbers of the column or the mapping tell")
    return Diagnostic(
      code: "number-style", severity: style == nil && isReal ? .warning : .note,
      message: isThousands
        ? LocalizedText(
          id: "`\(example)` dan sejenisnya dibaca dengan pemisah ribuan (\(why.id))",
          en: "`\(example)` and the like were read with a separator of thousands (\(why.en))")
        : LocalizedText(
          id: "`\(example)` dan sejenisnya dibaca dengan tanda desimal (\(why.id))",
          en: "`\(example)` and the like were read with a decimal mark (\(why.en))"), place: place, value: example,
      hint: LocalizedText(
        id: "bila keliru, isi `numbers: id` atau `numbers: en` di pemetaan importir",
        en: "where that is wrong, state `numbers: id` or `numbers: en` in the importer's mapping"))
  }
}
