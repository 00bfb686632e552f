import Domain
import Testing

struct CollectivePartyTests {
  @Test(
    arguments: [
      ("Camat se-Kabupaten", "62.10", RegionLevel.district), ("Kepala Desa se-Kecamatan Kurun", "62.10.02", .village),
      ("Kepala DPMK se-Kalimantan Timur", "64", .regency), ("seluruh Camat", "62", .district),
      ("Bupati/Wali Kota se-Provinsi", "64", .regency), ("Anggota forum se-Kabupaten", "62.10", .district),
      ("PLD se-Kabupaten", "62.10", .village),
    ])
  func itsPartsAreOfTheLevelThatItsWordsName(party: String, place: String, level: RegionLevel) throws {
    let place = try #require(RegionCode(place))
    #expect(try #require(CollectiveParty(party)).level(below: place) == level)
  }

  @Test(arguments: ["Camat Kurun", "DPMD", "Sekretaris", "Kepala seksi"])
  func onePartyIsNoneOfThem(party: String) { #expect(CollectiveParty(party) == nil) }

  @Test func aPlaceOfTheirOwnLevelHasNoParts() throws {
    let party = try #require(CollectiveParty("Camat se-Kabupaten"))
    #expect(party.level(below: try #require(RegionCode("62.10.02"))) == nil)
  }
}
