/// Ids of plugins, datasets and fields: `[a-z][a-z0-9_]{0,57}`, so that each is also a legal column name and file name.
public enum Identifier {
  /// Column names that every data table has of its own; no field may be called so.
  public static let reserved: Set<String> = ["region", "period", "part", "source_row"]

  /// The ending of the columns that hold recomputed figures beside the published ones.
  public static let computedSuffix = "_computed"

  public static func isValid(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...58).contains(bytes.count), (97...122).contains(bytes[0]) else { return false }
    return bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
  }
}
