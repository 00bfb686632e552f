import Domain

/// Encodes rows for the audit digest: the key, then each field with a value by its number, then zero. Fields are named
/// once before the rows (`describe`), so that a field declared later changes no digest.
final class RowEncoder {
  private let fieldCount: Int
  private let storages: UnsafeMutablePointer<CellStorage>
  private let buffer: UnsafeMutablePointer<UInt8>

  /// Bytes that a field's number and its value can take, texts aside; also each part of a key.
  private static let cellBytes = 20

  init(_ rules: DatasetRules) {
    fieldCount = rules.fieldCount
    storages = .allocate(capacity: max(1, fieldCount))
    for (index, storage) in rules.storages.enumerated() { (storages + index).initialize(to: storage) }
    buffer = .allocate(capacity: (fieldCount + 3) * Self.cellBytes)
  }

  deinit {
    storages.deallocate()
    buffer.deallocate()
  }

  /// Names a dataset and its fields, whose numbers are their places from 1.
  static func describe(_ declaration: DatasetDeclaration, into digest: inout AuditDigest) {
    digest.add(UInt8(ascii: "D"))
    digest.add(text: declaration.id)
    digest.add(varint: UInt64(declaration.fields.count))
    for field in declaration.fields { digest.add(text: field.id) }
  }

  /// Adds the row as it now stands.
  func add(
    region: Int64, period: Int32, _ row: UnsafePointer<Int64>, _ texts: [String], to digest: inout AuditDigest
  ) {
    var end = buffer
    end.pointee = UInt8(ascii: "R")
    end += 1
    Self.put(UInt64(bitPattern: region), &end)
    Self.put(UInt64(truncatingIfNeeded: Int64(period)), &end)
    for field in 0..<fieldCount {
      let cell = row[field]
      if cell == Cell.missing { continue }
      Self.put(UInt64(field + 1), &end)
      switch storages[field] {
      case .integer: Self.put(UInt64(bitPattern: (cell << 1) ^ (cell >> 63)), &end)
      case .real:
        UnsafeMutableRawPointer(end).storeBytes(of: UInt64(bitPattern: cell).littleEndian, as: UInt64.self)
        end += 8
      case .text:
        digest.add(bytes: UnsafeRawBufferPointer(start: buffer, count: end - buffer))
        end = buffer
        digest.add(text: texts[Int(cell)])
      }
    }
    end.pointee = 0
    digest.add(bytes: UnsafeRawBufferPointer(start: buffer, count: end + 1 - buffer))
    digest.flushIfFull()
  }

  /// A number in little-endian base 128, as `AuditDigest.add(varint:)` writes it.
  @inline(__always)
  private static func put(_ value: UInt64, _ end: inout UnsafeMutablePointer<UInt8>) {
    var rest = value
    while rest >= 0x80 {
      end.pointee = UInt8(truncatingIfNeeded: rest) | 0x80
      end += 1
      rest >>= 7
    }
    end.pointee = UInt8(truncatingIfNeeded: rest)
    end += 1
  }
}
