import Foundation

/// The C library's own idea of how wide a character is on a terminal: a judge that shares nothing with our tables.
final class TerminalOracle {
  private typealias Width = @convention(c) (wchar_t) -> Int32

  private let locale: locale_t
  private let wcwidth: Width

  /// Nil where the system has no UTF-8 locale.
  init?() {
    // The header hides the function from Swift.
    guard let function = dlsym(nil, "wcwidth"), let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil) else {
      return nil
    }
    self.wcwidth = unsafeBitCast(function, to: Width.self)
    self.locale = locale
  }

  deinit { freelocale(locale) }

  /// The width of a character, or nil where the library holds it for not printable.
  func width(of scalar: Unicode.Scalar) -> Int? {
    let before = uselocale(locale)
    defer { uselocale(before) }
    let width = wcwidth(wchar_t(scalar.value))
    return width < 0 ? nil : Int(width)
  }
}
