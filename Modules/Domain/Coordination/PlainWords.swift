/// The words of what people write, however they capitalise it and whatever marks stand between: *Kepala DPMD, Kab. Kurun* and
/// *kepala dpmd kab kurun* are the same.
public enum PlainWords {
  /// Letters and digits in lower case.
  public static func list(_ text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The words with one blank between them.
  public static func joined(_ text: String) -> String { list(text).joined(separator: " ") }
}
