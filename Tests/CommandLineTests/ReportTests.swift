import Foundation
import PluginTesting
import Testing

@Suite struct ReportTests {
  /// The status report of Gunung Mas: the counts per kecamatan and of the kabupaten.
  static let gunungMas = [
    ["62.10", "Kabupaten Gunung Mas", "114", "4", "27", "62", "21", "0", "0"],
    ["62.10.01", "Sepang", "6", "1", "1", "4", "0", "0", "0"],
    ["62.10.02", "Kurun", "13", "0", "5", "8", "0", "0", "0"],
    ["62.10.03", "Tewah", "15", "1", "8", "6", "0", "0", "0"],
    ["62.10.04", "Kahayan Hulu Utara", "11", "0", "0", "6", "5", "0", "0"],
    ["62.10.05", "Rungan", "13", "0", "2", "10", "1", "0", "0"],
    ["62.10.06", "Manuhing", "11", "0", "5", "6", "0", "0", "0"],
    ["62.10.07", "Mihing Raya", "5", "2", "3", "0", "0", "0", "0"],
    ["62.10.08", "Damang Batu", "7", "0", "0", "2", "5", "0", "0"],
    ["62.10.09", "Miri Manasa", "10", "0", "0", "0", "10", "0", "0"],
    ["62.10.10", "Rungan Hulu", "8", "0", "0", "8", "0", "0", "0"],
    ["62.10.11", "Manuhing Raya", "5", "0", "0", "5", "0", "0", "0"],
    ["62.10.12", "Rungan Barat", "10", "0", "3", "7", "0", "0", "0"],
  ]
  static let columns = [
    "code", "name", "villages", "mandiri", "maju", "berkembang", "tertinggal", "sangat_tertinggal", "no_data",
  ]

  @Test func allFormatsTellTheSameFigures() throws {
    let place = try SampleStore.workplace()
    let line = ["run", "idm_status", "--region", "62.10", "--period", "2024"]
    let csv = try place.run(.report, line + ["--format", "csv"]).expect(0)
    #expect(csv.cells == [Self.columns] + Self.gunungMas)

    let json = try place.run(.report, line + ["--format", "json"]).expect(0).json()
    let table = json.table("status")
    #expect(table["columns"].array.map { $0["id"].string } == Self.columns)
    #expect(table.rows == Self.gunungMas)

    let text = try place.run(.report, line).expect(0)
    #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)
    for row in Self.gunungMas {
      // The first line of the row: code, the name's first word, and the numbers at the right edge.
      let shown = text.lines.first { $0.hasPrefix(row[0] + " ") }.map { $0.split(separator: " ").map(String.init) }
      #expect(shown?.suffix(7) == row.suffix(7), text.summary)
    }

    try place.run(.report, line + ["--output", "laporan.xlsx"]).expect(0)
    let workbook = try WorkbookInspector(path: place.path("laporan.xlsx"))
    #expect(workbook.created == "2025-01-15T03:04:05Z")
    let sheet = try #require(workbook.sheets.first)
    var found: [[String]] = []
    for number in 1...200 {
      guard let code = sheet.text("A\(number)"), code.hasPrefix("62.10"), let name = sheet.text("B\(number)") else {
        continue
      }
      found.append(
        [code, name] + ["C", "D", "E", "F", "G", "H", "I"].map { "\(Int(sheet.number("\($0)\(number)") ?? -1))" })
    }
    // People read the total last.
    #expect(found == Array(Self.gunungMas.dropFirst()) + [Self.gunungMas[0]])
  }

