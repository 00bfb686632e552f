public import Workbooks

/// Turns a report's document into the bytes of one format.
public protocol ReportRenderer: Sendable {
  var format: ReportFormat { get }

  /// Writes the whole document to `sink`, in pieces.
  ///
  /// - Throws: what the sink throws; a `Diagnostic` with the code `output-unwritable` where the renderer needs room
  ///   on the disk and gets none.
  func render(_ document: ReportDocument, to sink: any ByteSink) throws
}
