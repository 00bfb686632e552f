import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `sinergi-import` killed at random moments: afterwards the store holds the whole batch or none of it.
@Suite(.serialized) struct KillFuzzTests {
  static let executable = Checkout.executable("sinergi-import")
  private static let villages = 1_500

  private static func process(_ arguments: [String], store: String) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.currentDirectoryURL = Checkout.root
    process.arguments = arguments + ["--store", store, "--config", Checkout.root.appending(path: "plugins.yaml").path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test(.enabled(if: KillFuzzTests.executable != nil, "sinergi-import was not built beside the tests"))
  func theStoreHoldsAllOfTheBatchOrNone() throws {
    let folder = try ScratchFolder()
    // A kecamatan has room for 999 desa.
    let codes = (0..<Self.villages).map { number in
      let district = number / 999
      return "64.01.\(String(format: "%02d", 1 + district)).\(2001 + number % 999)"
    }
    var register = "code,name\n64,Timur\n64.01,Satu\n"
    for district in 0...((Self.villages - 1) / 999) { register += "64.01.\(String(format: "%02d", 1 + district)),K\n" }
    register += codes.map { "\($0),Desa\n" }.joined()
    let registerFile = try folder.write(register, to: "wilayah.csv")
    let file = try folder.write(
      "kode_desa,iks,ike,ikl,idm,status\n" + codes.map { "\($0),0.5,0.5,0.5,0.5,Tertinggal\n" }.joined(),
      to: "idm.csv")
    let base = folder("dasar.sqlite")
    let setUp = try Self.prepared(base, registerFile)
    try #require(setUp == 0)

    let clean = folder("utuh.sqlite")
    try FileManager.default.copyItem(atPath: base, toPath: clean)
    let start = ContinuousClock.now
    let whole = try Self.process(["run", "idm_status", file, "--set", "period=2024"], store: clean)
    whole.waitUntilExit()
    let duration = (ContinuousClock.now - start) / .milliseconds(1)
    try #require(whole.terminationStatus == 0)

    var generator = SeededGenerator(seed: 11)
    var outcomes: Set<Int> = []
    // Two hundred moments, as a small import leaves the file as large ones do.
    for _ in 0..<200 * Checkout.fuzzFactor {
      let path = folder("mati.sqlite")
      for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
      try FileManager.default.copyItem(atPath: base, toPath: path)
      let process = try Self.process(["run", "idm_status", file, "--set", "period=2024"], store: path)
      // Half of them anywhere, half where the batch is nearly or just committed.
      let from = generator.chance(0.5) ? 0 : 0.7
      usleep(UInt32(duration * 1000 * Double.random(in: from...1.1, using: &generator)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let options = SQLiteStore.Options(wait: 5, onWait: {}, clock: { 0 })
      let store = try SQLiteStore.open(path, principal: Principal(name: "u"), options: options)
      #expect(try store.verify() == [])
      #expect(try store.auditVerify(head: nil).findings == [])
      let rows = try store.datasets().first { $0.declaration.id == "idm" }?.rows ?? -1
      #expect(rows == 0 || rows == Self.villages)
      #expect(try store.batches(limit: 10).count == (rows == 0 ? 1 : 2))
      outcomes.insert(rows)
      try store.queue.close()
    }
    #expect(!outcomes.isEmpty && outcomes.isSubset(of: [0, Self.villages]))
  }

  private static func prepared(_ store: String, _ register: String) throws -> Int32 {
    guard let admin = Checkout.executable("sinergi-admin") else { return -1 }
    let initialise = Process()
    initialise.executableURL = admin
    initialise.currentDirectoryURL = Checkout.root
    initialise.arguments = [
      "init", "--store", store, "--config", Checkout.root.appending(path: "plugins.yaml").path,
    ]
    initialise.standardOutput = FileHandle.nullDevice
    try initialise.run()
    initialise.waitUntilExit()
    guard initialise.terminationStatus == 0 else { return initialise.terminationStatus }
    let process = try process(["run", "region_register", register, "--set", "effective=2020-01-01"], store: store)
    process.waitUntilExit()
    return process.terminationStatus
  }
}
