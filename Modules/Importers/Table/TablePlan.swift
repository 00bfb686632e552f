import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// How the columns of one table map to a dataset: headings resolved once to column numbers.
struct TablePlan: Sendable {
  enum Shape: Sendable {
    /// A column a field, once for each period that headings name.
    case wide([PeriodColumns])
    /// A row a field; further columns hold fields of their own.
    case long(field: Int, value: Int, beside: [Column])
  }

  struct Column: Sendable {
    let column: Int
    let slot: Int
  }

  /// The columns of one period; without one, that of the row.
  struct PeriodColumns: Sendable {
    let period: WrittenPeriod?
    let columns: [Column]
  }

  /// The columns that say which region a row is about.
  struct RegionColumns: Hashable, Sendable {
    var code: Int?
    /// Further columns of a code that stands in several, the first of which is `code`.
    var parts: [Int] = []
    var province: Int?
    var regency: Int?
    var district: Int?
    var village: Int?

    /// The column to point at where a row's region is faulty.
    func column(_ cell: RegionCell) -> Int? {
      switch cell {
      case .code: code ?? village ?? district ?? regency ?? province
      case .province: province
      case .regency: regency
      case .district: district
      case .village: village
      }
    }

    var hasNames: Bool { province != nil || regency != nil || district != nil || village != nil }
    var all: [Int] { [code, province, regency, district, village].compactMap { $0 } + parts }
  }

  /// Columns of months or weeks, and the slots of the dates that they give.
  struct Schedule: Sendable {
    let columns: CalendarColumns
    let start: Int
    let end: Int
    /// The year that stands above the table.
    let year: Int?
  }

  struct Filter: Sendable {
    let column: Int
    let values: Set<String>
    /// Whether rows with these values are read, or those without.
    let keeps: Bool
  }

  let dataset: DatasetDeclaration
  let headers: [String]
  let region: RegionColumns
  let period: Int?
  /// Whether the period is the year of a date.
  let periodIsDate: Bool
  /// Where the record is named whose period is the row's: in a column, or the same for all rows.
  let periodName: (column: Int?, text: String?)
  let periodPart: Int?
  let shape: Shape
  /// Field index of each slot: the cells a block carries.
  let slots: [Int]
  var cells: [CellPlan]
  /// Slots that every row gets the same value for, with its text.
  let fixed: [(slot: Int, text: String)]
  /// The slot whose texts may name several, and the slot that gets the others.
  let firstOf: (slot: Int, rest: Int)?
  /// The slot that gets the region which a row's code and names mean.
  let regionSlot: Int?
  /// Columns whose cells may name several days, and the slot that then gets the last.
  let spans: [Column]
  let schedule: Schedule?
  /// Texts that blank cells of key fields stand for.
  let keyConstants: [(slot: Int, text: String)]
  /// Slots of key fields: rows without one of them are rejected.
  let keySlots: [Int]
  /// Slots of fields without which a row is rejected.
  let requiredSlots: [Int]
  /// What has to hold in every row, of what the table has the fields for.
  let checks: [(declared: RowCheck, formula: Formula)]
  let storages: [CellStorage]
  /// Slots that are missing where all of them are zero.
  let zeroSlots: [Int]
  let filters: [Filter]
  var diagnostics: [Diagnostic]

  /// Headers and ids by which a long table may name a field, normalised, to slots.
  let slotNames: [String: Int]

