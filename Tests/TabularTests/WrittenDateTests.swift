import Tabular
import Testing

@Suite struct WrittenDateTests {
  @Test(
    arguments: [
      ("2022-11-18", "2022-11-18"), ("2022-11-18T00:00:00", "2022-11-18"), ("2022-11-18 08:30", "2022-11-18"),
      ("18-11-2022", "2022-11-18"), ("18/11/22", "2022-11-18"), ("18.11.2022", "2022-11-18"), ("1/2/2024", "2024-2-1"),
      ("18 November 2022", "2022-11-18"), ("18 NOP 2022", "2022-11-18"), ("November 18, 2022", "2022-11-18"),
      ("Jum'at (18/11/22)", "2022-11-18"), ("Jum\u{2019}at, 18 Nopember 2022", "2022-11-18"),
      ("Senin 21 Juli 2025 pukul 09.00", nil), ("Senin, 21-07-2025 09:00:12", "2025-7-21"), ("12-Jan-24", "2024-1-12"),
      ("16 dan 17 Juni 2021", "2021-6-16+"), ("31 Januari - 3 Februari 2024", "2024-1-31+"),
      ("17-20 Juli 2024", "2024-7-17+"),
      ("17 s.d. 20 Juli 2024", "2024-7-17+"), ("28 Desember 2023 - 3 Januari 2024", "2023-12-28+"),
      ("44883", "2022-11-18"), ("45292", "2024-1-1"), ("44883.5", "2022-11-18"), ("20231118", nil),
      ("11/18/22", nil), ("2022-13-01", nil), ("18 November", nil), ("November 2022", nil), ("", nil), ("besok", nil),
      ("18 Nopembre 2022", nil), ("1234", nil), ("-", nil), ("32 Januari 2024", nil), ("1-2-3-4", nil),
    ] as [(String, String?)])
  func daysAreReadAsPeopleWriteThem(text: String, day: String?) {
    let date = WrittenDate(text)
    #expect(date.map { "\($0.year)-\($0.month)-\($0.day)\($0.isFirstOfSeveral ? "+" : "")" } == day.map(Self.plain))
  }

  @Test(
    arguments: [
      ("16 dan 17 Juni 2021", "2021-6-17"), ("31 Januari - 3 Februari 2024", "2024-2-3"),
      ("28 Desember 2023 - 3 Januari 2024", "2024-1-3"), ("29 Desember - 2 Januari 2024", "2024-1-2"),
      ("13-16 Mei 2024", "2024-5-16"), ("6, 7 dan 9 November 2024", "2024-11-9"), ("18 November 2022", nil),
      ("2024-03-05", nil),
    ] as [(String, String?)])
  func theLastOfSeveralDaysIsKnown(text: String, day: String?) {
    let last = WrittenDate(text)?.lastDay
    #expect(last.map { "\($0.year)-\($0.month)-\($0.day)" } == day)
  }

  @Test func aSpanOverNewYearBeginsInTheYearBefore() {
    let date = WrittenDate("29 Desember - 2 Januari 2024")
    #expect(date?.year == 2023 && date?.month == 12 && date?.day == 29)
  }

  private static func plain(_ day: String) -> String {
    day.split(separator: "-").map { part in
      part.hasSuffix("+") ? "\(Int(part.dropLast()) ?? 0)+" : "\(Int(part) ?? 0)"
    }.joined(separator: "-")
  }

