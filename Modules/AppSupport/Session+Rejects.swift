import Diagnostics
import Domain
import Importers
import Reporting
public import Storage
import StorageSQLite

extension Session {
  /// Rejected rows with their place and first reason.
  public func listRejects(_ filter: RejectFilter, limit: Int, json: Bool) throws {
    let store = try store()
    let rejects = try store.rejects(filter, limit: limit)
    let counts = try store.rejectCounts(filter)
    let total = counts.reduce(into: [:]) { $0[$1.code, default: 0] += $1.count }
    try show(
      ReportDocument(
        report: "rejects", title: LocalizedText(id: "Baris ditolak", en: "Rejected rows"),
        tables: [
          ReportTable(
            id: "codes", title: LocalizedText(id: "Menurut alasan", en: "By reason"),
            columns: [
              ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .text),
              ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
            ],
            rows: total.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { [.text($0.key), .integer($0.value)] }),
          ReportTable(
            id: "rejects", title: LocalizedText(id: "Baris", en: "Rows"),
            columns: [
              ReportColumn(id: "reject", label: LocalizedText(id: "Id", en: "Id"), type: .integer),
              ReportColumn(id: "batch", label: LocalizedText(id: "Batch", en: "Batch"), type: .integer),
              ReportColumn(id: "place", label: LocalizedText(id: "Tempat", en: "Place"), type: .text),
              ReportColumn(id: "state", label: LocalizedText(id: "Keadaan", en: "State"), type: .category),
              ReportColumn(id: "reason", label: LocalizedText(id: "Alasan", en: "Reason"), type: .text),
            ],
            rows: rejects.map { reject in
              [
                .integer(Int(reject.id)), .integer(Int(reject.batch)), .text(Console.safe(Self.place(reject))),
                .category(id: reject.state.rawValue, label: reject.state.label),
                .text(Console.safe(reject.row.reasons.first?.message[console.language] ?? "")),
              ]
            }, keyColumns: 1),
        ],
        notes: rejects.isEmpty
          ? [LocalizedText(id: "Tidak ada baris yang cocok.", en: "No row matches.")]
          : rejects.count == limit
            ? [
              LocalizedText(
                id: "Paling banyak \(limit) ditampilkan; lebih banyak dengan --limit.",
                en: "At most \(limit) are shown; more with --limit.")
            ] : []), json: json)
  }

  private static func place(_ reject: StoredReject) -> String {
    var place = reject.file
    if let member = reject.row.member { place += "!" + member }
    if let sheet = reject.row.sheet { place += "[\(sheet)]" }
    return place + ":\(reject.row.row)"
  }

  /// Rejected rows whole: cells under their headings, all reasons.
  public func showRejects(_ filter: RejectFilter, json: Bool) throws {
    let store = try store()
    let rejects = try store.rejects(filter, limit: 1000)
    guard !rejects.isEmpty else { throw Self.noRejects }
    var headers: [Int64: SourceHeader] = [:]
    var document = ReportDocument(
      report: "reject", title: LocalizedText(id: "Baris ditolak", en: "Rejected rows"))
    for reject in rejects {
      if let part = reject.part, headers[part] == nil { headers[part] = try store.sourceHeader(part: part) }
      let header = reject.part.flatMap { headers[$0] }?.cells ?? []
      let width = max(header.count, reject.row.cells.count)
      document.tables.append(
        ReportTable(
          id: "reject_\(reject.id)",
          title: LocalizedText(
            id: "\(reject.id): \(Console.safe(Self.place(reject))), batch \(reject.batch), \(reject.state.label.id)",
            en: "\(reject.id): \(Console.safe(Self.place(reject))), batch \(reject.batch), \(reject.state.label.en)"),
          columns: [
            ReportColumn(id: "column", label: LocalizedText(id: "Kolom", en: "Column"), type: .text),
            ReportColumn(id: "cell", label: LocalizedText(id: "Isi", en: "Cell"), type: .text),
            ReportColumn(id: "reason", label: LocalizedText(id: "Alasan", en: "Reason"), type: .text),
          ],
          rows: (0..<width).map { index in
            let cell = reject.row.cells.indices.contains(index) ? reject.row.cells[index] : ""
            let reasons = reject.row.reasons.filter { $0.place?.column == index + 1 }
            return [
              .text(Console.safe(header.indices.contains(index) ? header[index] : "\(index + 1)")),
              cell.isEmpty ? .missing : .text(Console.safe(cell)),
              reasons.isEmpty
                ? .missing : .text(Console.safe(reasons.map { $0.message[console.language] }.joined(separator: "; "))),
            ]
          }))
      for reason in reject.row.reasons where reason.place?.column == nil {
        document.notes.append(
          LocalizedText(
            id: "\(reject.id): \(Console.safe(reason.message.id))",
            en: "\(reject.id): \(Console.safe(reason.message.en))"))
      }
    }
    try show(document, json: json)
  }

  static var noRejects: CommandFailure {
    CommandFailure(
      .usage, "reject-unknown", LocalizedText(id: "tidak ada baris ditolak yang cocok", en: "no rejected row matches"),
      hint: LocalizedText(id: "lihat: sinergi-import rejects list", en: "see: sinergi-import rejects list"))
  }

  /// Gives rejected rows up.
  public func discardRejects(_ filter: RejectFilter, reason: String) throws {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw CommandFailure(.usage, "reason-missing", LocalizedText(id: "alasannya kosong", en: "the reason is empty"))
    }
    let store = try store()
    let rejects = try store.rejects(filter, limit: .max)
    guard !rejects.isEmpty else { throw Self.noRejects }
    let outcome = try store.discard(rejects.map(\.id), reason: reason, at: surroundings.clock())
    console.result(
      LocalizedText(
        id: "\(outcome.result) baris ditolak disisihkan, batch \(outcome.batch ?? 0)",
        en: "\(outcome.result) rejected rows discarded, batch \(outcome.batch ?? 0)"))
  }

  /// Reads rejected rows again through the importer that rejected them.
  public func retryRejects(_ filter: RejectFilter, dryRun: Bool, json: Bool) throws {
    let store = try currentStore()
    let rejects = try store.rejects(filter, limit: .max)
    guard !rejects.isEmpty else { throw Self.noRejects }
    var delivery = DeliveryReport()
    for group in RetryFile.alike(rejects) {
      do {
        let part = group[0].part ?? 0
        guard let details = try store.batch(group[0].batch), let header = try store.sourceHeader(part: part) else {
          throw CommandFailure(
            .data, "reject-without-header",
            LocalizedText(
              id: "judul kolom berkas asal tidak tersimpan; perbaiki berkasnya lalu impor lagi",
              en: "the headings of the source were not kept; correct the file and import it again"))
        }
        let file = try RetryFile(group, header: header)
        let reading: Set = ["sheet", "header_row", "encoding", "delimiter", "table"]
        var request = ImportRequest(settings: details.options.filter { !reading.contains($0.key) }, dryRun: dryRun)
        request.stage = details.info.stage
        request.asOf = details.info.asOf
        let (importer, made): (any Importer, ImportContext) =
          details.info.importer == "alias"
          ? (AliasListImporter(), try aliasContext(request, store: store))
          : try importContext(details.info.importer, request, store: store)
        var context = made
        context.retry = file.retry
        context.delivery = delivery.reports.lazy.compactMap(\.delivery).first
        delivery.reports.append(
          try withExtendedLifetime(file) {
            try importer.run(ImportFile(details.info.file, at: file.path), context)
          })
      } catch {
        let failure = CommandFailure(error)
        delivery.failures.append(
          DeliveryReport.FileFailure(
            importer: group[0].importer, file: group[0].file, status: failure.status, counts: RowCounts(),
            diagnostics: failure.diagnostics))
        if error is StorageError { break }
      }
    }
    delivery.auditHead = try store.auditHead()
    try finish(delivery, json: json, dryRun: dryRun)
  }
}
