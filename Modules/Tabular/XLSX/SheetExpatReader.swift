import Diagnostics

/// Reads a worksheet with expat alone: the judge of what a sheet holds, for sheets that the scanner refuses and for the
/// tests that compare the two. One owner at a time.
final class SheetExpatReader {
  private static let chunk = 1 << 16

  private let grammar: SheetGrammar
  private let events: SheetEvents
  private let parser: ExpatParser
  private var source: any ByteSource
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: SheetExpatReader.chunk, alignment: 16)
  private var isPaused = false
  private var isEnded = false
  private(set) var bytesRead = 0

  init(_ source: any ByteSource, part: String, grammar: SheetGrammar) throws(Diagnostic) {
    self.source = source
    self.grammar = grammar
    events = SheetEvents(grammar)
    parser = try ExpatParser(part: part, handler: events)
  }

  deinit { buffer.deallocate() }

  /// Goes on until a block is full. Throws what the source throws, what expat finds malformed, and what is wrong with
  /// cells.
  func advance() throws(Diagnostic) -> SheetScanner.Step {
    while true {
      if isPaused {
        isPaused = try parser.resume() == .paused
      } else if isEnded {
        return .finished
      } else {
        let count = try source.read(into: buffer)
        bytesRead += count
        isEnded = count == 0
        isPaused = try parser.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isLast: isEnded) == .paused
      }
      if isPaused { return .paused }
    }
  }
}
