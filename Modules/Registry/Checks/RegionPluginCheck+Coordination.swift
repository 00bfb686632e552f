import Diagnostics
import Domain
import PluginKit

extension RegionPluginCheck {
  /// Ids that stand once, components inside components there are, kinds of meetings that the dataset knows.
  func checkCoordination(_ findings: inout Findings) {
    let series = NodePath.root.key("series")
    findRepeated(declaration.series.map(\.id), at: { series.index($0).key("id") }, &findings)
    let kinds = catalog.datasets["rapat"]?.field("rapat_jenis")?.categories?.map(\.id) ?? []
    for (index, entry) in declaration.series.enumerated() {
      guard let kind = entry.kind, !kinds.isEmpty, !kinds.contains(kind) else { continue }
      findings.add(
        "config-unknown-class", at: series.index(index).key("kind"), value: kind,
        hint: .didYouMean(kind, among: kinds, listing: kinds),
        LocalizedText(id: "`rapat_jenis` tidak punya kelas `\(kind)`", en: "`rapat_jenis` has no class `\(kind)`"))
    }
    let programmes = NodePath.root.key("programmes")
    findRepeated(declaration.programmes.map(\.id), at: { programmes.index($0).key("id") }, &findings)
    for (index, programme) in declaration.programmes.enumerated() {
      let path = programmes.index(index).key("components")
      let codes = programme.components.map(\.code)
      findRepeated(codes, at: { path.index($0).key("code") }, &findings)
      for (place, component) in programme.components.enumerated() {
        guard let parent = component.within, !codes[..<place].contains(parent) else { continue }
        findings.add(
          "config-component", at: path.index(place).key("within"), value: parent,
          hint: .didYouMean(parent, among: Array(codes[..<place]), listing: Array(codes[..<place])),
          LocalizedText(
            id: "komponen `\(parent)` tidak ada sebelum `\(component.code)`",
            en: "there is no component `\(parent)` before `\(component.code)`"))
      }
    }
    for (index, signatory) in (declaration.papers?.signatories ?? []).enumerated() {
      for (place, paper) in signatory.papers.enumerated() where !catalog.reports.isEmpty {
        guard !catalog.reports.contains(paper), !catalog.disabled(.report).contains(paper) else { continue }
        let known = catalog.reports.sorted()
        findings.add(
          "config-unknown-plugin",
          at: NodePath.root.key("papers").key("signatories").index(index).key("papers").index(place), value: paper,
          hint: .didYouMean(paper, among: known, listing: known),
          LocalizedText(
            id: "laporan `\(paper)` tidak ada atau tidak aktif", en: "there is no report `\(paper)` switched on"))
      }
    }
  }

  /// A day that is listed twice is perhaps another one.
  func checkHolidays(_ findings: inout Findings) {
    let holidays = NodePath.root.key("budget").key("holidays")
    findRepeated(
      (declaration.budget?.holidays ?? []).map { $0.date?.description ?? "" },
      at: { holidays.index($0).key("date") }, &findings)
  }

  private func findRepeated(_ ids: [String], at path: (Int) -> NodePath, _ findings: inout Findings) {
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where !id.isEmpty && !seen.insert(id).inserted {
      findings.add(
        "config-duplicate-id", at: path(index), value: id,
        LocalizedText(id: "`\(id)` sudah dipakai di atas", en: "`\(id)` is used above already"))
    }
  }
}
