import Foundation
import Testing

@Suite struct StoreTests {
  @Test func initMakesAStoreOnceAndLeavesItAloneThen() throws {
    let place = try Workplace()
    let first = try place.admin("init").expect(0)
    #expect(first.lines.prefix(2) == ["sinergi.sqlite dibuat", "dataset idm: tabel dibuat"])
    #expect(first.lines.dropFirst().allSatisfy { $0.hasPrefix("dataset ") && $0.hasSuffix(": tabel dibuat") })
    let before = try place.bytes("sinergi.sqlite")
    let second = try place.admin("init", "--lang", "en").expect(0)
    #expect(second.text == "sinergi.sqlite is there already and current\n")
    #expect(try place.bytes("sinergi.sqlite") == before)
  }

  @Test(
    "Without a store the hint is to make one",
    arguments: [
      (Program.admin, ["stats"]), (.admin, ["datasets"]), (.admin, ["migrate"]), (.admin, ["verify"]),
      (.admin, ["backup", "b.sqlite"]), (.admin, ["region", "find", "x"]), (.imports, ["sample"]),
      (.imports, ["batches"]), (.imports, ["aliases", "list"]),
      (.imports, ["run", "idm_status", "x.csv", "--set", "period=2024"]), (.report, ["run", "idm_status"]),
    ])
  func noStore(program: Program, arguments: [String]) throws {
    let place = try Workplace()
    let outcome = try place.run(program, arguments).expect(74)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("belum ada data di sinergi.sqlite; buat dengan: sinergi-admin init"))
    #expect(!place.exists("sinergi.sqlite") && !place.exists("b.sqlite"))
  }

  @Test(
    "A file that is no store is refused and left as it is",
    arguments: ["", "hello\n", String(repeating: "kode,nama\n", count: 2000)],
    [["init"], ["migrate"], ["stats"], ["verify"]])
  func notAStore(content: String, arguments: [String]) throws {
    let place = try Workplace()
    try place.write(content, to: "sinergi.sqlite")
    let outcome = try place.run(.admin, arguments).expect(74)
    #expect(outcome.errors.contains("sinergi.sqlite bukan data Sinergi"))
    #expect(try place.bytes("sinergi.sqlite") == Data(content.utf8))
    #expect(!place.exists("sinergi.sqlite-wal"))
  }

  @Test func anotherProgramsDatabaseIsRefusedAndLeftAsItIs() throws {
    let place = try Workplace()
    try place.python(
      "import sqlite3; c = sqlite3.connect('sinergi.sqlite'); c.execute('CREATE TABLE t(a)'); c.commit()"
    )
    .expect(0)
    let before = try place.bytes("sinergi.sqlite")
    try place.admin("migrate").expect(74)
    try place.imports("sample").expect(74)
    #expect(try place.bytes("sinergi.sqlite") == before)
  }

  @Test(
    "A store made by a newer version is refused and left as it is",
    arguments: [["migrate"], ["stats"], ["init"], ["verify"]])
  func newerStore(arguments: [String]) throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.python(
      "import sqlite3; c = sqlite3.connect('sinergi.sqlite'); c.execute('PRAGMA user_version = 99'); c.commit()"
    ).expect(0)
    let before = try place.bytes("sinergi.sqlite")
    let outcome = try place.run(.admin, arguments).expect(74)
    #expect(outcome.errors.contains("lebih baru"))
    #expect(try place.bytes("sinergi.sqlite") == before)
  }

  @Test func aStoreInAMissingFolderIsNotMade() throws {
    let outcome = try Workplace().admin("init", "--store", "tidak/ada.sqlite").expect(74)
    #expect(outcome.errors.contains("tidak ada; buat dahulu folder itu"))
  }

  @Test func aBusyStoreEndsWith75AfterTheTimeGiven() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "idm.csv")
    let outcome = try place.shell(
      """
      python3 - <<'END' &
      import sqlite3, time, os
      connection = sqlite3.connect('sinergi.sqlite', isolation_level=None)
      connection.execute('BEGIN IMMEDIATE')
      open('held', 'w').close()
      while not os.path.exists('done'): time.sleep(0.02)
      connection.rollback()
      END
      until [ -e held ]; do sleep 0.02; done
      "$BIN/sinergi-import" run idm_status idm.csv --set period=2024 --wait 0.2; code=$?
      "$BIN/sinergi-report" run idm_status --region 64 --format csv > report.csv; echo "report $?"
      "$BIN/sinergi-admin" backup b.sqlite; echo "backup $?"
      touch done; wait; exit $code
      """
    ).expect(75)
    #expect(outcome.errors.contains("sedang ditulis oleh proses lain"))
    #expect(outcome.errors.contains("menunggu proses lain"))
    try place.admin("verify", "--store", "b.sqlite").expect(0)
    // Readers and backups do not wait for writers.
    #expect(outcome.text.contains("report 0") && outcome.text.contains("backup 0"))
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
    try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024", "--wait", "0.2").expect(0)
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches + 1)"])
  }

  @Test func whatWasStoredBeforeTheStoreGotBusyIsTold() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "a.csv")
    // The second file is a pipe that gives its rows only when another connection holds the lock.
    let outcome = try place.shell(
      """
      mkfifo b.csv
      "$BIN/sinergi-import" run idm_status a.csv b.csv a.csv --set period=2024 --wait 0.2 --json > result.json & child=$!
      python3 - <<'END' &
      import os, sqlite3, time
      with open('b.csv', 'w') as pipe:
          connection = sqlite3.connect('sinergi.sqlite', isolation_level=None)
          connection.execute('BEGIN IMMEDIATE')
          pipe.write('kode_desa,idm,status\\n64.01.01.2010,0.9,Mandiri\\n')
          pipe.close()
          while not os.path.exists('done'): time.sleep(0.02)
          connection.rollback()
      END
      wait $child; code=$?; touch done; wait
      cat result.json; exit $code
      """
    ).expect(75)
    let json = try outcome.json()
    #expect(json["batches"].array.map { $0["batch"].int } == [SampleStore.batches + 1, nil])
    #expect(json["batches"][1]["diagnostics"].array.map { $0["code"].string } == ["store-busy"])
    #expect(json["audit_head"].string?.count == 64)
    #expect(try place.query("SELECT file FROM batch WHERE id > \(SampleStore.batches)") == ["a.csv"])
  }

  @Test func aWriterGoesOnWhenTheOtherIsDone() throws {
    let place = try SampleStore.workplace()
    try place.write(Tables.status(("64.01.01.2009", "0.9", "Mandiri")), to: "idm.csv")
    let outcome = try place.shell(
      """
      python3 - <<'END' &
      import sqlite3, time
      connection = sqlite3.connect('sinergi.sqlite', isolation_level=None)
      connection.execute('BEGIN IMMEDIATE')
      open('errors', 'w').close()
      # Held until the other says that it waits, however slow the machine is.
      for _ in range(1200):
          if 'waiting' in open('errors').read(): break
          time.sleep(0.05)
      connection.rollback()
      END
      until [ -e errors ]; do sleep 0.02; done
      "$BIN/sinergi-import" run idm_status idm.csv --set period=2024 --lang en 2>errors; code=$?
      wait; cat errors >&2; exit $code
      """
    ).expect(0)
    #expect(outcome.errors.contains("waiting for another process"))
  }

  @Test func migrateAppliesAnAddedField() throws {
    let place = try SampleStore.workplace()
    try place.write("", to: "plugins/marker")
    try FileManager.default.copyItem(
      atPath: Products.checkout + "/Modules/Indicators/Idm", toPath: place.path("plugins/Idm"))
    try place.admin("migrate").expect(0)
    try place.replace(
      "      - {id: iks01,", with: "      - {id: idm_catatan, title: Catatan, type: text}\n      - {id: iks01,",
      in: "plugins/Idm/plugin.yaml")

    for (program, arguments) in [
      (Program.report, ["run", "idm_status"]), (.imports, ["sample"]), (.admin, ["init"]),
    ] {
      let refused = try place.run(program, arguments).expect(78)
      #expect(refused.errors.contains("dataset `idm` belum diterapkan"), refused.summary)
      #expect(refused.errors.contains("jalankan: sinergi-admin migrate"), refused.summary)
      #expect(refused.text == "")
    }
    let migrated = try place.admin("migrate").expect(0)
    #expect(migrated.text == "dataset idm: kolom `idm_catatan` ditambahkan\n")
    #expect(try place.admin("migrate", "--lang", "en").expect(0).text == "sinergi.sqlite is current\n")

    let total = try place.report("run", "idm_status", "--region", "64", "--format", "csv").expect(0)
    #expect(total.lines[1] == "64,Kalimantan Timur,841,262,380,195,4,0,0")
    let table = "kode_desa,idm,idm_catatan\n64.01.01.2009,0.9,dihitung ulang\n"
    try place.imports("run", "idm_status", "-", "--set", "period=2024", input: table).expect(0)
    #expect(
      try place.query("SELECT idm, idm_catatan FROM data_idm WHERE region = 6401012009") == ["0.9|dihitung ulang"])
    try place.admin("verify").expect(0)
  }

  @Test func aFieldIsDroppedOnlyWhenThatIsAllowed() throws {
    let place = try SampleStore.workplace()
    try place.write("", to: "plugins/marker")
    try FileManager.default.copyItem(
      atPath: Products.checkout + "/Modules/Indicators/Idm", toPath: place.path("plugins/Idm"))
    try place.replace(
      "      - {id: iks01,", with: "      - {id: idm_catatan, title: Catatan, type: text}\n      - {id: iks01,",
      in: "plugins/Idm/plugin.yaml")
    try place.admin("migrate").expect(0)
    try place.replace(
      "      - {id: idm_catatan, title: Catatan, type: text}\n", with: "", in: "plugins/Idm/plugin.yaml")
    let refused = try place.admin("migrate").expect(78)
    #expect(refused.errors.contains("idm_catatan"))
    let dropped = try place.admin("migrate", "--allow-drop").expect(0)
    #expect(dropped.text.contains("kolom `idm_catatan` diarsipkan dan dihapus"))
    try place.admin("verify").expect(0)
  }

  @Test func backupAndRestoreBringBackTheSameFigures() throws {
    let place = try SampleStore.workplace()
    let report = try place.report("run", "idm_status", "--region", "64", "--format", "csv").expect(0)
    #expect(try place.admin("backup", "cadangan.sqlite").expect(0).text == "Cadangan ditulis ke cadangan.sqlite\n")
    try place.admin("verify", "--store", "cadangan.sqlite").expect(0)
    try place.write(Tables.status(("64.01.01.2009", "0.4", "Sangat Tertinggal")), to: "idm.csv")
    try place.imports("run", "idm_status", "idm.csv", "--set", "period=2024").expect(0)
    #expect(try place.report("run", "idm_status", "--region", "64", "--format", "csv").text != report.text)

    let restored = try place.admin("restore", "cadangan.sqlite").expect(0)
    #expect(restored.text.contains("dipulihkan dari cadangan.sqlite"))
    #expect(try place.report("run", "idm_status", "--region", "64", "--format", "csv").text == report.text)
    // What was replaced is kept, with the change in it.
    let kept = try place.report(
      "run", "idm_status", "--region", "64", "--format", "csv", "--store", "sinergi.sqlite.before-restore")
    #expect(kept.code == 0 && kept.text != report.text)
    try place.admin("verify").expect(0)
  }

  @Test func aBackupNeverReplacesAFileAndNeedsItsFolder() throws {
    let place = try SampleStore.workplace()
    try place.write("penting", to: "ada.txt")
    try place.admin("backup", "ada.txt").expect(73)
    #expect(try place.bytes("ada.txt") == Data("penting".utf8))
    let missing = try place.admin("backup", "tidak/ada.sqlite").expect(73)
    #expect(missing.errors.contains("buat dahulu folder itu"))
  }

  @Test func onlyASoundBackupIsRestored() throws {
    let place = try SampleStore.workplace()
    let before = try place.bytes("sinergi.sqlite")
    try place.write("bukan basis data", to: "bukan.sqlite")
    try place.admin("restore", "bukan.sqlite").expect(74)
    try place.admin("restore", "tidak-ada.sqlite").expect(66)
    try place.admin("backup", "rusak.sqlite").expect(0)
    try place.python(
      "import sqlite3; c = sqlite3.connect('rusak.sqlite'); c.execute('UPDATE data_idm SET idm = 0.1'); c.execute(\"DELETE FROM region_version WHERE code = 64\"); c.execute('PRAGMA foreign_keys = OFF'); c.execute('UPDATE data_idm SET part = 999 WHERE region = 6401012009'); c.commit()"
    ).expect(0)
    try place.admin("restore", "rusak.sqlite").expect(74)
    #expect(try place.bytes("sinergi.sqlite") == before)
    #expect(!place.exists("sinergi.sqlite.before-restore"))
  }

  @Test func verifyFindsDamage() throws {
    let place = try SampleStore.workplace()
    let sound = try place.admin("verify").expect(0)
    #expect(sound.text.hasPrefix("sinergi.sqlite: utuh"))
    #expect(sound.errors == "")
    try place.python(
      "import sqlite3; c = sqlite3.connect('sinergi.sqlite'); c.execute('UPDATE data_idm SET part = 999 WHERE region = 6401012009'); c.commit()"
    ).expect(0)
    let damaged = try place.admin("verify").expect(65)
    #expect(damaged.text == "")
    #expect(damaged.errors.contains("data_idm"))
  }

  @Test func statsAndDatasetsSayWhatTheStoreHolds() throws {
    let place = try SampleStore.workplace()
    let stats = try place.admin("stats", "--json").expect(0).json()
    let figures = Dictionary(
      stats["key_figures"].array.map { ($0["id"].string ?? "", $0["value"].int) },
      uniquingKeysWith: { first, _ in first })
    #expect(figures["regions"] == 1299)
    #expect(figures["batches"] == SampleStore.batches)
    #expect(figures["rejects"] == 0)
    #expect(figures["target_villages"] == 36)
    #expect(figures["aliases"] == 3)
    #expect(figures["rows_idm"] == 955)
    #expect(stats["notes"].array.contains { $0.string?.contains("2025-04-25") == true })

    let datasets = try place.admin("datasets", "--json", "--lang", "en").expect(0).json()
    let rows = datasets.table("datasets").rows
    #expect(rows.first == ["idm", "Village Development Index", "Village", "yearly", "55", "955", "2024"])
    // The sample holds indices and the meetings of the five events, nothing else.
    let meetings = ["rapat": "8", "delegasi": "26", "tindak_lanjut": "14", "pembahasan": "0"]
    for (dataset, count) in meetings { #expect(rows.first { $0[0] == dataset }?[5] == count, "\(dataset)") }
    #expect(rows.filter { !$0[6].hasPrefix("20") }.allSatisfy { $0[5] == "0" && $0[6] == "–" })
    for command in [["stats"], ["datasets"]] {
      let text = try place.run(.admin, command).expect(0)
      #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)
      #expect(text.errors == "")
    }
  }
}
