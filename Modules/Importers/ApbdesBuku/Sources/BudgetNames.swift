import Diagnostics
import Domain
import Foundation
import Storage

/// Finds the code that a name stands for among those of a list.
///
/// Words are compared by how much they tell: one that few names have counts more than one that all have. A name is taken where
/// the words it shares with one entry, as a part of its own and of the entry's (their harmonic mean), are at least `enough` and
/// lead those shared with the next by `lead`. What stands in brackets explains and need not agree; of words with strokes
/// between (`Pembangunan/Rehabilitasi/Peningkatan`) any one is enough.
struct BudgetNames {
  struct Entry {
    let code: BudgetCode
    let text: String
    let name: String
    fileprivate let slots: [[String]]
    fileprivate let extra: Set<String>
    /// Of its name and of those of what it stands below.
    fileprivate let lineage: Set<String>
  }

  enum Match {
    /// The same words.
    case same(Entry)
    /// Other words, or words of the option `sebutan`.
    case close(Entry)
    /// None, with the nearest.
    case none([Entry])
  }

  static let enough = 0.6
  static let lead = 0.08

  private let entries: [Entry]
  private let byCode: [BudgetCode: Entry]
  private let weights: [String: Double]
  private let unseen: Double
  /// Phrases that were given codes by the option `sebutan`, the longest first.
  private let given: [(words: [String], code: BudgetCode)]

  /// - Parameter given: words and the code that names holding them all stand for.
  init(_ codes: [ListedCode], given: [(String, BudgetCode)]) {
    let names = Dictionary(
      codes.compactMap { own in BudgetCode(own.code).map { ($0.groups, own.name) } },
      uniquingKeysWith: { first, _ in first })
    entries = codes.compactMap { own in
      guard let code = BudgetCode(own.code), code.groups.count >= 3, !Self.isRange(own.code) else { return nil }
      let (slots, extra) = Self.slots(own.name)
      let above = (1...code.groups.count).compactMap { names[Array(code.groups.prefix($0))] }
      return Entry(
        code: code, text: own.code, name: own.name, slots: slots, extra: extra,
        lineage: above.reduce(into: []) { $0.formUnion(Self.query($1).1) })
    }
    byCode = Dictionary(entries.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    var counts: [String: Int] = [:]
    for entry in entries {
      for word in Set(entry.slots.flatMap { $0 }).union(entry.extra) { counts[word, default: 0] += 1 }
    }
    let total = Double(max(1, entries.count))
    weights = counts.mapValues { Self.weight(total, $0) }
    unseen = Self.weight(total, 1)
    self.given = given.map { (Self.words($0.0), $0.1) }.filter { !$0.words.isEmpty }
      .sorted { $0.words.count > $1.words.count }
  }

  var isEmpty: Bool { entries.isEmpty }

  subscript(code: BudgetCode) -> Entry? { byCode[code] }

  /// The entry within `scope` that a name stands for.
  func match(_ name: String, within scope: BudgetCode?) -> Match {
    let candidates = entries.filter { entry in scope.map { entry.code.isWithin($0) } ?? true }
    let (own, all) = Self.query(name)
    guard !own.isEmpty else { return .none([]) }
    let scored = candidates.map { ($0, score(own, all, $0)) }.filter { $0.1 > 0 }
      .sorted { ($1.1, $0.0.code) < ($0.1, $1.0.code) }
    if let best = scored.first, best.1 >= 0.999, let one = Self.only(scored, within: 0.001) { return .same(one) }
    for phrase in given where phrase.words.allSatisfy({ word in all.contains { Self.agree($0, word) } }) {
      if let entry = byCode[phrase.code], scope.map({ entry.code.isWithin($0) }) ?? true { return .close(entry) }
    }
    guard let best = scored.first, best.1 >= Self.enough, let one = Self.only(scored, within: Self.lead) else {
      return .none(scored.prefix(3).map(\.0))
    }
    return .close(one)
  }

  /// The best of those whose scores lie within some distance of the best; nil where they are several. An account and what
  /// stands below it under the same name are one: the latter is taken.
  private static func only(_ scored: [(Entry, Double)], within distance: Double) -> Entry? {
    guard var one = scored.first?.0, let best = scored.first?.1 else { return nil }
    for (entry, score) in scored.dropFirst() where best - score < distance {
      if entry.code.isWithin(one.code) { one = entry } else if !one.code.isWithin(entry.code) { return nil }
    }
    return one
  }

  /// How well a name fits an entry, from 0 to 1.
  func likeness(_ name: String, _ entry: Entry) -> Double {
    let (own, all) = Self.query(name)
    return own.isEmpty ? 0 : score(own, all, entry)
  }

  /// Whether a name that stands beside the code of an entry may be the entry's: all words of the entry occur in it, or half of
  /// its own in the entry and what that stands below.
  func isBorne(_ name: String, by entry: Entry) -> Bool {
    let (own, all) = Self.query(name)
    guard !own.isEmpty else { return true }
    if !entry.slots.isEmpty, entry.slots.allSatisfy({ slot in slot.contains { word in Self.holds(all, word) } }) {
      return true
    }
    let total = own.reduce(0) { $0 + weight($1) }
    return own.reduce(0) { $0 + (Self.holds(entry.lineage, $1) ? weight($1) : 0) } >= total / 2
  }

  private static func holds(_ words: Set<String>, _ word: String) -> Bool {
    words.contains(word) || words.contains { agree($0, word) }
  }

  /// The words that two names share, as a part of those of both.
  static func likeness(_ a: String, _ b: String) -> Double {
    let (a, b) = (query(a).0, query(b).0)
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    let shared = a.filter { word in b.contains { agree($0, word) } }.count
    return 2 * Double(shared) / Double(a.count + b.count)
  }

  // MARK: Scores

  private func score(_ own: [String], _ all: Set<String>, _ entry: Entry) -> Double {
    let known = Set(entry.slots.flatMap { $0 }).union(entry.extra)
    var (shared, total) = (0.0, 0.0)
    for word in own {
      let found = known.contains(word) ? word : known.first { Self.agree($0, word) }
      let weight = found.map(weight) ?? weights[word] ?? unseen
      total += weight
      if found != nil { shared += weight }
    }
    guard shared > 0 else { return 0 }
    var (met, asked) = (0.0, 0.0)
    for slot in entry.slots {
      let weight = slot.map(weight).min() ?? 0
      asked += weight
      if slot.contains(where: { Self.holds(all, $0) }) { met += weight }
    }
    let (ours, theirs) = (shared / total, asked > 0 ? met / asked : 0)
    return ours + theirs > 0 ? 2 * ours * theirs / (ours + theirs) : 0
  }

  private func weight(_ word: String) -> Double { weights[word] ?? unseen }

  private static func weight(_ total: Double, _ count: Int) -> Double { log(1 + total / Double(count)) }

  // MARK: Words

  /// Words that say nothing, and places within a village.
  private static let silent: Set<String> = [
    "dan", "di", "ke", "dari", "yang", "untuk", "bagi", "dll", "dst", "dsb", "atau", "oleh", "tentang", "rt", "rw",
    "dusun", "dengan", "pada", "non", "tingkat", "skala", "lain", "lainnya", "desa",
  ]

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      .filter { $0.count > 1 && !silent.contains($0) && !$0.allSatisfy(\.isNumber) }
  }

