import Domain

/// A row's cells as texts, for all that is not a plain code.
struct RegionRow: Hashable, Sendable {
  var codes: [String]
  var names: RegionNames

  init(codes: [String], names: RegionNames) {
    self.codes = codes
    self.names = names
  }

  init(_ cells: RegionCells, usesNames: Bool) {
    codes = [cells.code, cells.code2, cells.code3, cells.code4].map { String(decoding: $0, as: UTF8.self) }
    while codes.last?.isEmpty ?? false { codes.removeLast() }
    names = usesNames ? RegionNames(cells) : RegionNames()
  }

  /// The code as it stands in the source, for messages.
  var printed: String { codes.joined(separator: " ") }

  func key(_ edition: Int) -> String {
    var key = "\(edition)"
    for text in codes + ["", names.province, names.regency, names.district, names.village] {
      key += "\u{1F}"
      key += text
    }
    return key
  }
}

extension RegionCells {
  /// The cell with the name of a level.
  subscript(level: RegionLevel) -> UnsafeRawBufferPointer {
    switch level {
    case .nation: Self.none
    case .province: province
    case .regency: regency
    case .district: district
    case .village: village
    }
  }
}

/// The parents' names that were last found to agree with a code's parents: rows of one district follow each other.
struct CheckedParents: Sendable {
  private var bytes: [UInt8] = []
  private var ends: (Int, Int) = (0, 0)
  private var parent: Int64 = -1
  private var edition = -1

  func holds(_ cells: RegionCells, _ parent: Int64, _ edition: Int) -> Bool {
    guard parent == self.parent, edition == self.edition,
      bytes.count == cells.province.count + cells.regency.count + cells.district.count,
      ends == (cells.province.count, cells.province.count + cells.regency.count)
    else { return false }
    return bytes[..<ends.0].elementsEqual(cells.province) && bytes[ends.0..<ends.1].elementsEqual(cells.regency)
      && bytes[ends.1...].elementsEqual(cells.district)
  }

  mutating func keep(_ cells: RegionCells, _ parent: Int64, _ edition: Int) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: cells.province)
    ends.0 = bytes.count
    bytes.append(contentsOf: cells.regency)
    ends.1 = bytes.count
    bytes.append(contentsOf: cells.district)
    self.parent = parent
    self.edition = edition
  }

  /// Whether a cell holds a name's very letters and digits (ASCII), whatever stands between them.
  static func isSame(_ cell: UnsafeRawBufferPointer, _ name: String) -> Bool {
    var name = name
    return name.withUTF8 { name in
      var i = 0
      var j = 0
      while true {
        while i < cell.count, !isLetter(cell[i]) { if cell[i] > 127 { return false } else { i += 1 } }
        while j < name.count, !isLetter(name[j]) { if name[j] > 127 { return false } else { j += 1 } }
        if i == cell.count || j == name.count { return i == cell.count && j == name.count }
        if lower(cell[i]) != lower(name[j]) { return false }
        i += 1
        j += 1
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte)
  }
  private static func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte | 32 : byte }
}
