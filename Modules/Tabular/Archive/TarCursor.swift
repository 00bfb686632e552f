import Diagnostics

/// Goes through a tar archive (POSIX ustar and pax, GNU long names) as a stream, in the memory of one block.
///
/// Throws `archive-damaged` where it is cut off or a header's check sum is wrong, `archive-path-unsafe` for a name that
/// leaves the archive, `archive-too-large` for more members than the limits allow.
final class TarCursor: MemberCursor, @unchecked Sendable {
  private static let block = 512
  /// The longest name accepted, in bytes.
  private static let nameLimit = 1 << 16

  private let file: String
  private let limits: InputLimits
  private var source: any ByteSource
  private var header = [UInt8](repeating: 0, count: TarCursor.block)
  private var scrap = [UInt8](repeating: 0, count: 1 << 15)
  /// Bytes of the current member still to be read, and of its padding.
  private var remaining = 0
  private var padding = 0
  private var count = 0
  private var headers = 0
  private var isEnded = false
  private(set) var notes = DiagnosticBag(keptPerCode: 20)

  init(_ source: any ByteSource, file: String, limits: InputLimits) {
    self.source = source
    self.file = file
    self.limits = limits
  }

  /// Whether a file that begins with these bytes is a tar archive: its first header's check sum is right.
  static func isTar(_ sample: [UInt8]) -> Bool {
    guard sample.count >= block, sample[0] != 0 else { return false }
    return isChecked(Array(sample[..<block]))
  }

