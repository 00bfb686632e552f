public import Diagnostics

/// Which values of JSON documents make a table: where its records are, and the columns seen from a record.
///
/// `records` is a path from the document: `data[*]` each element of the list `data` (`data` alone is the same), `kec[*].ds[*]`
/// the lists within lists, nothing the document itself or, where that is a list, its elements. `columns` are paths from a
/// record: `a.b`, `[3]`, `ROW[ROW_CELL=10].SKOR`, `^.k` of the record around it, `^^.k` of the one around that (the outermost is
/// the document), `$file` (the name of the file without its folder and ending), `$folder` (the name of the folder that it lies in),
/// `$member` (its path in the archive).
public struct JSONTableSpec: Hashable, Sendable {
  public let records: String
  public let columns: [String]
  let recordPath: JSONPath
  let columnPaths: [JSONPath]

  /// Throws `json-path-invalid` where a path cannot be read.
  public init(records: String, columns: [String]) throws(Diagnostic) {
    self.records = records
    self.columns = columns
    recordPath = try JSONPath(records)
    guard recordPath.origin == .record else {
      throw Diagnostic(
        code: "json-path-invalid",
        message: LocalizedText(
          id: "jalur rekaman dimulai dari dokumen, jadi tanpa ^ dan $",
          en: "the path of records begins at the document, without ^ and $"),
        value: records)
    }
    var paths: [JSONPath] = []
    for column in columns {
      let path = try JSONPath(column)
      guard !path.steps.contains(.each) else {
        throw Diagnostic(
          code: "json-path-invalid",
          message: LocalizedText(
            id: "kolom adalah satu nilai, jadi tanpa [*]", en: "a column is one value, so without [*]"), value: column,
          hint: LocalizedText(
            id: "tulis [*] pada jalur rekaman, atau pilih satu unsur dengan [3] atau [KUNCI=NILAI]",
            en: "write [*] in the path of records, or choose one element with [3] or [KEY=VALUE]"))
      }
      paths.append(path)
    }
    columnPaths = paths
  }
}
