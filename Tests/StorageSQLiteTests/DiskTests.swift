import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Disks that are full or must not be written. A mount of the test's own is used where the user may make one.
@Suite(.serialized) struct DiskTests {
  /// A small file system in memory, unmounted with its last reference.
  private final class Mount {
    let folder: ScratchFolder

    /// Nil where this user may not mount.
    init?(megabytes: Int) throws {
      folder = try ScratchFolder()
      guard Self.run("mount", ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path]) else { return nil }
    }

    func makeReadOnly() -> Bool { Self.run("mount", ["-o", "remount,ro", folder.path]) }

    deinit { _ = Self.run("umount", ["-l", folder.path]) }

    private static func run(_ command: String, _ arguments: [String]) -> Bool {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [command] + arguments
      process.standardError = FileHandle.nullDevice
      process.standardOutput = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }

  static let mayMount = (try? Mount(megabytes: 1)) != nil

  private static let options = SQLiteStore.Options(wait: 1, onWait: {}, clock: { 1_700_000_000 })
  private static let principal = Principal(name: "penguji")

  @Test(.enabled(if: DiskTests.mayMount, "mounting a small file system needs the rights of root"))
  func aFullDiskIsToldAndTheStoreStaysAsItWas() throws {
    let mount = try #require(try Mount(megabytes: 4))
    let path = mount.folder("uji.sqlite")
    let store = try SQLiteStore.create(path, principal: Self.principal, options: Self.options)
    try Sample.prepare(store, villages: 2000)
    try Sample.fill(store, villages: 10)
    let head = try store.auditHead()
    #expect(throws: StorageError.full(path: path)) {
      for year in 2000..<2200 { try Sample.fill(store, villages: 2000, year: year) }
    }
    #expect(try store.verify() == [])
    let batches = try store.batches(limit: 1000)
    let rows = try store.datasets().map(\.rows)
    #expect(rows == [10 + 2000 * (batches.count - 2)])
    #expect(try (store.auditHead() == head) == (batches.count == 2))
    try store.queue.close()
    let full = try SQLiteStore.open(path, principal: Self.principal, options: Self.options)
    #expect(throws: StorageError.full(path: mount.folder("cadangan"))) { try full.backup(to: mount.folder("cadangan")) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: mount.folder.path).filter { $0.hasPrefix("cadangan") } == [])
  }

  @Test(.enabled(if: DiskTests.mayMount, "mounting a small file system needs the rights of root"))
  func aReadOnlyDiskIsTold() throws {
    let mount = try #require(try Mount(megabytes: 8))
    let path = mount.folder("uji.sqlite")
    do {
      let store = try SQLiteStore.create(path, principal: Self.principal, options: Self.options)
      try Sample.prepare(store)
      try Sample.fill(store)
      try store.queue.close()
    }
    let before = try Data(contentsOf: URL(filePath: path))
    try #require(mount.makeReadOnly())
    #expect(throws: StorageError.readOnly(path: path)) {
      let store = try SQLiteStore.open(path, principal: Self.principal, options: Self.options)
      try Sample.fill(store, year: 2025)
    }
    let other = mount.folder("lain.sqlite")
    #expect(throws: StorageError.readOnly(path: other)) {
      try SQLiteStore.create(other, principal: Self.principal, options: Self.options)
    }
    #expect(throws: StorageError.readOnly(path: path)) {
      try SQLiteStore.upgrade(path, principal: Self.principal, options: Self.options)
      let store = try SQLiteStore.open(path, principal: Self.principal, options: Self.options)
      try store.apply([Sample.dataset(Array(Sample.fields.reversed()))], allowDrop: false)
    }
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }
}
