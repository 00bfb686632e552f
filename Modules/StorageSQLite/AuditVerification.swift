import Crypto
import Domain
import Foundation
import GRDB
import Storage

/// Computes every digest anew from what is stored: the chain, the facts of batches, their logs, and the rows each batch
/// wrote, today's as they are and those since replaced from the log. Memory grows with batches, not with rows.
final class AuditVerification {
  private let db: Database
  private var findings: [AuditFinding] = []
  private var rows = 0
  private var entries: [Int64: Entry] = [:]
  private var owners = PartOwners()

  /// The chain's entry of a batch.
  private struct Entry {
    let sequence: Int64
    let digest: [UInt8]
  }

  init(_ db: Database) { self.db = db }

  func run(head: String?) throws -> AuditReport {
    let chain = try checkChain(head)
    owners = try PartOwners(db)
    let (covered, uncovered) = try checkBatches(from: chain.coveredFrom)
    try checkUndone()
    try checkDeclarations()
    try checkLocks()
    for table in FixedTable.all { try check(table, covered) }
    let datasets = try String.fetchAll(db, sql: "SELECT id FROM dataset ORDER BY id")
    for dataset in datasets { try check(dataset, covered) }
    let known = Set(datasets + FixedTable.all.map(\.name) + [BatchDigest.changes])
    for subject in try String.fetchAll(db, sql: "SELECT DISTINCT subject FROM batch_extent ORDER BY subject")
    where !known.contains(subject) {
      findings.append(AuditFinding(kind: .rowsEdited, subject: subject))
    }
    if head != nil, chain.headEntry == nil { findings.append(AuditFinding(kind: .headMissing)) }
    return AuditReport(
      head: AuditChain.text(try AuditChain.head(db)), entries: chain.count, batches: covered.count,
      uncovered: uncovered, rows: rows, headEntry: chain.headEntry, findings: findings)
  }

  // MARK: The chain

  private func checkChain(_ wanted: String?) throws -> (count: Int, headEntry: Int64?, coveredFrom: Int64) {
    for sequence in try AuditChain.broken(db) {
      findings.append(AuditFinding(kind: .brokenChain, entry: sequence))
    }
    var count = 0
    var headEntry: Int64?
    var coveredFrom = Int64.max
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT seq, kind, batch, detail, digest, head FROM audit_entry ORDER BY seq")
    while let row = try cursor.next() {
      count += 1
      let sequence: Int64 = row["seq"]
      let kind: String = row["kind"]
      if let batch: Int64 = row["batch"] {
        if entries[batch] != nil { findings.append(AuditFinding(kind: .brokenChain, entry: sequence, batch: batch)) }
        let digest: Data = row["digest"]
        entries[batch] = Entry(sequence: sequence, digest: Array(digest))
      }
      if let wanted = wanted?.lowercased(), wanted.count >= 8 {
        let head: Data = row["head"]
        if AuditChain.text(Array(head)).hasPrefix(wanted) { headEntry = sequence }
      }
      // From this migration on batches log all that is checked here.
      if kind == "migrate", coveredFrom == .max {
        let detail: String = row["detail"]
        if let version = detail.split(separator: " ").last.flatMap({ Int($0) }), version >= 3 { coveredFrom = sequence }
      }
    }
    return (count, headEntry, coveredFrom)
  }

  // MARK: Batches

  private func checkBatches(from coveredFrom: Int64) throws -> (covered: Set<Int64>, uncovered: Int) {
    var covered: Set<Int64> = []
    var known: Set<Int64> = []
    var uncovered = 0
    for batch in try Int64.fetchAll(db, sql: "SELECT id FROM batch ORDER BY id") {
      known.insert(batch)
      guard let entry = entries[batch] else {
        findings.append(AuditFinding(kind: .entryMissing, batch: batch))
        continue
      }
      guard entry.sequence > coveredFrom else {
        uncovered += 1
        continue
      }
      covered.insert(batch)
      if try BatchDigest.digest(db, batch: batch) != entry.digest {
        findings.append(AuditFinding(kind: .batchEdited, entry: entry.sequence, batch: batch))
      }
      let (count, digest) = try BatchDigest.digestChanges(db, batch: batch)
      let noted = try Data.fetchOne(
        db, sql: "SELECT digest FROM batch_extent WHERE batch = ? AND subject = ?",
        arguments: [batch, BatchDigest.changes])
      if noted.map({ Array($0) != digest }) ?? (count > 0) {
        findings.append(AuditFinding(kind: .changesEdited, batch: batch))
      }
    }
    for batch in entries.keys.sorted() where !known.contains(batch) {
      findings.append(AuditFinding(kind: .batchMissing, entry: entries[batch]?.sequence, batch: batch))
    }
    let stray = try Int64.fetchAll(
      db, sql: "SELECT DISTINCT batch FROM change WHERE batch NOT IN (SELECT id FROM batch) ORDER BY batch")
    for batch in stray { findings.append(AuditFinding(kind: .changesEdited, batch: batch)) }
    return (covered, uncovered)
  }

