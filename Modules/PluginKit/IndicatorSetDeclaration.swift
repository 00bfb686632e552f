public import Domain

/// An indicator set: declares the datasets that hold its figures.
public struct IndicatorSetDeclaration: Hashable, Sendable {
  public var header: PluginHeader
  public var datasets: [DatasetDeclaration]

  public init(header: PluginHeader, datasets: [DatasetDeclaration]) {
    self.header = header
    self.datasets = datasets
  }
}
