import Diagnostics
import Domain
import PluginKit
import Storage
import Tabular

/// Reads the tables of the parts of an input; runs on the reading thread.
struct TableReading: Sendable {
  let setting: TableSetting
  private var resolver: RegionResolver
  /// Tables begun so far, in the order in which they were found.
  private(set) var found: [FoundTable] = []
  /// What was noticed beside the rows.
  private(set) var notes: [Diagnostic] = []
  /// Why parts had no table, for an input in which there is none at all.
  private(set) var failures: [Diagnostic] = []

  /// A table that begins: what the storing side has to know of it.
  struct Begin: Sendable {
    let index: Int
    let plan: TablePlan
    let source: TableSource
    let headerCells: [String]
    let headerRow: Int
    /// The texts above the table, where the mapping reads them: rejected rows keep them.
    let titles: [String]?
  }

  enum Event: Sendable {
    case begin(Begin)
    case rows(MappedBlock)
  }

  init(_ setting: TableSetting, _ resolver: RegionResolver) {
    self.setting = setting
    self.resolver = resolver
  }

  /// Reads one part; false where the taker has gone away.
  mutating func read(_ part: TablePart, give: (Event) -> Bool) throws -> Bool {
    if let wanted = setting.sheet, let sheet = part.sheet, sheet.lowercased() != wanted.lowercased(),
      part.sheetNumber.map(String.init) != wanted
    {
      return true
    }
    var reader: any RowReader
    let isFixed = setting.headerRow != nil || setting.mapping.form != nil
    do { reader = try part.open(isFixed ? .any : .asFirstRecord) } catch { throw ImportFailure(.unreadable, [error]) }
    var source = TableSource(
      file: setting.file, member: part.member, sheet: part.sheet, hasManyDocuments: part.hasManyDocuments)
    if setting.mapping.form != nil { return try readForm(part, &source, &reader, give: give) }
    guard var block = try first(part, &reader) else {
      if part.sheet != nil || part.member != nil { notes.append(Self.emptyPart(source.place)) }
      return true
    }
    let merged: [CellRange]
    do { merged = try part.merged?() ?? [] } catch { throw ImportFailure(.unreadable, [error]) }
    var from = 0
    var number = 0
    let above = (part.title.map { [$0] } ?? []) + (setting.retry?.beside.titles ?? [])
    var titles = above
    while true {
      guard
        let begun = try begin(
          part, source, block, from: from, number: &number, titles: &titles, above: above, merged: merged)
      else {
        // No table in what was looked at, or not the one wanted: further down there may be one.
        guard !setting.isGlance, let next = try reader.nextBlock() else { break }
        (block, from) = (next, 0)
        continue
      }
      var mapper = begun.mapper
      defer { resolver = mapper.resolver }
      guard give(.begin(begun.event)) else { return false }
      var stop = begun.layout.firstData
      var another: Int?
      while true {
        var mapped = MappedBlock()
        mapped.table = begun.event.index
        another = mapper.map(block, from: stop, &mapped)
        mapped.fraction = reader.totalUnits.flatMap { $0 > 0 ? min(1, Double(reader.unitsRead) / Double($0)) : nil }
        guard give(.rows(mapped)) else { return false }
        if another != nil { break }
        guard let next = try reader.nextBlock() else { break }
        (block, stop) = (next, 0)
      }
      var last = MappedBlock()
      last.table = begun.event.index
      mapper.finish(&last)
      note(mapper, source)
      guard give(.rows(last)) else { return false }
      guard let again = another else { break }
      from = again
    }
    for diagnostic in reader.diagnostics.kept where diagnostic.severity != .error { notes.append(diagnostic) }
    return true
  }

