import Domain
import Storage

extension DatasetRow {
  /// The figure of record, or the recomputed one where none was published.
  func value(_ field: String) -> Value {
    let published = values[field] ?? .missing
    return published == .missing ? recomputed[field] ?? .missing : published
  }

  func figure(_ field: String, decimals: Int) -> ReportValue {
    switch value(field) {
    case .missing, .text: .missing
    case .integer(let number): .integer(number)
    case .real(let number): .real(number, decimals: decimals)
    }
  }

  func category(_ field: String, _ classes: Classification?) -> ReportValue {
    guard case .integer(let ordinal) = value(field), let item = classes?[Int(ordinal)] else { return .missing }
    return .category(id: item.id, label: item.title)
  }
}
