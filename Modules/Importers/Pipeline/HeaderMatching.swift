/// Headers as they are compared: letters and digits only, lower case.
enum HeaderMatching {
  static func normalised(_ header: String) -> String {
    String(header.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The column of the first of `wanted` that stands in `headers` (normalised).
  static func column(_ wanted: [String], in headers: [String]) -> Int? {
    for name in wanted {
      if let column = headers.firstIndex(of: normalised(name)) { return column }
    }
    return nil
  }
}
