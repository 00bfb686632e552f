import Diagnostics
import PluginKit

extension PluginPage {
  func describe(_ report: ReportDeclaration, _ text: inout MarkdownText) {
    text.heading(2, "Keluaran (output)")
    switch report.engine {
    case .type(let id):
      text.paragraph(
        LocalizedText(
          id: "Dikerjakan oleh `\(id)`; tabel dan kolomnya ada di README foldernya.",
          en: "Done by `\(id)`; its tables and columns are in the folder's README."))
    case .dataset(let layout):
      text.paragraph(
        LocalizedText(
          id:
            "Satu baris per wilayah di bawah yang diminta dari dataset \(link(dataset: layout.dataset)), wilayah itu sendiri terakhir; kolomnya `code`, `name`, `villages`, lalu:",
          en:
            "A row for each region below the one asked for, from the dataset \(link(dataset: layout.dataset)), the region itself last; the columns are `code`, `name`, `villages`, then:"
        ))
      text.table(
        ["kolom (column)", "judul", "title", "dari (from)", "desimal (decimals)"],
        layout.columns.map { column in
          [
            MarkdownText.code(column.id), column.title.id, column.title.en,
            MarkdownText.code(column.content.text), column.content.isCount ? "" : String(column.decimals),
          ]
        })
    }
    text.paragraph("    sinergi-report run \(report.header.id)")
  }
}

extension DatasetReportLayout.Column.Content {
  /// As an expression.
  fileprivate var text: String {
    switch self {
    case .aggregate(let aggregate, let field): "\(aggregate.rawValue)(\(field))"
    case .formula(let text): text
    }
  }

  fileprivate var isCount: Bool {
    if case .aggregate(.count, _) = self { return true }
    return false
  }
}
