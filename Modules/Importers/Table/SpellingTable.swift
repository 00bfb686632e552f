/// Spellings met so far and what they stand for: found by their bytes, without making a text of them.
struct SpellingTable: Sendable {
  private struct Entry {
    var hash: UInt64
    var start: Int32
    var length: Int32
    var value: Int64
  }

  /// Open addressing; empty places have length -1.
  private var places: [Entry]
  private var bytes: [UInt8] = []
  private var count = 0
  /// The place of the spelling found last: columns repeat themselves.
  private var last = 0

  /// More spellings than this are looked up each time: memory stays bounded.
  private static let mostSpellings = 1 << 14
  private static let empty = Entry(hash: 0, start: 0, length: -1, value: 0)

  init() { places = [Entry](repeating: Self.empty, count: 64) }

  @inline(__always)
  mutating func value(of spelling: UnsafeRawBufferPointer) -> Int64? {
    if matches(last, spelling) { return places[last].value }
    let hash = Self.hash(spelling)
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place].length >= 0 {
      if places[place].hash == hash, matches(place, spelling) {
        last = place
        return places[place].value
      }
      place = (place + 1) & (places.count - 1)
    }
    return nil
  }

  /// Remembers a spelling that `value` did not find.
  mutating func add(_ spelling: UnsafeRawBufferPointer, _ value: Int64) {
    guard count < Self.mostSpellings, spelling.count < 256 else { return }
    if count * 2 >= places.count { grow() }
    let entry = Entry(
      hash: Self.hash(spelling), start: Int32(bytes.count), length: Int32(spelling.count), value: value)
    bytes.append(contentsOf: spelling)
    count += 1
    place(entry)
  }

  private mutating func place(_ entry: Entry) {
    var place = Int(truncatingIfNeeded: entry.hash) & (places.count - 1)
    while places[place].length >= 0 { place = (place + 1) & (places.count - 1) }
    places[place] = entry
  }

  private mutating func grow() {
    let old = places
    places = [Entry](repeating: Self.empty, count: old.count * 2)
    for entry in old where entry.length >= 0 { place(entry) }
    last = 0
  }

  @inline(__always)
  private func matches(_ place: Int, _ spelling: UnsafeRawBufferPointer) -> Bool {
    let entry = places[place]
    guard Int(entry.length) == spelling.count else { return false }
    let start = Int(entry.start)
    return bytes.withUnsafeBufferPointer { known in
      for index in 0..<spelling.count where known[start + index] != spelling[index] { return false }
      return true
    }
  }

  /// FNV-1a: spellings are a few bytes long.
  @inline(__always)
  private static func hash(_ spelling: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in spelling { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ (hash >> 32)
  }
}
