/// The sheets that stand beside the data in workbooks made by this program; they are not read where there are others.
package enum FormSheets {
  package static let instructions = "Petunjuk"
  package static let lists = "Daftar Pilihan"
  package static let receipt = "Tanda Terima"

  static func isCompanion(_ sheet: String?) -> Bool {
    sheet.map { [instructions, lists, receipt].contains($0) } ?? false
  }
}
