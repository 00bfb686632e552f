import Diagnostics
import Tabular

/// Everything a reader says about an input, for comparing with what is expected.
struct Reading: Equatable, CustomStringConvertible {
  var rows: [[String]] = []
  var rowNumbers: [Int] = []
  /// `line:column severity code` of each diagnostic in order; a thrown one comes last, marked with `!`.
  var problems: [String] = []
  var delimiter: Character = ","
  /// Rows to be rejected because of their shape.
  var ragged: [Int] = []

  var description: String {
    "rows \(rows) numbers \(rowNumbers) problems \(problems) delimiter \(delimiter) ragged \(ragged)"
  }

  /// Reads bytes in pieces of `chunk` and blocks of `blockBytes`.
  init(
    _ bytes: [UInt8], chunk: Int = .max, blockBytes: Int = 1 << 20, delimiter: UInt8? = nil,
    adjust: (inout CSVOptions) -> Void = { _ in }
  ) {
    var options = CSVOptions(file: "f.csv", delimiter: delimiter)
    options.blockBytes = blockBytes
    adjust(&options)
    self.init(source: MemoryByteSource(bytes, chunk: chunk), options: options)
  }

  init(source: any ByteSource, options: CSVOptions) {
    var reader = CSVReader(source, options: options)
    var thrown: [String] = []
    do {
      while let block = try reader.nextBlock() { add(block) }
    } catch {
      thrown.append("!" + Reading.text(error))
    }
    problems = reader.diagnostics.kept.map(Reading.text) + thrown
    self.delimiter = Character(Unicode.Scalar(reader.dialect.delimiter))
  }

  private mutating func add(_ block: RowBlock) {
    for row in 0..<block.rowCount {
      rows.append(block.cells(row))
      rowNumbers.append(block.rowNumber(row))
      if block.isRagged(row) { ragged.append(block.rowNumber(row)) }
    }
  }

  private static func text(_ diagnostic: Diagnostic) -> String {
    let place = [diagnostic.place?.line, diagnostic.place?.column].map { $0.map(String.init) ?? "-" }
    return "\(place[0]):\(place[1]) \(diagnostic.severity) \(diagnostic.code)"
  }
}
