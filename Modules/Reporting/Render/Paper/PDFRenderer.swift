public import Diagnostics
import Foundation
public import Workbooks

/// PDF for printing: the page of `HTMLRenderer`, printed by a headless Chromium.
public struct PDFRenderer: ReportRenderer {
  private let language: Language
  private let assets: PageAssets

  public var format: ReportFormat { .pdf }

  public init(language: Language, assets: PageAssets) {
    self.language = language
    self.assets = assets
  }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    let file = try Converter.browser.convert(
      { try HTMLRenderer(language: language, assets: assets).render(document, to: $0) },
      { folder in
        // Chromium refuses to sandbox for root; the page is ours and may reach nothing.
        (getuid() == 0 ? ["--no-sandbox"] : []) + [
          "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
          "--user-data-dir=\(folder.path)/profile", "--virtual-time-budget=4000", "--no-pdf-header-footer",
          "--print-to-pdf=\(folder.path)/page.pdf", "file://\(folder.path)/page.html",
        ]
      }, output: "page.pdf")
    try file.withUnsafeBytes { try sink.write($0) }
  }
}
