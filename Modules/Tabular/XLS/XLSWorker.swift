internal import CFreeXL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads an old Excel file for another process, which may end this one at any time: the library that does it crashes on
/// damaged files.
///
/// A program that can be such a worker calls `run` before anything else.
public enum XLSWorker {
  /// The first argument that makes a program a worker.
  static let argument = "--sinergi-xls-worker"

  /// Does the work where the arguments ask for it and returns the exit status; nil where they ask for something else.
  public static func run(_ arguments: [String]) -> Int32? {
    guard arguments.count == 6, arguments[1] == argument else { return nil }
    guard let memory = UInt(arguments[4]), let seconds = UInt(arguments[5]) else { return 64 }
    limit(memory: memory, seconds: seconds)
    var frames = XLSFrameWriter()
    read(arguments[2], sheet: UInt16(arguments[3]), into: &frames)
    frames.flush()
    return 0
  }

  private static func limit(memory: UInt, seconds: UInt) {
    #if os(Linux)
      var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      limit = rlimit(rlim_cur: rlim_t(seconds), rlim_max: rlim_t(seconds) + 1)
      setrlimit(__rlimit_resource_t(RLIMIT_CPU.rawValue), &limit)
      limit = rlimit(rlim_cur: 0, rlim_max: 0)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
    #endif
  }

  /// Writes the list of sheets, or the rows of one of them.
  private static func read(_ path: String, sheet: UInt16?, into frames: inout XLSFrameWriter) {
    var handle: UnsafeRawPointer?
    let status = freexl_open(path, &handle)
    defer { if let handle { freexl_close(handle) } }
    guard let handle else { return frames.problem("freexl \(status)") }
    var password: UInt32 = 0
    if freexl_get_info(handle, UInt16(FREEXL_BIFF_PASSWORD), &password) == FREEXL_OK, password == FREEXL_BIFF_OBFUSCATED
    {
      return frames.encrypted()
    }
    guard status == FREEXL_OK else { return frames.problem("freexl \(status)") }
    if let sheet {
      readRows(handle, sheet, into: &frames)
    } else {
      readSheets(handle, into: &frames)
    }
  }

  private static func readSheets(_ handle: UnsafeRawPointer, into frames: inout XLSFrameWriter) {
    var count: UInt32 = 0
    let status = freexl_get_info(handle, UInt16(FREEXL_BIFF_SHEET_COUNT), &count)
    guard status == FREEXL_OK, count <= 10_000 else { return frames.problem("freexl \(status)") }
    for sheet in 0..<UInt16(count) {
      var name: UnsafePointer<CChar>?
      var rows: UInt32 = 0
      var columns: UInt16 = 0
      guard freexl_get_worksheet_name(handle, sheet, &name) == FREEXL_OK,
        freexl_select_active_worksheet(handle, sheet) == FREEXL_OK,
        freexl_worksheet_dimensions(handle, &rows, &columns) == FREEXL_OK
      else { continue }
      frames.sheet(index: sheet, rows: rows, name: name)
    }
    frames.end()
  }

  private static func readRows(_ handle: UnsafeRawPointer, _ sheet: UInt16, into frames: inout XLSFrameWriter) {
    var rows: UInt32 = 0
    var columns: UInt16 = 0
    var status = freexl_select_active_worksheet(handle, sheet)
    if status == FREEXL_OK { status = freexl_worksheet_dimensions(handle, &rows, &columns) }
    guard status == FREEXL_OK else { return frames.problem("freexl \(status)") }
    var cell = FreeXL_CellValue()
    for row in 0..<rows {
      frames.beginRow(row + 1)
      for column in 0..<columns {
        guard freexl_get_cell_value(handle, row, column, &cell) == FREEXL_OK else {
          frames.addEmpty()
          continue
        }
        switch Int32(cell.type) {
        case FREEXL_CELL_INT: frames.add(String(cell.value.int_value), .number)
        case FREEXL_CELL_DOUBLE: frames.add(text(of: cell.value.double_value), .number)
        case FREEXL_CELL_TEXT, FREEXL_CELL_SST_TEXT: frames.add(cell.value.text_value, .text)
        case FREEXL_CELL_DATE, FREEXL_CELL_DATETIME: frames.add(cell.value.text_value, .date)
        case FREEXL_CELL_TIME: frames.add(cell.value.text_value, .text)
        default: frames.addEmpty()
        }
      }
      guard frames.endRow() else { return }
    }
    frames.end()
  }

  /// The shortest decimal that is the same number, without an exponent where it is an ordinary one.
  private static func text(of value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    return value.description
  }
}
