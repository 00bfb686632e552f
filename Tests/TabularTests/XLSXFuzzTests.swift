import Diagnostics
import Foundation
import Testing

@testable import Tabular

@Suite("Damaged workbooks and documents")
struct XLSXFuzzTests {
  /// Limits under which no input of a test takes long.
  private var limits: XLSXLimits {
    var limits = XLSXLimits()
    limits.archive.maximumTotalBytes = 64 << 20
    limits.maximumGapCells = 1 << 20
    limits.sharedStringBytesInMemory = 1000
    return limits
  }

  /// Reads all there is, and says what went wrong.
  private func readAll(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> [String] {
    let path = try folder.file("b.xlsx", bytes)
    var codes: [String] = []
    do throws(Diagnostic) {
      let workbook = try XLSXWorkbook(path: path, limits: limits)
      for sheet in workbook.sheets.prefix(60) {
        do throws(Diagnostic) {
          if let problem = TableReading(try workbook.reader(of: sheet, blockBytes: 4096)).problem { throw problem }
          _ = try workbook.mergedRanges(of: sheet)
        } catch { codes.append(error.code) }
      }
    } catch { codes.append(error.code) }
    return codes
  }

  private static let known: Set<String> = [
    "archive-damaged", "archive-too-large", "archive-method-unsupported", "file-encrypted", "file-empty",
    "xlsx-damaged", "docx-damaged", "xml-malformed", "xml-entity-refused", "xml-too-complex", "too-many-fields",
    "cell-too-long", "format-unsupported", "archive-path-unsafe",
  ]

  @Test("bytes changed anywhere in a workbook end in rows or in a known diagnostic")
  func archives() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 21)
    var seen: Set<String> = []
    for number in 0..<60 * SeededGenerator.factor {
      var fixture = XLSXFixture(strings: (0..<5).map { "<t>teks \($0)</t>" })
      fixture.parts["xl/worksheets/sheet1.xml"] = generator.sheet()
      let stored = number % 2 == 0
      let original = try Archives.zip(fixture.all, isStored: stored)
      for _ in 0..<10 {
        var bytes = original
        generator.mutate(&bytes, alphabet: "PK\u{1}\u{2}\u{5}\u{6}\0/<>&\"a0", most: 4)
        seen.formUnion(try readAll(bytes, in: folder))
      }
    }
    #expect(seen.subtracting(XLSXFuzzTests.known).isEmpty)
    #expect(seen.contains("archive-damaged"))
  }

  @Test("parts changed within an intact archive end in rows or in a known diagnostic")
  func parts() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 22)
    var seen: Set<String> = []
    for _ in 0..<100 * SeededGenerator.factor {
      var fixture = XLSXFixture(strings: (0..<5).map { "<t>teks \($0)</t>" })
      fixture.styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"-1\"/></cellXfs>"
      fixture.parts["xl/worksheets/sheet1.xml"] = generator.sheet()
      var parts = fixture.all
      for _ in 0..<generator.pick([1, 1, 2]) {
        let index = Int.random(in: 0..<parts.count, using: &generator)
        generator.mutate(&parts[index].bytes, alphabet: "<>&\"'/=: \n\r\t]!?-az019é;#")
      }
      if generator.chance(0.1) { parts.remove(at: Int.random(in: 0..<parts.count, using: &generator)) }
      seen.formUnion(try readAll(try Archives.zip(parts, isStored: true), in: folder))
    }
    #expect(seen.subtracting(XLSXFuzzTests.known).isEmpty)
    #expect(seen.count >= 2)
  }

  @Test("depth, lengths and numbers beyond all measure are refused")
  func extremes() throws {
    let folder = try TemporaryFolder()
    let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
    let long = String(repeating: "x", count: 5 << 20)
    let cases: [(String, String)] = [
      (deep, "xml-too-complex"), ("<row r=\"1\">\(deep)</row>", "xml-too-complex"),
      ("<row r=\"1\"><c r=\"A1\" x=\"\(long)\"/></row>", "xml-too-complex"), ("<!--\(long)-->", "xml-too-complex"),
      ("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\(long)</v></c></row>", "cell-too-long"),
      (
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\(String(repeating: "&amp;", count: 2 << 20))</v></c></row>",
        "cell-too-long"
      ),
      (
        "<row r=\"1\">" + (1...20_000).map { "<c r=\"\(CellLetters.of($0))1\"><v>1</v></c>" }.joined() + "</row>",
        "too-many-fields"
      ), ("<row r=\"1\">" + String(repeating: "<c><v>1</v></c>", count: 100_000) + "</row>", "too-many-fields"),
    ]
    for (data, expected) in cases {
      let bytes = try XLSXFixture(data).bytes()
      #expect(try readAll(bytes, in: folder) == [expected], "\(data.prefix(60))")
    }
  }

  @Test(
    "real workbooks with bytes changed end in rows or in a known diagnostic",
    .enabled(if: !RealOfficeFiles.all.isEmpty, Comment(rawValue: RealOfficeFiles.isMissing)))
  func real() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 23)
    for path in RealOfficeFiles.all {
      let original = Array(try Data(contentsOf: URL(filePath: path)))
      for _ in 0..<2 * SeededGenerator.factor {
        var bytes = original
        generator.mutate(&bytes, alphabet: "PK\u{1}\u{2}\u{5}\u{6}\0/", most: 8)
        let codes = path.hasSuffix(".docx") ? try DOCXFuzz.readAll(bytes, in: folder) : try readAll(bytes, in: folder)
        #expect(Set(codes).subtracting(XLSXFuzzTests.known).isEmpty, "\(path)")
      }
    }
  }

  @Test("documents changed within an intact archive end in rows or in a known diagnostic")
  func documents() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 24)
    var seen: Set<String> = []
    for number in 0..<200 * SeededGenerator.factor {
      var parts = DOCXFixture.parts(generator.wordBody())
      if number % 4 > 0 {
        let index = generator.chance(0.8) ? parts.count - 1 : Int.random(in: 0..<parts.count, using: &generator)
        generator.mutate(&parts[index].bytes, alphabet: "<>&\"'/=: \n]!?-w:tblrcp019é;#")
      }
      var bytes = try Archives.zip(parts, isStored: true)
      if number % 4 == 0 { generator.mutate(&bytes, alphabet: "PK\u{1}\u{2}\u{5}\u{6}\0/", most: 3) }
      seen.formUnion(try DOCXFuzz.readAll(bytes, in: folder))
    }
    #expect(seen.subtracting(XLSXFuzzTests.known).isEmpty)
    #expect(seen.contains("xml-malformed"))
  }
}

enum DOCXFuzz {
  static func readAll(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> [String] {
    let path = try folder.file("d.docx", bytes)
    var codes: [String] = []
    do throws(Diagnostic) {
      var limits = DOCXLimits()
      limits.archive.maximumTotalBytes = 64 << 20
      let document = try DOCXDocument(path: path, limits: limits)
      for table in document.tables {
        if let problem = TableReading(document.reader(of: table, blockBytes: 256)).problem {
          codes.append(problem.code)
        }
      }
    } catch { codes.append(error.code) }
    return codes
  }
}

/// Real workbooks and documents of Indonesian offices, kept beside the repository.
enum RealOfficeFiles {
  static let isMissing = "the folder ../shared/data with real files is not there, so none are read"

  static let all: [String] = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let data = root.appending(path: "../shared/data").standardizedFileURL
    let files = FileManager.default.enumerator(at: data, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { ($0 as? URL)?.path }.filter { $0.hasSuffix(".xlsx") || $0.hasSuffix(".docx") }.sorted()
  }()

  static var workbooks: [String] { all.filter { $0.hasSuffix(".xlsx") } }
  static var documents: [String] { all.filter { $0.hasSuffix(".docx") } }
}
