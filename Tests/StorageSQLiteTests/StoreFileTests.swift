import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import Testing

@testable import StorageSQLite

/// What a store makes of files that are not what they should be; it never touches them.
@Suite struct StoreFileTests {
  private let fixture: SQLiteFixture

  init() throws { fixture = try SQLiteFixture() }

  private func open() throws { try fixture.store() }

  @Test func aNewStoreHasTheFormatOfTheArchitecture() throws {
    let store = try fixture.store()
    try store.queue.read { (db) throws in
      #expect(try Int.fetchOne(db, sql: "PRAGMA page_size") == 16384)
      #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
      #expect(try Int.fetchOne(db, sql: "PRAGMA foreign_keys") == 1)
      #expect(try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2)
      #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x534E_5247)
    }
    #expect(store.uid.count == 36)
    #expect(store.uid.dropFirst(14).first == "7")
    #expect(try store.verify() == [])
  }

  @Test func theUidStaysAndDiffersFromOtherStores() throws {
    let uid = try fixture.store().uid
    #expect(try fixture.store().uid == uid)
    #expect(try SQLiteFixture().store().uid != uid)
  }

  @Test func aMissingFileIsMissingAndIsNotMade() throws {
    #expect(throws: StorageError.missing(path: fixture.path)) {
      try SQLiteStore.open(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(throws: StorageError.missing(path: fixture.path)) {
      try SQLiteStore.upgrade(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(try fixture.bytes() == [:])
  }

  @Test func aStoreIsNotMadeOverAFile() throws {
    try fixture.folder.write("isi", to: "uji.sqlite")
    #expect(throws: StorageError.exists(path: fixture.path)) {
      try SQLiteStore.create(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(try fixture.bytes() == ["uji.sqlite": Data("isi".utf8)])
  }

  @Test func aStoreThatCannotBeMadeLeavesNothingBehind() throws {
    let path = fixture.folder("tidak/ada/uji.sqlite")
    #expect(throws: StorageError.self) {
      try SQLiteStore.create(path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(try fixture.bytes() == [:])
  }

  @Test(arguments: ["", "SQLite format 3", "bukan basis data", String(repeating: "x", count: 20_000)])
  func aFileThatIsNoDatabaseIsNoStore(_ content: String) throws {
    try fixture.folder.write(content, to: "uji.sqlite")
    let before = try fixture.bytes()
    #expect(throws: StorageError.notAStore(path: fixture.path)) { try open() }
    #expect(throws: StorageError.notAStore(path: fixture.path)) {
      try SQLiteStore.upgrade(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(try fixture.bytes() == before)
  }

  @Test func aFolderIsNoStore() throws {
    try FileManager.default.createDirectory(atPath: fixture.path, withIntermediateDirectories: false)
    #expect(throws: StorageError.notAStore(path: fixture.path)) { try open() }
    #expect(try FileManager.default.contentsOfDirectory(atPath: fixture.path) == [])
  }

  @Test func anotherProgramsDatabaseIsNoStore() throws {
    try fixture.sql { db in try db.execute(sql: "CREATE TABLE batch(id); INSERT INTO batch VALUES (1)") }
    let before = try fixture.bytes()
    #expect(throws: StorageError.notAStore(path: fixture.path)) { try open() }
    #expect(try fixture.bytes() == before)
  }

  @Test func aStoreOfANewerVersionIsRefused() throws {
    try Sample.prepare(try fixture.store())
    try fixture.sql { db in try db.execute(sql: "PRAGMA user_version = 99") }
    let before = try fixture.bytes()
    #expect(throws: StorageError.newer(path: fixture.path, version: "99")) { try open() }
    #expect(throws: StorageError.newer(path: fixture.path, version: "99")) {
      try SQLiteStore.upgrade(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    }
    #expect(try fixture.bytes() == before)
  }

  @Test func aStoreOfTheFirstVersionIsUpgradedAndKeepsItsContent() throws {
    try fixture.sql { db in
      try db.execute(sql: "PRAGMA application_id = 0x534E5247")
      try db.execute(sql: Schema.steps[0])
      try db.execute(sql: "INSERT INTO store(key, value) VALUES ('uid', 'lama'); PRAGMA user_version = 1")
    }
    #expect(throws: StorageError.older(path: fixture.path)) { try open() }
    try SQLiteStore.upgrade(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    let store = try fixture.store()
    #expect(store.uid == "lama")
    try Sample.prepare(store)
    #expect(try store.verify() == [])
    let head = try store.auditHead()
    try SQLiteStore.upgrade(fixture.path, principal: Principal(name: "u"), options: fixture.options)
    #expect(try store.auditHead() == head)
  }

  @Test func aStoreWhoseLogWasNeverFoldedInOpens() throws {
    let store = try fixture.store()
    try Sample.prepare(store)
    let copy = try SQLiteFixture()
    // What lies on the disk while the store is open is what a power cut leaves.
    for (name, bytes) in try fixture.bytes() where !name.hasSuffix("-shm") { try copy.folder.write(bytes, to: name) }
    let found = try copy.store()
    #expect(found.uid == store.uid)
    #expect(try found.auditHead() == store.auditHead())
    #expect(try found.verify() == [])
  }

  @Test func aClosedStoreIsOneFileWithoutALog() throws {
    let store = try fixture.store()
    try Sample.prepare(store)
    try Sample.fill(store)
    #expect(throws: CancellationError.self) { try Sample.fill(store, year: 2025) { _ in throw CancellationError() } }
    try store.queue.close()
    #expect(try fixture.bytes().keys.sorted() == ["uji.sqlite"])
  }

  @Test(arguments: [100, 1024, 16384, 16384 * 3 + 7])
  func aTruncatedStoreIsDamagedAndIsNotTouched(_ length: Int) throws {
    let store = try fixture.store()
    try Sample.prepare(store, villages: 500)
    try Sample.fill(store, villages: 500)
    try store.queue.close()
    let handle = try #require(FileHandle(forWritingAtPath: fixture.path))
    try handle.truncate(atOffset: UInt64(length))
    try handle.close()
    let before = try #require(try fixture.bytes()["uji.sqlite"])
    let problems: [String]
    do {
      problems = try fixture.store().verify()
    } catch let error as StorageError {
      guard case .damaged(fixture.path, _) = error else {
        Issue.record("\(error)")
        return
      }
      problems = ["damaged"]
    }
    #expect(problems != [])
    #expect(try fixture.bytes()["uji.sqlite"] == before)
  }

  @Test func aWriteThatFailsForeignKeysIsRefused() throws {
    let store = try fixture.store()
    #expect(throws: (any Error).self) {
      try store.queue.write { db in
        try db.execute(sql: "INSERT INTO batch_part(batch) VALUES (77)")
      }
    }
  }
}
