import Diagnostics
import Domain
import Storage
import Tabular

/// The rows of a block as rules read and change them, by the ids of their fields.
struct RuledRows {
  let begin: TableReading.Begin
  var mapped: MappedBlock
  private let slots: [String: Int]

  init(_ mapped: MappedBlock, _ begin: TableReading.Begin) {
    self.mapped = mapped
    self.begin = begin
    let fields = begin.plan.dataset.fields
    slots = Dictionary(
      begin.plan.slots.enumerated().map { (fields[$1].id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var count: Int { mapped.records.count }
  private var width: Int { begin.plan.slots.count }

  /// The periods of the rows, as far as they reach; nil without rows.
  var periods: ClosedRange<Int>? {
    guard let low = mapped.records.periods.min(), let high = mapped.records.periods.max() else { return nil }
    return Int(low)...Int(high)
  }

  /// Where the cells of a field stand, for rules that look at every row of millions; nil where the rows have none.
  func slot(_ field: String) -> Int? { slots[field] }

  @inline(__always)
  func cell(_ slot: Int, _ row: Int) -> Int64 { mapped.records.cells[row * begin.plan.slots.count + slot] }

  /// Whether the rows have cells of a field at all.
  func has(_ field: String) -> Bool { slots[field] != nil }

  func integer(_ field: String, _ row: Int) -> Int64? {
    guard let slot = slots[field] else { return nil }
    let cell = mapped.records.cells[row * width + slot]
    return cell == Cell.missing ? nil : cell
  }

  func text(_ field: String, _ row: Int) -> String? {
    integer(field, row).map { mapped.records.texts[Int($0)] }
  }

  func date(_ field: String, _ row: Int) -> CalendarDate? {
    integer(field, row).flatMap { CalendarDate(number: Int($0)) }
  }

  func region(_ field: String, _ row: Int) -> RegionCode? { integer(field, row).flatMap { RegionCode($0) } }

  func status(_ field: String, _ row: Int) -> ActionStatus? {
    integer(field, row).flatMap { ActionStatus(rawValue: Int($0)) }
  }

  mutating func set(_ field: String, _ row: Int, to cell: Int64) {
    guard let slot = slots[field] else { return }
    mapped.records.cells[row * width + slot] = cell
  }

  /// All values of a text field, each once.
  func names(_ field: String) -> Set<String> { Set((0..<count).compactMap { text(field, $0) }) }

  /// Where the first of some fields that has a column stands in a row.
  func place(_ row: Int, _ fields: String...) -> Place {
    let origin = mapped.origins[row]
    let column = fields.lazy.compactMap { slots[$0].flatMap(begin.plan.column) }.first
    return begin.source.place(of: origin.block, origin.row, column: column, begin.plan.headers)
  }

  /// A row as its source has it.
  func source(_ row: Int) -> RejectedRow {
    let origin = mapped.origins[row]
    return RejectedRow(
      row: origin.block.rowNumber(origin.row), member: begin.source.member(of: origin.block),
      sheet: begin.source.sheet, cells: origin.block.cells(origin.row), reasons: [],
      beside: RowSurroundings(titles: begin.titles))
  }

  /// Which stored rows a row may have meant.
  func meant(_ row: Int) -> MappedBlock.Meant {
    MappedBlock.Meant(region: mapped.records.regions[row], period: mapped.records.periods[row])
  }

  func setAside(_ row: Int) -> SetAsideRow { SetAsideRow(table: begin.index, source(row), meant(row)) }

  /// The row's number in its source.
  func number(_ row: Int) -> Int { Int(mapped.records.sourceRows[row]) }

  /// The title of a category's place.
  func title(of status: ActionStatus, _ field: String) -> LocalizedText {
    let categories = begin.plan.dataset.field(field)?.categories ?? []
    return categories.indices.contains(status.rawValue - 1)
      ? categories[status.rawValue - 1].title : LocalizedText(status.id)
  }
}
