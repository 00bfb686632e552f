import Diagnostics
import Foundation
import Synchronization

/// The line on standard error that tells how far an import has come: rows, rate, time left. Only on a terminal.
public final class ProgressBar: Sendable {
  private struct State {
    var began: Double?
    var drawn = 0.0
    var isShown = false
  }

  private let state = Mutex(State())
  private let language: Language
  private let width: Int
  private let clock: @Sendable () -> Double
  private let write: @Sendable (String) -> Void

  /// Seconds between two drawings, and before the first: what is over in a moment needs none.
  private static let interval = 0.1
  private static let patience = 0.4

  init(
    language: Language, width: Int, clock: @escaping @Sendable () -> Double, write: @escaping @Sendable (String) -> Void
  ) {
    self.language = language
    self.width = width
    self.clock = clock
    self.write = write
  }

  /// The bar of standard error; nil where that is no terminal.
  static func standardError(language: Language, quiet: Bool) -> ProgressBar? {
    guard !quiet, isatty(STDERR_FILENO) == 1, ProcessInfo.processInfo.environment["TERM"] != "dumb" else { return nil }
    var size = winsize()
    let columns = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : 80
    return ProgressBar(
      language: language, width: columns, clock: { Date().timeIntervalSince1970 },
      write: { text in FileHandle.standardError.write(Data(text.utf8)) })
  }

  /// Tells how far it has come; draws now and then.
  public func update(rows: Int, fraction: Double?) {
    let now = clock()
    let elapsed: Double? = state.withLock { state in
      guard let began = state.began else {
        state.began = now
        return nil
      }
      guard now - began >= Self.patience, now - state.drawn >= Self.interval else { return nil }
      state.drawn = now
      state.isShown = true
      return now - began
    }
    guard let elapsed else { return }
    write(
      "\r" + Self.line(rows: rows, fraction: fraction, elapsed: elapsed, width: width - 1, language) + "\u{1B}[K")
  }

  /// Takes the line away.
  public func finish() {
    let wasShown = state.withLock { state in
      defer { state = State() }
      return state.isShown
    }
    if wasShown { write("\r\u{1B}[K") }
  }

  /// The line: a bar and the share where the whole is known, rows, rows a second, and the time left.
  static func line(rows: Int, fraction: Double?, elapsed: Double, width: Int, _ language: Language) -> String {
    let rate = elapsed > 0 ? Int(Double(rows) / elapsed) : 0
    var text =
      language == .indonesian
      ? "\(Session.grouped(rows, language)) baris  \(Session.grouped(rate, language))/dtk"
      : "\(Session.grouped(rows, language)) rows  \(Session.grouped(rate, language))/s"
    if let fraction, fraction > 0 {
      let share = min(1, fraction)
      let left = Int((elapsed * (1 - share) / share).rounded(.up))
      let time =
        left >= 3600 ? "\(left / 3600):\(two(left / 60 % 60)):\(two(left % 60))" : "\(left / 60):\(two(left % 60))"
      text += language == .indonesian ? "  sisa \(time)" : "  \(time) left"
      let percent = "\(Int(share * 100))%"
      let room = min(30, width - text.count - 10)
      if room >= 5 {
        let full = Int(Double(room) * share)
        let bar = String(repeating: "#", count: full) + String(repeating: "-", count: room - full)
        text = "[\(bar)] \(String(repeating: " ", count: max(0, 4 - percent.count)))\(percent)  " + text
      } else {
        text = percent + "  " + text
      }
    }
    return String(text.prefix(max(10, width)))
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
