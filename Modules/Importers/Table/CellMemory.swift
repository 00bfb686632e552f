import Domain
import Storage
import Tabular

/// What reading cells gathers: texts, and the spellings of classes, categories and codes met so far, so that each is
/// looked up once a table.
struct CellMemory: Sendable {
  /// What a slot's spellings name.
  private enum List: Sendable {
    case none
    case classes(Classification)
    case categories(FieldDeclaration)
    case codes(CodeList)
    case regions(RegionLookup)
  }

  /// What text cells index; handed on with the rows.
  var texts: [String] = []
  /// Dates of which only the first of several days was taken.
  var firstDays = 0
  /// Spellings met that name their category only loosely, by slot.
  var loose: [(slot: Int, text: String)] = []
  private let lists: [List]
  private var spellings: [SpellingTable]
  /// Codes of lists that were never loaded, by slot: what each spelling stands for in `bareCodes`.
  private var unlistedSpellings: [SpellingTable]
  private var bareCodes: [String] = []
  /// Where each of `bareCodes` stands among the texts, if it does.
  private var textOfCode: [Int] = []
  /// What words stand for, by slot and word in lower case.
  private let words: [[String: String]]

  /// - Parameter codes: the lists of the code fields, by scheme. An empty one was never loaded: its codes are handed on to
  ///   be added to it; codes that a loaded list does not hold are unknown.
  init(
    _ cells: [CellPlan], codes: [String: CodeList] = [:], regions: RegionLookup = RegionLookup(),
    words: [[String: String]] = []
  ) {
    self.words = words
    lists = cells.map { cell in
      switch cell.field.type {
      case .class: cell.field.classes.map { .classes($0) } ?? .none
      case .category: .categories(cell.field)
      case .code:
        .codes(codes[cell.field.scheme ?? ""] ?? CodeList(scheme: cell.field.scheme ?? "", ids: [:]))
      case .region: .regions(regions)
      default: .none
      }
    }
    spellings = cells.map { _ in SpellingTable() }
    unlistedSpellings = spellings
  }

  /// What the words of a slot say a cell stands for; nil where they say nothing.
  func word(_ bytes: UnsafeRawBufferPointer, slot: Int) -> String? {
    guard words.indices.contains(slot), !words[slot].isEmpty else { return nil }
    return words[slot][Self.key(String(decoding: Blanks.trim(bytes), as: UTF8.self))]
  }

  /// Words as they are compared: lower case, blanks drawn together.
  static func key(_ text: String) -> String { text.lowercased().split { $0.isWhitespace }.joined(separator: " ") }

  /// The place of a class or category, the id of a code.
  @inline(__always)
  mutating func listed(_ bytes: UnsafeRawBufferPointer, slot: Int) throws(CellFlaw) -> Int64 {
    if let known = spellings[slot].value(of: bytes) { return known }
    if let known = unlistedSpellings[slot].value(of: bytes) { return unlisted(Int(known)) }
    return try lookUp(bytes, slot: slot)
  }

  private mutating func lookUp(_ bytes: UnsafeRawBufferPointer, slot: Int) throws(CellFlaw) -> Int64 {
    if MissingMarker.isMissing(bytes) {
      if MissingMarker.isError(bytes) { throw .formulaError }
      return Cell.missing
    }
    let text = String(decoding: Blanks.trim(bytes), as: UTF8.self)
    let value: Int64
    switch lists[slot] {
    case .none: throw .unknownClass
    case .classes(let classes):
      guard let ordinal = classes.ordinal(named: text) else { throw .unknownClass }
      value = Int64(ordinal)
    case .categories(let field):
      guard let place = field.category(named: text) else { throw .unknownCategory }
      value = Int64(place)
      if field.isLoose(text) { loose.append((slot, text)) }
    case .regions(let regions):
      switch regions.find(text) {
      case .one(let code): value = code
      case .none: throw .unknownRegion
      case .several: throw .ambiguousRegion
      }
    case .codes(let list):
      // Exports close codes with a dot: `5.2.1.01.`
      var bare = text
      while bare.hasSuffix(".") { bare.removeLast() }
      if let id = list.id(written: text) ?? list.id(written: bare) {
        value = id
      } else if list.isOpen, !bare.isEmpty {
        let code = PersonalNumbers.masked(bare)
        if bareCodes.count < Self.mostBareCodes {
          unlistedSpellings[slot].add(bytes, Int64(bareCodes.count))
          bareCodes.append(code)
          textOfCode.append(texts.count)
        }
        return unlisted(code)
      } else {
        throw .unknownCode
      }
    }
    spellings[slot].add(bytes, value)
    return value
  }

  /// A code that was met before: rows share its text as long as the texts are not handed on.
  @inline(__always)
  private mutating func unlisted(_ known: Int) -> Int64 {
    let place = textOfCode[known]
    if place < texts.count, texts[place] == bareCodes[known] { return CodeList.unlisted(text: place) }
    textOfCode[known] = texts.count
    return unlisted(bareCodes[known])
  }

  /// A code that the store is to add to its list; its text goes with the rows.
  private mutating func unlisted(_ code: String) -> Int64 {
    texts.append(code)
    return CodeList.unlisted(text: texts.count - 1)
  }

  /// More codes than this are read each time: memory stays bounded.
  private static let mostBareCodes = 1 << 14
}
