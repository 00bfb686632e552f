import Domain
import Storage

/// The years in which a code stands in the version of its list that is in force.
///
/// A version is in force from its day until that of the next; the year of a change belongs to both.
struct CodeYears: Hashable {
  private let spans: [ClosedRange<Int32>]
  /// The versions that hold it, as people name them.
  let versions: String

  /// The longest of its spans.
  var longest: ClosedRange<Int32>? { spans.max { $0.count < $1.count } }

  func contains(_ year: Int32) -> Bool { spans.contains { $0.contains(year) } }

  /// By the ids of codes. Codes that came with data, and lists without dates, have none.
  static func all(_ entries: [ListedCode]) -> [Int64: CodeYears] {
    var days: [String: Int32] = [:]
    for entry in entries {
      if let date = entry.validFrom { days[entry.version] = Int32(date.year) }
    }
    let starts = days.values.sorted()
    return Dictionary(grouping: entries.filter { $0.validFrom != nil }, by: \.id).mapValues { own in
      let versions = own.map(\.version)
      return CodeYears(
        spans: versions.compactMap { days[$0] }.map { start in start...(starts.first { $0 > start } ?? .max) },
        versions: versions.joined(separator: ", "))
    }
  }
}
