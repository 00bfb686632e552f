public import Diagnostics
public import Foundation
public import Workbooks

/// The formats a report comes in.
public enum ReportFormat: String, Hashable, Sendable, CaseIterable {
  case text, csv, json, xlsx, html, pdf, docx, ics

  /// The usual ending of a file's name, without the dot.
  public var fileExtension: String {
    switch self {
    case .text: "txt"
    case .csv, .json, .xlsx, .html, .pdf, .docx, .ics: rawValue
    }
  }

  /// The media type for HTTP and mail.
  public var mediaType: String {
    switch self {
    case .text: "text/plain; charset=utf-8"
    case .csv: "text/csv; charset=utf-8; header=present"
    case .json: "application/json"
    case .html: "text/html; charset=utf-8"
    case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    case .pdf: "application/pdf"
    case .ics: "text/calendar; charset=utf-8"
    }
  }

  /// Whether the bytes may be shown on a terminal.
  public var isText: Bool { ![.xlsx, .pdf, .docx].contains(self) }

  /// The format that a file's name asks for by its ending, or nil.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return nil }
    let ending = path[path.index(after: dot)...].lowercased()
    guard let format = Self.allCases.first(where: { $0.fileExtension == ending }) else { return nil }
    self = format
  }

  /// The renderer of this format.
  public func renderer(_ options: RenderOptions = RenderOptions()) -> any ReportRenderer {
    switch self {
    case .text: TextRenderer(language: options.language, width: options.width)
    case .csv: CSVRenderer(language: options.language)
    case .json: JSONRenderer(language: options.language)
    case .xlsx: XLSXRenderer(language: options.language, createdAt: options.createdAt)
    case .html: HTMLRenderer(language: options.language, assets: options.assets)
    case .pdf: PDFRenderer(language: options.language, assets: options.assets)
    case .docx: DOCXRenderer(language: options.language)
    case .ics: ICalendarRenderer(language: options.language, createdAt: options.createdAt)
    }
  }
}

/// What a reader may choose about the looks of a report.
public struct RenderOptions: Hashable, Sendable {
  /// The language of titles, labels and numbers.
  public var language: Language
  /// The columns of the terminal that text must fit.
  public var width: Int
  /// The time written into workbooks as their creation; nil is the moment of writing.
  public var createdAt: Date?
  /// What pages are made with.
  public var assets: PageAssets

  public init(
    language: Language = .indonesian, width: Int = 80, createdAt: Date? = nil, assets: PageAssets = PageAssets()
  ) {
    self.assets = assets
    self.language = language
    self.width = width
    self.createdAt = createdAt
  }
}

extension ReportDocument {
  /// Renders the document and writes it: whole or not at all where `target` is a file.
  ///
  /// - Throws: a `Diagnostic` with the code `output-unwritable`.
  public func write(as format: ReportFormat, options: RenderOptions = RenderOptions(), to target: OutputTarget) throws {
    let renderer = format.renderer(options)
    try target.write { sink in try renderer.render(self, to: sink) }
  }
}
