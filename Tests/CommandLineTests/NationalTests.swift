import Foundation
import Testing

/// Real files of the nation and of two provinces, and the figures that are known of them.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct NationalTests {
  @Test func theRegisterOf2025IsWhole() throws {
    let place = try SharedFiles.nationalWorkplace()
    let rows = try place.admin("region", "show", "0", "--json").expect(0).json().table("children").rows
    #expect(
      rows == [
        ["Provinsi", "38"], ["Kabupaten", "416"], ["Kota", "98"], ["Kecamatan", "7285"], ["Desa", "75252"],
        ["Kelurahan", "8496"], ["Desa adat", "14"],
      ])
    #expect(try place.query("SELECT rows_read, rows_new, rows_rejected FROM batch") == ["91599|91599|0"])
    let again = try place.imports(
      "run", "region_register", SharedFiles.path("reference/regions_national_2025.csv"), "--set",
      "effective=2025-04-25", "--json"
    ).expect(0).json()
    #expect(again["batches"][0]["batch"].isNull && again["batches"][0]["rows"]["unchanged"].int == 91599)
    #expect(try place.query("SELECT count(*) FROM batch") == ["1"])
    try place.admin("verify").expect(0)
  }

  @Test func theEditionOf2019HasOneOrphan() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    let line = [
      "run", "region_register", SharedFiles.path("data/regions/permendagri-72-2019.csv"), "--set",
      "effective=2019-10-25", "--json",
    ]
    let before = try place.bytes("sinergi.sqlite")
    let tried = try place.run(.imports, line + ["--dry-run"]).expect(65).json()
    #expect(tried["batches"][0]["rows"]["new"].int == 91219)
    #expect(try place.bytes("sinergi.sqlite") == before)
    try place.run(.imports, line + ["--strict"]).expect(65)
    #expect(try place.query("SELECT count(*) FROM batch") == ["0"])

    let batch = try place.run(.imports, line).expect(65).json()["batches"][0]
    #expect(batch["rows"]["read"].int == 91220 && batch["rows"]["new"].int == 91219)
    #expect(batch["rows"]["rejected"].int == 1)
    let errors = batch["diagnostics"].array.filter { $0["severity"].string == "error" }
    #expect(errors.map { $0["code"].string } == ["register-orphan"])
    #expect(errors.first?["value"].string == "13.02.02.1036")
    #expect(errors.first?["row"].int == 13605)
    let rows = try place.admin("region", "show", "0", "--json").expect(0).json().table("children").rows
    #expect(
      rows == [
        ["Provinsi", "34"], ["Kabupaten", "416"], ["Kota", "98"], ["Kecamatan", "7230"], ["Desa", "74953"],
        ["Kelurahan", "8488"],
      ])
  }

  @Test func anImportThatIsKilledLeavesAllOrNothing() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    let outcome = try place.shell(
      """
      run() { exec "$BIN/sinergi-import" run region_register '\(SharedFiles.path("reference/regions_national_2025.csv"))' \\
        --set effective=2025-04-25 --quiet; }
      for seconds in 0.1 0.4 0.8 1.2 1.6; do
        run & child=$!
        sleep $seconds; kill -KILL $child; wait $child 2> /dev/null
        "$BIN/sinergi-admin" verify > /dev/null || exit 1
        python3 -c "import sqlite3; c = sqlite3.connect('sinergi.sqlite'); print(c.execute('SELECT (SELECT count(*) FROM batch), (SELECT count(*) FROM region_version)').fetchone())"
      done
      python3 - "$BIN/sinergi-import" '\(SharedFiles.path("reference/regions_national_2025.csv"))' <<'END'
      import signal, subprocess, sys, time
      # The threads that run tests block signals, and children inherit that.
      unblock = lambda: signal.pthread_sigmask(signal.SIG_SETMASK, [])
      line = [sys.argv[1], "run", "region_register", sys.argv[2], "--set", "effective=2025-04-25"]
      child = subprocess.Popen(line, preexec_fn=unblock)
      time.sleep(0.1)
      child.terminate()
      # 143 where the command had begun to listen for it, else the signal itself.
      print("ended by SIGTERM" if child.wait() in (143, -15) else "not ended")
      END
      (run); echo "done $?"
      """
    ).expect(0)
    let states = outcome.lines.prefix(5)
    #expect(states.count == 5 && states.allSatisfy { $0 == "(0, 0)" || $0 == "(1, 91599)" }, outcome.summary)
    #expect(states.first == "(0, 0)", outcome.summary)
    #expect(outcome.lines.suffix(2) == ["ended by SIGTERM", "done 0"], outcome.summary)
    #expect(try place.query("SELECT count(*) FROM region_version") == ["91599"])
  }

  @Test func theEditionOf2025WithoutAHeaderIsTheSame() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    let batch = try place.imports(
      "run", "region_register", SharedFiles.path("data/regions/kepmendagri-300.2.2-2138-2025.csv"), "--set",
      "effective=2025-04-25", "--json"
    ).expect(0).json()["batches"][0]
    #expect(batch["rows"]["read"].int == 91599 && batch["rows"]["new"].int == 91599)
    let counts = try place.query("SELECT kind, count(*) FROM region_version GROUP BY kind ORDER BY kind")
    let national = try SharedFiles.nationalWorkplace()
      .query("SELECT kind, count(*) FROM region_version GROUP BY kind ORDER BY kind")
    #expect(counts == national)
  }

  @Test func theIndexOfTwoProvincesGivesThePublishedCounts() throws {
    let place = try SharedFiles.nationalWorkplace()
    let batch = try place.imports(
      "run", "idm_status", SharedFiles.path("reference/idm_2024_kaltim_kalteng.csv"), "--set", "period=2024", "--json"
    ).expect(0).json()["batches"][0]
    #expect(
      ImportTests.rows(batch) == ["read": 2273, "new": 2273, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0])
    let flagged = batch["diagnostics"].array.filter { $0["severity"].string != "note" }
    #expect(flagged.map { $0["code"].string } == ["status-contradicts-index"])
    #expect(flagged.first?["message"].string?.contains("62.13.06.2003") == true)
    // Flagged, not changed: the printed status stands beside the one that follows.
    #expect(
      try place.query(
        "SELECT p.id, c.id FROM data_idm d JOIN class_list p ON p.ordinal = d.status AND p.field = 'status' JOIN class_list c ON c.ordinal = d.status_computed AND c.field = 'status' WHERE region = 6213062003"
      ) == ["berkembang|maju"])

    let known = try Self.published()
    for (region, total) in [
      ("64", ["841", "262", "380", "195", "4", "0", "0"]), ("62", ["1432", "248", "439", "659", "86", "0", "0"]),
    ] {
      let rows = try place.report("run", "idm_status", "--region", region, "--period", "2024", "--format", "csv")
        .expect(0).cells
      #expect(rows.first == ReportTests.columns)
      #expect(Array(rows[1][2...]) == total)
      let parts = rows.dropFirst(2)
      #expect(parts.map { $0[0] } == parts.map { $0[0] }.sorted())
      for column in 2..<9 {
        #expect(parts.reduce(0) { $0 + (Int($1[column]) ?? -1) } == Int(total[column - 2]))
      }
      #expect(
        Set(parts.map { [$0[0]] + $0[2..<8] }) == Set(known.filter { $0[0].hasPrefix(region + ".") }))
    }
    let regency = try place.report("run", "idm_status", "--region", "62.10", "--format", "csv").expect(0).cells
    #expect(regency == [ReportTests.columns] + ReportTests.gunungMas)

    let nation = try place.report("run", "idm_status", "--format", "csv").expect(0).cells
    #expect(nation[1] == ["0", "Indonesia", "75266", "510", "819", "854", "90", "0", "72993"])
    #expect(nation.contains(["11", "Aceh", "6500", "0", "0", "0", "0", "0", "6500"]))
    for row in nation.dropFirst() {
      let numbers = row[2...].compactMap { Int($0) }
      #expect(numbers.first == numbers.dropFirst().reduce(0, +))
    }
  }

  /// Code, villages and the five counts of each kabupaten, as published.
  private static func published() throws -> [[String]] {
    let text = try String(contentsOfFile: SharedFiles.path("reference/idm_2024_regency_summary.csv"), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return [cells[0]] + cells[2..<8]
    }
  }

  @Test func wideAndLongTablesOfScoresGiveTheSameRows() throws {
    let wide = try SharedFiles.nationalWorkplace()
    let long = try SharedFiles.nationalWorkplace()
    let made = try wide.shell("python3 '\(SharedFiles.path("bench/make_national.py"))' bench --villages 6515").expect(0)
    #expect(made.errors.contains("6515 villages"))
    let wideBatch = try wide.imports("run", "idm_scores", "bench/idm_wide_2024.csv", "--json").expect(0).json()[
      "batches"][0]
    let longBatch = try long.imports("run", "idm_scores", wide.path("bench/idm_long_2024.csv"), "--json").expect(0)
      .json()["batches"][0]
    let urban = try #require(
      Int(try wide.query("SELECT count(*) FROM data_idm WHERE region / 1000 % 10 = 1").first ?? ""))
    #expect(urban == 4)
    #expect(wideBatch["rows"]["read"].int == 6515 && wideBatch["rows"]["new"].int == 6515)
    #expect(longBatch["rows"]["read"].int == 351810 && longBatch["rows"]["new"].int == 6515)
    for batch in [wideBatch, longBatch] {
      let uncounted = batch["diagnostics"].array.filter { $0["code"].string == "kind-not-counted" }
      #expect(uncounted.count == 1)
      #expect(batch["rows"]["rejected"].int == 0)
    }
    let columns =
      "region, period, iks, ike, ikl, idm, iks_computed, ike_computed, ikl_computed, idm_computed, status_computed, "
    let scores =
      ((1...35).map { "iks\($0 < 10 ? "0" : "")\($0)" } + (1...12).map { "ike\($0 < 10 ? "0" : "")\($0)" } + [
        "ikl01", "ikl02", "ikl03",
      ])
      .joined(separator: ", ")
    let question = "SELECT \(columns)\(scores) FROM data_idm ORDER BY period, region"
    let rows = try wide.query(question)
    #expect(rows.count == 6515)
    #expect(try long.query(question) == rows)
    // Kelurahan are stored and never counted.
    let report = try wide.report("run", "idm_status", "--format", "csv").expect(0).cells
    let nation = report[1].dropFirst(3).dropLast().compactMap { Int($0) }
    #expect(nation.reduce(0, +) == 6515 - urban)
    #expect(try long.report("run", "idm_status", "--format", "csv").expect(0).cells[1].last == report[1].last)
  }

  @Test func aliasesDecideHowManyTargetVillagesAreListed() throws {
    let place = try SharedFiles.nationalWorkplace()
    let folder = Products.checkout + "/Modules/Regions/KalimantanTimur/Sample"
    let target = "target=kaltim_naik_status_2019_2023"
    let first = try place.imports("run", "target_list", folder + "/desa-sasaran-2021.csv", "--set", target, "--json")
      .expect(65).json()["batches"][0]
    #expect(first["rows"]["read"].int == 36 && first["rows"]["rejected"].int == 3)
    let codes = Dictionary(grouping: first["diagnostics"].array) { $0["code"].string ?? "" }.mapValues {
      $0.compactMap { $0["value"].string }
    }
    #expect(codes["region-ambiguous"] == ["Sedulang", "Jonggon"])
    #expect(codes["region-not-found"] == ["Kerohong"])
    #expect(codes["region-close"] == ["Prayono", "Lumpaq Dahuq", "Lung Melan"])
    #expect(
      codes["village-unnamed"]?.count
        ?? first["diagnostics"].array.filter { $0["code"].string == "village-unnamed" }.count <= 1)
    let hints = first["diagnostics"].array.filter { $0["severity"].string == "error" }
      .map { ($0["message"].string ?? "") + ($0["hint"].string ?? "") }
    #expect(hints.count == 3)
    #expect(hints[0].contains("64.02.11.2009") && hints[0].contains("64.02.19.2002"))
    #expect(hints[1].contains("Jonggon Jaya") && hints[1].contains("Jonggon Desa"))
    #expect(hints[2].contains("Delang Kerohong"))
    let listed = { (place: Workplace) in
      try place.report("run", "targets", "--format", "csv").expect(0).lines.first { $0.hasPrefix("2021,") }
    }
    #expect(try listed(place) == "2021,30,70,6,36,32,1,,")

    try place.imports("aliases", "add", "--file", folder + "/alias.csv").expect(0)
    let second = try place.imports("run", "target_list", folder + "/desa-sasaran-2021.csv", "--set", target, "--json")
      .expect(0).json()["batches"][0]
    #expect(second["rows"]["new"].int == 3 && second["rows"]["unchanged"].int == 33)
    #expect(try listed(place) == "2021,30,70,6,36,35,1,,")
  }
}
