import Diagnostics
import Foundation
import Tabular
import Testing

@Suite struct InputSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws -> (
    source: InputSource, tables: [PartReading]
  ) { try PartReading.tables(bytes, in: folder, options: options) }

  private func wide(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
  }

  // MARK: - Text

  @Test func textIsReadInWhateverEncodingItIs() throws {
    let text = "kode;desa\n1;Désa “A” 😀\n2;Sari\n"
    let expected = [["kode", "desa"], ["1", "Désa “A” 😀"], ["2", "Sari"]]
    let inputs: [[UInt8]] = [
      Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), wide(text, bigEndian: false, mark: true),
      wide(text, bigEndian: true, mark: true), wide(text, bigEndian: false, mark: false),
      wide(text, bigEndian: true, mark: false),
    ]
    for input in inputs {
      let (source, tables) = try read(input)
      #expect(source.kind == .csv)
      #expect(tables.map(\.rows) == [expected])
      #expect(tables[0].codes == [])
    }
    var western = Array("kode;desa\n1;D".utf8)
    western += [0xE9, 0x73, 0x61, 0x20, 0x93, 0x41, 0x94, 0x0A]
    let assumed = try read(western).tables[0]
    #expect(assumed.rows == [["kode", "desa"], ["1", "Désa “A”"]])
    #expect(assumed.codes == ["encoding-assumed 1"])
    var options = ReadingOptions()
    options.encoding = .utf8
    #expect(try read(western, options).tables[0].codes == ["encoding-invalid 1"])
    options.encoding = .windows1252
    #expect(try read(western, options).tables[0].codes == [])
    options.encoding = .utf16le
    #expect(try read(Array(inputs[4]), options).tables[0].rows == expected)
  }

  @Test func theEncodingIsFoundHoweverLateItShows() throws {
    let head = Array(("kode,desa\n" + String(repeating: "1,Sari\n", count: 40_000)).utf8)
    let western: [UInt8] = Array("2,Caf".utf8) + [0xE9, 0x0A] + Array("3,Fin\n".utf8)
    let late = try read(head + western).tables[0]
    #expect(late.rows.suffix(2) == [["2", "Café"], ["3", "Fin"]])
    #expect(late.codes == ["encoding-assumed 1"])
    let tail = String(repeating: "3,Fin\n", count: 9000)
    let mixed: [UInt8] = head + Array("2,Café ñ ü\n".utf8) + Array(tail.utf8) + [0x34, 0x2C, 0xE9, 0x0A]
    let utf8 = try read(mixed).tables[0]
    #expect(utf8.rows[40_001] == ["2", "Café ñ ü"])
    #expect(utf8.codes == ["encoding-invalid 1"])
  }

  @Test func encodingsAreReadTheSameWayInPiecesOfAnySize() throws {
    var generator = SeededGenerator(seed: 43)
    for _ in 0..<150 * SeededGenerator.factor {
      let text = "a,b\n" + generator.soup(delimiter: ",", pieces: Int.random(in: 0...400, using: &generator))
      var bytes: [UInt8]
      var options = CSVOptions(file: "f.csv")
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        bytes = wide(text, bigEndian: true, mark: generator.chance(0.5))
        options.encoding = .utf16be
      case 1:
        bytes = wide(text, bigEndian: false, mark: generator.chance(0.5))
        options.encoding = .utf16le
      default:
        bytes = Array(text.utf8)
        options.encoding = .windows1252
      }
      let isChanged = generator.chance(0.4)
      if isChanged { generator.mutate(&bytes, with: "\u{0}é,\n") }
      let whole = Reading(source: MemoryByteSource(bytes), options: options)
      let chunk = Int.random(in: 1...50, using: &generator)
      #expect(Reading(source: MemoryByteSource(bytes, chunk: chunk), options: options) == whole)
      if options.encoding != .windows1252, !isChanged {
        #expect(whole == Reading(source: MemoryByteSource(text), options: CSVOptions(file: "f.csv")))
      }
    }
  }

  @Test func jsonAndLinesAndDumpsAreToldFromCSV() throws {
    func kind(_ text: String) throws -> SourceKind { try read(Array(text.utf8)).source.kind }
    #expect(try kind("[{\"a\":1}]") == .json)
    #expect(try kind("\u{FEFF}\n {\"a\":\n1}") == .json)
    #expect(try kind("{\"a\":1}\n{\"a\":2}\n") == .ndjson)
    #expect(try kind("{\"a\":1}\n") == .json)
    #expect(try kind("[1] Nama,Skor\nA,1\n") == .csv)
    #expect(try kind("{nama},skor\nA,1\n") == .csv)
    #expect(try kind("kode,nama\n1,\"{\"\"a\"\":1}\"\n") == .csv)
    #expect(try kind("-- dump\nINSERT INTO t (a) VALUES (1);\n") == .sql)
    #expect(try kind("SET,A\nINSERT,1\n") == .csv)
    let cut = try read(Array("[{\"a\":1},\n{\"a\":".utf8)).tables[0]
    #expect(cut.codes == ["!json-invalid"])
    #expect(cut.problem?.place == Place(file: "berkas.dat", line: 2, column: 6))
  }

  @Test func dumpsGiveATableForEachTable() throws {
    let dump = """
      /* Versi 1; bukan perintah */
      CREATE TABLE IF NOT EXISTS wilayah (kode varchar(13) NOT NULL, `nama` varchar(100) DEFAULT 'a,b', PRIMARY KEY (kode)) ENGINE=MyISAM;
      INSERT INTO wilayah VALUES ('99.01','Pa''jukukang'),('99.02','Ma\\'rang; (baru)'), -- catatan
        ('99.03',NULL);
      INSERT IGNORE INTO `db`.`skor` (`id`,`nilai`) VALUES (1,0.5989),(2,-3);
      INSERT INTO wilayah (kode, nama) VALUES ('99.04', NOW());
      """
    let (source, tables) = try read(Array(dump.utf8))
    #expect(source.parts.map(\.sheet) == ["wilayah", "skor"])
    #expect(source.parts.map(\.estimatedRows) == [4, 2])
    #expect(
      tables[0].rows == [
        ["kode", "nama"], ["99.01", "Pa'jukukang"], ["99.02", "Ma'rang; (baru)"], ["99.03", ""], ["99.04", "NOW()"],
      ])
    #expect(tables[1].rows == [["id", "nilai"], ["1", "0.5989"], ["2", "-3"]])
    #expect(tables[1].kinds[1] == [.number, .number])
    #expect(try PartReading.refusal(Array("INSERT INTO t VALUES (1,'a".utf8), in: folder)?.code == "sql-invalid")
  }

  // MARK: - Refusals

  @Test func whatIsNoTableIsNamedAndRefused() throws {
    let cases: [([UInt8], String, String)] = [
      (Array("%PDF-1.7\n%".utf8), "file-unsupported", "PDF"),
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], "file-unsupported", "PNG"),
      ([0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10], "file-unsupported", "JPEG"),
      ([0x49, 0x49, 0x2A, 0, 8, 0], "file-unsupported", "TIFF"),
      (Array("SQLite format 3\0".utf8), "file-unsupported", "SQLite"),
      (Array("\n <HTML><table><tr><td>1</td>".utf8), "file-unsupported", "HTML"),
      (
        Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>".utf8), "file-unsupported",
        "Excel 2003"
      ),
      (Array("{\\rtf1 teks}".utf8), "file-unsupported", "RTF"), ([], "file-empty", "kosong"),
      (Array(" \n\n".utf8), "file-empty", "kosong"), (Array("a,b\n1,".utf8) + [0, 0x0A], "file-unsupported", "biner"),
      ([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0], "file-unsupported", "UTF-32"),
      (Array("Rar!\u{1A}\u{7}".utf8), "file-unsupported", "RAR"),
    ]
    for (bytes, code, word) in cases {
      let problem = try #require(try PartReading.refusal(bytes, in: folder), "\(word)")
      #expect(problem.code == code)
      #expect(problem.message.id.contains(word), "\(problem.message.id)")
      #expect(problem.place?.file == "berkas.dat")
      #expect(problem.hint != nil)
    }
    let missing = try #require(throws: Diagnostic.self) { try InputSource.open(path: folder.url.path + "/tidak-ada") }
    #expect(missing.code == "file-unreadable")
  }

  @Test(.enabled(if: Python.isAvailable, Comment(rawValue: Python.isMissing)))
  func containersThatHoldNoTableAreNamed() throws {
    let files = try SourceFixtures.make(
      """
      import struct, zipfile
      def ole(name, *streams):
          head = bytearray(b"\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1" + bytes(504))
          struct.pack_into("<HHHHH", head, 24, 62, 3, 0xFFFE, 9, 6)
          struct.pack_into("<II", head, 44, 1, 0)
          struct.pack_into("<I", head, 76, 1)
          for i in range(1, 109): struct.pack_into("<I", head, 76 + 4 * i, 0xFFFFFFFF)
          sector = bytearray(512)
          for i, s in enumerate(("Root Entry",) + streams):
              text = s.encode("utf-16-le") + b"\\0\\0"
              sector[i * 128:i * 128 + len(text)] = text
              struct.pack_into("<HB", sector, i * 128 + 64, len(text), 5 if i == 0 else 2)
          fat = struct.pack("<II", 0xFFFFFFFE, 0xFFFFFFFD) + b"\\xff" * 504
          open(name, "wb").write(head + sector + fat)
      ole("kunci.xlsx", "EncryptionInfo", "EncryptedPackage")
      ole("surat.doc", "WordDocument")
      with zipfile.ZipFile("lembar.ods", "w") as z:
          z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
          z.writestr("content.xml", "<x/>")
      with zipfile.ZipFile("paparan.pptx", "w") as z:
          z.writestr("[Content_Types].xml", "<Types/>")
          z.writestr("ppt/presentation.xml", "<x/>")
      """)
    for (name, code, word) in [
      ("kunci.xlsx", "file-encrypted", "sandi"), ("surat.doc", "file-unsupported", ".doc"),
      ("lembar.ods", "file-unsupported", ".ods"), ("paparan.pptx", "file-unsupported", "PowerPoint"),
    ] {
      let bytes = try #require(files[name])
      let problem = try #require(try PartReading.refusal(bytes, in: folder), "\(name)")
      #expect(problem.code == code)
      #expect(problem.message.id.contains(word), "\(problem.message.id)")
    }
  }

  // MARK: - Limits

  @Test func endlessLinesAndRowsAreRefusedInBoundedMemory() throws {
    var limits = InputLimits()
    limits.recordBytes = 1 << 20
    let line = [UInt8](repeating: 0x78, count: 4 << 20)
    #expect(try PartReading.refusal(line, in: folder, limits: limits)?.code == "record-too-long")
    limits.json.tokenBytes = 1 << 20
    let long = Array("[{\"a\":\"".utf8) + line
    #expect(try PartReading.refusal(long, in: folder, limits: limits)?.code == "json-invalid")
    let wide = Array(String(repeating: "a,", count: 100_000).utf8)
    #expect(try PartReading.refusal(wide, in: folder)?.code == "too-many-fields")
  }

  @Test func progressEndsAtTheSizeOfTheFile() throws {
    let bytes = Array("a,b\n1,2\n".utf8)
    let table = try read(bytes).tables[0]
    #expect(table.units.read == bytes.count)
    #expect(table.units.total == bytes.count)
  }

  @Test func anyBytesAreToldApartWithoutHarm() throws {
    var generator = SeededGenerator(seed: 41)
    let starts: [[UInt8]] = [
      [], [0x1F, 0x8B, 8, 0], [0x50, 0x4B, 3, 4], [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [0xFF, 0xFE],
      [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], Array("[{\"a\":".utf8), Array("{\"a\":1}\n".utf8),
      Array("-- x\nINSERT INTO t VALUES (".utf8), Array("a;b\n1;2\n".utf8),
      Array("desa/a.csv".utf8) + Array(repeating: 0, count: 502),
    ]
    for _ in 0..<150 * SeededGenerator.factor {
      var bytes = generator.pick(starts)
      switch Int.random(in: 0..<3, using: &generator) {
      case 0:
        bytes += (0..<Int.random(in: 0...2000, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
      case 1: bytes += Array(generator.soup(delimiter: ",", pieces: 60).utf8)
      default: bytes += Array(generator.json(depth: 3).utf8)
      }
      if generator.chance(0.3) { generator.mutate(&bytes, with: "\u{0}{}[]'();\n") }
      if let problem = try PartReading.refusal(bytes, in: folder) {
        #expect(problem.place != nil || problem.code == "json-path-invalid")
      }
    }
  }
}
