import Diagnostics
import Domain

/// The dataset of `Modules/Indicators/Idm/plugin.yaml`, written out: the domain is tested without a YAML reader.
enum Idm {
  static let scoreIDs =
    numbered("iks", 35) + numbered("ike", 12) + numbered("ikl", 3)

  static let status = Classification(
    of: "idm", decimals: 4,
    classes: [
      .init(
        id: "sangat_tertinggal", title: .init(id: "Sangat Tertinggal", en: "Very underdeveloped"), synonyms: ["Pratama"]
      ),
      .init(
        id: "tertinggal", title: .init(id: "Tertinggal", en: "Underdeveloped"), above: 0.4907, synonyms: ["Pra-Madya"]),
      .init(id: "berkembang", title: .init(id: "Berkembang", en: "Developing"), above: 0.5989, synonyms: ["Madya"]),
      .init(id: "maju", title: .init(id: "Maju", en: "Advanced"), above: 0.7072, synonyms: ["Pra-Sembada"]),
      .init(id: "mandiri", title: .init(id: "Mandiri", en: "Self-reliant"), above: 0.8155, synonyms: ["Sembada"]),
    ])

  static let formulas = [
    "idm": "mean(iks, ike, ikl)",
    "iks": "sum(iks01..iks35) / 175",
    "ike": "sum(ike01..ike12) / 60",
    "ikl": "sum(ikl01..ikl03) / 15",
  ]

  static let declaration = DatasetDeclaration(
    id: "idm", title: LocalizedText(id: "Indeks Desa Membangun", en: "Village Development Index"), level: .village,
    appliesTo: [.desa, .desaAdat], frequency: .yearly, due: "06-30",
    fields: [FieldDeclaration(id: "status", title: "Status IDM", type: .class, classes: status)]
      + ["idm", "iks", "ike", "ikl"].map {
        FieldDeclaration(
          id: $0, title: LocalizedText($0), type: .real, decimals: 4, minimum: 0, maximum: 1, formula: formulas[$0])
      }
      + scoreIDs.map {
        FieldDeclaration(id: $0, title: LocalizedText($0), type: .integer, minimum: 0, maximum: 5)
      },
    summary: ["status", "idm"])

  /// A full row from published figures and scores by field id; what is not given is missing.
  static func row(_ rules: DatasetRules, _ values: [String: Double]) -> [Int64] {
    var row = [Int64](repeating: Cell.missing, count: rules.width)
    for (index, field) in rules.declaration.fields.enumerated() {
      guard let value = values[field.id] else { continue }
      row[index] = rules.storages[index] == .real ? Cell.real(value) : Int64(value)
    }
    return row
  }

  /// The recomputed real figure of a field of a full row, nil where it is missing.
  static func recomputed(_ rules: DatasetRules, _ row: [Int64], _ field: String) -> Double? {
    guard let index = rules.declaration.index(of: field), let cell = rules.computedCell(of: index),
      row[cell] != Cell.missing
    else { return nil }
    return rules.storages[index] == .real ? Cell.double(row[cell]) : Double(row[cell])
  }

  private static func numbered(_ prefix: String, _ count: Int) -> [String] {
    (1...count).map { prefix + ($0 < 10 ? "0" : "") + String($0) }
  }
}

extension DatasetRules {
  /// Recomputes a row held in an array.
  func recompute(_ row: inout [Int64], period: Int64 = 2024) {
    var scratch = [Double](repeating: .nan, count: fieldCount)
    row.withUnsafeMutableBufferPointer { cells in
      scratch.withUnsafeMutableBufferPointer { numbers in
        if let cells = cells.baseAddress, let numbers = numbers.baseAddress {
          recompute(cells, scratch: numbers, period: period)
        }
      }
    }
  }
}
