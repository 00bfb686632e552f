import Diagnostics
import Domain
import PluginKit
import Storage

/// The class of villages in one period against another: a cell for each pair of classes, regions below, and the villages
/// behind the cells.
///
/// Serves `transition`. Tables: `transition` (`from` and a column for each class of the later period, `no_data`,
/// `total`), `regions` (`code,name,villages,risen,same,fallen,not_comparable`) and `villages`, risers first, then
/// fallers. Villages are compared under the same code; one that has a class in one period only is not comparable.
public struct TransitionReport: Report {
  private let dataset: String
  private let field: String
  private let index: String
  private let decimals: Int

  /// - Parameters:
  ///   - dataset: the panel dataset.
  ///   - field: its class field.
  ///   - index: the figure that is classed.
  public init(dataset: String, field: String, index: String, decimals: Int) {
    self.dataset = dataset
    self.field = field
    self.index = index
    self.decimals = decimals
  }

  /// IDM status.
  public static let idm = TransitionReport(dataset: "idm", field: "status", index: "idm", decimals: 4)

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let basis: ReportBasis
    switch try context.basis(of: dataset, fields: [field, index]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    guard let classes = basis.dataset.field(field)?.classes else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period)).document
    }
    guard let earlier = try earlier(context, basis) else {
      return context.nothing(
        LocalizedText(
          id: "Tidak ada periode sebelum \(basis.period) untuk dibandingkan.",
          en: "There is no period before \(basis.period) to compare with."), basis.region
      ).document
    }
    let moves = StatusMoves(from: try columns(context, earlier), to: try columns(context, basis.period))
    guard !moves.moves.isEmpty else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period), basis.region)
        .document
    }
    var before = basis
    before.period = earlier
    before.origins = try context.store.origins(
      of: dataset, fields: [field, index], period: earlier, in: context.region)
    // The weaker of the two years is the stage of the comparison.
    var both = basis
    both.origins += before.origins
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: both.stage,
      sources: [
        basis.source(dataset),
        before.source("\(dataset)_before"),
      ])
    document.keyFigures = keyFigures(moves.tally)
    document.tables = [matrix(moves, classes.classes, earlier, basis)]
    document.tables += try regions(context, moves, basis)
    if let villages = try villages(context, moves, classes, earlier, basis) { document.tables.append(villages) }
    document.notes = [
      LocalizedText(
        id: "Desa dibandingkan menurut kode yang sama pada \(earlier) dan \(basis.period).",
        en: "Villages are compared under the same code in \(earlier) and \(basis.period).")
    ]
    document.notes += try context.lockNotes(basis.dataset, [earlier, basis.period])
    if let asOf = context.asOf {
      for period in [earlier, basis.period] {
        document.notes += try context.changeNotes(period, to: asOf, basis.dataset)
      }
    }
    return document
  }

  /// The period to compare with: the one asked for, or the last one with data before the report's.
  private func earlier(_ context: ReportContext, _ basis: ReportBasis) throws -> Period? {
    let known = try context.periods(of: dataset)
    guard let text = context.options["from"] else { return known.last { $0 < basis.period } }
    guard let period = Period(text), period < basis.period else {
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "`from` harus periode sebelum \(basis.period)", en: "`from` has to be a period before \(basis.period)"),
          value: text))
    }
    try context.check(period, fits: basis.dataset)
    guard known.contains(period) else {
      let list = known.map(\.description).joined(separator: ", ")
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "tidak ada data \(basis.dataset.title.id) \(period) untuk \(basis.region.name.id)",
            en: "there are no data of \(basis.dataset.title.en) \(period) for \(basis.region.name.en)"), value: text,
          hint: LocalizedText(id: "periode yang ada: \(list)", en: "periods with data: \(list)")))
    }
    return period
  }

  private func columns(_ context: ReportContext, _ period: Period) throws -> DatasetColumns {
    try context.store.columns(
      of: dataset, fields: [field, index], period: period, in: context.region, registerDate: context.asOf)
  }

  private func keyFigures(_ tally: StatusMoves.Tally) -> [KeyFigure] {
    let unit = LocalizedText(id: "desa", en: "villages")
    func figure(_ id: String, _ label: LocalizedText, _ count: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(count), unit: unit, source: dataset)
    }
    return [
      figure("risen", LocalizedText(id: "Naik", en: "Risen"), tally.risen),
      figure("same", LocalizedText(id: "Tetap", en: "Same"), tally.same),
      figure("fallen", LocalizedText(id: "Turun", en: "Fallen"), tally.fallen),
      figure(
        "not_comparable", LocalizedText(id: "Tidak dapat dibandingkan", en: "Not comparable"), tally.notComparable),
    ]
  }

  // MARK: Tables

  private static let noData = LocalizedText(id: "Tanpa data", en: "No data")

  private func matrix(
    _ moves: StatusMoves, _ classes: [Classification.Class], _ earlier: Period, _ basis: ReportBasis
  ) -> ReportTable {
    let counts = moves.matrix(classes: classes.count)
    let order = Array((1...classes.count).reversed()) + [0]
    func label(_ place: Int) -> ReportValue {
      place == 0
        ? .category(id: "no_data", label: Self.noData)
        : .category(id: classes[place - 1].id, label: classes[place - 1].title)
    }
    func row(_ head: ReportValue, _ values: [Int]) -> [ReportValue] {
      [head] + values.map { .integer($0) } + [.integer(values.reduce(0, +))]
    }
    var rows = order.map { from in row(label(from), order.map { counts[from][$0] }) }
    rows.append(
      row(
        .category(id: "total", label: LocalizedText(id: "Jumlah", en: "Total")),
        order.map { to in counts.reduce(0) { $0 + $1[to] } }))
    func column(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(
        id: id, label: label, type: .integer, unit: LocalizedText(id: "desa", en: "villages"), source: dataset)
    }
    return ReportTable(
      id: "transition",
      title: LocalizedText(
        id: "Status \(earlier) (baris) menjadi status \(basis.period) (kolom)",
        en: "Status of \(earlier) (rows) to status of \(basis.period) (columns)"),
      columns: [
        ReportColumn(
          id: "from", label: LocalizedText(id: "Status \(earlier)", en: "Status \(earlier)"), type: .category,
          source: "\(dataset)_before")
      ] + classes.reversed().map { column($0.id, $0.title) }
        + [column("no_data", Self.noData), column("total", LocalizedText(id: "Jumlah", en: "Total"))],
      rows: rows, totalRows: [rows.count - 1])
  }

  /// The regions below, down to kecamatan.
  private func regions(_ context: ReportContext, _ moves: StatusMoves, _ basis: ReportBasis) throws -> [ReportTable] {
    guard let level = context.region.level.below, level <= .district else { return [] }
    let names = try context.names(of: level, basis)
    func row(_ code: String, _ name: String, _ tally: StatusMoves.Tally) -> [ReportValue] {
      [
        .code(code), .text(name), .integer(tally.all), .integer(tally.risen), .integer(tally.same),
        .integer(tally.fallen), .integer(tally.notComparable),
      ]
    }
    var rows = [row(context.region.description, try context.registerName(basis), moves.tally)]
    for entry in moves.tallies(by: level) {
      guard let code = RegionCode(entry.region) else { continue }
      rows.append(row(code.description, try name(entry.region, names, context), entry.tally))
    }
    func column(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(
        id: id, label: label, type: .integer, unit: LocalizedText(id: "desa", en: "villages"), source: dataset)
    }
    return [
      ReportTable(
        id: "regions", title: LocalizedText(id: "Menurut wilayah", en: "By region"),
        columns: [
          ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
          ReportColumn(id: "name", label: level.title, type: .text),
          column("villages", LocalizedText(id: "Desa", en: "Villages")),
          column("risen", LocalizedText(id: "Naik", en: "Risen")),
          column("same", LocalizedText(id: "Tetap", en: "Same")),
          column("fallen", LocalizedText(id: "Turun", en: "Fallen")),
          column("not_comparable", LocalizedText(id: "Tidak dapat dibandingkan", en: "Not comparable")),
        ], rows: rows, totalRows: [0])
    ]
  }

  /// The villages asked for: risers by steps and gain, then fallers, then the others by code.
  private func villages(
    _ context: ReportContext, _ moves: StatusMoves, _ classes: Classification, _ earlier: Period,
    _ basis: ReportBasis
  ) throws -> ReportTable? {
    let from = try place("from_status", classes, context)
    let to = try place("to_status", classes, context)
    let isOneCell = from != nil || to != nil
    let wanted = context.options["villages"] ?? "auto"
    if wanted == "none" || (wanted == "auto" && context.region == .nation && !isOneCell) { return nil }
    let chosen = moves.moves.filter { move in
      if let from, move.from != from { return false }
      if let to, move.to != to { return false }
      return isOneCell || wanted == "all" || (move.steps ?? 0) != 0
    }.sorted { a, b in
      let (x, y) = (Self.order(a), Self.order(b))
      if x != y { return x > y }
      let (c, d) = (a.change ?? 0, b.change ?? 0)
      if c != d { return (a.steps ?? 0) < 0 ? c < d : c > d }
      return a.region < b.region
    }
    let villages = try context.names(of: .village, basis)
    let districts = try context.names(of: .district, basis)
    func label(_ place: Int) -> ReportValue {
      classes[place].map { .category(id: $0.id, label: $0.title) } ?? .missing
    }
    func figure(_ value: Double) -> ReportValue { value.isNaN ? .missing : .real(value, decimals: decimals) }
    var rows: [[ReportValue]] = []
    for move in chosen {
      guard let code = RegionCode(move.region) else { continue }
      rows.append([
        .code(code.description), .text(try name(move.region, villages, context)),
        .text(try name(move.region / RegionLevel.district.villageDivisor, districts, context)), label(move.from),
        label(move.to), .integer(move.steps), figure(move.indexFrom), figure(move.indexTo),
      ])
    }
    let short = basis.dataset.id == "idm" ? "IDM" : basis.dataset.field(index)?.title.id ?? index
    return ReportTable(
      id: "villages",
      title: isOneCell || wanted == "all"
        ? LocalizedText(id: "Desa", en: "Villages")
        : LocalizedText(id: "Desa yang naik, lalu yang turun", en: "Villages that rose, then those that fell"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        ReportColumn(id: "district", label: RegionLevel.district.title, type: .text),
        ReportColumn(
          id: "from", label: LocalizedText(id: "Status \(earlier)", en: "Status \(earlier)"), type: .category,
          source: "\(dataset)_before"),
        ReportColumn(
          id: "to", label: LocalizedText(id: "Status \(basis.period)", en: "Status \(basis.period)"), type: .category,
          source: dataset),
        ReportColumn(id: "steps", label: LocalizedText(id: "Naik (tingkat)", en: "Steps"), type: .integer),
        ReportColumn(
          id: "\(index)_from", label: LocalizedText("\(short) \(earlier)"), type: .real, source: "\(dataset)_before"),
        ReportColumn(id: "\(index)_to", label: LocalizedText("\(short) \(basis.period)"), type: .real, source: dataset),
      ], rows: rows)
  }

  /// Risers before fallers before those that stayed before those that cannot be compared; more steps first.
  private static func order(_ move: StatusMoves.Move) -> Int {
    guard let steps = move.steps else { return 0 }
    return steps > 0 ? 200 + steps : steps < 0 ? 100 - steps : 1
  }

  private func place(_ option: String, _ classes: Classification, _ context: ReportContext) throws -> Int? {
    guard let text = context.options[option] else { return nil }
    if text == "no_data" { return 0 }
    if let place = classes.ordinal(named: text) { return place }
    let known = classes.classes.map(\.id) + ["no_data"]
    throw ReportFailure(
      Diagnostic(
        code: "option-invalid",
        message: LocalizedText(id: "`\(option)`: tidak ada status `\(text)`", en: "`\(option)`: no status `\(text)`"),
        value: text,
        hint: Suggestion.nearest(to: text, among: known).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        }
          ?? LocalizedText(
            id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))")))
  }

  // MARK: Names

  /// The name in the register of the period, or else the last one the code had.
  private func name(_ code: Int64, _ names: [Int64: String], _ context: ReportContext) throws -> String {
    if let name = names[code] { return name }
    guard let region = RegionCode(code) else { return "" }
    return try context.store.versions(of: region).last?.name ?? ""
  }
}
