import GRDB
import GRDBSQLite

/// A statement of the SQLite C API on GRDB's connection, for the hot path: no allocation a row.
final class PreparedStatement {
  private let statement: OpaquePointer
  private let connection: OpaquePointer

  init(_ connection: OpaquePointer, _ sql: String) throws {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw Self.error(connection, code) }
    statement = prepared
    self.connection = connection
  }

  deinit { sqlite3_finalize(statement) }

  @inline(__always) func bind(_ value: Int64, at position: Int32) { sqlite3_bind_int64(statement, position, value) }
  @inline(__always) func bind(_ value: Double, at position: Int32) { sqlite3_bind_double(statement, position, value) }
  @inline(__always) func bindNull(at position: Int32) { sqlite3_bind_null(statement, position) }

  func bind(_ value: String, at position: Int32) {
    // SQLITE_TRANSIENT: SQLite takes a copy.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    sqlite3_bind_text(statement, position, value, -1, transient)
  }

  @inline(__always) func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
  @inline(__always) func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  @inline(__always) func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
  func text(_ column: Int32) -> String { sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "" }

  /// The bytes of a text, valid inside `body` only.
  func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let text = sqlite3_column_text(statement, column)
    return body(UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// A whole number, or `missing` where there is none.
  @inline(__always) func integer(_ column: Int32, or missing: Int64) -> Int64 {
    let value = sqlite3_column_int64(statement, column)
    return value == 0 && isNull(column) ? missing : value
  }

  /// The bytes of a text as they are stored, nil where there is none; valid until the next step.
  @inline(__always) func bytes(_ column: Int32) -> UnsafeRawBufferPointer? {
    // As a blob, SQLite need not copy a text to end it with a zero; an empty one has no address.
    guard let text = sqlite3_column_blob(statement, column) else {
      return isNull(column) ? nil : UnsafeRawBufferPointer(start: nil, count: 0)
    }
    return UnsafeRawBufferPointer(start: text, count: Int(sqlite3_column_bytes(statement, column)))
  }

  /// Whether there is a row.
  @inline(__always)
  func step() throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_ROW { return true }
    if code == SQLITE_DONE { return false }
    let error = Self.error(connection, code)
    reset()
    throw error
  }

  @inline(__always) func reset() { sqlite3_reset(statement) }

  /// Runs a statement without rows; false where its key is taken and `allowsConflict` is given.
  @inline(__always)
  func run(allowsConflict: Bool) throws -> Bool {
    let code = sqlite3_step(statement)
    if code == SQLITE_DONE {
      sqlite3_reset(statement)
      return true
    }
    let isConflict = code & 0xFF == SQLITE_CONSTRAINT
    let error = Self.error(connection, code)
    sqlite3_reset(statement)
    if isConflict, allowsConflict { return false }
    throw error
  }

  private static func error(_ connection: OpaquePointer, _ code: Int32) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
  }
}
