import Domain
import PluginKit

/// What a column of a table is to a mapping.
enum ColumnRole: Hashable, Sendable {
  case region
  /// One of the parts of a code that stands in several columns.
  case regionPart(Int)
  case name(RegionLevel)
  case period
  case periodPart
  /// A field by its index in the dataset.
  case field(Int)
  case longField
  case longValue
  /// A column that only chooses rows.
  case filter(Int)
  /// Known, and left out on purpose.
  case ignored
}

/// The headers that a mapping knows: what they mean, in which order of preference.
struct HeaderVocabulary: Sendable {
  /// For each role its headers, normalised, the preferred first.
  let wanted: [(role: ColumnRole, headers: [String])]
  /// The roles of a normalised header.
  private let roles: [String: [ColumnRole]]
  /// Every word of the headers: a heading that stands in several rows has one of them in each.
  private let words: Set<String>

  init(_ mapping: TableMapping, _ dataset: DatasetDeclaration) {
    var wanted: [(role: ColumnRole, headers: [String])] = [(.region, mapping.region)]
    for (index, part) in mapping.regionParts.enumerated() { wanted.append((.regionPart(index), part)) }
    for level in [RegionLevel.province, .regency, .district, .village] {
      wanted.append((.name(level), mapping.nameHeaders(level, of: dataset.level)))
    }
    wanted.append((.period, mapping.period))
    wanted.append((.periodPart, mapping.periodPart))
    wanted.append((.longField, mapping.long?.field ?? []))
    wanted.append((.longValue, mapping.long?.value ?? []))
    for (index, names) in FieldHeadings(mapping, dataset).names.enumerated() { wanted.append((.field(index), names)) }
    for (index, filter) in (mapping.rowsWhere + mapping.rowsExcept).enumerated() {
      wanted.append((.filter(index), [filter.header]))
    }
    wanted.append((.ignored, mapping.ignored + RejectColumns.all))
    self.wanted = wanted.map { ($0.role, $0.headers.map(HeaderMatching.normalised)) }
    var roles: [String: [ColumnRole]] = [:]
    for entry in self.wanted {
      for header in entry.headers where !header.isEmpty { roles[header, default: []].append(entry.role) }
    }
    self.roles = roles
    words = Set(wanted.flatMap(\.headers).flatMap(Self.words))
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// Whether a cell has a word of the headers.
  func hasWord(_ text: String) -> Bool { Self.words(text).contains { words.contains($0) } }

  /// What a normalised header means; empty where nothing.
  func roles(of header: String) -> [ColumnRole] { roles[header] ?? [] }

  /// The field that a normalised header means.
  func field(_ header: String) -> Int? {
    for case .field(let index) in roles(of: header) { return index }
    return nil
  }
}
