/// A code of an activity or account of village budgets (Permendagri 20/2018), compared by the numbers of its groups: `2.2.4`,
/// `2.2.04` and Siskeudes' `02.02.04.` are one.
public struct BudgetCode: Hashable, Sendable, Comparable {
  public let groups: [Int]

  /// Nil for what is no code: one to six groups of up to six digits with points between.
  public init?(_ text: some StringProtocol) {
    var groups: [Int] = []
    for part in text.split(separator: ".") {
      guard part.utf8.count <= 6, part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part) else {
        return nil
      }
      groups.append(number)
    }
    guard !groups.isEmpty, groups.count <= 6 else { return nil }
    self.groups = groups
  }

  /// As lists write an activity: `2.2.04`.
  public var activityText: String { text(paddedFrom: 2) }

  /// As lists write an account: `5.2.1.06`.
  public var accountText: String { text(paddedFrom: 3) }

  private func text(paddedFrom first: Int) -> String {
    groups.enumerated().map { $0 < first || $1 > 9 ? "\($1)" : "0\($1)" }.joined(separator: ".")
  }

  /// Whether the code is `other` or stands below it.
  public func isWithin(_ other: BudgetCode) -> Bool { groups.starts(with: other.groups) }

  public static func < (a: BudgetCode, b: BudgetCode) -> Bool { a.groups.lexicographicallyPrecedes(b.groups) }
}

/// Some codes with all that stand below them: `2.1` (all of it), `2.1.01-08` (a range of the last group), `2.1.10`.
public struct CodeSelection: Hashable, Sendable {
  private struct Part: Hashable {
    let stem: [Int]
    let range: ClosedRange<Int>

    func contains(_ groups: [Int]) -> Bool {
      groups.count > stem.count && groups.starts(with: stem) && range.contains(groups[stem.count])
    }
  }

  private var parts: [Part] = []

  public init() {}

  /// - Parameter texts: those that are no codes or ranges are left out; `isValid` tells them.
  public init(_ texts: [String]) { parts = texts.compactMap(Self.part) }

  public static func isValid(_ text: String) -> Bool { part(text) != nil }

  public var isEmpty: Bool { parts.isEmpty }

  public func contains(_ code: BudgetCode) -> Bool { parts.contains { $0.contains(code.groups) } }

  /// Whether it selects something below a code without selecting all of it.
  public func containsPart(of code: BudgetCode) -> Bool {
    !contains(code) && parts.contains { $0.stem.starts(with: code.groups) }
  }

  private static func part(_ text: String) -> Part? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let first = BudgetCode(ends[0]), let low = first.groups.last else { return nil }
    let high = ends.count == 2 ? Int(ends[1]) : low
    guard let high, high >= low else { return nil }
    return Part(stem: first.groups.dropLast(), range: low...high)
  }
}
