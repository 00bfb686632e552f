import Crypto
public import Domain
import Foundation
import GRDB
public import Storage

extension SQLiteStore {
  /// The digest that names a declaration: SHA-256 of its JSON with sorted keys.
  package static func digest(of declaration: DatasetDeclaration) throws -> (digest: String, body: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(declaration)
    return (AuditChain.text(Array(SHA256.hash(data: body))), String(decoding: body, as: UTF8.self))
  }

  @discardableResult
  public func apply(_ declarations: [DatasetDeclaration], allowDrop: Bool) throws -> [MigrationStep] {
    try database { db in
      var steps: [MigrationStep] = []
      var pending: [(new: DatasetDeclaration, old: DatasetDeclaration?, digest: String, body: String)] = []
      for declaration in declarations {
        let (digest, body) = try Self.digest(of: declaration)
        let old = try Self.applied(db, declaration.id)
        if old?.digest == digest { continue }
        pending.append((declaration, old?.declaration, digest, body))
      }
      guard !pending.isEmpty else { return [] }
      try db.inTransaction(.immediate) {
        for entry in pending {
          try db.execute(
            sql: "INSERT OR IGNORE INTO declaration(digest, dataset, body, applied_at) VALUES (?,?,?,?)",
            arguments: [entry.digest, entry.new.id, entry.body, now()])
          let migration = DatasetMigration(store: location, new: entry.new, old: entry.old, allowDrop: allowDrop)
          let reseal = entry.old != nil && allowDrop ? try Reseal(db, entry.new.id) : nil
          let done = try migration.run(db)
          try db.execute(
            sql: "INSERT INTO dataset(id, digest) VALUES (?,?) ON CONFLICT(id) DO UPDATE SET digest = excluded.digest",
            arguments: [entry.new.id, entry.digest])
          steps += done
          let sequence = try AuditChain.nextSequence(db)
          if done.contains(where: \.drops) { try reseal?.write(db, sequence: sequence) }
          _ = try AuditChain.append(
            db, at: now(), user: principal.name, kind: "declare", batch: nil, detail: "\(entry.new.id) \(entry.digest)",
            digest: try Reseal.digest(db, body: entry.body, sequence: sequence))
        }
        return .commit
      }
      return steps
    }
  }

  /// The declaration of a dataset as applied; nil where it never was.
  static func applied(_ db: Database, _ id: String) throws -> (declaration: DatasetDeclaration, digest: String)? {
    let row = try Row.fetchOne(
      db, sql: "SELECT d.digest, c.body FROM dataset d JOIN declaration c ON c.digest = d.digest WHERE d.id = ?",
      arguments: [id])
    guard let row else { return nil }
    let body: String = row["body"]
    return (try JSONDecoder().decode(DatasetDeclaration.self, from: Data(body.utf8)), row["digest"])
  }

  /// The same, read once inside `consistently`: reports ask for it with each question.
  func applied(_ db: Database, _ id: String) throws -> (declaration: DatasetDeclaration, digest: String)? {
    if let known = snapshot?.applied[id] { return known }
    let applied = try Self.applied(db, id)
    if snapshot != nil { snapshot?.applied[id] = applied }
    return applied
  }

  /// The applied digest of each dataset: cheap, for commands that only need to know whether `migrate` is due.
  public func appliedDigests() throws -> [String: String] {
    try database { db in
      var digests: [String: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT id, digest FROM dataset") { digests[row["id"]] = row["digest"] }
      return digests
    }
  }

  /// The first of the declarations that the store does not hold as it is; nil where it holds them all.
  public func firstStale(_ declarations: [DatasetDeclaration]) throws -> DatasetDeclaration? {
    let applied = try appliedDigests()
    let digests = concurrently(declarations) { declaration in Result { try Self.digest(of: declaration).digest } }
    for (declaration, digest) in zip(declarations, digests) where applied[declaration.id] != (try digest.get()) {
      return declaration
    }
    return nil
  }

  public func datasets() throws -> [DatasetInfo] {
    try database { db in
      try String.fetchAll(db, sql: "SELECT id FROM dataset ORDER BY id").compactMap { id in
        guard let (declaration, digest) = try Self.applied(db, id) else { return nil }
        let rows = try Int.fetchOne(db, sql: "SELECT count(*) FROM \"\(declaration.table)\"") ?? 0
        return DatasetInfo(
          declaration: declaration, digest: digest, rows: rows,
          periods: try Self.periods(db, declaration.table, 0...Int64.max))
      }
    }
  }

  /// Distinct periods by jumping from one to the next in the key.
  static func periods(_ db: Database, _ table: String, _ range: ClosedRange<Int64>) throws -> [Period] {
    let numbers = try Int.fetchAll(
      db,
      sql: """
        WITH RECURSIVE p(n) AS (
          SELECT min(period) FROM "\(table)"
          UNION ALL SELECT (SELECT min(period) FROM "\(table)" WHERE period > p.n) FROM p WHERE p.n IS NOT NULL)
        SELECT n FROM p WHERE n IS NOT NULL
          AND EXISTS (SELECT 1 FROM "\(table)" t WHERE t.period = p.n AND t.region BETWEEN ? AND ?)
        """, arguments: [range.lowerBound, range.upperBound])
    return numbers.compactMap { Period(number: $0) }.sorted()
  }
}

extension MigrationStep {
  /// Whether it took values out of rows.
  fileprivate var drops: Bool { if case .dropped = action { true } else { false } }
}
