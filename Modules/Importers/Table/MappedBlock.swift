import Diagnostics
import Storage
import Tabular

/// What the reading thread hands to the storing thread: rows ready to store, rows rejected, and what was noticed.
struct MappedBlock: Sendable {
  var records = RecordBlock()
  /// For each record, where its raw cells are, should it turn out to be a duplicate.
  var origins: [Origin] = []
  var rejected: [RejectedRow] = []
  /// Records that lack a part of their key, with what is said of them unless a rule takes them (`RecordRule.takesLacking`).
  var lacking: [Int: Diagnostic] = [:]
  /// For each rejected row, which stored rows it may have meant.
  var meant: [Meant] = []
  /// Rows that nobody filled in: a replacing file does not speak for them.
  var unfilled: [Meant] = []
  /// Source rows read.
  var read = 0
  /// Rows of kinds that the dataset does not apply to: their number and the first of them.
  var uncounted = 0
  var firstUncounted: (row: Int, value: String)?
  var warnings: [Diagnostic] = []
  /// Rows passed over, by why.
  var passed: [PassedRows: Int] = [:]
  /// The table that the rows come from; nil where there is none yet.
  var table: Int?
  /// The part of the input read so far, 0 to 1.
  var fraction: Double?

  /// Leaves only some of the records, each of `width` cells.
  mutating func keep(_ kept: [Int], width: Int) {
    guard kept.count < records.count else { return }
    let old = records
    let places = origins
    records.regions = kept.map { old.regions[$0] }
    records.periods = kept.map { old.periods[$0] }
    records.sourceRows = kept.map { old.sourceRows[$0] }
    records.cells = kept.flatMap { old.cells[($0 * width)..<(($0 + 1) * width)] }
    origins = kept.map { places[$0] }
  }

  struct Origin: Sendable {
    let block: RowBlock
    let row: Int
  }

  struct Meant: Sendable {
    var region: Int64?
    var period: Int32?
  }
}

/// Why a row was passed over without being data.
enum PassedRows: String, Hashable, Sendable, CaseIterable {
  /// Headers repeated, column numbers.
  case headings
  /// Titles of groups, such as a kecamatan above its villages.
  case groups
  /// Totals, which were compared.
  case totals
  /// Footnotes and signatures.
  case footnotes
  /// Rows of a region in which every cell for a value is empty: nobody filled them in.
  case blank
  /// Rows that the mapping does not want.
  case filtered
  /// Rows in which nothing was measured.
  case unmeasured
  /// Rows that are the same as one read before them.
  case merged
}
