import Diagnostics
import Domain
import Foundation
import Importers
import Logging
import PluginKit
import Reporting
import Storage
import Workbooks

extension Session {
  /// Where a report's result goes, as the command line says it.
  public struct ReportRequest: Sendable {
    public var region: String?
    public var period: String?
    /// The day whose regions the report is about; nil for those of each period.
    public var asOf: String?
    /// Whose codes the report shows: `kemendagri` (nil) or `bps`.
    public var codes: String?
    public var settings: [String]
    public var format: String?
    public var output: String?
    /// Whether names of people are replaced by numbers.
    public var isAnonymous: Bool
    /// The level whose regions each get a file of their own: `kecamatan`.
    public var each: String?

    public init(
      region: String?, period: String?, asOf: String? = nil, codes: String? = nil, settings: [String], format: String?,
      output: String?, isAnonymous: Bool = false, each: String? = nil
    ) {
      self.each = each
      self.isAnonymous = isAnonymous
      self.codes = codes
      self.asOf = asOf
      self.region = region
      self.period = period
      self.settings = settings
      self.format = format
      self.output = output
    }
  }

  /// Runs a report and writes it; `--format` wins over the ending of the output's name.
  public func runReport(_ id: String, _ request: ReportRequest) throws {
    prepare(toRun: .report, id)
    if let each = request.each { return try runReportOnEach(id, request, of: level(each)) }
    let format = try format(request)
    let scheme = try scheme(request.codes)
    let (report, asked, table) = try asked(id, request, format)
    let start = ContinuousClock.now
    var document = try asked.store.consistently { try self.document(report, asked, scheme) }
    if request.isAnonymous { document = document.anonymised }
    log.debug("report made in \(ContinuousClock.now - start)")
    if let table {
      do {
        document = try document.selecting(table: table)
      } catch {
        throw CommandFailure(.usage, [error])
      }
    }
    let target: OutputTarget = request.output.map { $0 == "-" ? .standardOutput : .file($0) } ?? .standardOutput
    try document.write(as: format, options: renderOptions(format), to: target)
    if document.isEmpty, format != .text {
      console.report(document.notes.map { Diagnostic(code: "nothing-to-show", severity: .note, message: $0) })
    }
    if case .file(let path) = target {
      console.tell(LocalizedText(id: "Ditulis ke \(path)", en: "Written to \(path)"))
    }
  }

  /// The report with its context, and the one table that is wanted.
  func asked(_ id: String, _ request: ReportRequest, _ format: ReportFormat) throws -> (
    report: any Report, context: ReportContext, table: String?
  ) {
    var settings = try settings(request.settings)
    let table = settings.removeValue(forKey: "table")
    var (report, context) = try reportContext(
      id, region: try request.region.map { try region($0) } ?? .nation,
      period: try request.period.map { try period($0) },
      settings: settings)
    context.extent = ReportExtent(format, table: table)
    context.asOf = try request.asOf.map { try date($0, option: "--as-of") }
    return (report, context, table)
  }

  /// What a report says, under the codes asked for.
  func document(_ report: any Report, _ asked: ReportContext, _ scheme: RegionScheme) throws -> ReportDocument {
    let document = try report.document(asked)
    guard scheme == .bps else { return document }
    let day = asked.asOf ?? document.period.flatMap { Period($0)?.lastDay }
    guard let register = try asked.store.registerDate(for: day)?.date else { return document }
    do {
      return try document.withBPSCodes(asked.store, in: asked.region, at: register)
    } catch let failure as ImportFailure {
      throw CommandFailure(.data, failure.diagnostics)
    }
  }

  func renderOptions(_ format: ReportFormat) -> RenderOptions {
    let createdAt = surroundings.environment["SINERGI_NOW"].map { _ in Date(timeIntervalSince1970: surroundings.clock())
    }
    return RenderOptions(
      language: console.language, width: Self.width, createdAt: createdAt,
      assets: [.html, .pdf].contains(format) ? pageAssets() : PageAssets())
  }

  /// Styles and scripts for pages; says what is missing of them.
  private func pageAssets() -> PageAssets {
    let assets = PageAssets(folder: surroundings.environment["SINERGI_JAVASCRIPT"] ?? PageAssets.systemFolder)
    if let warning = assets.warning { console.report([warning]) }
    return assets
  }

  func scheme(_ text: String?) throws -> RegionScheme {
    guard let text else { return .kemendagri }
    guard let scheme = RegionScheme(rawValue: text) else {
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "--codes: `\(text)` tidak dikenal", en: "--codes: unknown scheme `\(text)`"),
        hint: LocalizedText(id: "yang ada: kemendagri, bps", en: "there are: kemendagri, bps"))
    }
    return scheme
  }

  func format(_ request: ReportRequest) throws -> ReportFormat {
    if let text = request.format {
      guard let format = ReportFormat(rawValue: text) else {
        let known = ReportFormat.allCases.map(\.rawValue)
        throw CommandFailure(
          .usage, "format-unknown",
          LocalizedText(id: "format `\(text)` tidak dikenal", en: "unknown format `\(text)`"),
          hint: LocalizedText(
            id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
      }
      if !format.isText, request.output == nil || request.output == "-", isatty(STDOUT_FILENO) == 1 {
        throw CommandFailure(
          .usage, "output-missing",
          LocalizedText(
            id: "\(format.rawValue) tidak dapat ditampilkan di terminal",
            en: "\(format.rawValue) cannot be shown in a terminal"),
          hint: LocalizedText(
            id: "beri nama berkasnya: --output laporan.\(format.rawValue)",
            en: "name a file: --output report.\(format.rawValue)")
        )
      }
      return format
    }
    return request.output.flatMap { ReportFormat(path: $0) } ?? .text
  }
}
