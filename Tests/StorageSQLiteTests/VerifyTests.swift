import Foundation
import GRDB
import Storage
import StorageSQLite
import Testing

@Suite struct VerifyTests {
  private let fixture: SQLiteFixture
  private let store: SQLiteStore

  init() throws {
    fixture = try SQLiteFixture()
    store = try fixture.store()
    try Sample.prepare(store, villages: 400)
    try Sample.fill(store, villages: 400)
  }

  @Test func aSoundStoreHasNoProblems() throws {
    #expect(try store.verify() == [])
  }

  @Test func aRowThatPointsNowhereIsFound() throws {
    try fixture.sql { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: "DELETE FROM batch_part WHERE id = 2")
    }
    let problems = try store.verify()
    #expect(problems.contains { $0.contains("foreign key") && $0.contains("data_uji") })
    #expect(problems.count < 20, "one line a kind, not one a row")
  }

  @Test func aDamagedPageIsFound() throws {
    try store.queue.close()
    var data = try Data(contentsOf: URL(filePath: fixture.path))
    let at = try #require(data.range(of: Data("catatan 200".utf8))).lowerBound / 16384 * 16384
    for index in at..<(at + 4000) { data[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try data.write(to: URL(filePath: fixture.path))
    do {
      #expect(try !fixture.store().verify().isEmpty)
    } catch StorageError.damaged(fixture.path, _) {
      // Refusing to open is as good.
    }
  }

  @Test func anIndexThatTellsSomethingElseIsFound() throws {
    try fixture.sql { db in
      try db.execute(sql: "PRAGMA writable_schema = ON")
      let sql = try #require(
        try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'data_uji_summary'"))
      try db.execute(
        sql: "UPDATE sqlite_schema SET sql = ? WHERE name = 'data_uji_summary'",
        arguments: [
          sql.replacingOccurrences(of: "\"kelas\", \"kelas_computed\"", with: "\"kelas_computed\", \"kelas\"")
        ])
    }
    #expect(try !fixture.store().verify().isEmpty)
  }

  @Test func aBatchWithoutAnAuditEntryIsNamed() throws {
    try fixture.sql { db in
      try db.execute(sql: "DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)")
    }
    #expect(try store.verify() == ["audit: batch 2 has no entry"])
  }
}
