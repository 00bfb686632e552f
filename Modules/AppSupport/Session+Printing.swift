import Diagnostics
import Foundation
public import Reporting
import Workbooks

extension Session {
  /// Prints a document of facts on standard output: text, or JSON with `--json`.
  public func show(_ document: ReportDocument, json: Bool) throws {
    try document.write(
      as: json ? .json : .text, options: RenderOptions(language: console.language, width: Self.width),
      to: .standardOutput)
  }

  /// The columns text is made to fit: 80, unless `COLUMNS` or the terminal says otherwise; never under 60 or over 160.
  static var width: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return min(160, max(60, Int(size.ws_col)))
    }
    return 80
  }
}
