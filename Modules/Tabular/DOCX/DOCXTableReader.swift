public import Diagnostics

/// Reads the rows of one table of a Word document as a stream of blocks.
///
/// A cell's text is what a reader of the document sees, its paragraphs on lines of their own, without blanks around it; all
/// cells are text. A cell merged over columns or rows stands in its top left place, the others are empty.
public final class DOCXTableReader: RowReader, @unchecked Sendable {
  private static let chunk = 1 << 15

  private enum Stage {
    case unopened
    case reading(ExpatParser, isPaused: Bool)
    case finished
    case failed(Diagnostic)
  }

  /// Problems of single rows: none, a document's rows have no shape to offend.
  public let diagnostics = DiagnosticBag()
  /// Bytes of the document's XML read so far, and in all.
  public private(set) var unitsRead = 0
  public let totalUnits: Int?

  private let part: String
  private let handler: DOCXHandler
  private let open: @Sendable () throws(Diagnostic) -> any ByteSource
  private var source: (any ByteSource)?
  private var stage = Stage.unopened

  init(
    part: String, totalUnits: Int?, handler: DOCXHandler,
    open: @escaping @Sendable () throws(Diagnostic) -> any ByteSource
  ) {
    self.part = part
    self.totalUnits = totalUnits
    self.handler = handler
    self.open = open
  }

  /// The next block of rows, or nil after the last one.
  public func nextBlock() throws(Diagnostic) -> RowBlock? {
    do throws(Diagnostic) {
      while true {
        if let block = try advance() { return block }
        if case .finished = stage { return nil }
      }
    } catch {
      if case .unopened = stage { stage = .finished }
      if case .reading = stage, let block = handler.take() {
        // What was read before the damage is not lost.
        stage = .failed(error)
        return block
      }
      stage = .finished
      throw error
    }
  }

  private func advance() throws(Diagnostic) -> RowBlock? {
    switch stage {
    case .unopened:
      source = try open()
      stage = .reading(try ExpatParser(part: part, handler: handler), isPaused: false)
      return nil
    case .reading(let parser, let isPaused):
      let outcome = isPaused ? try parser.resume() : try feed(parser)
      guard let outcome else {
        finish()
        return handler.take()
      }
      stage = .reading(parser, isPaused: outcome == .paused)
      guard outcome == .paused else { return nil }
      if handler.isDone { finish() }
      return handler.take()
    case .failed(let diagnostic): throw diagnostic
    case .finished: return nil
    }
  }

  /// Reads and parses a piece; nil after the last one.
  private func feed(_ parser: ExpatParser) throws(Diagnostic) -> ExpatParser.Outcome? {
    var bytes = [UInt8](repeating: 0, count: DOCXTableReader.chunk)
    let count = try source?.fill(&bytes, from: 0) ?? 0
    unitsRead += count
    let result: Result<ExpatParser.Outcome, Diagnostic> = bytes.withUnsafeBytes { buffer in
      do throws(Diagnostic) {
        return .success(
          try parser.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isLast: count == 0))
      } catch {
        return .failure(error)
      }
    }
    let outcome = try result.get()
    return count == 0 && outcome == .fed ? nil : outcome
  }

  private func finish() {
    stage = .finished
    source = nil
    unitsRead = max(unitsRead, totalUnits ?? unitsRead)
  }
}
