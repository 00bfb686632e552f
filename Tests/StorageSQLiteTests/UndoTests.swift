import Diagnostics
import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

/// Taking batches back: what comes back, what refuses, and what it leaves in the history.
@Suite struct UndoTests {
  private let fixture: SQLiteFixture
  private let store: SQLiteStore

  init() throws {
    fixture = try SQLiteFixture()
    store = try fixture.store()
    try Sample.prepare(store)
  }

  private func dump() throws -> [String] { try fixture.sql { try StoreDump.make($0) } }

  @discardableResult
  private func undo(_ batch: Int64?, cascade: Bool = false, dryRun: Bool = false) throws -> UndoResult {
    try store.undo(UndoRequest(.batch(try #require(batch)), cascade: cascade, dryRun: dryRun, at: 1_700_000_001))
  }

  private func undone(_ result: UndoResult) -> [Int64?]? {
    if case .undone(let batches, _, _) = result { return batches.map(\.id) }
    return nil
  }

  private func refused(_ result: UndoResult) -> [Int64?]? {
    if case .refused(let conflicts) = result { return conflicts.map(\.batch.id) }
    return nil
  }

  @Test func newAndChangedRowsStandAsBeforeWithTheirOrigin() throws {
    try Sample.fill(store, villages: 2, a: 1)
    let before = try dump()
    let second = try Sample.fill(store, villages: 3, a: 2)
    #expect(try dump() != before)
    let result = try undo(second.batch)
    #expect(undone(result) == [second.batch])
    #expect(try dump() == before)
    #expect(try Sample.row(store)?.recomputed["nilai"] == .real(0.6))
    let info = try #require(try store.batches(limit: 1).first)
    #expect(info.kind == "undo")
    #expect(info.undoes == [second.batch])
    #expect(try store.batch(try #require(second.batch))?.info.undoneBy == info.id)
    #expect(try store.verify() == [])
    #expect(try store.auditVerify(head: nil).findings == [])
  }

  @Test func laterBatchesThatTouchedTheSameRowsRefuseIt() throws {
    let first = try Sample.fill(store, villages: 3, a: 1)
    let second = try Sample.fill(store, villages: 1, a: 2)
    let third = try Sample.fill(store, villages: 1, year: 2025, a: 2)
    #expect(refused(try undo(first.batch)) == [second.batch])
    let before = try dump()
    #expect(refused(try undo(first.batch)) == [second.batch])
    #expect(try dump() == before)
    #expect(undone(try undo(first.batch, cascade: true)) == [second.batch, first.batch])
    #expect(try Sample.row(store) == nil)
    #expect(try Sample.row(store, year: 2025) != nil)
    #expect(undone(try undo(third.batch)) == [third.batch])
    #expect(try store.auditVerify(head: nil).findings == [])
  }

  @Test func rowsFoundUnchangedCountAsTouched() throws {
    let first = try Sample.fill(store, villages: 1)
    // The second village is new, the first as it was.
    let second = try Sample.fill(store, villages: 2)
    #expect(second.counts.unchanged == 1)
    #expect(refused(try undo(first.batch)) == [second.batch])
  }

  @Test func anUndoCanBeTakenBack() throws {
    let first = try Sample.fill(store, villages: 3, a: 1)
    let second = try Sample.fill(store, villages: 2, a: 2)
    let before = try dump()
    let result = try undo(first.batch, cascade: true)
    #expect(undone(result)?.count == 2)
    let undo = try #require(try store.batches(limit: 1).first)
    #expect(undone(try self.undo(undo.id)) == [undo.id])
    #expect(try dump() == before)
    #expect(try store.batch(try #require(second.batch))?.info.undoneBy == nil)
    #expect(try store.auditVerify(head: nil).findings == [])
    // Once more, now that it is in force again.
    #expect(undone(try self.undo(second.batch)) == [second.batch])
    #expect(try store.auditVerify(head: nil).findings == [])
  }

  @Test func aDryRunKeepsNothing() throws {
    let first = try Sample.fill(store)
    let before = try dump()
    let head = try store.auditHead()
    #expect(undone(try undo(first.batch, dryRun: true)) == [first.batch])
    #expect(try dump() == before)
    #expect(try store.auditHead() == head)
  }

  @Test func whatIsTakenBackAlreadyIsSaidSo() throws {
    let first = try Sample.fill(store)
    try undo(first.batch)
    let by = try #require(try store.batches(limit: 1).first?.id)
    #expect(throws: UndoError.alreadyUndone(try #require(first.batch), by: by)) { try undo(first.batch) }
    #expect(throws: UndoError.noBatch(99)) { try undo(99) }
    #expect(throws: UndoError.noDelivery(99)) { _ = try store.undo(UndoRequest(.delivery(99), at: 0)) }
  }

  @Test func aFieldAddedOrRenamedSinceLeavesTheUndoRight() throws {
    try Sample.fill(store, villages: 2, a: 1, b: 1)
    let second = try Sample.fill(store, villages: 3, a: 2, b: 2)
    var fields = Sample.fields
    fields[3] = FieldDeclaration(id: "keterangan", title: "Keterangan", type: .text, was: "catatan")
    fields.insert(FieldDeclaration(id: "baru", title: "Baru", type: .integer), at: 0)
    try store.apply([Sample.dataset(fields)], allowDrop: false)
    #expect(try store.auditVerify(head: nil).findings == [])
    try undo(second.batch)
    #expect(try Sample.row(store)?.values["a"] == .integer(1))
    #expect(try Sample.row(store)?.values["keterangan"] == .text("catatan 0"))
    #expect(try Sample.row(store, 2) == nil)
    #expect(try store.auditVerify(head: nil).findings == [])
  }

  @Test func aFieldDroppedSinceLeavesTheOthersRight() throws {
    try Sample.fill(store, villages: 2, a: 1, b: 1)
    let second = try Sample.fill(store, villages: 3, a: 2, b: 2)
    var fields = Sample.fields
    fields.remove(at: 3)
    try store.apply([Sample.dataset(fields)], allowDrop: true)
    #expect(try store.auditVerify(head: nil).findings == [])
    try undo(second.batch)
    #expect(try Sample.row(store)?.values["a"] == .integer(1))
    #expect(try Sample.row(store, 2) == nil)
    #expect(try store.auditVerify(head: nil).findings == [])
  }
}

/// All that a store holds but its history: what two stores with the same content have in common.
enum StoreDump {
  static func make(_ db: Database) throws -> [String] {
    var lines: [String] = []
    // Parts by what they mean: the batch by what makes it, not by its number.
    let origin = """
      (SELECT b.importer || '/' || b.file || '/' || ifnull(p.member, '') || '/' || ifnull(p.sheet, '')
        FROM batch_part p JOIN batch b ON b.id = p.batch WHERE p.id = t.part)
      """
    let ofBatch = "(SELECT b.importer || '/' || b.file FROM batch b WHERE b.id = t.batch)"
    for dataset in try String.fetchAll(db, sql: "SELECT id FROM dataset ORDER BY id") {
      let columns = try db.columns(in: "data_\(dataset)").map(\.name).filter { $0 != "part" }
      // Codes by what they say: their ids are the store's own.
      let values = columns.map {
        $0 == "kegiatan" ? "(SELECT c.code FROM code_list c WHERE c.id = t.kegiatan)" : "t.\"\($0)\""
      }
      try add("data_\(dataset)", values + [origin])
    }
    try add(
      "region_version",
      ["t.code", "t.valid_from", "t.valid_to", "t.name", "t.kind", "t.parent", "t.source_row", origin])
    try add("region_edition", ["t.effective", ofBatch])
    try add("region_coverage", ["t.effective", "t.province", ofBatch])
    try add("region_event", ["t.kind", "t.code", "t.date", "t.old_name", "t.new_name", ofBatch])
    try add("region_alias", ["t.within", "t.name_key", "t.name", "t.code", "t.note", origin])
    try add(
      "target_entry",
      ["t.target", "t.year", "t.basis", "t.regency", "t.region", "t.printed_name", "t.match", "t.source_row", origin])
    try add(
      "reject", ["t.source_row", "t.cells", "t.reasons", "t.state", origin],
      where: "(SELECT b.undone_by FROM batch b WHERE b.id = t.batch) IS NULL")

    try add(
      "code_list", ["t.scheme", "t.version", "t.code", "t.parent", "t.name", "t.valid_from", origin],
      where: "t.version NOT LIKE 'lokal%'")

    func add(_ table: String, _ columns: [String], where condition: String = "1") throws {
      let rows = try Row.fetchAll(
        db, sql: "SELECT \(columns.joined(separator: ", ")) FROM \"\(table)\" t WHERE \(condition)")
      lines += rows.map { row in
        table + "|" + row.databaseValues.map { "\($0)" }.joined(separator: "|")
      }.sorted()
    }
    return lines
  }
}
