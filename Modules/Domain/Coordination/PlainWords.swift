/// The words of what people write, however they capitalise it and whatever marks stand between: *Kepala DPMD, Kab. Kurun* and
/// *kepala dpmd kab kurun* are the same.
public enum PlainWords {
  /// Letters and digits in lower case.
  public static func list(_ text: String) -> [String] {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return plain(text.utf8) }
    return text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The words of ASCII, byte by byte: most of what is compared is.
  private static func plain(_ text: String.UTF8View) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    func isWord(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: false
      }
    }
    func close() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text {
      // Digits have this bit already.
      if isWord(byte) { word.append(byte | 0x20) } else { close() }
    }
    close()
    return words
  }

  /// The words with one blank between them.
  public static func joined(_ text: String) -> String { list(text).joined(separator: " ") }
}
