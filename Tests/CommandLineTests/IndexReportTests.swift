import Foundation
import PluginTesting
import Testing

/// Reports on status and levers over the 10,006 published records of IDM 2021 to 2024.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct IndexReportTests {
  private static let keys =
    (1...35).map { String(format: "iks%02d", $0) } + (1...12).map { String(format: "ike%02d", $0) }
    + (1...3).map { String(format: "ikl%02d", $0) }

  private static func lines(_ name: String) throws -> [[String]] {
    try String(contentsOfFile: SharedFiles.path("reference/" + name), encoding: .utf8)
      .split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",").map(String.init) }
  }

  private static func dotted(_ code: String) -> String {
    "\(code.prefix(2)).\(code.dropFirst(2).prefix(2)).\(code.dropFirst(4).prefix(2)).\(code.dropFirst(6))"
  }

  /// A store with the records and a register of their own codes: what became of codes since is no part of these figures.
  private static let store: Result<String, any Error> = Result {
    let records = try lines("idm_scores_10006.csv")
    let place = try Workplace()
    var units: Set<String> = []
    for record in records {
      let code = dotted(record[0])
      for length in [2, 5, 8, 13] { units.insert(String(code.prefix(length))) }
    }
    let register = units.sorted().map { code in
      code.count == 13 ? "\(code),Desa \(code.suffix(4))" : "\(code),Wilayah \(code)"
    }
    try place.write((["code,name"] + register).joined(separator: "\n") + "\n", to: "daftar.csv")
    let header = (["kode_desa", "tahun"] + keys + ["iks", "ike", "ikl", "idm", "status"]).joined(separator: ",")
    let rows = records.map { record in
      ([dotted(record[0]), record[1]] + record[2].map(String.init) + record[3...]).joined(separator: ",")
    }
    try place.write(([header] + rows).joined(separator: "\n") + "\n", to: "skor.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2020-01-01").expect(0)
    try place.imports("run", "idm_scores", "skor.csv").expect(0)
    let kept = FileManager.default.temporaryDirectory.appending(
      path: "sinergi-cli-idm-\(ProcessInfo.processInfo.processIdentifier).sqlite"
    ).path
    try place.admin("backup", kept).expect(0)
    atexit { IndexReportTests.remove() }
    return kept
  }

  private static func remove() {
    if let path = try? store.get() { try? FileManager.default.removeItem(atPath: path) }
  }

  private static func workplace() throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.copyItem(atPath: store.get(), toPath: place.store)
    return place
  }

  @Test(arguments: [2021, 2022, 2023]) func theObservedTransitionsAreReproduced(from: Int) throws {
    let place = try Self.workplace()
    let csv = try place.report(
      "run", "transition", "--period", "\(from + 1)", "--set", "from=\(from)", "--format", "csv"
    ).expect(0)
    var counted: [String: String] = [:]
    let columns = csv.cells[0]
    for row in csv.cells.dropFirst() where row[0] != "no_data" && row[0] != "total" {
      for (column, count) in zip(columns, row).dropFirst()
      where count != "0" && column != "no_data" && column != "total" { counted["\(row[0])>\(column)"] = count }
    }
    var observed: [String: String] = [:]
    for line in try Self.lines("idm_transitions_observed.csv") where line[0] == "\(from)" {
      func id(_ status: String) -> String { status.lowercased().replacingOccurrences(of: " ", with: "_") }
      observed["\(id(line[1]))>\(id(line[2]))"] = line[3]
    }
    #expect(!observed.isEmpty && counted == observed)
  }

  @Test func oneCellListsItsVillages() throws {
    let place = try Self.workplace()
    let csv = try place.report(
      "run", "transition", "--period", "2022", "--set", "from_status=berkembang", "--set", "to_status=Mandiri", "--set",
      "table=villages", "--format", "csv"
    ).expect(0)
    #expect(csv.cells.count == 7)
    #expect(csv.cells.dropFirst().allSatisfy { $0[3] == "berkembang" && $0[4] == "mandiri" && $0[5] == "2" })
    let wrong = try place.report("run", "transition", "--set", "from_status=berkembng").expect(64)
    #expect(wrong.errors.contains("mungkin maksudnya `berkembang`?"), wrong.summary)
  }

  /// What every plan has to be, whatever it is: enough, of scores that the rubric has, and of nothing frozen.
  @Test func plansReachTheStatusWithScoresOfTheRubric() throws {
    let place = try Self.workplace()
    let csv = try place.report("run", "levers", "--period", "2023", "--format", "csv").expect(0)
    #expect(csv.cells[0] == ["code", "name", "idm", "status", "target_status", "gap", "cost", "raises"])
    var rubric: [String: Set<Int>] = [:]
    for line in try Self.lines("idm_rubric.csv") { rubric[line[0], default: []].insert(Int(line[2]) ?? -1) }
    var scores: [String: [Int]] = [:]
    for record in try Self.lines("idm_scores_10006.csv") where record[1] == "2023" {
      scores[Self.dotted(record[0])] = record[2].compactMap(\.wholeNumberValue)
    }
    // The bounds of the four upper statuses with the published table's four decimals.
    let bounds = ["tertinggal": 0.4908, "berkembang": 0.5990, "maju": 0.7073, "mandiri": 0.8156]
    let units = ["iks": 12.0, "ike": 35.0, "ikl": 140.0]
    var plans = 0
    for row in csv.cells.dropFirst() where !row[7].isEmpty {
      plans += 1
      var index = Double(row[2]) ?? 0
      let own = try #require(scores[row[0]])
      for raise in row[7].split(separator: ";") {
        let parts = raise.split(whereSeparator: { $0 == ":" || $0 == ">" }).map(String.init)
        let (key, from, to) = (parts[0], Int(parts[1]) ?? -1, Int(parts[2]) ?? -1)
        #expect(own[Self.keys.firstIndex(of: key) ?? 0] == from && to > from && rubric[key]?.contains(to) == true)
        #expect(!["ikl02", "iks20", "iks21", "iks22"].contains(key))
        index += Double(to - from) * (units[String(key.prefix(3))] ?? 0) / 6300
      }
      #expect((index * 10_000).rounded() / 10_000 >= (bounds[row[4]] ?? 1), "\(row)")
    }
    #expect(plans > 2000)
    let costs = csv.cells.dropFirst().compactMap { Int($0[6]) }
    #expect(costs == costs.sorted())
  }

  @Test func aBudgetAndALevelNarrowWhatIsProposed() throws {
    let place = try Self.workplace()
    func figures(_ options: String...) throws -> [String: String] {
      let json = try place.run(
        .report, ["run", "levers", "--period", "2023", "--format", "json"] + options.flatMap { ["--set", $0] }
      ).expect(0).json()
      return Dictionary(
        json["key_figures"].array.map { ($0["id"].string ?? "", $0["value"].cell) },
        uniquingKeysWith: { first, _ in first })
    }
    let all = try figures()
    let budget = try figures("budget=500")
    #expect(all["below"] == budget["below"])
    #expect((Int(budget["effort"] ?? "") ?? .max) <= 500)
    #expect((Int(budget["reached"] ?? "") ?? 0) < (Int(all["reached"] ?? "") ?? 0))
    let desa = try place.report(
      "run", "levers", "--period", "2023", "--set", "level=desa", "--format", "json"
    ).expect(0).json().table("indicators").rows
    #expect(desa.count > 5)
    #expect(desa.allSatisfy { $0[6].contains("Desa") }, "\(desa)")
    let dear = try figures("light=100", "middle=100", "heavy=1")
    #expect(dear["effort"] != all["effort"])
    try place.report("run", "levers", "--set", "light=0").expect(64)
    try place.report("run", "levers", "--set", "to=makmur").expect(64)
  }

  @Test func aTrendBreaksWhereTheIndexChanged() throws {
    let place = try Self.workplace()
    let code = Self.dotted(try Self.lines("idm_scores_10006.csv")[0][0])
    try place.write(
      "tahun,kode_desa,skor indeks desa,status,dimensi 1\n2025,\(code),71.5,Maju,130\n", to: "indeks-desa.csv")
    try place.imports("run", "indeks_desa", "indeks-desa.csv").expect(0)
    let json = try place.report("run", "trend", "--region", "11", "--format", "json").expect(0).json()
    let rows = json.table("trend").rows
    #expect(
      rows.map { [$0[0], $0[1], $0[7].isEmpty ? "" : "+"] } == [
        ["idm", "2021", ""], ["idm", "2022", "+"], ["idm", "2023", "+"], ["idm", "2024", "+"],
        ["indeks_desa", "2025", ""],
      ])
    #expect(json["notes"].array.contains { $0.string?.contains("Deret terputus pada 2025") == true })
    // The means agree with those of the published records.
    for row in rows.prefix(4) {
      let published = try Self.lines("idm_scores_10006.csv").filter { $0[0].hasPrefix("11") && $0[1] == row[1] }
        .compactMap { Double($0[6]) }
      #expect(published.count == Int(row[2]))
      let mean = published.reduce(0, +) / Double(published.count)
      #expect(abs(mean - (Double(row[3]) ?? 0)) < 1e-6)
    }
    let unknown = try place.report("run", "levers", "--set", "index=indeks_desa", "--set", "level=desa").expect(64)
    #expect(unknown.errors.contains("tidak diketahui"), unknown.summary)
    try place.report("run", "trend", "--region", "11", "--output", "tren.xlsx").expect(0)
    #expect(try WorkbookInspector(path: place.path("tren.xlsx")).sheets.count > 1)
  }
}