  /// - Parameters:
  ///   - fixed: values of fields that no column holds, by field index.
  ///   - titles: the texts above the table, which may say the year of its months.
  ///   - hasPeriod, hasRegion: whether they are known from elsewhere.
  /// - Throws: `ImportFailure` with every column that is missing.
  init(
    _ mapping: TableMapping, dataset: DatasetDeclaration, layout: TableLayout, vocabulary: HeaderVocabulary,
    place: Place, fixed: [(field: Int, text: String)] = [], hasPeriod: Bool, hasRegion: Bool, titles: [String] = []
  ) throws {
    self.dataset = dataset
    headers = layout.columns.titles
    let roles = layout.roles
    var problems = PlanProblems(headers: headers, place: place)

    var region = RegionColumns()
    region.code = roles[.region]
    let parts = mapping.regionParts.indices.compactMap { roles[.regionPart($0)] }
    if region.code == nil, !parts.isEmpty, parts.count == mapping.regionParts.count {
      region.code = parts[0]
      region.parts = Array(parts.dropFirst())
    }
    region.province = roles[.name(.province)]
    region.regency = roles[.name(.regency)]
    region.district = roles[.name(.district)]
    region.village = roles[.name(.village)]
    self.region = region
    if region.code == nil, roles[.name(dataset.level)] == nil, !hasRegion { problems.noRegion(mapping, dataset) }

    // The year of a date that is a field of its own may stand for the period.
    let dated =
      roles[.period] == nil ? mapping.periodOf.flatMap { dataset.index(of: $0) }.flatMap { roles[.field($0)] } : nil
    period = roles[.period] ?? dated
    periodIsDate = dated != nil
    let naming = mapping.periodBy.flatMap { dataset.index(of: $0.field) }
    periodName = (
      naming.flatMap { roles[.field($0)] }, naming.flatMap { index in fixed.first { $0.field == index }?.text }
    )
    periodPart = roles[.periodPart]
    let hasPeriodic = !layout.periodic.isEmpty
    if period == nil, !hasPeriod, !hasPeriodic, mapping.periodBy == nil { problems.noPeriod(mapping) }

    let names = Self.names(mapping, dataset)
    var slots: [Int] = []
    let longField = roles[.longField]
    let longValue = roles[.longValue]
    let fixedFields = Set(fixed.map(\.field))
    var plainColumns: [Column] = []
    if longField != nil, longValue != nil { slots = Array(dataset.fields.indices) }
    for field in dataset.fields.indices {
      guard let column = roles[.field(field)] else { continue }
      let slot = slots.firstIndex(of: field) ?? slots.count
      if slot == slots.count { slots.append(field) }
      plainColumns.append(Column(column: column, slot: slot))
    }
    plainColumns.sort { $0.column < $1.column }
    if let longField, let longValue {
      shape = .long(field: longField, value: longValue, beside: plainColumns)
    } else {
      var groups: [PeriodColumns] = []
      for entry in layout.periodic where !fixedFields.contains(entry.field) {
        let slot = slots.firstIndex(of: entry.field) ?? slots.count
        if slot == slots.count { slots.append(entry.field) }
        let column = Column(column: entry.column, slot: slot)
        if let index = groups.firstIndex(where: { $0.period == entry.period }) {
          groups[index] = PeriodColumns(period: entry.period, columns: groups[index].columns + [column])
        } else {
          groups.append(PeriodColumns(period: entry.period, columns: plainColumns + [column]))
        }
      }
      if groups.isEmpty { groups = [PeriodColumns(period: nil, columns: plainColumns)] }
      shape = .wide(groups)
      problems.noValues(mapping, dataset, Set(slots.map { dataset.fields[$0].id }))
    }
    var kept: [(slot: Int, text: String)] = []
    for entry in fixed where roles[.field(entry.field)] == nil {
      let slot = slots.firstIndex(of: entry.field) ?? slots.count
      if slot == slots.count { slots.append(entry.field) }
      kept.append((slot, entry.text))
    }
    self.fixed = kept
    firstOf = mapping.firstOf.flatMap { split in
      guard let field = dataset.index(of: split.field), let rest = dataset.index(of: split.rest),
        let slot = slots.firstIndex(of: field)
      else { return nil }
      let other = slots.firstIndex(of: rest) ?? slots.count
      if other == slots.count { slots.append(rest) }
      return (slot, other)
    }
    func slot(of id: String) -> Int? {
      guard let field = dataset.index(of: id), roles[.field(field)] == nil else { return nil }
      if let known = slots.firstIndex(of: field) { return known }
      slots.append(field)
      return slots.count - 1
    }
    regionSlot = region.code == nil && !region.hasNames ? nil : mapping.regionAs.flatMap { slot(of: $0) }
    spans = mapping.spans.compactMap { span in
      guard let field = dataset.index(of: span.name), let column = roles[.field(field)] else { return nil }
      return slot(of: span.value).map { Column(column: column, slot: $0) }
    }
    let calendar = layout.calendar
    schedule = mapping.calendar.flatMap { declared in
      guard !calendar.slices.isEmpty, let start = dataset.index(of: declared.start),
        let end = dataset.index(of: declared.end)
      else { return nil }
      for field in [start, end] where !slots.contains(field) { slots.append(field) }
      guard let from = slots.firstIndex(of: start), let until = slots.firstIndex(of: end) else { return nil }
      let year = titles.reversed().lazy.compactMap { WrittenPeriod.mentioned(in: $0)?.year }.first
      return Schedule(columns: calendar, start: from, end: until, year: year)
    }
    // Rows that get another number keep their own beside it.
    if mapping.rules.contains(.sameAction), let own = dataset.index(of: "tl_nomor_asal"), !slots.contains(own) {
      slots.append(own)
    }
    // A key that a file does not name has its usual value.
    slots += dataset.keyIndexes.filter { !slots.contains($0) && dataset.fields[$0].defaultCategory != nil }
    self.slots = slots
    keySlots = dataset.keyIndexes.compactMap { slots.firstIndex(of: $0) }
    problems.noKeys(dataset.keyIndexes.filter { !slots.contains($0) }.map { dataset.fields[$0] })
    zeroSlots = mapping.allZeroIsMissing.compactMap { dataset.index(of: $0) }.compactMap { slots.firstIndex(of: $0) }
    let (own, keys) = (slots, keySlots)
    requiredSlots = own.indices.filter { dataset.fields[own[$0]].required == true && !keys.contains($0) }
    keyConstants = fixed.compactMap { entry in
      keys.first { own[$0] == entry.field }.map { ($0, entry.text) }
    }
    storages = dataset.fields.map(\.type.storage)
    let present = Set(slots)
    checks = dataset.checks.compactMap { declared in
      guard let formula = try? Formula(condition: declared.formula, over: dataset.fields),
        formula.reads.allSatisfy(present.contains)
      else { return nil }
      return (declared, formula)
    }
    filters = (mapping.rowsWhere.map { ($0, true) } + mapping.rowsExcept.map { ($0, false) }).enumerated().compactMap {
      index, entry in
      roles[.filter(index)].map {
        Filter(column: $0, values: Set(entry.0.values.map(CellMemory.key)), keeps: entry.1)
      }
    }
    let used = Set(roles.values).union(layout.periodic.map(\.column)).union(calendar.slices.map(\.column))
    problems.repeated(used, layout.columns)
    if !problems.all.isEmpty { throw ImportFailure(.data, problems.all) }
    let ignored = Set((mapping.ignored + RejectColumns.all).map(HeaderMatching.normalised))
    diagnostics = problems.unknown(layout.columns) { used.contains($0) || ignored.contains(layout.columns.name($0)) }
    cells = slots.map { CellPlan(dataset.fields[$0]) }
    var slotNames: [String: Int] = [:]
    for (slot, field) in slots.enumerated() {
      for name in names[field] { slotNames[HeaderMatching.normalised(name)] = slot }
    }
    self.slotNames = slotNames
  }

