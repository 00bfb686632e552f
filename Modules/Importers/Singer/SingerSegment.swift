import Diagnostics
import Tabular

/// What a tap delivered between two commits: rows by stream, then perhaps a state to be echoed or a version that is
/// complete.
struct SingerSegment: Sendable {
  /// The rows of one stream: blocks whose first row holds the headers.
  struct Table: Sendable {
    /// The stream's place in the map.
    let stream: Int
    /// The line of its SCHEMA message, which stands for the row of headers.
    let headerLine: Int
    /// The properties that identify a record, as the tap names them.
    let keys: [String]
    let blocks: [RowBlock]
    let records: Int
    /// The version of the stream's table that the records belong to, for taps that replicate whole tables.
    let version: Int64?
  }

  /// A version that is now complete: what earlier versions delivered and this one did not goes.
  struct Activation: Sendable {
    /// The stream's place in the map.
    let stream: Int
    let version: Int64
  }

  var tables: [Table] = []
  var activation: Activation?
  /// The value of a STATE message, as the tap wrote it.
  var state: String?

  var isEmpty: Bool { tables.isEmpty && activation == nil && state == nil }
}

/// The rows of one stream since the last commit, as blocks.
struct SingerRows: ~Copyable, Sendable {
  private var builder: RowBlockBuilder
  private var blocks: [RowBlock] = []
  private(set) var records = 0
  private(set) var bytes = 0
  private var keys: Set<UInt64> = []
  /// The number of the last row.
  private(set) var lastLine = 0

  init(stream: String) { builder = RowBlockBuilder(file: "-", sheet: stream, blockBytes: 1 << 18) }

  /// Writes the headers before the first record of a segment.
  mutating func begin(_ headers: [String], line: Int) {
    guard records == 0 else { return }
    for header in headers {
      builder.append(header)
      builder.endCell()
    }
    builder.endRow(line)
    lastLine = line
  }

  /// Lets `body` write the cells of a record that stands in `line`; it returns a hash of the record's key.
  ///
  /// - Returns: false where a record of that key is there already: it was not taken, and has to wait for the next segment.
  mutating func record<Failure>(
    line: Int, _ body: (inout RowBlockBuilder) throws(Failure) -> UInt64?
  ) throws(Failure) -> Bool {
    if let key = try body(&builder), !keys.insert(key).inserted {
      builder.discardRow()
      return false
    }
    bytes += builder.rowBytes
    builder.endRow(line)
    lastLine = line
    records += 1
    if builder.isFull, let block = builder.take() { blocks.append(block) }
    return true
  }

  /// Hands over the rows; nil where there are none.
  mutating func take() -> (blocks: [RowBlock], records: Int)? {
    guard records > 0 else { return nil }
    if let block = builder.take() { blocks.append(block) }
    defer {
      (blocks, records, bytes) = ([], 0, 0)
      keys.removeAll(keepingCapacity: true)
    }
    return (blocks, records)
  }
}

/// Reads blocks that are already there.
struct SingerTableReader: RowReader {
  private var blocks: ArraySlice<RowBlock>
  let diagnostics = DiagnosticBag()
  private(set) var unitsRead = 0
  let totalUnits: Int?

  init(_ blocks: [RowBlock]) {
    self.blocks = blocks[...]
    totalUnits = blocks.count
  }

  mutating func nextBlock() throws(Diagnostic) -> RowBlock? {
    unitsRead += 1
    return blocks.popFirst()
  }
}
