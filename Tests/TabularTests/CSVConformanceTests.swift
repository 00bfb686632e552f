import Tabular
import Testing

@Suite struct CSVConformanceTests {
  @Test(arguments: CSVCase.all) func anInputGivesExactlyTheseRowsAndProblems(_ expected: CSVCase) {
    let reading = Reading(expected.input)
    #expect(reading.rows == expected.rows)
    #expect(reading.problems == expected.problems)
    #expect(reading.delimiter == expected.delimiter)
    #expect(reading.rowNumbers == expected.numbers ?? Array(1..<expected.rows.count + 1))
    #expect(reading.ragged == expected.ragged)
  }

  @Test(arguments: CSVCase.all) func theSizeOfChunksAndBlocksMakesNoDifference(_ expected: CSVCase) {
    let whole = Reading(expected.input)
    for chunk in [1, 2, 3, 7] {
      for blockBytes in [1, 2, 3, 5, 8, 16, 64] {
        #expect(
          Reading(expected.input, chunk: chunk, blockBytes: blockBytes) == whole, "chunk \(chunk) block \(blockBytes)")
      }
    }
  }

  /// Moves each case over the edges of the 64 bytes that are looked at together.
  @Test(arguments: CSVCase.all.filter { !$0.rows.isEmpty && $0.input.first != 0xEF && !$0.name.contains("sep line") })
  func whereACaseLiesInTheFileMakesNoDifference(_ expected: CSVCase) {
    let alone = Reading(expected.input) { $0.fieldCount = .any }
    let delimiter = expected.delimiter.asciiValue
    for length in 0..<140 {
      let before = [UInt8](repeating: UInt8(ascii: "x"), count: length) + [0x0A]
      let moved = Reading(before + expected.input, delimiter: delimiter) { $0.fieldCount = .any }
      let skipped = length == 0 ? 0 : 1
      #expect(Array(moved.rows.dropFirst(skipped)) == alone.rows, "after \(length) bytes")
      #expect(Array(moved.rowNumbers.dropFirst(skipped)) == alone.rowNumbers.map { $0 + 1 }, "after \(length) bytes")
    }
  }
}
