import Foundation
import Testing

@Suite struct ConfigurationTests {
  @Test(
    "A faulty configuration ends with 78 and names the place",
    arguments: [
      (Program.admin, ["init"]), (.admin, ["migrate"]), (.admin, ["config", "check"]), (.admin, ["datasets"]),
      (.imports, ["list"]), (.imports, ["sample"]), (.report, ["list"]), (.report, ["run", "idm_status"]),
    ])
  func faulty(program: Program, arguments: [String]) throws {
    let place = try Workplace()
    try place.replace("reports:    [{id: idm_status}", with: "reports:    [{id: idm_statsu}", in: "plugins.yaml")
    let outcome = try place.run(program, arguments).expect(78)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("plugins.yaml:15:"), outcome.summary)
    #expect(outcome.errors.contains("mungkin maksudnya `idm_status`?"), outcome.summary)
    #expect(!place.exists("sinergi.sqlite"))
  }

  @Test func everyFaultIsToldInOneRun() throws {
    let place = try Workplace()
    try place.write(
      """
      version: 1
      stor: sinergi.sqlite
      language: fr
      reports: [{id: tidak_ada}, {id: targets, enable: true}]

      """, to: "plugins.yaml")
    let outcome = try place.admin("config", "check").expect(78)
    #expect(outcome.errors.split(separator: "\n").count == 4, outcome.summary)
    for text in [":2:1: galat", ":3:11: galat", ":4:16: galat", ":4:42: galat"] {
      #expect(outcome.errors.contains(text))
    }
  }

  @Test func aMissingConfigurationIsAConfigurationError() throws {
    let outcome = try Workplace().report("list", "--config", "lain.yaml").expect(78)
    #expect(outcome.errors.contains("lain.yaml"))
  }

  @Test func theConfigurationFileIsChosenByOptionThenEnvironment() throws {
    let place = try Workplace()
    let text = String(decoding: try place.bytes("plugins.yaml"), as: UTF8.self)
    for name in ["satu", "dua"] {
      try place.write(
        text.replacingOccurrences(of: "sinergi.sqlite ", with: "\(name).sqlite "), to: "\(name)/plugins.yaml")
    }
    place.environment["SINERGI_CONFIG"] = "satu/plugins.yaml"
    try place.admin("init").expect(0)
    // The store of a configuration lies beside it.
    #expect(place.exists("satu/satu.sqlite"))
    try place.admin("init", "--config", "dua/plugins.yaml").expect(0)
    #expect(place.exists("dua/dua.sqlite"))
    #expect(!place.exists("sinergi.sqlite"))
  }

  @Test func theStoreIsChosenByOptionThenEnvironmentThenConfiguration() throws {
    let place = try Workplace()
    place.environment["SINERGI_STORE"] = "lingkungan.sqlite"
    try place.admin("init", "--store", "opsi.sqlite").expect(0)
    #expect(place.exists("opsi.sqlite") && !place.exists("lingkungan.sqlite") && !place.exists("sinergi.sqlite"))
    try place.admin("init").expect(0)
    #expect(place.exists("lingkungan.sqlite") && !place.exists("sinergi.sqlite"))
    let shown = try place.admin("config", "show", "--json").expect(0).json().table("values").rows
    #expect(shown.first { $0[0] == "store" }.map { Array($0[1...]) } == ["lingkungan.sqlite", "SINERGI_STORE"])
    place.environment["SINERGI_STORE"] = nil
    try place.admin("init").expect(0)
    #expect(place.exists("sinergi.sqlite"))
  }

  @Test func theShippedConfigurationIsValid() throws {
    let place = try Workplace()
    let outcome = try place.admin("config", "check").expect(0)
    #expect(outcome.text == "plugins.yaml: benar, 92 plugin aktif\n")
    #expect(outcome.errors.contains("hanya diperiksa bentuknya"))
    let loaded = try SampleStore.workplace().admin("config", "check", "--lang", "en").expect(0)
    #expect(loaded.text == "plugins.yaml: valid, 92 plugins enabled\n")
    #expect(loaded.errors == "")
  }

  @Test func showTellsEachValueWithItsOriginAndHidesSecrets() throws {
    let place = try Workplace()
    try place.replace("language: id ", with: "language: ${BAHASA:-id} ", in: "plugins.yaml")
    place.environment["BAHASA"] = "en"
    let rows = try place.admin("config", "show", "--json").expect(0).json().table("values").rows
    #expect(rows.first { $0[0] == "language" }?[1] == "en")
    #expect(rows.first { $0[0] == "language" }?[2].contains("BAHASA") == true)
    #expect(rows.contains { $0[0].contains("coverage") && $0[1] == "complete" })
    let text = try place.admin("config", "show").expect(0)
    #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)
  }

  @Test func theSchemasAreJSON() throws {
    let place = try Workplace()
    for arguments in [[], ["--plugin"]] {
      let json = try place.run(.admin, ["config", "schema"] + arguments).expect(0).json()
      #expect(json["$schema"].string?.contains("json-schema.org") == true)
    }
  }

  @Test func pluginsAreListedShownAndSwitched() throws {
    let place = try Workplace()
    let rows = try place.admin("plugins", "list", "--json").expect(0).json().table("plugins").rows
    #expect(rows.count == 101 && rows.count { $0[1] == "enabled" } == 92)
    let shown = try place.admin("plugins", "show", "importer/region_register").expect(0)
    #expect(shown.text.contains("effective") && shown.text.contains("complete"))

    let before = try place.bytes("plugins.yaml")
    #expect(try place.admin("plugins", "disable", "report/targets").expect(0).text == "report/targets kini nonaktif\n")
    let off = String(decoding: try place.bytes("plugins.yaml"), as: UTF8.self)
    #expect(off.contains("{id: targets, enabled: false}"))
    #expect(off.contains("# folders with plugins of one's own"))
    let refused = try place.report("run", "targets").expect(64)
    #expect(refused.errors.contains("sinergi-admin plugins enable report/targets"))
    #expect(try place.admin("plugins", "disable", "report/targets").expect(0).text == "report/targets sudah nonaktif\n")
    try place.admin("plugins", "enable", "report/targets").expect(0)
    let after = String(decoding: try place.bytes("plugins.yaml"), as: UTF8.self)
    #expect(
      after.replacingOccurrences(of: "{id: targets, enabled: true}", with: "{id: targets}")
        == String(decoding: before, as: UTF8.self))
  }

  @Test func whatOthersNeedCannotBeSwitchedOff() throws {
    let place = try Workplace()
    let before = try place.bytes("plugins.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: place.path("plugins.yaml"))
    let outcome = try place.admin("plugins", "disable", "indicators/idm").expect(78)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("tidak diubah"), outcome.summary)
    #expect(try place.bytes("plugins.yaml") == before)
    let attributes = try FileManager.default.attributesOfItem(atPath: place.path("plugins.yaml"))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    try place.admin("config", "check").expect(0)
  }

  @Test func anOptionThatNoImporterTakesIsRefused() throws {
    let place = try Workplace()
    try place.replace(
      "{id: idm_status}, {id: idm_scores}", with: "{id: idm_status, options: {lembar: x}}, {id: idm_scores}",
      in: "plugins.yaml")
    #expect(try place.admin("config", "check").expect(78).errors.contains("plugins.yaml:9:"))
  }

  @Test(
    "A new plugin passes its own test, can be switched on, and leaves the configuration valid",
    arguments: ["indicators", "importer", "report", "region"])
  func newPlugin(kind: String) throws {
    let place = try Workplace()
    try place.admin("plugins", "new", kind, "contoh_baru").expect(0)
    let folder = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: place.folder).first { $0.hasSuffix("ContohBaru") })
    let tested = try place.admin("plugins", "test", folder).expect(0)
    #expect(tested.text.hasSuffix("\(kind)/contoh_baru: 2 contoh lulus, 0 gagal\n"), tested.summary)
    try place.admin("plugins", "enable", "\(kind)/contoh_baru").expect(0)
    try place.admin("config", "check").expect(0)
    try place.admin("plugins", "new", kind, "contoh_baru").expect(64)
  }

  @Test func anImporterIsMadeFromAFileAndReadsItAtOnce() throws {
    let place = try SampleStore.workplace()
    try place.write(
      """
      DAFTAR WARUNG DIGITAL KECAMATAN KURUN,,,,,
      TAHUN 2024,,,,,
      ,,,,,
      No,Desa,Jumlah Warung,Omzet (Rp),"Cakupan, %",Catatan
      (1),(2),(3),(4),(5),(6)
      1,Teluk Nyatu,3,"1.250.000","12,5",baru
      2,Tanjung Riu,5,"900.000","7,25",-

      """, to: "warung.csv")
    let made = try place.admin("plugins", "new", "importer", "warung_digital", "--from", "warung.csv").expect(0)
    #expect(made.errors.contains("sinergi-admin plugins enable indicators/warung_digital_data"), made.summary)
    let yaml = try String(decoding: place.bytes("plugins/WarungDigital/plugin.yaml"), as: UTF8.self)
    #expect(yaml.contains("region_name: [\"Desa\"]"), "\(yaml)")
    #expect(!yaml.contains("Teluk Nyatu"), "no row of the file goes into the plugin")
    let data = try String(decoding: place.bytes("plugins/WarungDigitalData/plugin.yaml"), as: UTF8.self)
    #expect(
      data.contains(
        "warung_digital_jumlah_warung, title: {id: \"Jumlah Warung\", en: \"Jumlah Warung\"}, type: integer"))
    #expect(data.contains("type: money") && data.contains("type: real") && data.contains("type: text"), "\(data)")
    try place.admin("plugins", "enable", "indicators/warung_digital_data").expect(0)
    try place.admin("plugins", "enable", "importer/warung_digital").expect(0)
    try place.admin("config", "check").expect(0)
    try place.admin("migrate").expect(0)
    for address in ["indicators/warung_digital_data", "importer/warung_digital"] {
      let tested = try place.admin("plugins", "test", address).expect(0)
      #expect(tested.text.contains("2 contoh lulus, 0 gagal"), tested.summary)
    }
    let run = try place.imports("run", "warung_digital", "warung.csv", "--set", "region=62.10").expect(0)
    #expect(
      try place.query(
        "SELECT warung_digital_jumlah_warung, warung_digital_omzet_rp FROM data_warung_digital ORDER BY 1")
        == ["3|1250000", "5|900000"], run.summary)
    // A folder that is there is never written over.
    try place.admin("plugins", "new", "importer", "warung_digital", "--from", "warung.csv").expect(64)
    #expect(try String(decoding: place.bytes("plugins/WarungDigital/plugin.yaml"), as: UTF8.self) == yaml)
    try place.admin("plugins", "new", "report", "x", "--from", "warung.csv").expect(64)
    try place.write("satu baris tanpa tabel\n", to: "surat.txt")
    try place.admin("plugins", "new", "importer", "surat", "--from", "surat.txt").expect(65)
  }

  @Test func aPluginWhoseExampleFailsEndsWith65AndTellsTheDifference() throws {
    let place = try Workplace()
    try place.admin("plugins", "new", "region", "contoh_baru").expect(0)
    let folder = try #require(
      try FileManager.default.subpathsOfDirectory(atPath: place.folder).first { $0.hasSuffix("ContohBaru") })
    try place.replace("\"Kampung\"", with: "\"Nagari\"", in: folder + "/Examples/good-sample/expected.json")
    let outcome = try place.admin("plugins", "test", folder, "--lang", "en").expect(65)
    #expect(outcome.text.contains("failed good-sample\n       rows[0].word.id: got \"Kampung\", expected \"Nagari\"\n"))
    #expect(outcome.text.contains("passed bad-sample\n"))
    #expect(outcome.text.hasSuffix("1 examples passed, 1 failed\n"))
  }

  private static let shipped: [String] = {
    let listed = try? Workplace().admin("plugins", "list", "--json").json().table("plugins")
    return listed?.rows.filter { $0[1] == "enabled" }.map { $0[0] } ?? []
  }()

  @Test("Every shipped plugin passes its test", arguments: shipped)
  func shippedPlugin(address: String) throws {
    let outcome = try Workplace().admin("plugins", "test", address).expect(0)
    #expect(outcome.text.contains(", 0 gagal"))
  }

  /// A report reads what it uses: an importer whose file is wrong does not stop it, and `config check` tells.
  @Test func aReportRunsWhateverIsWrongWithAnImporter() throws {
    let place = try SampleStore.workplace()
    try place.write("kind: importer\nid: rusak\n", to: "plugins/Rusak/plugin.yaml")
    try place.replace("{id: code_list}", with: "{id: code_list}, {id: rusak}", in: "plugins.yaml")
    try place.report("run", "idm_status", "--region", "64", "--period", "2024").expect(0)
    try place.admin("config", "check").expect(78)
    try place.imports("run", "idm_status", "tiada.csv").expect(78)
    try place.write("kind: indicators\nid: rusak_juga\n", to: "plugins/RusakJuga/plugin.yaml")
    try place.replace("{id: koordinasi}]", with: "{id: koordinasi}, {id: rusak_juga}]", in: "plugins.yaml")
    try place.report("run", "idm_status", "--region", "64", "--period", "2024").expect(78)
  }
}
