import Domain
import Foundation
import GRDB

/// The declarations of a dataset in the order they were applied, so that rows and changes of a batch are read by the fields
/// of its time.
struct DeclarationHistory {
  private let applied: [(sequence: Int64, digest: String, declaration: DatasetDeclaration)]
  let current: DatasetDeclaration

  /// Nil where the store does not hold the dataset.
  init?(_ db: Database, _ dataset: String) throws {
    guard let now = try SQLiteStore.applied(db, dataset) else { return nil }
    current = now.declaration
    let entries = try Row.fetchAll(
      db, sql: "SELECT seq, detail FROM audit_entry WHERE kind = 'declare' ORDER BY seq")
    var applied: [(sequence: Int64, digest: String, declaration: DatasetDeclaration)] = []
    for entry in entries {
      let detail: String = entry["detail"]
      guard detail.hasPrefix(dataset + " ") else { continue }
      let digest = String(detail.dropFirst(dataset.count + 1))
      guard
        let body = try String.fetchOne(db, sql: "SELECT body FROM declaration WHERE digest = ?", arguments: [digest]),
        let declaration = try? JSONDecoder().decode(DatasetDeclaration.self, from: Data(body.utf8))
      else { continue }
      applied.append((entry["seq"], digest, declaration))
    }
    if applied.last?.digest != now.digest { applied.append((.max, now.digest, now.declaration)) }
    self.applied = applied
  }

  /// Where in the history a batch with that audit entry and declaration stands.
  func position(_ sequence: Int64, _ digest: String?) -> Int {
    let before = applied.lastIndex { $0.sequence < sequence && (digest == nil || $0.digest == digest) }
    return before ?? applied.firstIndex { $0.digest == digest } ?? 0
  }

  func declaration(at position: Int) -> DatasetDeclaration { applied[position].declaration }

  /// The fields of a declaration by name: the index each has today. Dropped ones, and those whose type changed, have none.
  func fields(at position: Int) -> [String: Int] {
    var names = Dictionary(
      uniqueKeysWithValues: applied[position].declaration.fields.map {
        ($0.id, (name: $0.id, storage: $0.type.storage))
      })
    for step in applied.dropFirst(position + 1) {
      let next = step.declaration
      let known = Set(names.values.map(\.name))
      for (id, field) in names {
        if let same = next.field(field.name) {
          if same.type.storage != field.storage { names[id] = nil }
        } else if let renamed = next.fields.first(where: { $0.was == field.name && !known.contains($0.id) }),
          renamed.type.storage == field.storage
        {
          names[id]?.name = renamed.id
        } else {
          names[id] = nil
        }
      }
    }
    return names.compactMapValues { current.index(of: $0.name) }
  }
}
