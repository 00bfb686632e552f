import Diagnostics
import Tabular

/// Where the rows of a table come from, for places in messages and for rejected rows.
struct TableSource: Sendable {
  /// The input as the user named it; a member of an archive follows after `!`.
  let file: String
  var member: String?
  var sheet: String?
  /// Rows come from many documents, which their blocks name.
  var hasManyDocuments = false
  /// For tables made from a form: where each column's value stands in it.
  var cells: [(line: Int, column: Int)] = []

  var place: Place { Place(file: member.map { "\(file)!\($0)" } ?? file, sheet: sheet) }

  /// The member that a block's rows come from.
  func member(of block: RowBlock) -> String? {
    guard hasManyDocuments, block.file.hasPrefix(file + "!") else { return member }
    return String(block.file.dropFirst(file.utf8.count + 1))
  }

  func place(of block: RowBlock, _ row: Int) -> Place {
    Place(file: hasManyDocuments ? block.file : place.file, sheet: sheet, line: block.rowNumber(row))
  }

  /// The same at a column, under the heading that it has among `headers`.
  func place(of block: RowBlock, _ row: Int, column: Int?, _ headers: [String]) -> Place {
    var place = place(of: block, row)
    if let column {
      place.column = column + 1
      place.field = headers.indices.contains(column) ? headers[column] : nil
    }
    return moved(place)
  }

  func place(line: Int) -> Place {
    var place = place
    place.line = line
    return place
  }

  /// The place in a form of what stands in a column of the table made from it.
  func moved(_ place: Place) -> Place {
    guard let column = place.column, cells.indices.contains(column - 1) else { return place }
    var place = place
    place.line = cells[column - 1].line
    place.column = cells[column - 1].column
    return place
  }
}
