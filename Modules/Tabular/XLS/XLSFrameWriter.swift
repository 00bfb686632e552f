#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a worker says, in frames of a tag, a length in four bytes (the lowest first) and contents.
enum XLSFrame {
  static let sheet = UInt8(ascii: "S")
  static let row = UInt8(ascii: "R")
  static let problem = UInt8(ascii: "P")
  static let encrypted = UInt8(ascii: "L")
  static let end = UInt8(ascii: "Z")
  /// The longest frame that is believed.
  static let maximumBytes = 64 << 20
}

/// Writes frames to standard output.
struct XLSFrameWriter {
  private var buffer: [UInt8] = []
  private var frameStart = 0
  /// Where the last cell with contents of the row under way ends.
  private var rowEnd = 0
  private var isBroken = false

  mutating func sheet(index: UInt16, rows: UInt32, name: UnsafePointer<CChar>?) {
    begin(XLSFrame.sheet)
    add(UInt32(index))
    add(rows)
    append(name)
    finish()
  }

  mutating func problem(_ text: String) {
    begin(XLSFrame.problem)
    buffer.append(contentsOf: text.utf8)
    finish()
  }

  mutating func encrypted() {
    begin(XLSFrame.encrypted)
    finish()
  }

  mutating func end() {
    begin(XLSFrame.end)
    finish()
  }

  mutating func beginRow(_ number: UInt32) {
    begin(XLSFrame.row)
    add(number)
    rowEnd = buffer.count
  }

  mutating func addEmpty() {
    buffer.append(CellKind.text.rawValue)
    add(0)
  }

  mutating func add(_ text: String, _ kind: CellKind) {
    buffer.append(kind.rawValue)
    add(UInt32(text.utf8.count))
    buffer.append(contentsOf: text.utf8)
    rowEnd = buffer.count
  }

  mutating func add(_ text: UnsafePointer<CChar>?, _ kind: CellKind) {
    guard let text else { return addEmpty() }
    buffer.append(kind.rawValue)
    add(UInt32(strlen(text)))
    append(text)
    rowEnd = buffer.count
  }

  /// Ends a row after its last cell with contents, or takes it back where it has none; false where nobody listens any more.
  mutating func endRow() -> Bool {
    buffer.removeSubrange(rowEnd...)
    if rowEnd == frameStart + 9 {
      buffer.removeSubrange(frameStart...)
    } else {
      finish()
    }
    return !isBroken
  }

  mutating func flush() {
    var written = 0
    while written < buffer.count, !isBroken {
      let count = buffer.withUnsafeBytes { bytes in
        write(1, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count > 0 {
        written += count
      } else if count < 0, errno == EINTR {
        continue
      } else {
        isBroken = true
      }
    }
    buffer.removeAll(keepingCapacity: true)
    frameStart = 0
  }

  private mutating func begin(_ tag: UInt8) {
    frameStart = buffer.count
    buffer.append(tag)
    add(0)
  }

  private mutating func finish() {
    let length = UInt32(buffer.count - frameStart - 5)
    for index in 0..<4 { buffer[frameStart + 1 + index] = UInt8(truncatingIfNeeded: length >> (8 * UInt32(index))) }
    if buffer.count > 1 << 16 { flush() }
  }

  private mutating func add(_ number: UInt32) {
    for index in 0..<4 { buffer.append(UInt8(truncatingIfNeeded: number >> (8 * UInt32(index)))) }
  }

  private mutating func append(_ text: UnsafePointer<CChar>?) {
    guard let text else { return }
    UnsafeRawBufferPointer(start: text, count: strlen(text)).withMemoryRebound(to: UInt8.self) {
      buffer.append(contentsOf: $0)
    }
  }
}
