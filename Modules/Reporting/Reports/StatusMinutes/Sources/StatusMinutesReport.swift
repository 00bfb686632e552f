import Diagnostics
import Domain
import PluginKit
import Storage

/// *Berita Acara Penetapan Status Desa*: the villages of a region with their three indices, value and status, the
/// sentence to be signed, and places for signatures.
///
/// Serves `status_minutes`. Tables: `villages` (`no,code,name,iks,ike,ikl,idm,status`), `summary` by status, `statement` and
/// `signatures`. Day, place and names are left to be filled in by hand: a store does not know them.
public struct StatusMinutesReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard context.region.level != .nation else {
      throw ReportFailure(
        Diagnostic(
          code: "region-level",
          message: LocalizedText(
            id: "berita acara dibuat untuk desa, kecamatan, kabupaten atau provinsi",
            en: "minutes are those of a village, kecamatan, kabupaten or province"), value: "0",
          hint: LocalizedText(id: "sebutkan --region KODE", en: "name --region CODE")))
    }
    let fields = ["iks", "ike", "ikl", "idm"]
    let basis: ReportBasis
    switch try context.basis(of: "idm", fields: fields + ["status"]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    guard let classes = basis.dataset.field("status")?.classes else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period)).document
    }
    let columns = try context.store.columns(
      of: "idm", fields: fields + ["status"], period: basis.period, in: context.region,
      registerDate: basis.register.date)
    let units =
      context.region.level == .village
      ? try context.store.unit(context.region, at: basis.register.date).map { [$0] } ?? []
      : try context.store.units(.village, in: context.region, at: basis.register.date).filter {
        $0.code.villageKind.map { basis.dataset.appliesTo.contains($0) } ?? false
      }
    let byCode = Dictionary(
      columns.regions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var counts = [Int](repeating: 0, count: classes.classes.count + 1)
    var rows: [[ReportValue]] = []
    for unit in units {
      let row = byCode[unit.code.number]
      func figure(_ column: Int) -> ReportValue {
        guard let row, !columns.values[column][row].isNaN else { return .missing }
        return .real(columns.values[column][row], decimals: 4)
      }
      let status = row.map { columns.values[4][$0] }.flatMap { $0.isNaN ? nil : Int($0) } ?? 0
      counts[status] += 1
      rows.append(
        [.integer(rows.count + 1), .code(unit.code.description), .text(unit.name)] + (0..<4).map(figure)
          + [classes[status].map { .category(id: $0.id, label: $0.title) } ?? .missing])
    }
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source("idm")])
    document.tables = [
      villages(rows, context), summary(counts, classes, total: rows.count), statement(basis, rows.count - counts[0]),
      signatures(context),
    ]
    if counts[0] > 0 {
      document.notes.append(
        LocalizedText(
          id: "\(counts[0]) desa belum memiliki status \(basis.period) dan belum dapat ditetapkan.",
          en: "\(counts[0]) villages have no status of \(basis.period) yet and cannot be determined."))
    }
    document.notes += try context.registerNote(basis)
    return document
  }

  private func villages(_ rows: [[ReportValue]], _ context: ReportContext) -> ReportTable {
    func real(_ id: String) -> ReportColumn {
      ReportColumn(id: id, label: LocalizedText(id.uppercased()), type: .real, source: "idm")
    }
    return ReportTable(
      id: "villages", title: LocalizedText(id: "Status desa yang ditetapkan", en: "Status determined"),
      columns: [
        ReportColumn(id: "no", label: LocalizedText(id: "No", en: "No"), type: .integer),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text), real("iks"),
        real("ike"), real("ikl"), real("idm"),
        ReportColumn(id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category, source: "idm"),
      ], rows: rows, keyColumns: 3)
  }

  private func summary(_ counts: [Int], _ classes: Classification, total: Int) -> ReportTable {
    var rows: [[ReportValue]] = classes.classes.indices.reversed().map { index in
      [.category(id: classes.classes[index].id, label: classes.classes[index].title), .integer(counts[index + 1])]
    }
    rows.append([
      .category(id: "no_data", label: LocalizedText(id: "Belum berstatus", en: "Without status")), .integer(counts[0]),
    ])
    rows.append([.category(id: "total", label: LocalizedText(id: "Jumlah", en: "Total")), .integer(total)])
    return ReportTable(
      id: "summary", title: LocalizedText(id: "Rekapitulasi", en: "Summary"),
      columns: [
        ReportColumn(id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category),
        ReportColumn(id: "villages", label: LocalizedText(id: "Desa", en: "Villages"), type: .integer),
      ], rows: rows, totalRows: [rows.count - 1])
  }

  private func statement(_ basis: ReportBasis, _ villages: Int) -> ReportTable {
    let name = basis.region.name
    let text = LocalizedText(
      id: """
        Pada hari ini .............. tanggal ...... bulan .............. tahun ........,
        bertempat di ........................, telah ditetapkan status perkembangan
        \(villages) desa di \(name.id)
        berdasarkan Indeks Desa Membangun tahun \(basis.period), dengan hasil sebagaimana
        tercantum dalam berita acara ini. Demikian berita acara ini dibuat untuk
        dipergunakan sebagaimana mestinya.
        """,
      en: """
        On this day ................, the ........ of ................ ........, at
        ................................, the status of \(villages) villages of
        \(name.en) was determined by the Village Development Index of \(basis.period),
        with the result stated in these minutes.
        """)
    var table = ReportTable(
      id: "statement", title: LocalizedText(id: "Pernyataan", en: "Statement"),
      columns: [
        ReportColumn(id: "part", label: LocalizedText(id: "Bagian", en: "Part"), type: .text),
        ReportColumn(id: "text", label: LocalizedText(id: "Isi", en: "Text"), type: .text),
      ],
      rows: [[.text(LocalizedText(id: "Berita acara", en: "Minutes")), .text(text)]], keyColumns: 1)
    table.layout = .passages
    return table
  }

  private func signatures(_ context: ReportContext) -> ReportTable {
    let roles: [LocalizedText] =
      switch context.region.level {
      case .village:
        [
          LocalizedText(id: "Kepala Desa", en: "Head of the village"),
          LocalizedText(id: "Ketua BPD", en: "Chair of the village council"),
          LocalizedText(id: "Pendamping Desa", en: "Village facilitator"),
        ]
      case .district:
        [
          LocalizedText(id: "Camat", en: "Head of the kecamatan"),
          LocalizedText(id: "Kepala Seksi PMD", en: "Head of the village affairs section"),
          LocalizedText(id: "Koordinator Pendamping Desa", en: "Coordinator of the village facilitators"),
        ]
      case .regency:
        [
          LocalizedText(id: "Kepala Dinas PMD Kabupaten", en: "Head of the kabupaten's village affairs office"),
          LocalizedText(id: "Kepala Bappeda Kabupaten", en: "Head of the kabupaten's planning office"),
          LocalizedText(id: "Koordinator TPP Kabupaten", en: "Coordinator of the kabupaten's facilitators"),
        ]
      default:
        [
          LocalizedText(id: "Kepala Dinas PMD Provinsi", en: "Head of the province's village affairs office"),
          LocalizedText(id: "Kepala Bappeda Provinsi", en: "Head of the province's planning office"),
          LocalizedText(id: "Koordinator TPP Provinsi", en: "Coordinator of the province's facilitators"),
        ]
      }
    let dots = ReportValue.text("........................")
    var table = ReportTable(
      id: "signatures", title: LocalizedText(id: "Tanda tangan", en: "Signatures"),
      columns: [
        ReportColumn(id: "no", label: LocalizedText(id: "No", en: "No"), type: .integer),
        ReportColumn(id: "role", label: LocalizedText(id: "Jabatan", en: "Post"), type: .text),
        ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
        ReportColumn(id: "signature", label: LocalizedText(id: "Tanda tangan", en: "Signature"), type: .text),
      ], rows: roles.enumerated().map { [.integer($0 + 1), .text($1), dots, dots] })
    table.isSigned = true
    return table
  }
}
