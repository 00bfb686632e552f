import Diagnostics
import PluginKit
import Storage

/// The rejects of earlier batches that a corrected file names in its column `id_tolakan`.
struct NamedRejects {
  private var taken: Set<Int64> = []
  private var again: Set<Int64> = []

  /// Notes a row of the file: the reject it came from is settled, or rejected once more, and then its new reject stands in
  /// the place of the old one.
  ///
  /// - Parameter column: the one that names rejects, if there is one.
  mutating func note(_ cells: [String], _ column: Int?, isRejected: Bool) {
    guard let column, cells.indices.contains(column), let id = RejectColumns.reject(cells[column]) else { return }
    if isRejected { again.insert(id) } else { taken.insert(id) }
  }

  /// Closes those of the importer.
  ///
  /// - Returns: what to tell; nil where none was named.
  func close(_ sink: any BatchSink, _ context: ImportContext, file: String) throws -> Diagnostic? {
    let named = taken.union(again)
    guard !named.isEmpty else { return nil }
    let own = try context.store.rejects(
      RejectFilter(ids: named.sorted(), importer: context.importer.id), limit: .max
    ).map(\.id)
    let settled = try sink.resolve(rejects: own.filter { !again.contains($0) }, as: .retried).count
    let replaced = try sink.resolve(rejects: own.filter(again.contains), as: .replaced).count
    guard settled + replaced > 0 else { return nil }
    let more = LocalizedText(
      id: replaced == 0 ? "" : "; \(replaced) ditolak lagi, dengan alasan yang sekarang",
      en: replaced == 0 ? "" : "; \(replaced) rejected again, for the reasons given now")
    return Diagnostic(
      code: "rejects-closed", severity: .note,
      message: LocalizedText(
        id: "\(settled) baris ditolak dari batch sebelumnya diselesaikan oleh berkas ini\(more.id)",
        en: "\(settled) rejected rows of earlier batches are settled by this file\(more.en)"),
      place: Place(file: file))
  }
}
