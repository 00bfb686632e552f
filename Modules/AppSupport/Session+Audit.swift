import Diagnostics
import Domain
import Foundation
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// The entries of the audit chain, the latest first.
  public func auditLog(limit: Int, json: Bool) throws {
    let entries = try store().auditLog(limit: limit)
    try show(
      ReportDocument(
        report: "audit_log", title: LocalizedText(id: "Catatan audit", en: "Audit log"),
        tables: [
          ReportTable(
            id: "entries", title: LocalizedText(id: "Yang terbaru dahulu", en: "The latest first"),
            columns: [
              ReportColumn(id: "entry", label: LocalizedText(id: "No.", en: "No."), type: .integer),
              ReportColumn(id: "at", label: LocalizedText(id: "Waktu", en: "Time"), type: .text),
              ReportColumn(id: "user", label: LocalizedText(id: "Oleh", en: "By"), type: .text),
              ReportColumn(id: "kind", label: LocalizedText(id: "Tindakan", en: "Act"), type: .text),
              ReportColumn(id: "batch", label: LocalizedText(id: "Batch", en: "Batch"), type: .integer),
              ReportColumn(id: "detail", label: LocalizedText(id: "Rincian", en: "Detail"), type: .text),
              ReportColumn(id: "head", label: LocalizedText(id: "Kepala", en: "Head"), type: .text),
            ],
            rows: entries.map {
              [
                .integer(Int($0.sequence)), .text(moment($0.at)), .text($0.user), .text($0.kind),
                .integer($0.batch.map { Int($0) }), .text(Console.safe(json ? $0.detail : Self.short($0))),
                .text(json ? $0.head : String($0.head.prefix(12))),
              ]
            }, keyColumns: 1)
        ]), json: json)
  }

  /// The detail of an entry without what only machines read.
  private static func short(_ entry: AuditEntry) -> String {
    let words = entry.detail.split(separator: " ")
    if entry.batch != nil { return words.dropFirst().joined(separator: " ") }
    if entry.kind == "declare", words.count == 2 { return "\(words[0]) \(words[1].prefix(12))" }
    return entry.detail
  }

  /// Computes every digest anew; damage found is exit code 65.
  public func verifyAudit(head: String?, json: Bool) throws {
    if let head, head.count < 8 || !head.allSatisfy(\.isHexDigit) {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(
          id: "--head: kepala audit terdiri atas 64 angka heksadesimal, sedikitnya 8 yang pertama",
          en: "--head: an audit head has 64 hexadecimal digits, of which at least the first 8 are needed"))
    }
    let store = try store()
    let report = try store.auditVerify(head: head)
    var figures: [KeyFigure] = [
      KeyFigure(id: "head", label: LocalizedText(id: "Kepala audit", en: "Audit head"), value: .text(report.head)),
      KeyFigure(id: "entries", label: LocalizedText(id: "Catatan", en: "Entries"), value: .integer(report.entries)),
      KeyFigure(
        id: "batches", label: LocalizedText(id: "Batch dihitung ulang", en: "Batches computed anew"),
        value: .integer(report.batches)),
      KeyFigure(
        id: "rows", label: LocalizedText(id: "Baris dihitung ulang", en: "Rows computed anew"),
        value: .integer(report.rows)),
    ]
    if report.uncovered > 0 {
      figures.append(
        KeyFigure(
          id: "uncovered", label: LocalizedText(id: "Batch versi lama, tanpa sidik", en: "Batches of older versions"),
          value: .integer(report.uncovered)))
    }
    if let entry = report.headEntry {
      figures.append(
        KeyFigure(
          id: "head_entry", label: LocalizedText(id: "Kepala yang dicatat ada di", en: "The noted head stands at"),
          value: .integer(Int(entry))))
    }
    let notes: [LocalizedText] =
      report.findings.isEmpty
      ? [
        head == nil
          ? LocalizedText(
            id:
              "Utuh. Tanpa kepala yang dicatat sebelumnya, rantai yang dihitung ulang seluruhnya tidak akan ketahuan.",
            en: "Sound. Without a head noted earlier, a chain computed anew as a whole would not be noticed.")
          : LocalizedText(
            id: "Utuh, dan melanjutkan kepala yang dicatat.", en: "Sound, and it goes on from the noted head.")
      ] : []
    try show(
      ReportDocument(
        report: "audit", title: LocalizedText(id: "Pemeriksaan audit", en: "Audit"), keyFigures: figures, notes: notes),
      json: json)
    guard report.findings.isEmpty else {
      throw CommandFailure(
        .data,
        report.findings.map {
          Diagnostic(code: $0.kind.rawValue, message: Self.words($0), place: Place(file: store.location))
        })
    }
  }

  /// A finding in words.
  static func words(_ finding: AuditFinding) -> LocalizedText {
    let batch = finding.batch.map { "\($0)" } ?? ""
    let period = finding.period.map { " \($0)" } ?? ""
    let subject = (finding.subject ?? "") + period
    let entry = finding.entry.map { "\($0)" } ?? ""
    return switch finding.kind {
    case .brokenChain:
      LocalizedText(
        id: "audit: catatan \(entry) tidak menyambung pada yang sebelumnya",
        en: "audit: entry \(entry) does not follow from the one before")
    case .headMissing:
      LocalizedText(
        id: "audit: kepala yang dicatat tidak ada dalam rantai; rantainya dipotong atau ditulis ulang",
        en: "audit: the noted head is not in the chain, which was cut off or rewritten")
    case .entryMissing:
      LocalizedText(id: "audit: batch \(batch) tidak punya catatan", en: "audit: batch \(batch) has no entry")
    case .batchMissing:
      LocalizedText(
        id: "audit: batch \(batch) dari catatan \(entry) hilang", en: "audit: batch \(batch) of entry \(entry) is gone")
    case .batchEdited:
      LocalizedText(
        id: "audit: keterangan batch \(batch) bukan yang dicatat",
        en: "audit: the facts of batch \(batch) are not those recorded")
    case .changesEdited:
      LocalizedText(
        id: "audit: catatan perubahan batch \(batch) bukan yang ditulis",
        en: "audit: the log of changes of batch \(batch) is not what was written")
    case .rejectsEdited:
      LocalizedText(
        id: "audit: baris tolakan batch \(batch) bukan yang ditulis",
        en: "audit: the rejected rows of batch \(batch) are not those written")
    case .rowsEdited:
      LocalizedText(
        id: "audit: baris \(subject) dari batch \(batch) bukan yang ditulis",
        en: "audit: rows of \(subject) from batch \(batch) are not those written")
    case .rowsUnknown:
      LocalizedText(
        id: "audit: ada baris \(subject) yang tidak ditulis batch mana pun",
        en: "audit: there are rows of \(subject) that no batch wrote")
    case .declarationEdited:
      LocalizedText(
        id: "audit: deklarasi dataset \(subject) bukan yang diterapkan",
        en: "audit: the declaration of dataset \(subject) is not the one applied")
    case .lockEdited:
      LocalizedText(
        id: "audit: kunci periode \(subject) bukan yang dicatat",
        en: "audit: the lock of \(subject) is not the one recorded")
    }
  }

  /// Notes a change of the configuration in the audit chain, where there is a store to note it in.
  func noteConfiguration(_ detail: String) throws {
    guard let path = try? storePath(), FileManager.default.fileExists(atPath: path) else { return }
    do {
      try store().auditNote(kind: "configure", detail: detail)
    } catch {
      // The configuration is changed already; that it could not be noted is told.
      console.report(
        CommandFailure(error).diagnostics.map { problem in
          var problem = problem
          problem.severity = .warning
          return problem
        })
    }
  }

  // MARK: Closed periods

  /// Closes a period, or reopens it; both need a reason.
  public func changeLock(
    _ dataset: String, _ period: String, region: String?, reason: String, close: Bool
  ) throws {
    let store = try store()
    let known = try store.datasets().map(\.declaration.id)
    guard known.contains(dataset) else { throw unknownDataset(dataset, known) }
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "reason-missing", LocalizedText(id: "alasannya kosong", en: "the reason is empty"))
    }
    let time = try self.period(period)
    let scope = try region.map { try self.region($0) } ?? .nation
    let changed =
      try close
      ? store.lock(dataset, period: time, in: scope, reason: reason)
      : store.unlock(dataset, period: time, in: scope, reason: reason)
    let place = "\(dataset) \(time)" + (scope == .nation ? "" : " \(scope)")
    switch (close, changed) {
    case (true, true): console.result(LocalizedText(id: "\(place) ditutup", en: "\(place) is closed"))
    case (true, false):
      console.result(LocalizedText(id: "\(place) sudah ditutup", en: "\(place) was closed already"))
    case (false, true): console.result(LocalizedText(id: "\(place) dibuka lagi", en: "\(place) is open again"))
    case (false, false): console.result(LocalizedText(id: "\(place) tidak ditutup", en: "\(place) was not closed"))
    }
  }

  /// The closed periods.
  public func listLocks(_ dataset: String?, json: Bool) throws {
    let locks = try store().periodLocks(of: dataset)
    try show(
      ReportDocument(
        report: "period_locks", title: LocalizedText(id: "Periode yang ditutup", en: "Closed periods"),
        tables: [
          ReportTable(
            id: "locks", title: LocalizedText(id: "Periode", en: "Periods"),
            columns: [
              ReportColumn(id: "dataset", label: LocalizedText(id: "Dataset", en: "Dataset"), type: .text),
              ReportColumn(id: "period", label: LocalizedText(id: "Periode", en: "Period"), type: .period),
              ReportColumn(id: "region", label: LocalizedText(id: "Wilayah", en: "Region"), type: .code),
              ReportColumn(id: "at", label: LocalizedText(id: "Sejak", en: "Since"), type: .text),
              ReportColumn(id: "user", label: LocalizedText(id: "Oleh", en: "By"), type: .text),
              ReportColumn(id: "reason", label: LocalizedText(id: "Alasan", en: "Reason"), type: .text),
            ],
            rows: locks.map {
              [
                .text($0.dataset), .period($0.period.description), .code($0.region.description), .text(moment($0.at)),
                .text($0.user), .text(Console.safe($0.reason)),
              ]
            })
        ],
        notes: locks.isEmpty
          ? [LocalizedText(id: "Tidak ada periode yang ditutup.", en: "No period is closed.")] : []), json: json)
  }
}