  /// Columns of values, for telling rows without any.
  var valueColumns: [Int] {
    switch shape {
    case .wide(let groups):
      Set(groups.flatMap { $0.columns.map(\.column) }).union(schedule?.columns.slices.map(\.column) ?? []).sorted()
    case .long(let field, let value, let beside): [field, value] + beside.map(\.column)
    }
  }

  /// The first column that a slot is read from; nil where no column holds it.
  func column(of slot: Int) -> Int? {
    guard case .wide(let groups) = shape else { return nil }
    if let column = groups.lazy.flatMap(\.columns).first(where: { $0.slot == slot })?.column { return column }
    return schedule.flatMap { slot == $0.start || slot == $0.end ? $0.columns.slices.first?.column : nil }
  }

  /// `heading → field` of each column read, for showing what was detected.
  var described: [(header: String, role: String)] {
    var found: [(Int, String)] = []
    if let code = region.code { found.append((code, "region")) }
    for part in region.parts { found.append((part, "region")) }
    for (column, level) in [
      (region.province, RegionLevel.province), (region.regency, .regency), (region.district, .district),
      (region.village, .village),
    ] {
      if let column { found.append((column, "names.\(level.rawValue)")) }
    }
    if let period, !periodIsDate { found.append((period, "period")) }
    if let periodPart { found.append((periodPart, "period_part")) }
    switch shape {
    case .wide(let groups):
      for group in groups {
        for column in group.columns where !found.contains(where: { $0.0 == column.column }) {
          let id = dataset.fields[slots[column.slot]].id
          found.append((column.column, id))
        }
      }
    case .long(let field, let value, let beside):
      found += [(field, "long.field"), (value, "long.value")]
      found += beside.map { ($0.column, dataset.fields[slots[$0.slot]].id) }
    }
    if let first = schedule?.columns.slices.first { found.append((first.column, "calendar")) }
    return found.sorted { $0.0 < $1.0 }.map { (headers[$0.0], $0.1) }
  }

  private static func names(_ mapping: TableMapping, _ dataset: DatasetDeclaration) -> [[String]] {
    FieldHeadings(mapping, dataset).names
  }
}
