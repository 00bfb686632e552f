import Diagnostics
import Domain
import Importers
import Storage

extension Session {
  /// Corrects values of one row by hand, as a batch of its own.
  public func setValues(
    _ dataset: String, _ region: String, _ period: String, _ pairs: [String], reason: String, dryRun: Bool
  ) throws {
    let store = try currentStore()
    guard let declaration = datasetsByID[dataset] else { throw unknownDataset(dataset, datasetsByID.keys.sorted()) }
    let values = try Self.pairs(pairs)
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "reason-missing", LocalizedText(id: "alasannya kosong", en: "the reason is empty"))
    }
    let correction = try ValueCorrection(
      declaration, region: try self.region(region), period: try self.period(period), values: values)
    let outcome = try correction.run(store, reason: reason, dryRun: dryRun, at: surroundings.clock())
    let place = "\(dataset) \(region) \(period)"
    if dryRun {
      console.result(
        outcome.result == .unchanged
          ? LocalizedText(id: "\(place): nilainya sudah demikian", en: "\(place): the values are these already")
          : LocalizedText(
            id: "\(place): akan berubah; uji coba, tidak ada yang disimpan",
            en: "\(place): would change; dry-run, nothing was kept"))
    } else if let batch = outcome.batch {
      console.result(
        LocalizedText(id: "\(place): disimpan sebagai batch \(batch)", en: "\(place): kept as batch \(batch)"))
      console.result(LocalizedText(id: "Kepala audit: \(outcome.auditHead)", en: "Audit head: \(outcome.auditHead)"))
    } else {
      console.result(
        LocalizedText(id: "\(place): nilainya sudah demikian", en: "\(place): the values are these already"))
    }
  }
  /// `FIELD=VALUE` of the command line, taken apart.
  static func pairs(_ texts: [String]) throws -> [(field: String, text: String)] {
    try texts.map { pair in
      guard let equals = pair.firstIndex(of: "="), equals > pair.startIndex else {
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(id: "`\(pair)`: bentuknya KOLOM=NILAI", en: "`\(pair)`: the form is FIELD=VALUE"))
      }
      return (field: String(pair[..<equals]), text: String(pair[pair.index(after: equals)...]))
    }
  }
}
