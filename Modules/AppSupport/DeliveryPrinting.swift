import Diagnostics
import Importers
import Registry
import Storage

extension Session {
  /// Prints what came of a delivery and ends the command with its exit code.
  public func finish(_ delivery: DeliveryReport, json: Bool, dryRun: Bool) throws {
    if json {
      console.result(Self.json(delivery, console.language, dryRun: dryRun).text)
    } else {
      for report in delivery.reports { try describe(report, dryRun: dryRun) }
      for failure in delivery.failures {
        console.report(failure.diagnostics)
        console.tell(
          LocalizedText(
            id: "\(failure.file): tidak diimpor, tidak ada yang berubah",
            en: "\(failure.file): not imported, nothing changed"))
      }
      if !delivery.reports.isEmpty, !options.quiet {
        console.result(
          LocalizedText(id: "Kepala audit: \(delivery.auditHead)", en: "Audit head: \(delivery.auditHead)"))
      }
    }
    if delivery.status != .done { throw CommandFailure(delivery.status, []) }
  }

  private func describe(_ report: ImportReport, dryRun: Bool) throws {
    summarise(report.diagnostics, report.diagnosticCounts)
    guard !options.quiet else { return }
    let counts = report.counts
    let language = console.language
    func number(_ value: Int) -> String { Self.grouped(value, language) }
    let what: LocalizedText
    if dryRun {
      what = LocalizedText(id: "uji coba, tidak ada yang disimpan", en: "dry-run, nothing was kept")
    } else if let batch = report.batch {
      what = LocalizedText(
        id: "kiriman \(report.delivery ?? 0), batch \(batch)", en: "delivery \(report.delivery ?? 0), batch \(batch)")
    } else {
      what = LocalizedText(
        id: "sudah ada, tidak ada yang berubah", en: "already there, nothing changed")
    }
    console.result("\(report.importer): \(Console.safe(report.file)) — \(what[language])")
    console.result(
      LocalizedText(
        id:
          "  dibaca \(number(counts.read)), baru \(number(counts.new)), berubah \(number(counts.changed)), tetap \(number(counts.unchanged)), dihapus \(number(counts.removed)), ditolak \(number(counts.rejected))",
        en:
          "  read \(number(counts.read)), new \(number(counts.new)), changed \(number(counts.changed)), unchanged \(number(counts.unchanged)), removed \(number(counts.removed)), rejected \(number(counts.rejected))"
      ))
    if dryRun { try showPreview(report) }
  }

  /// The first problems of each code, and how many more there are.
  func summarise(_ diagnostics: [Diagnostic], _ counts: [String: Int]) {
    let shown = 5
    var printed: [String: Int] = [:]
    for diagnostic in diagnostics {
      printed[diagnostic.code, default: 0] += 1
      if printed[diagnostic.code, default: 0] <= shown { console.report([diagnostic]) }
    }
    for (code, count) in counts.sorted(by: { $0.key < $1.key }) where count > shown {
      console.tell(
        LocalizedText(id: "… dan \(count - shown) lagi: \(code)", en: "… and \(count - shown) more: \(code)"))
    }
  }

  static func grouped(_ value: Int, _ language: Language) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += language == .indonesian ? "." : "," }
      text.append(digit)
    }
    return text
  }

  // MARK: JSON

  private static func json(_ delivery: DeliveryReport, _ language: Language, dryRun: Bool) -> JSONValue {
    let batches = delivery.reports.map { report in
      JSONValue.members([
        "batch": report.batch.map { .integer(Int($0)) } ?? .null, "uid": report.uid.map { .text($0) } ?? .null,
        "importer": .text(report.importer), "file": .text(report.file), "rows": rows(report.counts),
        "diagnostics": .array(report.diagnostics.map { json($0, language) }),
        "preview": dryRun ? json(report.preview) : nil,
      ])
    }
    let failed = delivery.failures.map { failure in
      JSONValue.members([
        "batch": .null, "uid": .null, "importer": .text(failure.importer), "file": .text(failure.file),
        "rows": rows(failure.counts),
        "diagnostics": .array(
          failure
            .diagnostics.map { json($0, language) }),
      ])
    }
    return .members([
      "delivery": delivery.reports.lazy.compactMap(\.delivery).first.map { .integer(Int($0)) } ?? .null,
      "batches": .array(batches + failed), "audit_head": .text(delivery.auditHead),
    ])
  }

  private static func rows(_ counts: RowCounts) -> JSONValue {
    .members([
      "read": .integer(counts.read), "new": .integer(counts.new), "changed": .integer(counts.changed),
      "unchanged": .integer(counts.unchanged), "removed": .integer(counts.removed),
      "rejected": .integer(counts.rejected),
    ])
  }

  /// A diagnostic in the shape of the command line contract.
  static func json(_ diagnostic: Diagnostic, _ language: Language) -> JSONValue {
    .members([
      "code": .text(diagnostic.code), "severity": .text(diagnostic.severity.rawValue),
      "message": .text(diagnostic.message[language]), "file": diagnostic.place.map { .text($0.file) } ?? .null,
      "sheet": diagnostic.place?.sheet.map { .text($0) } ?? .null,
      "row": diagnostic.place?.line.map { .integer($0) } ?? .null,
      "column": diagnostic.place?.column.map { .integer($0) } ?? .null,
      "field": diagnostic.place?.field.map { .text($0) } ?? .null,
      "value": diagnostic.value.map { .text($0) } ?? .null,
      "hint": diagnostic.hint.map { .text($0[language]) } ?? .null,
    ])
  }
}
