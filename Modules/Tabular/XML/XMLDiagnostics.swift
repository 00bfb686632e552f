import Diagnostics

/// The problems of XML parts.
extension Diagnostic {
  static func xmlMalformed(_ part: String, reason: String, line: Int? = nil, column: Int? = nil) -> Diagnostic {
    Diagnostic(
      code: "xml-malformed",
      message: LocalizedText(
        id: "bagian XML dari berkas ini rusak (\(reason))", en: "an XML part of the file is damaged (\(reason))"),
      place: Place(file: part, line: line, column: column),
      hint: LocalizedText(
        id: "unduh atau minta ulang berkas ini; bila dapat dibuka di aplikasinya, simpan sekali lagi",
        en: "download the file again or ask for it anew; if its application opens it, save it once more"))
  }

  static func xmlEntityRefused(_ part: String, line: Int? = nil) -> Diagnostic {
    Diagnostic(
      code: "xml-entity-refused",
      message: LocalizedText(
        id: "bagian XML dari berkas ini memuat DOCTYPE atau entitas, yang tidak pernah ditulis aplikasi perkantoran",
        en: "an XML part of the file holds a DOCTYPE or an entity, which office applications never write"),
      place: Place(file: part, line: line),
      hint: LocalizedText(
        id: "jangan dibuka bila asalnya tidak dikenal; mintalah berkas aslinya",
        en: "do not open it if you do not know where it comes from; ask for the original file"))
  }

  static func xmlTooComplex(_ part: String, line: Int? = nil) -> Diagnostic {
    Diagnostic(
      code: "xml-too-complex",
      message: LocalizedText(
        id: "bagian XML dari berkas ini bersarang terlalu dalam atau memuat satuan yang terlalu panjang",
        en: "an XML part of the file is nested too deeply or holds a token that is too long"),
      place: Place(file: part, line: line),
      hint: LocalizedText(
        id: "mintalah berkas aslinya, atau simpan sekali lagi di aplikasinya",
        en: "ask for the original file, or save it once more in its application"))
  }
}
