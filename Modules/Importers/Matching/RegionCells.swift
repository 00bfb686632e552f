/// What one row says about its region: the cells of a code and of names, UTF-8 as they stand in the source; empty where
/// the source has none.
///
/// The bytes are only read during the call they are given to.
struct RegionCells {
  static var none: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }

  /// The whole code, or its first part.
  var code = Self.none
  /// The following parts of a code that stands in two columns (kecamatan, last four digits) or four.
  var code2 = Self.none
  var code3 = Self.none
  var code4 = Self.none
  var province = Self.none
  var regency = Self.none
  var district = Self.none
  var village = Self.none
}

/// Which of a row's cells a remark is about, so that the caller can say in which column it stands.
enum RegionCell: Hashable, Sendable {
  case code
  case province
  case regency
  case district
  case village
}

extension RegionCells {
  /// Cells from texts, for callers that hold no bytes (forms, titles, tests).
  static func with<Result>(
    code: [String] = [], province: String = "", regency: String = "", district: String = "", village: String = "",
    _ body: (RegionCells) throws -> Result
  ) rethrows -> Result {
    let texts = (0..<4).map { $0 < code.count ? code[$0] : "" } + [province, regency, district, village]
    let bytes = texts.flatMap { Array($0.utf8) }
    return try bytes.withUnsafeBytes { all in
      var from = 0
      func next(_ text: String) -> UnsafeRawBufferPointer {
        let count = text.utf8.count
        defer { from += count }
        return count == 0 ? Self.none : UnsafeRawBufferPointer(rebasing: all[from..<(from + count)])
      }
      var cells = RegionCells()
      cells.code = next(texts[0])
      cells.code2 = next(texts[1])
      cells.code3 = next(texts[2])
      cells.code4 = next(texts[3])
      cells.province = next(texts[4])
      cells.regency = next(texts[5])
      cells.district = next(texts[6])
      cells.village = next(texts[7])
      return try body(cells)
    }
  }
}
