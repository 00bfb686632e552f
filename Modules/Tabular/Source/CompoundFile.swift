import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The directory of a compound file (MS-CFB), the container of `.xls`, `.doc` and of encrypted `.xlsx`: enough of it to tell
/// them apart.
enum CompoundFile {
  private static let maximumSectors = 512

  /// The names in the directory of the file at `path`; empty where it is damaged.
  static func names(path: String) -> Set<String> {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { _ = close(descriptor) }
    let header = read(descriptor, at: 0, count: 512)
    guard header.count == 512 else { return [] }
    let shift = number(header, 30, 2)
    guard shift == 9 || shift == 12 else { return [] }
    let size = 1 << shift
    var names: Set<String> = []
    var sector = number(header, 48, 4)
    for _ in 0..<maximumSectors where sector < 0xFFFF_FFF0 {
      let bytes = read(descriptor, at: (sector + 1) << shift, count: size)
      guard bytes.count == size else { break }
      for entry in stride(from: 0, to: size, by: 128) {
        let length = number(bytes, entry + 64, 2)
        guard (2...64).contains(length), bytes[entry + 66] != 0 else { continue }
        let units = stride(from: entry, to: entry + length - 2, by: 2).map { UInt16(number(bytes, $0, 2)) }
        names.insert(String(decoding: units, as: UTF16.self))
      }
      guard let next = following(sector, header, descriptor, shift: shift) else { break }
      sector = next
    }
    return names
  }

  /// The sector after another in its chain, from the allocation table; only the part of it that the header names is looked at.
  private static func following(_ sector: Int, _ header: [UInt8], _ descriptor: Int32, shift: Int) -> Int? {
    let perSector = (1 << shift) / 4
    let table = sector / perSector
    guard table < 109 else { return nil }
    let tableSector = number(header, 76 + table * 4, 4)
    guard tableSector < 0xFFFF_FFF0 else { return nil }
    let bytes = read(descriptor, at: (tableSector + 1) << shift + sector % perSector * 4, count: 4)
    return bytes.count == 4 ? number(bytes, 0, 4) : nil
  }

  private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
    var value = 0
    for index in 0..<count { value |= Int(bytes[at + index]) << (8 * index) }
    return value
  }

  private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, count, off_t(offset)) }
    bytes.removeSubrange(max(0, got)...)
    return bytes
  }
}
