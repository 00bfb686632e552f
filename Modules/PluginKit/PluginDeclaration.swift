public import Diagnostics

/// The four kinds of plugin.
public enum PluginKind: String, Hashable, Sendable, CaseIterable, Codable {
  case indicators
  case importer
  case report
  case region

  /// The key of `plugins.yaml` under which plugins of this kind are listed, and the folder they lie in when installed.
  public var listKey: String {
    switch self {
    case .indicators: "indicators"
    case .importer: "importers"
    case .report: "reports"
    case .region: "regions"
    }
  }

  /// Where the checkout keeps them.
  public var checkoutFolder: String {
    switch self {
    case .indicators: "Modules/Indicators"
    case .importer: "Modules/Importers"
    case .report: "Modules/Reporting/Reports"
    case .region: "Modules/Regions"
    }
  }

  public var title: LocalizedText {
    switch self {
    case .indicators: LocalizedText(id: "Set indikator", en: "Indicator set")
    case .importer: LocalizedText(id: "Importir", en: "Importer")
    case .report: LocalizedText(id: "Laporan", en: "Report")
    case .region: LocalizedText(id: "Plugin daerah", en: "Region plugin")
    }
  }
}

/// What every plugin says of itself: the head of its `plugin.yaml`.
public struct PluginHeader: Hashable, Sendable {
  public var kind: PluginKind
  /// snake_case of the folder name; unique per kind.
  public var id: String
  public var title: LocalizedText
  /// What it is and does, one or two sentences.
  public var description: LocalizedText
  /// Where its facts and rules come from: decree, table, press.
  public var sources: [LocalizedText]
  /// The options that `plugins.yaml` and `--set` may give.
  public var options: [OptionDeclaration]
  /// The folder it was read from.
  public var folder: String

  public init(
    kind: PluginKind, id: String, title: LocalizedText, description: LocalizedText, sources: [LocalizedText] = [],
    options: [OptionDeclaration] = [], folder: String
  ) {
    self.kind = kind
    self.id = id
    self.title = title
    self.description = description
    self.sources = sources
    self.options = options
    self.folder = folder
  }

  /// `importer/idm_status`, the form in which plugins are addressed.
  public var address: String { "\(kind.rawValue)/\(id)" }
}

/// One option of a plugin.
public struct OptionDeclaration: Hashable, Sendable {
  public enum ValueType: String, Hashable, Sendable, CaseIterable {
    case text
    case integer
    case boolean
    case choice
    /// A region code, dotted or plain.
    case region
    case period
    /// `YYYY-MM-DD`.
    case date
  }

  /// snake_case, one meaning each.
  public var name: String
  public var title: LocalizedText
  public var type: ValueType
  public var required: Bool
  /// The value where none is given, in text form.
  public var defaultValue: String?
  /// The allowed values of a `choice`.
  public var choices: [String]

  public init(
    name: String, title: LocalizedText, type: ValueType, required: Bool = false, defaultValue: String? = nil,
    choices: [String] = []
  ) {
    self.name = name
    self.title = title
    self.type = type
    self.required = required
    self.defaultValue = defaultValue
    self.choices = choices
  }
}
