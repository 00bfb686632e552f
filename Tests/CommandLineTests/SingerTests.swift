import Foundation
import Testing

/// `sinergi-import singer` through the real executable; the last test with a real tap.
@Suite struct SingerTests {
  private static let map = """
    version: 1
    streams:
      - {stream: desa, importer: idm_status, rename: {kode: kode_desa}}
    """

  private static let schema =
    #"{"type":"SCHEMA","stream":"desa","schema":{"properties":{"kode":{"type":"string"},"tahun":{"type":"string"},"idm":{"type":["string","null"]},"status":{"type":"string"}}},"key_properties":["kode","tahun"]}"#

  private static func record(_ code: String, _ idm: String, _ status: String, version: Int? = nil) -> String {
    let version = version.map { #","version":\#($0)"# } ?? ""
    return
      #"{"type":"RECORD","stream":"desa"\#(version),"record":{"status":"\#(status)","kode":"\#(code)","tahun":"2023","idm":"\#(idm)"}}"#
  }

  private func place() throws -> Workplace {
    let place = try SampleStore.workplace()
    try place.write(Self.map, to: "peta.yaml")
    return place
  }

  @Test func statesAreEchoedAfterWhatCameBeforeThemIsStored() throws {
    let place = try place()
    let input = [
      Self.schema, Self.record("64.01.01.2009", "0.9000", "Mandiri"), #"{"type":"STATE","value":{"n":1}}"#,
      Self.record("6401012010", "0.7500", "Maju"), Self.record("64.01.01.2999", "0.7500", "Maju"),
      #"{"type":"STATE","value":{"n": 2}}"#,
    ].joined(separator: "\n")
    let outcome = try place.imports("singer", "--map", "peta.yaml", input: input).expect(65)
    #expect(outcome.lines == [#"{"n":1}"#, #"{"n": 2}"#])
    #expect(
      try place.query("SELECT region, idm, source_row FROM data_idm WHERE period = 2023 ORDER BY region")
        == ["6401012009|0.9|2", "6401012010|0.75|4"])
    // Each state ends a batch, the run is one delivery, and the unknown village is kept as a reject.
    #expect(
      try place.query("SELECT count(*), count(DISTINCT delivery) FROM batch WHERE id > \(SampleStore.batches)") == [
        "2|1"
      ])
    #expect(try place.query("SELECT source_row FROM reject") == ["5"])
  }

  @Test func aLaterRecordOfOneKeyReplacesTheEarlierOne() throws {
    let place = try place()
    let input = [
      Self.schema, Self.record("64.01.01.2009", "0.9000", "Mandiri"), Self.record("64.01.01.2009", "0.7500", "Maju"),
    ].joined(separator: "\n")
    try place.imports("singer", "--map", "peta.yaml", input: input).expect(0)
    #expect(try place.query("SELECT idm FROM data_idm WHERE period = 2023") == ["0.75"])
    #expect(try place.query("SELECT count(*) FROM reject") == ["0"])
  }

  @Test func aKeyThatTheDatasetDoesNotHaveIsTold() throws {
    let place = try place()
    let schema = Self.schema.replacingOccurrences(of: #"["kode","tahun"]"#, with: #"["kode","tahun","status"]"#)
    let input = [schema, Self.record("64.01.01.2009", "0.9000", "Mandiri")].joined(separator: "\n")
    let outcome = try place.imports("singer", "--map", "peta.yaml", input: input).expect(0)
    #expect(outcome.errors.contains("kunci `status` aliran `desa` bukan bagian kunci dataset"), outcome.summary)
    let usual = [Self.schema, Self.record("64.01.01.2010", "0.9000", "Mandiri")].joined(separator: "\n")
    let quiet = try place.imports("singer", "--map", "peta.yaml", input: usual).expect(0)
    #expect(!quiet.errors.contains("bukan bagian kunci"), quiet.summary)
  }

  @Test func aVersionThatIsCompleteRemovesWhatEarlierOnesLeft() throws {
    let place = try place()
    func activate(_ version: Int) -> String {
      #"{"type":"ACTIVATE_VERSION","stream":"desa","version":\#(version)}"#
    }
    let first = [
      Self.schema, Self.record("64.01.01.2009", "0.9", "Mandiri", version: 1),
      Self.record("64.01.01.2010", "0.8", "Maju", version: 1),
      Self.record("64.01.01.2011", "0.7", "Berkembang", version: 1),
      activate(1),
    ]
    try place.imports("singer", "--map", "peta.yaml", input: first.joined(separator: "\n")).expect(0)
    let second = [
      Self.schema, Self.record("64.01.01.2009", "0.9", "Mandiri", version: 2),
      Self.record("64.01.01.2010", "0.81", "Maju", version: 2), activate(2),
    ]
    try place.imports("singer", "--map", "peta.yaml", input: second.joined(separator: "\n")).expect(0)
    #expect(
      try place.query("SELECT region, idm FROM data_idm WHERE period = 2023 ORDER BY region")
        == ["6401012009|0.9", "6401012010|0.81"])
    // The removal is logged, and undone with its delivery.
    let removal = try place.query("SELECT max(id) FROM batch WHERE rows_removed = 1")[0]
    try place.imports("undo", removal).expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2023") == ["3"])
    try place.admin("audit", "verify").expect(0)
  }

  @Test func filesOfBatchMessagesAreRead() throws {
    let place = try place()
    try place.write(
      """
      {"kode": "64.01.01.2009", "tahun": 2023, "idm": 0.9, "status": "Mandiri"}
      {"kode": "64.01.01.2010", "tahun": 2023, "idm": 0.8, "status": "Maju"}
      """, to: "catatan.jsonl")
    let url = "file://" + place.path("catatan.jsonl")
    let batch =
      #"{"type":"BATCH","stream":"desa","encoding":{"format":"jsonl","compression":"none"},"manifest":["\#(url)"]}"#
    try place.imports("singer", "--map", "peta.yaml", input: Self.schema + "\n" + batch).expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2023") == ["2"])
  }

  @Test func strictStopsBeforeAnyStateOfASegmentWithAReject() throws {
    let place = try place()
    let input = [
      Self.schema, Self.record("64.01.01.2999", "0.9", "Mandiri"), #"{"type":"STATE","value":1}"#,
    ].joined(separator: "\n")
    let outcome = try place.imports("singer", "--map", "peta.yaml", "--strict", input: input).expect(65)
    #expect(outcome.lines.isEmpty)
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
  }

  @Test(arguments: [
    ("bukan json", "json-invalid"), (#"{"type":"RECORD","record":{}}"#, "singer-message-invalid"),
    (#"{"type":"RECORD","stream":"desa","record":{"kode":"1"}}"#, "singer-schema-missing"),
    (#"{"type":"ACTIVATE"}"#, "singer-message-invalid"), (#"{"type":"STATE"}"#, "singer-message-invalid"),
  ])
  func whatIsNoMessageStopsWithItsLine(_ line: String, _ code: String) throws {
    let place = try place()
    let outcome = try place.imports("singer", "--map", "peta.yaml", input: "\n" + line + "\n").expect(65)
    #expect(outcome.errors.contains("-:2"), outcome.summary)
    #expect(try place.query("SELECT count(*) FROM batch") == ["\(SampleStore.batches)"])
  }

  @Test func aFaultyMapIsToldWithItsPlaces() throws {
    let place = try place()
    try place.write("version: 1\nstreams:\n  - {stream: desa, importr: idm_status}\n", to: "salah.yaml")
    let outcome = try place.imports("singer", "--map", "salah.yaml", input: "").expect(78)
    #expect(outcome.errors.contains("salah.yaml:3"), outcome.summary)
  }

  private static let hasTap =
    (try? Workplace().shell("command -v tap-jsonl"))?.code == 0

  @Test(.enabled(if: hasTap, "tap-jsonl is not installed (pip install tap-jsonl)"))
  func aRealTapIsTaken() throws {
    let place = try place()
    try place.write(
      """
      {"kode": "64.01.01.2009", "tahun": "2023", "idm": 0.9, "status": "Mandiri"}
      {"kode": "64.01.01.2010", "tahun": "2023", "idm": 0.8, "status": "Maju"}
      """, to: "desa.jsonl")
    try place.write(
      #"{"path": "\#(place.path("desa.jsonl"))", "stream_name": "desa", "primary_keys": ["kode", "tahun"]}"#,
      to: "tap.json")
    let outcome = try place.shell(
      "tap-jsonl --config tap.json 2>tap.log | $BIN/sinergi-import singer --map peta.yaml")
    #expect(outcome.code == 0, outcome.summary)
    #expect(outcome.text.contains("bookmarks"), outcome.summary)
    #expect(
      try place.query("SELECT region, idm FROM data_idm WHERE period = 2023 ORDER BY region")
        == ["6401012009|0.9", "6401012010|0.8"])
  }
}
