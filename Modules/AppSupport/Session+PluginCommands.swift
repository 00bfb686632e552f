import Diagnostics
import Foundation
import PluginKit
import Registry
import Reporting

extension Session {
  /// The plugin that the user names, among all found.
  private func location(_ text: String, in registry: Registry) throws -> PluginLocation {
    switch PluginAddress.find(text, among: registry.available) {
    case .success(let location): return location
    case .failure(let problem): throw CommandFailure(.usage, [problem])
    }
  }

  /// Every plugin found, whether it is switched on or not.
  public func listPlugins(json: Bool) throws {
    let registry = registry()
    let rows = registry.details(engines: Engines.catalog).map { plugin -> [ReportValue] in
      [
        .text(plugin.location.address),
        plugin.isEnabled
          ? .category(id: "enabled", label: LocalizedText(id: "aktif", en: "enabled"))
          : .category(id: "disabled", label: LocalizedText(id: "nonaktif", en: "disabled")),
        plugin.declaration.map { .text($0.header.title) } ?? .missing, .text(plugin.location.file),
      ]
    }
    try show(
      ReportDocument(
        report: "plugins", title: LocalizedText(id: "Plugin", en: "Plugins"),
        tables: [
          ReportTable(
            id: "plugins", title: LocalizedText(id: "Plugin yang ditemukan", en: "Plugins found"),
            columns: [
              ReportColumn(id: "plugin", label: LocalizedText(id: "Plugin", en: "Plugin"), type: .text),
              ReportColumn(id: "state", label: LocalizedText(id: "Keadaan", en: "State"), type: .category),
              ReportColumn(id: "title", label: LocalizedText(id: "Judul", en: "Title"), type: .text),
              ReportColumn(id: "file", label: LocalizedText(id: "Berkas", en: "File"), type: .text),
            ], rows: rows)
        ]), json: json)
    console.report(registry.diagnostics.filter { $0.severity == .error })
  }

  /// One plugin: what it says of itself, its options in force, its examples and its problems.
  public func showPlugin(_ text: String, json: Bool) throws {
    let registry = registry()
    let plugin = registry.details(of: try location(text, in: registry), engines: Engines.catalog)
    guard let header = plugin.declaration?.header else { throw CommandFailure(.configuration, plugin.diagnostics) }
    var document = ReportDocument(
      report: "plugin_show",
      title: LocalizedText(id: "\(header.address): \(header.title.id)", en: "\(header.address): \(header.title.en)"))
    document.tables = [
      ReportTable(
        id: "options", title: LocalizedText(id: "Opsi", en: "Options"),
        columns: [
          ReportColumn(id: "name", label: LocalizedText(id: "Opsi", en: "Option"), type: .text),
          ReportColumn(id: "type", label: LocalizedText(id: "Jenis", en: "Type"), type: .text),
          ReportColumn(id: "value", label: LocalizedText(id: "Nilai", en: "Value"), type: .text),
          ReportColumn(id: "title", label: LocalizedText(id: "Arti", en: "Meaning"), type: .text),
        ],
        rows: header.options.map { option in
          let value = plugin.options[option.name]
          let wanted = LocalizedText(id: option.required ? "wajib" : "–", en: option.required ? "required" : "–")
          return [
            .text(option.name),
            .text(option.choices.isEmpty ? option.type.rawValue : option.choices.joined(separator: "|")),
            value.map { .text($0) } ?? .text(wanted), .text(option.title),
          ]
        })
    ].filter { !$0.rows.isEmpty }
    var facts: [(LocalizedText, LocalizedText)] = [
      (LocalizedText(id: "Isi", en: "What it does"), header.description),
      (
        LocalizedText(id: "Keadaan", en: "State"),
        plugin.isEnabled ? LocalizedText(id: "aktif", en: "enabled") : LocalizedText(id: "nonaktif", en: "disabled")
      ), (LocalizedText(id: "Berkas", en: "File"), LocalizedText(plugin.location.file)),
    ]
    facts += header.sources.map { (LocalizedText(id: "Sumber", en: "Source"), $0) }
    if !plugin.examples.isEmpty {
      facts.append(
        (LocalizedText(id: "Contoh", en: "Examples"), LocalizedText(plugin.examples.joined(separator: ", "))))
    }
    document.tables.insert(
      ReportTable(
        id: "about", title: header.title,
        columns: [
          ReportColumn(id: "fact", label: LocalizedText(id: "Hal", en: "Fact"), type: .text),
          ReportColumn(id: "value", label: LocalizedText(id: "Keterangan", en: "Value"), type: .text),
        ], rows: facts.map { [.text($0.0), .text($0.1)] }), at: 0)
    try show(document, json: json)
    console.report(plugin.diagnostics)
  }

