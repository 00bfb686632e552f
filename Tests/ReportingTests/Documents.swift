import Diagnostics
import Reporting
import Workbooks

/// Documents that several suites render.
enum Documents {
  /// The shape of the report `idm_status` for a province: ten kabupaten/kota, the province's own row, one key figure
  /// of each kind.
  static let idmStatus = ReportDocument(
    report: "idm_status",
    title: LocalizedText(id: "Status desa menurut Indeks Desa Membangun", en: "Village status by the IDM"),
    region: ReportRegion(code: "64", name: "Kalimantan Timur"), period: "2024", dataAsOf: "2024-06-30",
    stage: .provisional,
    keyFigures: [
      KeyFigure(
        id: "villages", label: LocalizedText(id: "Jumlah desa", en: "Villages"), value: .integer(841),
        unit: LocalizedText(id: "desa", en: "villages"), source: "idm"),
      KeyFigure(
        id: "mean", label: LocalizedText(id: "Rata-rata IDM", en: "Mean IDM"), value: .real(0.73461, decimals: 4),
        source: "mean"),
      KeyFigure(
        id: "share", label: LocalizedText(id: "Maju dan Mandiri", en: "Advanced and independent"),
        value: .percent(76.3377, decimals: 1), source: "idm"),
    ],
    tables: [
      ReportTable(
        id: "status", title: LocalizedText(id: "Status per kabupaten", en: "Status by regency"), columns: columns,
        rows: rows, totalRows: [0],
        note: LocalizedText(
          id: "Kota tidak memiliki desa; kelurahan tidak dihitung.",
          en: "Cities have no villages; kelurahan are not counted."))
    ],
    figures: [
      ReportFigure(
        id: "status_chart", title: LocalizedText(id: "Status per kabupaten", en: "Status by regency"),
        kind: .stackedBar, table: "status", category: "name",
        values: ["mandiri", "maju", "berkembang", "tertinggal", "sangat_tertinggal", "no_data"])
    ],
    sources: [
      ReportSource(
        id: "idm", dataset: "idm", title: "Indeks Desa Membangun", period: "2024", batches: [3, 4, 5, 9],
        stage: .provisional, asOf: "2024-06-30"),
      ReportSource(
        id: "mean", dataset: "idm", title: "Indeks Desa Membangun", period: "2024", batches: [3, 4, 5, 9],
        formula: "mean(idm)", stage: .provisional, asOf: "2024-06-30"),
    ],
    notes: [
      LocalizedText(
        id: "Edisi register 2025 dipakai untuk periode 2024 karena tidak ada edisi yang lebih awal.",
        en: "The register edition of 2025 serves for 2024, as no earlier edition is loaded.")
    ])

  static let columns: [ReportColumn] = [
    ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
    ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
    count("villages", "Jumlah desa", "Villages"), count("mandiri", "Mandiri", "Independent"),
    count("maju", "Maju", "Advanced"), count("berkembang", "Berkembang", "Developing"),
    count("tertinggal", "Tertinggal", "Underdeveloped"),
    count("sangat_tertinggal", "Sangat Tertinggal", "Severely underdeveloped"),
    count("no_data", "Tanpa data", "No data"),
  ]

  static let rows: [[ReportValue]] = [
    row("64", "Kalimantan Timur", 841, 262, 380, 195, 4, 0, 0),
    row("64.01", "Kabupaten Paser", 139, 38, 62, 39, 0, 0, 0),
    row("64.02", "Kabupaten Kutai Kartanegara", 193, 68, 91, 34, 0, 0, 0),
    row("64.03", "Kabupaten Berau", 100, 40, 47, 13, 0, 0, 0),
    row("64.07", "Kabupaten Kutai Barat", 190, 24, 88, 76, 2, 0, 0),
    row("64.08", "Kabupaten Kutai Timur", 139, 48, 66, 23, 2, 0, 0),
    row("64.09", "Kabupaten Penajam Paser Utara", 30, 24, 6, 0, 0, 0, 0),
    row("64.11", "Kabupaten Mahakam Ulu", 50, 20, 20, 10, 0, 0, 0),
    row("64.71", "Kota Balikpapan", 0, nil, nil, nil, nil, nil, 0),
    row("64.72", "Kota Samarinda", 0, nil, nil, nil, nil, nil, 0),
    row("64.74", "Kota Bontang", 0, nil, nil, nil, nil, nil, 0),
  ]

  private static func count(_ id: String, _ indonesian: String, _ english: String) -> ReportColumn {
    ReportColumn(
      id: id, label: LocalizedText(id: indonesian, en: english), type: .integer,
      unit: LocalizedText(id: "desa", en: "villages"), source: "idm")
  }

  private static func row(_ code: String, _ name: String, _ counts: Int?...) -> [ReportValue] {
    [.code(code), .text(name)] + counts.map { .integer($0) }
  }

  /// One column of texts.
  static func texts(_ texts: [String]) -> ReportDocument {
    ReportDocument(
      report: "texts", title: "Texts",
      tables: [
        ReportTable(
          id: "texts", title: "Texts", columns: [ReportColumn(id: "text", label: "Text", type: .text)],
          rows: texts.map { [.text($0)] })
      ])
  }

  static func rendered(_ document: ReportDocument, _ renderer: any ReportRenderer) throws -> String {
    let sink = MemorySink()
    try renderer.render(document, to: sink)
    return sink.text
  }
}
