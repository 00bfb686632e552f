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
      columns: o.required(
        "columns", .list(of: Column.shape, counts: 1...100), id: "kolom laporan, dari kiri",
        en: "the report's columns, from the left"))
  }
}

extension DatasetReportLayout.Column {
  static let shape = Shape<DatasetReportLayout.Column>.object { o in
    DatasetReportLayout.Column(
      id: o.required("id", .identifier, id: "id kolom, tetap", en: "the column's id, stable"),
      title: o.required("title", .localizedText, id: "judul kolom", en: "the column's title"),
      field: o.required("field", .identifier, id: "kolom data yang dihitung", en: "the field it is computed from"),
      aggregate: o.required(
        "aggregate", Shape<DatasetReportLayout.Aggregate>.choice { $0.meaning }, id: "cara merangkum",
        en: "how values are summed up"),
      decimals: o.optional(
        "decimals", .integer(in: 0...9), default: 0, id: "angka di belakang koma", en: "decimals shown"))
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
