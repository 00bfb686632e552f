import Diagnostics

/// Reads `sharedStrings.xml`: the text of each item, its rich runs joined and phonetic guides left out.
final class SharedStringsHandler: XMLHandler {
  private let strings: SharedStrings
  private let file: String
  private let maximumBytes: Int
  private var depth = 0
  /// The depth of the element whose content is passed over, 0 for none.
  private var skipped = 0
  private var isText = false
  private var text: [UInt8] = []
  private(set) var failure: Diagnostic?
  var isPaused: Bool { false }

  init(_ strings: SharedStrings, file: String, maximumBytes: Int) {
    self.strings = strings
    self.file = file
    self.maximumBytes = maximumBytes
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    guard skipped == 0 else { return }
    switch depth {
    case 1: break
    case 2: if name.local.equals("si") { text.removeAll(keepingCapacity: true) } else { skipped = depth }
    case 3 where name.local.equals("t"): isText = true
    case 3 where name.local.equals("r"): break
    case 4 where name.local.equals("t"): isText = true
    default: skipped = depth
    }
  }

  func end() {
    if skipped == depth {
      skipped = 0
    } else if skipped == 0 {
      isText = false
      if depth == 2 {
        do throws(Diagnostic) {
          ExcelEscape.decode(&text)
          let outcome: Result<Void, Diagnostic> = text.withUnsafeBytes { buffer in
            do throws(Diagnostic) { return .success(try strings.append(buffer)) } catch { return .failure(error) }
          }
          try outcome.get()
        } catch {
          failure = error
        }
      }
    }
    depth -= 1
  }

  func text(_ bytes: UnsafeRawBufferPointer) {
    guard isText, skipped == 0 else { return }
    text.append(contentsOf: bytes)
    if text.count > maximumBytes, failure == nil {
      failure = .cellTooLong(file, sheet: nil, row: nil, column: nil, limit: maximumBytes)
    }
  }
}

/// The escapes `_x000D_` that Excel puts for characters XML cannot hold.
enum ExcelEscape {
  /// Decodes in place. Escapes of control characters but tab and line ends, of surrogates and of nothing stay as they are.
  static func decode(_ text: inout [UInt8]) {
    guard text.contains(UInt8(ascii: "_")) else { return }
    var (read, write) = (0, 0)
    while read < text.count {
      if text[read] == UInt8(ascii: "_"), let scalar = scalar(text, at: read) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          text[write] = byte
          write += 1
        }
        read += 7
      } else {
        text[write] = text[read]
        write += 1
        read += 1
      }
    }
    text.removeSubrange(write...)
  }

  private static func scalar(_ text: [UInt8], at start: Int) -> Unicode.Scalar? {
    guard start + 7 <= text.count, text[start + 1] == UInt8(ascii: "x"), text[start + 6] == UInt8(ascii: "_") else {
      return nil
    }
    var number: UInt32 = 0
    for byte in text[start + 2..<start + 6] {
      guard let digit = hexDigit(byte) else { return nil }
      number = number * 16 + digit
    }
    guard number >= 0x20 || [9, 10, 13].contains(number) else { return nil }
    return Unicode.Scalar(number)
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }
}
