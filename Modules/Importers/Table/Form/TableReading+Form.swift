import Diagnostics
import Domain
import PluginKit
import Tabular

extension TableReading {
  /// Reads a form: one region, whose values stand beside their labels or in fixed cells. It becomes a table of one row.
  mutating func readForm(
    _ part: TablePart, _ source: inout TableSource, _ reader: inout any RowReader, give: (Event) -> Bool
  ) throws -> Bool {
    guard let form = setting.mapping.form else { return true }
    let grid = try FormGrid(&reader)
    guard !grid.isEmpty else {
      add([Self.emptyPart(source.place)])
      return true
    }
    let labels = Set(
      (form.fields.flatMap(\.headers) + form.region + form.names.flatMap(\.headers) + form.period)
        .map(HeaderMatching.normalised))
    func value(_ wanted: [String]) -> FormGrid.Cell? {
      grid.value(wanted) { text in
        labels.contains(HeaderMatching.normalised(text))
          || labels.contains(HeaderMatching.normalised(FormGrid.unnumbered(text)))
      }
    }
    var row = FormRow(file: setting.file)
    if let cell = value(form.region) { row.add(.region, "region", cell) }
    for name in form.names {
      if let cell = value(name.headers) { row.add(.name(name.level), "names.\(name.level.rawValue)", cell) }
    }
    if let cell = value(form.period) { row.add(.period, "period", cell) }
    var missing: [String] = []
    for (index, field) in setting.dataset.fields.enumerated() {
      guard let wanted = form.fields.first(where: { $0.field == field.id })?.headers else { continue }
      if let cell = value(wanted) { row.add(.field(index), field.id, cell) } else { missing.append(wanted[0]) }
    }
    let hasFields = row.hasFields
    guard hasFields, let made = row.finished() else {
      let reason = Self.withoutLabels(missing, source.place)
      failed([reason])
      if part.sheet != nil || part.member != nil { add([Self.withoutTable(source.place, [reason])]) }
      return true
    }
    if !missing.isEmpty { add([Self.missingLabels(missing, source.place)]) }
    source.cells = made.cells
    return try read(made, part, source, grid.titles, give: give)
  }

  private mutating func read(
    _ made: FormRow.Made, _ part: TablePart, _ source: TableSource, _ titles: [String], give: (Event) -> Bool
  ) throws -> Bool {
    let surroundings = Surroundings(path: part.member ?? setting.file, sheet: part.sheet, titles: titles)
    let context = setting.context(surroundings)
    let hasRegion =
      context.hasRegion(setting.dataset.level)
      || made.layout.roles.keys.contains { role in
        if case .name = role { true } else { false }
      }
    let finder = LayoutFinder(setting.mapping, setting.dataset, hasRegion: hasRegion)
    var plan: TablePlan
    do {
      plan = try TablePlan(
        setting.mapping, dataset: setting.dataset, layout: made.layout, vocabulary: finder.vocabulary,
        place: source.place, fixed: setting.fixed(surroundings),
        hasPeriod: context.given != nil || context.found != nil, hasRegion: hasRegion)
    } catch let failure as ImportFailure {
      failed(failure.diagnostics)
      return true
    }
    plan.diagnostics = []
    let declared = setting.mapping.numbers.flatMap { NumberStyle(rawValue: $0.rawValue) }
    for slot in plan.cells.indices {
      plan.cells[slot].reader.style = declared
      plan.cells[slot].reader.hasWords = setting.words[plan.cells[slot].field.id] != nil
    }
    var table = FoundTable(
      member: part.member, sheet: part.sheet, isHidden: part.isHidden, headerRows: made.layout.numbers,
      columns: plan.described.map { FoundTable.Column(header: $0.header, role: $0.role) }, titles: titles)
    table.period = context.period(nil, setting.dataset.frequency)?.description
    let index = begun(table)
    let kept = setting.readsTitles && !titles.isEmpty ? titles : nil
    var mapper = RowMapper(
      plan: plan, source: source, finder: finder, layout: made.layout, context: context, resolver: currentResolver,
      registers: setting.registers, codes: setting.codes, regions: setting.regions,
      periods: setting.periods, words: setting.words, titles: kept, longWindow: setting.longWindow)
    let begin = Begin(
      index: index, plan: plan, source: source, headerCells: made.layout.cells,
      headerRow: made.layout.numbers.lowerBound, titles: kept)
    guard give(.begin(begin)) else { return false }
    var mapped = MappedBlock()
    mapped.table = index
    _ = mapper.map(made.block, from: 0, &mapped)
    mapper.finish(&mapped)
    currentResolver = mapper.resolver
    return give(.rows(mapped))
  }

  private static func withoutLabels(_ labels: [String], _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "form-labels-missing",
      message: LocalizedText(
        id: "tidak satu pun label formulir ditemukan; dicari: \(labels.prefix(12).joined(separator: ", "))",
        en: "none of the form's labels was found; looked for: \(labels.prefix(12).joined(separator: ", "))"),
      place: place)
  }

  private static func missingLabels(_ labels: [String], _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "form-field-missing", severity: .warning,
      message: LocalizedText(
        id: "label ini tidak ada di formulir: \(labels.prefix(12).joined(separator: ", "))",
        en: "the form does not have these labels: \(labels.prefix(12).joined(separator: ", "))"), place: place)
  }
}

/// The one row of the table that a form becomes.
struct FormRow: ~Copyable {
  struct Made {
    let block: RowBlock
    let layout: TableLayout
    let cells: [(line: Int, column: Int)]
  }

  private var builder: RowBlockBuilder
  private var roles: [ColumnRole: Int] = [:]
  private var titles: [String] = []
  private var cells: [(line: Int, column: Int)] = []
  private(set) var hasFields = false
  private var line = 0

  init(file: String) { builder = RowBlockBuilder(file: file, blockBytes: 1 << 12) }

  mutating func add(_ role: ColumnRole, _ title: String, _ cell: FormGrid.Cell) {
    roles[role] = titles.count
    titles.append(title)
    cells.append((cell.line, cell.column))
    builder.append(cell.text)
    builder.endCell(cell.kind)
    if line == 0 { line = cell.line }
    if case .field = role { hasFields = true }
  }

  mutating func finished() -> Made? {
    builder.endRow(max(1, line))
    guard let block = builder.take() else { return nil }
    let number = block.rowNumber(0)
    let layout = TableLayout(
      rows: 0...0, numbers: number...number, columns: HeaderColumns([titles]), roles: roles, periodic: [], firstData: 0,
      titles: [], cells: titles, isComplete: true, score: roles.count)
    return Made(block: block, layout: layout, cells: cells)
  }
}
