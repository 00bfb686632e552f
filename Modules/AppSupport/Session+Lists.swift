import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// The enabled importers.
  public func listImporters(json: Bool) throws { try list(.importer, json: json) }

  /// The enabled reports.
  public func listReports(json: Bool) throws { try list(.report, json: json) }

  private func list(_ kind: PluginKind, json: Bool) throws {
    let plugins = try validRegistry().plugins.filter { $0.location.kind == kind }
    try show(
      ReportDocument(
        report: "list", title: kind.title,
        tables: [
          ReportTable(
            id: "plugins", title: kind.title,
            columns: [
              ReportColumn(id: "id", label: "Id", type: .text),
              ReportColumn(id: "title", label: LocalizedText(id: "Judul", en: "Title"), type: .text),
              ReportColumn(id: "description", label: LocalizedText(id: "Isi", en: "What it does"), type: .text),
            ],
            rows: plugins.map {
              let header = $0.declaration.header
              return [.text(header.id), .text(header.title), .text(header.description)]
            })
        ]), json: json)
  }

  static func time(_ seconds: Double, _ zone: TimeZone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents(
      [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: seconds))
    func two(_ value: Int?) -> String { String(format: "%02d", value ?? 0) }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
  }

  /// Confirmed aliases inside a region.
  public func listAliases(_ region: String?, json: Bool) throws {
    let scope = try region.map { try self.region($0) } ?? .nation
    let aliases = try store().aliases(in: scope)
    try show(
      ReportDocument(
        report: "aliases", title: LocalizedText(id: "Alias nama wilayah", en: "Region aliases"),
        tables: [
          ReportTable(
            id: "aliases", title: LocalizedText(id: "Alias", en: "Aliases"),
            columns: [
              ReportColumn(id: "within", label: LocalizedText(id: "Di", en: "In"), type: .code),
              ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
              ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
              ReportColumn(id: "note", label: LocalizedText(id: "Catatan", en: "Note"), type: .text),
            ],
            rows: aliases.map {
              [
                .code($0.within.description), .text($0.name), .code($0.code.description),
                $0.note.map { .text($0) } ?? .missing,
              ]
            }, keyColumns: 2)
        ],
        notes: aliases.isEmpty ? [LocalizedText(id: "Belum ada alias.", en: "There are no aliases yet.")] : []),
      json: json)
  }

  /// Adds one confirmed alias; without `within` it holds in the village's kabupaten.
  public func addAlias(_ name: String, _ code: String, within: String?, note: String?) throws {
    let region = try region(code)
    let store = try currentStore()
    guard let register = try store.registerDate(for: nil), try store.unit(region, at: register.date) != nil else {
      throw CommandFailure(
        .usage, "region-unknown",
        LocalizedText(
          id: "wilayah \(region) tidak ada dalam daftar wilayah", en: "region \(region) is not in the register"))
    }
    guard let scope = try within.map({ try self.region($0) }) ?? region.ancestor(.regency) ?? region.parent,
      scope.contains(region)
    else {
      throw CommandFailure(
        .usage, "region-contradicts",
        LocalizedText(
          id: "\(region) tidak terletak di \(within ?? "")", en: "\(region) does not lie in \(within ?? "")"))
    }
    guard !RegionName.normalised(name).isEmpty else {
      throw CommandFailure(.usage, "alias-name-missing", LocalizedText(id: "namanya kosong", en: "the name is empty"))
    }
    let context = try aliasContext(ImportRequest(), store: store)
    let report = try AliasListImporter.add(RegionAlias(within: scope, name: name, code: region, note: note), context)
    console.result(
      report.changedNothing
        ? LocalizedText(id: "Alias itu sudah ada", en: "That alias is there already")
        : LocalizedText(
          id: "`\(name)` di \(scope) dibaca sebagai \(region)", en: "`\(name)` in \(scope) now reads as \(region)"))
  }

  public func removeAlias(_ name: String, within: String) throws {
    let scope = try region(within)
    guard try store().removeAlias(named: name, within: scope) else {
      throw CommandFailure(
        .usage, "alias-unknown",
        LocalizedText(id: "tidak ada alias `\(name)` di \(scope)", en: "there is no alias `\(name)` in \(scope)"))
    }
    console.result(LocalizedText(id: "Alias `\(name)` di \(scope) dihapus", en: "Alias `\(name)` in \(scope) removed"))
  }
}
