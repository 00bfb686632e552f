import Diagnostics
import Domain
import Workbooks

/// The words of meeting papers: days, dates in words, places for signatures.
enum PaperWords {
  private static let weekdays = [
    LocalizedText(id: "Senin", en: "Monday"), LocalizedText(id: "Selasa", en: "Tuesday"),
    LocalizedText(id: "Rabu", en: "Wednesday"), LocalizedText(id: "Kamis", en: "Thursday"),
    LocalizedText(id: "Jumat", en: "Friday"), LocalizedText(id: "Sabtu", en: "Saturday"),
    LocalizedText(id: "Minggu", en: "Sunday"),
  ]

  static func weekday(_ date: CalendarDate) -> LocalizedText {
    // Day 0 of the count is known by a day whose weekday is: 2021-06-16 was a Wednesday.
    guard let wednesday = CalendarDate(year: 2021, month: 6, day: 16) else { return LocalizedText("") }
    let offset = (date.dayNumber - wednesday.dayNumber + 2) % 7
    return weekdays[(offset + 7) % 7]
  }

  static func long(_ date: CalendarDate, _ language: Language) -> String {
    DateText.long(date.description, in: language)
  }

  static func short(_ date: CalendarDate, _ language: Language) -> String {
    DateText.short(date.description, in: language)
  }

  /// `Rabu, 16 Juni 2021`, and for several days `Rabu–Kamis, 16–17 Juni 2021`.
  static func days(_ start: CalendarDate, _ end: CalendarDate?) -> LocalizedText {
    func text(_ language: Language) -> String {
      guard let end, end > start else { return "\(weekday(start)[language]), \(long(start, language))" }
      let days = "\(weekday(start)[language])–\(weekday(end)[language])"
      if start.year == end.year, start.month == end.month {
        let rest = long(end, language).drop { $0 != " " }
        return "\(days), \(start.day)–\(end.day)\(rest)"
      }
      return "\(days), \(long(start, language)) – \(long(end, language))"
    }
    return LocalizedText(id: text(.indonesian), en: text(.english))
  }

  /// *Pada hari ini Rabu, tanggal enam belas, bulan Juni, tahun dua ribu dua puluh satu*.
  static func opening(_ date: CalendarDate?) -> LocalizedText {
    guard let date else {
      return LocalizedText(
        id: "Pada hari ini .............., tanggal .............., bulan .............., tahun ..............",
        en: "On this day, ................, the ........ of ................ ........")
    }
    let month = DateText.month(date.month, in: .indonesian) ?? ""
    return LocalizedText(
      id: "Pada hari ini \(weekday(date).id), tanggal \(NumberWords.indonesian(date.day)), bulan \(month), "
        + "tahun \(NumberWords.indonesian(date.year))",
      en: "On this day, \(weekday(date).en), \(long(date, .english))")
  }

  /// A number of people or things as the languages write it: *1.156*.
  static func count(_ number: Int) -> LocalizedText {
    func text(_ language: Language) -> String { ValueText(language: language).text(.integer(number)) }
    return LocalizedText(id: text(.indonesian), en: text(.english))
  }

  /// A month as papers are numbered: *VI*.
  static func roman(_ month: Int) -> String {
    let months = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
    return months.indices.contains(month - 1) ? months[month - 1] : ""
  }

  static let dots = "........................"

  /// A table of passages: a heading and its text each.
  static func passages(_ id: String, _ title: LocalizedText, _ parts: [(LocalizedText, LocalizedText)]) -> ReportTable {
    var table = ReportTable(
      id: id, title: title,
      columns: [
        ReportColumn(id: "part", label: LocalizedText(id: "Bagian", en: "Part"), type: .text),
        ReportColumn(id: "text", label: LocalizedText(id: "Isi", en: "Text"), type: .text),
      ], rows: parts.map { [.text($0.0), .text($0.1)] }, keyColumns: 1)
    table.layout = .prose
    return table
  }
}
