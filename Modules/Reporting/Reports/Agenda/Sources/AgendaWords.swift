import Diagnostics
import Domain
import PluginKit

/// A village's lack of an indicator in the words of the worksheet.
struct AgendaWords {
  let field: FieldDeclaration
  let score: Int
  let entry: Worksheet.Entry?

  private var criterion: Worksheet.Criterion? { entry?.criterion(score) }

  var problem: LocalizedText {
    let words = criterion.flatMap { $0.text.isEmpty ? nil : ", \($0.text)" } ?? ""
    return LocalizedText(
      id: "\(field.title.id): skor \(score)\(words)", en: "\(field.title.en): score \(score)\(words)")
  }

  /// The activity that the office recommends. Some rubrics have the words of a score in its place, which nobody is to do.
  var action: LocalizedText {
    let criteria = entry?.criteria.map { Self.plain($0.text) } ?? []
    if let activity = criterion?.activity, !activity.isEmpty, !criteria.contains(Self.plain(activity)) {
      return LocalizedText(activity)
    }
    return LocalizedText(id: "Perbaiki: \(field.title.id)", en: "Improve: \(field.title.en)")
  }

  /// The lowest score that the rubric has at which the indicator is no longer lacking; the next may lack it as well.
  var output: String {
    let enough = entry?.criteria.first { Double($0.score) > ServiceAchievement.lack }
    guard let enough else { return "Skor \(Int(ServiceAchievement.lack) + 1) atau lebih" }
    return enough.text.isEmpty ? "Skor \(enough.score) atau lebih" : enough.text
  }

  private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  // MARK: Parties

  private static let levels: [Worksheet.Actor] = [.desa, .kab, .prov, .pusat, .csr, .lainnya]
  /// What the worksheet names under a level, but is no party: funds, and the village itself.
  private static let noParties: Set<String> = ["dd", "add", "csr", "desa"]

  /// The village itself where it can act, else the nearest level that can.
  var actor: Worksheet.Actor { Self.levels.first { entry?.actors[$0] != nil } ?? .desa }

  var fund: LocalizedText {
    switch actor {
    case .desa: LocalizedText("APB Desa")
    case .kab: LocalizedText(id: "APBD kabupaten/kota", en: "Budget of the kabupaten/kota (APBD)")
    case .prov: LocalizedText(id: "APBD provinsi", en: "Budget of the province (APBD)")
    case .pusat: LocalizedText(id: "APBN", en: "State budget (APBN)")
    case .csr: LocalizedText("CSR")
    case .lainnya: LocalizedText(id: "lainnya", en: "others")
    }
  }

  /// The village and who else can act, each once with its levels.
  func parties(_ village: LocalizedText, without lead: LocalizedText) -> LocalizedText {
    var offices: [(name: String, levels: [LocalizedText])] = []
    for level in Self.levels {
      for part in entry?.actors[level]?.split(separator: ",") ?? [] {
        let name = part.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !Self.noParties.contains(name.lowercased()) else { continue }
        let place = offices.firstIndex { $0.name.lowercased() == name.lowercased() } ?? offices.count
        if place == offices.count { offices.append((name, [])) }
        if [.kab, .prov, .pusat].contains(level) { offices[place].levels.append(level.title) }
      }
    }
    func list(_ words: (LocalizedText) -> String) -> String {
      let names = offices.map { own in
        own.levels.isEmpty ? own.name : "\(own.name) (\(own.levels.map(words).joined(separator: ", ")))"
      }
      return ([words(village)] + names).filter { $0 != words(lead) }.joined(separator: "; ")
    }
    return LocalizedText(id: list(\.id), en: list(\.en))
  }
}
