import Diagnostics

/// Reads one part, knows how far in the outermost file it is, and adds what was found out about the encoding.
struct PartReader: RowReader {
  private var reader: any RowReader
  private let file: String
  private let count: ByteCount
  private let finding: EncodingFinding?
  let totalUnits: Int?

  init(_ reader: any RowReader, file: String, count: ByteCount, size: Int?, finding: EncodingFinding?) {
    self.reader = reader
    self.file = file
    self.count = count
    self.finding = finding
    totalUnits = size
  }

  mutating func nextBlock() throws(Diagnostic) -> RowBlock? { try reader.nextBlock() }

  var unitsRead: Int { count.value }

  var diagnostics: DiagnosticBag {
    var bag = reader.diagnostics
    if let offset = finding?.windows1252From { bag.add(.encodingAssumed(file, offset: offset)) }
    return bag
  }
}
