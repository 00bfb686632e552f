import Diagnostics

/// The version of Siskeudes that an export names, such as `V20.0.R2.0.6`.
struct SiskeudesVersion {
  private let row: SiskeudesTables.Row
  private var text: String { row["versi"] }

  init(_ row: SiskeudesTables.Row) { self.row = row }

  /// Whether it is one whose tables are known: 2.0 and what came of it.
  var isKnown: Bool {
    let groups = text.split { !$0.isASCII || !$0.isNumber && $0 != "." }
    return groups.contains { group in
      let numbers = group.split(separator: ".", omittingEmptySubsequences: false)
      return numbers.count >= 3 && numbers[0] == "2" && numbers[1] == "0" && !numbers[2].isEmpty
    }
  }

  var unknown: Diagnostic {
    Diagnostic(
      code: "siskeudes-version", severity: .warning,
      message: LocalizedText(
        id: "versi Siskeudes `\(text)` tidak dikenal; yang dikenal 2.0.x",
        en: "the version `\(text)` of Siskeudes is not known; 2.0.x is"), place: row.place("versi"), value: text,
      hint: LocalizedText(
        id: "tabelnya dibaca seperti 2.0.x; periksa jumlah yang tersimpan",
        en: "its tables were read as those of 2.0.x; check the sums that were stored"))
  }
}
