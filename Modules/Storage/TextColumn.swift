import Foundation

/// The texts of a column, in one piece; each becomes a string when it is asked for.
public struct TextColumn: Sendable {
  fileprivate var bytes: [UInt8] = []
  /// By row, where its text starts. A row that says the same as the one before shares its text.
  fileprivate var starts: [Int] = []
  /// By row, how many bytes it has; -1 where there is no text.
  fileprivate var lengths: [Int32] = []

  public init() {}

  public init(_ texts: some Sequence<String?>) {
    for text in texts {
      if var text {
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
      } else {
        appendMissing()
      }
    }
  }

  /// Rows.
  public var count: Int { starts.count }

  public subscript(row: Int) -> String? {
    lengths[row] < 0 ? nil : withBytes(row) { String(decoding: $0, as: UTF8.self) }
  }

  public func hasText(_ row: Int) -> Bool { lengths[row] >= 0 }

  /// The UTF-8 of a row, none where there is no text; valid inside `body` only.
  public func withBytes<Result>(_ row: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let (start, length) = (starts[row], Int(max(0, lengths[row])))
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<start + length])) }
  }

  /// Whether a row says the same as the one before; not every one that does is found.
  fileprivate func sharesText(_ row: Int) -> Bool {
    starts[row] == starts[row - 1] && lengths[row] == lengths[row - 1]
  }

  public mutating func appendMissing() {
    starts.append(bytes.count)
    lengths.append(-1)
  }

  /// Adds a row with the text of these bytes of UTF-8.
  public mutating func append(_ text: UnsafeRawBufferPointer) {
    let length = Int32(text.count)
    // Rows in the order of a key say the same again and again.
    if lengths.last == length, withBytes(count - 1, { $0.isSame(as: text) }) {
      starts.append(starts[count - 1])
    } else {
      starts.append(bytes.count)
      bytes.append(contentsOf: text)
    }
    lengths.append(length)
  }
}

/// Numbers for the texts of a column: rows with the same text, byte by byte, have the same number.
public struct TextCodes: Sendable {
  private let column: TextColumn
  /// By row, which of the distinct texts it has, counted from 0 as they come; `missing` where it has none.
  public private(set) var codes: [Int32]
  /// By code, the first row that has it.
  private var rows: [Int] = []
  private var hashes: [UInt32] = []
  /// Codes by hash, -1 where free; a power of two.
  private var slots: [Int32] = []

  /// The code of a row without a text.
  public static let missing: Int32 = -1

  public init(_ column: TextColumn) {
    self.column = column
    codes = []
    codes.reserveCapacity(column.count)
    for row in 0..<column.count {
      if column.lengths[row] < 0 {
        codes.append(Self.missing)
      } else if let last = codes.last, last >= 0, column.sharesText(row) {
        codes.append(last)
      } else {
        codes.append(column.withBytes(row) { add($0, row) })
      }
    }
  }

  /// How many distinct texts there are.
  public var count: Int { rows.count }

  /// All of them, by code.
  public var texts: [String] { rows.map { column[$0] ?? "" } }

  /// The text of a code that is not `missing`.
  public func text(of code: Int32) -> String { column[rows[Int(code)]] ?? "" }

  /// The UTF-8 of a code that is not `missing`, valid inside `body` only.
  public func withBytes<Result>(of code: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    column.withBytes(rows[Int(code)], body)
  }

  /// The code of a text; nil where no row has it.
  public func code(of text: String) -> Int32? {
    guard !slots.isEmpty else { return nil }
    var text = text
    return text.withUTF8 { bytes in
      let wanted = UnsafeRawBufferPointer(bytes)
      return find(wanted, Self.hash(wanted)).code
    }
  }

  private mutating func add(_ text: UnsafeRawBufferPointer, _ row: Int) -> Int32 {
    if 4 * (rows.count + 1) > 3 * slots.count { grow() }
    let hash = Self.hash(text)
    let found = find(text, hash)
    if let code = found.code { return code }
    let code = Int32(rows.count)
    rows.append(row)
    hashes.append(hash)
    slots[found.slot] = code
    return code
  }

  private mutating func grow() {
    let size = max(64, 2 * slots.count)
    slots = [Int32](repeating: -1, count: size)
    for (code, hash) in hashes.enumerated() {
      var slot = Int(hash) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(code)
    }
  }

  /// Where a text is, or the free slot where it belongs.
  private func find(_ text: UnsafeRawBufferPointer, _ hash: UInt32) -> (slot: Int, code: Int32?) {
    var slot = Int(hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let code = slots[slot]
      if hashes[Int(code)] == hash, withBytes(of: code, { $0.isSame(as: text) }) { return (slot, code) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  /// Eight bytes at a time, multiplied and folded.
  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(text.count) &* 0x9E37_79B9_7F4A_7C15
    var place = 0
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    while place + 8 <= text.count {
      mix(text.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place += 8
    }
    var rest: UInt64 = 0
    while place < text.count {
      rest = rest << 8 | UInt64(text[place])
      place += 1
    }
    mix(rest)
    return UInt32(truncatingIfNeeded: hash ^ hash >> 29)
  }
}

extension UnsafeRawBufferPointer {
  fileprivate func isSame(as other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard count > 0, let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base, otherBase, count) == 0
  }
}
