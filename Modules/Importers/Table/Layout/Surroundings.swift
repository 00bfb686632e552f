import Domain
import PluginKit
import Tabular

/// What stands beside the rows of a table: titles above it, the names of its sheet, file and folders.
struct Surroundings: Sendable {
  var titles: [String] = []
  var sheet: String?
  /// The file's name or that of an archive's member, without folders and ending.
  var file = ""
  var folders: [String] = []

  init(path: String, sheet: String? = nil, titles: [String] = []) {
    var parts = path.split { $0 == "/" || $0 == "\\" || $0 == "!" }.map(String.init)
    var name = parts.popLast() ?? ""
    for ending in [".gz", ".csv", ".tsv", ".txt", ".json", ".ndjson", ".jsonl", ".xlsx", ".xlsm", ".xls", ".docx"]
    where name.lowercased().hasSuffix(ending) { name.removeLast(ending.count) }
    file = name
    folders = parts.reversed()
    self.sheet = sheet
    self.titles = titles
  }

  /// The names of the file or member and of the sheet.
  var names: [String] { [file] + (sheet.map { [$0] } ?? []) }

  /// The texts of some sources, those of the first source first.
  func texts(_ sources: [TableMapping.TextSource]) -> [String] {
    sources.flatMap { source -> [String] in
      switch source {
      case .title: titles
      case .sheet: sheet.map { [Self.spaced($0)] } ?? []
      case .file: [Self.spaced(file)]
      case .folder: folders.map(Self.spaced)
      }
    }
  }

  /// The period that the texts name: the first year and the first part of a year.
  func period(_ sources: [TableMapping.TextSource]) -> WrittenPeriod? {
    var found = WrittenPeriod(year: nil, part: nil)
    for text in texts(sources) {
      guard let period = WrittenPeriod.mentioned(in: text) else { continue }
      if found.year == nil { found.year = period.year }
      if found.part == nil { found.part = period.part }
    }
    return found.year == nil && found.part == nil ? nil : found
  }

  /// The code, and the names of regions, that the texts name.
  func region(_ sources: [TableMapping.TextSource]) -> (code: String?, names: [RegionLevel: String]) {
    var code: String?
    var names: [RegionLevel: String] = [:]
    for text in texts(sources) {
      if code == nil { code = Self.code(in: text) }
      for (level, name) in Self.regions(in: text) where names[level] == nil { names[level] = name }
    }
    return (code, names)
  }

  /// The value whose words stand in the texts; of several the one with the longest words. Words are compared whole.
  func value(_ taken: TableMapping.TakenField) -> String? {
    var best: (length: Int, value: String)?
    for text in texts(taken.from) {
      let spelled = " " + Self.words(text).joined(separator: " ") + " "
      for value in taken.words {
        for words in value.headers {
          let wanted = Self.words(words).joined(separator: " ")
          guard !wanted.isEmpty, spelled.contains(" \(wanted) "), wanted.count > (best?.length ?? 0) else { continue }
          best = (wanted.count, value.field)
        }
      }
      if let best { return best.value }
    }
    return nil
  }

  // MARK: Recognising

  /// Letters and numbers apart: `dd2025` is `dd 2025`.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var last: Character?
    for character in text.lowercased() {
      if character.isLetter || character.isNumber {
        if let last, last.isLetter == character.isLetter, last.isNumber == character.isNumber, !words.isEmpty {
          words[words.count - 1].append(character)
        } else {
          words.append(String(character))
        }
        last = character
      } else {
        last = nil
      }
    }
    return words
  }

  private static func spaced(_ name: String) -> String { name.replacing("_", with: " ").replacing("+", with: " ") }

  /// A code of six or ten digits, or a dotted one.
  private static func code(in text: String) -> String? {
    for run in text.split(whereSeparator: { !($0.isASCII && ($0.isNumber || $0 == ".")) }) {
      let code = run.trimmingPrefix(".")
      let digits = code.filter(\.isNumber).count
      let isDotted = code.contains(".")
      guard digits == 10 || digits == 6 || digits == 4 && isDotted, !isDotted || RegionCode(code) != nil else {
        continue
      }
      return String(code)
    }
    return nil
  }

  private static func level(_ word: Substring) -> RegionLevel? {
    switch word.lowercased().filter({ $0.isLetter }) {
    case "provinsi", "propinsi", "prov": .province
    case "kabupaten", "kab", "kota": .regency
    case "kecamatan", "kec", "distrik", "kapanewon": .district
    case "desa", "kelurahan", "kel", "kampung", "nagari", "gampong", "pekon": .village
    default: nil
    }
  }

  private static let stops: Set<String> = [
    "tahun", "ta", "t", "tw", "triwulan", "semester", "bulan", "per", "periode", "thn", "se", "dan", "di", "menurut",
    "th",
  ]

  /// `KECAMATAN MUARA KAMAN KABUPATEN KUTAI KARTANEGARA TAHUN 2024`: the words after each word of a level.
  static func regions(in text: String) -> [(RegionLevel, String)] {
    var found: [(RegionLevel, String)] = []
    var current: (level: RegionLevel, words: [Substring])?
    func close() {
      if let current, !current.words.isEmpty { found.append((current.level, current.words.joined(separator: " "))) }
      current = nil
    }
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == ":" }) {
      let bare = word.lowercased().filter { $0.isLetter }
      if let level = level(word), !(current?.words.isEmpty ?? false) || level != .village && bare != "kota" {
        close()
        current = (level, word.lowercased().hasPrefix("kota") ? [word] : [])
        continue
      }
      guard current != nil else { continue }
      if word.first.map({ $0.isNumber || "({-\u{2013}".contains($0) }) ?? true || stops.contains(bare) {
        close()
        continue
      }
      let name = word.prefix { !",;)".contains($0) }
      current?.words.append(name)
      if name.count < word.count { close() }
    }
    close()
    return found
  }
}
