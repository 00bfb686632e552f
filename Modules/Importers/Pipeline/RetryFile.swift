import Foundation
public import Storage

/// Rejected rows written as the table they came from, so that their importer can read them again; the file goes with its
/// last reference.
public final class RetryFile {
  public let path: String
  /// What its rows stand for.
  public let retry: Retry

  /// Rejects of one part with the same surroundings together, in the order of their first rows: each such group makes a
  /// file.
  public static func alike(_ rejects: [StoredReject]) -> [[StoredReject]] {
    struct Kind: Hashable {
      let part: Int64?
      let beside: RowSurroundings
    }
    return Dictionary(grouping: rejects) { Kind(part: $0.part, beside: $0.row.beside) }.values
      .sorted { ($0[0].part ?? 0, $0[0].row.row) < ($1[0].part ?? 0, $1[0].row.row) }
  }

  /// - Parameter rejects: of one part and with the same surroundings; `header` is the one that was kept of the part.
  public init(_ rejects: [StoredReject], header: SourceHeader) throws {
    path = NSTemporaryDirectory() + "/sinergi-retry-\(UUID().uuidString).csv"
    let beside = rejects.first?.row.beside ?? RowSurroundings()
    let header = beside.header ?? header.cells
    var text = Self.line(header)
    var origins: [Int: Retry.Origin] = [:]
    for (index, reject) in rejects.enumerated() {
      origins[index + 2] = Retry.Origin(reject: reject.id, row: reject.row.row)
      text += Self.line(reject.row.cells, width: header.count)
    }
    retry = Retry(
      origins: origins, member: rejects.first?.row.member, sheet: rejects.first?.row.sheet, beside: beside)
    let isMade = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    guard isMade else { throw CocoaError(.fileWriteUnknown) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// One line a row, whatever stands in its cells: the row's number is that of its line.
  private static func line(_ cells: [String], width: Int = 0) -> String {
    let padded = cells + [String](repeating: "", count: max(0, width - cells.count))
    return padded.map { cell in
      let flat = String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
      return "\"" + flat.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }.joined(separator: ",") + "\n"
  }
}
