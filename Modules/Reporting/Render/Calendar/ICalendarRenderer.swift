public import Diagnostics
import Domain
public import Foundation
public import Workbooks

/// iCalendar (RFC 5545) of reports whose first table has events: columns `start`, `end`, `title` and, where there are,
/// `kind`, `place`, `venue` and `reference`. Whole days; the end of an event is the day after its last, as the format has it.
public struct ICalendarRenderer: ReportRenderer {
  private let language: Language
  private let createdAt: Date?

  public var format: ReportFormat { .ics }

  public init(language: Language, createdAt: Date? = nil) {
    self.language = language
    self.createdAt = createdAt
  }

  /// - Throws: a `Diagnostic` with the code `format-unfit` where the report has no events.
  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    let table = document.tables.first
    let columns = table?.columns.map(\.id) ?? []
    guard document.isEmpty || Set(columns).isSuperset(of: ["start", "end", "title"]) else {
      throw Diagnostic(
        code: "format-unfit",
        message: LocalizedText(
          id: "laporan `\(document.report)` tidak memuat acara berhari, jadi tidak ada kalendernya",
          en: "the report `\(document.report)` has no dated events, so there is no calendar of it"),
        hint: LocalizedText(id: "pakai laporan calendar", en: "use the report calendar"))
    }
    func put(_ line: String) throws { try sink.write(Self.folded(line) + "\r\n") }
    try put("BEGIN:VCALENDAR")
    try put("VERSION:2.0")
    try put("PRODID:-//Sinergi//Sinergi//\(language.rawValue.uppercased())")
    try put("NAME:\(Self.escaped(document.title[language]))")
    let values = ValueText(language: language)
    let stamp = Self.stamp(createdAt ?? Date())
    for row in table?.rows ?? [] {
      func text(_ id: String) -> String? {
        guard let place = columns.firstIndex(of: id), place < row.count, !row[place].isMissing else { return nil }
        return values.text(row[place])
      }
      func day(_ id: String) -> CalendarDate? {
        guard let place = columns.firstIndex(of: id), place < row.count, case .date(let day) = row[place] else {
          return nil
        }
        return CalendarDate(day)
      }
      guard let start = day("start"), let title = text("title") else { continue }
      let after = (day("end") ?? start).adding(days: 1) ?? start
      let reference = text("reference") ?? title
      try put("BEGIN:VEVENT")
      let id = reference.utf8.contains(UInt8(ascii: " ")) ? reference.replacing(" ", with: "-") : reference
      try put("UID:\(Self.escaped(id))@sinergi")
      try put("DTSTAMP:\(stamp)")
      try put("DTSTART;VALUE=DATE:\(start.number)")
      try put("DTEND;VALUE=DATE:\(after.number)")
      try put("SUMMARY:\(Self.escaped([text("kind"), title].compactMap { $0 }.joined(separator: ": ")))")
      let place = [text("venue"), text("place")].compactMap { $0 }.joined(separator: ", ")
      if !place.isEmpty { try put("LOCATION:\(Self.escaped(place))") }
      try put("TRANSP:TRANSPARENT")
      try put("END:VEVENT")
    }
    try put("END:VCALENDAR")
  }

  private static func escaped(_ text: String) -> String {
    let line = PrintableText.line(text)
    guard line.utf8.contains(where: { "\\;,".utf8.contains($0) }) else { return line }
    var result = ""
    for scalar in line.unicodeScalars {
      if ["\\", ";", ","].contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// Lines of at most 75 octets; the rest goes on behind a space.
  static func folded(_ line: String) -> String {
    if line.utf8.count <= 75 { return line }
    var result = ""
    var octets = 0
    for character in line.unicodeScalars {
      let width = UTF8.width(character)
      if octets + width > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(character)
      octets += width
    }
    return result
  }

  private static func stamp(_ time: Date) -> String {
    let seconds = Int(time.timeIntervalSince1970)
    let day = CalendarDate(dayNumber: seconds / 86_400)?.number ?? 19_700_101
    let rest = seconds % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(rest / 3600))\(two(rest / 60 % 60))\(two(rest % 60))Z"
  }
}
