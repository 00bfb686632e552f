import Diagnostics

/// What is wrong with archives and compressed files.
extension Diagnostic {
  static func archiveDamaged(_ file: String, _ what: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "archive-damaged", message: what, place: Place(file: file),
      hint: LocalizedText(id: "unduh atau minta berkasnya sekali lagi", en: "download the file or ask for it again"))
  }

  static func archiveTruncated(_ file: String) -> Diagnostic {
    archiveDamaged(
      file,
      LocalizedText(id: "berkas terkompresi ini terpotong sebelum akhirnya", en: "this packed file is cut off before its end"))
  }

  static func archiveTooLarge(_ file: String, _ limit: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "archive-too-large",
      message: LocalizedText(
        id: "isi berkas terkompresi ini melampaui batas: \(limit.id)",
        en: "what this packed file holds is beyond the limit: \(limit.en)"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "periksa asal berkas ini; bila memang benar, ekstrak dulu lalu impor isinya",
        en: "check where the file comes from; if it is right, unpack it first and import what it holds"))
  }

  static func archiveTooDeep(_ file: String, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "archive-too-deep",
      message: LocalizedText(
        id: "arsip di dalam arsip lebih dari \(limit) tingkat", en: "archives lie in archives more than \(limit) deep"),
      place: Place(file: file),
      hint: LocalizedText(id: "ekstrak dulu arsip luarnya", en: "unpack the outer archive first"))
  }

  static func archivePathUnsafe(_ file: String, member: String) -> Diagnostic {
    Diagnostic(
      code: "archive-path-unsafe",
      message: LocalizedText(
        id: "nama berkas di dalam arsip menunjuk ke luar arsip", en: "a name in the archive points outside of it"),
      place: Place(file: file), value: member,
      hint: LocalizedText(
        id: "jangan diekstrak; minta arsip yang dibuat dengan wajar",
        en: "do not unpack it; ask for an archive made in the ordinary way"))
  }

  static func archiveMemberSkipped(_ file: String, _ kind: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "archive-member-skipped", severity: .note,
      message: LocalizedText(id: "\(kind.id) di dalam arsip dilewati", en: "\(kind.en) in the archive was skipped"),
      place: Place(file: file))
  }
}
