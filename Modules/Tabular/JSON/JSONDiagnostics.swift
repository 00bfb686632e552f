import Diagnostics

/// What JSON's grammar asks for at some place.
enum JSONExpected {
  case value
  case key
  case colon
  case separatorInObject
  case separatorInArray
  case end

  var words: LocalizedText {
    switch self {
    case .value: LocalizedText(id: "sebuah nilai", en: "a value")
    case .key: LocalizedText(id: "nama dalam tanda kutip ganda", en: "a name in double quotes")
    case .colon: LocalizedText(id: "titik dua", en: "a colon")
    case .separatorInObject: LocalizedText(id: "koma atau kurung kurawal tutup", en: "a comma or a closing brace")
    case .separatorInArray: LocalizedText(id: "koma atau kurung siku tutup", en: "a comma or a closing bracket")
    case .end: LocalizedText(id: "akhir berkas", en: "the end of the file")
    }
  }
}

/// Why a text is not JSON, or not JSON that is accepted; all are `json-invalid`.
extension Diagnostic {
  static func jsonUnexpected(_ place: Place, found: UnsafeBufferPointer<UInt8>, expected: JSONExpected) -> Diagnostic {
    guard let first = found.first else {
      return jsonInvalid(
        place,
        LocalizedText(
          id: "berkas JSON ini terpotong: di sini seharusnya masih ada \(expected.words.id)",
          en: "this JSON file is cut off: \(expected.words.en) should follow here"),
        hint: LocalizedText(id: "unduh atau ekspor ulang berkasnya", en: "download or export the file again"))
    }
    let text = String(decoding: found.prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") }, as: UTF8.self)
    var hint = LocalizedText(id: "ekspor ulang dari sistem asalnya", en: "export it again from where it came from")
    let lower = text.lowercased()
    if ["nan", "-inf", "inf", "undefined", "none"].contains(where: { lower.hasPrefix($0) }) {
      hint = LocalizedText(
        id: "JSON tidak mengenal \"\(text)\"; nilai kosong ditulis null",
        en: "JSON knows no \"\(text)\"; a missing value is null")
    } else if first == UInt8(ascii: "'") {
      hint = LocalizedText(
        id: "JSON memakai tanda kutip ganda, bukan tunggal", en: "JSON uses double quotes, not single ones")
    } else if case .end = expected {
      hint = LocalizedText(
        id: "berkas ini harus berisi satu nilai JSON, atau satu per baris (NDJSON)",
        en: "the file must hold one JSON value, or one a line (NDJSON)")
    }
    var problem = jsonInvalid(
      place,
      LocalizedText(
        id: "ini bukan JSON yang sah: di sini seharusnya \(expected.words.id)",
        en: "this is not valid JSON: \(expected.words.en) should stand here"),
      hint: hint)
    problem.value = text.isEmpty ? nil : text
    return problem
  }

  static func jsonUnterminated(_ place: Place) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(
        id: "teks yang dimulai di sini tidak pernah ditutup; berkas mungkin terpotong",
        en: "the string that begins here is never closed; the file may be cut off"),
      hint: LocalizedText(id: "unduh atau ekspor ulang berkasnya", en: "download or export the file again"))
  }

  static func jsonControlCharacter(_ place: Place, byte: UInt8) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(
        id: "ada karakter kendali (bita \(byte)) di dalam teks JSON",
        en: "a control character (byte \(byte)) stands in a JSON string"),
      hint: LocalizedText(
        id: "pergantian baris di dalam teks ditulis \\n", en: "a line break inside a string is written \\n"))
  }

  static func jsonEscape(_ place: Place) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(
        id: "urutan garis miring terbalik ini tidak sah dalam JSON", en: "this backslash sequence is not valid in JSON"),
      hint: LocalizedText(
        id: "garis miring terbalik di dalam teks ditulis dua kali", en: "a backslash inside a string is written twice"))
  }

  static func jsonEncoding(_ place: Place) -> Diagnostic {
    jsonInvalid(
      place, LocalizedText(id: "teks ini bukan UTF-8 yang sah", en: "this text is not valid UTF-8"),
      hint: LocalizedText(id: "simpan berkas sebagai UTF-8", en: "save the file as UTF-8"))
  }

  static func jsonNumber(_ place: Place) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(id: "angka ini tidak ditulis menurut aturan JSON", en: "this number is not written as JSON asks"),
      hint: LocalizedText(
        id: "pakai titik desimal, tanpa pemisah ribuan dan tanpa nol di depan",
        en: "use a decimal point, no thousands separators and no leading zeros"))
  }

  static func jsonTooDeep(_ place: Place, limit: Int) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(
        id: "JSON ini bersarang lebih dari \(limit) tingkat", en: "this JSON is nested more than \(limit) levels deep"),
      hint: nil)
  }

  static func jsonTooLong(_ place: Place, limit: Int) -> Diagnostic {
    jsonInvalid(
      place,
      LocalizedText(
        id: "nilai yang dimulai di sini lebih panjang dari \(limit) bita",
        en: "the value that begins here is longer than \(limit) bytes"),
      hint: LocalizedText(id: "periksa apakah berkas ini memang data tabel", en: "check whether the file is a table"))
  }

  private static func jsonInvalid(_ place: Place, _ message: LocalizedText, hint: LocalizedText?) -> Diagnostic {
    Diagnostic(code: "json-invalid", message: message, place: place, hint: hint)
  }
}
