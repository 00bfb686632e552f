import Diagnostics
import Foundation
import Tabular
import Testing

/// The real files of the field: every one is read, or refused for a reason that stands here.
@Suite(.enabled(if: SourceFixtures.hasData, Comment(rawValue: SourceFixtures.dataIsMissing)))
struct SharedDataTests {
  private func open(_ path: String) throws -> InputSource {
    try InputSource.open(
      path: SourceFixtures.data.appending(path: path).path, name: path, options: SourceFixtures.options)
  }

  private func count(_ part: SourcePart, _ options: ReadingOptions) throws -> (
    rows: Int, flawed: Int, bag: DiagnosticBag
  ) {
    var reader = try part.reader(options)
    var (rows, flawed) = (0, 0)
    while let block = try reader.nextBlock() {
      rows += block.rowCount
      for row in 0..<block.rowCount where block.rejection(row) != nil { flawed += 1 }
    }
    return (rows, flawed, reader.diagnostics)
  }

  @Test func answersAboutIDMAreRead() throws {
    var options = ReadingOptions()
    options.json = try JSONTableSpec(
      records: "mapData",
      columns: [
        "IDENTITAS[0].id_desa", "SUMMARIES.TAHUN", "SUMMARIES.SKOR_SAAT_INI", "SUMMARIES.STATUS", "$folder", "$file",
      ]
        + (10...44).map { "ROW[ROW_CELL=\($0)].SKOR" })
    let source = try open("idm/idm-api/idm-api-65.tar.gz")
    #expect(source.parts.count == 1)
    var reader = try source.parts[0].reader(options)
    var rows = 0
    while let block = try reader.nextBlock() {
      for row in 0..<block.rowCount where block.rowNumber(row) > 1 {
        rows += 1
        #expect(block.string(row, 0) == block.string(row, 4))
        #expect(block.string(row, 1) == block.string(row, 5))
        #expect(block.kind(row, 2) == .number)
        #expect(block.kind(row, 20) == .number)
      }
    }
    #expect(rows == source.parts[0].documents)
    #expect(reader.diagnostics.isEmpty)
    options.json = try JSONTableSpec(records: "mapData.ROW[*]", columns: ["ROW_CELL", "SKOR", "$folder"])
    #expect(try count(source.parts[0], options).rows == 55 * rows + 1)
  }

  @Test func scoresOfSDGsAreReadByGoal() throws {
    var options = ReadingOptions()
    options.json = try JSONTableSpec(
      records: "", columns: ["$file", "average"] + (1...18).map { "data[goals=\($0)].score" })
    let source = try open("sdgs/sdgs-31.tar.gz")
    let table = try count(source.parts[0], options)
    #expect(table.rows == source.parts[0].documents + 1)
    #expect(table.flawed == 0)
    #expect(table.bag.isEmpty)
  }

  @Test func villagesOfTheMapAreReadFromTheirKecamatan() throws {
    var options = ReadingOptions()
    options.json = try JSONTableSpec(records: "kec[*].ds[*]", columns: ["^.k", "[0]", "[1]", "[2]", "^^.k"])
    var villages = 0
    let folder = SourceFixtures.data.appending(path: "idm/idm-2024-peta/prov")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      villages += try count(open("idm/idm-2024-peta/prov/" + name).parts[0], options).rows - 1
    }
    #expect(villages == 49_026)
  }

  @Test func budgetListsNeedNoDescription() throws {
    let table = PartReading(try open("budget/bogor-2025/dd2025.json").parts[0])
    #expect(table.rows.count == 857)
    #expect(table.rows[0] == ["sts", "kecamatan", "desa", "Realisasi"])
    #expect(table.codes == [])
  }

  @Test func dumpsOfRegionsAreRead() throws {
    let edition = try open("regions/sql/wilayah-2025.sql.gz")
    #expect(try count(edition.parts[0], ReadingOptions()).rows == 91_600)
    let older = try open("regions/sql/wilayah-2023-kepmendagri-100.1.1-6117-2022.sql.gz")
    #expect(try count(older.parts[0], ReadingOptions()).rows == 91_592)
    let bogor = try open("regions/sql/bogor-kecamatan-desa-utf16.sql")
    #expect(bogor.parts.map(\.sheet) == ["kecamatans", "desas"])
    #expect(try bogor.parts.map { try count($0, ReadingOptions()).rows } == [41, 436])
  }

  @Test func everyOtherFileIsReadToItsEnd() throws {
    let files = FileManager.default.enumerator(atPath: SourceFixtures.data.path)?.compactMap { $0 as? String } ?? []
    var seen = 0
    for file in files.sorted() {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let isTable = [".csv", ".csv.gz", ".xlsx", ".docx"].contains { name.hasSuffix($0) }
      guard isTable else { continue }
      seen += 1
      if file == "meetings/berita-acara-musyawarah-dusun-formulir.docx" {
        // A form of running text: it holds no table.
        #expect(#expect(throws: Diagnostic.self) { try open(file) }?.code == "table-missing")
        continue
      }
      let source = try open(file)
      for part in source.parts {
        do {
          let table = try count(part, SourceFixtures.options)
          #expect(table.rows > 0 || part.sheet != nil, "\(file)")
        } catch {
          Issue.record("\(file) \(part.sheet ?? ""): \(error)")
        }
      }
    }
    #expect(seen > 60)
  }
}
