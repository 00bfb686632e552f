public import Domain

/// The codes of one list (`scheme`) and the ids by which data rows keep them.
///
/// An id never changes: where a later version of the list holds the same code, rows keep the id of its first.
public struct CodeList: Sendable {
  public let scheme: String
  /// Whether no version of the list was loaded yet, so that codes of data are taken as they come.
  public let isOpen: Bool
  private let ids: [String: Int64]
  /// By the numbers of their groups: `2.2.4` for `2.2.04`.
  private let plain: [String: Int64]

  public init(scheme: String, ids: [String: Int64], isOpen: Bool = false) {
    self.scheme = scheme
    self.ids = ids
    self.isOpen = isOpen || ids.isEmpty
    plain = Dictionary(
      ids.compactMap { code, id in Self.plain(code).map { ($0, id) } }, uniquingKeysWith: { min($0, $1) })
  }

  public var count: Int { ids.count }

  /// The id of a code as the list writes it; nil where the list does not hold it.
  public subscript(code: String) -> Int64? { ids[code] }

  /// The same for a code as others write it: closed with a point, its groups with more or fewer zeros before them, as
  /// Siskeudes does (`02.02.04.`).
  public func id(written text: String) -> Int64? {
    if let id = ids[text] { return id }
    return Self.plain(text).flatMap { plain[$0] }
  }

  /// Groups of digits without the zeros before them; nil for a code of other characters.
  private static func plain(_ code: String) -> String? {
    var groups: [Substring] = []
    for group in code.split(separator: ".") {
      guard group.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      let digits = group.drop { $0 == "0" }
      groups.append(digits.isEmpty ? "0" : digits)
    }
    return groups.isEmpty ? nil : groups.joined(separator: ".")
  }

  /// The codes, ascending; for suggestions.
  public var codes: [String] { ids.keys.sorted() }

  /// The cell of a code that the list does not hold, whose text stands at `text` in the block: the writer adds it to the
  /// list as a local one.
  @inlinable public static func unlisted(text: Int) -> Int64 { -1 - Int64(text) }
}

/// One code of a list to be loaded.
public struct CodeEntry: Hashable, Sendable {
  public var code: String
  /// The code it belongs to, such as the sub-bidang of a kegiatan.
  public var parent: String?
  public var name: String
  public var sourceRow: Int

  public init(code: String, parent: String? = nil, name: String, sourceRow: Int) {
    self.code = code
    self.parent = parent
    self.name = name
    self.sourceRow = sourceRow
  }
}

/// A code as it stands in a version of its list.
public struct ListedCode: Hashable, Sendable {
  public var id: Int64
  public var scheme: String
  /// The version of the list, such as `20/2018`; `CodeVersion.local` for codes that came with data.
  public var version: String
  public var code: String
  public var parent: String?
  public var name: String
  public var validFrom: CalendarDate?

  public init(
    id: Int64, scheme: String, version: String, code: String, parent: String?, name: String, validFrom: CalendarDate?
  ) {
    self.id = id
    self.scheme = scheme
    self.version = version
    self.code = code
    self.parent = parent
    self.name = name
    self.validFrom = validFrom
  }
}

/// Names of versions that are no list's own.
public enum CodeVersion {
  /// Codes that a list does not hold, accepted with data.
  public static let local = "lokal"
}

/// Reading lists of codes.
public protocol CodeReading {
  /// The codes of a list; empty where none was loaded.
  func codes(of scheme: String) throws -> CodeList
  /// All codes of a list in all versions, by code and date.
  func listedCodes(of scheme: String) throws -> [ListedCode]
}