  /// Switches a plugin on or off in the configuration file, and says so; its comments and layout stay.
  public func switchPlugin(_ text: String, on: Bool) throws {
    let registry = registry()
    guard registry.configuration != nil else { throw CommandFailure(.configuration, registry.diagnostics) }
    let kind: PluginKind
    let id: String
    if !on, let named = PluginAddress.parse(text),
      registry.configuration?.entries(named.kind).contains(where: { $0.id == named.id }) == true
    {
      // A plugin whose folder is gone can still be switched off.
      (kind, id) = named
    } else {
      let location = try location(text, in: registry)
      (kind, id) = (location.kind, location.id)
    }
    let before = FileManager.default.contents(atPath: source.file)
    let changed = try PluginSwitch.set(kind, id, enabled: on, in: source)
    let known = Set(registry.diagnostics)
    let broken = Registry.load(source).diagnostics.filter { $0.severity == .error && !known.contains($0) }
    if !broken.isEmpty, let before {
      // What others need cannot be switched off: the file goes back to what it was.
      try PluginSwitch.write(Array(before), in: source)
      throw CommandFailure(
        .configuration,
        broken + [
          Diagnostic(
            code: "plugin-needed",
            message: LocalizedText(
              id: "\(configurationFile) tidak diubah: konfigurasinya akan salah",
              en: "\(configurationFile) was left as it is: the configuration would be faulty"))
        ])
    }
    let address = "\(kind.rawValue)/\(id)"
    if changed { try noteConfiguration("\(on ? "enable" : "disable") \(address)") }
    let state = LocalizedText(id: on ? "aktif" : "nonaktif", en: on ? "enabled" : "disabled")
    console.result(
      changed
        ? LocalizedText(id: "\(address) kini \(state.id)", en: "\(address) is now \(state.en)")
        : LocalizedText(id: "\(address) sudah \(state.id)", en: "\(address) is \(state.en) already"))
  }

  /// Makes the folder of a new plugin.
  public func newPlugin(_ kindName: String, _ id: String, in folder: String) throws {
    guard let kind = PluginKind(rawValue: kindName) ?? PluginKind.allCases.first(where: { $0.listKey == kindName })
    else {
      let known = PluginKind.allCases.map(\.rawValue)
      throw CommandFailure(
        .usage, "plugin-kind-unknown",
        LocalizedText(id: "jenis plugin `\(kindName)` tidak dikenal", en: "unknown kind of plugin `\(kindName)`"),
        hint: LocalizedText(
          id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
    }
    let made: String
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      made = try PluginTemplate(kind, id: id, datasets: registry().datasets).write(in: folder)
    } catch let error as DiagnosticError {
      throw CommandFailure(.usage, error.diagnostics)
    } catch {
      throw CommandFailure(
        .cannotCreate, "output-unwritable",
        LocalizedText(id: "folder \(folder) tidak dapat dibuat", en: "the folder \(folder) cannot be made"))
    }
    console.result(LocalizedText(id: "\(made) dibuat", en: "\(made) was made"))
    console.tell(
      LocalizedText(
        id:
          "periksa dengan: sinergi-admin plugins test \(made); aktifkan dengan: sinergi-admin plugins enable \(kind.rawValue)/\(id)",
        en:
          "check it with: sinergi-admin plugins test \(made); switch it on with: sinergi-admin plugins enable \(kind.rawValue)/\(id)"
      ))
  }

  /// Checks a plugin folder and runs its examples; anything that fails ends in exit code 65.
  public func testPlugin(_ text: String) throws {
    var source = source
    var folder: String?
    if FileManager.default.fileExists(atPath: text + "/plugin.yaml") {
      let absolute = URL(filePath: text).standardizedFileURL.path
      folder = absolute
      let others = source.environment["SINERGI_PLUGINS"].map { ":" + $0 } ?? ""
      source.environment["SINERGI_PLUGINS"] = absolute + others
    }
    let registry = Registry.load(source)
    guard registry.configuration != nil else { throw CommandFailure(.configuration, registry.diagnostics) }
    let location: PluginLocation
    if let folder {
      guard let found = registry.available.first(where: { $0.folder == folder }) else {
        throw CommandFailure(.data, registry.diagnostics.filter { $0.place?.file.hasPrefix(text) ?? false })
      }
      location = found
    } else {
      location = try self.location(text, in: registry)
    }
    let details = registry.details(of: location, engines: Engines.catalog)
    let problems = PluginFolderCheck.problems(of: details)
    console.report(problems)
    guard let declaration = details.declaration, !problems.contains(where: { $0.severity == .error }) else {
      throw CommandFailure(.data, [])
    }
    let results = ExampleRunner.run(declaration, at: location, registry: registry)
    var failed = 0
    for result in results {
      if result.passed {
        console.result(LocalizedText(id: "lulus  \(result.name)", en: "passed \(result.name)"))
        continue
      }
      failed += 1
      console.result(LocalizedText(id: "gagal  \(result.name)", en: "failed \(result.name)"))
      for difference in result.differences { console.result("       " + difference[console.language]) }
    }
    console.result(
      LocalizedText(
        id: "\(location.address): \(results.count - failed) contoh lulus, \(failed) gagal",
        en: "\(location.address): \(results.count - failed) examples passed, \(failed) failed"))
    if failed > 0 { throw CommandFailure(.data, []) }
  }
}
