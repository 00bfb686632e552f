public import Diagnostics
import Foundation

/// Standard output for results, standard error for everything else.
public struct Console: Sendable {
  public var language: Language
  public var quiet: Bool

  public init(language: Language, quiet: Bool) {
    self.language = language
    self.quiet = quiet
  }

  /// A result.
  public func result(_ text: String) { Self.write(text + "\n", to: 1) }

  public func result(_ text: LocalizedText) { result(text[language]) }

  /// Something that is not the result itself, such as what was done.
  public func tell(_ text: LocalizedText) { if !quiet { Self.write(text[language] + "\n", to: 2) } }

  /// Problems, one line each; with `quiet` only errors.
  public func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where !quiet || diagnostic.severity == .error {
      Self.write(Self.safe(diagnostic.line(in: language)) + "\n", to: 2)
    }
  }

  /// Control characters of data never reach the terminal.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.value < 32 || (127...159).contains($0.value) }) else { return text }
    return text.unicodeScalars.map { scalar in
      scalar.value < 32 || (127...159).contains(scalar.value) ? "�" : String(scalar)
    }.joined()
  }

  /// Writes all bytes; a closed pipe is silent.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        guard count > 0 else {
          if count < 0, errno == EINTR { continue }
          return
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }
}