  @Test func jsonSaysWhereEachFigureComesFrom() throws {
    let place = try SampleStore.workplace()
    let json = try place.report("run", "idm_status", "--region", "64", "--format", "json").expect(0).json()
    #expect(
      json.keys == [
        "report", "title", "region", "period", "data_as_of", "stage", "key_figures", "tables", "figures", "sources",
        "notes",
      ])
    #expect(json["region"]["code"].string == "64")
    #expect(json["period"].string == "2024")
    let sources = Dictionary(
      json["sources"].array.map { ($0["id"].string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    let named =
      json["key_figures"].array.map { $0["source"].string }
      + json["tables"].array.flatMap { $0["columns"].array }
      .filter { $0["type"].string == "integer" || $0["type"].string == "real" }.map { $0["source"].string }
    #expect(named.count == 10)
    for name in named {
      let source = try #require(sources[name ?? ""])
      #expect(source["dataset"].string == "idm")
      #expect(source["period"].string == "2024")
      #expect(source["batches"].array.map(\.int) == [4])
      #expect(source.keys.contains("stage"))
    }
  }

  @Test func provisionalFiguresAreAnnounced() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "a.csv")
    try place.imports(
      "run", "idm_status", "a.csv", "--set", "period=2024", "--stage", "sementara", "--as-of", "2024-06-30"
    ).expect(0)
    let text = try place.report("run", "idm_status", "--region", "64").expect(0)
    #expect(text.lines.contains("ANGKA SEMENTARA, keadaan per 30 Juni 2024"))
    let json = try place.report("run", "idm_status", "--region", "64", "--format", "json").expect(0).json()
    #expect(json["stage"].string == "sementara")
    #expect(json["data_as_of"].string == "2024-06-30")
    let elsewhere = try place.report("run", "idm_status", "--region", "62.10").expect(0)
    #expect(!elsewhere.text.contains("ANGKA SEMENTARA"))
    #expect(
      try place.query("SELECT stage, as_of FROM batch WHERE id = \(SampleStore.batches + 1)").first?.hasPrefix(
        "sementara|") == true)
  }

  @Test(
    "Nothing to show is a sentence and no failure",
    arguments: [
      ["run", "idm_status", "--period", "2020"], ["run", "idm_status", "--region", "64.71.01"],
      ["run", "targets", "--region", "62"], ["run", "targets", "--region", "64.03"],
      ["run", "targets", "--period", "2022"],
    ])
  func nothingToShow(line: [String]) throws {
    let outcome = try SampleStore.workplace().run(.report, line).expect(0)
    #expect(outcome.text.contains("Belum ada") || outcome.text.contains("Tidak ada"), outcome.summary)
  }

  @Test func withoutARegisterReportsSayHowToLoadOne() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    let text = try place.report("run", "idm_status").expect(0)
    #expect(text.prose.contains("Daftar wilayah belum dimuat; muat dengan sinergi-import run region_register"))
    let csv = try place.report("run", "idm_status", "--format", "csv").expect(0)
    #expect(csv.errors.contains("Daftar wilayah belum dimuat"))
    let json = try place.report("run", "idm_status", "--format", "json").expect(0).json()
    #expect(json["tables"].array.allSatisfy { $0.rows.isEmpty })
    #expect(json["notes"].array.count == 1)
    let find = try place.admin("region", "find", "Paser").expect(64)
    #expect(find.errors.contains("sinergi-import run region_register"))
  }

  @Test func withoutRegionAndPeriodTheNationAndTheLatestPeriodAreNamed() throws {
    let place = try SampleStore.workplace()
    try place.imports(
      "run", "idm_status", "-", "--set", "period=2023", input: Tables.status(("64.01.01.2009", "0.5", "Tertinggal"))
    ).expect(0)
    let json = try place.report("run", "idm_status", "--format", "json").expect(0).json()
    #expect(json["region"]["code"].string == "0")
    #expect(json["period"].string == "2024")
    #expect(
      json.table("status").rows.map { $0.prefix(3) } == [
        ["0", "Indonesia", "955"], ["62", "Kalimantan Tengah", "114"], ["64", "Kalimantan Timur", "841"],
      ])
    let earlier = try place.report("run", "idm_status", "--period", "2023", "--region", "64", "--format", "csv").expect(
      0)
    #expect(earlier.cells[1] == ["64", "Kalimantan Timur", "841", "0", "0", "0", "1", "0", "840"])
  }

  @Test func outputGoesWhereItIsAskedFor() throws {
    let place = try SampleStore.workplace()
    let line = ["run", "idm_status", "--region", "64.01", "--set", "table=status"]
    let printed = try place.run(.report, line + ["--format", "csv"]).expect(0)
    let dashed = try place.run(.report, line + ["--format", "csv", "--output", "-"]).expect(0)
    #expect(dashed.output == printed.output && dashed.errors == "")
    // The ending of the name chooses the format; --format wins over it.
    let written = try place.run(.report, line + ["--output", "a.csv"]).expect(0)
    #expect(written.text == "" && written.errors == "Ditulis ke a.csv\n")
    #expect(try place.bytes("a.csv") == printed.output)
    try place.run(.report, line + ["--output", "b.csv", "--format", "json", "--quiet"]).expect(0)
    #expect(try place.bytes("b.csv").first == UInt8(ascii: "{"))
    let workbook = try place.run(.report, line + ["--format", "xlsx", "--output", "-"]).expect(0)
    #expect(workbook.output.starts(with: Data("PK".utf8)))
  }

  @Test func outputThatCannotBeWrittenEndsWith73AndLeavesNothing() throws {
    let place = try SampleStore.workplace()
    let missing = try place.report("run", "idm_status", "--output", "tidak/ada.csv").expect(73)
    #expect(missing.errors.contains("tidak/ada.csv") && missing.errors.contains("buat dahulu folder itu"))
    #expect(missing.text == "")
    try place.write("", to: "folder/isi")
    try place.report("run", "idm_status", "--output", "folder").expect(73)
    let full = try place.shell("\"$BIN/sinergi-report\" run idm_status --format csv > /dev/full").expect(73)
    #expect(full.errors.contains("galat: "))
    #expect(
      Set(try FileManager.default.contentsOfDirectory(atPath: place.folder)).isSubset(of: [
        "plugins.yaml", "sinergi.sqlite", "folder",
      ]))
  }

  @Test func aClosedPipeIsSilent() throws {
    let place = try SampleStore.workplace()
    let outcome = try place.shell(
      """
      for line in "report run idm_status --region 64" "report run targets --format json" \
        "admin region find a --limit 2000" "import batches --json"; do
        "$BIN"/sinergi-$line | head -1 > /dev/null
        echo "${PIPESTATUS[0]}"
      done
      """
    ).expect(0)
    #expect(outcome.lines == ["0", "0", "0", "0"])
    #expect(outcome.errors == "")
  }

  @Test func colourIsNeverWrittenToFilesAndPipes() throws {
    let place = try SampleStore.workplace()
    let plain = try place.report("run", "idm_status", "--region", "64").expect(0)
    #expect(!plain.text.unicodeScalars.contains("\u{1B}"))
    place.environment["NO_COLOR"] = "1"
    #expect(try place.report("run", "idm_status", "--region", "64").expect(0).output == plain.output)
  }

  @Test func theTableOfTargetsShowsPlanAndVillages() throws {
    let place = try SampleStore.workplace()
    let plan = try place.report("run", "targets", "--format", "csv").expect(0)
    #expect(
      plan.lines == [
        "year,target,cumulative,carried_over,effective,listed,unnamed,reached,gap", "2019,15,15,,,,,,",
        "2020,25,40,,,,,,", "2021,30,70,6,36,35,1,,", "2022,35,105,,,,,,", "2023,45,150,,,,,,",
      ])
    let json = try place.report(
      "run", "targets", "--set", "target=kaltim_naik_status_2019_2023", "--format", "json"
    ).expect(0).json()
    let villages = json.table("villages").rows
    #expect(villages.count == 36)
    #expect(villages.filter { !$0[1].isEmpty }.count == 35)
    #expect(villages.filter { $0[1].isEmpty }.map { $0[2] } == ["nama tidak disebut di sumber"])
    #expect(villages.filter { !$0[1].isEmpty }.allSatisfy { $0[1].hasPrefix("64.") && !$0[5].isEmpty })
    let text = try place.report("run", "targets").expect(0)
    #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)
    #expect(text.text.contains("nama tidak disebut"), text.summary)
  }

  @Test func aKecamatanListsItsVillages() throws {
    let place = try SampleStore.workplace()
    let rows = try place.report(
      "run", "idm_status", "--region", "62.10.07", "--set", "table=villages", "--format", "csv"
    ).expect(0).cells
    #expect(rows.first == ["code", "name", "idm", "status"])
    #expect(rows.dropFirst().map { $0[3] }.sorted() == ["maju", "maju", "maju", "mandiri", "mandiri"])
  }
}
