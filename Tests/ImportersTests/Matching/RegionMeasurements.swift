import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Tabular
import Testing

@testable import Importers

/// How many rows of real files find their region, pinned: a change of the rules shows here.
///
/// Truth is the code that stands in the same row. None may be found wrongly.
@Suite(.enabled(if: Checkout.hasData, "the real files are not at \(Checkout.data.path)"))
struct RegionMeasurements {
  private static let desa = RegionOptions(level: .village, scheme: .kemendagri, kinds: [.desa, .desaAdat])

  private func desk(earlier: Bool = false) throws -> MatchingDesk {
    let before = earlier ? [(20_190_101, try RealFiles.earlier.get())] : []
    return MatchingDesk(editions: before + [(20_250_425, try RealFiles.latest.get())])
  }

  private func measure(
    _ rows: [RealFiles.Row], _ options: RegionOptions = RegionMeasurements.desa, earlier: Bool = false,
    usesCodes: Bool = false
  ) throws -> Measured {
    var resolver = try desk(earlier: earlier).resolver(options)
    let measured = Measured(rows, &resolver, usesCodes: usesCodes)
    #expect(measured.wrong == [])
    return measured
  }

  @Test func villagesOfTheIdmTablesAreFoundByTheirNames() throws {
    let register = Set(try RealFiles.latest.get().map(\.0))
    let rows = try RealFiles.idm().filter { $0.truth.map { register.contains($0) } ?? false }
    let measured = try measure(rows)
    #expect(
      measured.description == "48234: 48197 found, 0 wrong, 14 region-ambiguous, 1 region-missing, 22 region-not-found")
    #expect(measured.share > 0.99)
    // With the edition of 2019 as well, names of former parents are followed.
    #expect(
      try measure(rows, earlier: true).description
        == "48234: 48225 found, 0 wrong, 6 region-ambiguous, 1 region-missing, 2 region-not-found")
  }

  @Test func codesOfTheIdmTablesAreTakenWithTheirNames() throws {
    #expect(
      try measure(RealFiles.idm(), usesCodes: true).description
        == "49026: 47989 found, 0 wrong, 245 region-contradicts, 792 region-unknown")
  }

  @Test func villageEnterprisesAreFoundByTheirNames() throws {
    let rows = try RealFiles.table("misc/bumdes-berbadan-hukum-2024.csv.gz", encoding: .windows1252).map { row in
      RealFiles.Row(names: Array(row[1...4]))
    }
    let plain = try measure(rows).description
    #expect(plain == "21709: 21597 found, 0 wrong, 15 region-ambiguous, 97 region-not-found")
    let earlier = try measure(rows, earlier: true).description
    #expect(
      earlier
        == "21709: 21687 found, 0 wrong, 7 region-ambiguous, 15 region-not-found")
  }

  @Test func workersOfVillageEnterprisesAreFoundByTheirNames() throws {
    let rows = try RealFiles.table("misc/bumdes-tenaga-kerja.csv", encoding: .windows1252).map { row in
      RealFiles.Row(truth: Int64(row[4]), code: row[4], names: [row[1], row[2], row[3], row[5]])
    }
    #expect(
      try measure(rows).description
        == "18245: 18076 found, 0 wrong, 17 regency-not-found, 16 region-ambiguous, 2 region-missing, 134 region-not-found"
    )
    #expect(
      try measure(rows, usesCodes: true).description
        == "18245: 18045 found, 0 wrong, 26 region-contradicts, 2 region-missing, 172 region-unknown")
  }

  @Test func codesLookedUpByNameAreFoundOut() throws {
    let rows = try RealFiles.table("misc/pelatihan-masyarakat-desa-2024.csv", encoding: .windows1252).map { row in
      RealFiles.Row(code: row[10], names: [row[5], row[7], row[9], row[11]])
    }
    let options = RegionOptions(level: .village, scheme: .kemendagri)
    var resolver = try desk().resolver(options)
    // Whatever is taken without a warning lies where the row says.
    let book = resolver.archive.book(0)
    var elsewhere: [String] = []
    for row in rows {
      let answer = resolver.answer([row.code], row.names)
      guard let region = answer.code.flatMap({ RegionCode($0) }),
        !answer.remarks.contains(where: { $0.diagnostic.severity == .warning })
      else { continue }
      for (level, name) in zip([RegionLevel.regency, .district, .village], row.names.dropFirst()) {
        let own = region.ancestor(level).flatMap { book.name($0.number) } ?? ""
        if NameAgreement(NameForm(own), NameForm(name)) == .different { elsewhere.append("\(row.names) → \(region)") }
      }
    }
    #expect(elsewhere == [])
    #expect(
      try measure(rows, options, usesCodes: true).description
        == "772: 545 found, 0 wrong, 1 regency-not-found, 209 region-contradicts, 15 region-not-found, 2 region-unknown"
    )
  }

  @Test func bpsCodesOfOpenDataAgreeWithTheKemendagriCodesBesideThem() throws {
    var desk = try desk()
    desk.archive.crosswalk = try Self.crosswalk()
    var resolver = try desk.resolver(RegionOptions(level: .village))
    for (file, expected) in [("keberadaan_simpan_pinjam", 21_239), ("sinyal_telepon", 26_548)] {
      let table = try RealFiles.table("misc/opendata-jabar/\(file).csv.gz")
      if var survey = resolver.survey {
        for row in table.prefix(6000) { RegionCells.with(code: [row[6]]) { survey.add($0) } }
        #expect(try resolver.decide(survey, file: file).map(\.value) == ["bps"])
      }
      var differing: [String] = []
      var found = 0
      for row in table {
        guard let code = resolver.answer([row[6]], [row[1], row[3], row[5], row[7]]).code else { continue }
        found += 1
        let published = Int64(row[10].filter { $0 != "." }) ?? 0
        if published != code, resolver.archive.book(0).contains(published) {
          differing.append("\(row[6...11]) → \(code)")
        }
      }
      #expect(differing == [])
      #expect(found == expected)
    }
  }

  @Test func everyBpsCodeIsFollowedToTheRegister() throws {
    var desk = try desk()
    desk.archive.crosswalk = try Self.crosswalk()
    var resolver = try desk.resolver(RegionOptions(level: .village, scheme: .bps))
    var ways: [String: Int] = [:]
    for code in desk.archive.crosswalk.foreign where code >= 1_000_000_000 {
      ways[resolver.answer(["\(code)"]).how.rawValue, default: 0] += 1
    }
    #expect(ways == ["crosswalk": 77_248, "moved": 5736, "refused": 223])
  }

  @Test func damagedCodesAreRefused() throws {
    let rows = try RealFiles.table("misc/kode-rusak-jabar.csv").map { row in
      RealFiles.Row(truth: Int64(row[0]), code: row[0], names: ["", "", "", ""])
    }
    // Of a third of the codes nothing was lost: they lie in the kabupaten that stands beside them.
    #expect(try measure(rows, usesCodes: true).description == "5311: 1255 found, 0 wrong, 4056 region-code-damaged")
  }

  @Test func proposalsOfKulonProgoAreFound() throws {
    let rows = try RealFiles.table("meetings/usulan-program-kulonprogo-2024.csv", delimiter: UInt8(ascii: ";")).map {
      row in
      RealFiles.Row(names: ["", "", row[8], row[7]])
    }
    var options = RegionOptions(level: .village, scheme: .kemendagri)
    options.within = try #require(RegionCode("34.01"))
    #expect(try measure(rows, options).description == "171: 171 found, 0 wrong")
  }

  /// Transfers of Kabupaten Bogor: names of kecamatan and village only.
  @Test(arguments: [
    ("dd2025", "856: 856 found, 0 wrong"),
    ("add2025", "417: 417 found, 0 wrong"),
    ("bhprd2025", "464: 464 found, 0 wrong"),
  ])
  func transfersOfBogorAreFound(_ file: String, _ expected: String) throws {
    let data = try Data(contentsOf: URL(filePath: RealFiles.path("budget/bogor-2025/\(file).json")))
    let records = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    let rows = records.map { record in
      RealFiles.Row(names: ["", "", record["kecamatan"] as? String ?? "", record["desa"] as? String ?? ""])
    }
    var options = RegionOptions(level: .village, scheme: .kemendagri)
    options.within = try #require(RegionCode("32.01"))
    let told = try measure(rows, options).description
    #expect(told == expected)
  }

  /// A list of posyandu: kecamatan stand beside some of its rows, many with blanks; plain equality finds 4,863.
  @Test func posyanduOfBogorAreFound() throws {
    let source = try InputSource.open(
      path: RealFiles.path("misc/posyandu-bogor-2023.xlsx"), name: "posyandu-bogor-2023.xlsx")
    var reader = try #require(source.parts.first).reader()
    var rows: [RealFiles.Row] = []
    while let block = try reader.nextBlock() {
      for row in 0..<block.rowCount where block.rowNumber(row) > 4 {
        let cells = block.cells(row) + ["", "", "", ""]
        guard cells[3].contains(where: \.isLetter) else { continue }
        rows.append(RealFiles.Row(names: ["", "", cells[1], cells[2]]))
      }
    }
    var options = RegionOptions(level: .village, scheme: .kemendagri)
    options.within = try #require(RegionCode("32.01"))
    let told = try measure(rows, options).description
    #expect(told == "5151: 5127 found, 0 wrong, 3 region-ambiguous, 5 region-missing, 16 region-not-found")
  }

  private static func crosswalk() throws -> CrosswalkTable {
    var rows: [CrosswalkRow] = []
    let folder = Checkout.data.appending(path: "regions/bps-kemendagri")
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for (index, line) in text.split(separator: "\n").enumerated() {
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        if let row = try? CrosswalkLine.read(cells, row: index + 1) { rows.append(row) }
      }
    }
    var table = CrosswalkTable()
    for row in rows.sorted(by: { $0.foreign < $1.foreign }) {
      table.foreign.append(row.foreign)
      table.codes.append(row.code.number)
      table.foreignNames.append(row.foreignName)
      table.names.append(row.name)
    }
    return table
  }
}
