import Diagnostics

/// Reads a worksheet several times as fast as expat does: expat gets all of the document but its rows, which are read here.
///
/// Only a strict subset of XML is accepted, such that expat would accept it and find the same: UTF-8, no comments, no
/// processing instructions, no CDATA, no namespace declarations among the rows, no carriage returns, and so on. Anything
/// else is `refused`, and the sheet is read anew by expat, whether it is unusual or damaged. See
/// `docs/decisions/0013-a-scanner-for-sheet-xml.md`. One owner at a time.
final class SheetScanner {
  enum Step: Hashable {
    /// A block is full; go on after taking it.
    case paused
    case finished
    /// To be read by expat instead, from the start.
    case refused
  }

  private enum Phase { case head, rows, tail, done }

  /// What becomes of the rows.
  enum Rows: Hashable {
    case read
    /// Only what stands before and after them is wanted.
    case passedOver
  }

  private let rows: Rows
  private let grammar: SheetGrammar
  private let events: SheetEvents
  private let parser: ExpatParser
  private var window: ScanWindow
  private var tokenizer: SheetTokenizer?
  private var phase = Phase.head
  /// Bytes of the document before the window's position.
  private var fed = 0

  init(
    _ source: any ByteSource, part: String, grammar: SheetGrammar, rows: Rows = .read, windowBytes: Int = 1 << 18
  ) throws(Diagnostic) {
    self.grammar = grammar
    self.rows = rows
    events = SheetEvents(grammar)
    parser = try ExpatParser(part: part, handler: events)
    window = ScanWindow(source, bytes: windowBytes)
  }

  /// Bytes of the document read so far.
  var bytesRead: Int { window.bytesRead }

  /// Goes on until a block is full. Throws what the source throws, and what is wrong with cells.
  func advance() throws(Diagnostic) -> Step {
    while true {
      switch phase {
      case .head: guard try readHead() else { return .refused }
      case .rows:
        let step = rows == .read ? try readRows() : try passRows()
        if let step { return step }
      case .tail:
        guard try readTail() else { return .refused }
        if let failure = grammar.cells.failure { throw failure }
      case .done: return .finished
      }
    }
  }

  /// Feeds expat one `>` after the other, so that it has seen nothing behind the tag that opens the rows.
  private func readHead() throws(Diagnostic) -> Bool {
    if window.isEmpty {
      guard try window.fill() else {
        phase = .done
        return accepts(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
      }
    }
    let rest = window.rest
    let count = (rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.count - 1) + 1
    let piece = UnsafeRawBufferPointer(rebasing: rest[..<count])
    if fed == 0, piece.contains(0) || piece.first.map({ $0 >= 0xFE }) == true { return false }
    guard accepts(piece) else { return false }
    fed += count
    window.skip(count)
    guard grammar.hasData else { return true }
    guard parser.startTagEnd == fed else { return false }
    guard grammar.state == .data else {
      phase = .tail
      return true
    }
    guard let prefix = events.prefix, parser.encoding.map({ $0.lowercased() == "utf-8" }) ?? true else { return false }
    tokenizer = SheetTokenizer(prefix: prefix, boundPrefixes: parser.prefixes)
    phase = .rows
    return window.validate()
  }

  private func readRows() throws(Diagnostic) -> Step? {
    guard var tokenizer else { return .refused }
    self.tokenizer = nil
    defer { self.tokenizer = tokenizer }
    let cells = grammar.cells
    while true {
      if let failure = cells.failure { throw failure }
      if cells.isFull { return .paused }
      if tokenizer.isPlain, grammar.skipped == 0 {
        if grammar.state == .row {
          window.readPlainCells(cells)
          if cells.failure != nil { continue }
          if tokenizer.takePlainRowEnd(&window, grammar) { continue }
        } else if grammar.state == .data, tokenizer.takePlainRowStart(&window, grammar) {
          continue
        }
      }
      switch tokenizer.next(&window, grammar) {
      case .taken: break
      case .incomplete: guard try window.fill(), window.validate() else { return .refused }
      case .endOfRows:
        phase = .tail
        return nil
      case .refused: return .refused
      }
    }
  }

  /// Looks for the end tag of the rows and nothing else.
  private func passRows() throws(Diagnostic) -> Step? {
    let prefix = events.prefix.map { $0.isEmpty ? "" : $0 + ":" } ?? ""
    let mark = Array("</\(prefix)sheetData".utf8)
    while true {
      if let found = window.find(mark) {
        window.skip(found)
        phase = .tail
        return nil
      }
      window.skip(max(0, window.rest.count - mark.count))
      guard try window.fill() else { return .refused }
    }
  }

  private func readTail() throws(Diagnostic) -> Bool {
    let rest = window.rest
    guard accepts(rest) else { return false }
    window.skip(rest.count)
    if try window.fill() { return true }
    phase = .done
    return accepts(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
  }

  /// What expat finds wrong here it will find again, with the right line.
  private func accepts(_ piece: UnsafeRawBufferPointer, isLast: Bool = false) -> Bool {
    do throws(Diagnostic) { return try parser.feed(piece, isLast: isLast) == .fed } catch { return false }
  }
}
