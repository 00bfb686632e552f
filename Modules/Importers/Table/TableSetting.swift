import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// What one run of the table importer works with, the same for all parts of its input.
struct TableSetting: Sendable {
  let mapping: TableMapping
  let dataset: DatasetDeclaration
  let file: String
  /// The period that the user gave.
  let period: Period?
  /// Row of the header, from 1.
  let headerRow: Int?
  /// The sheet wanted, by name or number.
  let sheet: String?
  /// The table wanted, by number within a sheet or by a word of its title.
  let table: String?
  /// Values of fields that the user gave, by field index.
  let given: [Int: String]
  let region: RegionOptions
  let registers: Registers
  let codes: [String: CodeList]
  /// What cells may call regions; empty where the dataset has no such field.
  let regions: RegionLookup
  /// The periods of the records that rows may name (`TableMapping.PeriodBy`), by name as people write it.
  let periods: RecordPeriods?
  let longWindow: Int
  /// Only the beginning of each part is looked at, to find out what it is.
  var isGlance = false
  /// What the rows stand for, where rejected ones are tried again.
  let retry: Retry?

  init(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration, file: String, _ context: ImportContext, longWindow: Int
  ) throws {
    self.mapping = mapping
    self.dataset = dataset
    self.file = file
    self.longWindow = longWindow
    retry = context.retry
    let options = context.options
    period = try ImportOptions.period(options["period"], frequency: dataset.frequency)
    headerRow = try options["header_row"].map { text in
      guard let row = Int(text), row >= 1 else {
        throw ImportOptions.invalid("header_row", text, LocalizedText(id: "nomor baris", en: "a row number"))
      }
      return row
    }
    sheet = options["sheet"]
    table = options["table"]
    var given: [Int: String] = [:]
    for (index, field) in dataset.fields.enumerated() {
      if let value = options[field.id], !OptionNames.reserved.contains(field.id) { given[index] = value }
    }
    self.given = given
    // Records are the nation's: the region that they name is a village, or what their cells go down to.
    let level = mapping.regionAs == nil ? dataset.level : .village
    var region = try RegionOptions(options, level: level, scheme: mapping.scheme)
    region.prefersNames = mapping.conflicts == .names
    self.region = region
    registers = try context.regions.registers(context.store)
    var codes: [String: CodeList] = [:]
    for scheme in Set(dataset.fields.filter { $0.type == .code }.compactMap(\.scheme)) {
      codes[scheme] = try context.store.codes(of: scheme)
    }
    self.codes = codes
    periods = try mapping.periodBy.map { try RecordPeriods(context.store, $0) }
    let hasRegions = dataset.fields.contains { $0.type == .region }
    let within = region.within
    let latest = hasRegions ? registers.dates.last : nil
    regions = try latest.map { try RegionLookup(context.store, within: within, at: $0) } ?? RegionLookup()
  }

  /// What cells of fields stand for, by field id and word.
  var words: [String: [String: String]] {
    Dictionary(
      mapping.values.map { entry in
        let pairs = entry.words.map { (CellMemory.key($0.name), $0.value) }
        return (entry.field, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether the rows stored are replaced within a scope; the user's word wins, then the mapping's.
  func replaces(_ context: ImportContext) throws -> ReplaceScope? {
    var mode = mapping.mode ?? (dataset.isLedger ? .replace : .upsert)
    if let text = context.options["mode"] {
      guard let wanted = TableMapping.Mode(rawValue: text) else {
        throw ImportOptions.invalid("mode", text, LocalizedText(id: "upsert atau replace", en: "upsert or replace"))
      }
      mode = wanted
    }
    guard mode == .replace else { return nil }
    let scope = mapping.scope ?? TableMapping.Scope(level: dataset.level)
    return ReplaceScope(level: scope.level, keys: scope.keys)
  }

  /// Values of fields that no column has to hold: given by the user, taken from what stands beside the rows, constant.
  func fixed(_ surroundings: Surroundings) -> [(field: Int, text: String)] {
    dataset.fields.indices.compactMap { index in
      let id = dataset.fields[index].id
      if let value = given[index] { return (index, value) }
      if let taken = mapping.taken.first(where: { $0.field == id }), let value = surroundings.value(taken) {
        return (index, value)
      }
      return mapping.constants.first { $0.name == id }.map { (index, $0.value) }
    }
  }

  /// What stands beside the rows of a table.
  func context(_ surroundings: Surroundings) -> RowContext {
    var context = RowContext()
    context.given = period
    context.found = mapping.periodFrom.isEmpty ? nil : surroundings.period(mapping.periodFrom)
    // Rows about no region in particular are the nation's; the region given narrows what their cells may name.
    if dataset.level == .nation {
      context.region = RegionCode.nation.number
    } else if region.within.level == dataset.level {
      context.region = region.within.number
    }
    if !mapping.regionFrom.isEmpty {
      let found = surroundings.region(mapping.regionFrom)
      context.code = found.code.map { HeldText($0) }
      context.province = found.names[.province].map { HeldText($0) }
      context.regency = found.names[.regency].map { HeldText($0) }
      context.district = found.names[.district].map { HeldText($0) }
      context.village = found.names[.village].map { HeldText($0) }
    }
    if let beside = retry?.beside {
      context.code = beside.code.map { HeldText($0) } ?? context.code
      context.province = beside.province.map { HeldText($0) } ?? context.province
      context.regency = beside.regency.map { HeldText($0) } ?? context.regency
      context.district = beside.district.map { HeldText($0) } ?? context.district
    }
    return context
  }

  /// Whether titles above a table say anything about its rows.
  var readsTitles: Bool {
    mapping.periodFrom.contains(.title) || mapping.regionFrom.contains(.title)
      || mapping.taken.contains { $0.from.contains(.title) } || mapping.calendar != nil
  }
}

/// Options that keep one meaning everywhere: fields named like them cannot be given by option.
enum OptionNames {
  static let reserved: Set<String> = [
    "period", "region", "scheme", "match", "mode", "sheet", "header_row", "encoding", "delimiter", "table",
  ]
}
