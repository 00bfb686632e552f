import Diagnostics
import Foundation

/// The lines of a tap's output, read as they come: a pipe may fall silent for hours, and what came before has to be
/// committed all the same.
struct SingerLines: ~Copyable {
  /// What a call of `next` brought.
  enum Event {
    /// A line without its end; it holds until the next call.
    case line(UnsafeRawBufferPointer, number: Int)
    /// Nothing came until the deadline.
    case silence
    case end
  }

  private let descriptor: Int32
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var scanned = 0
  private var end = 0
  private var number = 0
  private var isEnded = false

  /// The longest message taken.
  static let longestLine = 16 << 20

  init(descriptor: Int32) {
    self.descriptor = descriptor
    buffer = .allocate(byteCount: 1 << 18, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// The next line that is not blank.
  ///
  /// - Parameter deadline: until when to wait; nil waits for as long as it takes.
  mutating func next(until deadline: ContinuousClock.Instant?) throws(Diagnostic) -> Event {
    while true {
      if let at = newline() {
        let line = UnsafeRawBufferPointer(rebasing: buffer[start..<at])
        start = at + 1
        scanned = start
        number += 1
        if Self.isBlank(line) { continue }
        return .line(line, number: number)
      }
      if isEnded {
        guard start < end else { return .end }
        let line = UnsafeRawBufferPointer(rebasing: buffer[start..<end])
        start = end
        scanned = end
        number += 1
        if Self.isBlank(line) { return .end }
        return .line(line, number: number)
      }
      scanned = end
      try makeRoom()
      guard try fill(until: deadline) else { return .silence }
    }
  }

  private func newline() -> Int? {
    guard scanned < end, let base = buffer.baseAddress else { return nil }
    return memchr(base + scanned, 0x0A, end - scanned).map { UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }

  private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
    for byte in line where byte != 0x20 && byte != 0x0D && byte != 0x09 { return false }
    return true
  }

  /// Moves what is left to the front, or makes the buffer larger for a long line.
  private mutating func makeRoom() throws(Diagnostic) {
    guard buffer.count - end < 1 << 16 else { return }
    let rest = end - start
    guard rest <= Self.longestLine else {
      throw Diagnostic(
        code: "record-too-long",
        message: LocalizedText(
          id: "baris ini lebih panjang dari \(Self.longestLine) bita",
          en: "this row is longer than \(Self.longestLine) bytes"), place: Place(file: "-", line: number + 1),
        hint: LocalizedText(id: "periksa keluaran tap", en: "check what the tap writes"))
    }
    var target = buffer
    if rest > buffer.count / 2 { target = .allocate(byteCount: buffer.count * 2, alignment: 16) }
    if rest > 0, let from = buffer.baseAddress, let to = target.baseAddress { memmove(to, from + start, rest) }
    if target.baseAddress != buffer.baseAddress {
      buffer.deallocate()
      buffer = target
    }
    (start, scanned, end) = (0, rest, rest)
  }

  /// Reads what is there; false where nothing came until the deadline.
  private mutating func fill(until deadline: ContinuousClock.Instant?) throws(Diagnostic) -> Bool {
    while true {
      if let deadline {
        let left = deadline - ContinuousClock.now
        guard left > .zero else { return false }
        var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(clamping: left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1)
        let ready = poll(&wanted, 1, milliseconds)
        if ready == 0 { return false }
        if ready < 0, errno == EINTR { continue }
      }
      let got = read(descriptor, buffer.baseAddress.map { $0 + end }, buffer.count - end)
      if got > 0 {
        end += got
        return true
      }
      if got == 0 {
        isEnded = true
        return true
      }
      if errno == EINTR { continue }
      let reason = String(cString: strerror(errno))
      throw Diagnostic(
        code: "file-unreadable",
        message: LocalizedText(
          id: "masukan standar tidak dapat dibaca (\(reason))", en: "standard input cannot be read (\(reason))"),
        place: Place(file: "-", line: number + 1))
    }
  }
}