  func next() throws(Diagnostic) -> Member? {
    guard !isEnded else { return nil }
    try pass(remaining + padding)
    (remaining, padding) = (0, 0)
    var longName: String?
    var longSize: Int?
    while try readHeader() {
      headers += 1
      guard headers <= 4 * limits.members + 1000 else { throw tooManyMembers }
      guard let ownSize = TarCursor.number(header[124..<136]) else { throw damagedHeader }
      let type = header[156]
      switch type {
      case UInt8(ascii: "x"), UInt8(ascii: "g"):
        let attributes = TarCursor.attributes(of: try readText(ownSize))
        if type == UInt8(ascii: "x") {
          longName = attributes["path"] ?? longName
          longSize = attributes["size"].flatMap { Int($0) } ?? longSize
        }
      case UInt8(ascii: "L"): longName = TarCursor.string(try readText(ownSize)[...])
      case UInt8(ascii: "K"): _ = try readText(ownSize)
      case 0, UInt8(ascii: "0"), UInt8(ascii: "7"):
        let size = longSize ?? ownSize
        let name = longName ?? ownName
        guard size >= 0, size <= limits.unpackedBytes else { throw damagedHeader }
        (longName, longSize) = (nil, nil)
        (remaining, padding) = (size, TarCursor.padding(size))
        if name.hasSuffix("/") {
          try pass(remaining + padding)
          (remaining, padding) = (0, 0)
          continue
        }
        let relative = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        guard MemberName.isSafe(relative) else { throw .archivePathUnsafe(file, name: name) }
        guard count < limits.members else { throw tooManyMembers }
        count += 1
        return Member(index: count - 1, name: relative)
      default:
        let size = longSize ?? ownSize
        let name = longName ?? ownName
        (longName, longSize) = (nil, nil)
        if type != UInt8(ascii: "5") {
          notes.add(.archiveMemberSkipped(file + "!" + name, TarCursor.kind(type)))
        }
        guard size >= 0, size <= limits.unpackedBytes else { throw damagedHeader }
        // Links and devices have no contents, whatever their size says.
        if !(UInt8(ascii: "1")...UInt8(ascii: "6")).contains(type) { try pass(size + TarCursor.padding(size)) }
      }
    }
    return nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard remaining > 0, buffer.count > 0 else { return 0 }
    let got = try source.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(remaining, buffer.count)]))
    guard got > 0 else { throw truncated() }
    remaining -= got
    return got
  }

  /// Reads a header into `header`; false at the end of the archive.
  private func readHeader() throws(Diagnostic) -> Bool {
    var filled = 0
    while filled < TarCursor.block {
      let got = try source.fill(&header, from: filled)
      if got == 0 { break }
      filled += got
    }
    if filled == 0 || filled == TarCursor.block && header.allSatisfy({ $0 == 0 }) {
      isEnded = true
      return false
    }
    guard filled == TarCursor.block else { throw truncated() }
    guard TarCursor.isChecked(header) else { throw damagedHeader }
    return true
  }

  private func pass(_ count: Int) throws(Diagnostic) {
    var left = count
    while left > 0 {
      let got = try fillScrap(left)
      guard got > 0 else {
        // Padding after the last member may be missing.
        if left <= padding { break }
        throw truncated()
      }
      left -= got
    }
  }

  private func fillScrap(_ limit: Int) throws(Diagnostic) -> Int {
    if limit < scrap.count {
      var small = [UInt8](repeating: 0, count: limit)
      return try source.fill(&small, from: 0)
    }
    return try source.fill(&scrap, from: 0)
  }

  /// The contents of a header that belongs to the next one.
  private func readText(_ size: Int) throws(Diagnostic) -> [UInt8] {
    guard size >= 0, size <= TarCursor.nameLimit else { throw damagedHeader }
    var text = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let got = try source.fill(&text, from: filled)
      guard got > 0 else { throw truncated() }
      filled += got
    }
    try pass(TarCursor.padding(size))
    return text
  }

  private func truncated() -> Diagnostic {
    isEnded = true
    return .archiveTruncated(file)
  }

  private var damagedHeader: Diagnostic {
    .archiveDamaged(
      file,
      LocalizedText(id: "kepala anggota arsip tar ini rusak", en: "a member's header in this tar archive is damaged"))
  }

  private var tooManyMembers: Diagnostic {
    .archiveTooLarge(
      file,
      LocalizedText(id: "isinya lebih dari \(limits.members) berkas", en: "it holds more than \(limits.members) files"))
  }

  private var ownName: String {
    let name = TarCursor.string(header[0..<100])
    guard header[257..<262].elementsEqual("ustar".utf8), header[262] == 0 else { return name }
    let prefix = TarCursor.string(header[345..<500])
    return prefix.isEmpty ? name : prefix + "/" + name
  }

  private static func padding(_ size: Int) -> Int { (block - size % block) % block }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func isChecked(_ header: [UInt8]) -> Bool {
    guard let stated = number(header[148..<156]) else { return false }
    var sum = 0
    for (index, byte) in header.enumerated() { sum += (148..<156).contains(index) ? 0x20 : Int(byte) }
    return sum == stated
  }

  /// A number in octal digits, or in binary where its first bit is set.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = bytes.first else { return nil }
    if first & 0x80 != 0 {
      guard first == 0x80 else { return nil }
      var value = 0
      for byte in bytes.dropFirst() {
        guard value < 1 << 54 else { return nil }
        value = value << 8 | Int(byte)
      }
      return value
    }
    var value = 0
    let digits = bytes.drop { $0 == 0x20 }.prefix { $0 != 0 && $0 != 0x20 }
    for digit in digits {
      guard (0x30...0x37).contains(digit), value < 1 << 58 else { return nil }
      value = value << 3 | Int(digit - 0x30)
    }
    return value
  }

  /// The records `LENGTH KEY=VALUE\n` of a pax header.
  private static func attributes(of text: [UInt8]) -> [String: String] {
    var found: [String: String] = [:]
    var at = 0
    while at < text.count {
      guard let space = text[at...].firstIndex(of: 0x20), space - at < 10,
        let length = Int(String(decoding: text[at..<space], as: UTF8.self)), length > space - at + 1,
        length <= text.count - at, let equals = text[space..<at + length].firstIndex(of: UInt8(ascii: "="))
      else { break }
      let key = String(decoding: text[space + 1..<equals], as: UTF8.self)
      found[key] = String(decoding: text[equals + 1..<max(equals + 1, at + length - 1)], as: UTF8.self)
      at += length
    }
    return found
  }

  private static func kind(_ type: UInt8) -> LocalizedText {
    switch type {
    case UInt8(ascii: "1"), UInt8(ascii: "2"): LocalizedText(id: "tautan", en: "a link")
    case UInt8(ascii: "3"), UInt8(ascii: "4"), UInt8(ascii: "6"): LocalizedText(id: "berkas perangkat", en: "a device")
    default: LocalizedText(id: "anggota yang bukan berkas", en: "a member that is no file")
    }
  }
}
