import Diagnostics
import Domain

/// What is said about regions of rows: remarks without a place, in both languages, with the candidates.
struct RegionMessages {
  /// The most candidates that are named in one message.
  private static let most = 5

  // MARK: Names

  func missing(_ level: RegionLevel) -> RegionRemark {
    made(
      level.cell, "region-missing",
      LocalizedText(
        id: "baris ini tidak menyebut \(level.word.id)", en: "this row names no \(level.word.en)"), value: "")
  }

  func parentsMissing(_ names: RegionNames, _ book: RegionBook) -> RegionRemark {
    made(
      .village, "region-parents-missing",
      LocalizedText(
        id: "`\(names.village)`: kabupaten tidak disebut, nama desa saja tidak cukup",
        en: "`\(names.village)`: no kabupaten is named, and a village's name alone is not enough"),
      value: names.village,
      hint: LocalizedText(
        id: "berikan kabupatennya dengan --set region=KODE", en: "give the kabupaten with --set region=CODE"))
  }

  func notFound(
    _ level: RegionLevel, _ text: String, in scope: RegionCode, _ candidates: [RegionCode], _ book: RegionBook
  ) -> RegionRemark {
    let place =
      scope == .nation ? LocalizedText(id: "daftar wilayah", en: "the register") : LocalizedText(book.described(scope))
    let list = listed(candidates, book)
    return made(
      level.cell, level == .regency ? "regency-not-found" : "region-not-found",
      LocalizedText(
        id: "tidak ada \(level.word.id) `\(text)` di \(place.id)" + (list.isEmpty ? "" : "; yang terdekat: \(list)"),
        en: "there is no \(level.word.en) `\(text)` in \(place.en)" + (list.isEmpty ? "" : "; the nearest: \(list)")),
      value: text, hint: aliasHint(text, candidates.first), candidates)
  }

  func ambiguous(
    _ level: RegionLevel, _ text: String, _ candidates: [RegionCode], _ book: RegionBook
  ) -> RegionRemark {
    let list = listed(candidates, book)
    return made(
      level.cell, "region-ambiguous",
      LocalizedText(
        id: "`\(text)` bisa berarti lebih dari satu \(level.word.id): \(list)",
        en: "`\(text)` may be more than one \(level.word.en): \(list)"),
      value: text, hint: aliasHint(text, candidates.first), candidates)
  }

  func outside(_ level: RegionLevel, _ text: String, _ region: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-outside",
      LocalizedText(
        id: "baris ini menyebut `\(text)`, padahal berkas ini untuk \(book.described(region))",
        en: "this row names `\(text)`, but the file is for \(book.described(region))"), value: text)
  }

  func close(_ level: RegionLevel, _ text: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-close",
      LocalizedText(
        id: "`\(text)` dibaca sebagai \(book.described(code))", en: "`\(text)` was read as \(book.described(code))"),
      .warning, value: text, [code])
  }

  func former(_ level: RegionLevel, _ text: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-former-name",
      LocalizedText(
        id: "`\(text)` adalah nama lain atau nama lama dari \(book.described(code))",
        en: "`\(text)` is another or an earlier name of \(book.described(code))"), .note, value: text, [code])
  }

  /// Names of an earlier or later edition of the register.
  func formerly(_ level: RegionLevel, _ names: RegionNames, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    let parents = [names.district, names.regency].filter { !$0.isEmpty }.joined(separator: ", ")
    let text = parents.isEmpty || level != .village ? names[level] : "\(names[level]) (\(parents))"
    return made(
      level.cell, "region-former-name",
      LocalizedText(
        id: "`\(text)` menurut edisi lain daftar wilayah adalah \(book.described(code))",
        en: "by another edition of the register `\(text)` is \(book.described(code))"),
      .note, value: names[level], [code])
  }

  func otherParent(_ level: RegionLevel, _ text: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-parent-differs",
      LocalizedText(
        id: text.isEmpty
          ? "\(level.word.id) tidak disebut; hanya ada satu yang cocok: \(book.described(code))"
          : "\(level.word.id) `\(text)` tidak ditemukan; hanya ada satu yang cocok: \(book.described(code))",
        en: text.isEmpty
          ? "no \(level.word.en) is named; only one region fits: \(book.described(code))"
          : "\(level.word.en) `\(text)` was not found; only one region fits: \(book.described(code))"),
      .warning, value: text, [code])
  }

  func limited(
    _ level: RegionLevel, _ text: String, _ code: RegionCode, _ limit: RegionOptions.Limit, _ book: RegionBook
  )
    -> RegionRemark
  {
    made(
      level.cell, "region-not-found",
      LocalizedText(
        id: "tidak ada \(level.word.id) yang ditulis persis `\(text)`; yang terdekat: \(book.described(code))",
        en: "no \(level.word.en) is written exactly `\(text)`; the nearest: \(book.described(code))"),
      value: text,
      hint: LocalizedText(
        id: "pencocokan dibatasi --set match=\(limit.rawValue)",
        en: "matching is limited by --set match=\(limit.rawValue)"),
      [code])
  }

  // MARK: Parts

  func made(
    _ cell: RegionCell, _ code: String, _ message: LocalizedText, _ severity: Severity = .error, value: String,
    hint: LocalizedText? = nil, _ candidates: [RegionCode] = []
  ) -> RegionRemark {
    RegionRemark(
      cell: cell,
      diagnostic: Diagnostic(code: code, severity: severity, message: message, value: value, hint: hint),
      candidates: candidates)
  }

  func listed(_ candidates: [RegionCode], _ book: RegionBook) -> String {
    candidates.prefix(Self.most).map(book.described).joined(separator: ", ")
  }

  private func aliasHint(_ text: String, _ code: RegionCode?) -> LocalizedText? {
    guard !text.isEmpty, let code, let within = code.ancestor(min(.regency, code.level)) else { return nil }
    let scope = code.level <= .regency ? (code.parent ?? .nation) : within
    let command = "sinergi-import aliases add \"\(text)\" \(code) --within \(scope)"
    return LocalizedText(id: "bila itu yang dimaksud: \(command)", en: "if that is the one: \(command)")
  }
}

extension LocalizedText {
  fileprivate init(_ both: String) { self.init(id: both, en: both) }
}

extension RegionLevel {
  /// The word for one region of this level inside a sentence.
  var word: LocalizedText {
    switch self {
    case .nation: LocalizedText(id: "nasional", en: "nation")
    case .province: LocalizedText(id: "provinsi", en: "province")
    case .regency: LocalizedText(id: "kabupaten/kota", en: "kabupaten")
    case .district: LocalizedText(id: "kecamatan", en: "kecamatan")
    case .village: LocalizedText(id: "desa", en: "village")
    }
  }
}
