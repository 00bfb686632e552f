import Diagnostics
import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

/// Damage done with SQL below the program: what the audit has to find, and under which condition.
@Suite(.serialized) struct AuditTests {
  struct Damage: Sendable, CustomStringConvertible {
    let description: String
    let sql: String
    let kind: AuditFinding.Kind

    init(_ description: String, _ kind: AuditFinding.Kind, _ sql: String) {
      self.description = description
      self.sql = sql
      self.kind = kind
    }
  }

  static let damages = [
    Damage("a row edited", .rowsEdited, "UPDATE data_uji SET a = 9 WHERE period = 2024 AND region = 6402012001"),
    Damage(
      "a text edited", .rowsEdited, "UPDATE data_uji SET catatan = 'x' WHERE period = 2024 AND region = 6402012002"),
    Damage(
      "a recomputed figure edited", .rowsEdited, "UPDATE data_uji SET nilai_computed = 7 WHERE region = 6402012003"),
    Damage("a row's source row edited", .rowsEdited, "UPDATE data_uji SET source_row = 99 WHERE region = 6402012003"),
    Damage(
      "a row given to another batch", .rowsEdited, "UPDATE data_uji SET part = part - 1 WHERE region = 6402012001"),
    Damage("a row given to no batch", .rowsUnknown, "UPDATE data_uji SET part = 999 WHERE region = 6402012003"),
    Damage("a row deleted", .rowsEdited, "DELETE FROM data_uji WHERE region = 6402012003"),
    Damage("all rows of a year deleted", .rowsEdited, "DELETE FROM data_uji WHERE period = 2023"),
    Damage(
      "a row inserted", .rowsEdited,
      """
      INSERT INTO data_uji(period, region, a, part, source_row) SELECT 2024, 6402012009, 1, max(part), 7 FROM data_uji
      """),
    Damage("a ledger's row edited", .rowsEdited, "UPDATE data_buku SET dana = 99 WHERE baris = 'a'"),
    Damage("a ledger's key edited", .rowsEdited, "UPDATE data_buku SET baris = 'z' WHERE baris = 'a'"),
    Damage(
      "the old value of a change edited", .changesEdited,
      "UPDATE change SET old = replace(old, '1', '2') WHERE kind = 'update' AND subject = 'uji'"),
    Damage("a change deleted", .changesEdited, "DELETE FROM change WHERE subject = 'uji' AND region = 6402012001"),
    Damage(
      "the origin of a change edited", .changesEdited, "UPDATE change SET old_source_row = 77 WHERE subject = 'uji'"),
    Damage(
      "a change inserted", .changesEdited,
      "INSERT INTO change(batch, subject, region, period, kind, old, old_part, old_source_row) SELECT batch, subject, 6402012003, 2024, kind, old, old_part, old_source_row FROM change WHERE subject = 'uji' AND kind = 'update' LIMIT 1"
    ),
    Damage("a batch's file edited", .batchEdited, "UPDATE batch SET file = 'lain.csv' WHERE id = 2"),
    Damage("a batch's user edited", .batchEdited, "UPDATE batch SET user = 'lain' WHERE id = 3"),
    Damage("a batch's counts edited", .batchEdited, "UPDATE batch SET rows_new = 9 WHERE id = 2"),
    Damage("a batch's time edited", .batchEdited, "UPDATE batch SET at = 1 WHERE id = 2"),
    Damage("a batch taken out of the account of older programs", .batchEdited, "UPDATE batch SET log = 0 WHERE id = 2"),
    Damage("a batch marked as undone", .batchEdited, "UPDATE batch SET undone_by = 3 WHERE id = 2"),
    Damage("the mark of an undone batch removed", .batchEdited, "UPDATE batch SET undone_by = NULL"),
    Damage("a batch removed", .batchMissing, "DELETE FROM batch WHERE id = 3"),
    Damage(
      "a batch with all of its own removed", .batchMissing,
      "DELETE FROM batch_extent WHERE batch = 2; DELETE FROM batch_part WHERE batch = 2; DELETE FROM batch WHERE id = 2"
    ),
    Damage("a part edited", .batchEdited, "UPDATE batch_part SET sheet = 'Lembar2' WHERE batch = 2"),
    Damage(
      "what a batch left edited", .batchEdited,
      "UPDATE batch_extent SET digest = randomblob(32) WHERE batch = 2 AND subject = 'uji'"),
    Damage("what a batch found unchanged edited", .batchEdited, "DELETE FROM touched"),
    Damage("a delivery edited", .batchEdited, "UPDATE delivery SET user = 'lain'"),
    Damage("a rejected row edited", .rejectsEdited, "UPDATE reject SET cells = '[\"y\"]'"),
    Damage("a rejected row deleted", .rejectsEdited, "DELETE FROM reject WHERE state = 'open'"),
    Damage("a rejected row reopened", .rejectsEdited, "UPDATE reject SET state = 'open', closed_by = NULL"),
    Damage("a village renamed", .rowsEdited, "UPDATE region_version SET name = 'Lain' WHERE code = 6402012001"),
    Damage("an alias edited", .rowsEdited, "UPDATE region_alias SET code = 6402012002"),
    Damage("an alias removed", .rowsEdited, "DELETE FROM region_alias"),
    Damage("a target list shortened", .rowsEdited, "DELETE FROM target_entry WHERE source_row = 2"),
    Damage("a code edited", .rowsEdited, "UPDATE code_list SET name = 'Lain' WHERE code = '1'"),
    Damage(
      "a declaration edited", .declarationEdited,
      "UPDATE declaration SET body = replace(body, '\"B\"', '\"C\"') WHERE dataset = 'uji'"),
    Damage("an entry edited", .brokenChain, "UPDATE audit_entry SET user = 'lain' WHERE seq = 4"),
    Damage("an entry removed", .brokenChain, "DELETE FROM audit_entry WHERE seq = 4"),
    Damage(
      "the last entry removed", .lockEdited, "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)"),
    Damage("a closed period reopened", .lockEdited, "DELETE FROM period_lock"),
  ]

