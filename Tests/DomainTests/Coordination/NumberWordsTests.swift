import Domain
import Testing

@Suite struct NumberWordsTests {
  @Test(arguments: [
    (0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (16, "enam belas"),
    (20, "dua puluh"), (21, "dua puluh satu"), (99, "sembilan puluh sembilan"), (100, "seratus"),
    (101, "seratus satu"), (111, "seratus sebelas"), (200, "dua ratus"),
    (999, "sembilan ratus sembilan puluh sembilan"),
    (1000, "seribu"), (1001, "seribu satu"), (1999, "seribu sembilan ratus sembilan puluh sembilan"),
    (2021, "dua ribu dua puluh satu"), (11_000, "sebelas ribu"), (100_000, "seratus ribu"), (1_000_000, "satu juta"),
    (2_500_017, "dua juta lima ratus ribu tujuh belas"), (-3, "minus tiga"), (1_000_000_000, "1000000000"),
  ])
  func numbersReadAsMinutesWriteThem(number: Int, words: String) {
    #expect(NumberWords.indonesian(number) == words)
  }

  @Test func noTwoYearsReadAlike() {
    let words = (1...9999).map { NumberWords.indonesian($0) }
    #expect(Set(words).count == words.count)
    #expect(words.allSatisfy { !$0.contains("  ") && !$0.contains("nol") })
  }
}
