import Diagnostics
import Synchronization

/// What was found out about the encoding of a text while it was read.
final class EncodingFinding: Sendable {
  private let offset = Mutex<Int?>(nil)

  /// Where the first byte stands that made the text be taken for Windows-1252; nil as long as it is UTF-8.
  var windows1252From: Int? { offset.withLock { $0 } }

  func note(windows1252From position: Int) { offset.withLock { $0 = position } }
}

/// Hands on a text that does not say how it is encoded: as it stands where it is UTF-8, else from Windows-1252.
///
/// Up to the first byte outside ASCII both are the same. The bytes around that one decide for the whole rest: sequences that
/// are valid in UTF-8 are next to impossible in Windows-1252 text. Where that byte stands does not matter, be it at the end
/// of a long file. A UTF-8 text with a few damaged places stays UTF-8, and its reader reports them.
struct UnmarkedByteSource: ByteSource {
  private enum Mode {
    case undecided
    case utf8
    case windows1252
  }

  private var source: any ByteSource
  private let finding: EncodingFinding
  private var mode = Mode.undecided
  /// Bytes read and not handed on yet, in the encoding of the file.
  private var held: [UInt8] = []
  private var decoder: Windows1252ByteSource?
  private var position = 0
  private var heldHead = 0

  init(_ source: any ByteSource, finding: EncodingFinding) {
    self.source = source
    self.finding = finding
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard buffer.count > 0 else { return 0 }
    if mode == .windows1252 { return try decoder?.read(into: buffer) ?? 0 }
    if heldHead < held.count { return takeHeld(into: buffer) }
    let count = try source.read(into: buffer)
    guard mode == .undecided, count > 0 else { return count }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    guard let first = bytes.firstIndex(where: { $0 >= 0x80 }) else {
      position += count
      return count
    }
    // The ASCII before it goes on; the rest waits until enough of it is there to decide.
    held = Array(bytes[first...])
    heldHead = 0
    position += first
    try decide()
    return first > 0 ? first : try read(into: buffer)
  }

  private mutating func decide() throws(Diagnostic) {
    let wanted = 1 << 12
    var more = [UInt8](repeating: 0, count: wanted)
    var isEnded = false
    while held.count < wanted, !isEnded {
      let got = try source.fill(&more, from: 0)
      isEnded = got == 0
      held.append(contentsOf: more[..<got])
    }
    var (valid, invalid) = (0, 0)
    // Always as many, so that it does not matter in which pieces they come.
    if held.count > wanted { isEnded = false }
    held.withUnsafeBufferPointer { held in
      guard let base = held.baseAddress else { return }
      let bytes = UnsafeBufferPointer(rebasing: held.prefix(wanted))
      var from = 0
      while from < bytes.count {
        let end = UTF8Validation.firstInvalid(base, from: from, to: bytes.count) ?? bytes.count
        valid += (from..<end).count { base[$0] >= 0xC0 }
        guard end < bytes.count else { break }
        // A sequence cut off by the end of what was looked at says nothing.
        if isEnded || end + 4 <= bytes.count { invalid += 1 }
        from = end + 1
      }
    }
    if invalid > valid {
      mode = .windows1252
      finding.note(windows1252From: position)
      decoder = Windows1252ByteSource(PrefixedByteSource(held, then: source))
    } else {
      mode = .utf8
    }
  }

  private mutating func takeHeld(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, held.count - heldHead)
    held.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[heldHead..<heldHead + count]))
    }
    heldHead += count
    if heldHead == held.count { (held, heldHead) = ([], 0) }
    return count
  }
}
