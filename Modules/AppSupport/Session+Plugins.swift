import Diagnostics
public import Domain
import Foundation
import Importers
import Indicators
import PluginKit
import Regions
import Registry
public import Reporting
import Storage

extension Session {
  /// The enabled plugin with that id, or a failure that offers the nearest.
  func enabled(_ kind: PluginKind, _ id: String) throws -> RegisteredPlugin {
    let registry = try validRegistry()
    if let plugin = registry.plugin(kind, id) { return plugin }
    let known = registry.configuration?.entries(kind).filter(\.isEnabled).map(\.id) ?? []
    let isThere = registry.available.contains { $0.kind == kind && $0.id == id }
    let hint: LocalizedText
    if isThere {
      hint = LocalizedText(
        id: "plugin ini ada tetapi tidak aktif: sinergi-admin plugins enable \(kind.rawValue)/\(id)",
        en: "it is there but not enabled: sinergi-admin plugins enable \(kind.rawValue)/\(id)")
    } else if let nearest = Suggestion.nearest(to: id, among: known) {
      hint = LocalizedText(id: "mungkin maksudnya `\(nearest)`?", en: "did you mean `\(nearest)`?")
    } else {
      hint = LocalizedText(
        id: "yang aktif: \(known.joined(separator: ", "))", en: "enabled: \(known.joined(separator: ", "))")
    }
    throw CommandFailure(
      .usage, "plugin-unknown",
      LocalizedText(
        id: "\(kind.title.id.lowercased()) `\(id)` tidak ada", en: "there is no \(kind.title.en.lowercased()) `\(id)`"),
      hint: hint)
  }

  /// Options of a plugin: its defaults, `plugins.yaml`, then `--set`; unknown ones and wrong values are refused.
  func merged(_ plugin: RegisteredPlugin, _ given: [String: String]) throws -> [String: String] {
    try Self.merged(plugin.declaration.header, plugin.options, given)
  }

  static func merged(
    _ header: PluginHeader, _ options: [String: String], _ given: [String: String]
  ) throws -> [String: String] {
    var problems: [Diagnostic] = []
    let reserved = reservedOptions(header.kind)
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      if let option = header.options.first(where: { $0.name == name }) {
        if let problem = OptionCheck.problem(value, for: option) {
          problems.append(
            Diagnostic(
              code: "option-invalid",
              message: LocalizedText(id: "\(name): \(problem.id)", en: "\(name): \(problem.en)"), value: value))
        }
      } else if !reserved.contains(name) {
        let nearest = Suggestion.nearest(to: name, among: header.options.map(\.name) + reserved)
        problems.append(
          Diagnostic(
            code: "option-unknown",
            message: LocalizedText(id: "opsi `\(name)` tidak dikenal", en: "unknown option `\(name)`"),
            hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }))
      }
    }
    if !problems.isEmpty { throw CommandFailure(.usage, problems) }
    return options.merging(given) { _, new in new }
  }

  private static func reservedOptions(_ kind: PluginKind) -> [String] {
    kind == .importer ? OptionCheck.ofImporters : ["table"]
  }

  var datasetsByID: [String: DatasetDeclaration] {
    IndicatorCatalog(registry().indicators).all
  }

  /// The context in which a report runs.
  public func reportContext(
    _ id: String, region: RegionCode, period: Period?, settings: [String: String]
  ) throws -> (report: any Report, context: ReportContext) {
    let plugin = try enabled(.report, id)
    guard case .report(let declaration) = plugin.declaration, let report = Engines.report(declaration) else {
      throw CommandFailure(.configuration, "engine-unknown", "uses: \(id)")
    }
    let options = try merged(plugin, settings)
    let registry = try validRegistry()
    let plugins = RegionPlugins(registry.regions)
    let context = ReportContext(
      store: try currentStore(), header: declaration.header, region: region, period: period, options: options,
      datasets: datasetsByID, targets: plugins.targets, vocabulary: plugins.vocabulary, today: today,
      coordination: plugins.coordination, budgets: plugins.budgets,
      worksheet: { [sets = registry.indicators] in try WorksheetFiles.read(for: $0, among: sets) })
    return (report, context)
  }

  /// The day it is in the configuration's time zone.
  var today: CalendarDate? { day(of: surroundings.clock()) }

  /// The day of a moment (seconds since 1970) in the configuration's time zone.
  func day(of seconds: Double) -> CalendarDate? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = registry().configuration.flatMap { TimeZone(identifier: $0.timeZone) } ?? .gmt
    let parts = calendar.dateComponents([.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
    return CalendarDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
  }

  /// What an import is run with besides its plugin.
  public struct ImportRequest: Sendable {
    public var settings: [String: String]
    public var dryRun: Bool
    public var strict: Bool
    public var stage: Stage?
    public var asOf: CalendarDate?
    /// A file that takes every problem of the run as CSV.
    public var diagnostics: String?

    public init(
      settings: [String: String] = [:], dryRun: Bool = false, strict: Bool = false, stage: Stage? = nil,
      asOf: CalendarDate? = nil, diagnostics: String? = nil
    ) {
      self.diagnostics = diagnostics
      self.settings = settings
      self.dryRun = dryRun
      self.strict = strict
      self.stage = stage
      self.asOf = asOf
    }
  }

  /// The importer with that id and the context in which it runs.
  func importContext(
    _ id: String, _ request: ImportRequest, store: any Store
  ) throws -> (importer: any Importer, context: ImportContext) {
    let plugin = try enabled(.importer, id)
    guard case .importer(let declaration) = plugin.declaration, let importer = Engines.importer(declaration) else {
      throw CommandFailure(.configuration, "engine-unknown", "uses: \(id)")
    }
    var context = try context(declaration.header, try merged(plugin, request.settings), request, store)
    context.origin = declaration.origin
    return (importer, context)
  }

  /// The context for importing confirmed aliases.
  func aliasContext(_ request: ImportRequest, store: any Store) throws -> ImportContext {
    let header = PluginHeader(
      kind: .importer, id: "alias", title: LocalizedText(id: "Alias nama wilayah", en: "Region aliases"),
      description: "", folder: "")
    return try context(header, request.settings, request, store)
  }

  private func context(
    _ header: PluginHeader, _ options: [String: String], _ request: ImportRequest, _ store: any Store
  ) throws -> ImportContext {
    let targets = RegionPlugins(try validRegistry().regions).targets
    return ImportContext(
      store: store, importer: header, options: options, datasets: datasetsByID, targets: targets,
      dryRun: request.dryRun,
      strict: request.strict, stage: request.stage, asOf: request.asOf, now: surroundings.clock())
  }
}
