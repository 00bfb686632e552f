/// What is to be taken back.
public struct UndoRequest: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case batch(Int64)
    /// All batches of a delivery that are in force.
    case delivery(Int64)
  }

  public var subject: Subject
  /// Takes back later batches that touched the same rows as well; otherwise they make the undo refuse.
  public var cascade: Bool
  public var reason: String?
  /// Tells what would happen and keeps nothing.
  public var dryRun: Bool
  /// Seconds since 1970 (UTC).
  public var at: Double

  public init(_ subject: Subject, cascade: Bool = false, reason: String? = nil, dryRun: Bool = false, at: Double) {
    self.subject = subject
    self.cascade = cascade
    self.reason = reason
    self.dryRun = dryRun
    self.at = at
  }
}

/// A later batch that touched rows of one that is to be taken back.
public struct UndoConflict: Hashable, Sendable {
  public var batch: BatchInfo
  /// Datasets and tables in which it touched the same rows, and how many.
  public var rows: [String: Int]

  public init(batch: BatchInfo, rows: [String: Int]) {
    self.batch = batch
    self.rows = rows
  }
}

/// What came of an undo.
public enum UndoResult {
  /// Done (or, in a dry-run, possible): the batches taken back, the latest first, and what the undo wrote.
  case undone(batches: [BatchInfo], extents: [BatchExtent], outcome: BatchOutcome<Void>)
  /// Later batches stand on it.
  case refused([UndoConflict])
}

/// Why an undo cannot be.
public enum UndoError: Error, Hashable, Sendable {
  case noBatch(Int64)
  case noDelivery(Int64)
  /// It is taken back already, by that batch.
  case alreadyUndone(Int64, by: Int64)
  /// Every batch of the delivery is taken back already.
  case deliveryUndone(Int64)
  /// The batch was written by an older program that did not log enough.
  case notLogged(Int64)
  /// A dataset's declaration changed so that its rows cannot be put back.
  case declarationChanged(batch: Int64, dataset: String)
}

/// Taking batches back.
public protocol Undoing {
  /// Takes a batch or a delivery back as a batch of its own, kind `undo`: every row, register version, target, alias and
  /// reject stands afterwards as it did before, with its earlier origin. Undo of an undo brings back what it took.
  ///
  /// - Throws: `UndoError`.
  func undo(_ request: UndoRequest) throws -> UndoResult
}
