import Diagnostics
import Foundation
import Workbooks

/// Every problem of a run as lines of a CSV file, written as they come.
final class DiagnosticsFile: @unchecked Sendable {
  // The lock guards sink and failure; importers tell problems from two threads.
  private let lock = NSLock()
  private let sink: any ByteSink
  private let language: Language
  private var failure: (any Error)?

  static let columns = ["code", "severity", "message", "file", "sheet", "row", "column", "field", "value", "hint"]

  init(_ sink: any ByteSink, _ language: Language) throws {
    self.sink = sink
    self.language = language
    try sink.write(CSVLine.of(Self.columns))
  }

  func add(_ diagnostic: Diagnostic) {
    let place = diagnostic.place
    let line = CSVLine.of([
      diagnostic.code, diagnostic.severity.rawValue, diagnostic.message[language], place?.file ?? "",
      place?.sheet ?? "", place?.line.map(String.init) ?? "", place?.column.map(String.init) ?? "",
      place?.field ?? "", diagnostic.value ?? "", diagnostic.hint?[language] ?? "",
    ])
    lock.withLock {
      guard failure == nil else { return }
      do {
        try sink.write(line)
      } catch {
        failure = error
      }
    }
  }

  /// - Throws: what writing failed with.
  func finish() throws { if let failure = lock.withLock({ failure }) { throw failure } }
}

extension Session {
  /// Runs `body` with somebody who wants every problem: a CSV file, where `path` names one.
  func observing<Result>(
    _ path: String?, _ body: ((@Sendable (Diagnostic) -> Void)?) throws -> Result
  ) throws -> Result {
    guard let path else { return try body(nil) }
    var result: Result?
    try OutputTarget.file(path).write { sink in
      let file = try DiagnosticsFile(sink, console.language)
      result = try body { file.add($0) }
      try file.finish()
    }
    guard let result else { throw CommandFailure(.internalError, []) }
    return result
  }
}
