import Domain
import PluginKit

/// How an index is counted in whole units, and what a point of each of its indicators is worth.
public struct LeverScale: Sendable {
  /// The panel dataset, its class field, and the figure that is classed.
  let dataset: String
  let field: String
  let index: String
  /// What the index is called for short.
  let short: String
  let decimals: Int
  /// Units in an index of 1.
  let unitsPerIndex: Double
  /// The prefix of the indicators' ids and the units of a point.
  let points: [(prefix: String, units: Int)]

  /// IDM = (IKS/175 + IKE/60 + IKL/15) / 3 with sums of scores: in units of 1/6300 a point is 12, 35 or 140
  /// (Permendesa PDTT 2/2016).
  public static let idm = LeverScale(
    dataset: "idm", field: "status", index: "idm", short: "IDM", decimals: 4, unitsPerIndex: 6300,
    points: [("iks", 12), ("ike", 35), ("ikl", 140)])
  /// Score = 100 × points / 635: a point is one unit (Permendesa PDT 9/2024).
  public static let indeksDesa = LeverScale(
    dataset: "indeks_desa", field: "id_status", index: "id_skor", short: "Indeks Desa", decimals: 2,
    unitsPerIndex: 6.35, points: [("id", 1)])

  /// The units of a published or recomputed figure. Published ones are rounded to fewer digits than a unit has, but to
  /// more than would make two numbers of units one.
  func units(_ index: Double) -> Int { Int((index * unitsPerIndex).rounded()) }

  /// The fewest units whose index falls into a class or above; nil where none does.
  func threshold(of place: Int, _ classes: Classification) -> Int? {
    guard let above = classes[place]?.above else { return place == 1 ? 0 : nil }
    var units = Int(above * unitsPerIndex) - 2
    while (classes.ordinal(of: Double(units) / unitsPerIndex) ?? 0) < place { units += 1 }
    return units
  }

  /// The indicators of the dataset in the order of the set: whole-number fields with one of the prefixes and digits.
  func indicators(_ dataset: DatasetDeclaration) -> [(field: FieldDeclaration, units: Int)] {
    dataset.fields.compactMap { field in
      guard field.type == .integer, !field.isComputable,
        let points = points.first(where: {
          field.id.hasPrefix($0.prefix) && field.id.dropFirst($0.prefix.count).first?.isNumber == true
        })
      else { return nil }
      return (field, points.units)
    }
  }
}
