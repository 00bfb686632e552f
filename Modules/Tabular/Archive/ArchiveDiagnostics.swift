import Diagnostics

/// What is wrong with archives and compressed files.
extension Diagnostic {
  static func archiveTruncated(_ file: String) -> Diagnostic {
    archiveDamaged(
      file,
      LocalizedText(
        id: "berkas terkompresi ini terpotong sebelum akhirnya", en: "this packed file is cut off before its end"))
  }

  static func archiveTooDeep(_ file: String, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "archive-too-deep",
      message: LocalizedText(
        id: "arsip di dalam arsip lebih dari \(limit) tingkat", en: "archives lie in archives more than \(limit) deep"),
      place: Place(file: file),
      hint: LocalizedText(id: "ekstrak dulu arsip luarnya", en: "unpack the outer archive first"))
  }

  static func archiveMemberSkipped(_ file: String, _ kind: LocalizedText) -> Diagnostic {
    Diagnostic(
      code: "archive-member-skipped", severity: .note,
      message: LocalizedText(id: "\(kind.id) di dalam arsip dilewati", en: "\(kind.en) in the archive was skipped"),
      place: Place(file: file))
  }
}
