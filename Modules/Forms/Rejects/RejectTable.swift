import Diagnostics
public import Domain
public import Storage

/// The rejected rows of one source table, in its layout.
public struct RejectTable: Sendable {
  /// One rejected row.
  struct Row: Sendable {
    var id: Int64
    /// Its row in the source.
    var sourceRow: Int
    var cells: [String]
    /// What is wrong, in Indonesian, one sentence a reason.
    var reasons: [String]
    /// By column from 0: what is wrong with that cell.
    var marks: [Int: String]
    /// The code of the first reason.
    var code: String
  }

  public let batch: Int64
  public let importer: String
  /// The file, its member and sheet as the user knows them.
  public let file: String
  public let sheet: String?
  /// The header cells of the source; names made up where it was not kept.
  let header: [String]
  /// Whether `header` is the source's own, so that a corrected file can be imported again.
  public let hasHeader: Bool
  var rows: [Row]

  public var count: Int { rows.count }

  /// The tables of some rejects, in their order: one for each batch and part of its input.
  public static func tables(_ rejects: [StoredReject], _ store: any Store) throws -> [RejectTable] {
    var tables: [RejectTable] = []
    var start = rejects.startIndex
    while start < rejects.endIndex {
      let first = rejects[start]
      let end = rejects[start...].firstIndex { $0.batch != first.batch || $0.part != first.part } ?? rejects.endIndex
      tables.append(RejectTable(Array(rejects[start..<end]), header: try first.part.flatMap(store.sourceHeader)))
      start = end
    }
    return tables
  }

  init(_ rejects: [StoredReject], header source: SourceHeader?) {
    let first = rejects.first
    batch = first?.batch ?? 0
    importer = first?.importer ?? ""
    file = [first?.file, first?.row.member].compactMap(\.self).joined(separator: "!")
    sheet = first?.row.sheet
    hasHeader = source != nil
    let known = source?.cells ?? []
    let width = max(known.count, rejects.map(\.row.cells.count).max() ?? 0)
    let header = (0..<width).map { known.indices.contains($0) ? known[$0] : "Kolom \($0 + 1)" }
    self.header = header
    rows = rejects.map { reject in
      var marks: [Int: String] = [:]
      for reason in reject.row.reasons {
        guard let column = Self.column(reason, header), column < max(width, 1) else { continue }
        marks[column] = [marks[column], Self.text(reason)].compactMap(\.self).joined(separator: "\n")
      }
      return Row(
        id: reject.id, sourceRow: reject.row.row, cells: reject.row.cells, reasons: reject.row.reasons.map(Self.text),
        marks: marks, code: reject.row.reasons.first?.code ?? "")
    }
  }

  /// The column a reason is about, from 0.
  private static func column(_ reason: Diagnostic, _ header: [String]) -> Int? {
    if let column = reason.place?.column { return column - 1 }
    return reason.place?.field.flatMap { header.firstIndex(of: $0) }
  }

  private static func text(_ reason: Diagnostic) -> String {
    [reason.message.id, reason.hint?.id].compactMap(\.self).joined(separator: "; ")
  }

  /// What is wrong by the code of the first reason: the reason of the first row of each, and how many rows there are; the
  /// most frequent first.
  public static func faults(_ tables: [RejectTable]) -> [(code: String, example: String, count: Int)] {
    var faults: [String: (example: String, count: Int)] = [:]
    for row in tables.flatMap(\.rows) {
      let example = faults[row.code]?.example ?? row.reasons.first ?? ""
      faults[row.code] = (example, (faults[row.code]?.count ?? 0) + 1)
    }
    return faults.map { (code: $0.key, example: $0.value.example, count: $0.value.count) }
      .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
  }

  /// The rows by the kecamatan they are of, in order of codes; those that do not say theirs last.
  public static func byDistrict(
    _ tables: [RejectTable], _ districts: RejectDistricts
  ) -> [(district: RegionCode?, tables: [RejectTable])] {
    var found: [Int64: RegionCode] = [:]
    for table in tables {
      for row in table.rows { found[row.id] = districts.district(row, header: table.header) }
    }
    let codes = Set(found.values).sorted()
    return (codes.map { Optional($0) } + [nil]).compactMap { district in
      let own = tables.map { $0.keeping { found[$0.id] == district } }.filter { $0.count > 0 }
      return own.isEmpty ? nil : (district, own)
    }
  }

  /// The same table with only some of its rows.
  func keeping(_ isKept: (Row) -> Bool) -> RejectTable {
    var table = self
    table.rows = rows.filter(isKept)
    return table
  }
}
