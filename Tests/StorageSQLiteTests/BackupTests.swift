import Dispatch
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

@Suite struct BackupTests {
  private let fixture: SQLiteFixture
  private let store: SQLiteStore
  private let principal = Principal(name: "penguji")

  init() throws {
    fixture = try SQLiteFixture()
    store = try fixture.store()
    try Sample.prepare(store)
    try Sample.fill(store)
  }

  private var backup: String { fixture.folder("cadangan.sqlite") }

  private func open(_ path: String) throws -> SQLiteStore {
    try SQLiteStore.open(path, principal: principal, options: fixture.options)
  }

  private func restore(_ path: String) throws -> String? {
    try SQLiteStore.restore(from: path, to: fixture.path, principal: principal, options: fixture.options)
  }

  @Test func aBackupIsTheStoreInOneFile() throws {
    try store.backup(to: backup)
    #expect(try fixture.bytes().keys.filter { $0.hasPrefix("cadangan") } == ["cadangan.sqlite"])
    let copy = try open(backup)
    #expect(copy.uid == store.uid)
    #expect(try copy.auditHead() == store.auditHead())
    #expect(try Sample.row(copy) == Sample.row(store))
    #expect(try copy.verify() == [])
    #expect(throws: StorageError.exists(path: backup)) { try store.backup(to: backup) }
  }

  @Test func aBackupToAPlaceThatIsNotThereLeavesNothing() throws {
    let path = fixture.folder("tidak/ada.sqlite")
    #expect(throws: StorageError.self) { try store.backup(to: path) }
    #expect(try Sample.fill(store, year: 2025).counts.new == 3)
  }

  @Test func aBackupDuringAnImportIsConsistent() throws {
    let other = try fixture.store()
    try Sample.fill(store, villages: 3, year: 2025) { (_) throws in
      try other.backup(to: backup)
      let copy = try open(backup)
      #expect(try copy.verify() == [])
      #expect(try copy.datasets().map(\.rows) == [3])
      #expect(try copy.batches(limit: 10).count == 2)
    }
    #expect(try store.datasets().map(\.rows) == [6])
  }

  @Test func backupsWhileAnotherThreadWritesHoldWholeBatchesOnly() throws {
    try Sample.prepare(store, villages: 800)
    let done = DispatchSemaphore(value: 0)
    let thread = Thread { [fixture] in
      guard let writing = try? fixture.store() else { return }
      for year in 1990..<2020 { _ = try? Sample.fill(writing, villages: 800, year: year) }
      done.signal()
    }
    thread.start()
    var number = 0
    while done.wait(timeout: .now()) == .timedOut {
      number += 1
      let path = fixture.folder("cadangan-\(number).sqlite")
      try store.backup(to: path)
      let copy = try open(path)
      #expect(try copy.verify() == [])
      let rows = try copy.datasets().map(\.rows).first ?? 0
      #expect((rows - 3) % 800 == 0)
      #expect(try copy.batches(limit: 1000).filter { $0.file == "uji.csv" }.count == 1 + (rows - 3) / 800)
    }
    #expect(number > 0)
  }

  @Test func restoringPutsTheBackupInPlaceAndKeepsWhatItReplaced() throws {
    try store.backup(to: backup)
    try Sample.fill(store, year: 2025)
    let head = try store.auditHead()
    let kept = try #require(try restore(backup))
    let restored = try fixture.store()
    #expect(try restored.datasets().map(\.rows) == [3])
    #expect(try restored.verify() == [])
    #expect(try restored.queue.read { db in try String.fetchOne(db, sql: "PRAGMA journal_mode") } == "wal")
    #expect(try Sample.fill(restored, year: 2026).counts.new == 3)
    let old = try open(kept)
    #expect(try old.auditHead() == head)
    #expect(try old.datasets().map(\.rows) == [6])
    #expect(try fixture.bytes().keys.contains { $0.contains("partial") } == false)
    let second = try #require(try restore(backup))
    #expect(second != kept)
    #expect(try open(kept).auditHead() == head)
  }

  @Test func restoringWhereNoStoreIsMakesOne() throws {
    try store.backup(to: backup)
    let path = fixture.folder("baru.sqlite")
    #expect(
      try SQLiteStore.restore(from: backup, to: path, principal: principal, options: fixture.options) == nil)
    #expect(try open(path).auditHead() == store.auditHead())
  }

  @Test func aStoreInUseCanBeRestoredFromWithItsLog() throws {
    // Not a backup, but what people have: the file of a store that is open, its log beside it.
    let path = fixture.folder("baru.sqlite")
    _ = try SQLiteStore.restore(from: fixture.path, to: path, principal: principal, options: fixture.options)
    #expect(try open(path).auditHead() == store.auditHead())
  }

  enum Flaw: CaseIterable {
    case missing, damagedPage, truncated, newer, foreign, brokenChain, notADatabase
  }

  @Test(arguments: Flaw.allCases)
  func aBackupThatIsNotSoundIsRefusedAndTheStoreIsUntouched(_ flaw: Flaw) throws {
    try Sample.prepare(store, villages: 400)
    try Sample.fill(store, villages: 400)
    try store.backup(to: backup)
    try store.queue.close()
    var data = try Data(contentsOf: URL(filePath: backup))
    func change(_ sql: String) throws {
      let queue = try DatabaseQueue(path: backup)
      try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
      try queue.close()
      data = try Data(contentsOf: URL(filePath: backup))
    }
    switch flaw {
    case .missing: break
    case .damagedPage:
      // A leaf of the data table: its text is noise.
      let at = try #require(data.range(of: Data("catatan 200".utf8))).lowerBound / 16384 * 16384
      for index in at..<(at + 4000) { data[index] = UInt8(truncatingIfNeeded: index &* 31) }
    case .truncated: data = data.prefix(data.count - 16384)
    case .newer: try change("PRAGMA user_version = 50")
    case .foreign: try change("PRAGMA application_id = 1")
    case .brokenChain: try change("UPDATE audit_entry SET user = 'lain' WHERE seq = 2")
    case .notADatabase: data = Data("bukan".utf8)
    }
    try FileManager.default.removeItem(atPath: backup)
    if flaw != .missing { try data.write(to: URL(filePath: backup)) }
    let before = try fixture.bytes()
    let error = #expect(throws: StorageError.self) { try restore(backup) }
    switch (flaw, error) {
    case (.missing, .missing(backup)), (.newer, .newer(backup, "50")), (.foreign, .notAStore(backup)),
      (.notADatabase, .notAStore(backup)), (.damagedPage, .damaged(backup, _)), (.truncated, .damaged(backup, _)),
      (.brokenChain, .damaged(backup, _)):
      break
    default: Issue.record("\(flaw): \(String(describing: error))")
    }
    #expect(try fixture.bytes() == before)
  }
}
