/// UUIDs of version 7 (RFC 9562): ordered by time, so that batches of several stores interleave as they were made.
enum UUIDv7 {
  static func make(at seconds: Double) -> String {
    var bytes = [UInt8](repeating: 0, count: 16)
    var generator = SystemRandomNumberGenerator()
    for index in bytes.indices { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
    let milliseconds = UInt64(max(0, seconds) * 1000)
    for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - index))) }
    bytes[6] = 0x70 | (bytes[6] & 0x0F)
    bytes[8] = 0x80 | (bytes[8] & 0x3F)
    let hex = AuditChain.text(bytes)
    var parts: [Substring] = []
    var rest = hex[...]
    for size in [8, 4, 4, 4, 12] {
      parts.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return parts.joined(separator: "-")
  }
}
