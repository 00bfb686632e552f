import Diagnostics
import Storage
import Tabular

/// What the reading thread hands to the storing thread: rows ready to store, rows rejected, and what was noticed.
struct MappedBlock: Sendable {
  var records = RecordBlock()
  /// For each record, where its raw cells are, should it turn out to be a duplicate.
  var origins: [Origin] = []
  var rejected: [RejectedRow] = []
  /// Source rows read.
  var read = 0
  /// Rows of kinds that the dataset does not apply to: their number and the first of them.
  var uncounted = 0
  var firstUncounted: (row: Int, value: String)?
  var warnings: [Diagnostic] = []

  struct Origin: Sendable {
    let block: RowBlock
    let row: Int
  }
}
