import Diagnostics

/// An old Excel file, read by a worker.
struct XLSWorkbook: Sendable {
  struct Sheet: Sendable {
    let index: Int
    let name: String
    let rows: Int
  }

  let path: String
  /// The temporary copy that `path` may be.
  private let keeper: SpooledFile?
  let file: String
  let sheets: [Sheet]

  /// Throws `xls-unreadable`, `file-encrypted`.
  init(path: String, keeper: SpooledFile?, file: String, program: String, limits: InputLimits) throws(Diagnostic) {
    self.path = path
    self.keeper = keeper
    self.file = file
    let worker = try XLSProcess(path: path, file: file, sheet: nil, program: program, limits: limits)
    var sheets: [Sheet] = []
    while let contents = try XLSReader.frame(of: worker, XLSFrame.sheet, file: file) {
      guard contents.count >= 8 else { throw .xlsUnreadable(file, .nonsense) }
      sheets.append(
        Sheet(
          index: XLSReader.number(contents, 0), name: String(decoding: contents[8...], as: UTF8.self),
          rows: XLSReader.number(contents, 4)))
    }
    self.sheets = sheets
  }
}

/// Reads one sheet of an old Excel file through a worker.
final class XLSReader: RowReader, @unchecked Sendable {
  private let book: XLSWorkbook
  private let worker: XLSProcess
  private let file: String
  private let limits: InputLimits
  private var builder: RowBlockBuilder
  private var isFinished = false
  private(set) var diagnostics: DiagnosticBag
  private(set) var unitsRead = 0
  let totalUnits: Int?

  init(
    _ book: XLSWorkbook, sheet: XLSWorkbook.Sheet, options: ReadingOptions, limits: InputLimits
  ) throws(Diagnostic) {
    self.book = book
    worker = try XLSProcess(
      path: book.path, file: book.file, sheet: sheet.index, program: options.xlsProgram, limits: limits)
    file = book.file
    self.limits = limits
    totalUnits = sheet.rows
    builder = RowBlockBuilder(file: book.file, sheet: sheet.name, blockBytes: options.blockBytes)
    diagnostics = DiagnosticBag(keptPerCode: options.keptDiagnosticsPerCode)
  }

  func nextBlock() throws(Diagnostic) -> RowBlock? {
    guard !isFinished else { return nil }
    do throws(Diagnostic) {
      while let row = try XLSReader.frame(of: worker, XLSFrame.row, file: file) {
        try add(row)
        if builder.isFull { return note(builder.take()) }
      }
      isFinished = true
      return note(builder.take())
    } catch {
      isFinished = true
      throw error
    }
  }

  private func note(_ block: RowBlock?) -> RowBlock? {
    guard let block else { return nil }
    for row in 0..<block.rowCount where !block.flaws(row).isEmpty {
      diagnostics.add(contentsOf: block.diagnostics(row))
    }
    return block
  }

  private func add(_ row: [UInt8]) throws(Diagnostic) {
    guard row.count > 4 else { throw .xlsUnreadable(file, .nonsense) }
    let number = XLSReader.number(row, 0)
    guard number > unitsRead else { throw .xlsUnreadable(file, .nonsense) }
    unitsRead = number
    guard row.count <= limits.recordBytes else {
      throw .recordTooLong(file, row: number, column: 1, limit: limits.recordBytes)
    }
    var at = 4
    while at < row.count {
      guard row.count - at >= 5, let kind = CellKind(rawValue: row[at]) else { throw .xlsUnreadable(file, .nonsense) }
      let length = XLSReader.number(row, at + 1)
      at += 5
      guard length <= row.count - at else { throw .xlsUnreadable(file, .nonsense) }
      row.withUnsafeBytes { bytes in
        let cell = UnsafeRawBufferPointer(rebasing: bytes[at..<at + length])
        if kind == .text, UTF8Validation.firstInvalid(in: cell) != nil {
          builder.add(.encodingInvalid, column: builder.cellCount + 1)
        }
        if kind == .date {
          // A worker writes times after a blank.
          for byte in cell { builder.append(byte == 0x20 ? UInt8(ascii: "T") : byte) }
        } else {
          builder.append(cell)
        }
      }
      builder.endCell(kind)
      at += length
    }
    builder.endRow(number)
  }

  /// The contents of the next frame of a kind; nil at the end. Throws what the worker has to say.
  static func frame(of worker: XLSProcess, _ tag: UInt8, file: String) throws(Diagnostic) -> [UInt8]? {
    let frame = try worker.next()
    switch frame.tag {
    case tag: return frame.contents
    case XLSFrame.end: return nil
    case XLSFrame.encrypted: throw .fileEncrypted(file)
    case XLSFrame.problem:
      throw .xlsUnreadable(file, .damaged(String(decoding: frame.contents.prefix(100), as: UTF8.self)))
    default: throw .xlsUnreadable(file, .nonsense)
    }
  }

  static func number(_ bytes: [UInt8], _ at: Int) -> Int {
    (0..<4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
  }
}
