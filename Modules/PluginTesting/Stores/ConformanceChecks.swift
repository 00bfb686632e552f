/// Collects what a store does otherwise than its contract says.
public struct ConformanceChecks {
  /// One expectation that did not hold, and where it is written.
  public struct Failure: Hashable, Sendable {
    public var text: String
    public var fileID: String
    public var filePath: String
    public var line: Int
    public var column: Int
  }

  /// Stops a case whose further steps would make no sense.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  public private(set) var failures: [Failure] = []

  public init() {}

  mutating func expect(
    _ holds: Bool, _ what: String, fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
    column: Int = #column
  ) {
    guard !holds else { return }
    failures.append(Failure(text: what, fileID: fileID, filePath: filePath, line: line, column: column))
  }

  mutating func equal<Value: Equatable>(
    _ found: Value, _ wanted: Value, _ what: String, fileID: String = #fileID, filePath: String = #filePath,
    line: Int = #line, column: Int = #column
  ) {
    guard found != wanted else { return }
    failures.append(
      Failure(
        text: "\(what): \(found) instead of \(wanted)", fileID: fileID, filePath: filePath, line: line, column: column))
  }

  mutating func throwing<Problem: Error & Equatable>(
    _ wanted: Problem, _ what: String, fileID: String = #fileID, filePath: String = #filePath, line: Int = #line,
    column: Int = #column, _ body: () throws -> Void
  ) {
    var found = "nothing was thrown"
    do {
      try body()
    } catch let error as Problem where error == wanted {
      return
    } catch {
      found = "\(error) was thrown"
    }
    failures.append(
      Failure(
        text: "\(what): \(found) instead of \(wanted)", fileID: fileID, filePath: filePath, line: line, column: column))
  }

  /// The value, or the end of the case.
  func required<Value>(_ value: Value?, _ what: String) throws -> Value {
    guard let value else { throw Missing(description: "\(what) is missing") }
    return value
  }
}
