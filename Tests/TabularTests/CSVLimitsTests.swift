import Diagnostics
import Synchronization
import Tabular
import Testing

@Suite struct CSVLimitsTests {
  @Test func aLineWithoutEndIsRefusedAfterReadingLittleMoreThanTheLimit() throws {
    let source = EndlessSource(beginning: "a,b\n1,2\n3,", repeating: "x")
    var options = CSVOptions(file: "f.csv")
    options.maximumRecordBytes = 1 << 20
    options.blockBytes = 1 << 16
    let reading = Reading(source: source, options: options)
    #expect(reading.rows == [["a", "b"], ["1", "2"]])
    #expect(reading.problems == ["!3:2 error record-too-long"])
    #expect(source.bytesRead < 3 << 20)
  }

  @Test func aLineOfEndlessFieldsIsRefused() throws {
    let source = EndlessSource(beginning: "a,b\n1,2\n3,", repeating: "xyz,")
    var options = CSVOptions(file: "f.csv")
    options.blockBytes = 1 << 16
    let reading = Reading(source: source, options: options)
    #expect(reading.rows == [["a", "b"], ["1", "2"]])
    #expect(reading.problems == ["!3:20001 error too-many-fields"])
    #expect(source.bytesRead < 1 << 20)
  }

  @Test func exactlyTheMostFieldsAllowedAreRead() {
    let line = String(repeating: ",", count: 9) + "\n"
    let reading = Reading(Array((line + "," + line).utf8)) { $0.maximumFields = 10 }
    #expect(reading.rows.map(\.count) == [10])
    #expect(reading.problems == ["!2:11 error too-many-fields"])
  }

  @Test(arguments: [1, 2, 5, 1000]) func theLongestRecordAllowedIsReadAndOneByteMoreIsNot(limit: Int) {
    for end in ["\n", "\r\n"] {
      let fitting = String(repeating: "x", count: limit) + end
      #expect(Reading(Array(fitting.utf8), blockBytes: 3) { $0.maximumRecordBytes = limit }.rows.count == 1)
      let tooLong = String(repeating: "x", count: limit + 3) + end
      let reading = Reading(Array(tooLong.utf8), blockBytes: 3) { $0.maximumRecordBytes = limit }
      #expect(reading.problems == ["!1:1 error record-too-long"])
    }
  }

  @Test func aQuoteThatIsNotClosedWithinTheLimitCostsOneRowOfALongFile() {
    var lines = (0..<5000).map { "\($0),nilai" }
    lines[7] = "7,\"nilai"
    let reading = Reading(Array(lines.joined(separator: "\n").utf8), blockBytes: 512) {
      $0.maximumRecordBytes = 4096
    }
    #expect(reading.rows.count == 5000)
    #expect(reading.rows[7] == ["7", "\"nilai"])
    #expect(reading.rows[4999] == ["4999", "nilai"])
    #expect(reading.problems == ["8:2 error quote-unterminated"])
    #expect(reading.ragged == [8])
  }

  @Test func memoryDoesNotPileUpBehindBlocksThatAreLetGo() throws {
    let text = "a,b\n" + String(repeating: "6402012001,0.5989\n", count: 20_000)
    var options = CSVOptions(file: "f.csv")
    options.blockBytes = 4096
    var reader = CSVReader(MemoryByteSource(text), options: options)
    var addresses: Set<UInt> = []
    var blocks = 0
    while let block = try reader.nextBlock() {
      block.withUnsafeFields { base, _, _, _ in _ = addresses.insert(UInt(bitPattern: base)) }
      blocks += 1
    }
    #expect(blocks > 80)
    #expect(addresses.count <= 2)
    #expect(reader.bytesRead == text.utf8.count)
    #expect(reader.recordCount == 20_001)
  }

  @Test func aBlockKeptKeepsItsBytesWhileReadingGoesOn() async throws {
    let text = "a,b\n" + (0..<2000).map { "\($0),\"x\"\"\($0)\"\n" }.joined()
    var options = CSVOptions(file: "f.csv")
    options.blockBytes = 256
    var reader = CSVReader(MemoryByteSource(text), options: options)
    var blocks: [RowBlock] = []
    while let block = try reader.nextBlock() { blocks.append(block) }
    let cells = await Task.detached { [blocks] in
      blocks.flatMap { block in (0..<block.rowCount).map { block.cells($0) } }
    }.value
    #expect(cells == [["a", "b"]] + (0..<2000).map { ["\($0)", "x\"\($0)"] })
  }

  @Test func diagnosticsAreCountedAllAndKeptInPart() throws {
    let text = "a,b\n" + String(repeating: "1\n", count: 5000)
    var options = CSVOptions(file: "f.csv")
    options.keptDiagnosticsPerCode = 3
    var reader = CSVReader(MemoryByteSource(text), options: options)
    while try reader.nextBlock() != nil {}
    #expect(reader.diagnostics.counts == ["row-too-short": 5000])
    #expect(reader.diagnostics.kept.map(\.place?.line) == [2, 3, 4])
    #expect(reader.diagnostics.worst == .error)
  }
}

/// A text that begins somehow and then repeats for ever, and how much of it was read.
final class EndlessSource: ByteSource {
  private let beginning: [UInt8]
  private let repeated: [UInt8]
  private let position = Mutex(0)

  init(beginning: String, repeating repeated: String) {
    self.beginning = Array(beginning.utf8)
    self.repeated = Array(repeated.utf8)
  }

  var bytesRead: Int { position.withLock { $0 } }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    position.withLock { position in
      for index in 0..<buffer.count {
        let at = position + index
        buffer[index] = at < beginning.count ? beginning[at] : repeated[(at - beginning.count) % repeated.count]
      }
      position += buffer.count
    }
    return buffer.count
  }
}
