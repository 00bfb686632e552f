import Diagnostics

@testable import Tabular

/// Reads the XML of a sheet in one way or the other, with some shared texts and formats.
struct SheetReading {
  struct Outcome: Equatable {
    var reading: TableReading
    var hasFallenBack: Bool
  }

  let strings: SharedStrings
  let formats: [NumberFormat] = [.number, .date, .time, .number]

  init() throws {
    strings = SharedStrings(file: "f", bytesInMemory: 1 << 20, maximumBytes: 1 << 20)
    for text in ["nol", "", "dua _ tiga", "é漢😀", String(repeating: "panjang ", count: 20)] {
      try Array(text.utf8).withUnsafeBytes { try strings.append($0) }
    }
    try strings.finish()
  }

  func read(
    _ bytes: [UInt8], _ method: XLSXSheetReader.Method, window: Int = 1 << 18, chunk: Int = .max, block: Int = 1 << 16,
    limits: XLSXLimits = XLSXLimits()
  ) -> Outcome {
    let context = SheetContext(
      file: "f", sheet: "S", strings: strings, formats: formats, epoch: .from1900, limits: limits, blockBytes: block)
    let reader = XLSXSheetReader(
      part: "p", totalUnits: nil, context: context, method: method, windowBytes: window
    ) { MemoryByteSource(bytes, chunk: chunk) }
    let reading = TableReading(reader)
    return Outcome(reading: reading, hasFallenBack: reader.hasFallenBack)
  }
}
