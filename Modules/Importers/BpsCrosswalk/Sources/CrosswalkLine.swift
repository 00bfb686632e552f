import Diagnostics
import Domain
import Storage

/// A line of a crosswalk: cells between commas that nobody quoted.
struct CrosswalkLine {
  /// Why a line says nothing.
  enum Flaw: Error {
    case malformed
    case levels(Int64, RegionCode)
  }

  /// The line's meaning.
  ///
  /// The Kemendagri code is the only cell of its form between the names: with commas in a name there are more cells, and
  /// still only one way to read them. A name that was cut, or a parent that is missing, changes nothing.
  static func read(_ cells: [String], row: Int) throws(Flaw) -> CrosswalkRow {
    let cells = cells.map { $0.trimmedOfBlanks }
    guard cells.count >= 3, let foreign = foreignCode(cells[0]) else { throw .malformed }
    let positions = cells.indices.filter { $0 >= 2 && isDotted(cells[$0]) }
    let plain = cells.indices.contains(2) && RegionCode(cells[2]) != nil ? [2] : []
    let found = positions.isEmpty ? plain : positions
    guard found.count == 1, let position = found.first, let code = RegionCode(cells[position]) else {
      throw .malformed
    }
    guard level(of: foreign) == code.level else { throw .levels(foreign, code) }
    var rest = cells[(position + 1)...]
    if rest.count > 1, let last = rest.last, last.isEmpty || foreignCode(last) != nil { rest.removeLast() }
    return CrosswalkRow(
      foreign: foreign, code: code, foreignName: cells[1..<position].joined(separator: ", "),
      name: rest.joined(separator: ", "), sourceRow: row)
  }

  /// A BPS code of any level.
  static func foreignCode(_ text: String) -> Int64? {
    guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(text), text.first != "0",
      level(of: number) != nil
    else { return nil }
    return number
  }

  /// BPS codes have 2 digits for a province, 4 for a kabupaten, 7 for a kecamatan, 10 for a village.
  static func level(of foreign: Int64) -> RegionLevel? {
    switch foreign {
    case 10...99: .province
    case 1000...9999: .regency
    case 1_000_000...9_999_999: .district
    case 1_000_000_000...9_999_999_999: .village
    default: nil
    }
  }

  private static func isDotted(_ text: String) -> Bool { text.contains(".") && RegionCode(text) != nil }
}

extension String {
  fileprivate var trimmedOfBlanks: String {
    let rest = drop { $0.isWhitespace }
    return rest.lastIndex { !$0.isWhitespace }.map { String(rest[...$0]) } ?? ""
  }
}
