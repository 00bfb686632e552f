/// What every implementation of `Store` has to do, as cases that a test target runs against its store.
///
/// ```swift
/// @Test(arguments: StoreConformance.cases) func keepsTheContract(_ contract: StoreConformance) throws {
///   for failure in contract.run(on: fixture) { Issue.record("\(failure.text)") }
/// }
/// ```
public struct StoreConformance: Sendable, CustomStringConvertible {
  typealias Body = @Sendable (any StoreFixture, inout ConformanceChecks) throws -> Void

  /// The rule, as a sentence.
  public let description: String
  private let body: Body

  init(_ description: String, _ body: @escaping Body) {
    self.description = description
    self.body = body
  }

  /// All cases. Each needs a fixture of its own.
  public static var cases: [StoreConformance] {
    batches + rejects + writing + longTables + ledgers + adding + replacing + previews + locks + text + editions
      + datedReads + queries + completeness + lists + crosswalks + links + records + ranks + audit + scope
  }

  /// Runs the case; empty where the store keeps the rule.
  public func run(on fixture: any StoreFixture) -> [ConformanceChecks.Failure] {
    var checks = ConformanceChecks()
    do {
      try body(fixture, &checks)
    } catch {
      checks.expect(false, "stopped by \(error)")
    }
    return checks.failures
  }
}