  /// Which batches are marked as undone follows from the undos.
  private func checkUndone() throws {
    var undone = try UndoMarks(db).by
    for row in try Row.fetchAll(db, sql: "SELECT id, undone_by FROM batch WHERE undone_by IS NOT NULL") {
      let batch: Int64 = row[0]
      if undone.removeValue(forKey: batch) != row[1] as Int64? {
        findings.append(AuditFinding(kind: .batchEdited, batch: batch))
      }
    }
    for batch in undone.keys.sorted() { findings.append(AuditFinding(kind: .batchEdited, batch: batch)) }
  }

  private func checkDeclarations() throws {
    var last: [String: String] = [:]
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT seq, detail, digest FROM audit_entry WHERE kind = 'declare' ORDER BY seq")
    while let row = try cursor.next() {
      let sequence: Int64 = row["seq"]
      let stored: Data = row["digest"]
      let detail: String = row["detail"]
      let words = detail.split(separator: " ").map(String.init)
      guard words.count == 2 else { continue }
      last[words[0]] = words[1]
      let body = try String.fetchOne(db, sql: "SELECT body FROM declaration WHERE digest = ?", arguments: [words[1]])
      guard let body, AuditChain.text(Array(SHA256.hash(data: Data(body.utf8)))) == words[1],
        try Reseal.digest(db, body: body, sequence: sequence) == Array(stored)
      else {
        findings.append(AuditFinding(kind: .declarationEdited, entry: sequence, subject: words[0]))
        continue
      }
    }
    for row in try Row.fetchAll(db, sql: "SELECT id, digest FROM dataset ORDER BY id") {
      let dataset: String = row[0]
      if last[dataset] != row[1] as String { findings.append(AuditFinding(kind: .declarationEdited, subject: dataset)) }
    }
  }

  /// Which periods are closed follows from the entries.
  private func checkLocks() throws {
    var locks: [String: String] = [:]
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT kind, detail, user, at FROM audit_entry WHERE kind IN ('lock', 'unlock') ORDER BY seq")
    while let row = try cursor.next() {
      let detail: String = row["detail"]
      let words = detail.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard words.count == 4 else { continue }
      let kind: String = row["kind"]
      let user: String = row["user"]
      let at: Double = row["at"]
      locks[words[0...2].joined(separator: " ")] = kind == "lock" ? "\(words[3])|\(user)|\(at)" : nil
    }
    for row in try Row.fetchAll(db, sql: "SELECT dataset, period, region, reason, user, at FROM period_lock") {
      let dataset: String = row["dataset"]
      let period = Period(number: row["period"] as Int)?.description ?? ""
      let region = RegionCode(row["region"] as Int64)?.description ?? ""
      let reason: String = row["reason"]
      let user: String = row["user"]
      let at: Double = row["at"]
      if locks.removeValue(forKey: "\(dataset) \(period) \(region)") != "\(reason)|\(user)|\(at)" {
        findings.append(AuditFinding(kind: .lockEdited, subject: dataset, period: row["period"]))
      }
    }
    for key in locks.keys.sorted() {
      findings.append(AuditFinding(kind: .lockEdited, subject: key.split(separator: " ").first.map(String.init)))
    }
  }

  // MARK: Rows

  private func report(_ subject: String, batch: Int64?, period: Int64) {
    let kind: AuditFinding.Kind =
      batch == nil ? .rowsUnknown : subject == FixedTable.reject.name ? .rejectsEdited : .rowsEdited
    let finding = AuditFinding(kind: kind, batch: batch, subject: subject, period: period == 0 ? nil : Int(period))
    if !findings.contains(finding) { findings.append(finding) }
  }

  private func check(_ table: FixedTable, _ covered: Set<Int64>) throws {
    var expected = try NotedExtent.all(db, table.name)
    var sums: [Int64: (digest: AuditDigest, rows: Int)] = [:]
    try FixedTableWalk(db, table, owners).run { batch, entry in
      guard let batch, entries[batch] != nil else {
        report(table.name, batch: nil, period: 0)
        return
      }
      guard covered.contains(batch) else { return }
      rows += 1
      var sum = sums.removeValue(forKey: batch) ?? (AuditDigest(flushAt: 1 << 10), 0)
      if sum.rows == 0 { sum.digest.add(text: table.name) }
      table.add(entry, to: &sum.digest)
      sum.rows += 1
      sums[batch] = sum
    }
    for batch in sums.keys.sorted() {
      guard var sum = sums.removeValue(forKey: batch) else { continue }
      let noted = expected.removeValue(forKey: NotedExtent.Key(batch: batch, period: 0))
      if noted?.digest != sum.digest.finalize() { report(table.name, batch: batch, period: 0) }
    }
    var empty = AuditDigest()
    empty.add(text: table.name)
    let nothing = empty.finalize()
    for (extent, noted) in expected.sorted(by: { $0.key.batch < $1.key.batch }) where covered.contains(extent.batch) {
      if noted.digest != nothing { report(table.name, batch: extent.batch, period: 0) }
    }
  }

  private func check(_ dataset: String, _ covered: Set<Int64>) throws {
    guard let audit = try DatasetAudit(db, dataset, owners) else { return }
    let isCovered: (Int64) -> Bool = { covered.contains($0) }
    rows += try audit.run(isCovered: isCovered) { batch, period, isSame in
      if !isSame { report(dataset, batch: batch, period: period) }
    }
  }
}