  /// The first block. Where the header turns out not to be the first row, how many fields a record of text has to have
  /// follows the header, and the part is begun anew.
  private func first(_ part: TablePart, _ reader: inout any RowReader) throws -> RowBlock? {
    do throws(Diagnostic) {
      guard let block = try reader.nextBlock() else { return nil }
      guard setting.headerRow == nil, part.columnNames == nil, !block.flaws.isEmpty,
        let layout = LayoutFinder(setting.mapping, setting.dataset, hasRegion: true).find(in: block),
        layout.isComplete, layout.rows.upperBound > 0, block.fieldCount(layout.rows.upperBound) != block.fieldCount(0)
      else { return block }
      reader = try part.open(.exactly(block.fieldCount(layout.rows.upperBound)))
      return try reader.nextBlock()
    } catch {
      throw ImportFailure(.unreadable, [error])
    }
  }

  // MARK: Beginning a table

  private struct Begun {
    let event: Begin
    let layout: TableLayout
    let mapper: RowMapper
  }

  /// Finds the next table from `from` on and makes everything ready for its rows.
  private mutating func begin(
    _ part: TablePart, _ source: TableSource, _ block: RowBlock, from: Int, number: inout Int, titles: inout [String],
    above: [String], merged: [CellRange]
  ) throws -> Begun? {
    var from = from
    while from < block.rowCount {
      var surroundings = Surroundings(
        path: part.member ?? setting.retry?.member ?? setting.file, sheet: part.sheet ?? setting.retry?.sheet,
        titles: titles)
      let hasRegion = setting.context(surroundings).hasRegion(setting.dataset.level)
      let finder = LayoutFinder(
        setting.mapping, setting.dataset, hasRegion: hasRegion || setting.mapping.regionFrom.contains(.title),
        merged: merged)
      let layout = try find(finder, part, block, from: from, isFirst: number == 0)
      guard let layout, layout.isComplete || number == 0 else { return nil }
      number += 1
      surroundings.titles = above + layout.titles
      titles = surroundings.titles
      if let wanted = setting.table, !isWanted(wanted, number, surroundings.titles) {
        from = layout.firstData
        number = number == 0 ? 1 : number
        continue
      }
      return try begin(part, source, block, layout, finder, surroundings)
    }
    return nil
  }

  private func find(
    _ finder: LayoutFinder, _ part: TablePart, _ block: RowBlock, from: Int, isFirst: Bool
  ) throws -> TableLayout? {
    if let names = part.columnNames, isFirst { return finder.named(names, in: block) }
    guard isFirst, let wanted = setting.headerRow else {
      return isFirst
        ? finder.find(in: block, from: from) ?? finder.forced(in: block, at: from)
        : finder.next(in: block, from: from, titlesFrom: from)
    }
    guard let row = (0..<block.rowCount).first(where: { block.rowNumber($0) == wanted }) else {
      throw ImportOptions.invalid(
        "header_row", "\(wanted)", LocalizedText(id: "baris yang berisi judul kolom", en: "a row with headers"))
    }
    return finder.find(in: block, fixed: row) ?? finder.forced(in: block, at: row)
  }

  private func isWanted(_ wanted: String, _ number: Int, _ titles: [String]) -> Bool {
    if let n = Int(wanted) { return n == number }
    let words = HeaderMatching.normalised(wanted)
    return titles.contains { HeaderMatching.normalised($0).contains(words) }
  }

