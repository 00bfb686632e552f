import Diagnostics
import Domain

extension RegionMessages {
  func malformed(_ text: String, _ level: RegionLevel) -> RegionRemark {
    let example = ["", "64", "64.02", "64.02.01", "64.02.01.2001"][level.depth]
    return made(
      .code, "region-code-malformed",
      LocalizedText(id: "`\(text)` bukan kode wilayah", en: "`\(text)` is not a region code"), value: text,
      hint: LocalizedText(
        id: "kode \(level.word.id) terdiri atas \(level.digits) angka, misalnya \(example)",
        en: "a \(level.word.en) code has \(level.digits) digits, such as \(example)"))
  }

  func damaged(_ text: String) -> RegionRemark {
    made(
      .code, "region-code-damaged",
      LocalizedText(
        id: "`\(text)`: angka kode wilayah ini ada yang hilang dan tidak dapat dipulihkan",
        en: "`\(text)`: digits of this region code are lost and cannot be recovered"), value: text,
      hint: LocalizedText(
        id: "kode terbaca sebagai bilangan oleh lembar kerja; ambil kembali dari sumbernya sebagai teks",
        en: "a spreadsheet read the code as a number; take it from its source again, as text"))
  }

  func wrongLevel(_ text: String, _ code: RegionCode, _ level: RegionLevel) -> RegionRemark {
    made(
      .code, "region-level-wrong",
      LocalizedText(
        id: "\(code) adalah kode \(code.level.title.id.lowercased()), bukan \(level.title.id.lowercased())",
        en: "\(code) is the code of a \(code.level.title.en.lowercased()), not of a \(level.title.en.lowercased())"),
      value: text)
  }

  func withoutRegency(_ text: String) -> RegionRemark {
    made(
      .code, "region-code-relative",
      LocalizedText(
        id: "`\(text)` hanya berlaku di dalam satu kabupaten, dan kabupatennya tidak diberikan",
        en: "`\(text)` holds inside one kabupaten only, and none was given"), value: text,
      hint: LocalizedText(
        id: "berikan kabupatennya, misalnya --set region=32.01", en: "give the kabupaten, such as --set region=32.01"))
  }

  func unknown(_ text: String, _ candidates: [RegionCode], _ book: RegionBook?) -> RegionRemark {
    let list = book.map { listed(candidates, $0) } ?? ""
    return made(
      .code, "region-unknown",
      LocalizedText(
        id: "kode \(text) tidak ada dalam daftar wilayah" + (list.isEmpty ? "" : "; menurut namanya: \(list)"),
        en: "code \(text) is not in the register" + (list.isEmpty ? "" : "; by its name: \(list)")),
      value: text,
      hint: LocalizedText(
        id: "kode bisa berasal dari edisi lain; cari dengan sinergi-admin region find",
        en: "the code may be of another edition; look it up with sinergi-admin region find"), candidates)
  }

  func outside(_ text: String, _ code: RegionCode, _ region: RegionCode) -> RegionRemark {
    made(
      .code, "region-outside",
      LocalizedText(
        id: "\(code) terletak di luar \(region), padahal berkas ini untuk \(region)",
        en: "\(code) lies outside \(region), but the file is for \(region)"), value: text)
  }

  func repaired(_ text: String, _ code: RegionCode) -> RegionRemark {
    made(
      .code, "region-code-repaired",
      LocalizedText(id: "`\(text)` dibaca sebagai \(code)", en: "`\(text)` was read as \(code)"), .note, value: text,
      [code])
  }

  // MARK: Other schemes and editions

  func notInCrosswalk(_ text: String) -> RegionRemark {
    made(
      .code, "region-unknown",
      LocalizedText(
        id: "kode BPS \(text) tidak ada dalam tabel padanan", en: "BPS code \(text) is not in the crosswalk"),
      value: text,
      hint: LocalizedText(
        id: "muat tabel padanan yang memuatnya: sinergi-import run bps_crosswalk BERKAS",
        en: "load a crosswalk that holds it: sinergi-import run bps_crosswalk FILE"))
  }

  /// A code of an earlier edition that now is another, or that nothing stands for any more.
  func moved(_ text: String, _ old: RegionCode, _ name: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark
  {
    made(
      .code, "region-moved",
      LocalizedText(
        id: "\(old) \(name) sekarang \(book.described(code))", en: "\(old) \(name) now is \(book.described(code))"),
      .warning, value: text, [code])
  }

  func lost(_ text: String, _ old: RegionCode, _ name: String, _ candidates: [RegionCode], _ book: RegionBook)
    -> RegionRemark
  {
    let list = listed(candidates, book)
    return made(
      .code, "region-unknown",
      LocalizedText(
        id: "\(old) \(name) tidak dapat ditelusuri ke daftar wilayah yang berlaku"
          + (list.isEmpty ? "" : "; mungkin: \(list)"),
        en: "\(old) \(name) cannot be traced to the register in force" + (list.isEmpty ? "" : "; perhaps: \(list)")),
      value: text, candidates)
  }

  // MARK: Code and name

  func contradicts(
    _ level: RegionLevel, _ text: String, _ code: RegionCode, named: RegionCode?, _ book: RegionBook
  ) -> RegionRemark {
    let other = named.map { book.described($0) }
    return made(
      level.cell, "region-contradicts",
      LocalizedText(
        id: "kode dan nama bertentangan: \(book.described(code)), padahal \(level.word.id) tertulis `\(text)`"
          + (other.map { ", yaitu \($0)" } ?? ""),
        en:
          "code and name contradict each other: \(book.described(code)), but the \(level.word.en) is given as `\(text)`"
          + (other.map { ", which is \($0)" } ?? "")),
      value: text,
      hint: LocalizedText(
        id: "perbaiki kode atau namanya di sumber", en: "correct the code or the name in the source"),
      [code] + (named.map { [$0] } ?? []))
  }

  /// The names count, for the code beside them contradicts them or is none.
  func byName(_ text: String, _ level: RegionLevel, _ name: String, _ code: RegionCode, _ book: RegionBook)
    -> RegionRemark
  {
    made(
      .code, "region-by-name",
      LocalizedText(
        id: "kode `\(text)` tidak cocok dengan nama `\(name)`; menurut nama dan induknya: \(book.described(code))",
        en: "code `\(text)` does not fit the name `\(name)`; by the name and its parents: \(book.described(code))"),
      .warning, value: text, [code])
  }

  /// A name that differs much, where the code and all its parents agree and no other region has that name.
  func nameDiffers(_ level: RegionLevel, _ text: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-name-differs",
      LocalizedText(
        id: "nama tertulis `\(text)`, padahal kodenya \(book.described(code)); kode yang dipakai",
        en: "the name is given as `\(text)`, but the code is \(book.described(code)); the code counts"),
      .warning, value: text, [code])
  }

  func parentDiffers(_ level: RegionLevel, _ text: String, _ code: RegionCode, _ book: RegionBook) -> RegionRemark {
    made(
      level.cell, "region-parent-differs",
      LocalizedText(
        id: "\(level.word.id) tertulis `\(text)`, padahal kodenya \(book.described(code)); kode yang dipakai",
        en: "the \(level.word.en) is given as `\(text)`, but the code is \(book.described(code)); the code counts"),
      .warning, value: text, [code])
  }
}
