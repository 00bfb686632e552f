public import Domain

/// On whose behalf a store is used, and for which part of the country.
///
/// Every port is opened for a principal, so that no report can forget the scope. Until there are users, the command
/// line's principal has the nation.
public struct Principal: Hashable, Sendable {
  /// The name that batches and the audit log record.
  public var name: String
  public var scope: RegionCode

  public init(name: String, scope: RegionCode = .nation) {
    self.name = name
    self.scope = scope
  }
}
