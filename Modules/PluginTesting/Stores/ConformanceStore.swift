import Domain
import Storage

/// The moves that conformance cases are made of.
struct ConformanceStore {
  let store: any Store

  init(store: any Store) { self.store = store }

  /// The fixture's store with the dataset applied and, unless told otherwise, the register loaded.
  init(_ fixture: any StoreFixture, register: Bool = true) throws {
    store = try fixture.open(as: Principal(name: "penguji"))
    try store.apply([ConformanceData.dataset], allowDrop: false)
    if register { try load(ConformanceData.register, from: ConformanceData.firstDay) }
  }

  @discardableResult
  func load(
    _ units: [(code: String, name: String)], from date: CalendarDate, complete: Bool = true, dryRun: Bool = false
  ) throws -> BatchOutcome<Void> {
    try store.batch(ConformanceData.header("wilayah.csv", dryRun: dryRun)) { sink in
      try sink.register(ConformanceData.rows(units), effective: date, complete: complete)
    }
  }

  /// Writes rows as one batch; each element of `blocks` is a block of its own.
  @discardableResult
  func write(
    _ blocks: [ConformanceRow]..., fields: [String] = ["a", "b"], clearsBlank: Bool = false,
    completes: Bool = false, header: BatchHeader = ConformanceData.header()
  ) throws -> BatchOutcome<[RowOutcome]> {
    try store.batch(header) { sink in
      try write(blocks, into: sink, fields: fields, clearsBlank: clearsBlank, completes: completes)
    }
  }

  @discardableResult
  func write(
    _ blocks: [[ConformanceRow]], into sink: any BatchSink, fields: [String] = ["a", "b"], clearsBlank: Bool = false,
    completes: Bool = false
  ) throws -> [RowOutcome] {
    let rules = try DatasetRules(ConformanceData.dataset)
    let indexes = fields.compactMap { ConformanceData.dataset.index(of: $0) }
    let writer = try sink.writer(
      for: rules,
      options: DatasetWriterOptions(fields: indexes, clearsBlank: clearsBlank, repeats: completes ? .complete : .refuse)
    )
    var outcomes: [RowOutcome] = []
    for rows in blocks {
      var block = RecordBlock()
      for row in rows {
        block.regions.append(ConformanceData.code(row.region).number)
        block.periods.append(Int32(row.year))
        block.sourceRows.append(Int32(row.sourceRow))
        for field in fields { block.cells.append(Self.cell(row.values[field] ?? .missing, &block.texts)) }
      }
      try writer.write(block) { _, outcome, _ in outcomes.append(outcome) }
    }
    return outcomes
  }

  private static func cell(_ value: DatasetRow.Value, _ texts: inout [String]) -> Int64 {
    switch value {
    case .missing: return Cell.missing
    case .integer(let number): return number
    case .real(let number): return Cell.real(number)
    case .text(let text):
      texts.append(text)
      return Int64(texts.count - 1)
    }
  }

  /// The stored row of a village and year.
  func row(_ region: String, _ year: Int) throws -> DatasetRow? {
    try store.rows(
      of: ConformanceData.dataset.id, period: ConformanceData.year(year), regions: [ConformanceData.code(region)]
    ).first
  }

  func value(_ region: String, _ year: Int, _ field: String) throws -> DatasetRow.Value? {
    try row(region, year)?.values[field]
  }

  func recomputed(_ region: String, _ year: Int, _ field: String) throws -> DatasetRow.Value? {
    try row(region, year)?.recomputed[field]
  }

  /// A question about the dataset, with the register of `date`.
  func query(
    _ region: String = "0", _ level: RegionLevel = .nation, year: Int = 2024, by groups: [String] = [],
    _ aggregates: [DatasetQuery.Aggregate] = [.rows], filters: [DatasetQuery.Filter] = [],
    at date: CalendarDate = ConformanceData.firstDay
  ) throws -> [DatasetGroup] {
    try store.query(
      DatasetQuery(
        dataset: ConformanceData.dataset.id, period: ConformanceData.year(year), region: ConformanceData.code(region),
        level: level, groupedBy: groups, aggregates: aggregates, filters: filters, registerDate: date))
  }

  /// Everything a batch could have changed, to see that nothing was.
  func everything() throws -> Snapshot {
    let statistics = try store.statistics()
    return Snapshot(
      batches: statistics.batches, rejects: statistics.rejects, audit: statistics.auditHead,
      entries: statistics.auditEntries, regions: statistics.regions, targets: statistics.targetVillages,
      aliases: statistics.aliases, rows: statistics.datasets.map(\.rows))
  }

  struct Snapshot: Hashable {
    var batches: Int
    var rejects: Int
    var audit: String
    var entries: Int
    var regions: Int
    var targets: Int
    var aliases: Int
    var rows: [Int]
  }
}
