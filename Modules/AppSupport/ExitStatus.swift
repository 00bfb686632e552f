/// The exit codes of the executables (sysexits); scripts rely on them.
public enum ExitStatus: Int32, Sendable {
  /// Done; warnings, nothing to show and already imported included.
  case done = 0
  /// Wrong usage, unknown id or region.
  case usage = 64
  /// Data problems: rows rejected, damage found.
  case data = 65
  /// Input missing or unreadable.
  case noInput = 66
  /// An error in this program.
  case internalError = 70
  /// Output cannot be written.
  case cannotCreate = 73
  /// Storage or I/O error, no store.
  case io = 74
  /// The store is busy.
  case busy = 75
  /// Not permitted for this scope.
  case noPermission = 77
  /// Configuration error.
  case configuration = 78
}
