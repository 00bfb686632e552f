import Domain
import Foundation
import Importers
import Registry

/// The files of an importer, and of the dataset it fills, for a table that somebody has: drafts that work at once and are
/// meant to be corrected. Nothing of the table's rows goes into them.
struct SketchTemplate {
  private struct Field {
    let id: String
    let heading: String
    let type: FieldType
  }

  private let id: String
  private let sketch: TableSketch
  private let fields: [Field]

  init(_ id: String, _ sketch: TableSketch) {
    self.id = id
    self.sketch = sketch
    var used: Set<String> = []
    fields = sketch.columns.compactMap { column in
      guard case .field(let type) = column.role else { return nil }
      let base = Self.slug(column.heading)
      var name = "\(id)_\(base.isEmpty ? "kolom" : base)"
      if name.count > 50 { name = String(name.prefix(50)) }
      var number = 2
      let first = name
      while !used.insert(name).inserted {
        name = "\(first)_\(number)"
        number += 1
      }
      return Field(id: name, heading: column.heading, type: type)
    }
  }

  var isEmpty: Bool { fields.isEmpty }
  /// Whether rows can be placed by a column.
  var hasRegion: Bool { sketch.columns.contains { $0.role == .code || $0.role == .name(.village) } }
  var hasPeriod: Bool { sketch.columns.contains { $0.role == .period } }
  /// The id of the set that declares the dataset.
  var setID: String { id + "_data" }

  // MARK: The dataset

  var indicators: [PluginTemplate.File] {
    let list = fields.map { field in
      "          - {id: \(field.id), title: {id: \(Self.quoted(field.heading)), en: \(Self.quoted(field.heading))}, "
        + "type: \(field.type.rawValue)}\n"
    }.joined()
    let numeric: Set<FieldType> = [.integer, .real, .money]
    let first = fields.first { numeric.contains($0.type) } ?? fields[0]
    let good = "kode_desa,tahun,\(first.id)\n\(Self.villages[0].code),2024,\(Self.value(first.type))\n"
    let bad =
      numeric.contains(first.type)
      ? (row: "\(Self.villages[1].code),2024,banyak\n", code: "value-not-a-number")
      : (row: "6402.01,2024,\(Self.value(first.type))\n", code: "region-code-damaged")
    let rows = "{\"code\": \"\(Self.villages[0].code)\", \"period\": \"2024\", \"recomputed\": {}, \"differs\": []}"
    let yaml = """
      kind: indicators
      id: \(setID)
      title: {id: \(Self.quoted(name)), en: \(Self.quoted(name))}
      description:
        id: Dataset untuk tabel yang dibaca importir \(id).
        en: The dataset for tables read by the importer \(id).
      sources:
        - Peraturan atau tabel sumbernya
      datasets:
        - id: \(id)
          title: {id: \(Self.quoted(name)), en: \(Self.quoted(name))}
          level: village
          applies_to: [desa, desa_adat]
          frequency: yearly
          # Correct titles, types and ranges; add units: `unit: {id: jiwa, en: people}`.
          fields:

      """
    return [
      PluginTemplate.File(path: "plugin.yaml", text: yaml + list),
      readme(
        "indicators/\(setID)", "Declares the dataset `\(id)`.", input: "Tables read by `importer/\(id)`.",
        output: "The table `data_\(id)`.", example: "See `importer/\(id)`."),
      PluginTemplate.File(path: "Examples/good-sample/options.yaml", text: "{}\n"),
      PluginTemplate.File(path: "Examples/good-sample/input.csv", text: good),
      PluginTemplate.File(
        path: "Examples/good-sample/expected.json",
        text: """
          {
            "rows": [
              \(rows)
            ],
            "diagnostics": []
          }

          """),
      PluginTemplate.File(path: "Examples/bad-sample/options.yaml", text: "{}\n"),
      PluginTemplate.File(
        path: "Examples/bad-sample/input.csv", text: good + bad.row),
      PluginTemplate.File(
        path: "Examples/bad-sample/expected.json",
        text: """
          {
            "rows": [
              \(rows)
            ],
            "diagnostics": [
              {"code": "\(bad.code)", "row": 3}
            ]
          }

          """),
    ]
  }

  // MARK: The importer