  @Test func serialDaysFollowTheCalendar() {
    var (year, month, day) = (1954, 10, 3)
    for serial in 20_000...80_000 {
      let date = WrittenDate(serial: serial)
      #expect(date?.year == year && date?.month == month && date?.day == day)
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      day += 1
      if day > [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] {
        (day, month) = (1, month + 1)
      }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }

  @Test(
    arguments: [
      ("2024", 2024, ""), ("2024.0", 2024, ""), ("TA 2024", 2024, ""), ("Tahun Anggaran 2024", 2024, ""),
      ("(2024)", 2024, ""),
      ("Juli 2024", 2024, "m7"), ("JULI  2024", 2024, "m7"), ("Jul-24", 2024, "m7"), ("07/2024", 2024, "m7"),
      ("2024-07", 2024, "m7"), ("2024/07", 2024, "m7"), ("2024-07-31", 2024, "m7"), ("TW III", nil, "q3"),
      ("Triwulan 3 2024", 2024, "q3"), ("2024-Q3", 2024, "q3"), ("Q3", nil, "q3"), ("TW. IV Tahun 2024", 2024, "q4"),
      ("Semester I", nil, "s1"), ("2024-S1", 2024, "s1"), ("Semester II Tahun 2024", 2024, "s2"),
      ("Bulan 7", nil, "m7"),
      ("Agustus", nil, "m8"), ("Nopember 2023", 2023, "m11"),
    ] as [(String, Int?, String)])
  func periodsAreReadAsPeopleWriteThem(text: String, year: Int?, part: String) throws {
    let period = try #require(WrittenPeriod(text))
    #expect(period.year == year && Self.text(period.part) == part)
  }

  @Test(arguments: [
    "", "2024/2025", "desa", "Anggaran 2024", "24", "TW V", "Semester 3", "13/2024x", "6402012001", "S1", "2021..2024",
  ])
  func otherTextsAreNoPeriods(text: String) { #expect(WrittenPeriod(text) == nil) }

  @Test(
    arguments: [
      ("Anggaran 2023", 2023, "", "anggaran"), ("2023 Realisasi (Rp)", 2023, "", "realisasi rp"),
      ("2021", 2021, "", ""),
      ("Realisasi TW II 2024", 2024, "q2", "realisasi"), ("Januari", nil, "m1", ""),
      ("STATUS IDM 2024", 2024, "", "status idm"),
    ] as [(String, Int?, String, String)])
  func aPeriodIsTakenOutOfAHeading(text: String, year: Int?, part: String, rest: String) throws {
    let taken = try #require(WrittenPeriod.taken(from: text))
    #expect(taken.period.year == year && Self.text(taken.period.part) == part && taken.rest == rest)
  }

  @Test(
    arguments: [
      ("LAPORAN REALISASI DANA DESA TAHUN ANGGARAN 2025 TAHAP I", 2025, ""),
      ("NAMA POSYANDU KECAMATAN \nTAHUN 2023", 2023, ""),
      ("dd2025.json", 2025, ""), ("Rekap bulan Juli 2024 Kab. Paser.xlsx", 2024, "m7"),
      ("laporan_TW-III_2024.xlsx", 2024, "q3"),
      ("DATA DES SEP DESA 2024", 2024, ""), ("kode 3201012001 tahun 2022", 2022, ""),
    ] as [(String, Int?, String)])
  func aPeriodIsFoundInATitleOrAFileName(text: String, year: Int?, part: String) throws {
    let period = try #require(WrittenPeriod.mentioned(in: text))
    #expect(period.year == year && Self.text(period.part) == part)
  }

  @Test func noTextMakesTheParsersFail() {
    var generator = SeededGenerator(seed: 14)
    let pieces = [
      "18", "2022", "1", "Juni", "nov", "-", "/", ".", " ", "dan", "(", "Jum'at", "TW", "III", "Q", "Semester", ":",
      "T", "99999",
      "'", "ß", "١", "99999999999999999999",
    ]
    for _ in 0..<10_000 * SeededGenerator.factor {
      let text = (0..<Int.random(in: 0...9, using: &generator)).map { _ in generator.pick(pieces) }.joined()
      if let date = WrittenDate(text) { #expect((1...12).contains(date.month) && (1...31).contains(date.day)) }
      _ = WrittenPeriod(text)
      _ = WrittenPeriod.taken(from: text)
      _ = WrittenPeriod.mentioned(in: text)
    }
  }

  private static func text(_ part: WrittenPeriod.Part?) -> String {
    switch part {
    case nil: ""
    case .month(let n): "m\(n)"
    case .quarter(let n): "q\(n)"
    case .semester(let n): "s\(n)"
    }
  }
}
