public import Diagnostics
import Foundation
public import Storage
import Tabular

/// A target of the Singer protocol: what a tap writes becomes batches of one delivery.
///
/// Rows are committed at each STATE, which is echoed only then, and in between after 100,000 records, 24 MB of rows or
/// five seconds. A second record of one key replaces the first, as the protocol says. One thread reads and parses, this
/// one maps and stores; memory is bounded by two segments.
public struct SingerTarget: Sendable {
  /// A stream with the importer that reads it.
  public struct Binding {
    public var stream: SingerMap.Stream
    public var importer: TableImporter
    public var context: ImportContext

    public init(stream: SingerMap.Stream, importer: TableImporter, context: ImportContext) {
      self.stream = stream
      self.importer = importer
      self.context = context
    }
  }

  private let limits: SingerParser.Limits

  public init() { limits = SingerParser.Limits() }

  init(limits: SingerParser.Limits) { self.limits = limits }

  /// Reads messages from a descriptor until its end.
  ///
  /// - Parameters:
  ///   - echo: is given the value of a STATE once everything before it is on the disk.
  ///   - report: is told of each batch.
  /// - Returns: what was noticed beside the batches.
  /// - Throws: `ImportFailure` where the messages or a batch cannot be taken; what was committed before stays.
  public func run(
    _ descriptor: Int32, _ bindings: [Binding], echo: (String) throws -> Void, report: (ImportReport) -> Void
  ) throws -> DiagnosticBag {
    let map = SingerMap(streams: bindings.map(\.stream))
    let limits = limits
    let end = End()
    var delivery: Int64?
    do {
      try Handoff<SingerSegment>.run(capacity: 1) { handoff in
        var parser = SingerParser(descriptor: descriptor, map: map, limits: limits)
        while let segment = try parser.next() { if !handoff.give(segment) { return } }
        end.diagnostics = parser.diagnostics
      } take: { handoff in
        while let segment = try handoff.take() {
          for table in segment.tables {
            let told = try store(table, bindings[table.stream], delivery)
            delivery = delivery ?? told.delivery
            report(told)
          }
          if let activation = segment.activation {
            let told = try activate(activation, bindings[activation.stream], delivery)
            delivery = delivery ?? told.delivery
            report(told)
          }
          if let state = segment.state { try echo(state) }
        }
      }
    } catch let problem as Diagnostic {
      throw ImportFailure(.data, [problem])
    }
    return end.diagnostics
  }

  /// What the parsing thread leaves behind at the end.
  private final class End: @unchecked Sendable {
    // Written once before the handoff ends, read after it.
    var diagnostics = DiagnosticBag()
  }

  private func store(
    _ table: SingerSegment.Table, _ binding: Binding, _ delivery: Int64?
  ) throws -> ImportReport {
    var context = binding.context
    context.delivery = delivery
    context.options["stream"] = binding.stream.name
    if let version = table.version { context.options["version"] = String(version) }
    return try binding.importer.run(
      rows: SingerTableReader(table.blocks), of: binding.stream.name, keys: table.keys.map { binding.stream.rename[$0] ?? $0 },
      context)
  }
}
