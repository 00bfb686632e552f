import Diagnostics
import Domain
import PluginKit
import Storage

/// What the reviewer fills in and signs.
extension VillageReview {
  /// What is looked at besides the figures (Permendagri 20/2018, arts. 33 to 35); what the figures say already is filled in.
  func checklist(_ rulings: [BudgetRuling]) -> ReportTable {
    let balance = rulings.first { $0.id == BudgetRuling.balanceRule }?.verdict
    let others = rulings.filter { $0.id != BudgetRuling.balanceRule }
    let broken = others.filter { $0.verdict == .missed }.map(\.id)
    let open = others.filter { $0.verdict == .open }.map(\.id)
    // A rule that is broken settles it; that none is does not, where one cannot be judged.
    let areMet: Bool? = !broken.isEmpty ? false : others.isEmpty || !open.isEmpty ? nil : true
    let (brokenList, openList) = (broken.joined(separator: ", "), open.joined(separator: ", "))
    let remark = LocalizedText(
      id: [brokenList, open.isEmpty ? "" : "belum dapat dinilai: \(openList)"].filter { !$0.isEmpty }
        .joined(separator: "; "),
      en: [brokenList, open.isEmpty ? "" : "not assessable: \(openList)"].filter { !$0.isEmpty }.joined(separator: "; ")
    )
    func known(_ isRight: Bool?) -> ReportValue {
      switch isRight {
      case true?: .text(LocalizedText(id: "ya", en: "yes"))
      case false?: .text(LocalizedText(id: "tidak", en: "no"))
      case nil: .text("......")
      }
    }
    let items: [(LocalizedText, ReportValue, LocalizedText?)] = [
      (LocalizedText(id: "Rancangan disertai surat pengantar", en: "Sent with a covering letter"), known(nil), nil),
      (
        LocalizedText(id: "Disepakati bersama BPD, dengan berita acara", en: "Agreed with the BPD, with minutes"),
        known(nil), nil
      ),
      (LocalizedText(id: "Sesuai dengan RKP Desa", en: "In line with the RKP Desa"), known(nil), nil),
      (
        LocalizedText(id: "Pendapatan dan belanja seimbang", en: "Income and spending balance"),
        known(balance.flatMap { $0 == .open ? nil : $0 == .met }), nil
      ),
      (
        LocalizedText(id: "Aturan tahun anggaran terpenuhi", en: "The rules of the fiscal year are met"),
        known(areMet), remark.id.isEmpty ? nil : remark
      ),
      (
        LocalizedText(
          id: "Tiap kegiatan punya keluaran, lokasi dan waktu", en: "Each activity has output, place and time"),
        known(nil), nil
      ),
      (LocalizedText(id: "Sesuai dengan kewenangan desa", en: "Within the powers of the village"), known(nil), nil),
    ]
    var table = ReportTable(
      id: "checklist", title: LocalizedText(id: "Daftar periksa", en: "Checklist"),
      columns: [
        column("no", "No", "No", .integer), column("item", "Yang diperiksa", "What is looked at", .text),
        column("right", "Sesuai", "Right", .text), column("remarks", "Catatan", "Remarks", .text),
      ],
      rows: items.enumerated().map { number, item in
        [.integer(number + 1), .text(item.0), item.1, .text(item.2 ?? LocalizedText("............................"))]
      }, keyColumns: 1)
    table.isSigned = true
    return table
  }

  /// The camat's signature: the office's signatories of this paper, else the camat of the register of officials.
  func signatures() throws -> ReportTable {
    let papers = context.coordination.papers(in: context.region, from: .regency)
    let day = context.asOf ?? context.today
    let officials = context.datasets["pejabat"] == nil ? nil : try Officials(context)
    let district = try context.region.ancestor(.district).flatMap {
      try context.store.unit($0, at: basis.register.date)?.name
    }
    let camat = "Camat" + (district.map { " \($0)" } ?? "")
    let own = papers.signatories.filter { $0.papers.contains(context.header.id) }
    let all =
      own.isEmpty
      ? [(LocalizedText(id: "Mengevaluasi", en: "Evaluated by"), camat, nil)]
      : own.map { ($0.label, $0.post, $0.onBehalfOf) }
    var table = ReportTable(
      id: "signatures", title: LocalizedText(id: "Tanda tangan", en: "Signatures"),
      columns: [
        column("role", "Sebagai", "As", .text), column("post", "Jabatan", "Post", .text),
        column("name", "Nama", "Name", .text).ofPeople, column("rank", "Pangkat dan NIP", "Rank and number", .text),
      ],
      rows: all.map { label, post, behalf in
        let holder = officials?.holder(of: post, on: day)
        let title = [behalf.map { "a.n. \($0)" }, officials?.title(post, on: day) ?? post].compactMap { $0 }
        let below =
          (holder?.name == nil ? ["(\(PaperWords.dots))"] : []) + [holder?.rank].compactMap { $0 }
          + ["NIP \(PaperWords.dots)"]
        return [
          .text(label), .text(title.joined(separator: "\n")), holder?.name.map { .text($0) } ?? .missing,
          .text(below.joined(separator: "\n")),
        ]
      })
    table.layout = .signatures
    let place = papers.city ?? PaperWords.dots
    table.note = LocalizedText(id: "\(place), \(PaperWords.dots)", en: "\(place), \(PaperWords.dots)")
    return table
  }
}
