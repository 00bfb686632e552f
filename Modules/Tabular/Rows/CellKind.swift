/// What the source of a cell says it is.
///
/// The bytes of a cell are its text in every case: a number as its source writes it with a decimal point (never thousands
/// separators), a date as `YYYY-MM-DD` (with `THH:MM:SS` where it has a time), a boolean as `true` or `false`, an error as
/// `#REF!`.
public enum CellKind: UInt8, Hashable, Sendable, BitwiseCopyable {
  /// Text, to be read as people write; also empty cells, and every cell of formats without types.
  case text
  case number
  case date
  case boolean
  /// A formula's error such as `#REF!` or `#N/A`: missing, never zero.
  case error
}