  /// The words outside brackets, and all of them.
  private static func query(_ text: String) -> ([String], Set<String>) {
    let (outside, inside) = brackets(text)
    let own = words(outside)
    let all = Set(own).union(words(inside))
    return (own.isEmpty ? Array(all).sorted() : own, all)
  }

  private static func slots(_ name: String) -> ([[String]], Set<String>) {
    let (outside, inside) = brackets(name)
    let slots = outside.split(separator: " ").map { token in
      token.contains("/") ? token.split(separator: "/").flatMap { words(String($0)) } : words(String(token))
    }
    return (slots.filter { !$0.isEmpty }, Set(words(inside)))
  }

  private static func brackets(_ text: String) -> (outside: String, inside: String) {
    var (outside, inside, depth) = ("", "", 0)
    for character in text {
      switch character {
      case "(":
        depth += 1
        inside.append(" ")
      case ")":
        depth = max(0, depth - 1)
        outside.append(" ")
      default: if depth > 0 { inside.append(character) } else { outside.append(character) }
      }
    }
    return (outside, inside)
  }

  /// The same word, but for a slip of one letter in five and two in ten.
  private static func agree(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    let (a, b) = (Array(a.utf8), Array(b.utf8))
    let shorter = min(a.count, b.count)
    guard shorter >= 5, a[0] == b[0] else { return false }
    return Suggestion.editDistance(a, b, limit: shorter >= 10 ? 2 : 1) != nil
  }

  /// `5.2.1.90-99`: what a kabupaten may add.
  private static func isRange(_ code: String) -> Bool { code.contains("-") }
}
