import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Maps the rows of one table to records: region, period, values; runs on the reading thread.
struct RowMapper: Sendable {
  var plan: TablePlan
  let source: TableSource
  let finder: LayoutFinder
  let layout: TableLayout
  var context: RowContext
  var resolver: RegionResolver
  let registers: Registers
  let periods: RecordPeriods?
  var totals: TotalCheck
  /// The parent that a group row named.
  var groupDistrict: HeldText?
  var groupRegency: HeldText?
  var groupProvince: HeldText?
  /// A footnote came: rows without a key belong to it.
  var isClosed = false
  var memory: CellMemory
  let readers: [CellReader]
  var long: LongRows?
  var editions: [Int32: Int] = [:]
  var lastPeriod: (bytes: [UInt8], part: [UInt8], period: Int32)?
  var lastRegion: (code: Int64, edition: Int) = (0, -1)
  var filterMemory: [(bytes: [UInt8], passes: Bool)]
  let summed: [[TotalCheck.Summed]]
  let regions: RegionLookup
  let valueColumns: Set<Int>
  /// The texts above the table, where the mapping reads them: rejected rows keep them.
  let titles: [String]?

  init(
    plan: TablePlan, source: TableSource, finder: LayoutFinder, layout: TableLayout, context: RowContext,
    resolver: RegionResolver, registers: Registers, codes: [String: CodeList], regions: RegionLookup,
    periods: RecordPeriods?, words: [String: [String: String]], titles: [String]?, longWindow: Int
  ) {
    self.titles = titles
    self.regions = regions
    self.plan = plan
    self.source = source
    self.finder = finder
    self.layout = layout
    self.context = context
    self.resolver = resolver
    self.registers = registers
    self.periods = periods
    readers = plan.cells.map(\.reader)
    memory = CellMemory(
      plan.cells, codes: codes, regions: regions, words: plan.cells.map { words[$0.field.id] ?? [:] })
    totals = TotalCheck(columns: layout.columns.count, isActive: plan.filters.isEmpty)
    filterMemory = plan.filters.map { _ in ([], false) }
    valueColumns = Set(plan.valueColumns)
    var summed: [[TotalCheck.Summed]] = []
    if case .wide(let groups) = plan.shape {
      var seen: Set<Int> = []
      for group in groups {
        let own = group.columns.filter { plan.cells[$0.slot].reader.isSummable && seen.insert($0.column).inserted }
        summed.append(
          own.map { TotalCheck.Summed(column: $0.column, slot: $0.slot, isReal: plan.cells[$0.slot].reader.isReal) })
      }
    }
    self.summed = summed
    if case .long = plan.shape { long = LongRows(plan, window: longWindow) }
  }

  /// Maps the rows of `block` from `first` on.
  ///
  /// - Returns: the row at which another table's header begins, if one does.
  mutating func map(_ block: RowBlock, from first: Int, _ mapped: inout MappedBlock) -> Int? {
    guard first < block.rowCount else { return nil }
    switch plan.shape {
    case .wide(let groups): return mapWide(block, first, groups, &mapped)
    case .long(let field, let value, let beside): return mapLong(block, first, field, value, beside, &mapped)
    }
  }

  /// What is still being gathered at the end of the table.
  mutating func finish(_ mapped: inout MappedBlock) {
    if let unfinished = long {
      var rows = unfinished
      rows.flush(&memory.texts, into: &mapped)
      long = rows
      dropUnmeasured(&mapped)
    }
    mapped.warnings += totals.findings.map { $0(source.place) }
    totals.findings = []
  }

  // MARK: Places

  func place(_ block: RowBlock, _ row: Int, _ column: Int? = nil) -> Place {
    source.place(of: block, row, column: column, plan.headers)
  }

  /// What a row needs beside its cells to be tried again.
  private var beside: RowSurroundings {
    RowSurroundings(
      province: groupProvince?.text, regency: groupRegency?.text, district: groupDistrict?.text,
      titles: titles)
  }

  func reject(
    _ block: RowBlock, _ row: Int, _ reasons: [Diagnostic], _ mapped: inout MappedBlock, _ region: Int64? = nil,
    period: Int32? = nil
  ) {
    mapped.rejected.append(
      RejectedRow(
        row: block.rowNumber(row), member: source.member(of: block), sheet: source.sheet,
        cells: block.cells(row).map(PersonalNumbers.masked), reasons: reasons, beside: beside))
    mapped.meant.append(MappedBlock.Meant(region: region, period: period))
  }

  static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
}
