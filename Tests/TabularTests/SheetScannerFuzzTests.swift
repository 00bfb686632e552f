import Diagnostics
import Testing

@testable import Tabular

/// The scanner has to give exactly what expat gives, for any bytes.
@Suite("The scanner of sheet XML against expat, by chance")
struct SheetScannerFuzzTests {
  @Test("generated and mutated sheets are read the same, whatever the sizes")
  func fuzz() throws {
    let reading = try SheetReading()
    var generator = SeededGenerator(seed: 11)
    var accepted = 0
    let count = 600 * SeededGenerator.factor
    for number in 0..<count {
      var bytes = Array(generator.sheet().utf8)
      let isMutated = number % 3 != 0
      if isMutated { generator.mutate(&bytes, alphabet: "<>&\"'/=: \n\r\t\0]!?-crvtis0129AZé;#x") }
      var limits = XLSXLimits()
      limits.maximumColumns = generator.pick([16_384, 30])
      limits.maximumCellBytes = generator.pick([1 << 20, 12])
      limits.maximumRowBytes = generator.pick([16 << 20, 60])
      limits.maximumTextBytes = generator.pick([4 << 30, 100])
      limits.maximumGapCells = generator.pick([1 << 31, 40])
      let block = generator.pick([60, 500, 1 << 16])
      let expat = reading.read(bytes, .expat, chunk: generator.pick([1, 100, .max]), block: block, limits: limits)
      let scanned = reading.read(
        bytes, .scanner, window: generator.pick([64, 200, 1 << 16]), chunk: generator.pick([1, 7, 1000, .max]),
        block: generator.pick([60, 500, 1 << 16]), limits: limits)
      try #require(scanned.reading == expat.reading, "\(number): \(String(decoding: bytes, as: UTF8.self))")
      if !isMutated, !scanned.hasFallenBack { accepted += 1 }
    }
    #expect(accepted > count / 12, "the scanner took part")
  }
}
