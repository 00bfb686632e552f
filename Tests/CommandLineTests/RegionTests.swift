import Testing

@Suite struct RegionTests {
  @Test func aRegionIsFoundByPartOfItsNameAndByItsCode() throws {
    let place = try SampleStore.workplace()
    let byName = try place.admin("region", "find", "sedulang", "--json").expect(0).json().table("regions").rows
    #expect(
      byName == [
        ["64.02.11.2009", "Sedulang", "Desa", "Muara Kaman, Kabupaten Kutai Kartanegara, Kalimantan Timur"],
        ["64.02.19.2002", "Sedulang", "Desa", "Kota Bangun Darat, Kabupaten Kutai Kartanegara, Kalimantan Timur"],
      ])
    let byCode = try place.admin("region", "find", "64.03.01.200", "--json").expect(0).json().table("regions").rows
    #expect(byCode.count > 3 && byCode.allSatisfy { $0[0].hasPrefix("64.03.01.200") && $0[2] == "Kampung" })
    let none = try place.admin("region", "find", "tidak ada nama begini").expect(0)
    #expect(none.text.contains("Tidak ada wilayah yang cocok"))
    let limited = try place.admin("region", "find", "muara", "--limit", "3").expect(0)
    #expect(limited.text.contains("Hanya 3 yang pertama"))
  }

  @Test func aRegionIsShownWithWhatItLiesInWhatItHoldsAndItsDates() throws {
    let place = try SampleStore.workplace()
    let json = try place.admin("region", "show", "6403", "--json").expect(0).json()
    #expect(json["region"]["code"].string == "64.03")
    #expect(json.table("ancestors").rows == [["64", "Kalimantan Timur", "Provinsi"]])
    #expect(json.table("children").rows == [["Kecamatan", "13"], ["Kampung", "100"], ["Kelurahan", "10"]])
    #expect(json.table("versions").rows == [["Kabupaten Berau", "2025-04-25", ""]])
    #expect(json["notes"][0].string == "Sebutan setempat: Kampung, Kecamatan, Kepala desa.")
    let village = try place.admin("region", "show", "64.02.11.2009").expect(0)
    #expect(village.text.contains("Kabupaten Kutai Kartanegara") && village.text.contains("Muara Kaman"))
    let english = try place.admin("region", "show", "64.03", "--lang", "en").expect(0)
    #expect(english.text.contains("In force from"))
  }

  @Test func aDayBeforeTheFirstEditionReadsThatEditionAndSaysSo() throws {
    let place = try SampleStore.workplace()
    let outcome = try place.admin("region", "show", "64", "--as-of", "2020-01-01").expect(0)
    #expect(outcome.text.contains("mendahului edisi pertama"))
    #expect(!(try place.admin("region", "show", "64", "--as-of", "2025-05-01").expect(0).text.contains("mendahului")))
  }

  @Test func twoEditionsGiveARegionItsHistory() throws {
    let place = try Workplace()
    try place.admin("init").expect(0)
    func load(_ text: String, _ day: String) throws -> Outcome {
      try place.imports("run", "region_register", "-", "--set", "effective=\(day)", input: text)
    }
    try load("64,Kalimantan Timur\n64.01,Kabupaten Pasir\n64.01.01,Batu Sopang\n64.01.01.2001,Lama\n", "2019-01-01")
      .expect(0)
    try load("64,Kalimantan Timur\n64.01,Kabupaten Paser\n64.01.01,Batu Sopang\n64.01.01.2002,Baru\n", "2025-01-01")
      .expect(0)
    let renamed = try place.admin("region", "show", "64.01", "--json").expect(0).json().table("versions").rows
    #expect(renamed == [["Kabupaten Pasir", "2019-01-01", "2025-01-01"], ["Kabupaten Paser", "2025-01-01", ""]])
    let before = try place.admin("region", "show", "64.01", "--as-of", "2020-06-30", "--json").expect(0).json()
    #expect(before["title"].string == "Kabupaten: Kabupaten Pasir")
    let closed = try place.admin("region", "show", "64.01.01.2001").expect(0)
    #expect(closed.text.contains("tidak berlaku lagi"))
  }
}
