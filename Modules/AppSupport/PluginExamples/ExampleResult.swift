public import Diagnostics

/// What came of running one example of a plugin.
public struct ExampleResult: Hashable, Sendable {
  /// The example's folder name, such as `good-dotted`.
  public var name: String
  /// Where what came out is not what the example says; empty where it passed.
  public var differences: [LocalizedText]

  public var passed: Bool { differences.isEmpty }

  public init(name: String, differences: [LocalizedText]) {
    self.name = name
    self.differences = differences
  }
}
