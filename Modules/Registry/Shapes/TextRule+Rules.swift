import Diagnostics
import Domain

extension TextRule {
  /// `[a-z][a-z0-9_]{0,57}`.
  public static let identifier = TextRule(
    name: LocalizedText(id: "id", en: "an id"), pattern: "^[a-z][a-z0-9_]{0,57}$",
    hint: LocalizedText(
      id: "huruf kecil, angka dan `_`, diawali huruf, paling panjang 58",
      en: "lower-case letters, digits and `_`, a letter first, at most 58"),
    isValid: { Identifier.isValid($0) })

  /// A Kemendagri region code, dotted or plain; `0` is the nation.
  public static let regionCode = TextRule(
    name: LocalizedText(id: "kode wilayah", en: "a region code"),
    pattern: "^(0|[1-9][0-9](\\.?[0-9]{2}(\\.?[0-9]{2}(\\.?[0-9]{4})?)?)?)$",
    hint: LocalizedText(
      id: "tulis seperti \"64\", \"64.02\", \"64.02.01\" atau \"64.02.01.2001\"",
      en: "write it like \"64\", \"64.02\", \"64.02.01\" or \"64.02.01.2001\""),
    isValid: { RegionCode($0) != nil })

  /// A day of the calendar, `YYYY-MM-DD`.
  public static let date = TextRule(
    name: LocalizedText(id: "tanggal", en: "a date"), pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    hint: LocalizedText(id: "tulis seperti 2025-04-25", en: "write it like 2025-04-25"),
    isValid: { CalendarDate($0) != nil })

  /// A day on which offices are closed, `MM-DD` for every year.
  public static let holiday = TextRule(
    name: LocalizedText(id: "hari libur", en: "a holiday"), pattern: "^([0-9]{4}-)?[0-9]{2}-[0-9]{2}$",
    hint: LocalizedText(
      id: "tulis seperti \"2025-03-31\", atau \"08-17\" untuk setiap tahun",
      en: "write it like \"2025-03-31\", or \"08-17\" for every year"),
    isValid: { HolidayDate($0) != nil })

  /// A reporting period.
  public static let period = TextRule(
    name: LocalizedText(id: "periode", en: "a period"), pattern: "^[0-9]{4}(-(0[1-9]|1[0-2]|[Qq][1-4]|[Ss][12]))?$",
    hint: LocalizedText(
      id: "tulis seperti 2024, 2024-07, 2024-Q3 atau 2024-S1", en: "write it like 2024, 2024-07, 2024-Q3 or 2024-S1"),
    isValid: { Period($0) != nil })

  /// A day of any year, `MM-DD`, or days after a period's end, `+N`.
  public static let deadline = TextRule(
    name: LocalizedText(id: "tenggat", en: "a deadline"), pattern: "^([0-9]{2}-[0-9]{2}|\\+[0-9]{1,3})$",
    hint: LocalizedText(
      id: "tulis seperti \"06-30\", atau \"+10\": sepuluh hari setelah akhir periode",
      en: "write it like \"06-30\", or \"+10\": ten days after the end of the period"),
    isValid: { Deadline($0) != nil })

  /// A path relative to the file or folder it is written in, that stays inside it.
  public static let innerPath = TextRule(
    name: LocalizedText(id: "alamat berkas di dalam folder plugin", en: "a path inside the plugin's folder"),
    isValid: { path in !path.hasPrefix("/") && !path.split(separator: "/").contains("..") })

  /// Any text that is not empty.
  public static let words = TextRule(
    name: LocalizedText(id: "teks", en: "a text"), isValid: { !$0.isEmpty })
}
