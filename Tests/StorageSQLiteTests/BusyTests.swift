import Dispatch
import Foundation
import Storage
import StorageSQLite
import Testing

@Suite struct BusyTests {
  private struct Stop: Error {}

  @Test func aSecondWriterWaitsOnceThenIsToldTheStoreIsBusy() throws {
    let fixture = try SQLiteFixture()
    let first = try fixture.store()
    try Sample.prepare(first)
    let second = try fixture.store(wait: 0.4)
    try Sample.fill(first) { (_) throws in
      let start = ContinuousClock.now
      #expect(throws: StorageError.busy(path: fixture.path)) { try Sample.fill(second, year: 2025) }
      #expect(ContinuousClock.now - start >= .milliseconds(350))
      // Reading needs no lock, and sees the store as it was.
      #expect(try Sample.row(second) == nil)
      #expect(try second.datasets().map(\.rows) == [0])
    }
    #expect(fixture.waits.count == 1)
    #expect(try Sample.row(second)?.values["a"] == .integer(4))
    #expect(try Sample.fill(second, year: 2025).counts.new == 3)
    #expect(try first.verify() == [])
  }

  @Test func aWriterThatWaitsLongEnoughGoesOn() throws {
    let fixture = try SQLiteFixture()
    let store = try fixture.store()
    try Sample.prepare(store)
    let begun = DispatchSemaphore(value: 0)
    let thread = Thread {
      _ = try? Sample.fill(try fixture.store()) { _ in
        begun.signal()
        usleep(300_000)
      }
      begun.signal()
    }
    thread.start()
    begun.wait()
    #expect(try Sample.fill(store, year: 2025).counts.new == 3)
    #expect(try store.datasets().map(\.rows) == [6])
    #expect(fixture.waits.count == 1)
    #expect(try store.verify() == [])
  }

  @Test func dryRunsAndBodiesThatOnlyReadHoldNoLock() throws {
    let fixture = try SQLiteFixture()
    let first = try fixture.store()
    try Sample.prepare(first)
    let second = try fixture.store(wait: 0.2)
    var header = Sample.header()
    header.dryRun = true
    for header in [header, Sample.header()] {
      _ = try first.batch(header) { (_) throws in
        #expect(try Sample.fill(second, year: header.dryRun ? 2025 : 2026).counts.new == 3)
      }
    }
    #expect(fixture.waits.count == 0)
  }

  @Test func aFailedBatchGivesTheLockBack() throws {
    let fixture = try SQLiteFixture()
    let first = try fixture.store()
    try Sample.prepare(first)
    #expect(throws: Stop.self) { try Sample.fill(first) { _ in throw Stop() } }
    #expect(try Sample.fill(try fixture.store(wait: 0.2)).counts.new == 3)
  }
}
