import Diagnostics
import Tabular
import Testing

@Suite("ZIP archives")
struct ZipArchiveTests {
  private let text = Array(String(repeating: "kode;desa\n6402012001;Suka Maju\n", count: 3000).utf8)

  @Test("entries are listed, and several are read side by side")
  func reading() throws {
    let archive = try Archives.open(
      try Archives.zip([("a/", []), ("a/satu.csv", text), ("dua tiga.csv", Array("x".utf8)), ("kosong", [])]))
    #expect(archive.entries.map(\.name) == ["a/", "a/satu.csv", "dua tiga.csv", "kosong"])
    #expect(archive.entries.map(\.isFolder) == [true, false, false, false])
    #expect(archive.entries[1].bytes == text.count)
    #expect(archive.entries[1].compressedBytes < text.count / 10)
    #expect(try archive.bytes(of: archive.entries[3]).isEmpty)
    let (one, two) = (try archive.content(of: archive.entries[1]), try archive.content(of: archive.entries[1]))
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1000, alignment: 1)
    defer { buffer.deallocate() }
    var read: ([UInt8], [UInt8]) = ([], [])
    while true {
      let count = try one.read(into: buffer)
      read.0.append(contentsOf: buffer[..<count])
      let other = try two.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<700]))
      read.1.append(contentsOf: buffer[..<other])
      if count == 0, other == 0 { break }
    }
    #expect(read.0 == text)
    #expect(read.1 == text)
  }

  @Test("changed content does not pass its checksum", arguments: [true, false])
  func checksum(isStored: Bool) throws {
    var bytes = try Archives.zip([("a.csv", text)], isStored: isStored)
    bytes[60] ^= 0x04
    let archive = try Archives.open(bytes)
    #expect(code { _ = try archive.bytes(of: archive.entries[0]) } == "archive-damaged")
  }

  @Test("an archive cut off anywhere is damaged, an empty file empty")
  func truncation() throws {
    let bytes = try Archives.zip([("a.csv", text), ("b.csv", text)])
    for count in stride(from: 1, to: bytes.count - 1, by: 7) {
      #expect(code { _ = try Archives.open(Array(bytes.prefix(count))) } == "archive-damaged")
    }
    #expect(code { _ = try Archives.open([]) } == "file-empty")
    #expect(code { _ = try ZipArchive(path: "/tidak/ada.zip") } == "file-unreadable")
    #expect(code { _ = try Archives.open(text) } == "archive-damaged")
  }

  @Test(
    "names that point outside a folder are refused",
    arguments: ["../a", "a/../../b", "/etc/passwd", "a\\b", "C:/a", "a/..", "C:a"])
  func names(_ name: String) throws {
    let bytes = try Archives.zip([("baik.csv", text), (name, text)])
    #expect(code { _ = try Archives.open(bytes) } == "archive-path-unsafe")
    let folder = try TemporaryFolder()
    let archive = try ZipArchive(path: try folder.file("a", bytes), unsafeNames: .kept)
    #expect(archive.entries.count == 2)
  }

  @Test("two dots within a name are harmless", arguments: ["a..b", "...", "a/..b/c"])
  func dots(_ name: String) throws {
    #expect(try Archives.open(try Archives.zip([(name, text)])).entries.map(\.name) == [name])
  }

  @Test("a NUL in a name is refused, although C strings would not show it")
  func nul() throws {
    var bytes = try Archives.zip([("desaXexe.csv", text)])
    for at in bytes.indices.dropLast(12) where bytes[at..<at + 12].elementsEqual("desaXexe.csv".utf8) {
      bytes[at + 4] = 0
    }
    #expect(code { _ = try Archives.open(bytes) } == "archive-path-unsafe")
  }

  @Test("an encrypted entry is listed and refused when it is opened")
  func encryption() throws {
    let archive = try Archives.open(try Archives.zip([("a.csv", text)], password: "rahasia"))
    #expect(archive.entries[0].isEncrypted)
    #expect(code { _ = try archive.content(of: archive.entries[0]) } == "file-encrypted")
  }

  @Test("what inflates too far is stopped, by ratio, by size and by number")
  func bombs() throws {
    let bytes = try Archives.zip([("nol", [UInt8](repeating: 0, count: 8 << 20)), ("dua", text)])
    var limits = ZipLimits()
    limits.ratioFloor = 1 << 20
    let archive = try Archives.open(bytes, limits: limits)
    #expect(code { _ = try archive.bytes(of: archive.entries[0]) } == "archive-too-large")
    #expect(try archive.bytes(of: archive.entries[1]) == text)
    limits.maximumEntryBytes = 4 << 20
    #expect(code { _ = try Archives.open(bytes, limits: limits) } == "archive-too-large")
    limits = ZipLimits()
    limits.maximumTotalBytes = 8 << 20
    #expect(code { _ = try Archives.open(bytes, limits: limits) } == "archive-too-large")
    limits = ZipLimits()
    limits.maximumEntries = 1
    #expect(code { _ = try Archives.open(bytes, limits: limits) } == "archive-too-large")
  }

  @Test("an entry that gives more than it says is damaged")
  func sizes() throws {
    var bytes = try Archives.zip([("a.csv", text)])
    let directory = try #require(
      bytes.indices.dropLast(4).last { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]) })
    // The size in the directory, 24 bytes behind its signature; 100 instead of some 90,000.
    for (offset, byte) in [100, 0, 0, 0].enumerated() { bytes[directory + 24 + offset] = UInt8(byte) }
    #expect(
      code {
        let archive = try Archives.open(bytes)
        _ = try archive.bytes(of: archive.entries[0])
      } == "archive-damaged")
  }

  @Test("entries that share their bytes are a bomb")
  func overlap() throws {
    var bytes = try Archives.zip([("a.csv", text), ("b.csv", text)])
    let directory = try #require(
      bytes.indices.dropLast(4).last { bytes[$0..<$0 + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]) })
    for offset in 0..<4 { bytes[directory + 42 + offset] = 0 }
    #expect(code { _ = try Archives.open(bytes) } == "archive-too-large")
  }

  @Test("an archive that claims more entries than it can hold is refused before anything is allocated")
  func claims() throws {
    var bytes = try Archives.zip([("a.csv", text)])
    let end = bytes.count - 22
    for offset in [8, 9, 10, 11] { bytes[end + offset] = 0xFE }
    var limits = ZipLimits()
    limits.maximumEntries = 1000
    #expect(code { _ = try Archives.open(bytes, limits: limits) } == "archive-too-large")
    #expect(code { _ = try Archives.open(bytes) } == "archive-damaged")
  }
}
