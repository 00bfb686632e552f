import Diagnostics
import Domain
import Storage
import Testing

@testable import Importers

@Suite struct RegionNameMatchingTests {
  static let register = [
    "11,Aceh", "11.08,Kabupaten Aceh Utara", "11.08.14,Tanah Jambo Aye", "11.08.14.2017,Alue Ie Mirah",
    "11.08.14.2018,Biara Barat", "31,Daerah Khusus Ibukota Jakarta",
    "31.01,Kabupaten Administrasi Kepulauan Seribu", "31.01.01,Kepulauan Seribu Utara", "31.01.01.1001,Pulau Kelapa",
    "32,Jawa Barat", "32.01,Kabupaten Bogor",
    "32.01.01,Cibinong", "32.01.01.1001,Pondok Rajeg", "32.01.01.2001,Sukamaju", "32.01.01.2002,Sukajaya",
    "32.01.02,Citeureup", "32.01.02.1003,Puspanegara", "32.01.02.2003,Puspanegara", "32.01.02.2004,Kalong II",
    "32.01.02.2005,Cihideung Ilir", "32.01.02.2006,Tarikolot", "32.01.02.2007,Sukaraya", "32.16,Kabupaten Bekasi",
    "32.16.01,Setu", "32.16.01.2001,Sukamaju", "32.75,Kota Bekasi", "32.75.01,Jatiasih", "32.75.01.1001,Jatirasa",
    "73,Sulawesi Selatan", "73.10,Kabupaten Pangkajene dan Kepulauan", "73.10.01,Liukang Tangaya",
    "73.10.01.2001,Sabalana", "92,Papua Barat", "96,Papua Barat Daya", "96.01,Kabupaten Sorong", "96.01.01,Aimas",
    "96.01.01.2001,Mlaswat",
  ]

  private func resolver(
    _ options: RegionOptions = RegionOptions(level: .village, scheme: .kemendagri), aliases: [RegionAlias] = []
  ) throws -> RegionResolver {
    try MatchingDesk([(20_250_101, Self.register)], aliases: aliases).resolver(options)
  }

  @Test(arguments: [
    (["JAWA BARAT", "BOGOR", "CIBINONG", "SUKAMAJU"], "32.01.01.2001 exact"),
    (["Prov. Jawa Barat", "Kab. Bogor", "Kec. Cibinong", "Desa Suka-Maju"], "32.01.01.2001 normalised"),
    (["", "BOGOR", "CITEUREUP", "KALONG 2"], "32.01.02.2004 normalised"),
    (["", "BOGOR", "CITEUREUP", "Kalong Dua"], "32.01.02.2004 normalised"),
    (["", "BOGOR", "CITEUREUP ", "KELURAHAN PUSPANEGARA"], "32.01.02.1003 normalised"),
    (["", "BOGOR", "CITEUREUP", "DESA PUSPANEGARA"], "32.01.02.2003 normalised"),
    (["", "B O G O R", "CIBINONG", "SUKAMAJU"], "32.01.01.2001 exact"),
    (["DKI Jakarta", "KABUPATEN ADM. KEPULAUAN SERIBU", "Kep. Seribu Utara", "P. Kelapa"], "region-not-found"),
    (
      ["DKI Jakarta", "KABUPATEN ADM. KEPULAUAN SERIBU", "Kep. Seribu Utara", "PULAU KELAPA"],
      "31.01.01.1001 former region-former-name"
    ),
    (
      ["SULAWESI SELATAN", "PANGKAJENE KEPULAUAN", "LIUKANG TANGAYA", "SABALANA"],
      "73.10.01.2001 former region-former-name"
    ),
    (["JAWA BARAT", "BEKASI", "JATIASIH", "JATIRASA"], "32.75.01.1001 exact"),
    (["JAWA BARAT", "KAB. BEKASI", "JATIASIH", "JATIRASA"], "region-not-found"),
    (["JAWA BARAT", "BOGOR", "CITEUREUP", "CIHIDEUNGHILIR"], "32.01.02.2005 close region-close"),
    (["JAWA BARAT", "BOGOR", "CITEREUP", "TARIKOLOT"], "32.01.02.2006 close region-close"),
  ])
  func namesAreFoundWithinTheirParents(names: [String], expected: String) throws {
    var resolver = try resolver()
    #expect(resolver.say([], names) == expected)
  }

  @Test func whatIsAmbiguousOrFarIsRejectedWithCandidates() throws {
    var resolver = try resolver()
    let two = resolver.answer([], ["JAWA BARAT", "BOGOR", "CITEUREUP", "PUSPANEGARA"])
    #expect(two.remarks.map(\.diagnostic.code) == ["region-ambiguous"])
    #expect(two.remarks.first?.candidates.map(\.description) == ["32.01.02.1003", "32.01.02.2003"])
    let far = resolver.answer([], ["JAWA BARAT", "BOGOR", "CITEUREUP", "TARIKO"])
    #expect(far.remarks.map(\.diagnostic.code) == ["region-not-found"])
    #expect(far.remarks.first?.candidates.map(\.description) == ["32.01.02.2006"])
    #expect(resolver.say([], ["", "", "", "SUKAMAJU"]) == "region-parents-missing")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", ""]) == "region-missing")
    #expect(resolver.say([], ["JAWA BARAT", "GARUT", "CIBINONG", "SUKAMAJU"]) == "regency-not-found")
  }

