package import Diagnostics
import Foundation

extension Diagnostic {
  /// `output-unwritable`: why the system refused to write to `path` (nil is standard output).
  package static func outputUnwritable(_ path: String?, _ number: Int32) -> Diagnostic {
    let why = reason(number)
    let place = path.map { LocalizedText("`\($0)`") } ?? LocalizedText(id: "keluaran standar", en: "standard output")
    return Diagnostic(
      code: "output-unwritable",
      message: LocalizedText(
        id: "hasil tidak dapat ditulis ke \(place.id): \(why.text.id)",
        en: "cannot write the result to \(place.en): \(why.text.en)"),
      value: path, hint: why.hint)
  }

  private static func reason(_ number: Int32) -> (text: LocalizedText, hint: LocalizedText?) {
    switch number {
    case EACCES, EPERM:
      (
        LocalizedText(id: "tidak ada izin menulis di sana", en: "no permission to write there"),
        LocalizedText(id: "pilih folder lain dengan `--output`", en: "choose another folder with `--output`")
      )
    case EROFS:
      (
        LocalizedText(id: "media itu hanya dapat dibaca", en: "the medium is read-only"),
        LocalizedText(id: "pilih folder lain dengan `--output`", en: "choose another folder with `--output`")
      )
    case ENOSPC, EDQUOT:
      (
        LocalizedText(id: "ruang penyimpanan penuh", en: "no space is left"),
        LocalizedText(id: "kosongkan ruang atau pilih tempat lain", en: "free some space or choose another place")
      )
    case ENOENT:
      (
        LocalizedText(id: "foldernya tidak ada", en: "the folder does not exist"),
        LocalizedText(id: "buat dahulu folder itu", en: "make the folder first")
      )
    case ENOTDIR:
      (LocalizedText(id: "sebagian jalurnya bukan folder", en: "a part of the path is not a folder"), nil)
    case EISDIR:
      (
        LocalizedText(id: "itu folder, bukan berkas", en: "that is a folder, not a file"),
        LocalizedText(id: "sebutkan nama berkasnya", en: "give the name of a file")
      )
    case ENAMETOOLONG: (LocalizedText(id: "namanya terlalu panjang", en: "the name is too long"), nil)
    case EFBIG: (LocalizedText(id: "berkasnya menjadi terlalu besar", en: "the file grows too large"), nil)
    default: (LocalizedText(String(cString: strerror(number))), nil)
    }
  }
}
