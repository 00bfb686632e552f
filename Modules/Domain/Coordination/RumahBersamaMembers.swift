public import Diagnostics

/// The members that a kecamatan's joint team (Rumah Bersama) is expected to have, and how records name them.
public struct RumahBersamaMembers: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public let title: LocalizedText
    /// A record that has all words of one of these, in any order, is this member.
    public let names: [[String]]
    /// Whether it leads the team.
    public let isChair: Bool

    /// - Parameter spoken: what records may call it beside its title.
    public init(_ title: LocalizedText, spoken: [String] = [], isChair: Bool = false) {
      self.title = title
      names = ([title.id] + spoken).map { RumahBersamaMembers.words($0).sorted() }
      self.isChair = isChair
    }

    /// How many words of one of its names a record has; nil where it has not all of any.
    func words(in record: Set<String>) -> Int? {
      names.filter { $0.allSatisfy(record.contains) }.map(\.count).max()
    }
  }

  public let members: [Member]

  public init(_ members: [Member]) { self.members = members }

  /// A list of titles; the first leads. Nil for an empty one.
  public init?(list: String) {
    let titles = list.split { $0 == ";" || $0 == "," }.map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
    guard !titles.isEmpty else { return nil }
    members = titles.enumerated().map { index, title in
      Member(LocalizedText(title), isChair: index == 0)
    }
  }

  /// The one member that a record names: the one of most words, so that *Sekretaris Camat* is not the camat; of several the
  /// first.
  public func member(_ record: String) -> Member? {
    let words = Self.words(record)
    var best: (member: Member, count: Int)?
    for member in members {
      guard let count = member.words(in: words), count > best?.count ?? 0 else { continue }
      best = (member, count)
    }
    return best?.member
  }

  /// Of those expected, the ones that no record names, in their order.
  public func missing(from records: [String]) -> [Member] {
    let named = Set(records.compactMap(member))
    return members.filter { !named.contains($0) }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(PlainWords.list(text))
  }
}
