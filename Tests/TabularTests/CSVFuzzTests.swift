import Tabular
import Testing

@Suite struct CSVFuzzTests {
  @Test func anyBytesAreReadOrRefusedTheSameWayWhateverTheSizes() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<400 * SeededGenerator.factor {
      let bytes = input(&generator)
      let delimiter: UInt8? = generator.chance(0.5) ? UInt8.random(in: 0...255, using: &generator) : nil
      let maximumFields = generator.pick([1, 3, 20_000])
      let maximumRecordBytes = generator.pick([1, 9, 70, 1 << 20])
      func read(chunk: Int, blockBytes: Int) -> Reading {
        Reading(bytes, chunk: chunk, blockBytes: blockBytes, delimiter: delimiter) {
          $0.maximumFields = maximumFields
          $0.maximumRecordBytes = maximumRecordBytes
        }
      }
      let whole = read(chunk: .max, blockBytes: 1 << 20)
      let pieces = read(
        chunk: Int.random(in: 1...90, using: &generator), blockBytes: Int.random(in: 1...200, using: &generator))
      #expect(pieces == whole, "\(bytes) at \(delimiter ?? 0), \(maximumFields) fields, \(maximumRecordBytes) bytes")
      #expect(zip(whole.rowNumbers, whole.rowNumbers.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  /// Plain noise, soup of what matters, or a conformance case with a few bytes changed.
  private func input(_ generator: inout SeededGenerator) -> [UInt8] {
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      return (0..<Int.random(in: 0...300, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    case 1:
      return Array(generator.soup(delimiter: ",", pieces: Int.random(in: 0...200, using: &generator)).utf8)
    default:
      var bytes = generator.pick(CSVCase.all).input + Array(generator.file(delimiter: ";").utf8)
      for _ in 0..<Int.random(in: 0...6, using: &generator) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: at)
        default: bytes.insert(generator.pick(Array("\"\r\n,;\0é".utf8)), at: at)
        }
      }
      return bytes
    }
  }
}
