import Domain
import Testing

@Suite struct NameIndexTests {
  private static func code(_ last: Int) throws -> RegionCode {
    try #require(RegionCode(6_402_010_000 + Int64(last)))
  }

  /// An index of villages 2001, 2002 … with these names.
  private func index(_ names: [String], aliases: [(name: String, code: RegionCode)] = []) throws -> NameIndex {
    NameIndex(try names.enumerated().map { (try Self.code(2001 + $0.offset), $0.element) }, aliases: aliases)
  }

  @Test(arguments: ["Long Bagun", "LONG BAGUN", "Desa Long-Bagun", "longbagun", "Kampung Long  Bagun"])
  func aNameIsFoundHoweverItIsWritten(text: String) throws {
    let index = try index(["Ujoh Bilang", "Long Bagun", "Batu Majang"])
    #expect(index.match(text) == .exact(try Self.code(2002)))
  }

  @Test func twoOfOneNameAreAmbiguousInTheOrderOfCodes() throws {
    let units = [(try Self.code(2009), "Sedulang"), (try Self.code(2002), "SEDULANG")]
    #expect(NameIndex(units).match("Sedulang") == .ambiguous([try Self.code(2002), try Self.code(2009)]))
  }

  @Test func leadingWordsDecideOnlyWhereTheRestAgrees() throws {
    let index = try index(["Gelgel", "Kampung Gelgel"])
    #expect(index.match("GELGEL") == .exact(try Self.code(2001)))
    #expect(index.match("kampung gelgel") == .exact(try Self.code(2002)))
    #expect(index.match("Desa Gelgel") == .ambiguous([try Self.code(2001), try Self.code(2002)]))
    let only = try self.index(["Kampung Baru", "Muara Wis"])
    #expect(only.match("Baru") == .exact(try Self.code(2001)))
  }

  /// Lists without blanks, as those of bank transfers: KAMPUNGSAWAH is Kampung Sawah.
  @Test func leadingWordsMayBeWrittenTogetherWithTheRest() throws {
    let index = try index(["Kampung Sawah", "Nagari Gadang", "Kampungtengah", "Sawah Lama"])
    #expect(index.match("KAMPUNGSAWAH") == .exact(try Self.code(2001)))
    #expect(index.match("NagariGadang") == .exact(try Self.code(2002)))
    #expect(index.match("Kampung Tengah") == .exact(try Self.code(2003)))
    #expect(index.match("desa kampungtengah") == .exact(try Self.code(2003)))
    let two = try self.index(["Kampung Baru", "Desa Baru"])
    #expect(two.match("KAMPUNGBARU") == .exact(try Self.code(2001)))
  }

  @Test func aMisspellingOfOneVillageIsClose() throws {
    let index = try index(["Prayon", "Lumpat Dahuq", "Muara Wis"])
    #expect(index.match("Prayono") == .close(try Self.code(2001), distance: 1))
    #expect(index.match("Lumpaq Dahuq") == .close(try Self.code(2002), distance: 1))
    #expect(index.match("Lumpah Dahuk") == .close(try Self.code(2002), distance: 2))
    #expect(index.match("Lumpahi Dahuk") == .notFound(nearest: [try Self.code(2002)]))
  }

  @Test func shortNamesAreNeverGuessed() throws {
    let index = try index(["Biu", "Batu"])
    #expect(index.match("Bio") == .notFound(nearest: [try Self.code(2001)]))
    #expect(index.match("Bato") == .close(try Self.code(2002), distance: 1))
    #expect(index.match("Bito") == .notFound(nearest: [try Self.code(2001), try Self.code(2002)]))
  }

  @Test func theSmallerDistanceWinsAndEqualOnesAreAmbiguous() throws {
    let index = try index(["Tanjung Arug", "Tanjung Arun", "Tanjung Aruum"])
    #expect(index.match("Tanjung Aru") == .ambiguous([try Self.code(2001), try Self.code(2002)]))
    #expect(index.match("Tanjung Aruumm") == .close(try Self.code(2003), distance: 1))
  }

  @Test func otherNumbersAreOtherVillages() throws {
    let index = try index(["Kota Bangun I", "Kota Bangun II"])
    #expect(index.match("Kota Bangun 2") == .exact(try Self.code(2002)))
    guard case .notFound(let nearest) = index.match("Kota Bangun III") else {
      Issue.record("Kota Bangun III is neither I nor II")
      return
    }
    #expect(nearest == [try Self.code(2001), try Self.code(2002)])
    #expect(index.match("Kota Bangum 2") == .close(try Self.code(2002), distance: 1))
  }

  @Test func namesThatDifferInCommonWordsAreNoMisspellings() throws {
    let index = try index(["Karya Raya", "Suka Jaya", "Sido Jaya", "Muara Jaya", "Lung Melah", "Melan"])
    guard case .notFound(let nearest) = index.match("Karya Jaya") else {
      Issue.record("Karya Jaya is a name of its own")
      return
    }
    #expect(nearest.first == (try Self.code(2001)))
    #expect(index.match("Karya Rayya") == .close(try Self.code(2001), distance: 1))
    #expect(index.match("Lung Melan") == .close(try Self.code(2005), distance: 1))
  }

  @Test func aPartOfNamesIsNeverTaken() throws {
    let index = try index(["Jonggon Jaya", "Jonggon Desa", "Delang Kerohong"])
    #expect(index.match("Jonggon") == .ambiguous([try Self.code(2001), try Self.code(2002)]))
    #expect(index.match("Kerohong") == .notFound(nearest: [try Self.code(2003)]))
  }

  @Test func confirmedAliasesComeFirst() throws {
    let jaya = try Self.code(2001)
    let index = try index(["Jonggon Jaya", "Jonggon Desa", "Sedulang", "Sedulang"], aliases: [("Jonggon", jaya)])
    #expect(index.match("DESA JONGGON") == .alias(jaya))
    #expect(index.match("Sedulang") != .alias(jaya))
  }

  @Test(arguments: ["", "  ", "...", "-"])
  func nothingMatchesNothing(text: String) throws {
    #expect(try index(["Long Bagun"]).match(text) == .notFound(nearest: []))
    #expect(try index([]).match("Long Bagun") == .notFound(nearest: []))
  }

  @Test func atMostThreeAreOffered() throws {
    let index = try index(["Aaaaaaaa", "Aaaaaaab", "Aaaaaaac", "Aaaaaaad"])
    guard case .notFound(let nearest) = index.match("Aaaaaxyz") else {
      Issue.record("three letters are too many")
      return
    }
    #expect(nearest.count == 3)
  }
}
