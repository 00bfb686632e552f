import Diagnostics
import Domain

/// Checks that every value falls into exactly one class, and every spelling names exactly one.
struct ClassificationCheck {
  let classes: Classification
  /// The field whose values are classed, where there is one.
  let source: FieldDeclaration?
  let path: NodePath

  func run(_ findings: inout Findings) {
    checkBounds(&findings)
    checkRevisions(&findings)
    checkSpellings(&findings)
  }

  private func classPath(_ index: Int) -> NodePath { path.key("list").index(index) }

  private func checkBounds(_ findings: inout Findings) {
    var previous: Double?
    for (index, candidate) in classes.classes.enumerated() {
      let path = classPath(index).key("above")
      guard let above = candidate.above else {
        if index > 0 {
          findings.add(
            "config-class-overlap", at: classPath(index),
            hint: LocalizedText(
              id: "beri batas `above`, lebih tinggi dari kelas sebelumnya",
              en: "give it a bound `above`, higher than that of the class before"),
            LocalizedText(
              id: "kelas `\(candidate.id)` tumpang tindih dengan kelas sebelumnya: tidak punya batas `above`",
              en: "the class `\(candidate.id)` overlaps the one before: it has no bound `above`"))
        }
        continue
      }
      if index == 0 {
        findings.add(
          "config-class-gap", at: path,
          hint: LocalizedText(id: "hapus `above` dari kelas terendah", en: "remove `above` from the lowest class"),
          LocalizedText(
            id: "nilai sampai \(Self.shown(above)) tidak masuk kelas mana pun",
            en: "values up to \(Self.shown(above)) belong to no class"))
      }
      checkDecimals(above, at: path, &findings)
      if let previous, scaled(above) <= scaled(previous) {
        findings.add(
          "config-class-overlap", at: path,
          hint: LocalizedText(id: "urutkan kelas dari yang terendah", en: "list the classes lowest first"),
          LocalizedText(
            id: "batas \(Self.shown(above)) tidak di atas batas kelas sebelumnya, \(Self.shown(previous))",
            en: "the bound \(Self.shown(above)) is not above that of the class before, \(Self.shown(previous))"))
      }
      if let maximum = source?.maximum, above >= maximum {
        findings.add(
          "config-class-unreachable", .warning, at: path,
          LocalizedText(
            id: "tidak ada nilai di atas \(Self.shown(above)): `\(classes.of)` paling tinggi \(Self.shown(maximum))",
            en: "no value is above \(Self.shown(above)): `\(classes.of)` is at most \(Self.shown(maximum))"))
      }
      previous = above
    }
  }

  /// Later bounds: one for every class but the lowest, ascending, year after year.
  private func checkRevisions(_ findings: inout Findings) {
    var before: Int?
    for (index, revision) in classes.revisions.enumerated() {
      let path = path.key("revisions").index(index)
      if let before, revision.from <= before {
        findings.add(
          "config-class-revision", at: path.key("from"), value: "\(revision.from)",
          LocalizedText(
            id: "tahun \(revision.from) tidak sesudah revisi sebelumnya, \(before)",
            en: "the year \(revision.from) is not after the revision before, \(before)"))
      }
      before = revision.from
      if revision.above.count != classes.classes.count - 1 {
        findings.add(
          "config-class-revision", at: path.key("above"), value: "\(revision.above.count)",
          LocalizedText(
            id:
              "ada \(revision.above.count) batas untuk \(classes.classes.count) kelas; kelas terendah tidak punya batas",
            en: "there are \(revision.above.count) bounds for \(classes.classes.count) classes; the lowest has none"))
      }
      for (place, bound) in revision.above.enumerated() {
        let path = path.key("above").index(place)
        checkDecimals(bound, at: path, &findings)
        if place > 0, scaled(bound) <= scaled(revision.above[place - 1]) {
          findings.add(
            "config-class-overlap", at: path,
            LocalizedText(
              id: "batas \(Self.shown(bound)) tidak di atas batas sebelumnya, \(Self.shown(revision.above[place - 1]))",
              en: "the bound \(Self.shown(bound)) is not above the one before, \(Self.shown(revision.above[place - 1]))"
            ))
        }
      }
    }
  }

  private func checkDecimals(_ above: Double, at path: NodePath, _ findings: inout Findings) {
    guard abs(above * power - scaled(above)) > 1e-6 else { return }
    findings.add(
      "config-class-bound", at: path,
      LocalizedText(
        id: "batas \(Self.shown(above)) punya lebih dari \(classes.decimals) angka di belakang koma",
        en: "the bound \(Self.shown(above)) has more than \(classes.decimals) decimals"))
  }

  private func checkSpellings(_ findings: inout Findings) {
    var owners: [String: String] = [:]
    for (index, candidate) in classes.classes.enumerated() where !candidate.id.isEmpty {
      var spellings = [(candidate.id, classPath(index).key("id"))]
      spellings.append((candidate.title.id, classPath(index).key("title")))
      spellings.append((candidate.title.en, classPath(index).key("title")))
      spellings += candidate.synonyms.enumerated().map { ($1, classPath(index).key("synonyms").index($0)) }
      for (spelling, path) in spellings {
        let key = spelling.lowercased().split { " _-".contains($0) }.joined(separator: " ")
        guard !key.isEmpty else { continue }
        if let owner = owners[key], owner != "\(index) \(candidate.id)" {
          let name = owner.split(separator: " ").last ?? ""
          findings.add(
            "config-duplicate-id", at: path, value: spelling,
            LocalizedText(
              id: "`\(spelling)` sudah menjadi nama kelas `\(name)`",
              en: "`\(spelling)` already names the class `\(name)`"))
          break
        }
        owners[key] = "\(index) \(candidate.id)"
      }
    }
  }

  private var power: Double { (0..<max(0, classes.decimals)).reduce(1.0) { product, _ in product * 10 } }

  private func scaled(_ value: Double) -> Double { (value * power).rounded() }

  private static func shown(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
