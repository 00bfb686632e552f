import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Registry

extension Session {
  /// Makes an importer for the layout of a file, with the dataset that it fills: two plugin folders side by side.
  public func newImporter(
    _ kind: String, _ id: String, from file: String, sheet: String?, headerRow: Int?, in folder: String
  ) throws {
    guard kind == PluginKind.importer.rawValue || kind == PluginKind.importer.listKey else {
      throw CommandFailure(
        .usage, "sketch-kind",
        LocalizedText(
          id: "--from hanya untuk importer, bukan `\(kind)`", en: "--from is for importers only, not for `\(kind)`"))
    }
    let template = SketchTemplate(id, try TableSketch(try ImportFile(file), sheet: sheet, headerRow: headerRow))
    guard !template.isEmpty else {
      throw CommandFailure(
        .data, "sketch-without-values",
        LocalizedText(
          id: "tabelnya tidak berisi kolom nilai selain wilayah dan tahun",
          en: "the table has no columns of values beside regions and years"))
    }
    var made: [String] = []
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for plugin in [
        try PluginTemplate(.indicators, id: template.setID, files: template.indicators),
        try PluginTemplate(.importer, id: id, files: template.importer),
      ] {
        made.append(try plugin.write(in: folder))
      }
    } catch {
      for path in made { try? FileManager.default.removeItem(atPath: path) }
      guard let error = error as? DiagnosticError else {
        throw CommandFailure(
          .cannotCreate, "output-unwritable",
          LocalizedText(id: "folder \(folder) tidak dapat dibuat", en: "the folder \(folder) cannot be made"))
      }
      throw CommandFailure(.usage, error.diagnostics)
    }
    for path in made { console.result(LocalizedText(id: "\(path) dibuat", en: "\(path) was made")) }
    if !template.hasRegion {
      console.tell(
        LocalizedText(
          id: "tidak ada kolom kode atau nama desa yang dikenali: lengkapi region atau region_name di plugin.yaml",
          en: "no column of village codes or names was recognised: complete region or region_name in plugin.yaml"))
    }
    if !template.hasPeriod {
      console.tell(
        LocalizedText(
          id: "tidak ada kolom tahun: berikan dengan --set period=TAHUN, kecuali judulnya menyebutnya",
          en: "there is no column of years: give it with --set period=YEAR unless a title names it"))
    }
    console.tell(
      LocalizedText(
        id: """
          periksa setiap kolom di plugin.yaml keduanya, lalu:
            sinergi-admin plugins enable indicators/\(template.setID)
            sinergi-admin plugins enable importer/\(id)
            sinergi-admin migrate
            sinergi-admin plugins test importer/\(id)
            sinergi-import run \(id) \(file) --dry-run
          """,
        en: """
          check every column in both plugin.yaml, then:
            sinergi-admin plugins enable indicators/\(template.setID)
            sinergi-admin plugins enable importer/\(id)
            sinergi-admin migrate
            sinergi-admin plugins test importer/\(id)
            sinergi-import run \(id) \(file) --dry-run
          """))
  }
}
