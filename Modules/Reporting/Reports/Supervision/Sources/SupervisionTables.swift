import Diagnostics
import Domain

/// The tables of `supervision`.
struct SupervisionTables {
  let visits: [Meeting]
  let findings: [SupervisionFinding]
  let answers: [ChecklistAnswer]
  let names: [RegionCode: String]
  let services: [FieldDeclaration.Category]
  let severities: [FieldDeclaration.Category]
  let today: CalendarDate?

  private func column(
    _ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text,
    source: String? = MeetingAction.dataset
  ) -> ReportColumn {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: source)
  }

  private func words(_ text: String?) -> ReportValue { text.map { .text($0) } ?? .missing }
  private func date(_ day: CalendarDate?) -> ReportValue { day.map { .date($0.description) } ?? .missing }

  private func category(_ place: Int?, _ all: [FieldDeclaration.Category]) -> ReportValue {
    guard let place, all.indices.contains(place - 1) else { return .missing }
    return .category(id: all[place - 1].id, label: all[place - 1].title)
  }

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value), source: MeetingAction.dataset)
    }
    return [
      figure("visits", LocalizedText(id: "Kunjungan", en: "Visits"), visits.count),
      figure("findings", LocalizedText(id: "Temuan", en: "Findings"), findings.count),
      figure("open", LocalizedText(id: "Temuan terbuka", en: "Open findings"), findings.count(where: \.isOpen)),
      figure(
        "without_recheck", LocalizedText(id: "Temuan tanpa periksa ulang", en: "Findings without a re-check"),
        findings.count(where: \.lacksRecheck)),
      figure("lacking", LocalizedText(id: "Butir belum terpenuhi", en: "Items not fulfilled"), lacking.count),
    ]
  }

  // MARK: Visits

  func visitTable() -> ReportTable {
    let byVisit = Dictionary(grouping: answers, by: \.visit)
    let found = Dictionary(grouping: findings, by: \.action.meeting)
    return ReportTable(
      id: "visits", title: LocalizedText(id: "Kunjungan", en: "Visits"),
      columns: [
        column("visit", "Kunjungan", "Visit"), column("date", "Tanggal", "Date", .date),
        column("place", "Tempat", "Place"), column("items", "Butir", "Items", .integer),
        column("yes", "Ya", "Yes", .integer), column("partly", "Sebagian", "Partly", .integer),
        column("no", "Tidak", "No", .integer), column("findings", "Temuan", "Findings", .integer),
        column("open", "Terbuka", "Open", .integer),
      ],
      rows: visits.map { visit in
        let own = byVisit[visit.id] ?? []
        func count(_ answer: ChecklistAnswer.Answer) -> ReportValue { .integer(own.count { $0.answer == answer }) }
        let place = visit.region.map { names[$0] ?? $0.description }
        return [
          .text(visit.id), date(visit.day), words(visit["tempat"] ?? place), .integer(own.count), count(.yes),
          count(.partly), count(.no), .integer(found[visit.id]?.count ?? 0),
          .integer(found[visit.id]?.count(where: \.isOpen) ?? 0),
        ]
      })
  }

  // MARK: Findings

  func findingTable() -> ReportTable {
    let sorted = findings.sorted { a, b in
      (a.isOpen ? 0 : 1, -(a.severity ?? 0), -a.action.standing.daysLate, a.action.meeting, a.action.number) < (
        b.isOpen ? 0 : 1, -(b.severity ?? 0), -b.action.standing.daysLate, b.action.meeting, b.action.number
      )
    }
    return ReportTable(
      id: "findings", title: LocalizedText(id: "Temuan dan rekomendasi", en: "Findings and recommendations"),
      columns: [
        column("visit", "Kunjungan", "Visit"), column("no", "No", "No", .integer),
        column("service", "Layanan", "Service", .category), column("place", "Titik layanan", "Service point"),
        column("finding", "Temuan", "Finding"), column("severity", "Tingkat", "Severity", .category),
        column("recommendation", "Rekomendasi", "Recommendation"),
        column("accountable", "Penanggung jawab", "Accountable"), column("due", "Batas", "Due", .date),
        column("status", "Status", "Status"), column("recheck", "Periksa ulang", "Re-check"),
        column("result", "Hasil", "Result"),
      ], rows: sorted.map(row), keyColumns: 2)
  }

  private func row(_ finding: SupervisionFinding) -> [ReportValue] {
    let action = finding.action
    let place = [finding.point, action.place.map { names[$0] ?? $0.description }].compactMap { $0 }
    let recheck: ReportValue =
      finding.lacksRecheck
      ? .text(LocalizedText(id: "belum dijadwalkan", en: "not planned"))
      : finding.recheck.map {
        .text(
          LocalizedText(
            id: PaperWords.short($0, .indonesian) + (isOverdue(finding) ? " (terlewat)" : ""),
            en: PaperWords.short($0, .english) + (isOverdue(finding) ? " (overdue)" : "")))
      } ?? .missing
    return [
      .text(action.meeting), .integer(action.number), category(finding.service, services),
      place.isEmpty ? .missing : .text(place.joined(separator: ", ")), words(action["masalah"]),
      category(finding.severity, severities), words(action["kegiatan"]), words(action["penanggung_jawab"]),
      date(action.due), .text(ActionTables.status(action.standing)), recheck, words(finding.result),
    ]
  }

  /// The day of looking again has passed, and nobody has.
  private func isOverdue(_ finding: SupervisionFinding) -> Bool {
    guard finding.isOpen, finding.result == nil, let recheck = finding.recheck, let today else { return false }
    return recheck < today
  }

  func serviceTable() -> ReportTable {
    let groups = Dictionary(grouping: findings) { $0.service ?? 0 }
    return ReportTable(
      id: "services", title: LocalizedText(id: "Temuan menurut layanan", en: "Findings by service"),
      columns: [
        column("service", "Layanan", "Service", .category), column("findings", "Temuan", "Findings", .integer),
        column("open", "Terbuka", "Open", .integer), column("closed", "Tertutup", "Closed", .integer),
        column("late", "Terlambat", "Late", .integer),
        column("without_recheck", "Tanpa periksa ulang", "Without a re-check", .integer),
      ],
      rows: groups.sorted { ($0.key == 0 ? Int.max : $0.key) < ($1.key == 0 ? Int.max : $1.key) }.map { service, own in
        let open = own.count(where: \.isOpen)
        return [
          category(service, services), .integer(own.count), .integer(open), .integer(own.count - open),
          .integer(own.count { $0.action.standing.daysLate > 0 }), .integer(own.count(where: \.lacksRecheck)),
        ]
      })
  }

  // MARK: Checklists

  private var lacking: [ChecklistAnswer] { answers.filter { $0.answer == .no || $0.answer == .partly } }

  /// Items that were not fulfilled; those past their day first.
  func lackingTable() -> ReportTable {
    let days = Dictionary(visits.map { ($0.id, $0.day) }, uniquingKeysWith: { first, _ in first })
    func isLate(_ answer: ChecklistAnswer) -> Bool { answer.isLate(on: days[answer.visit] ?? nil) }
    let sorted = lacking.sorted { a, b in
      (isLate(a) ? 0 : 1, a.visit, a.number) < (isLate(b) ? 0 : 1, b.visit, b.number)
    }
    let source = ChecklistAnswer.dataset
    return ReportTable(
      id: "lacking", title: LocalizedText(id: "Butir yang belum terpenuhi", en: "Items not fulfilled"),
      columns: [
        column("visit", "Kunjungan", "Visit", source: source), column("no", "No", "No", .integer, source: source),
        column("place", "Tempat", "Place", source: source), column("item", "Butir", "Item", source: source),
        column("answer", "Jawaban", "Answer", source: source), column("due", "Batas", "Due", .date, source: source),
        column("state", "Keadaan", "State", source: source), column("note", "Catatan", "Note", source: source),
      ],
      rows: sorted.map { answer in
        let place = [answer.point, answer.place.map { names[$0] ?? $0.description }].compactMap { $0 }
        return [
          .text(answer.visit), .integer(answer.number), place.isEmpty ? .missing : .text(place.joined(separator: ", ")),
          .text(answer.item),
          .text(
            answer.answer == .no
              ? LocalizedText(id: "tidak", en: "no") : LocalizedText(id: "sebagian", en: "partly")), date(answer.due),
          isLate(answer)
            ? .text(LocalizedText(id: "lewat batas", en: "past its day")) : .missing, words(answer.note),
        ]
      }, keyColumns: 2)
  }

  /// The documents of the planning cycle with their days, ready to be filled in: `binwas_periksa` reads its columns.
  func checklist(fiscalYear: Int?) -> ReportTable {
    let items = fiscalYear.map { DocumentChecklist.items(fiscalYear: $0) } ?? []
    let year = fiscalYear.map { " \($0)" } ?? ""
    let source: String? = nil
    return ReportTable(
      id: "checklist",
      title: LocalizedText(
        id: "Daftar periksa dokumen desa tahun anggaran\(year)",
        en: "Checklist of village documents, fiscal year\(year)"),
      columns: [
        column("no", "No", "No", .integer, source: source), column("item", "Butir", "Item", source: source),
        column("due", "Batas", "Due", .date, source: source), column("answer", "Jawaban", "Answer", source: source),
        column("note", "Catatan", "Note", source: source), column("basis", "Dasar", "Basis", source: source),
      ],
      rows: items.map { item in
        [.integer(item.number), .text(item.title), .date(item.due.description), .missing, .missing, .text(item.basis)]
      })
  }
}
