/// Why a store could not do what was asked.
public enum StorageError: Error, Hashable, Sendable {
  /// There is no store at this path; `init` makes one.
  case missing(path: String)
  /// Making a store where something lies already.
  case exists(path: String)
  /// The file is no database, or no store of this program.
  case notAStore(path: String)
  /// The store was made by a newer version of this program.
  case newer(path: String, version: String)
  /// The store's schema is older; `migrate` brings it up to date.
  case older(path: String)
  case readOnly(path: String)
  case full(path: String)
  /// Another process held the store for longer than the wait.
  case busy(path: String)
  /// The file is damaged.
  case damaged(path: String, detail: String)
  /// Anything else that the system or SQLite reports.
  case failed(path: String, detail: String)
  /// The dataset is not in the store, or its declaration there differs; `migrate` applies it.
  case notMigrated(dataset: String)
  /// A change of the declaration that cannot be applied without a decision.
  case refused(dataset: String, detail: String)
  /// A row of a ledger lacks a field of its key; without a row, the writer was opened without that field.
  case keyMissing(dataset: String, field: String, sourceRow: Int?)
  /// The period is closed in that region, for the reason given.
  case locked(dataset: String, period: Int, region: Int64, reason: String)
  /// The target's list of that year is agreed: it changes by a decision only, and is agreed once.
  case targetAgreed(target: String, year: Int)
  /// The target has no list of that year.
  case targetEmpty(target: String, year: Int)
  /// A region outside the principal's scope.
  case outsideScope
}
