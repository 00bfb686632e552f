import Diagnostics
import Domain
import Tabular

/// Which period a row is about.
extension RowMapper {
  mutating func period(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ heading: WrittenPeriod?, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    let column = plan.period ?? plan.periodPart
    guard column != nil || heading != nil else {
      if let given = context.given { return Int32(given.number) }
      if let period = context.period(nil, plan.dataset.frequency) { return Int32(period.number) }
      reasons.append(malformedPeriod(block, row, 0, ""))
      return nil
    }
    let bytes = column.map { fields[$0] } ?? RegionCells.none
    let part = plan.period != nil ? plan.periodPart.map { fields[$0] } ?? RegionCells.none : RegionCells.none
    if heading == nil, let lastPeriod, lastPeriod.bytes.count == bytes.count, lastPeriod.bytes.elementsEqual(bytes),
      lastPeriod.part.elementsEqual(part)
    {
      return lastPeriod.period
    }
    return newPeriod(block, row, column, bytes, part, heading, &reasons)
  }

  private mutating func newPeriod(
    _ block: RowBlock, _ row: Int, _ column: Int?, _ bytes: UnsafeRawBufferPointer, _ part: UnsafeRawBufferPointer,
    _ heading: WrittenPeriod?, _ reasons: inout [Diagnostic]
  ) -> Int32? {
    let text = Self.text(Blanks.trim(bytes))
    if text.isEmpty, part.isEmpty, heading == nil, let given = context.given { return Int32(given.number) }
    let frequency = plan.dataset.frequency
    if plan.periodIsDate, heading == nil {
      guard let year = CalendarDate(text)?.year ?? WrittenDate(text)?.year, let period = Period(number: year) else {
        if let given = context.given { return Int32(given.number) }
        reasons.append(malformedPeriod(block, row, column ?? 0, text))
        return nil
      }
      // The period given is that of rows without a date.
      lastPeriod = (Array(bytes), Array(part), Int32(period.number))
      return Int32(period.number)
    }
    var period = Period(text).flatMap { heading == nil && part.isEmpty && $0.frequency == frequency ? $0 : nil }
    if period == nil {
      var written = text.isEmpty ? WrittenPeriod(year: nil, part: nil) : WrittenPeriod(text)
      if plan.period == nil, written == nil, let n = Int(text), (1...12).contains(n) {
        written = Self.numbered(n, frequency)
      }
      if !part.isEmpty, written != nil {
        let text = Self.text(Blanks.trim(part))
        written?.part = WrittenPeriod(text)?.part ?? Int(text).flatMap { Self.numbered($0, frequency)?.part }
      }
      if let heading {
        written = WrittenPeriod(year: heading.year ?? written?.year, part: heading.part ?? written?.part)
      }
      // A month in a yearly table is none of its periods, unless a date stands there.
      if let found = written, frequency != .yearly || found.part == nil || heading != nil || WrittenDate(text) != nil {
        period = written.flatMap { context.period($0, frequency) }
      }
    }
    guard let period else {
      reasons.append(malformedPeriod(block, row, column ?? 0, text))
      return nil
    }
    if let given = context.given, given != period {
      // Headings of other periods are no contradiction: those columns are left out.
      if heading != nil { return nil }
      reasons.append(
        Diagnostic(
          code: "period-contradicts",
          message: LocalizedText(
            id: "baris ini untuk \(period), padahal periode yang diberikan \(given)",
            en: "this row is for \(period), but the period given is \(given)"),
          place: place(block, row, column ?? 0), value: text))
      return nil
    }
    if heading == nil { lastPeriod = (Array(bytes), Array(part), Int32(period.number)) }
    return Int32(period.number)
  }

  private static func numbered(_ n: Int, _ frequency: Frequency) -> WrittenPeriod? {
    switch frequency {
    case .monthly where (1...12).contains(n): WrittenPeriod(year: nil, part: .month(n))
    case .quarterly where (1...4).contains(n): WrittenPeriod(year: nil, part: .quarter(n))
    case .semesterly where (1...2).contains(n): WrittenPeriod(year: nil, part: .semester(n))
    default: nil
    }
  }

  private func malformedPeriod(_ block: RowBlock, _ row: Int, _ column: Int, _ text: String) -> Diagnostic {
    Diagnostic(
      code: "period-malformed",
      message: LocalizedText(
        id: "`\(text)` bukan periode \(plan.dataset.frequency.title.id)",
        en: "`\(text)` is not a \(plan.dataset.frequency.title.en) period"),
      place: place(block, row, column), value: text)
  }
}
