import Diagnostics
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

  static func detected(_ table: FoundTable, _ place: Place) -> Diagnostic {
    let columns = table.columns.prefix(12).map { "\($0.header) → \($0.role)" }.joined(separator: ", ")
    let more = table.columns.count > 12 ? ", …" : ""
    let rows =
      table.headerRows.count == 1
      ? "\(table.headerRows.lowerBound)" : "\(table.headerRows.lowerBound)–\(table.headerRows.upperBound)"
    let hidden =
      table.isHidden ? LocalizedText(id: " (lembar tersembunyi)", en: " (a hidden sheet)") : LocalizedText("")
    return Diagnostic(
      code: "layout-detected", severity: .note,
      message: LocalizedText(
        id: "judul kolom di baris \(rows)\(hidden.id): \(columns)\(more)",
        en: "header in row \(rows)\(hidden.en): \(columns)\(more)"), place: place,
      hint: LocalizedText(
        id: "bila keliru: --set header_row=N, --set sheet=NAMA atau --set table=N",
        en: "where that is wrong: --set header_row=N, --set sheet=NAME or --set table=N"))
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
