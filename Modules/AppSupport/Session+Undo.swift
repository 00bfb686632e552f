import Diagnostics
import Reporting
public import Storage
import StorageSQLite

extension Session {
  /// What `undo` is given: a number is a batch, `kiriman:12`, `delivery:12` or `k12` a delivery.
  public static func undoSubject(_ text: String) throws -> UndoRequest.Subject {
    let lower = text.lowercased()
    for prefix in ["kiriman:", "delivery:", "k"] where lower.hasPrefix(prefix) {
      if let id = Int64(lower.dropFirst(prefix.count)) { return .delivery(id) }
    }
    if let id = Int64(lower.hasPrefix("batch:") ? String(lower.dropFirst(6)) : lower) { return .batch(id) }
    throw CommandFailure(
      .usage, "batch-malformed",
      LocalizedText(id: "`\(text)` bukan batch maupun kiriman", en: "`\(text)` is neither a batch nor a delivery"),
      hint: LocalizedText(
        id: "12 adalah batch 12, kiriman:12 kiriman 12", en: "12 is batch 12, delivery:12 delivery 12"))
  }

  /// Takes a batch or delivery back; refused with exit code 65 where later batches touched the same rows.
  public func undo(_ text: String, cascade: Bool, reason: String?, dryRun: Bool, json: Bool) throws {
    let subject = try Self.undoSubject(text)
    let request = UndoRequest(
      subject, cascade: cascade, reason: reason, dryRun: dryRun, at: surroundings.clock())
    switch try store().undo(request) {
    case .refused(let conflicts): try refuse(subject, conflicts, json: json)
    case .undone(let batches, let extents, let outcome):
      let title =
        dryRun
        ? LocalizedText(id: "Uji coba: tidak ada yang berubah", en: "Dry-run: nothing changed")
        : LocalizedText(
          id: "Batch \(outcome.batch ?? 0) membatalkan \(Self.name(subject).id)",
          en: "Batch \(outcome.batch ?? 0) undid \(Self.name(subject).en)")
      try show(
        ReportDocument(
          report: "undo", title: title,
          tables: [batchTable("batches", LocalizedText(id: "Batch yang dibatalkan", en: "Batches undone"), batches)]
            + [self.extents(extents)].compactMap(\.self),
          notes: [
            LocalizedText(id: "Kepala audit: \(outcome.auditHead).", en: "Audit head: \(outcome.auditHead).")
          ]), json: json)
    }
  }

  private static func name(_ subject: UndoRequest.Subject) -> LocalizedText {
    switch subject {
    case .batch(let id): LocalizedText(id: "batch \(id)", en: "batch \(id)")
    case .delivery(let id): LocalizedText(id: "kiriman \(id)", en: "delivery \(id)")
    }
  }

  private func refuse(_ subject: UndoRequest.Subject, _ conflicts: [UndoConflict], json: Bool) throws {
    let name = Self.name(subject)
    var table = batchTable(
      "conflicts", LocalizedText(id: "Batch sesudahnya", en: "Later batches"), conflicts.map(\.batch))
    table.columns.append(
      ReportColumn(id: "rows", label: LocalizedText(id: "Baris sama", en: "Same rows"), type: .text))
    for (index, conflict) in conflicts.enumerated() {
      let rows = conflict.rows.sorted { $0.key < $1.key }
        .map { "\($0.key): \(Self.grouped($0.value, console.language))" }
      table.rows[index].append(.text(rows.joined(separator: ", ")))
    }
    try show(
      ReportDocument(
        report: "undo", title: LocalizedText(id: "\(name.id) tidak dibatalkan", en: "\(name.en) was not undone"),
        tables: [table]), json: json)
    throw CommandFailure(
      .data, "undo-refused",
      LocalizedText(
        id: "\(conflicts.count) batch sesudahnya menyentuh baris yang sama; tidak ada yang berubah",
        en: "\(conflicts.count) later batches touched the same rows; nothing changed"),
      hint: LocalizedText(
        id: "batalkan semuanya dengan --cascade, lihat dahulu dengan --dry-run",
        en: "undo them all with --cascade, look first with --dry-run"))
  }

  private func batchTable(_ id: String, _ title: LocalizedText, _ batches: [BatchInfo]) -> ReportTable {
    ReportTable(
      id: id, title: title,
      columns: [
        ReportColumn(id: "batch", label: LocalizedText(id: "Batch", en: "Batch"), type: .integer),
        ReportColumn(id: "at", label: LocalizedText(id: "Waktu", en: "Time"), type: .text),
        ReportColumn(id: "user", label: LocalizedText(id: "Oleh", en: "By"), type: .text),
        ReportColumn(id: "kind", label: LocalizedText(id: "Jenis", en: "Kind"), type: .text),
        ReportColumn(id: "file", label: LocalizedText(id: "Berkas", en: "File"), type: .text),
      ],
      rows: batches.map {
        [.integer(Int($0.id)), .text(moment($0.at)), .text($0.user), .text($0.kind), .text(Console.safe($0.file))]
      }, keyColumns: 1)
  }
}

extension UndoError {
  var failure: CommandFailure {
    switch self {
    case .noBatch(let id): Session.noBatch(id)
    case .noDelivery(let id):
      CommandFailure(
        .usage, "delivery-unknown", LocalizedText(id: "kiriman \(id) tidak ada", en: "there is no delivery \(id)"),
        hint: LocalizedText(id: "lihat: sinergi-import batches", en: "see: sinergi-import batches"))
    case .alreadyUndone(let id, let by):
      CommandFailure(
        .data, "already-undone",
        LocalizedText(id: "batch \(id) sudah dibatalkan oleh batch \(by)", en: "batch \(id) was undone by batch \(by)"),
        hint: LocalizedText(
          id: "berlakukan lagi dengan: sinergi-import undo \(by)", en: "bring it back with: sinergi-import undo \(by)"))
    case .deliveryUndone(let id):
      CommandFailure(
        .data, "already-undone",
        LocalizedText(
          id: "semua batch kiriman \(id) sudah dibatalkan", en: "every batch of delivery \(id) is undone already"))
    case .notLogged(let id):
      CommandFailure(
        .data, "undo-not-logged",
        LocalizedText(
          id: "batch \(id) dibuat versi lama yang belum mencatat cukup untuk membatalkannya",
          en: "batch \(id) was made by an older version that did not log enough to undo it"))
    case .declarationChanged(let id, let dataset):
      CommandFailure(
        .data, "undo-declaration-changed",
        LocalizedText(
          id: "kunci dataset `\(dataset)` berubah sejak batch \(id)",
          en: "the key of dataset `\(dataset)` changed since batch \(id)"))
    }
  }
}
