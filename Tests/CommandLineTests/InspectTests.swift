import Foundation
import Testing

@Suite struct InspectTests {
  private func place() throws -> Workplace {
    let place = try SampleStore.workplace()
    try place.write(
      """
      DAFTAR INDEKS DESA MEMBANGUN TAHUN 2023;;;
      KABUPATEN PASER;;;
      ;;;
      Kecamatan;Desa;IDM;Status
      Muara Komam;Prayon;0,7012;Berkembang
      Muara Komam;Binangon;0,7500;Maju

      """, to: "kiriman/muara-komam.csv")
    try place.write("kode_desa,idm,status\n64.01.01.2009,0.9,Mandiri\n", to: "kiriman/tanpa-tahun.csv")
    try place.write("%PDF-1.7\n", to: "kiriman/surat.pdf")
    return place
  }

  @Test func aFolderIsToldFileByFileAndNothingIsWritten() throws {
    let place = try place()
    let before = try place.bytes("sinergi.sqlite")
    let json = try place.imports("inspect", "kiriman", "--json").expect(0).json()
    let rows = json["tables"][0]["rows"].array
    #expect(rows.count == 3)
    #expect(rows.map { $0[2].string } == ["idm_status", "", "idm_status"])
    #expect(rows.map { $0[1].string } == ["csv", nil, "csv"])
    #expect(rows[0][5].string == "2023" && rows[0][6].int == 2 && rows[0][7].int == 0)
    let commands = json["tables"][1]["rows"].array.map { $0[0].string }
    #expect(
      commands == [
        "sinergi-import run idm_status kiriman/muara-komam.csv",
        "sinergi-import run idm_status kiriman/tanpa-tahun.csv --set period=TTTT",
      ])
    #expect(try place.bytes("sinergi.sqlite") == before)
  }

  @Test func whatIsCertainIsImportedAndTheRestNamed() throws {
    let place = try place()
    let outcome = try place.imports("run", "--auto", "kiriman").expect(0)
    #expect(outcome.errors.contains("kiriman/surat.pdf: tidak diambil"), outcome.summary)
    #expect(outcome.errors.contains("kiriman/tanpa-tahun.csv: tidak diambil"), outcome.summary)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2023") == ["2"])
    #expect(try place.query("SELECT count(*) FROM batch WHERE id > \(SampleStore.batches)") == ["1"])
  }

  @Test func nothingRecognisedIsTold() throws {
    let place = try place()
    try place.imports("inspect", "kiriman/surat.pdf").expect(65)
  }
}
