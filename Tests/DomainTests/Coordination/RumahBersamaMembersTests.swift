import Diagnostics
import Domain
import Testing

struct RumahBersamaMembersTests {
  private static let usual = RumahBersamaMembers([
    .init("Camat", isChair: true), .init("Sekretaris kecamatan", spoken: ["sekretaris camat", "sekretaris", "sekcam"]),
    .init("Kepala seksi", spoken: ["kasi", "seksi"]), .init("PTPD", spoken: ["pembina teknis"]),
    .init("Puskesmas", spoken: ["kesehatan"]), .init("UPT pendidikan", spoken: ["pendidikan", "sekolah"]),
    .init(
      "Kependudukan dan pencatatan sipil", spoken: ["dukcapil", "disdukcapil", "kependudukan", "pencatatan sipil"]),
    .init("Pekerja sosial", spoken: ["TKSK", "PKH", "sosial"]),
    .init("Pendamping desa", spoken: ["pendamping", "PD", "PDTI", "PLD"]),
    .init("Wakil desa", spoken: ["perwakilan desa", "kepala desa", "delegasi desa", "kades"]),
  ])

  @Test(
    arguments: [
      ("Camat Kurun", "Camat"), ("Sekretaris Camat", "Sekretaris kecamatan"), ("Sekcam", "Sekretaris kecamatan"),
      ("Kepala Seksi Kesejahteraan Sosial", "Kepala seksi"), ("Kasi Kesejahteraan Sosial", "Kepala seksi"),
      ("TKSK", "Pekerja sosial"), ("UPT Puskesmas Kurun", "Puskesmas"), ("Korwil Pendidikan", "UPT pendidikan"),
      ("Disdukcapil", "Kependudukan dan pencatatan sipil"), ("PTPD", "PTPD"), ("Pendamping Desa", "Pendamping desa"),
      ("Perwakilan kepala desa", "Wakil desa"), ("Kapolsek", nil), ("", nil),
    ] as [(String, String?)])
  func aRecordIsOneMember(record: String, member: String?) {
    #expect(Self.usual.member(record)?.title.id == member)
  }

  @Test func whoeverIsMissingIsToldInOrder() throws {
    let missing = Self.usual.missing(from: ["Camat", "Sekretaris Camat", "PTPD", "Kapolsek"])
    #expect(missing.count == 7 && missing.first?.title.id == "Kepala seksi")
    let own = try #require(RumahBersamaMembers(list: "Camat;  Kepala  Puskesmas; , "))
    #expect(own.members.map(\.title.id) == ["Camat", "Kepala Puskesmas"] && own.members[0].isChair)
    #expect(own.missing(from: ["Puskesmas", "Camat"]).map(\.title.id) == ["Kepala Puskesmas"])
    #expect(RumahBersamaMembers(list: " ; ") == nil)
  }

  @Test func documentsAreDueAroundTheirFiscalYear() {
    let items = DocumentChecklist.items(fiscalYear: 2025)
    #expect(items.map(\.number) == Array(1...7))
    #expect(
      items.map(\.due.description) == [
        "2023-12-31", "2024-06-30", "2024-09-30", "2024-10-31", "2024-12-31", "2025-07-14", "2026-03-31",
      ])
  }
}
