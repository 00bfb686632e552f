import Diagnostics
import Domain
import Storage

/// The villages of a kabupaten by Siskeudes' codes, `KK.DDDD.`.
struct SiskeudesVillages {
  private let regency: RegionCode
  private let known: Set<Int64>

  init(_ regency: RegionCode, _ store: any Store, at date: CalendarDate) throws {
    self.regency = regency
    known = Set(try store.villageCodes(in: regency, at: date))
  }

  /// Nil for a village that the register does not hold.
  func code(_ text: String) -> Int64? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 4,
      let code = RegionCode("\(regency).\(parts[0]).\(parts[1])"), known.contains(code.number)
    else { return nil }
    return code.number
  }

  /// The village that a row is of.
  ///
  /// The code of its activity begins with that of the village: where they differ, nobody knows whose money it is.
  func code(of row: SiskeudesTables.Row) throws(Diagnostic) -> Int64 {
    let text = row["kd_desa"]
    guard let code = code(text) else { throw unknown(text, row.place("kd_desa")) }
    if let other = SiskeudesCodes.village(of: row["kd_keg"]), other != text.split(separator: ".") {
      throw Diagnostic(
        code: "region-contradicts",
        message: LocalizedText(
          id: "kegiatan `\(row["kd_keg"])` milik desa lain, baris ini untuk desa `\(text)`",
          en: "the activity `\(row["kd_keg"])` is of another village, this row is of `\(text)`"),
        place: row.place("kd_keg"), value: row["kd_keg"],
        hint: LocalizedText(
          id: "samakan Kd_Desa dan awal Kd_Keg di sumbernya", en: "make Kd_Desa and the start of Kd_Keg agree"))
    }
    return code
  }

  /// The region that a row may have meant: its village, or else the kecamatan that its code begins with; nil for any.
  func meant(_ text: String) -> Int64? {
    if let code = code(text) { return code }
    guard let first = text.split(separator: ".").first, first.count == 2,
      let district = RegionCode("\(regency).\(first)"), known.contains(where: { district.contains(RegionCode($0)) })
    else { return nil }
    return district.number
  }

  private func unknown(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-unknown",
      message: LocalizedText(
        id: "desa `\(text)` tidak ada di \(regency)", en: "there is no village `\(text)` in \(regency)"), place: place,
      value: text,
      hint: LocalizedText(
        id: "bentuknya KK.DDDD.; periksa --set region", en: "the form is KK.DDDD.; check --set region"))
  }
}

extension RegionCode {
  fileprivate func contains(_ other: RegionCode?) -> Bool { other.map { contains($0) } ?? false }
}
