/// What a file is, by its content.
public enum SourceKind: String, Hashable, Sendable, CaseIterable {
  case csv
  case xlsx
  case xls
  case docx
  case json
  /// JSON documents, one a line.
  case ndjson
  /// A dump of `INSERT` statements.
  case sql
  case gzip
  case tar
  case zip
  case folder
}
