import Diagnostics

/// What `Ta_RAB` says that an activity and account cost: the plan, and the plan after its change.
struct SiskeudesTotal {
  /// The first of its rows.
  let row: SiskeudesTables.Row
  private(set) var planned: Int64 = 0
  private(set) var changed: Int64 = 0

  init(_ row: SiskeudesTables.Row) { self.row = row }

  mutating func add(_ planned: Int64, _ change: Int64) {
    self.planned &+= planned
    changed &+= planned &+ change
  }

  func differs(_ sum: Int64) -> Diagnostic {
    told(
      LocalizedText(
        id: "Ta_RAB menyebut \(planned), rinciannya berjumlah \(sum)",
        en: "Ta_RAB says \(planned), its lines add up to \(sum)"), planned &- sum, "anggaran")
  }

  func differsChanged(_ sum: Int64) -> Diagnostic {
    told(
      LocalizedText(
        id: "Ta_RAB menyebut \(changed) setelah perubahan, rinciannya berjumlah \(sum)",
        en: "Ta_RAB says \(changed) after the change, its lines add up to \(sum)"), changed &- sum, "anggaranpak")
  }

  private func told(_ message: LocalizedText, _ difference: Int64, _ column: String) -> Diagnostic {
    Diagnostic(
      code: "budget-subtotal", severity: .warning, message: message, place: row.place(column), value: "\(difference)",
      hint: LocalizedText(
        id: "rinciannya yang disimpan; periksa apakah ada baris yang kurang",
        en: "the lines are stored; see whether some are missing"))
  }
}

/// What is said of rows of an export.
extension SiskeudesBooks {
  func otherYear(_ row: Row) -> Diagnostic {
    Diagnostic(
      code: "period-contradicts",
      message: LocalizedText(
        id: "baris ini untuk `\(row["tahun"])`, padahal Ta_RAB memuat tahun \(year)",
        en: "this row is for `\(row["tahun"])`, while Ta_RAB is of \(year)"), place: row.place("tahun"),
      value: row["tahun"],
      hint: LocalizedText(
        id: "ekspor ulang untuk satu tahun anggaran", en: "export again, for one fiscal year"))
  }

  static func changeSum(_ planned: Int64, _ change: Int64, _ after: Int64, _ row: Row) -> Diagnostic {
    Diagnostic(
      code: "budget-change-sum", severity: .warning,
      message: LocalizedText(
        id: "anggaran \(planned) dan perubahan \(change) berjumlah \(planned + change), tertulis \(after)",
        en: "plan \(planned) and change \(change) are \(planned + change), written is \(after)"),
      place: row.place("anggaranstlhpak"), value: "\(after)",
      hint: LocalizedText(id: "jumlahnya yang dipakai", en: "the sum is taken"))
  }
}
