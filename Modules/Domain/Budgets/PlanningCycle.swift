public import Diagnostics

/// The documents of a village's yearly cycle of planning and budget, each with the day by which it is due.
///
/// Days follow Permendagri 114/2014 (arts. 29, 31, 32, 51), Permendagri 20/2018 (arts. 32 to 38, 68, 70) and Permendesa 21/2020
/// (art. 22).
public enum PlanningCycle {
  public struct Stage: Hashable, Sendable {
    /// As in the categories of `dok_jenis`.
    public let id: String
    public let title: LocalizedText
    public let basis: String
    fileprivate let due: Due
  }

  fileprivate enum Due: Hashable, Sendable {
    /// A day of the fiscal year, or of so many years before or after it.
    case day(year: Int, month: Int, day: Int)
    /// So many working days after the kecamatan received another document.
    case workingDays(Int, after: String)
    /// On no day of the year: three months after the head of the village took office.
    case none
  }

  /// In the order of the cycle.
  public static let stages = [
    Stage(
      id: "rpjm_desa", title: LocalizedText(id: "RPJM Desa ditetapkan", en: "Six-year plan (RPJM Desa) adopted"),
      basis: "Permendagri 114/2014; UU 3/2024", due: .none),
    Stage(
      id: "du_rkp_desa",
      title: LocalizedText(id: "Daftar usulan RKP Desa dikirim", en: "List of proposals (DU-RKP Desa) sent"),
      basis: "Permendagri 114/2014 ps. 51", due: .day(year: -2, month: 12, day: 31)),
    Stage(
      id: "musdes", title: LocalizedText(id: "Musyawarah desa perencanaan", en: "Planning meeting of the village"),
      basis: "Permendagri 114/2014 ps. 31", due: .day(year: -1, month: 6, day: 30)),
    Stage(
      id: "rkp_desa", title: LocalizedText(id: "RKP Desa ditetapkan", en: "Annual plan (RKP Desa) adopted"),
      basis: "Permendagri 114/2014 ps. 29; Permendesa 21/2020 ps. 22", due: .day(year: -1, month: 9, day: 30)),
    Stage(
      id: "rancangan_apbdes",
      title: LocalizedText(id: "Rancangan APB Desa disepakati BPD", en: "Draft budget agreed with the BPD"),
      basis: "Permendagri 20/2018 ps. 32", due: .day(year: -1, month: 10, day: 31)),
    Stage(
      id: "evaluasi_apbdes", title: LocalizedText(id: "Rancangan APB Desa dievaluasi", en: "Draft budget evaluated"),
      basis: "Permendagri 20/2018 ps. 34–35", due: .workingDays(20, after: "rancangan_apbdes")),
    Stage(
      id: "apbdes", title: LocalizedText(id: "APB Desa ditetapkan", en: "Budget (APB Desa) adopted"),
      basis: "Permendagri 20/2018 ps. 38", due: .day(year: -1, month: 12, day: 31)),
    Stage(
      id: "laporan_semester",
      title: LocalizedText(id: "Laporan realisasi semester pertama", en: "Report of the first semester"),
      basis: "Permendagri 20/2018 ps. 68", due: .day(year: 0, month: 7, day: 14)),
    Stage(
      id: "laporan_akhir",
      title: LocalizedText(id: "Laporan pertanggungjawaban APB Desa", en: "Accountability report of the budget"),
      basis: "Permendagri 20/2018 ps. 70", due: .day(year: 1, month: 3, day: 31)),
  ]
}

extension PlanningCycle.Stage {
  /// The day by which it is due for a fiscal year; nil where that hangs on other days.
  public func day(fiscalYear: Int) -> CalendarDate? {
    guard case .day(let year, let month, let day) = due else { return nil }
    return CalendarDate(year: fiscalYear + year, month: month, day: day)
  }

  /// The same, where documents were received on days that are known.
  public func day(
    fiscalYear: Int, received: (String) -> CalendarDate?, _ calendar: WorkingDays
  ) -> CalendarDate? {
    guard case .workingDays(let count, let other) = due else { return day(fiscalYear: fiscalYear) }
    return received(other).flatMap { calendar.day(count, after: $0) }
  }
}
