/// Whole numbers in Indonesian words, as minutes write dates: 2021 is *dua ribu dua puluh satu*.
public enum NumberWords {
  private static let digits = [
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
  ]

  /// The words of a number from 0 to 999,999,999; digits beyond, and a minus sign in words.
  public static func indonesian(_ number: Int) -> String {
    if number < 0 { return "minus " + indonesian(-number) }
    guard number < 1_000_000_000 else { return "\(number)" }
    return words(number).joined(separator: " ")
  }

  private static func words(_ number: Int) -> [String] {
    switch number {
    case 0...9: return [digits[number]]
    case 10: return ["sepuluh"]
    case 11: return ["sebelas"]
    case 12...19: return [digits[number - 10], "belas"]
    case 20...99: return [digits[number / 10], "puluh"] + rest(number % 10)
    case 100...199: return ["seratus"] + rest(number % 100)
    case 200...999: return [digits[number / 100], "ratus"] + rest(number % 100)
    case 1000...1999: return ["seribu"] + rest(number % 1000)
    case 2000...999_999: return words(number / 1000) + ["ribu"] + rest(number % 1000)
    default: return words(number / 1_000_000) + ["juta"] + rest(number % 1_000_000)
    }
  }

  private static func rest(_ number: Int) -> [String] { number == 0 ? [] : words(number) }
}