  private mutating func begin(
    _ part: TablePart, _ source: TableSource, _ block: RowBlock, _ layout: TableLayout, _ finder: LayoutFinder,
    _ surroundings: Surroundings
  ) throws -> Begun? {
    let context = setting.context(surroundings)
    var place = source.place
    place.line = layout.numbers.upperBound
    var plan: TablePlan
    do {
      plan = try TablePlan(
        setting.mapping, dataset: setting.dataset, layout: layout, vocabulary: finder.vocabulary, place: place,
        fixed: setting.fixed(surroundings), hasPeriod: context.given != nil || context.found != nil,
        hasRegion: context.hasRegion(setting.dataset.level), titles: surroundings.titles)
    } catch let failure as ImportFailure {
      if failures.isEmpty || layout.score > 1 { failures = failure.diagnostics }
      if part.sheet != nil || part.member != nil { notes.append(Self.withoutTable(place, failure.diagnostics)) }
      return nil
    }
    try checkFixed(plan)
    notes += decideNumbers(&plan, layout, block, source)
    try decideScheme(plan, layout, context, block)
    let index = found.count
    var table = FoundTable(
      member: part.member, sheet: part.sheet, isHidden: part.isHidden, headerRows: layout.numbers,
      columns: plan.described.map { FoundTable.Column(header: HeaderColumns.tidy($0.header), role: $0.role) },
      titles: layout.titles)
    table.hasRows = layout.firstData < block.rowCount
    table.period = context.period(nil, setting.dataset.frequency)?.description
    found.append(table)
    if index == 0 || part.member == nil {
      notes += plan.diagnostics
      notes += Self.taken(context, plan, setting, surroundings)
      if !isPlain(layout, part) { notes.append(Self.detected(table, setting.dataset, place)) }
    }
    let titles = setting.readsTitles && !surroundings.titles.isEmpty ? surroundings.titles : nil
    let mapper = RowMapper(
      plan: plan, source: source, finder: finder, layout: layout, context: context, resolver: resolver,
      registers: setting.registers, codes: setting.codes, regions: setting.regions,
      periods: setting.periods, words: setting.words,
      titles: titles, longWindow: setting.longWindow)
    let event = Begin(
      index: index, plan: plan, source: source,
      // A week alone says nothing to who reads rejected rows again.
      headerCells: plan.schedule == nil ? layout.cells : layout.columns.titles, headerRow: layout.numbers.upperBound,
      titles: titles)
    return Begun(event: event, layout: layout, mapper: mapper)
  }

  /// Whether nothing had to be detected: a header in the first row of the one table of a file.
  private func isPlain(_ layout: TableLayout, _ part: TablePart) -> Bool {
    part.sheet == nil && layout.numbers == 1...1 && layout.firstData == layout.rows.upperBound + 1
      || part.columnNames != nil || setting.headerRow == layout.numbers.lowerBound && layout.numbers.count == 1
  }

  /// Values that are the same for all rows have to be readable.
  private func checkFixed(_ plan: TablePlan) throws {
    var memory = CellMemory(
      plan.cells, codes: setting.codes, regions: setting.regions,
      words: plan.cells.map { setting.words[$0.field.id] ?? [:] })
    for (slot, text) in plan.fixed {
      var flaw: CellFlaw?
      Array(text.utf8).withUnsafeBytes { bytes in
        do throws(CellFlaw) { _ = try plan.cells[slot].reader.readWritten(bytes, .text, slot: slot, &memory) } catch {
          flaw = error
        }
      }
      if let flaw {
        throw ImportFailure(.usage, [plan.cells[slot].diagnostic(flaw, text, at: Place(file: setting.file))])
      }
    }
  }

  // MARK: Deciding from the first rows

