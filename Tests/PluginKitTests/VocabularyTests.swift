import Diagnostics
import Domain
import PluginKit
import Testing

@Suite struct VocabularyTests {
  private static let kampung = LocalizedText(id: "Kampung", en: "Village")

  private func code(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }

  private func plugin(_ id: String, scope: String, terms: [TermOverride]) throws -> RegionPluginDeclaration {
    RegionPluginDeclaration(
      header: PluginHeader(kind: .region, id: id, title: LocalizedText(id), description: "", folder: ""),
      scope: try code(scope), terms: terms)
  }

  /// Kalimantan Timur as its plugin declares it.
  private func kaltim() throws -> RegionPluginDeclaration {
    try plugin(
      "kalimantan_timur", scope: "64",
      terms: [TermOverride(regions: try ["64.03", "64.07", "64.11"].map(code), village: Self.kampung)])
  }

  @Test(arguments: [
    ("64.03.01.2003", "Kampung"), ("64.07.12.2014", "Kampung"), ("64.11.05.2001", "Kampung"), ("64.02.08.2005", "Desa"),
    ("64.01.10.2004", "Desa"), ("62.10.02.2002", "Desa"), ("64.03.05.1001", "Kelurahan"),
    ("94.01.01.3001", "Desa adat"),
    ("64.03.01.9001", "Desa"),
  ])
  func kampungIsTheWordInThreeKabupatenOfKalimantanTimur(region: String, word: String) throws {
    let vocabulary = Vocabulary([try kaltim()])
    #expect(vocabulary.word(for: try code(region)).id == word)
  }

  @Test func theWordForVillagesIsKnownForTheRegionAboveThem() throws {
    let vocabulary = Vocabulary([try kaltim()])
    #expect(vocabulary.village(in: try code("64.03")).id == "Kampung")
    #expect(vocabulary.village(in: try code("64.03.01")).id == "Kampung")
    #expect(vocabulary.village(in: try code("64")).id == "Desa", "a province with two words keeps the general one")
    #expect(vocabulary.village(in: .nation).id == "Desa")
  }

  @Test(arguments: [
    ("0", "Nasional"), ("64", "Provinsi"), ("64.02", "Kabupaten"), ("64.71", "Kota"), ("64.74", "Kota"),
    ("31.01", "Kabupaten"),
    ("12.70", "Kabupaten"), ("64.02.08", "Kecamatan"),
  ])
  func otherLevelsHaveTheirOwnWords(region: String, word: String) throws {
    #expect(Vocabulary([try kaltim()]).word(for: try code(region)).id == word)
  }

  @Test func theNearestScopeWinsWhateverTheOrder() throws {
    let province = try plugin("aceh", scope: "11", terms: [TermOverride(village: "Gampong", villageHead: "Keuchik")])
    let regency = try plugin("tamiang", scope: "11.16", terms: [TermOverride(village: "Kampung")])
    let district = try plugin(
      "sub", scope: "11.16", terms: [TermOverride(regions: [try code("11.16.01")], village: "Dusun")])
    for plugins in [[province, regency, district], [district, regency, province], [regency, district, province]] {
      let vocabulary = Vocabulary(plugins)
      #expect(vocabulary.village(in: try code("11.01.02.2004")).id == "Gampong")
      #expect(vocabulary.village(in: try code("11.16.02.2001")).id == "Kampung")
      #expect(vocabulary.village(in: try code("11.16.01.2001")).id == "Dusun")
      #expect(
        vocabulary.villageHead(in: try code("11.16.01.2001")).id == "Keuchik", "what is not said comes from above")
      #expect(vocabulary.villageHead(in: try code("12.01")).id == "Kepala desa")
    }
  }

  @Test func ofTwoPluginsForOneScopeTheLastListedWins() throws {
    let first = try plugin("first", scope: "94", terms: [TermOverride(village: "Kampung", district: "Distrik")])
    let second = try plugin("second", scope: "94", terms: [TermOverride(village: "Kampung Adat")])
    let vocabulary = Vocabulary([first, second])
    #expect(vocabulary.village(in: try code("94.01")).id == "Kampung Adat")
    #expect(vocabulary.district(in: try code("94.01")).id == "Distrik")
    #expect(vocabulary.word(for: try code("94.01.01")).id == "Distrik")
    #expect(Vocabulary([second, first]).village(in: try code("94.01")).id == "Kampung")
  }

  @Test func withoutPluginsTheGeneralWordsAreUsed() throws {
    let vocabulary = Vocabulary([])
    #expect(vocabulary.village(in: .nation) == LocalizedText(id: "Desa", en: "Village"))
    #expect(vocabulary.district(in: .nation) == LocalizedText(id: "Kecamatan", en: "District"))
    #expect(vocabulary.villageHead(in: .nation) == LocalizedText(id: "Kepala desa", en: "Village head"))
  }
}
