import Domain
import Testing

@Suite struct RegionNameTests {
  @Test(arguments: [
    ("Kabupaten Kutai Barat", "kutai barat"), ("KAB. KUTAI BARAT", "kutai barat"), ("Kab.Kutai-Barat", "kutai barat"),
    ("  kutai   barat ", "kutai barat"), ("Kecamatan Long Bagun", "long bagun"), ("Kec. Long Bagun", "long bagun"),
    ("Desa Dolok II", "dolok 2"), ("DOLOK 2", "dolok 2"), ("Kel. Ma'u", "mau"), ("Ma’u", "mau"),
    ("Regapu’u", "regapuu"),
    ("Pa`jukukang", "pajukukang"), ("Kampung Merabu", "merabu"), ("Kp. Bantan", "bantan"),
    ("Gampong Teungoh", "teungoh"),
    ("Nagari Sumpur", "sumpur"), ("Distrik Merauke", "merauke"), ("Prov. Kalimantan Timur", "kalimantan timur"),
    ("Desa", "desa"), ("Kampung", "kampung"), ("Desa Kampung Baru", "baru"), ("Kelurahan Desa", "desa"),
    ("Kota Bangun III", "kota bangun 3"), ("Kota Bontang", "kota bontang"),
    ("Kota Administrasi Jakarta Utara ", "kota jakarta utara"),
    ("Kota Adm. Jakarta Utara", "kota jakarta utara"), ("Kabupaten Administrasi Kepulauan Seribu", "kepulauan seribu"),
    ("Administrasi", "administrasi"), ("Perkebunan Air Batu III/IX", "perkebunan air batu 3 9"), ("Afd. XX", "afd 20"),
    ("Blok C", "blok c"), ("Jalan D", "jalan d"), ("São Tomé", "sao tome"), ("", ""), ("...", ""), ("—", ""),
  ])
  func namesAreComparedByTheirWords(text: String, expected: String) {
    #expect(RegionName.normalised(text) == expected)
  }

  @Test func normalisingTwiceChangesNothing() {
    for text in [
      "Kab. Kutai Barat", "Dolok II", "Ma'u", "Desa X", "Kampung Baru 76", "Kota Administrasi Jakarta Pusat",
    ] {
      let once = RegionName.normalised(text)
      #expect(RegionName.normalised(once) == once)
    }
  }

  @Test func leadingWordsStayInTheSpelledForm() {
    #expect(RegionName.spelled("Kampung Gelgel") == "kampung gelgel")
    #expect(RegionName.spelled("KP. GELGEL II") == "kp gelgel 2")
  }

  @Test func spacesGoInTheStrictestForm() {
    #expect(
      RegionName.squeezed(RegionName.normalised("Suka Maju")) == RegionName.squeezed(RegionName.normalised("SUKAMAJU")))
  }

  @Test(arguments: [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (19, "XIX"), (20, "XX"), (27, "XXVII"), (39, "XXXIX")])
  func romanNumeralsAreNumbers(number: Int, roman: String) {
    #expect(RegionName.normalised("Desa Unit \(roman)") == "unit \(number)")
  }

  @Test(arguments: ["IIII", "VV", "IC", "XL", "L", "M", "CD", "Mix", "XIVX"])
  func otherLettersAreNone(word: String) {
    #expect(RegionName.normalised("Unit \(word)") == "unit " + word.lowercased())
  }
}
