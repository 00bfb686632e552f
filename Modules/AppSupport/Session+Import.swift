public import Diagnostics
import Domain
import Foundation
public import Importers
import Logging
import PluginKit
import Registry
public import Storage

extension Session {
  /// What came of importing several files as one delivery.
  public struct DeliveryReport: Sendable {
    public var reports: [ImportReport] = []
    /// Files that were not taken at all.
    public var failures: [FileFailure] = []
    public var auditHead = ""
    /// The store failed: files after the last failure were not tried.
    public var isStopped = false

    public struct FileFailure: Sendable {
      public var importer: String
      public var file: String
      public var status: ExitStatus
      public var counts: RowCounts
      public var diagnostics: [Diagnostic]
    }

    /// The exit code: the first failure's, else 65 where rows were rejected.
    public var status: ExitStatus {
      if let failure = failures.first { return failure.status }
      return reports.contains { $0.counts.rejected > 0 } ? .data : .done
    }
  }

  /// Imports files with one importer, as one delivery.
  public func importFiles(_ id: String, _ files: [String], _ request: ImportRequest) throws -> DeliveryReport {
    let store = try currentStore()
    let (importer, context) = try importContext(id, request, store: store)
    return try observing(request.diagnostics) { observe in
      var context = context
      context.observe = observe
      return try run(importer, context, files)
    }
  }

  /// Imports lists of confirmed aliases.
  public func importAliases(_ file: String, _ request: ImportRequest) throws -> DeliveryReport {
    let store = try currentStore()
    return try run(AliasListImporter(), try aliasContext(request, store: store), [file])
  }

  /// - Parameter open: how a file is found by its name.
  func run(
    _ importer: any Importer, _ context: ImportContext, _ files: [String],
    open: (String) throws -> ImportFile = Session.opened
  ) throws -> DeliveryReport {
    var context = context
    var delivery = DeliveryReport()
    let bar = ProgressBar.standardError(language: console.language, quiet: options.quiet)
    if let bar { context.progress = { bar.update(rows: $0, fraction: $1) } }
    for name in files {
      defer { bar?.finish() }
      do {
        let file = try open(name)
        let start = ContinuousClock.now
        let report = try importer.run(file, context)
        log.debug("\(name) imported in \(ContinuousClock.now - start)")
        context.delivery = context.delivery ?? report.delivery
        delivery.reports.append(report)
      } catch {
        let failure = CommandFailure(error)
        // Rejected rows that stopped a file were told as they were found.
        if let observe = context.observe, (error as? ImportFailure)?.counts.rejected ?? 0 == 0 {
          failure.diagnostics.forEach(observe)
        }
        // Nothing of the file was stored, whatever it had come to before it stopped.
        var counts = RowCounts()
        counts.read = (error as? ImportFailure)?.counts.read ?? 0
        counts.rejected = (error as? ImportFailure)?.counts.rejected ?? 0
        delivery.failures.append(
          DeliveryReport.FileFailure(
            importer: context.importer.id, file: name, status: failure.status, counts: counts,
            diagnostics: failure.diagnostics))
        // Where the store itself is in trouble further files would meet the same; what was stored before is told.
        if error is StorageError {
          delivery.isStopped = true
          break
        }
      }
    }
    delivery.auditHead = delivery.isStopped ? (try? context.store.auditHead()) ?? "" : try context.store.auditHead()
    return delivery
  }

  static func opened(_ name: String) throws -> ImportFile {
    do {
      return try ImportFile(name)
    } catch {
      throw ImportFailure(.unreadable, [error])
    }
  }

  /// A path relative to the current directory, where it lies in it.
  func shown(_ path: String) -> String {
    let folder = surroundings.currentDirectory + "/"
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  /// Imports the samples of the enabled region plugins, or of those named, in the order their declarations give; lists of codes
  /// come before all others, which refer to them.
  public func importSamples(_ ids: [String]) throws -> DeliveryReport {
    let registry = try validRegistry()
    for id in ids { _ = try enabled(.region, id) }
    let store = try currentStore()
    var whole = DeliveryReport()
    let samples = registry.regions.filter { ids.isEmpty || ids.contains($0.header.id) }.flatMap { plugin in
      plugin.sample.map { (folder: plugin.header.folder, sample: $0) }
    }
    let lists = samples.filter { $0.sample.importer == "code_list" }
    for (folder, sample) in lists + samples.filter({ $0.sample.importer != "code_list" }) {
      let file = shown(folder + "/" + sample.file)
      let request = ImportRequest(settings: sample.options)
      var importer: any Importer = AliasListImporter()
      var context: ImportContext
      if sample.importer != "alias", registry.plugin(.importer, sample.importer) == nil {
        console.report([
          Diagnostic(
            code: "sample-skipped", severity: .note,
            message: LocalizedText(
              id: "\(file): dilewati, karena importir `\(sample.importer)` tidak aktif",
              en: "\(file): left out, as the importer `\(sample.importer)` is not enabled"))
        ])
        continue
      }
      if sample.importer == "alias" {
        context = try aliasContext(request, store: store)
      } else {
        (importer, context) = try importContext(sample.importer, request, store: store)
      }
      context.delivery = whole.reports.lazy.compactMap(\.delivery).first
      let part = try run(importer, context, [file])
      whole.reports += part.reports
      whole.failures += part.failures
      whole.auditHead = part.auditHead
      if part.isStopped { return whole }
    }
    return whole
  }
}

extension Session {
  /// What the options of `run` ask for.
  public func importRequest(
    settings: [String], dryRun: Bool, strict: Bool, stage: String?, asOf: String?, diagnostics: String? = nil
  ) throws -> ImportRequest {
    var wanted: Stage?
    if let stage {
      guard let known = Stage(rawValue: stage) else {
        let names = Stage.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure(
          .usage, "option-invalid",
          LocalizedText(id: "--stage: `\(stage)` tidak dikenal", en: "--stage: unknown `\(stage)`"),
          hint: LocalizedText(id: "yang ada: \(names)", en: "there are: \(names)"))
      }
      wanted = known
    }
    return ImportRequest(
      settings: try self.settings(settings), dryRun: dryRun, strict: strict, stage: wanted,
      asOf: try asOf.map { try date($0, option: "--as-of") }, diagnostics: diagnostics)
  }
}
