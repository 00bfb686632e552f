public import Domain

/// A target and the scope of the region plugin that declares it.
public struct ScopedTarget: Hashable, Sendable {
  public var declaration: TargetDeclaration
  public var scope: RegionCode

  public init(declaration: TargetDeclaration, scope: RegionCode) {
    self.declaration = declaration
    self.scope = scope
  }
}
