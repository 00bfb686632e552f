import Diagnostics
import Domain
import Foundation
import PluginKit
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// Checks the whole configuration; every problem is told, errors end in exit code 78.
  public func checkConfiguration() throws {
    let registry = registry()
    console.report(registry.diagnostics)
    guard registry.isValid else { throw CommandFailure(.configuration, []) }
    try checkRegions(registry)
    let count = registry.plugins.count
    console.result(
      LocalizedText(
        id: "\(configurationFile): benar, \(count) plugin aktif",
        en: "\(configurationFile): valid, \(count) plugins enabled"))
  }

  /// Whether the regions that plugins name exist: a question only a register can answer.
  private func checkRegions(_ registry: Registry) throws {
    guard let path = try? storePath(), FileManager.default.fileExists(atPath: path),
      let store = try? SQLiteStore.open(path, principal: principal, options: storeOptions),
      let register = try store.registerDate(for: nil)
    else {
      console.tell(
        LocalizedText(
          id: "catatan: belum ada daftar wilayah, kode wilayah hanya diperiksa bentuknya",
          en: "note: no register of regions is loaded, region codes were checked for their form only"))
      return
    }
    var unknown: [Diagnostic] = []
    for plugin in registry.regions {
      let codes = [plugin.scope] + plugin.terms.flatMap(\.regions)
      for code in codes where try code != .nation && store.unit(code, at: register.date) == nil {
        unknown.append(
          Diagnostic(
            code: "config-region-unknown", severity: .warning,
            message: LocalizedText(
              id: "wilayah \(code) tidak ada dalam daftar wilayah yang dimuat",
              en: "region \(code) is not in the register that is loaded"),
            place: Place(file: shown(plugin.header.folder + "/plugin.yaml")), value: code.description))
      }
    }
    console.report(unknown)
  }

  /// Every value in force with where it comes from; secrets are masked.
  public func showConfiguration(json: Bool) throws {
    let registry = registry()
    guard registry.configuration != nil else {
      throw CommandFailure(.configuration, registry.diagnostics.filter { $0.severity == .error })
    }
    let rows = registry.values().map { value -> [ReportValue] in
      [.text(value.path), .text(value.value), .text(value.origin.text)]
    }
    try show(
      ReportDocument(
        report: "config_show",
        title: LocalizedText(id: "Konfigurasi \(configurationFile)", en: "Configuration \(configurationFile)"),
        tables: [
          ReportTable(
            id: "values", title: LocalizedText(id: "Nilai yang berlaku", en: "Values in force"),
            columns: [
              ReportColumn(id: "path", label: LocalizedText(id: "Kunci", en: "Key"), type: .text),
              ReportColumn(id: "value", label: LocalizedText(id: "Nilai", en: "Value"), type: .text),
              ReportColumn(id: "origin", label: LocalizedText(id: "Asal", en: "Origin"), type: .text),
            ], rows: rows)
        ]), json: json)
    if !registry.isValid {
      throw CommandFailure(.configuration, registry.diagnostics.filter { $0.severity == .error })
    }
  }

  /// Prints the JSON Schema of `plugins.yaml`, or of the declaration of a plugin.
  public func printSchema(ofPlugins: Bool) {
    let language = options.lang == nil ? registry().configuration?.language ?? console.language : console.language
    console.result(
      (ofPlugins ? ConfigurationSchema.declaration(language) : ConfigurationSchema.plugins(language)).text)
  }
}
