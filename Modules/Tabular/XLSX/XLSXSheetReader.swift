public import Diagnostics

/// Reads the rows of one worksheet as a stream of blocks.
///
/// A cell's text is what the file holds, with its kind: numbers with a decimal point in their shortest form, dates (by
/// their number format) as ISO text, cached results of formulas, errors such as `#REF!`. A time of day without a date and
/// a duration are text (`07:30:00`). Merged cells stand in the top left cell, the others are empty.
///
/// Where the sheet is damaged, the rows before the damage are handed out, then the diagnostic is thrown: `xlsx-damaged`,
/// `xml-malformed`, `xml-entity-refused`, `xml-too-complex`, `too-many-fields`, `cell-too-long`, `archive-damaged`,
/// `archive-too-large`.
public final class XLSXSheetReader: RowReader, @unchecked Sendable {
  /// Who reads the XML.
  enum Method: Hashable {
    /// The scanner, and expat where it refuses.
    case scanner
    case expat
  }

  private enum Stage {
    case unopened
    case scanner(SheetScanner)
    case expat(SheetExpatReader)
    case finished
    /// What is left to say after the last rows.
    case failed(Diagnostic)
  }

  /// Problems of single rows: none, a worksheet's rows have no shape to offend.
  public let diagnostics = DiagnosticBag()
  /// Bytes of the sheet's XML read so far, and in all.
  public private(set) var unitsRead = 0
  public let totalUnits: Int?

  private let part: String
  private let context: SheetContext
  private let method: Method
  private let windowBytes: Int
  private let open: @Sendable () throws(Diagnostic) -> any ByteSource
  private var stage = Stage.unopened
  private var grammar: SheetGrammar
  private var lastRow = 0
  /// Whether expat had to take over.
  private(set) var hasFallenBack = false

  init(
    part: String, totalUnits: Int?, context: SheetContext, method: Method, windowBytes: Int = 1 << 18,
    open: @escaping @Sendable () throws(Diagnostic) -> any ByteSource
  ) {
    self.part = part
    self.totalUnits = totalUnits
    self.context = context
    self.method = method
    self.windowBytes = windowBytes
    self.open = open
    grammar = SheetGrammar(SheetCells(context))
  }

  /// Columns that people do not see, from 1; known after the first block. They are read like all others.
  public var hiddenColumns: [ClosedRange<Int>] { grammar.hiddenColumns }

  /// The merged ranges of the sheet; they stand behind the rows, so that they are known only after the last block.
  /// `XLSXWorkbook.mergedRanges` finds them without reading the rows.
  public var mergedRanges: [CellRange] { grammar.mergedRanges }

  /// How many rows read so far people do not see. They are read like all others.
  public var hiddenRowCount: Int { grammar.cells.hiddenRows }

  /// The next block of rows, or nil after the last one.
  public func nextBlock() throws(Diagnostic) -> RowBlock? {
    do throws(Diagnostic) {
      while true {
        if let block = try advance() { return handOut(block) }
        if case .finished = stage { return nil }
      }
    } catch {
      // What was read before the damage is not lost.
      if case .failed = stage {
        stage = .finished
        throw error
      }
      if let block = grammar.cells.take() {
        stage = .failed(error)
        return handOut(block)
      }
      stage = .finished
      throw error
    }
  }

  private func handOut(_ block: RowBlock) -> RowBlock {
    lastRow = block.rowNumber(block.rowCount - 1)
    return block
  }

  private func advance() throws(Diagnostic) -> RowBlock? {
    switch stage {
    case .unopened:
      let source = try open()
      switch method {
      case .scanner:
        stage = .scanner(try SheetScanner(source, part: part, grammar: grammar, windowBytes: windowBytes))
      case .expat: stage = .expat(try SheetExpatReader(source, part: part, grammar: grammar))
      }
      return nil
    case .scanner(let scanner):
      let step = try scanner.advance()
      unitsRead = max(unitsRead, scanner.bytesRead)
      if step == .refused {
        hasFallenBack = true
        grammar = SheetGrammar(
          SheetCells(context, rowsBefore: lastRow, spent: grammar.cells.spentOnTaken))
        stage = .expat(try SheetExpatReader(try open(), part: part, grammar: grammar))
        return nil
      }
      return finish(step)
    case .expat(let reader):
      let step = try reader.advance()
      unitsRead = max(unitsRead, reader.bytesRead)
      return finish(step)
    case .failed(let diagnostic): throw diagnostic
    case .finished: return nil
    }
  }

  private func finish(_ step: SheetScanner.Step) -> RowBlock? {
    if step == .finished { stage = .finished }
    return grammar.cells.take()
  }
}
