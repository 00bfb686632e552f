package import Diagnostics

/// Days and months in words.
package enum DateText {
  private static let months = [
    LocalizedText(id: "Januari", en: "January"), LocalizedText(id: "Februari", en: "February"),
    LocalizedText(id: "Maret", en: "March"), LocalizedText("April"), LocalizedText(id: "Mei", en: "May"),
    LocalizedText(id: "Juni", en: "June"), LocalizedText(id: "Juli", en: "July"),
    LocalizedText(id: "Agustus", en: "August"), LocalizedText("September"),
    LocalizedText(id: "Oktober", en: "October"), LocalizedText("November"),
    LocalizedText(id: "Desember", en: "December"),
  ]

  /// The name of month 1–12, or nil.
  package static func month(_ number: Int, in language: Language) -> String? {
    months.indices.contains(number - 1) ? months[number - 1][language] : nil
  }

  /// `31 Desember 2024` for `2024-12-31`; anything else as it is.
  package static func long(_ iso: String, in language: Language) -> String {
    guard let day = parts(iso), let month = month(day.month, in: language) else { return iso }
    return "\(day.day) \(month) \(day.year)"
  }

  /// `31 Des 2024` for `2024-12-31`, two columns for the day; anything else as it is.
  package static func short(_ iso: String, in language: Language) -> String {
    guard let day = parts(iso), let month = month(day.month, in: language) else { return iso }
    return "\(day.day < 10 ? "0" : "")\(day.day) \(month.prefix(3)) \(day.year)"
  }

  /// Year, month and day of `yyyy-mm-dd`, or nil where that is no day of the calendar.
  package static func parts(_ iso: String) -> (year: Int, month: Int, day: Int)? {
    let bytes = Array(iso.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
      (1...12).contains(month), day >= 1
    else { return nil }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return day <= lengths[month - 1] ? (year, month, day) : nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.allSatisfy { (48...57).contains($0) } ? digits.reduce(0) { $0 * 10 + Int($1 - 48) } : nil
  }
}