  /// A store with everything in it: rows changed and unchanged, an undo, rejects in two states, lists, a closed period.
  private static let base: Result<Data, any Error> = Result {
    let fixture = try SQLiteFixture()
    let store = try fixture.store()
    try Sample.prepare(store)
    try Sample.fill(store, villages: 2, a: 1) { _ = try $0.part(member: nil, sheet: "Lembar1") }
    try Sample.fill(store, villages: 1, a: 2)
    try Sample.fill(store, villages: 3, year: 2024, a: 1)
    try Sample.fill(store, villages: 3, year: 2023)
    try store.apply([Acts.ledger], allowDrop: false)
    let day = try #require(CalendarDate(year: 2020, month: 1, day: 1))
    _ = try store.batch(Sample.header("kode.csv")) {
      try $0.codeList("kegiatan_uji", version: "1", validFrom: day, [CodeEntry(code: "1", name: "Satu", sourceRow: 2)])
    }
    _ = try store.batch(Sample.header("buku.csv")) { sink in
      let writer = try sink.writer(
        for: DatasetRules(Acts.ledger), options: DatasetWriterOptions(fields: Array(Acts.ledger.fields.indices)))
      var block = RecordBlock()
      let code = try #require(try sink.codes(of: "kegiatan_uji")["1"])
      for (index, line) in ["b", "a"].enumerated() {
        block.regions.append(Sample.code(index))
        block.periods.append(2024)
        block.sourceRows.append(Int32(index + 2))
        block.texts.append(line)
        block.cells += [100, code, 1, Int64(index), Cell.missing]
      }
      try writer.write(block) { _, _, _ in }
    }
    let rejected = try store.batch(Sample.header("tolak.csv")) { sink in
      for row in 2...4 { try sink.reject(RejectedRow(row: row, cells: ["x"], reasons: [])) }
    }
    let ids = try store.rejects(RejectFilter(batches: [try #require(rejected.batch)]), limit: 9).map(\.id)
    _ = try store.discard([ids[0]], reason: "ganda", at: 1)
    let regency = try #require(RegionCode("64.02"))
    let village = try #require(RegionCode(Sample.code(0)))
    _ = try store.batch(Sample.header("alias.csv")) {
      try $0.alias(RegionAlias(within: regency, name: "Sk Maju", code: village))
    }
    _ = try store.batch(Sample.header("sasaran.csv")) {
      try $0.targetList(
        "t",
        [
          TargetEntry(
            year: 2024, basis: .new, regency: regency, region: village, printedName: "Desa 0", match: "exact",
            sourceRow: 2)
        ], options: TargetListOptions())
    }
    let wrong = try Sample.fill(store, villages: 3, year: 2022, a: 3)
    _ = try store.undo(UndoRequest(.batch(try #require(wrong.batch)), at: 2))
    _ = try store.lock("uji", period: try #require(Period("2023")), in: .nation, reason: "rapat pleno")
    try store.queue.close()
    return try Data(contentsOf: URL(filePath: fixture.path))
  }

  private func copy() throws -> SQLiteFixture {
    let fixture = try SQLiteFixture()
    try Self.base.get().write(to: URL(filePath: fixture.path))
    return fixture
  }

  @Test func aSoundStoreHasNoFindings() throws {
    let report = try copy().store().auditVerify(head: nil)
    #expect(report.findings == [])
    #expect(report.batches > 10)
    #expect(report.uncovered == 0)
  }

  @Test(arguments: damages) func damageIsFoundWithoutANotedHead(_ damage: Damage) throws {
    let fixture = try copy()
    let changed = try fixture.sql { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      let before = db.totalChangesCount
      try db.execute(sql: damage.sql)
      return db.totalChangesCount - before
    }
    #expect(changed > 0, "the damage changes nothing")
    let findings = try fixture.store().auditVerify(head: nil).findings
    #expect(findings.contains { $0.kind == damage.kind }, "found \(findings)")
  }

  @Test func aCutOffEndIsFoundByANotedHeadOnly() throws {
    let fixture = try SQLiteFixture()
    let store = try fixture.store()
    try Sample.prepare(store)
    try Sample.fill(store, villages: 2, a: 1)
    let before = try Data(contentsOf: URL(filePath: closed(store, fixture)))
    let again = try fixture.store()
    let noted = try Sample.fill(again, villages: 2, a: 2).auditHead
    #expect(try again.auditVerify(head: noted).findings == [])
    #expect(try again.auditVerify(head: noted).headEntry != nil)
    _ = closed(again, fixture)
    // Somebody puts the state before the last batch back, as if it never had been.
    try before.write(to: URL(filePath: fixture.path))
    let cut = try fixture.store()
    #expect(try cut.auditVerify(head: nil).findings == [])
    #expect(try cut.auditVerify(head: noted).findings.map(\.kind) == [.headMissing])
    // And writes history anew.
    try Sample.fill(cut, villages: 2, a: 3)
    #expect(try cut.auditVerify(head: nil).findings == [])
    #expect(try cut.auditVerify(head: noted).findings.map(\.kind) == [.headMissing])
  }

  private func closed(_ store: SQLiteStore, _ fixture: SQLiteFixture) -> String {
    try? store.queue.close()
    return fixture.path
  }

  @Test func aLaterHeadGoesOnFromAnEarlierOne() throws {
    let fixture = try SQLiteFixture()
    let store = try fixture.store()
    try Sample.prepare(store)
    let noted = try Sample.fill(store, villages: 2, a: 1).auditHead
    try Sample.fill(store, villages: 2, a: 2)
    #expect(try store.auditVerify(head: String(noted.prefix(12))).findings == [])
  }

  @Test func rowsInAnyOrderAndInPiecesVerify() throws {
    let fixture = try SQLiteFixture()
    let store = try fixture.store()
    try Sample.prepare(store, villages: 9)
    let rules = try DatasetRules(Sample.dataset())
    for repeats in [DatasetWriterOptions.Repeats.refuse, .complete, .add] {
      _ = try store.batch(Sample.header("\(repeats).csv")) { sink in
        let writer = try sink.writer(for: rules, options: DatasetWriterOptions(fields: [0, 1], repeats: repeats))
        for (index, village) in [5, 2, 8, 2, 5, 1].enumerated() {
          var block = RecordBlock()
          block.regions = [Sample.code(village), Sample.code(village)]
          block.periods = [2024, 2023]
          block.sourceRows = [Int32(index + 2), Int32(index + 2)]
          block.cells = index < 3 ? [Int64(index), Cell.missing, 1, Cell.missing] : [Cell.missing, 4, Cell.missing, 5]
          try writer.write(block) { _, _, _ in }
        }
      }
      #expect(try store.auditVerify(head: nil).findings == [], "\(repeats)")
    }
  }
}
