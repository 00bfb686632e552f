import ArgumentParser
import Diagnostics
public import Domain
import Foundation
import Importers
public import Logging
import PluginKit
public import Registry
public import Storage
public import StorageSQLite

/// One run of a command: the composition root that knows configuration, store and plugins, and turns every error into
/// messages and an exit code.
public final class Session {
  public let surroundings: Surroundings
  public let options: GlobalOptions
  public private(set) var console: Console
  public let log: Logger
  private var loaded: Registry?

  public init(_ options: GlobalOptions, _ surroundings: Surroundings = .ofProcess) {
    self.options = options
    self.surroundings = surroundings
    let language = options.lang.flatMap { Language(rawValue: $0) } ?? .indonesian
    console = Console(language: language, quiet: options.quiet)
    var log = Logger(label: "sinergi") { _ in StreamLogHandler.standardError(label: "sinergi") }
    log.logLevel = options.verbose ? .debug : .error
    self.log = log
  }

  /// Runs a command.
  ///
  /// - Throws: `ExitCode` only: whatever went wrong has been told by then.
  public static func run(_ options: GlobalOptions, _ body: (Session) throws -> Void) throws {
    let session = Session(options)
    let interruption = Interruption(session.console)
    defer { withExtendedLifetime(interruption) {} }
    do {
      try session.checkOptions()
      try body(session)
    } catch let code as ExitCode {
      throw code
    } catch {
      let failure = CommandFailure(error)
      session.console.report(failure.diagnostics)
      throw ExitCode(failure.status.rawValue)
    }
  }

