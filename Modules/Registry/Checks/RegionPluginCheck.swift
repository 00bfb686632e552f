import Diagnostics
import Domain
import Foundation
import PluginKit

/// Checks a region plugin: words inside its scope, targets that add up and speak of real classes, sample files that are there.
struct RegionPluginCheck {
  let declaration: RegionPluginDeclaration
  let catalog: Catalog

  /// The importer id under which a sample lists confirmed aliases.
  static let aliasImporter = "alias"

  func run(_ findings: inout Findings) {
    checkTerms(&findings)
    for (index, target) in declaration.targets.enumerated() {
      let path = NodePath.root.key("targets").index(index)
      checkYears(of: target, at: path, &findings)
      checkClasses(of: target, at: path, &findings)
    }
    checkCoordination(&findings)
    checkHolidays(&findings)
    for (index, file) in declaration.sample.enumerated() {
      checkSample(file, at: NodePath.root.key("sample").index(index), &findings)
    }
  }

  private func checkTerms(_ findings: inout Findings) {
    for (index, term) in declaration.terms.enumerated() {
      let path = NodePath.root.key("terms").index(index)
      for (position, region) in term.regions.enumerated() where !declaration.scope.contains(region) {
        findings.add(
          "config-scope", at: path.key("regions").index(position), value: region.description,
          LocalizedText(
            id: "`\(region)` di luar `scope` plugin ini, `\(declaration.scope)`",
            en: "`\(region)` is outside this plugin's scope, `\(declaration.scope)`"))
      }
      if term.village == nil, term.district == nil, term.villageHead == nil {
        findings.add(
          "config-empty", at: path,
          hint: LocalizedText(
            id: "isi `village`, `district` atau `village_head`", en: "give `village`, `district` or `village_head`"),
          LocalizedText(id: "tidak ada istilah di sini", en: "there is no word here"))
      }
    }
  }

  private func checkYears(of target: TargetDeclaration, at path: NodePath, _ findings: inout Findings) {
    var previous: Int?
    for (index, entry) in target.years.enumerated() {
      if let previous, entry.year <= previous {
        findings.add(
          "config-target-years", at: path.key("years").index(index).key("year"), value: String(entry.year),
          LocalizedText(
            id: "tahun \(entry.year) harus setelah \(previous)", en: "the year \(entry.year) has to follow \(previous)")
        )
      }
      previous = entry.year
    }
    let sum = target.years.reduce(0) { $0 + $1.villages }
    if let total = target.total, target.kind == .flow, !target.years.isEmpty, total != sum {
      findings.add(
        "config-target-total", at: path.key("total"), value: String(total),
        causes: [path.key("total"), path.key("years")],
        LocalizedText(
          id: "jumlah tahun-tahunnya \(sum), bukan \(total)", en: "its years add up to \(sum), not \(total)"))
    }
  }

  private func checkClasses(of target: TargetDeclaration, at path: NodePath, _ findings: inout Findings) {
    guard let measure = target.measure else {
      let given = ["dataset": target.dataset, "field": target.field, "to": target.to].filter { $0.value != nil }.keys
      guard !given.isEmpty || !target.from.isEmpty else { return }
      let missing = ["dataset", "field", "to"].filter { !given.contains($0) }.map { "`\($0)`" }.joined(separator: ", ")
      return findings.add(
        "config-missing-key", at: path,
        causes: ["dataset", "field", "from", "to"].map { path.key($0) },
        LocalizedText(
          id: "target yang diukur perlu juga \(missing)", en: "a target that is measured needs \(missing) as well"))
    }
    if target.kind == .flow, measure.from.isEmpty {
      findings.add(
        "config-missing-key", at: path, causes: [path.key("from")],
        LocalizedText(
          id: "target `flow` perlu `from`: kelas asal desa", en: "a `flow` target needs `from`: the starting classes"))
    }
    guard let dataset = catalog.dataset(measure.dataset, at: path.key("dataset"), &findings) else { return }
    guard let field = dataset.field(measure.field) else {
      return findings.addUnknownField(
        measure.field, of: dataset, known: dataset.fields.map(\.id), at: path.key("field"))
    }
    guard let classes = field.classes else {
      return findings.add(
        "config-not-a-class", at: path.key("field"), value: measure.field,
        LocalizedText(
          id: "`\(measure.field)` tidak punya kelas (`type: \(field.type.rawValue)`)",
          en: "`\(measure.field)` has no classes (`type: \(field.type.rawValue)`)"))
    }
    let known = classes.classes.map(\.id)
    let named = [(measure.to, path.key("to"))] + measure.from.enumerated().map { ($1, path.key("from").index($0)) }
    for (id, path) in named where !id.isEmpty && !known.contains(id) && !known.contains("") {
      findings.add(
        "config-unknown-class", at: path, value: id, hint: .didYouMean(id, among: known, listing: known),
        LocalizedText(
          id: "`\(measure.field)` tidak punya kelas `\(id)`", en: "`\(measure.field)` has no class `\(id)`"))
    }
  }

  private func checkSample(_ sample: SampleFile, at path: NodePath, _ findings: inout Findings) {
    let file = declaration.header.folder + "/" + sample.file
    if !sample.file.isEmpty, !FileManager.default.fileExists(atPath: file) {
      findings.add(
        "config-missing-file", at: path.key("file"), value: sample.file,
        LocalizedText(id: "berkas `\(sample.file)` tidak ada", en: "there is no file `\(sample.file)`"))
    }
    guard sample.importer != Self.aliasImporter, !sample.importer.isEmpty else { return }
    guard let importer = catalog.importers[sample.importer] else {
      // A sample for an importer that is not switched on is left out when samples are imported.
      guard catalog.knowsEveryImporter, !catalog.disabled(.importer).contains(sample.importer) else { return }
      let known = (catalog.importers.keys + [Self.aliasImporter]).sorted()
      return findings.add(
        "config-unknown-plugin", at: path.key("importer"), value: sample.importer,
        hint: .didYouMean(sample.importer, among: known, listing: known),
        LocalizedText(
          id: "importir `\(sample.importer)` tidak ada atau tidak aktif",
          en: "there is no importer `\(sample.importer)` switched on"))
    }
    checkOptions(sample.options, of: importer, at: path, &findings)
  }

  private func checkOptions(
    _ options: [String: String], of importer: PluginHeader, at path: NodePath, _ findings: inout Findings
  ) {
    let known = importer.options.map(\.name) + OptionCheck.ofImporters
    for (name, value) in options.sorted(by: { $0.key < $1.key }) {
      let path = path.key("options").key(name)
      if let option = importer.options.first(where: { $0.name == name }) {
        if let problem = OptionCheck.problem(value, for: option) {
          findings.add("config-bad-value", at: path, value: value, problem)
        }
      } else if !known.contains(name) {
        findings.add(
          "config-unknown-key", at: path, value: name, hint: .didYouMean(name, among: known),
          LocalizedText(
            id: "importir `\(importer.id)` tidak punya opsi `\(name)`",
            en: "the importer `\(importer.id)` has no option `\(name)`"))
      }
    }
    for option in importer.options where option.required && options[option.name] == nil {
      findings.add(
        "config-missing-key", at: path, causes: [path.key("importer"), path.key("options")],
        LocalizedText(
          id: "opsi wajib `\(option.name)` dari `\(importer.id)` tidak ada",
          en: "the required option `\(option.name)` of `\(importer.id)` is missing"))
    }
  }
}