  @Test func aNeighbourOfTheVeryNameForbidsACloseOne() throws {
    var resolver = try resolver()
    // Sukajaya lies in Cibinong; in Citeureup there is a Sukaraya.
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CITEUREUP", "SUKAJAYA"]) == "region-not-found")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", "SUKARAJA"]) != "32.01.01.2002 close region-close")
  }

  @Test func kindsDecideBetweenAKelurahanAndADesaOfOneName() throws {
    var resolver = try resolver(RegionOptions(level: .village, scheme: .kemendagri, kinds: [.desa, .desaAdat]))
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CITEUREUP", "PUSPANEGARA"]) == "32.01.02.2003 normalised")
  }

  @Test func anUnknownParentIsPassedOverOnlyWhereTheRestIsUnique() throws {
    var resolver = try resolver()
    #expect(
      resolver.say([], ["JAWA BARAT", "BOGOR", "KECAMATAN BARU", "TARIKOLOT"])
        == "32.01.02.2006 parents region-parent-differs")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "KECAMATAN BARU", "PUSPANEGARA"]) == "region-ambiguous")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "KECAMATAN BARU", "TARIKOLOTT"]) == "region-not-found")
    // The district is known, and the village lies in another one.
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", "TARIKOLOT"]) == "region-not-found")
    #expect(
      resolver.say([], ["PAPUA BARAT", "SORONG", "AIMAS", "MLASWAT"]) == "96.01.01.2001 parents region-parent-differs")
    #expect(resolver.say([], ["JAWA BARAT", "SORONG", "AIMAS", "MLASWAT"]) == "regency-not-found")
  }

  @Test(arguments: [
    (RegionOptions.Limit.exact, "SUKAMAJU", "32.01.01.2001 exact"), (.exact, "SUKA-MAJU", "region-not-found"),
    (.normalised, "SUKA-MAJU", "32.01.01.2001 normalised"), (.normalised, "PONDOK RAJEGG", "region-not-found"),
    (.close, "PONDOK RAJEGG", "32.01.01.1001 close region-close"),
  ])
  func theLimitIsKept(limit: RegionOptions.Limit, village: String, expected: String) throws {
    var resolver = try resolver(RegionOptions(level: .village, limit: limit, scheme: .kemendagri))
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", village]) == expected)
  }

  @Test func confirmedAliasesWinAtEveryLevel() throws {
    func alias(_ within: String, _ name: String, _ code: String) throws -> RegionAlias {
      RegionAlias(within: try #require(RegionCode(within)), name: name, code: try #require(RegionCode(code)))
    }
    var resolver = try resolver(
      aliases: [
        try alias("32.01", "Tarik", "32.01.02.2006"), try alias("32.01", "Kec. Lama", "32.01.02"),
        try alias("32", "Bogor Raya", "32.01"),
      ])
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "CITEUREUP", "DESA TARIK"]) == "32.01.02.2006 alias")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR", "LAMA", "TARIKOLOT"]) == "32.01.02.2006 alias")
    #expect(resolver.say([], ["JAWA BARAT", "BOGOR RAYA", "CITEUREUP", "TARIKOLOT"]) == "32.01.02.2006 alias")
    #expect(resolver.say(["3201022006"], ["", "BOGOR", "CITEUREUP", "TARIK"]).hasPrefix("32.01.02.2006 code"))
  }

  @Test func aFileOfOneRegionNeedsNoParents() throws {
    var options = RegionOptions(level: .village, scheme: .kemendagri)
    options.within = try #require(RegionCode("32.01"))
    var resolver = try resolver(options)
    #expect(resolver.say([], ["", "", "CIBINONG", "SUKAMAJU"]) == "32.01.01.2001 exact")
    #expect(resolver.say([], ["", "", "", "TARIKOLOT"]) == "32.01.02.2006 exact")
    #expect(resolver.say([], ["", "BEKASI", "SETU", "SUKAMAJU"]) == "region-outside")
    #expect(resolver.say(["32.16.01.2001"]) == "region-outside")
  }

  @Test func namesOfAnEarlierEditionAreFollowed() throws {
    let earlier = [
      "91,Papua", "91.08,Kabupaten Raja Ampat", "91.08.01,Waigeo Lama", "91.08.01.2001,Saporkren",
      "91.08.01.2002,Kapisawar", "91.08.01.2003,Rauki",
    ]
    let today = [
      "91,Papua", "96,Papua Barat Daya", "96.03,Kabupaten Raja Ampat", "96.03.01,Waigeo Selatan",
      "96.03.01.2001,Saporkren", "96.03.02,Waigeo Barat", "96.03.02.2001,Kapisawar",
    ]
    var resolver = try MatchingDesk([(20_190_101, earlier), (20_250_101, today)]).resolver()
    #expect(
      resolver.say([], ["PAPUA", "RAJA AMPAT", "WAIGEO LAMA", "SAPORKREN"])
        == "96.03.01.2001 former region-former-name")
    // Codes of the earlier edition, and those that nothing is left of.
    #expect(resolver.say(["91.08.01.2002"]) == "96.03.02.2001 moved region-moved")
    #expect(resolver.say(["91.08.01.2003"]) == "region-unknown")
    #expect(resolver.say(["91.08.01.2002"], edition: 0) == "91.08.01.2002 code")
  }

  @Test func theSummaryCountsHowRegionsWereFound() throws {
    var resolver = try resolver()
    _ = resolver.say(["3201022006"])
    _ = resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", "SUKAMAJU"])
    _ = resolver.say([], ["JAWA BARAT", "BOGOR", "CIBINONG", "SUKAJAYA"])
    #expect(resolver.summary(file: "f").map(\.message.en) == ["regions found: 1 by code, 2 by name"])
  }
}
