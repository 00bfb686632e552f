import Diagnostics
import Reporting
import Testing

@Suite struct TextRendererTests {
  @Test func anIndonesianReportFitsEightyColumns() throws {
    let text = try Documents.rendered(Documents.idmStatus, TextRenderer(language: .indonesian))
    #expect(
      text == """
        Status desa menurut Indeks Desa Membangun
        Kalimantan Timur (64) · Periode 2024
        ANGKA SEMENTARA, keadaan per 30 Juni 2024

        Jumlah desa          841 desa
        Rata-rata IDM     0,7346
        Maju dan Mandiri   76,3%

        Status per kabupaten (desa)
                              Jumlah                                        Sangat Tanpa
        Kode  Nama              desa Mandiri Maju Berkembang Tertinggal Tertinggal  data
        ────────────────────────────────────────────────────────────────────────────────
        64.01 Kabupaten Paser    139      38   62         39          0          0     0
        64.02 Kabupaten Kutai    193      68   91         34          0          0     0
              Kartanegara
        64.03 Kabupaten Berau    100      40   47         13          0          0     0
        64.07 Kabupaten Kutai    190      24   88         76          2          0     0
              Barat
        64.08 Kabupaten Kutai    139      48   66         23          2          0     0
              Timur
        64.09 Kabupaten           30      24    6          0          0          0     0
              Penajam Paser
              Utara
        64.11 Kabupaten           50      20   20         10          0          0     0
              Mahakam Ulu
        64.71 Kota Balikpapan      0       –    –          –          –          –     0
        64.72 Kota Samarinda       0       –    –          –          –          –     0
        64.74 Kota Bontang         0       –    –          –          –          –     0
        ────────────────────────────────────────────────────────────────────────────────
        64    Kalimantan         841     262  380        195          4          0     0
              Timur
        Kota tidak memiliki desa; kelurahan tidak dihitung.

        Catatan: Edisi register 2025 dipakai untuk periode 2024 karena tidak ada edisi
          yang lebih awal.
        Sumber: Indeks Desa Membangun 2024, batch 3–5, 9

        """)
  }

  @Test func anEnglishReportWithLongHeadersIsSplitWithItsKeyColumnsRepeated() throws {
    let text = try Documents.rendered(Documents.idmStatus, TextRenderer(language: .english))
    #expect(
      text == """
        Village status by the IDM
        Kalimantan Timur (64) · Period 2024
        PROVISIONAL FIGURES, as of 30 June 2024

        Villages                     841 villages
        Mean IDM                  0.7346
        Advanced and independent   76.3%

        Status by regency (villages)
        Code  Name               Villages Independent Advanced Developing Underdeveloped
        ────────────────────────────────────────────────────────────────────────────────
        64.01 Kabupaten Paser         139          38       62         39              0
        64.02 Kabupaten Kutai         193          68       91         34              0
              Kartanegara
        64.03 Kabupaten Berau         100          40       47         13              0
        64.07 Kabupaten Kutai         190          24       88         76              2
              Barat
        64.08 Kabupaten Kutai         139          48       66         23              2
              Timur
        64.09 Kabupaten Penajam        30          24        6          0              0
              Paser Utara
        64.11 Kabupaten Mahakam        50          20       20         10              0
              Ulu
        64.71 Kota Balikpapan           0           –        –          –              –
        64.72 Kota Samarinda            0           –        –          –              –
        64.74 Kota Bontang              0           –        –          –              –
        ────────────────────────────────────────────────────────────────────────────────
        64    Kalimantan Timur        841         262      380        195              4

        (continued)
        Code   Name                           Severely underdeveloped  No data
        ──────────────────────────────────────────────────────────────────────
        64.01  Kabupaten Paser                                      0        0
        64.02  Kabupaten Kutai Kartanegara                          0        0
        64.03  Kabupaten Berau                                      0        0
        64.07  Kabupaten Kutai Barat                                0        0
        64.08  Kabupaten Kutai Timur                                0        0
        64.09  Kabupaten Penajam Paser Utara                        0        0
        64.11  Kabupaten Mahakam Ulu                                0        0
        64.71  Kota Balikpapan                                      –        0
        64.72  Kota Samarinda                                       –        0
        64.74  Kota Bontang                                         –        0
        ──────────────────────────────────────────────────────────────────────
        64     Kalimantan Timur                                     0        0
        Cities have no villages; kelurahan are not counted.

        Note: The register edition of 2025 serves for 2024, as no earlier edition is
          loaded.
        Source: Indeks Desa Membangun 2024, batch 3–5, 9

        """)
  }

  @Test(arguments: [
    (Language.indonesian, "Tidak ada data untuk ditampilkan."), (.english, "There is no data to show."),
  ])
  func anEmptyDocumentSaysSoInOneSentence(language: Language, sentence: String) throws {
    var document = Documents.idmStatus
    document.keyFigures = []
    document.tables[0].rows = []
    document.notes = []
    document.sources = []
    let lines = try Documents.rendered(document, TextRenderer(language: language)).split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines.last.map { String($0) } == sentence)
  }

  @Test func anEmptyTableBesideAFullOneSaysSo() throws {
    var document = Documents.idmStatus
    var empty = document.tables[0]
    empty.id = "other"
    empty.rows = []
    document.tables.append(empty)
    let text = try Documents.rendered(document, TextRenderer(language: .indonesian))
    #expect(text.contains("\nTabel ini tidak memiliki baris.\n"))
    #expect(!text.contains("Tidak ada data untuk ditampilkan."))
  }

  @Test(arguments: [
    (ReportValue.integer(1_156), "1.156", "1,156"), (.integer(-1_234_567), "-1.234.567", "-1,234,567"),
    (.integer(Int64.min), "-9.223.372.036.854.775.808", "-9,223,372,036,854,775,808"),
    (.integer(999), "999", "999"), (.real(0.5989, decimals: 4), "0,5989", "0.5989"),
    (.real(1234.5, decimals: 0), "1.234", "1,234"), (.real(-0.001, decimals: 2), "0,00", "0.00"),
    (.real(1_234_567.891, decimals: 2), "1.234.567,89", "1,234,567.89"),
    (.percent(31.15, decimals: 1), "31,1%", "31.1%"),
    (.real(.nan, decimals: 2), "–", "–"), (.real(.infinity, decimals: 2), "–", "–"), (.missing, "–", "–"),
    (.code("64.02.01.2001"), "64.02.01.2001", "64.02.01.2001"), (.period("2024"), "2024", "2024"),
    (.date("2024-05-07"), "07 Mei 2024", "07 May 2024"), (.date("2024-02-30"), "2024-02-30", "2024-02-30"),
    (.category(id: "maju", label: LocalizedText(id: "Maju", en: "Advanced")), "Maju", "Advanced"),
  ])
  func valuesAreWrittenAsTheLanguageWritesThem(value: ReportValue, indonesian: String, english: String) throws {
    let document = ReportDocument(
      report: "r", title: "R", keyFigures: [KeyFigure(id: "k", label: "K", value: value)])
    #expect(try Documents.rendered(document, TextRenderer(language: .indonesian)).contains("\nK  \(indonesian)\n"))
    #expect(try Documents.rendered(document, TextRenderer(language: .english)).contains("\nK  \(english)\n"))
  }

  @Test(arguments: [
    ("2024", "2024", "2024"), ("2024-07", "Juli 2024", "July 2024"),
    ("2024-Q3", "Triwulan III 2024", "Quarter 3 of 2024"),
    ("2024-S1", "Semester I 2024", "Half 1 of 2024"), ("2021..2024", "2021–2024", "2021–2024"),
    ("2024-13", "2024-13", "2024-13"),
  ])
  func periodsAreWrittenInWords(period: String, indonesian: String, english: String) throws {
    let document = ReportDocument(report: "r", title: "R", period: period)
    #expect(try Documents.rendered(document, TextRenderer(language: .indonesian)).contains("Periode \(indonesian)\n"))
    #expect(try Documents.rendered(document, TextRenderer(language: .english)).contains("Period \(english)\n"))
  }

  @Test func controlCharactersAreShownAndNeverSent() throws {
    let text = try Documents.rendered(
      Documents.texts(["\u{1B}[2Jhilang", "a\tb\nc", "\u{202E}terbalik", "\u{9B}31m"]), TextRenderer(language: .english)
    )
    #expect(text.contains("\\u{1B}[2Jhilang\n"))
    #expect(text.contains("a b c\n"))
    #expect(text.contains("\\u{202E}terbalik\n"))
    #expect(text.contains("\\u{9B}31m\n"))
  }

  @Test func provisionalFiguresAreAnnouncedAndDecreedOnesNamed() throws {
    func standing(_ stage: ReportStage?, _ day: String?) throws -> String? {
      let document = ReportDocument(report: "r", title: "R", dataAsOf: day, stage: stage)
      let lines = try Documents.rendered(document, TextRenderer(language: .indonesian)).split(separator: "\n")
      return lines.count > 2 ? String(lines[1]) : nil
    }
    #expect(try standing(.provisional, nil) == "ANGKA SEMENTARA")
    #expect(try standing(.provisional, "2025-01-02") == "ANGKA SEMENTARA, keadaan per 2 Januari 2025")
    #expect(try standing(.decreed, "2025-01-02") == "Angka ditetapkan, keadaan per 2 Januari 2025")
    #expect(try standing(.verified, nil) == "Angka terverifikasi")
    #expect(try standing(nil, "2025-01-02") == "Keadaan per 2 Januari 2025")
    #expect(try standing(nil, nil) == nil)
  }

  @Test func unitsAreSaidOnceWhereAllNumbersShareOneElseInTheHeader() throws {
    func heading(_ units: [String]) throws -> String {
      let columns = units.enumerated().map { index, unit in
        ReportColumn(id: "c\(index)", label: LocalizedText("K\(index)"), type: .integer, unit: LocalizedText(unit))
      }
      let table = ReportTable(id: "t", title: "T", columns: columns, rows: [units.map { _ in .integer(Int64(1)) }])
      return try Documents.rendered(
        ReportDocument(report: "r", title: "R", tables: [table]), TextRenderer(language: .english))
    }
    #expect(try heading(["Rp", "Rp"]).contains("\nT (Rp)\nK0  K1\n"))
    #expect(try heading(["Rp", "desa"]).contains("\nT\nK0 (Rp)  K1 (desa)\n"))
  }
}
