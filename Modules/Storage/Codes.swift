public import Domain

/// The codes of one list (`scheme`) and the ids by which data rows keep them.
///
/// An id never changes: where a later version of the list holds the same code, rows keep the id of its first.
public struct CodeList: Sendable {
  public let scheme: String
  private let ids: [String: Int64]

  public init(scheme: String, ids: [String: Int64]) {
    self.scheme = scheme
    self.ids = ids
  }

  public var count: Int { ids.count }

  /// The id of a code as the list writes it; nil where the list does not hold it.
  public subscript(code: String) -> Int64? { ids[code] }

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
