import Diagnostics
package import Domain
package import PluginKit

/// The headings under which a mapping knows each field of its dataset: the id, the headings it names, and the field's own
/// title, with its unit or without, where that can mean nothing else.
package struct FieldHeadings: Sendable {
  /// For each field of the dataset, in the order of preference.
  package let names: [[String]]

  package init(_ mapping: TableMapping, _ dataset: DatasetDeclaration) {
    let named = dataset.fields.map { field in
      [field.id] + (mapping.fields.first { $0.field == field.id }?.headers ?? [])
    }
    let titles = dataset.fields.map(Self.titles)
    var counts: [String: Int] = [:]
    for key in titles.flatMap({ Set($0.map(HeaderMatching.normalised)) }) { counts[key, default: 0] += 1 }
    let others =
      mapping.region + mapping.regionParts.flatMap { $0 } + mapping.names.flatMap(\.headers) + mapping.regionName
      + mapping.period + mapping.periodPart + mapping.ignored + (mapping.long.map { $0.field + $0.value } ?? [])
      + (mapping.rowsWhere + mapping.rowsExcept).map(\.header)
    let taken = Set((others + named.flatMap { $0 }).map(HeaderMatching.normalised))
    names = zip(named, titles).map { named, titles in
      named
        + titles.filter { title in
          let key = HeaderMatching.normalised(title)
          return !key.isEmpty && counts[key] == 1 && !taken.contains(key)
        }
    }
  }

  private static func titles(_ field: FieldDeclaration) -> [String] {
    let plain = [field.title.id, field.title.en]
    guard let unit = field.unit else { return plain }
    return ["\(field.title.id) (\(unit.id))", "\(field.title.en) (\(unit.en))"] + plain
  }

  /// Headings as they are compared: letters and digits only, lower case.
  package static func normalised(_ heading: String) -> String { HeaderMatching.normalised(heading) }
}
