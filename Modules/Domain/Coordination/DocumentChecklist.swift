public import Diagnostics

/// The documents of a village that supervision of a kecamatan looks for, each with the day by which it is due.
///
/// Days follow the planning cycle of villages: Permendagri 114/2014 (arts. 29, 31, 32, 51), Permendagri 20/2018 (arts. 32, 38,
/// 68, 70) and Permendesa 21/2020 (art. 22). Offices that ask for other documents keep lists of their own.
public enum DocumentChecklist {
  public struct Item: Hashable, Sendable {
    /// From 1, in the order of their days for one year.
    public let number: Int
    public let title: LocalizedText
    public let due: CalendarDate
    public let basis: String
  }

  private struct Rule {
    let title: LocalizedText
    /// Years before or after the fiscal year.
    let year: Int
    let month: Int
    let day: Int
    let basis: String
  }

  private static let rules = [
    Rule(
      title: LocalizedText(id: "Daftar usulan RKP Desa dikirim", en: "List of proposals (DU-RKP Desa) sent"), year: -2,
      month: 12, day: 31, basis: "Permendagri 114/2014 ps. 51"),
    Rule(
      title: LocalizedText(id: "Musyawarah desa perencanaan", en: "Planning meeting of the village"), year: -1,
      month: 6, day: 30, basis: "Permendagri 114/2014 ps. 31"),
    Rule(
      title: LocalizedText(id: "RKP Desa ditetapkan", en: "Annual plan (RKP Desa) adopted"), year: -1, month: 9,
      day: 30,
      basis: "Permendagri 114/2014 ps. 29; Permendesa 21/2020 ps. 22"),
    Rule(
      title: LocalizedText(id: "Rancangan APB Desa disepakati BPD", en: "Draft budget agreed with the BPD"), year: -1,
      month: 10, day: 31, basis: "Permendagri 20/2018 ps. 32"),
    Rule(
      title: LocalizedText(id: "APB Desa ditetapkan", en: "Budget (APB Desa) adopted"), year: -1, month: 12, day: 31,
      basis: "Permendagri 20/2018 ps. 38"),
    Rule(
      title: LocalizedText(id: "Laporan realisasi semester pertama", en: "Report of the first semester"), year: 0,
      month: 7, day: 14, basis: "Permendagri 20/2018 ps. 68"),
    Rule(
      title: LocalizedText(id: "Laporan pertanggungjawaban APB Desa", en: "Accountability report of the budget"),
      year: 1,
      month: 3, day: 31, basis: "Permendagri 20/2018 ps. 70"),
  ]

  /// The list for a fiscal year; days lie from two years before it to three months after it.
  public static func items(fiscalYear: Int) -> [Item] {
    rules.enumerated().compactMap { index, rule in
      CalendarDate(year: fiscalYear + rule.year, month: rule.month, day: rule.day).map {
        Item(number: index + 1, title: rule.title, due: $0, basis: rule.basis)
      }
    }
  }
}
