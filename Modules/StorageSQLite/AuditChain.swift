import Crypto
import Foundation
import GRDB

/// The digest of what one act wrote, streamed: memory does not grow with the batch.
struct AuditDigest {
  private var hash = SHA256()
  private var buffer: [UInt8] = []

  private let flushAt: Int

  /// `flushAt`: the bytes that are gathered before they are digested; small where there are many digests at once.
  init(flushAt: Int = 1 << 15) {
    self.flushAt = flushAt
    buffer.reserveCapacity(flushAt + 1024)
  }

  mutating func add(_ byte: UInt8) { buffer.append(byte) }

  /// Little-endian base 128, so that small numbers are one byte.
  @inline(__always)
  mutating func add(varint value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      buffer.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    buffer.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Zigzag, so that negative numbers are short as well.
  @inline(__always)
  mutating func add(signed value: Int64) { add(varint: UInt64(bitPattern: (value << 1) ^ (value >> 63))) }

  @inline(__always)
  mutating func add(bits value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { buffer.append(contentsOf: $0) }
  }

  mutating func add(bytes: UnsafeRawBufferPointer) { buffer.append(contentsOf: bytes) }

  mutating func add(text: String) {
    add(varint: UInt64(text.utf8.count))
    buffer.append(contentsOf: text.utf8)
  }

  /// A text as its UTF-8.
  mutating func add(text bytes: UnsafeRawBufferPointer) {
    add(varint: UInt64(bytes.count))
    buffer.append(contentsOf: bytes)
  }

  /// To be called after each record.
  @inline(__always)
  mutating func flushIfFull() { if buffer.count >= flushAt { flush() } }

  private mutating func flush() {
    hash.update(data: buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  mutating func finalize() -> [UInt8] {
    flush()
    return Array(hash.finalize())
  }
}

/// The chain of audit entries: each head is the digest of the one before and of its own entry.
enum AuditChain {
  static let origin = [UInt8](repeating: 0, count: 32)

  static func head(_ db: Database) throws -> [UInt8] {
    let data = try Data.fetchOne(db, sql: "SELECT head FROM audit_entry ORDER BY seq DESC LIMIT 1")
    return data.map(Array.init) ?? origin
  }

  /// The number of the next entry.
  static func nextSequence(_ db: Database) throws -> Int64 {
    (try Int64.fetchOne(db, sql: "SELECT max(seq) FROM audit_entry") ?? 0) + 1
  }

  /// Appends an entry and returns the new head. Has to run inside the transaction of what it records.
  static func append(
    _ db: Database, at: Double, user: String, kind: String, batch: Int64?, detail: String, digest: [UInt8]
  ) throws -> [UInt8] {
    let previous = try head(db)
    let sequence = try nextSequence(db)
    let head = link(
      previous: previous, sequence: sequence, at: at, user: user, kind: kind, batch: batch, detail: detail,
      digest: digest)
    try db.execute(
      sql: "INSERT INTO audit_entry(seq, at, user, kind, batch, detail, digest, head) VALUES (?,?,?,?,?,?,?,?)",
      arguments: [sequence, at, user, kind, batch, detail, Data(digest), Data(head)])
    return head
  }

  static func link(
    previous: [UInt8], sequence: Int64, at: Double, user: String, kind: String, batch: Int64?, detail: String,
    digest: [UInt8]
  ) -> [UInt8] {
    var entry = AuditDigest()
    for byte in previous { entry.add(byte) }
    entry.add(signed: sequence)
    entry.add(bits: at.bitPattern)
    entry.add(text: user)
    entry.add(text: kind)
    entry.add(signed: batch ?? -1)
    entry.add(text: detail)
    for byte in digest { entry.add(byte) }
    return entry.finalize()
  }

  /// Recomputes every link; the sequence numbers of entries that do not follow from the one before.
  static func broken(_ db: Database) throws -> [Int64] {
    var broken: [Int64] = []
    var previous = origin
    var expected: Int64 = 1
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit_entry ORDER BY seq")
    while let row = try rows.next() {
      let sequence: Int64 = row["seq"]
      let digest: Data = row["digest"]
      let stored: Data = row["head"]
      let head = link(
        previous: previous, sequence: sequence, at: row["at"], user: row["user"], kind: row["kind"],
        batch: row["batch"], detail: row["detail"], digest: Array(digest))
      if head != Array(stored) || sequence != expected { broken.append(sequence) }
      previous = Array(stored)
      expected = sequence + 1
    }
    return broken
  }

  static func text(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
