public import Diagnostics
public import PluginKit
public import YAML

/// What `plugins.yaml` says: the store, the language, and which plugins are switched on with which options.
public struct Configuration: Sendable {
  /// One plugin in one of the lists.
  public struct Entry: Sendable {
    public var id: String
    public var isEnabled: Bool
    /// The options as written; what they mean depends on the plugin.
    public var options: YAMLNode?

    public init(id: String, isEnabled: Bool = true, options: YAMLNode? = nil) {
      self.id = id
      self.isEnabled = isEnabled
      self.options = options
    }
  }

  /// Where figures are kept, relative to the configuration's folder.
  public var store: String
  public var language: Language
  /// The IANA name of the time zone in which times are shown.
  public var timeZone: String
  /// Folders with plugins of one's own, relative to the configuration's folder.
  public var search: [String]
  public var indicators: [Entry]
  public var importers: [Entry]
  public var reports: [Entry]
  public var regions: [Entry]

  /// The entries of one kind, in the order of the file.
  public func entries(_ kind: PluginKind) -> [Entry] {
    switch kind {
    case .indicators: indicators
    case .importer: importers
    case .report: reports
    case .region: regions
    }
  }
}

extension Configuration {
  /// The version of the format that this program reads.
  static let version = 1
  static let standardStore = "sinergi.sqlite"
  static let standardTimeZone = "Asia/Makassar"

  /// `plugins.yaml`.
  public static let shape = Shape<Configuration>.object { o in
    _ = o.required("version", .version(version), id: "versi format ini", en: "the version of this format")
    return Configuration(
      store: o.optional(
        "store", .text, default: standardStore, id: "tempat data, relatif terhadap berkas ini",
        en: "where figures are kept, relative to this file"),
      language: o.optional(
        "language", Shape<Language>.choice { $0.meaning }, default: .indonesian, id: "bahasa keluaran",
        en: "the language of output"),
      timeZone: o.optional(
        "time_zone", .text(.timeZone), default: standardTimeZone, id: "zona waktu yang ditampilkan",
        en: "the time zone in which times are shown"),
      search: o.optional(
        "search", .list(of: .text), default: [], id: "folder plugin sendiri, relatif terhadap berkas ini",
        en: "folders with plugins of one's own, relative to this file"),
      indicators: o.optional(
        "indicators", .list(of: Entry.shape), default: [], id: "set indikator", en: "indicator sets"),
      importers: o.optional("importers", .list(of: Entry.shape), default: [], id: "importir", en: "importers"),
      reports: o.optional("reports", .list(of: Entry.shape), default: [], id: "laporan", en: "reports"),
      regions: o.optional("regions", .list(of: Entry.shape), default: [], id: "plugin daerah", en: "region plugins"))
  }
}

extension Configuration.Entry {
  static let shape = Shape<Configuration.Entry>.object { o in
    Configuration.Entry(
      id: o.required("id", .identifier, id: "id plugin", en: "the plugin's id"),
      isEnabled: o.optional("enabled", .boolean, default: true, id: "dipakai atau tidak", en: "whether it is used"),
      options: o.optional(
        "options", .anything, id: "opsi plugin ini, lihat `plugins show`",
        en: "this plugin's options, see `plugins show`"))
  }
}

extension Language {
  fileprivate var meaning: LocalizedText {
    switch self {
    case .indonesian: LocalizedText(id: "bahasa Indonesia", en: "Indonesian")
    case .english: LocalizedText(id: "bahasa Inggris", en: "English")
    }
  }
}
