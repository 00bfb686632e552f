import Domain

/// Encodes rows for the audit digest: region, part, source row, then each field with a value by its number, then zero.
/// Fields are named once before the rows (`describe`), so that a field declared later changes no digest.
final class RowEncoder {
  /// A field as it stands in the declaration that a batch used.
  struct Slot {
    /// The cell of a row that holds it; nil where the dataset no longer has it.
    let cell: Int?
    let storage: CellStorage
  }

  private let count: Int
  private let cells: UnsafeMutablePointer<Int>
  private let storages: UnsafeMutablePointer<CellStorage>
  private let buffer: UnsafeMutablePointer<UInt8>

  /// Bytes that a field's number and its value can take, texts aside; also each part of a key.
  private static let cellBytes = 20

  /// The fields in the order that numbers them, from 1.
  init(_ slots: [Slot]) {
    count = slots.count
    cells = .allocate(capacity: max(1, count))
    storages = .allocate(capacity: max(1, count))
    for (index, slot) in slots.enumerated() {
      (cells + index).initialize(to: slot.cell ?? -1)
      (storages + index).initialize(to: slot.storage)
    }
    buffer = .allocate(capacity: (count + 4) * Self.cellBytes)
  }

  /// For rows as the declaration has them today.
  convenience init(_ rules: DatasetRules) {
    self.init(rules.storages.enumerated().map { Slot(cell: $0.offset, storage: $0.element) })
  }

  deinit {
    cells.deallocate()
    storages.deallocate()
    buffer.deallocate()
  }

  /// Names a dataset, a period and the fields, whose numbers are their places from 1.
  static func describe(_ declaration: DatasetDeclaration, period: Int64, into digest: inout AuditDigest) {
    digest.add(UInt8(ascii: "D"))
    digest.add(text: declaration.id)
    digest.add(signed: period)
    digest.add(varint: UInt64(declaration.fields.count))
    for field in declaration.fields { digest.add(text: field.id) }
  }

  /// Adds the row as it now stands.
  func add(
    region: Int64, part: Int64, sourceRow: Int64, _ row: UnsafePointer<Int64>, _ texts: [String],
    to digest: inout AuditDigest
  ) {
    var end = buffer
    end.pointee = UInt8(ascii: "R")
    end += 1
    Self.put(UInt64(bitPattern: region), &end)
    Self.put(UInt64(bitPattern: part), &end)
    Self.put(UInt64(bitPattern: sourceRow), &end)
    for field in 0..<count {
      let index = cells[field]
      if index < 0 { continue }
      let cell = row[index]
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
