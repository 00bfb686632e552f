import Diagnostics
public import Storage

extension Session {
  /// What `rejects show` and `discard` are given: ids of rejected rows, or `batch:12` for those of a batch.
  public static func rejectFilter(_ subjects: [String], openOnly: Bool) throws -> RejectFilter {
    var ids: [Int64] = []
    var batches: [Int64] = []
    for subject in subjects {
      if let id = Int64(subject) {
        ids.append(id)
      } else if subject.lowercased().hasPrefix("batch:"), let batch = Int64(subject.dropFirst(6)) {
        batches.append(batch)
      } else {
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(
            id: "`\(subject)` bukan id baris ditolak maupun batch:12",
            en: "`\(subject)` is neither a reject's id nor batch:12"))
      }
    }
    guard ids.isEmpty || batches.isEmpty else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "sebutkan id atau batch, jangan keduanya", en: "give ids or batches, not both"))
    }
    return RejectFilter(
      ids: ids.isEmpty ? nil : ids, batches: batches.isEmpty ? nil : batches, state: openOnly ? .open : nil,
      activeOnly: openOnly)
  }

  /// The open rejects of batches.
  public static func rejectFilter(ofBatches batches: [Int64]) -> RejectFilter {
    RejectFilter(batches: batches, state: .open)
  }
}
