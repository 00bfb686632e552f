public import Domain

/// What one code of another scheme means.
public struct CrosswalkRow: Hashable, Sendable {
  /// The other scheme's code as a number; BPS codes have 2, 4, 7 or 10 digits.
  public var foreign: Int64
  public var code: RegionCode
  /// The region's name in the other scheme.
  public var foreignName: String
  /// The region's name in the edition of the register that the crosswalk was made for.
  public var name: String
  public var sourceRow: Int

  public init(foreign: Int64, code: RegionCode, foreignName: String, name: String, sourceRow: Int) {
    self.foreign = foreign
    self.code = code
    self.foreignName = foreignName
    self.name = name
    self.sourceRow = sourceRow
  }
}

/// A crosswalk as columns, by foreign code.
public struct CrosswalkTable: Hashable, Sendable {
  /// Ascending; each once.
  public var foreign: [Int64] = []
  public var codes: [Int64] = []
  public var foreignNames: [String] = []
  public var names: [String] = []

  public init() {}

  /// The row of a foreign code.
  public func row(of code: Int64) -> Int? {
    var low = 0
    var high = foreign.count
    while low < high {
      let middle = (low + high) / 2
      if foreign[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < foreign.count && foreign[low] == code ? low : nil
  }
}

/// Reading crosswalks between the register and other schemes.
public protocol CrosswalkReading {
  /// What the codes of a scheme mean on a day (nil: the latest), for targets in a region; before a code's first entry
  /// that entry serves. Empty where none was loaded.
  func crosswalk(_ scheme: RegionScheme, in region: RegionCode, at date: CalendarDate?) throws -> CrosswalkTable
}
