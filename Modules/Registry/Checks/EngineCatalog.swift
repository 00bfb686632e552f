/// The Swift types that plugins may name in `uses:`, by their ids; the generic ones are always known.
public struct EngineCatalog: Hashable, Sendable {
  public var importers: [String]
  public var reports: [String]

  public init(importers: [String], reports: [String]) {
    self.importers = importers
    self.reports = reports
  }
}
