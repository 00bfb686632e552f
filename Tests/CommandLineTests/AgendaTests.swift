import Foundation
import Testing

/// What is proposed to a kecamatan's joint team, and what becomes of proposals.
struct AgendaTests: BudgetTesting {
  /// A village with scores of some indicators in 2024.
  private func workplace(_ scores: [String: Int]) throws -> Workplace {
    let place = try workplace(["2.1.01,5.2.1.06,DDS,100"])
    // The importer knows the table by its first column.
    let sorted = scores.merging(["iks01": 5]) { own, _ in own }.sorted { $0.key < $1.key }
    let table =
      "kode_desa,tahun," + sorted.map(\.key).joined(separator: ",") + "\n53.06.13.2001,2024,"
      + sorted.map { "\($0.value)" }.joined(separator: ",") + "\n"
    try place.write(table, to: "skor.csv")
    try place.imports("run", "idm_scores", "skor.csv").expect(0)
    return place
  }

  private func meeting(_ place: Workplace, _ id: String, _ start: String = "2024-08-01") throws {
    try place.imports(
      "meeting", "add", id, "Rumah Bersama Titehena", "--kind", "rakor", "--region", "53.06.13", "--start", start
    ).expect(0)
  }

  private func agenda(_ place: Workplace, _ table: String = "agenda", _ more: String...) throws -> [[String]] {
    let own = ["run", "agenda", "--region", "53.06.13", "--period", "2024", "--format", "json"]
    return try place.run(.report, own + more).expect(0).json().table(table).rows
  }

  /// The output is the level at which nothing is lacking, the action never the words of a score, the level one that can pay,
  /// and the parties are offices, each once.
  @Test func proposalsAreWhatSomebodyCanDo() throws {
    let place = try workplace(["iks13": 1, "iks33": 0, "iks14": 1, "iks02": 0])
    try meeting(place, "rb")
    let rows = try agenda(place, "agenda", "--set", "per_village=3")
    func own(_ id: String) throws -> [String] { try #require(rows.first { $0[10] == id }) }
    #expect(try own("iks33")[4] == "Perbaiki: Tempat pembuangan sampah")
    #expect(try Array(own("iks13")[6...8]) == ["Kepala desa Satu Hati; Swasta; Perorangan", "CSR", "CSR"])
    #expect(
      try own("iks14")[6]
        == "Kepala desa Satu Hati; Dinas Perpus (Kabupaten, Provinsi); Kemenperpus Arsip (Pusat)")
    let actions = try agenda(place, "actions", "--set", "per_village=3", "--set", "meeting=rb")
    func output(_ id: String) -> String? { actions.first { $0[11] == id }?[4] }
    #expect(output("iks33") == "Warga desa membuang sampah di Lubang atau di Bakar")
    #expect(output("iks02") == "Jumlah dokter ≥ 1 orang")
    #expect(output("iks13") == "Jumlah Pusat Keterampilan atau Kursus ≥ 1")
  }

  @Test func theAgendaIsThereInEnglish() throws {
    let place = try workplace(["iks33": 0])
    let row = try #require(agenda(place, "agenda", "--lang", "en").first)
    #expect(row[3].contains("score 0") && row[4].hasPrefix("Improve: "))
    #expect(row[5] == "Health centre" && row[7] == "Village" && row[8] == "APB Desa")
  }

  /// Proposals of a year that is over are due this year.
  @Test func proposalsAreNotDueInThePast() throws {
    let place = try workplace(["iks33": 0])
    #expect(try agenda(place, "agenda", "--as-of", "2024-05-01")[0][9] == "2024-12-31")
    #expect(try agenda(place, "agenda", "--as-of", "2026-05-01")[0][9] == "2026-12-31")
  }

  /// What a meeting dropped or did is not proposed to it again; to a later one it is.
  @Test func whatAMeetingSettledIsNotProposedToItAgain() throws {
    let place = try workplace(["iks33": 0, "iks02": 0])
    try meeting(place, "rb")
    func propose(_ meeting: String, _ more: String...) throws -> Outcome {
      let own = ["action", "propose", meeting, "--from", "agenda", "--region", "53.06.13"]
      return try place.run(.imports, own + more)
    }
    try propose("rb", "--party", "Camat Titehena").expect(0)
    #expect(
      try place.query("SELECT DISTINCT tl_penanggung_jawab FROM data_tindak_lanjut") == ["Camat Titehena"])
    try place.imports(
      "action", "update", "rb", "1", "--date", "2024-09-01", "--status", "batal", "--note", "Tidak jadi"
    ).expect(0)
    try place.imports("action", "close", "rb", "2", "--date", "2024-09-01", "--evidence", "Foto").expect(0)
    try propose("rb").expect(0).says("2 sudah menjadi tindak lanjut; tidak ada yang baru.")
    try meeting(place, "rb-2", "2025-02-01")
    try propose("rb-2", "--dry-run").expect(0).says("dibaca 2, baru 2")
  }

  /// Without scores the cause is told, and where nothing is lacking that is no error.
  @Test func whyNothingIsProposedIsTold() throws {
    let none = try workplace(["2.1.01,5.2.1.06,DDS,100"])
    try meeting(none, "rb")
    func propose(_ place: Workplace) throws -> Outcome {
      try place.imports("action", "propose", "rb", "--from", "agenda", "--region", "53.06.13")
    }
    try propose(none).expect(65).says("Skor indikator desa belum ada dalam data.")
    let well = try workplace(["iks33": 5])
    try meeting(well, "rb")
    try propose(well).expect(0).says("Tidak ada desa yang kekurangan layanan")
  }
}
