public import Domain
import GRDB
public import Storage

extension SQLiteStore {
  public func trace(_ dataset: String, region: RegionCode, period: Period) throws -> [RowTrace] {
    try check(region)
    return try database { db in
      guard let table = try Self.table(db, dataset), let history = try DeclarationHistory(db, dataset) else {
        throw StorageError.notMigrated(dataset: dataset)
      }
      var rows: [String: StoredRow] = [:]
      var order: [String] = []
      let stored = try table.rows(period: Int64(period.number), region: region.number)
      while let row = try stored.next() {
        let key = table.key(of: row) ?? ""
        rows[key] = row
        order.append(key)
      }
      var changes: [String: [Row]] = [:]
      let logged = try Row.fetchAll(
        db,
        sql: """
          SELECT c.*, a.seq FROM change c LEFT JOIN audit_entry a ON a.batch = c.batch
          WHERE c.subject = ? AND c.period = ? AND c.region = ? ORDER BY c.id DESC
          """, arguments: [dataset, period.number, region.number])
      for change in logged {
        let key: String = change["key"] ?? ""
        if rows[key] == nil, changes[key] == nil { order.append(key) }
        changes[key, default: []].append(change)
      }
      var origins = Origins(db: db)
      return try order.map { key in
        try RowTracer(table: table, history: history, current: rows[key], changes: changes[key] ?? [], key: key)
          .trace(&origins)
      }
    }
  }

  /// Looks parts and batches up once each.
  struct Origins {
    let db: Database
    private var parts: [Int64: ValueOrigin] = [:]

    init(db: Database) { self.db = db }

    mutating func of(part: Int64, row: Int64) throws -> ValueOrigin? {
      if parts[part] == nil {
        let found = try Row.fetchOne(
          db,
          sql: """
            SELECT b.id, b.kind, b.file, p.member, p.sheet, b.user, b.at FROM batch_part p JOIN batch b ON b.id = p.batch
            WHERE p.id = ?
            """, arguments: [part])
        parts[part] = found.map {
          ValueOrigin(
            batch: $0["id"], kind: $0["kind"], file: $0["file"], member: $0["member"], sheet: $0["sheet"], row: 0,
            user: $0["user"], at: $0["at"])
        }
      }
      var origin = parts[part]
      origin?.row = Int(row)
      return origin
    }

    /// The batch that removed a value.
    func removal(_ batch: Int64) throws -> ValueOrigin? {
      try Row.fetchOne(
        db, sql: "SELECT id, kind, file, user, at FROM batch WHERE id = ?", arguments: [batch]
      ).map {
        ValueOrigin(
          batch: $0["id"], kind: $0["kind"], file: $0["file"], member: nil, sheet: nil, row: 0, user: $0["user"],
          at: $0["at"])
      }
    }
  }
}

/// Follows one row back through the log, field by field.
private struct RowTracer {
  let table: DatasetTable
  let history: DeclarationHistory
  let current: StoredRow?
  /// Newest first.
  let changes: [Row]
  let key: String

  /// A row in one of its states, newest first.
  private struct State {
    var row: StoredRow?
    /// The batch that removed it, where it is gone.
    var removedBy: Int64?
  }

  func trace(_ origins: inout SQLiteStore.Origins) throws -> RowTrace {
    let states = states()
    let fields = table.rules.declaration.fields
    var traces: [FieldTrace] = []
    for field in fields.indices where !table.keyFields.contains(field) {
      var steps: [FieldTrace.Step] = []
      var index = 0
      while index < states.count {
        let state = states[index]
        let value = state.row.map { self.value($0, field) } ?? .missing
        // The oldest state of a run with the same value is where it came from.
        var last = index
        while last + 1 < states.count, same(states[last + 1], state, field) { last += 1 }
        let origin =
          try states[last].row.map { try origins.of(part: $0.part, row: $0.sourceRow) }
          ?? states[last].removedBy.flatMap { try origins.removal($0) }
        steps.append(FieldTrace.Step(value: value, origin: origin))
        index = last + 1
      }
      // A value missing from the start has no history.
      if let first = steps.last, first.value == .missing, steps.count == 1 { steps[0].origin = nil }
      traces.append(FieldTrace(field: fields[field].id, steps: steps))
    }
    let values = LoggedValues.array(key) ?? []
    let keyValues = Dictionary(
      zip(table.rules.declaration.key, values.map(Self.value)), uniquingKeysWith: { first, _ in first })
    return RowTrace(key: keyValues, isStored: current != nil, fields: traces)
  }

  /// What undo took back and restored is no state of its own: the row has its earlier origin again.
  private func same(_ older: State, _ newer: State, _ field: Int) -> Bool {
    switch (older.row, newer.row) {
    case (nil, nil): true
    case (let older?, let newer?): value(older, field) == value(newer, field)
    default: false
    }
  }

  private func states() -> [State] {
    var states = [State(row: current, removedBy: current == nil ? changes.first?["batch"] : nil)]
    var state = current
    for change in changes {
      let kind: String = change["kind"]
      let part: Int64 = change["old_part"] ?? 0
      let sourceRow: Int64 = change["old_source_row"] ?? 0
      switch kind {
      case "insert":
        state = nil
        states.append(State(row: nil, removedBy: nil))
      case "delete":
        if state != nil { states.append(State(row: nil, removedBy: change["batch"])) }
        var row = StoredRow(
          period: change["period"], region: change["region"], part: part, sourceRow: sourceRow,
          cells: [Int64](repeating: Cell.missing, count: table.rules.fieldCount), texts: [])
        overlay(change, on: &row)
        state = row
        states.append(State(row: row, removedBy: nil))
      default:
        guard var row = state else { continue }
        row.part = part
        row.sourceRow = sourceRow
        overlay(change, on: &row)
        state = row
        states.append(State(row: row, removedBy: nil))
      }
    }
    return states
  }

  private func overlay(_ change: Row, on row: inout StoredRow) {
    let fields = history.fields(at: history.position(change["seq"] ?? 0, nil))
    for (name, value) in LoggedValues.object(change["old"] ?? "{}") ?? [:] {
      guard let field = fields[name] else { continue }
      row.cells[field] = value.cell(table.rules.storages[field], &row.texts)
    }
  }

  private func value(_ row: StoredRow, _ field: Int) -> DatasetRow.Value { Self.value(table.value(row, field)) }

  private static func value(_ value: LoggedValues.Value) -> DatasetRow.Value {
    switch value {
    case .missing: .missing
    case .integer(let value): .integer(value)
    case .real(let value): .real(value)
    case .text(let value): .text(value)
    }
  }
}
