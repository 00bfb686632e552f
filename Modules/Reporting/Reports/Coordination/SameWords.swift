import Foundation
import Storage

/// Which texts of a column say the same: the same letters and digits in the same order, whatever their case and what stands
/// between the words.
struct SameWords {
  /// By the code of a text, the number that it shares with those that say the same.
  private let groups: [Int32]
  private let empty: Int32

  init(_ texts: TextCodes) {
    // The first row says nothing.
    var words = TextColumn([""])
    var buffer: [UInt8] = []
    for code in 0..<Int32(texts.count) {
      buffer.removeAll(keepingCapacity: true)
      let isPlain = texts.withBytes(of: code) { Self.write($0, to: &buffer) }
      if !isPlain { buffer = Self.words(of: texts.text(of: code)) }
      buffer.withUnsafeBytes { words.append($0) }
    }
    let codes = TextCodes(words).codes
    empty = codes[0]
    groups = Array(codes.dropFirst())
  }

  /// Texts that are missing say nothing, like those without a word.
  subscript(code: Int32) -> Int32 { code < 0 ? empty : groups[Int(code)] }

  /// Writes the words in small letters with a space between them; false for a text that is not ASCII.
  private static func write(_ text: UnsafeRawBufferPointer, to buffer: inout [UInt8]) -> Bool {
    var isBetween = false
    for byte in text {
      switch byte {
      case 0x80...: return false
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isBetween, !buffer.isEmpty { buffer.append(UInt8(ascii: " ")) }
        isBetween = false
        // Digits have this bit already.
        buffer.append(byte | 0x20)
      default: isBetween = true
      }
    }
    return true
  }

  private static func words(of text: String) -> [UInt8] {
    let words = text.decomposedStringWithCanonicalMapping.lowercased().split { !$0.isLetter && !$0.isNumber }
    return Array(words.joined(separator: " ").utf8)
  }
}
