import Diagnostics
import Foundation
import Tabular
import Testing

@Suite(
  .enabled(
    if: SourceFixtures.importCommand != nil, "sinergi-import is not built, which reads old Excel files for the tests"))
struct XLSTests {
  private var fixture: String { SourceFixtures.folder.appending(path: "rekap.xls").path }

  @Test func sheetsAreListedAndReadWithTheirTypes() throws {
    let source = try InputSource.open(path: fixture, name: "rekap.xls", options: SourceFixtures.options)
    #expect(source.kind == .xls)
    #expect(source.parts.map(\.sheet) == ["Rekap", "Kosong", "Dua"])
    #expect(source.parts.map(\.estimatedRows) == [5, 0, 2])
    let table = PartReading(source.parts[0], SourceFixtures.options)
    #expect(table.codes == [])
    #expect(
      table.rows == [
        ["Rekapitulasi Desa Contoh"], ["Kode", "Desa", "IKS", "Tanggal", "Jam", "Aktif", "Catatan"],
        ["99.01.01.2001", "Desa Mékar", "0.5989", "2024-11-18", "2024-11-18T07:30:00", "1", "“kutip”"],
        ["9901012002", "Desa Sari", "1"],
      ])
    #expect(table.numbers == [1, 3, 4, 5])
    #expect(table.kinds[2] == [.text, .text, .number, .date, .date, .number, .text])
    #expect(PartReading(source.parts[1], SourceFixtures.options).rows == [])
    #expect(PartReading(source.parts[2], SourceFixtures.options).rows == [["a", "b"], ["1", "2"]])
  }

  @Test func aMissingReaderProgramIsADiagnostic() throws {
    for program in ["/nonexistent", "/bin/false", "/bin/true", "/bin/echo"] {
      var options = ReadingOptions()
      options.xlsProgram = program
      let problem = try #require(throws: Diagnostic.self) { try InputSource.open(path: fixture, options: options) }
      #expect(problem.code == "xls-unreadable", "\(program)")
    }
  }

  @Test func aReaderThatHangsOrTakesTooMuchMemoryIsEnded() throws {
    let folder = try TemporaryFolder()
    let script = try folder.file("macet", Array("#!/bin/sh\nexec sleep 1000\n".utf8))
    #expect(chmod(script, 0o755) == 0)
    var options = ReadingOptions()
    options.xlsProgram = script
    var limits = InputLimits()
    limits.childSeconds = 1
    let slow = try #require(throws: Diagnostic.self) {
      try InputSource.open(path: fixture, options: options, limits: limits)
    }
    #expect(slow.code == "xls-unreadable")
    #expect(slow.message.id.contains("detik"))
    limits.childMemoryBytes = 1 << 20
    let starved = try #require(throws: Diagnostic.self) {
      try InputSource.open(path: fixture, options: SourceFixtures.options, limits: limits)
    }
    #expect(starved.code == "xls-unreadable")
  }

  @Test func damagedFilesNeverDoHarm() throws {
    let folder = try TemporaryFolder()
    let original = try Data(contentsOf: URL(filePath: fixture))
    var generator = SeededGenerator(seed: 31)
    var limits = InputLimits()
    limits.childSeconds = 5
    let known: Set = [
      "xls-unreadable", "file-unsupported", "file-encrypted", "file-empty", "record-too-long", "table-missing",
    ]
    for _ in 0..<60 * SeededGenerator.factor {
      var bytes = Array(original)
      if generator.chance(0.2) {
        bytes.removeSubrange(Int.random(in: 0..<bytes.count, using: &generator)...)
      } else {
        for _ in 0..<Int.random(in: 1...40, using: &generator) {
          // Half of them in the stream of records, which begins in the second sector.
          let range = generator.chance(0.5) ? 0..<bytes.count : 512..<4096
          bytes[Int.random(in: range, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
      }
      if let problem = try PartReading.refusal(bytes, in: folder, limits: limits),
        bytes.starts(with: original.prefix(8))
      {
        #expect(known.contains(problem.code), "\(problem)")
      }
    }
  }

  @Test(.enabled(if: Xlwt.isAvailable, "xlwt is not installed (pip install xlwt), which writes old Excel files"))
  func largeAndStrangeWorkbooksAreRead() throws {
    let folder = try TemporaryFolder()
    try Xlwt.run(
      """
      import xlwt
      b = xlwt.Workbook()
      s = b.add_sheet("Besar")
      for r in range(20000):
          for c in range(10): s.write(r, c, "teks %d %d" % (r, c) if c % 2 else r * c / 3)
      b.add_sheet("Desa é €").write(9, 200, "jauh")
      b.save(sys.argv[1] + "/besar.xls")
      """, folder.url.path)
    let source = try InputSource.open(
      path: folder.url.appending(path: "besar.xls").path, options: SourceFixtures.options)
    let table = PartReading(source.parts[0], SourceFixtures.options)
    #expect(table.codes == [])
    #expect(table.rows.count == 20_000)
    #expect(table.rows[19_999][9] == "teks 19999 9")
    #expect(Double(table.rows[100][8]) == 100.0 * 8 / 3)
    let strange = PartReading(source.parts[1], SourceFixtures.options)
    #expect(source.parts[1].sheet == "Desa é €")
    #expect(strange.numbers == [10])
    #expect(strange.rows[0].count == 201)
  }
}

/// The Python library that writes old Excel files, of the interpreter that `SINERGI_PYTHON` names, or `python3`.
enum Xlwt {
  private static let interpreter = ProcessInfo.processInfo.environment["SINERGI_PYTHON"] ?? "python3"

  static let isAvailable: Bool = (try? start(["-c", "import xlwt"])) != nil

  static func run(_ script: String, _ folder: String) throws { try start(["-c", "import sys\n" + script, folder]) }

  private static func start(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [interpreter] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Python.Failure(description: "\(interpreter) failed") }
  }
}
