public import Diagnostics
import Importers
public import Workbooks

/// Writes rejected rows as CSV in the layout of their source, the reasons and ids in two columns behind it.
public struct RejectCSV {
  private let tables: [RejectTable]

  /// - Throws: a `Diagnostic` (`export-several-tables`) where the tables have different headers.
  public init(_ tables: [RejectTable]) throws(Diagnostic) {
    let headers = Set(tables.map(\.header))
    guard headers.count <= 1 else {
      throw Diagnostic(
        code: "export-several-tables",
        message: LocalizedText(
          id:
            "baris ditolak berasal dari \(headers.count) tabel dengan judul kolom berbeda; CSV hanya memuat satu tabel",
          en: "the rejected rows come from \(headers.count) tables with different headers; CSV holds one table"),
        hint: LocalizedText(
          id: "pilih satu batch dengan --batch, atau pakai --output NAMA.xlsx",
          en: "choose one batch with --batch, or use --output NAME.xlsx"))
    }
    self.tables = tables
  }

  public func write(to sink: any ByteSink) throws {
    guard let header = tables.first?.header else { return }
    try sink.write(CSVLine.of(header + [RejectColumns.reason, RejectColumns.id]))
    for table in tables {
      for row in table.rows {
        let cells = header.indices.map { row.cells.indices.contains($0) ? row.cells[$0] : "" }
        try sink.write(CSVLine.of(cells + [row.reasons.joined(separator: " | "), "\(row.id)"]))
      }
    }
  }
}
