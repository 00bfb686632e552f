import Diagnostics
import Domain
import PluginKit
import Storage

/// How far the components of a programme are by the time of a mission, and who did not report.
struct MissionProgress {
  private let table: RecordTable
  private let programme: ProgrammeDeclaration?
  let flags: [LocalizedText]
  let hasExamples: Bool

  init(_ desk: PaperDesk, _ programme: ProgrammeDeclaration?) throws {
    self.programme = programme
    let table = try desk.context.store.records(
      RecordQuery(
        dataset: "kemajuan_komponen",
        fields: [
          "kk_komponen", "kk_instansi", "kk_rencana_fisik", "kk_realisasi_fisik", "kk_rencana_keuangan",
          "kk_realisasi_keuangan", "kk_dicapai", "kk_kendala", "kk_akselerasi", "kk_tambahan", "kk_keberlanjutan",
          "kk_pemilik", "kk_contoh",
        ], filters: [.texts(field: "kk_rapat", [desk.meeting.id])]))
    self.table = table
    hasExamples = (0..<table.count).contains { table.flag("kk_contoh", $0) }
    var flags: [LocalizedText] = []
    func flag(_ id: String, _ en: String, _ list: [String]) {
      guard !list.isEmpty else { return }
      let text = list.joined(separator: ", ")
      flags.append(LocalizedText(id: "\(id): \(text).", en: "\(en): \(text)."))
    }
    let named = (0..<table.count).map { table.text("kk_komponen", $0) ?? "" }
    let reported = Set((0..<table.count).compactMap { table.text("kk_instansi", $0)?.lowercased() })
    let lasting = (0..<table.count).filter { table.text("kk_keberlanjutan", $0) != nil }.map { named[$0] }
    // Of the tree, its leaves are what is reported on.
    let leaves = programme.map { tree in
      tree.components.filter { own in !tree.components.contains { $0.within == own.code } }.map(\.code)
    }
    let expected = leaves?.isEmpty == false ? leaves ?? [] : []
    let all = expected + named.filter { name in !expected.contains { Self.same($0, name, programme) } }
    flag(
      "Tanpa strategi keberlanjutan", "Without a sustainability strategy",
      Self.unique(all).filter { own in !lasting.contains { Self.same($0, own, programme) } })
    flag(
      "Belum ada kemajuan yang dilaporkan", "No progress reported",
      expected.filter { own in !named.contains { Self.same($0, own, programme) } })
    let agencies = Self.unique((programme?.agencies ?? []) + desk.details.delegations.map(\.name))
    flag("Belum melapor", "Did not report", agencies.filter { !reported.contains($0.lowercased()) })
    if let programme, !programme.components.isEmpty {
      flag(
        "Bukan komponen program ini", "Not a component of this programme",
        Self.unique(named.filter { programme.component($0) == nil }))
    }
    flag(
      "Realisasi fisik di bawah rencana", "Physical progress behind plan",
      (0..<table.count).filter { row in
        guard let plan = table.real("kk_rencana_fisik", row), let real = table.real("kk_realisasi_fisik", row) else {
          return false
        }
        return real < plan
      }.map { named[$0] })
    self.flags = flags
  }

  private static func unique(_ list: [String]) -> [String] {
    var seen: Set<String> = []
    return list.filter { seen.insert($0.lowercased()).inserted }
  }

  private static func same(_ a: String, _ b: String, _ programme: ProgrammeDeclaration?) -> Bool {
    if a.lowercased() == b.lowercased() { return true }
    guard let programme, let one = programme.component(a), let other = programme.component(b) else { return false }
    return one.code == other.code
  }

  func table(_ heading: LocalizedText) -> ReportTable {
    func column(_ id: String, _ label: LocalizedText, _ type: ReportColumn.Kind = .text) -> ReportColumn {
      ReportColumn(id: id, label: label, type: type)
    }
    return ReportTable(
      id: "components", title: heading,
      columns: [
        column("component", LocalizedText(id: "Komponen", en: "Component")),
        column("name", LocalizedText(id: "Nama komponen", en: "Name")),
        column("agency", LocalizedText(id: "Instansi", en: "Agency")),
        column("physical_planned", LocalizedText(id: "Rencana fisik", en: "Planned physical"), .percent),
        column("physical", LocalizedText(id: "Realisasi fisik", en: "Actual physical"), .percent),
        column("financial_planned", LocalizedText(id: "Rencana keuangan", en: "Planned financial"), .percent),
        column("financial", LocalizedText(id: "Realisasi keuangan", en: "Actual financial"), .percent),
        column("achieved", LocalizedText(id: "Dicapai", en: "Achieved")),
        column("constraints", LocalizedText(id: "Kendala", en: "Constraints")),
        column("accelerate", LocalizedText(id: "Diakselerasi", en: "To be accelerated")),
        column("add", LocalizedText(id: "Ditambahkan", en: "To be added")),
        column("sustainability", LocalizedText(id: "Keberlanjutan", en: "Sustainability")),
        column("owner", LocalizedText(id: "Penanggung jawab", en: "Owner")),
      ], rows: (0..<table.count).map(row), keyColumns: 1)
  }

  private func row(_ row: Int) -> [ReportValue] {
    func words(_ field: String) -> ReportValue { ReportValue(words: table.text(field, row)) }
    func share(_ field: String) -> ReportValue { table.real(field, row).map { .percent($0, decimals: 1) } ?? .missing }
    let title = programme?.component(table.text("kk_komponen", row) ?? "")?.title
    return [
      words("kk_komponen"), title.map { .text($0) } ?? .missing, words("kk_instansi"), share("kk_rencana_fisik"),
      share("kk_realisasi_fisik"), share("kk_rencana_keuangan"), share("kk_realisasi_keuangan"), words("kk_dicapai"),
      words("kk_kendala"), words("kk_akselerasi"), words("kk_tambahan"), words("kk_keberlanjutan"), words("kk_pemilik"),
    ]
  }
}
