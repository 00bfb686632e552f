import Diagnostics
import Domain
import PluginKit

extension PluginPage {
  func describe(_ region: RegionPluginDeclaration, _ text: inout MarkdownText) {
    text.heading(2, "Daerah (region)")
    var facts = [["cakupan (scope)", MarkdownText.code(region.scope.description)]]
    if let agency = region.agency { facts.append(["perangkat daerah (agency)", MarkdownText.both(agency)]) }
    text.table(["", ""], facts)
    if !region.terms.isEmpty {
      text.heading(2, "Sebutan setempat (local words)")
      text.table(
        ["wilayah (regions)", "desa (village)", "kecamatan (district)", "kepala desa (village head)"],
        region.terms.map { term in
          [
            term.regions.isEmpty ? "seluruhnya (*all*)" : MarkdownText.codes(term.regions.map(\.description)),
            term.village.map(MarkdownText.both) ?? "", term.district.map(MarkdownText.both) ?? "",
            term.villageHead.map(MarkdownText.both) ?? "",
          ]
        })
    }
    for target in region.targets { describe(target, &text) }
    guard !region.sample.isEmpty else { return }
    text.heading(2, "Data contoh (sample)")
    text.paragraph("    sinergi-import sample \(region.header.id)")
    text.table(
      ["berkas (file)", "importir (importer)", "opsi (options)"],
      region.sample.map { sample in
        let options = sample.options.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return [MarkdownText.code(sample.file), MarkdownText.code(sample.importer), MarkdownText.codes(options)]
      })
  }

  private func describe(_ target: TargetDeclaration, _ text: inout MarkdownText) {
    text.heading(2, "Target `\(target.id)`")
    text.paragraph(MarkdownText.both(target.title))
    let measure = target.measure
    let classes = measure.flatMap { dataset($0.dataset)?.field($0.field)?.classes?.classes } ?? []
    func title(_ id: String) -> String { classes.first { $0.id == id }.map { MarkdownText.both($0.title) } ?? id }
    text.table(
      ["", ""],
      (measure.map { measure in
        [
          ["ukuran (measure)", "\(link(dataset: measure.dataset)), kolom (*field*) `\(measure.field)`"],
          ["dari (from)", measure.from.map(title).joined(separator: ", ")],
          ["menjadi (to)", title(measure.to)],
        ]
      } ?? [])
        + [
          ["jenis (kind)", Self.meaning(target.kind)],
          ["penanggung jawab (owner)", target.owner.map(MarkdownText.both) ?? ""],
          ["jumlah (total)", target.total.map(String.init) ?? ""],
          ["sumber (source)", MarkdownText.both(target.source)],
        ].filter { !$0[1].isEmpty })
    guard !target.years.isEmpty else { return }
    text.table(
      [
        "tahun (year)", "target", "kumulatif (cumulative)", "luncuran (carried over)",
        "total sasaran tahun ini (effective)",
      ],
      target.plan.map { row in
        [
          String(row.year), String(row.target), String(row.cumulative), row.carriedOver.map(String.init) ?? "",
          row.effective.map(String.init) ?? "",
        ]
      })
  }

  private static func meaning(_ kind: TargetDeclaration.Kind) -> String {
    switch kind {
    case .flow: "`flow`: desa yang naik pada tahun itu (*villages that rise in the year*)"
    case .stock: "`stock`: desa yang berstatus itu pada tahun itu (*villages in the status in the year*)"
    }
  }
}