  private func checkOptions() throws {
    if let lang = options.lang, Language(rawValue: lang) == nil {
      throw CommandFailure(
        .usage, "language-unknown",
        LocalizedText(id: "bahasa `\(lang)` tidak dikenal: id atau en", en: "unknown language `\(lang)`: id or en"))
    }
    guard options.wait >= 0, options.wait.isFinite else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "--wait: detik, nol atau lebih", en: "--wait: seconds, zero or more"))
    }
  }

  // MARK: Configuration

  /// The configuration file: `--config`, `SINERGI_CONFIG`, else `plugins.yaml`.
  public var configurationFile: String {
    options.config ?? surroundings.environment["SINERGI_CONFIG"] ?? "plugins.yaml"
  }

  /// Where configuration comes from.
  public var source: ConfigurationSource {
    var overrides: [ConfigurationSource.Override] = []
    if let store = surroundings.environment["SINERGI_STORE"], !store.isEmpty {
      overrides.append(ConfigurationSource.Override(key: "store", value: store, origin: "SINERGI_STORE"))
    }
    if let store = options.store {
      overrides = [ConfigurationSource.Override(key: "store", value: store, origin: "--store")]
    }
    if let lang = options.lang {
      overrides.append(ConfigurationSource.Override(key: "language", value: lang, origin: "--lang"))
    }
    return ConfigurationSource(
      file: configurationFile, currentDirectory: surroundings.currentDirectory, executable: surroundings.executable,
      environment: surroundings.environment, overrides: overrides, engines: Engines.catalog)
  }

  /// The configuration with all its plugins, right or wrong.
  public func registry() -> Registry {
    if let loaded { return loaded }
    return registry(reading: .all)
  }

  /// Reads as much of the configuration as a command uses that runs one plugin, before anything else asks for it.
  func prepare(toRun kind: PluginKind, _ id: String) {
    if loaded == nil { _ = registry(reading: .running(kind, id)) }
  }

  private func registry(reading extent: ConfigurationSource.Extent) -> Registry {
    let start = ContinuousClock.now
    var source = source
    source.extent = extent
    let registry = Registry.load(source)
    loaded = registry
    if options.lang == nil, let language = registry.configuration?.language { console.language = language }
    log.debug("configuration read in \(ContinuousClock.now - start)")
    return registry
  }

  /// The configuration; errors in it stop the command with all of them told.
  public func validRegistry() throws -> Registry {
    let registry = registry()
    if !registry.isValid {
      throw CommandFailure(.configuration, registry.diagnostics.filter { $0.severity == .error })
    }
    return registry
  }

  // MARK: Store

  /// The store's file: `--store`, `SINERGI_STORE`, else what the configuration says, relative to it.
  public func storePath() throws -> String {
    if let store = options.store { return store }
    if let store = surroundings.environment["SINERGI_STORE"], !store.isEmpty { return store }
    guard let configured = try validRegistry().configuration?.store else {
      throw CommandFailure(.configuration, registry().diagnostics)
    }
    if configured.hasPrefix("/") { return configured }
    let folder = (configurationFile as NSString).deletingLastPathComponent
    return folder.isEmpty ? configured : folder + "/" + configured
  }

  public var principal: Principal { Principal(name: surroundings.userName(options.user)) }

  public var storeOptions: SQLiteStore.Options {
    let console = console
    return SQLiteStore.Options(
      wait: options.wait,
      onWait: {
        console.tell(
          LocalizedText(
            id: "menunggu proses lain yang sedang menulis …", en: "waiting for another process that is writing …"))
      }, clock: surroundings.clock)
  }

  /// Opens the store.
  public func store() throws -> SQLiteStore {
    let start = ContinuousClock.now
    let store = try SQLiteStore.open(try storePath(), principal: principal, options: storeOptions)
    log.debug("store opened in \(ContinuousClock.now - start)")
    return store
  }

  /// Opens the store, which has to hold the declarations of the configuration as they are.
  public func currentStore() throws -> SQLiteStore {
    let registry = try validRegistry()
    let store = try store()
    if let stale = try store.firstStale(registry.datasets) { throw StorageError.notMigrated(dataset: stale.id) }
    return store
  }

  // MARK: Arguments

  /// A region given by its code.
  public func region(_ text: String) throws -> RegionCode { try Self.region(text) }

  static func region(_ text: String) throws -> RegionCode {
    if let code = RegionCode(text) { return code }
    throw CommandFailure(
      .usage, "region-code-malformed",
      LocalizedText(id: "`\(text)` bukan kode wilayah", en: "`\(text)` is not a region code"),
      hint: LocalizedText(
        id: "bentuknya 64, 64.02, 64.02.01 atau 64.02.01.2001; cari dengan: sinergi-admin region find NAMA",
        en: "the forms are 64, 64.02, 64.02.01 or 64.02.01.2001; look it up with: sinergi-admin region find NAME"))
  }

  public func period(_ text: String) throws -> Period { try Self.period(text) }

  static func period(_ text: String) throws -> Period {
    if let period = Period(text) { return period }
    throw CommandFailure(
      .usage, "period-malformed", LocalizedText(id: "`\(text)` bukan periode", en: "`\(text)` is not a period"),
      hint: LocalizedText(
        id: "bentuknya 2024, 2024-07, 2024-Q3 atau 2024-S1", en: "the forms are 2024, 2024-07, 2024-Q3 or 2024-S1"))
  }

  public func date(_ text: String, option: String) throws -> CalendarDate {
    if let date = CalendarDate(text) { return date }
    throw CommandFailure(
      .usage, "option-invalid",
      LocalizedText(
        id: "\(option): `\(text)` bukan tanggal TTTT-BB-HH", en: "\(option): `\(text)` is not a date YYYY-MM-DD"))
  }

  /// `--set key=value` pairs; each key once.
  public func settings(_ pairs: [String]) throws -> [String: String] {
    var settings: [String: String] = [:]
    for pair in pairs {
      guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(id: "--set \(pair): bentuknya kunci=nilai", en: "--set \(pair): the form is key=value"))
      }
      guard settings[String(pair[..<equals])] == nil else {
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(id: "--set \(pair): kunci ini sudah diberikan", en: "--set \(pair): this key was given already")
        )
      }
      settings[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
    }
    return settings
  }
}
