import Diagnostics
import Domain
import Storage
import Tabular

/// The lines of a crosswalk: plain text in which a quotation mark is a letter like any other (`JA"AN`), so that no reader
/// of quoted tables can be trusted with it.
enum CrosswalkText {
  /// A crosswalk of the whole country has 91,000 lines of fifty bytes.
  private static let mostBytes = 64 << 20

  /// The cells of each line that is not blank, with the line's number.
  static func lines(_ file: ImportFile) throws -> (lines: [(Int, [String])], fingerprint: FileFingerprint) {
    let source = try TableImporter.opening { () throws(Diagnostic) in try file.source() }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try buffer.withUnsafeMutableBytes { raw in
        try TableImporter.opening { () throws(Diagnostic) in try source.read(into: raw) }
      }
      if count == 0 { break }
      bytes += buffer[..<count]
      if bytes.count > mostBytes || buffer[..<count].contains(0) {
        throw ImportFailure(.unreadable, [notText(file.name)])
      }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    var lines: [(Int, [String])] = []
    let delimiter = dialect(bytes)
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      var line = line
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      guard line.contains(where: { $0 > 32 }) else { continue }
      let cells = line.split(separator: delimiter, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      lines.append((number, cells))
    }
    return (lines, source.fingerprint())
  }

  /// The lines of a file that has headings and quotes, as exports of rejected rows do.
  static func table(_ file: ImportFile) throws -> [(Int, [String])] {
    let table = try SmallTable(file, [:])
    return [(table.headerLine, table.headers)] + table.lines.map { ($0.number, $0.cells) }
  }

  /// Comma, semicolon or tab: whichever follows the first code.
  private static func dialect(_ bytes: [UInt8]) -> UInt8 {
    let head = bytes.prefix(4096)
    return [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].max { a, b in
      head.count { $0 == a } < head.count { $0 == b }
    } ?? UInt8(ascii: ",")
  }

  private static func notText(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "file-not-text",
      message: LocalizedText(id: "berkas ini bukan teks biasa", en: "the file is no plain text"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "simpan tabel padanan sebagai CSV", en: "save the crosswalk as CSV"))
  }
}
