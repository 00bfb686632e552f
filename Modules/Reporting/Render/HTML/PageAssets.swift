public import Diagnostics
import Foundation

/// What makes pages look good and draw charts: Bootstrap and Chart.js, read from the system's JavaScript folder and put
/// into each page, so that it needs no network and no other file.
public struct PageAssets: Hashable, Sendable {
  /// Bootstrap's style sheet; nil leaves pages with their own plain one.
  public var bootstrap: String?
  /// Chart.js; nil leaves pages without charts.
  public var chart: String?
  /// The Debian packages that would have been needed.
  public var missing: [String]

  /// Where Debian and Ubuntu keep JavaScript.
  public static let systemFolder = "/usr/share/javascript"

  /// The packages that hold them.
  private static let packages = "libjs-bootstrap5 libjs-chart.js".split(separator: " ")

  /// None at all.
  public init() {
    missing = []
  }

  /// Reads them from a folder laid out as `systemFolder` is.
  public init(folder: String) {
    let bootstrap = Self.text("\(folder)/bootstrap5/css/bootstrap.min.css")
    let chart = Self.text("\(folder)/chart.js/chart.min.js")
    missing = zip(Self.packages, [bootstrap, chart]).filter { $0.1 == nil }.map { String($0.0) }
    // Neither may end the element that holds it; a map of sources is another file.
    self.bootstrap = bootstrap.map(Self.withoutSourceMap)?.replacingOccurrences(of: "</", with: "<\\/")
    self.chart = chart?.replacingOccurrences(of: "</script", with: "<\\/script", options: .caseInsensitive)
  }

  /// What to say where something is missing; nil where nothing is.
  public var warning: Diagnostic? {
    guard !missing.isEmpty else { return nil }
    let list = missing.joined(separator: " ")
    return Diagnostic(
      code: "page-assets-missing", severity: .warning,
      message: LocalizedText(
        id: chart == nil
          ? "halaman ini tanpa grafik: \(list) tidak terpasang" : "halaman ini tanpa gaya: \(list) tidak terpasang",
        en: chart == nil
          ? "this page has no charts: \(list) is not installed" : "this page is plain: \(list) is not installed"),
      hint: LocalizedText(id: "pasang dengan: apt-get install \(list)", en: "install with: apt-get install \(list)"))
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).flatMap { String(data: $0, encoding: .utf8) }
  }

  private static func withoutSourceMap(_ css: String) -> String {
    css.range(of: "/*# sourceMappingURL", options: .backwards).map { String(css[..<$0.lowerBound]) } ?? css
  }
}
