/// What Excel allows (Microsoft: "Excel specifications and limits").
package enum XLSXLimits {
  package static let columns = 16_384
  /// UTF-16 units of a cell's text.
  package static let text = 32_767
  /// UTF-16 units of a sheet's name.
  package static let sheetName = 31
}

/// References to cells in formulas.
package enum XLSXReference {
  /// `A` for 0, `AA` for 26.
  package static func column(_ index: Int) -> String {
    var letters = ""
    var rest = index
    repeat {
      letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
      rest = rest / 26 - 1
    } while rest >= 0
    return letters
  }

  /// `='Status IDM'!$C$5:$C$14`, rows from 0.
  package static func range(sheet: String, column index: Int, rows: Range<Int>) -> String {
    let name = sheet.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "''" : String($1) }
    let letters = column(index)
    return "='\(name)'!$\(letters)$\(rows.lowerBound + 1):$\(letters)$\(rows.upperBound)"
  }
}
