import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A look at an archive's directory before libzip allocates anything for it: how many entries it claims, whether names hold
/// NULs that C strings would hide, and whether entries lie over each other, as in bombs that use the same bytes many times.
///
/// Where the structure is not as expected, nothing is said here: libzip refuses what it cannot read.
struct ZipDirectory {
  private static let endSignature: [UInt8] = [0x50, 0x4B, 0x05, 0x06]
  private static let headerBytes = 46

  private let descriptor: Int32
  private let size: Int
  private let file: String
  private let limits: ZipLimits

  init(descriptor: Int32, size: Int, file: String, limits: ZipLimits) {
    self.descriptor = descriptor
    self.size = size
    self.file = file
    self.limits = limits
  }

  func check() throws(Diagnostic) {
    let tailStart = max(0, size - 65_535 - 22)
    let tail = read(at: tailStart, count: size - tailStart)
    var ends: [(offset: Int, entries: UInt64, start: UInt64)] = []
    var at = tail.count - 22
    while at >= 0 {
      if tail[at] == 0x50, tail[at..<at + 4].elementsEqual(ZipDirectory.endSignature) {
        ends.append(end(tail, at, tailStart: tailStart))
      }
      at -= 1
    }
    guard let last = ends.first else {
      throw .archiveDamaged(
        file,
        LocalizedText(
          id: "daftar isi arsip tidak ada: berkas terpotong atau bukan ZIP",
          en: "the archive has no directory: the file is cut off or no ZIP"))
    }
    // libzip may settle on any of several candidates, so the largest counts.
    let entries = ends.map(\.entries).max() ?? 0
    guard entries <= UInt64(max(0, limits.maximumEntries)) else {
      throw .archiveTooLarge(
        file,
        LocalizedText(
          id: "arsip memuat lebih dari \(limits.maximumEntries) berkas",
          en: "the archive has more than \(limits.maximumEntries) entries"), value: String(entries))
    }
    try walk(entries: Int(last.entries), from: last.start)
  }

  /// Entries and directory offset of an end record, from its ZIP64 form where there is one.
  private func end(_ tail: [UInt8], _ at: Int, tailStart: Int) -> (offset: Int, entries: UInt64, start: UInt64) {
    var entries = UInt64(ZipDirectory.number(tail, at + 10, 2))
    var start = UInt64(ZipDirectory.number(tail, at + 16, 4))
    if entries == 0xFFFF || start == 0xFFFF_FFFF, at >= 20, ZipDirectory.number(tail, at - 20, 4) == 0x0706_4B50 {
      let offset = ZipDirectory.number(tail, at - 12, 8)
      if offset <= UInt64(max(0, size - 56)) {
        let record = read(at: Int(offset), count: 56)
        if record.count == 56, ZipDirectory.number(record, 0, 4) == 0x0606_4B50 {
          entries = ZipDirectory.number(record, 32, 8)
          start = ZipDirectory.number(record, 48, 8)
        }
      }
    }
    return (tailStart + at, entries, start)
  }

  private func walk(entries: Int, from start: UInt64) throws(Diagnostic) {
    guard start < UInt64(size) else { return }
    var window = read(at: Int(start), count: 1 << 18)
    var windowStart = Int(start)
    var at = 0
    var spans: [(offset: UInt64, end: UInt64)] = []
    spans.reserveCapacity(min(entries, 1 << 16))
    for _ in 0..<entries {
      if window.count - at < ZipDirectory.headerBytes + 65_535 * 3 {
        windowStart += at
        at = 0
        window = read(at: windowStart, count: 1 << 18)
      }
      guard window.count - at >= ZipDirectory.headerBytes, ZipDirectory.number(window, at, 4) == 0x0201_4B50 else {
        return
      }
      let nameLength = Int(ZipDirectory.number(window, at + 28, 2))
      let extra = Int(ZipDirectory.number(window, at + 30, 2)) + Int(ZipDirectory.number(window, at + 32, 2))
      let name = window[(at + ZipDirectory.headerBytes)...].prefix(nameLength)
      if name.contains(0) {
        throw .archivePathUnsafe(
          file, name: String(decoding: name.map { $0 == 0 ? UInt8(ascii: "?") : $0 }, as: UTF8.self))
      }
      let compressed = ZipDirectory.number(window, at + 20, 4)
      let offset = ZipDirectory.number(window, at + 42, 4)
      if compressed < 0xFFFF_FFFF, offset < 0xFFFF_FFFF {
        spans.append((offset, offset + 30 + UInt64(nameLength) + compressed))
      }
      at += ZipDirectory.headerBytes + nameLength + extra
      if at > window.count { return }
    }
    spans.sort { $0.offset < $1.offset }
    for (span, next) in zip(spans, spans.dropFirst()) where span.end > next.offset {
      throw .archiveTooLarge(
        file,
        LocalizedText(
          id: "berkas di dalam arsip saling menindih, seperti pada bom ZIP",
          en: "entries of the archive lie over each other, as in a ZIP bomb"))
    }
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<count where at + index < bytes.count { value |= UInt64(bytes[at + index]) << UInt64(8 * index) }
    return value
  }

  private func read(at offset: Int, count: Int) -> [UInt8] {
    let count = min(count, size - offset)
    guard count > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        guard let base = buffer.baseAddress else { break }
        let got = pread(descriptor, base + initialized, count - initialized, off_t(offset + initialized))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { break }
        initialized += got
      }
    }
  }
}
