/// The sheets that stand beside the data in workbooks made by this program. Where one holds no table, which is as it should
/// be, nothing is said of it.
package enum FormSheets {
  package static let instructions = "Petunjuk"
  package static let lists = "Daftar Pilihan"
  package static let receipt = "Tanda Terima"

  static func isCompanion(_ sheet: String?) -> Bool {
    sheet.map { [instructions, lists, receipt].contains($0) } ?? false
  }
}