  /// Decides for each column of numbers which style ambiguous ones are of.
  private func decideNumbers(
    _ plan: inout TablePlan, _ layout: TableLayout, _ block: RowBlock, _ source: TableSource
  ) -> [Diagnostic] {
    let words = setting.words
    for slot in plan.cells.indices { plan.cells[slot].reader.hasWords = words[plan.cells[slot].field.id] != nil }
    var notes: [Diagnostic] = []
    let columns: [TablePlan.Column]
    switch plan.shape {
    case .wide(let groups): columns = groups.flatMap(\.columns)
    case .long(_, let value, let beside):
      // One column serves all fields: what it shows settles all of them.
      columns = plan.slots.indices.map { TablePlan.Column(column: value, slot: $0) } + beside
    }
    let declared = setting.mapping.numbers.flatMap { NumberStyle(rawValue: $0.rawValue) }
    let rows = layout.firstData..<min(block.rowCount, layout.firstData + LayoutFinder.lookAhead)
    var known: [Int: NumberEvidence] = [:]
    for column in columns where plan.cells[column.slot].reader.isSummable {
      let evidence: NumberEvidence
      if let seen = known[column.column] {
        evidence = seen
      } else {
        var gathered = NumberEvidence()
        for row in rows where block.kind(row, column.column) == .text {
          block.withField(row, column.column) { gathered.add($0) }
        }
        evidence = gathered
        known[column.column] = gathered
      }
      let isReal = plan.cells[column.slot].reader.isReal
      let style = declared ?? evidence.style
      plan.cells[column.slot].reader.style = style
      guard let example = evidence.example else { continue }
      var place = source.place
      place.line = layout.numbers.upperBound
      place.column = column.column + 1
      place.field = plan.headers[column.column]
      if case .long = plan.shape, notes.contains(where: { $0.place == place }) { continue }
      notes.append(Self.numberStyle(style, isReal, evidence, example, place))
    }
    return notes
  }

  /// Decides from the first rows whose codes they are, where nobody declared it.
  private mutating func decideScheme(
    _ plan: TablePlan, _ layout: TableLayout, _ context: RowContext, _ block: RowBlock
  ) throws {
    guard var survey = resolver.survey, plan.region.code != nil || context.code != nil else { return }
    block.withUnsafeFields { base, starts, ends, rowStarts in
      for row in layout.firstData..<block.rowCount {
        let fields = RowFields(base, starts, ends, rowStarts, row)
        var cells = RegionCells()
        cells.code = plan.region.code.map { fields[$0] } ?? context.code?.bytes ?? RegionCells.none
        if plan.region.parts.count > 0 { cells.code2 = fields[plan.region.parts[0]] }
        if plan.region.parts.count > 1 { cells.code3 = fields[plan.region.parts[1]] }
        if plan.region.parts.count > 2 { cells.code4 = fields[plan.region.parts[2]] }
        cells.province = plan.region.province.map { fields[$0] } ?? RegionCells.none
        cells.regency = plan.region.regency.map { fields[$0] } ?? RegionCells.none
        cells.district = plan.region.district.map { fields[$0] } ?? RegionCells.none
        cells.village = plan.region.village.map { fields[$0] } ?? RegionCells.none
        survey.add(cells)
      }
    }
    notes += try resolver.decide(survey, file: setting.file)
  }

  // MARK: Notes

  /// What the end of a table leaves to say.
  private mutating func note(_ mapper: RowMapper, _ source: TableSource) {
    if mapper.memory.firstDays > 0 {
      notes.append(
        Diagnostic(
          code: "date-first-of-several", severity: .note,
          message: LocalizedText(
            id: "\(mapper.memory.firstDays) sel menyebut beberapa hari; hari pertama yang dipakai",
            en: "\(mapper.memory.firstDays) cells name several days; the first was taken"), place: source.place))
    }
    for (slot, text) in mapper.memory.loose {
      let field = mapper.plan.cells[slot].field
      guard let place = field.category(named: text), let category = field.categories?[place - 1] else { continue }
      notes.append(
        Diagnostic(
          code: "category-loose", severity: .note,
          message: LocalizedText(
            id: "\(field.id): `\(text)` dibaca sebagai \(category.title.id)",
            en: "\(field.id): `\(text)` was read as \(category.title.en)"), place: source.place, value: text))
    }
  }

  mutating func add(_ diagnostics: [Diagnostic]) { notes += diagnostics }

  mutating func begun(_ table: FoundTable) -> Int {
    found.append(table)
    return found.count - 1
  }

  mutating func failed(_ diagnostics: [Diagnostic]) { if failures.isEmpty { failures = diagnostics } }

  /// The notes of the region resolver, once all parts are read.
  func summary() -> [Diagnostic] { resolver.summary(file: setting.file) }

  var currentResolver: RegionResolver {
    get { resolver }
    set { resolver = newValue }
  }
}