  var importer: [PluginTemplate.File] {
    func headings(_ role: TableSketch.Role) -> [String] {
      sketch.columns.filter { $0.role == role }.map(\.heading)
    }
    func list(_ texts: [String]) -> String { "[" + texts.map(Self.quoted).joined(separator: ", ") + "]" }
    var lines = ["uses: table", "table:", "  dataset: \(id)"]
    lines.append("  region: " + list(headings(.code) + ["kode_desa"].filter { !headings(.code).contains($0) }))
    let parents = [RegionLevel.province, .regency, .district].filter { !headings(.name($0)).isEmpty }
    if !parents.isEmpty {
      lines.append("  names:")
      for level in parents { lines.append("    \(level.rawValue): " + list(headings(.name(level)))) }
    }
    if !headings(.name(.village)).isEmpty { lines.append("  region_name: " + list(headings(.name(.village)))) }
    lines.append("  period: " + list(headings(.period) + ["tahun"].filter { !headings(.period).contains($0) }))
    lines.append("  period_from: [title, sheet, file]")
    lines.append("  region_from: [title, sheet, file]")
    lines.append("  # Further headings of a field go into its list.")
    lines.append("  fields:")
    for field in fields { lines.append("    \(field.id): " + list([field.heading])) }
    let ignored = headings(.ignored).filter { !$0.isEmpty }
    if !ignored.isEmpty { lines.append("  ignored: " + list(ignored)) }
    lines.append("  blank: keep")
    let yaml = """
      kind: importer
      id: \(id)
      title: {id: \(Self.quoted(name)), en: \(Self.quoted(name))}
      description:
        id: Tabel dengan susunan berkas contohnya; rancangan otomatis, periksa setiap kolomnya.
        en: Tables in the layout of the file it was made from; a draft, check every column.
      sources:
        - Peraturan atau tabel sumbernya

      """
    return [
      PluginTemplate.File(path: "plugin.yaml", text: yaml + lines.joined(separator: "\n") + "\n"),
      readme(
        "importer/\(id)", "Reads tables of the layout it was made from into the dataset `\(id)`.",
        input: "Columns: " + fields.map { "`\($0.heading)`" }.joined(separator: ", ") + ".",
        output: "Rows of the dataset `\(id)`.", example: "    sinergi-import run \(id) FILE --set period=2024"),
    ] + example("good-sample", codes: Self.villages.map(\.code), new: 2, "")
      + example(
        "bad-sample", codes: [Self.villages[0].code, "64.02.01.2999"], new: 1,
        "{\"code\": \"region-unknown\", \"row\": 3}")
  }

  private func example(_ name: String, codes: [String], new: Int, _ diagnostics: String) -> [PluginTemplate.File] {
    let code = sketch.columns.first { $0.role == .code }?.heading ?? "kode_desa"
    let header = ([code] + fields.map(\.heading)).map(Self.cell).joined(separator: ",")
    let rows = codes.map { ([$0] + fields.map { Self.value($0.type) }).joined(separator: ",") }
    return [
      PluginTemplate.File(path: "Examples/\(name)/options.yaml", text: "period: \"2024\"\n"),
      PluginTemplate.File(
        path: "Examples/\(name)/register.csv",
        text: "code,name\n64,Kalimantan Timur\n64.02,Kabupaten Kutai Kartanegara\n64.02.01,Muara Muntai\n"
          + Self.villages.map { "\($0.code),\($0.name)\n" }.joined()),
      PluginTemplate.File(path: "Examples/\(name)/input.csv", text: ([header] + rows).joined(separator: "\n") + "\n"),
      PluginTemplate.File(
        path: "Examples/\(name)/expected.json",
        text: """
          {
            "rows": {"read": 2, "new": \(new), "changed": 0, "unchanged": 0, "removed": 0, "rejected": \(2 - new)},
            "diagnostics": [\(diagnostics)]
          }

          """),
    ]
  }

  // MARK: Texts

  private static let villages = [(code: "64.02.01.2001", name: "Perian"), (code: "64.02.01.2002", name: "Muara Leka")]

  /// `desa_digital` → `Desa digital`.
  private var name: String {
    let words = id.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private func readme(
    _ address: String, _ purpose: String, input: String, output: String, example: String
  ) -> PluginTemplate.File {
    PluginTemplate.File(
      path: "README.md",
      text: """
        # \(name) (`\(address)`)

        ## Purpose

        \(purpose)

        ## Options

        None.

        ## Input

        \(input)

        ## Output

        \(output)

        ## Example

        \(example)

        `Examples/good-sample` and `Examples/bad-sample` are run by `sinergi-admin plugins test \(address)`.

        ## Limits

        Say what this plugin does not do.

        """)
  }

  private static func value(_ type: FieldType) -> String {
    switch type {
    case .integer: "1"
    case .real: "0.5"
    case .money: "1000000"
    case .date: "2024-01-15"
    case .text, .boolean, .class, .category, .code, .region: "contoh"
    }
  }

  /// A heading as an id: letters and digits in lower case, the rest underscores.
  private static func slug(_ heading: String) -> String {
    let words = heading.lowercased().applyingTransform(.stripDiacritics, reverse: false)?.split { character in
      !(character.isASCII && (character.isLetter || character.isNumber))
    }
    return (words ?? []).joined(separator: "_")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func cell(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }
}
