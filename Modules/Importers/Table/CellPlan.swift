import Diagnostics
import Domain

/// One field of a table: how its text is read, and what is said where it cannot be.
struct CellPlan: Sendable {
  let field: FieldDeclaration
  var reader: CellReader
  private var low: Double { reader.low }
  private var high: Double { reader.high }

  init(_ field: FieldDeclaration) {
    self.field = field
    reader = CellReader(field)
  }

  /// The problem as a diagnostic.
  func diagnostic(_ flaw: CellFlaw, _ value: String, at place: Place) -> Diagnostic {
    let id = field.id
    func made(_ code: String, _ message: LocalizedText, _ hint: LocalizedText? = nil) -> Diagnostic {
      Diagnostic(code: code, message: message, place: place, value: value, hint: hint)
    }
    switch flaw {
    case .notANumber:
      return made(
        "value-not-a-number",
        LocalizedText(id: "\(id): `\(value)` bukan angka", en: "\(id): `\(value)` is not a number"))
    case .notWhole:
      return made(
        "value-not-whole",
        LocalizedText(id: "\(id): `\(value)` bukan bilangan bulat", en: "\(id): `\(value)` is not a whole number"))
    case .outOfRange:
      let range = "\(Self.plain(low))–\(Self.plain(high))"
      return made(
        "value-out-of-range",
        LocalizedText(id: "\(id): `\(value)` di luar batas \(range)", en: "\(id): `\(value)` is outside \(range)"))
    case .notADate:
      return made(
        "value-not-a-date",
        LocalizedText(id: "\(id): `\(value)` bukan tanggal", en: "\(id): `\(value)` is not a date"),
        LocalizedText(
          id: "tulis sebagai TTTT-BB-HH atau 18 November 2022", en: "write it as YYYY-MM-DD or 18 November 2022"))
    case .notABoolean:
      return made(
        "value-not-a-boolean",
        LocalizedText(id: "\(id): `\(value)` bukan ya/tidak", en: "\(id): `\(value)` is neither yes nor no"))
    case .unknownCode:
      return made(
        "code-unknown",
        LocalizedText(
          id: "\(id): kode `\(value)` tidak ada dalam daftar `\(field.scheme ?? "")`",
          en: "\(id): the code `\(value)` is not in the list `\(field.scheme ?? "")`"),
        LocalizedText(
          id: "periksa kodenya, atau muat daftarnya dengan importir `code_list`",
          en: "check the code, or load its list with the importer `code_list`"))
    case .unknownRegion:
      return made(
        "region-not-found",
        LocalizedText(
          id: "\(id): wilayah `\(value)` tidak ditemukan", en: "\(id): the region `\(value)` was not found"),
        LocalizedText(
          id: "cari dengan: sinergi-admin region find \"\(value)\"; atau sempitkan dengan --set region=KODE",
          en: "look it up with: sinergi-admin region find \"\(value)\"; or narrow it down with --set region=CODE"))
    case .ambiguousRegion:
      return made(
        "region-ambiguous",
        LocalizedText(
          id: "\(id): `\(value)` bisa berarti lebih dari satu wilayah",
          en: "\(id): `\(value)` may be more than one region"),
        LocalizedText(
          id: "tulis kodenya, atau dengan induknya: `Kurun, Gunung Mas`, atau sempitkan dengan --set region=KODE",
          en: "write its code, or its parent too: `Kurun, Gunung Mas`, or narrow it down with --set region=CODE"))
    case .unknownCategory:
      let known = field.categories?.map(\.title.id) ?? []
      let ids = (field.categories ?? []).flatMap { [$0.id, $0.title.id.lowercased()] }
      let nearest = Suggestion.nearest(to: value.lowercased(), among: ids)
      return made(
        "category-unknown",
        LocalizedText(
          id: "\(id): `\(value)` bukan pilihan yang dikenal", en: "\(id): `\(value)` is not a known value"),
        LocalizedText(
          id: nearest.map { "mungkin maksudnya \($0)?" } ?? "yang dikenal: \(known.joined(separator: ", "))",
          en: nearest.map { "did you mean \($0)?" } ?? "known: \(known.joined(separator: ", "))"))
    case .unknownClass:
      let known = field.classes?.classes.map(\.title.id) ?? []
      let nearest = Suggestion.nearest(to: value.lowercased(), among: known.map { $0.lowercased() })
      return made(
        "class-unknown",
        LocalizedText(
          id: "\(id): `\(value)` bukan kelas yang dikenal", en: "\(id): `\(value)` is not a known class"),
        LocalizedText(
          id: nearest.map { "mungkin maksudnya \($0)?" } ?? "yang dikenal: \(known.joined(separator: ", "))",
          en: nearest.map { "did you mean \($0)?" } ?? "known: \(known.joined(separator: ", "))"))
    case .formulaError:
      return made(
        "cell-error",
        LocalizedText(
          id: "\(id): sel ini berisi kesalahan rumus `\(value)`; nilainya dianggap tidak ada",
          en: "\(id): this cell holds the error `\(value)` of a formula; the value counts as missing"))
    case .notUTF8:
      return made(
        "encoding-invalid",
        LocalizedText(id: "\(id): bukan teks UTF-8", en: "\(id): not UTF-8 text"),
        LocalizedText(
          id: "coba --set encoding=windows1252", en: "try --set encoding=windows1252"))
    }
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }
}
