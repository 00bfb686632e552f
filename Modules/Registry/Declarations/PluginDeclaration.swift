public import PluginKit

/// What a `plugin.yaml` declares: a plugin of one of the four kinds.
public enum PluginDeclaration: Hashable, Sendable {
  case indicators(IndicatorSetDeclaration)
  case importer(ImporterDeclaration)
  case report(ReportDeclaration)
  case region(RegionPluginDeclaration)

  /// What every plugin says of itself.
  public var header: PluginHeader {
    get {
      switch self {
      case .indicators(let declaration): declaration.header
      case .importer(let declaration): declaration.header
      case .report(let declaration): declaration.header
      case .region(let declaration): declaration.header
      }
    }
    set {
      switch self {
      case .indicators(var declaration):
        declaration.header = newValue
        self = .indicators(declaration)
      case .importer(var declaration):
        declaration.header = newValue
        self = .importer(declaration)
      case .report(var declaration):
        declaration.header = newValue
        self = .report(declaration)
      case .region(var declaration):
        declaration.header = newValue
        self = .region(declaration)
      }
    }
  }

  /// A `plugin.yaml` of any kind; `kind:` tells which.
  public static let shape = Shape<PluginDeclaration>.variants(
    on: "kind",
    [
      PluginKind.indicators.rawValue: IndicatorSetDeclaration.shape.map { .indicators($0) },
      PluginKind.importer.rawValue: ImporterDeclaration.shape.map { .importer($0) },
      PluginKind.report.rawValue: ReportDeclaration.shape.map { .report($0) },
      PluginKind.region.rawValue: RegionPluginDeclaration.shape.map { .region($0) },
    ])
}
