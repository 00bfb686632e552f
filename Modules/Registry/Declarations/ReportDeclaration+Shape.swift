import Diagnostics
import PluginKit

extension ReportDeclaration {
  /// The generic engine, and the key that configures it.
  static let datasetEngine = "dataset_report"

  static let shape = Shape<ReportDeclaration>.object { o in
    let header = PluginHeader.read(&o, kind: .report)
    let uses = o.required(
      "uses", .identifier, id: "mesin yang bekerja: `dataset_report`, atau sebuah tipe Swift",
      en: "what does the work: `dataset_report`, or a Swift type")
    let layout = o.optional(
      datasetEngine, DatasetReportLayout.shape, id: "susunan untuk `uses: dataset_report`",
      en: "the layout, for `uses: dataset_report`")
    o.requireExactly(for: datasetEngine, of: uses, key: datasetEngine)
    let engine: Engine = uses == datasetEngine ? .dataset(layout ?? .none) : .type(uses)
    return ReportDeclaration(header: header, engine: engine)
  }
}

extension DatasetReportLayout {
  /// Stands in where a layout could not be read.
  static let none = DatasetReportLayout(dataset: "", columns: [])

  static let shape = Shape<DatasetReportLayout>.object { o in
    DatasetReportLayout(
      dataset: o.required("dataset", .identifier, id: "dataset yang dilaporkan", en: "the dataset it reports on"),
      derived: o.optional(
        "derived", .list(of: Derived.shape, counts: 0...100), default: [],
        id: "angka turunan tiap desa, untuk rumus di bawah",
        en: "derived figures of each village, for the formulas below"
      ),
      columns: o.required(
        "columns", .list(of: Column.shape, counts: 1...100), id: "kolom laporan, dari kiri",
        en: "the report's columns, from the left"),
      listing: o.optional(
        "villages", Listing.shape, id: "tabel desa yang memenuhi suatu syarat",
        en: "a table of the villages for which a condition holds"))
  }
}

extension DatasetReportLayout.Column {
  static let shape = Shape<DatasetReportLayout.Column>.object { o in
    let id = o.required("id", .identifier, id: "id kolom, tetap", en: "the column's id, stable")
    let title = o.required("title", .localizedText, id: "judul kolom", en: "the column's title")
    let formula = o.optional(
      "formula", .text, id: "rumus atas desa di wilayah itu, seperti `share(status >= maju)`",
      en: "a formula over the villages of the region, such as `share(status >= maju)`")
    let field = o.optional(
      "field", .identifier, id: "kolom data yang dirangkum, tanpa `formula`",
      en: "the field that is summed up, without a `formula`")
    let aggregate = o.optional(
      "aggregate", Shape<DatasetReportLayout.Aggregate>.choice { $0.meaning }, id: "cara merangkum `field`",
      en: "how `field` is summed up")
    o.requireEither("formula", or: ["field", "aggregate"])
    let content: Content =
      formula.map { .formula($0) } ?? .aggregate(aggregate ?? .count, field: field ?? "")
    return DatasetReportLayout.Column(
      id: id, title: title, content: content,
      unit: o.optional(
        "unit", .localizedText, id: "satuan, bila bukan satuan kolom datanya", en: "the unit, if not that of the field"),
      decimals: o.optional(
        "decimals", .integer(in: 0...9), default: 0, id: "angka di belakang koma", en: "decimals shown"))
  }
}

extension DatasetReportLayout.Derived {
  static let shape = Shape<DatasetReportLayout.Derived>.object { o in
    DatasetReportLayout.Derived(
      id: o.required("id", .identifier, id: "nama dalam rumus, tetap", en: "its name in formulas, stable"),
      title: o.required("title", .localizedText, id: "judul", en: "the title"),
      formula: o.required(
        "formula", .text, id: "rumus tiap desa, seperti `idm - previous(idm)`",
        en: "a formula of each village, such as `idm - previous(idm)`"),
      decimals: o.optional(
        "decimals", .integer(in: 0...9), default: 0, id: "angka di belakang koma", en: "decimals shown"))
  }
}

extension DatasetReportLayout.Listing {
  static let shape = Shape<DatasetReportLayout.Listing>.object { o in
    DatasetReportLayout.Listing(
      title: o.required("title", .localizedText, id: "judul tabel", en: "the table's title"),
      condition: o.required(
        "where", .text, id: "syarat tiap desa, seperti `status >= berkembang`",
        en: "a condition of each village, such as `status >= berkembang`"),
      columns: o.required(
        "columns", .list(of: .identifier, counts: 1...30), id: "kolom data dan angka turunan yang ditunjukkan",
        en: "fields and derived figures to be shown"))
  }
}

extension DatasetReportLayout.Aggregate {
  var meaning: LocalizedText {
    switch self {
    case .mean: LocalizedText(id: "rata-rata", en: "the mean")
    case .sum: LocalizedText(id: "jumlah", en: "the sum")
    case .min: LocalizedText(id: "terendah", en: "the lowest")
    case .max: LocalizedText(id: "tertinggi", en: "the highest")
    case .count: LocalizedText(id: "banyak baris yang berisi", en: "rows with a value")
    }
  }
}
