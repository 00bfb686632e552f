public import Diagnostics
public import Domain
public import PluginKit
public import Storage

/// Everything an import needs besides its file: the store, the declarations and what the user asked for.
public struct ImportContext {
  public var store: any Store
  public var importer: PluginHeader
  /// Values of the plugin's options and of the reserved ones (`period`, `header_row`, `delimiter`, `encoding` …).
  public var options: [String: String]
  public var datasets: [String: DatasetDeclaration]
  public var targets: [String: ScopedTarget]
  public var dryRun: Bool
  /// Any rejected row stops the file.
  public var strict: Bool
  public var stage: Stage?
  public var origin: ImporterDeclaration.Origin
  public var asOf: CalendarDate?
  /// The delivery the batch joins; nil starts one.
  public var delivery: Int64?
  /// Seconds since 1970 (UTC).
  public var now: Double
  /// Set where the file holds rejected rows of an earlier batch, to be read again.
  public var retry: Retry?
  /// What the files of a command share of the register.
  public var regions = RegionsKept()
  /// Told now and then how far the reading has come: source rows read, and the part of the input read (0 to 1) where that
  /// is known. May be called from any thread, as often as is handy.
  public var progress: @Sendable (_ rows: Int, _ fraction: Double?) -> Void = { _, _ in }
  /// Is given every diagnostic of the run as it comes, also those that a report only counts.
  public var observe: (@Sendable (Diagnostic) -> Void)?

  public init(
    store: any Store, importer: PluginHeader, options: [String: String] = [:],
    datasets: [String: DatasetDeclaration] = [:], targets: [String: ScopedTarget] = [:], dryRun: Bool = false,
    strict: Bool = false, stage: Stage? = nil, origin: ImporterDeclaration.Origin = .table, asOf: CalendarDate? = nil,
    delivery: Int64? = nil, now: Double
  ) {
    self.store = store
    self.importer = importer
    self.options = options
    self.datasets = datasets
    self.targets = targets
    self.dryRun = dryRun
    self.strict = strict
    self.stage = stage
    self.origin = origin
    self.asOf = asOf
    self.delivery = delivery
    self.now = now
  }

  /// A bag for the diagnostics of a file.
  func bag(keptPerCode kept: Int) -> DiagnosticBag { DiagnosticBag(keptPerCode: kept, observer: observe) }

  /// How much the file counts: a service never more than a table, a table of a decree more than others.
  private var rank: SourceRank { origin == .api ? .api : stage == .decided ? .decree : .table }

  /// The header of a batch for `file`.
  func header(_ file: String, kind: BatchHeader.Kind = .import) -> BatchHeader {
    var header = BatchHeader(
      delivery: delivery, kind: retry == nil ? kind : .retry, importer: importer.id, file: file, stage: stage,
      asOf: asOf, rank: rank, options: options, dryRun: dryRun, at: now)
    header.retry = retry
    return header
  }
}

/// Turns one file into records of the store.
public protocol Importer: Sendable {
  /// Imports a file as one batch.
  ///
  /// - Throws: `ImportFailure` where the file as a whole cannot be taken; nothing is written then. `StorageError` from the store.
  func run(_ file: ImportFile, _ context: ImportContext) throws -> ImportReport
}

/// Why a file as a whole was not taken.
public struct ImportFailure: Error, Sendable {
  public enum Kind: Hashable, Sendable {
    /// Missing, unreadable, empty or of a form that cannot be read.
    case unreadable
    /// Readable, but its content cannot be taken.
    case data
    /// An option is missing or wrong.
    case usage
  }

  public var kind: Kind
  public var diagnostics: [Diagnostic]
  /// Source rows read and rejected before it stopped.
  public var counts: RowCounts

  public init(_ kind: Kind, _ diagnostics: [Diagnostic], counts: RowCounts = RowCounts()) {
    self.kind = kind
    self.diagnostics = diagnostics
    self.counts = counts
  }
}

/// What came of importing one file.
public struct ImportReport: Sendable {
  public var importer: String
  public var file: String
  /// Nil for a dry-run, and where nothing had to be kept.
  public var batch: Int64?
  public var uid: String?
  public var delivery: Int64?
  public var counts: RowCounts
  /// The first of each code, whole.
  public var diagnostics: [Diagnostic]
  /// How many there were of each code.
  public var diagnosticCounts: [String: Int]
  public var auditHead: String
  /// The tables that were found and read; empty for importers that detect none.
  public var tables: [FoundTable] = []
  /// Samples of changes and control totals.
  public var preview: BatchPreview

  init<Result>(_ outcome: BatchOutcome<Result>, _ context: ImportContext, file: String, _ bag: DiagnosticBag) {
    importer = context.importer.id
    self.file = file
    batch = outcome.batch
    uid = outcome.uid
    delivery = outcome.delivery
    counts = outcome.counts
    var bag = bag
    if outcome.preview.withheld > 0 { bag.add(Self.withheld(outcome.preview.withheld, file)) }
    diagnostics = bag.kept
    diagnosticCounts = bag.counts
    auditHead = outcome.auditHead
    preview = outcome.preview
  }

  /// Rows of an earlier file that this one does not hold, and that stay for the rejected ones: both would be added up.
  private static func withheld(_ count: Int, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "rows-withheld", severity: .warning,
      message: LocalizedText(
        id: "\(count) baris lama yang tidak ada lagi di berkas ini tetap disimpan, karena baris yang ditolak mungkin "
          + "memaksudkannya; jumlah desa itu dapat terlalu besar",
        en:
          "\(count) stored rows that this file no longer holds stay, as rejected rows may have meant them; sums of these "
          + "villages may be too large"), place: Place(file: file), value: "\(count)",
      hint: LocalizedText(
        id: "perbaiki baris yang ditolak, lalu impor lagi berkas itu seluruhnya",
        en: "correct the rejected rows, and import the whole file again"))
  }

  /// Whether the store already held all of it.
  public var changedNothing: Bool { counts.new + counts.changed + counts.removed == 0 }
}
