import Diagnostics
import Domain
import Tabular

/// The sums of what was read from a table, compared with the rows of totals that stand in it: evidence, never stored.
struct TotalCheck: Sendable {
  /// A column that is added up.
  struct Summed: Sendable {
    let column: Int
    let slot: Int
    let isReal: Bool
  }

  /// Running sums of one column since the start of the table.
  private struct Sum: Sendable {
    var whole: Int64 = 0
    var real = 0.0
    var count = 0
    var overflows = false

    static func - (a: Sum, b: Sum) -> Sum {
      Sum(
        whole: a.whole &- b.whole, real: a.real - b.real, count: a.count - b.count,
        overflows: a.overflows || b.overflows)
    }
  }

  let isActive: Bool
  private var sums: [Sum]
  /// The sums at the last group's title and at the last total.
  private var atGroup: [Sum]?
  private var atTotal: [Sum]
  /// Made into diagnostics with the table's place.
  var findings: [@Sendable (Place) -> Diagnostic] = []
  private var kept = 0
  private static let mostFindings = 200

  init(columns: Int, isActive: Bool) {
    self.isActive = isActive
    sums = Array(repeating: Sum(), count: isActive ? columns : 0)
    atTotal = sums
  }

  @inline(__always)
  mutating func add(_ row: UnsafeBufferPointer<Int64>, _ summed: [Summed]) {
    for item in summed { add(row[item.slot], item) }
  }

  @inline(__always)
  mutating func add(_ cell: Int64, _ item: Summed) {
    if cell == Cell.missing { return }
    sums[item.column].count &+= 1
    if item.isReal {
      sums[item.column].real += Cell.double(cell)
    } else {
      let (sum, overflows) = sums[item.column].whole.addingReportingOverflow(cell)
      sums[item.column].whole = sum
      if overflows { sums[item.column].overflows = true }
    }
  }

  mutating func openGroup() { atGroup = sums }

  /// Compares the cells of a row of totals with the sums of the rows above: those of its group where it is one's, else
  /// all; a total that fits either is right.
  mutating func compare(
    _ kind: TotalKind, _ label: String, _ line: Int, _ mapper: RowMapper,
    _ cell: (Int) -> (UnsafeRawBufferPointer, CellKind)
  ) {
    guard isActive, case .wide(let groups) = mapper.plan.shape else { return }
    var seen: Set<Int> = []
    for column in groups.flatMap(\.columns) where seen.insert(column.column).inserted {
      let plan = mapper.plan.cells[column.slot]
      guard plan.reader.isSummable, sums.indices.contains(column.column) else { continue }
      let (bytes, source) = cell(column.column)
      guard let claimed = Self.number(bytes, source, plan.reader) else { continue }
      let all = sums[column.column]
      let sinceTotal = all - atTotal[column.column]
      let group = atGroup.map { all - $0[column.column] }
      let candidates: [Sum] =
        switch kind {
        case .grandTotal: [all]
        case .subtotal: [group ?? sinceTotal, sinceTotal]
        case .sum, .average: (group.map { [$0] } ?? []) + [all, sinceTotal]
        }
      let isReal = plan.reader.isReal
      let text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
      let tolerance = Self.tolerance(claimed, text, kind, plan.field)
      let values = candidates.compactMap { Self.value($0, kind, isReal) }
      guard let expected = values.first, !values.contains(where: { abs($0 - claimed) <= tolerance }) else { continue }
      note(kind, label, line, column.column, plan.field, text, expected, isReal, mapper)
    }
    if kind != .average {
      atTotal = sums
      atGroup = nil
    }
  }

  private static func number(_ bytes: UnsafeRawBufferPointer, _ source: CellKind, _ reader: CellReader) -> Double? {
    if MissingMarker.isMissing(bytes) || source == .error { return nil }
    if source == .number { return NumberParser.decimal(bytes) }
    return WrittenNumber(bytes, style: reader.style, isWhole: !reader.isReal)?.double
  }

  private static func value(_ sum: Sum, _ kind: TotalKind, _ isReal: Bool) -> Double? {
    if sum.overflows { return nil }
    let total = isReal ? sum.real : Double(sum.whole)
    guard kind == .average else { return total }
    return sum.count == 0 ? nil : total / Double(sum.count)
  }

  /// Half a unit of the last decimal that is shown, and what doubles lose.
  private static func tolerance(_ value: Double, _ text: String, _ kind: TotalKind, _ field: FieldDeclaration) -> Double
  {
    let shown = text.reversed().prefix { $0.isNumber }.count
    let hasMark = shown < text.filter(\.isNumber).count
    let decimals = hasMark && shown != 3 ? shown : field.type == .real ? field.decimals ?? 4 : kind == .average ? 2 : 0
    var unit = 1.0
    for _ in 0..<min(decimals, 9) { unit /= 10 }
    let isWholeSum = field.type != .real && kind != .average
    return (isWholeSum ? 0.4 : 0.51 * unit) + abs(value) * 1e-9
  }

  private mutating func note(
    _ kind: TotalKind, _ label: String, _ line: Int, _ column: Int, _ field: FieldDeclaration, _ claimed: String,
    _ expected: Double, _ isReal: Bool, _ mapper: RowMapper
  ) {
    kept += 1
    guard kept <= Self.mostFindings else { return }
    let heading =
      mapper.plan.headers.indices.contains(column) ? HeaderColumns.tidy(mapper.plan.headers[column]) : field.id
    let read = Self.text(expected, isReal || kind == .average)
    let short = String(label.prefix(60))
    findings.append { place in
      var place = place
      place.line = line
      place.column = column + 1
      place.field = heading
      return Diagnostic(
        code: "total-mismatch", severity: .warning,
        message: kind == .average
          ? LocalizedText(
            id:
              "baris `\(short)`: rata-rata `\(heading)` tertulis \(claimed), padahal rata-rata baris yang dibaca \(read.replacing(".", with: ","))",
            en: "row `\(short)`: the average of `\(heading)` says \(claimed), but that of the rows read is \(read)")
          : LocalizedText(
            id:
              "baris `\(short)`: `\(heading)` tertulis \(claimed), padahal jumlah baris yang dibaca \(read.replacing(".", with: ","))",
            en: "row `\(short)`: `\(heading)` says \(claimed), but the rows read add up to \(read)"),
        place: place, value: claimed,
        hint: LocalizedText(
          id: "periksa apakah ada baris yang hilang, ganda atau ditolak",
          en: "check whether rows are missing, repeated or rejected"))
    }
  }

  private static func text(_ value: Double, _ isReal: Bool) -> String {
    if !isReal || value == value.rounded(), abs(value) < 9e15 { return String(Int64(value.rounded())) }
    return String((value * 10_000).rounded() / 10_000)
  }
}
