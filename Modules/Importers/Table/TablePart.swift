import Diagnostics
import Tabular

/// One table-like part of an input: a file of text, a worksheet, a table of a document, the records of documents.
struct TablePart: Sendable {
  /// The path in an archive or folder.
  var member: String?
  var sheet: String?
  /// The sheet's place in its workbook, from 1.
  var sheetNumber: Int?
  var isHidden = false
  /// Rows come from many documents, which their blocks name.
  var hasManyDocuments = false
  /// The heading above a table of a document.
  var title: String?
  /// Columns by name where the mapping says how records become rows: the first row's cells are paths then.
  var columnNames: [String]?
  /// Merged cells, for parts of formats that tell them and that are small enough to be looked through for them.
  var merged: (@Sendable () throws(Diagnostic) -> [CellRange])?
  /// A reader from the part's beginning, whose records of text have to have so many fields.
  let open: @Sendable (CSVOptions.FieldCount) throws(Diagnostic) -> any RowReader
}
