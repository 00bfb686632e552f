import Diagnostics
import Tabular
import Testing

@Suite struct RowBlockTests {
  private func block(_ text: String) throws -> RowBlock {
    var reader = CSVReader(MemoryByteSource(text), options: CSVOptions(file: "idm.csv"))
    return try #require(try reader.nextBlock())
  }

  @Test func fieldsCanBeTakenOneByOneOrAllAtOnce() throws {
    let block = try block("a,b\n\"x\"\"y\",\n")
    #expect(block.rowCount == 2)
    #expect(block.firstRow == 1)
    #expect(block.fieldCount(1) == 2)
    #expect(block.withField(1, 0) { Array($0) } == Array("x\"y".utf8))
    #expect(block.withField(1, 1) { $0.count } == 0)
    #expect(block.withField(1, 2) { $0.count } == 0)
    #expect(block.string(1, 0) == "x\"y")
    #expect(block.string(1, 9) == "")
    block.withUnsafeFields { base, starts, ends, rowStarts in
      #expect(Array(rowStarts) == [0, 2, 4])
      let fields = zip(starts, ends).map { start, end in
        String(decoding: UnsafeBufferPointer(start: base + Int(start), count: Int(end - start)), as: UTF8.self)
      }
      #expect(fields == ["a", "b", "x\"y", ""])
    }
  }

  @Test func textThatIsNotUTF8IsNeverMadeUp() throws {
    var reader = CSVReader(MemoryByteSource([0x61, 0x0A, 0x62, 0xE9, 0x0A]), options: CSVOptions(file: "f"))
    let block = try #require(try reader.nextBlock())
    #expect(block.string(1, 0) == nil)
    #expect(block.cells(1) == ["b\u{FFFD}"])
    #expect(!block.isRagged(1))
    #expect(block.rejection(1)?.code == "encoding-invalid")
    #expect(block.rejection(0) == nil)
  }

  @Test func aRaggedRowSaysWhyInBothLanguages() throws {
    let block = try block("a,b,c\n1,2\n\n1,2,3,4\n1,2,3,\n")
    #expect((0..<4).map { block.isRagged($0) } == [false, true, true, false])
    #expect(
      block.rejection(1)?.line(in: .indonesian)
        == "idm.csv:2:3: galat: baris ini hanya berisi 2 sel, seharusnya 3; "
        + "lengkapi sel yang kurang, atau periksa apakah baris ini terpotong")
    #expect(
      block.rejection(2)?.line(in: .english)
        == "idm.csv:4:4: error: this row has 4 cells instead of 3; "
        + "put double quotes around text that holds the delimiter (\"…\")")
    #expect(block.rejection(3) == nil)
    #expect(block.diagnostics(3).map(\.severity) == [.warning])
    #expect(block.diagnostics(3).first?.place == Place(file: "idm.csv", line: 5, column: 4))
  }

  @Test func theNumberOfFieldsCanBeFixedOrFree() {
    let text = Array("judul\na,b\n1,2\n3\n".utf8)
    #expect(
      Reading(text) { $0.fieldCount = .exactly(2) }.problems
        == ["1:2 error row-too-short", "4:2 error row-too-short"])
    #expect(Reading(text, delimiter: UInt8(ascii: ",")) { $0.fieldCount = .any }.problems == [])
  }

  @Test(arguments: [UInt8(0), 0x0A, 0x0D, 0x22, 0x80, 0xFF])
  func aDelimiterThatCannotBeOneIsRefused(delimiter: UInt8) {
    #expect(Reading(Array("a,b".utf8), delimiter: delimiter).problems == ["!-:- error delimiter-invalid"])
  }

  @Test(
    arguments: [
      ([0x50, 0x4B, 3, 4] + Array("....xl/workbook.xml".utf8), "ini buku kerja Excel (.xlsx), bukan CSV"),
      ([0x50, 0x4B, 3, 4] + Array("....word/document.xml".utf8), "ini dokumen Word (.docx), bukan CSV"),
      ([0x50, 0x4B, 3, 4] + Array("....data.txt".utf8), "ini arsip ZIP, bukan CSV"),
      ([0x1F, 0x8B, 8, 0], "ini berkas gzip, bukan CSV"),
      (Array("SQLite format 3\0".utf8), "ini basis data SQLite, bukan CSV"),
      (Array("<table><tr><td>".utf8), "ini halaman HTML atau XML, bukan CSV"),
      (Array("a,b,c\n1,".utf8) + [0], "ini data biner (bita NUL pada posisi 9), bukan CSV"),
    ] as [([UInt8], String)])
  func aFileThatIsNoTextIsCalledByItsName(bytes: [UInt8], message: String) throws {
    var reader = CSVReader(MemoryByteSource(bytes), options: CSVOptions(file: "f"))
    let diagnostic = try #require(throws: Diagnostic.self) { try reader.nextBlock() }
    #expect(diagnostic.code == "file-binary")
    #expect(diagnostic.message.id == message)
    #expect(diagnostic.hint != nil)
  }

  @Test func aNULDeepInAFileIsAFlawOfItsRow() {
    let text = Array(("a,b\n" + String(repeating: "1,2\n", count: 20_000)).utf8) + Array("3,\0\n4,5\n".utf8)
    let reading = Reading(text, blockBytes: 1000)
    #expect(reading.problems == ["20002:2 error nul-byte"])
    #expect(reading.rows.count == 20_003)
  }
}
