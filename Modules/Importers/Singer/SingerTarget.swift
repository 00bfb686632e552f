public import Diagnostics
import Foundation
import PluginKit
import Storage
import Tabular

/// A target of the Singer protocol: what a tap writes becomes batches of one delivery.
///
/// Rows are committed at each STATE, which is echoed only then, and in between after 100,000 records, 24 MB of rows or
/// five seconds. A later record of one key replaces the earlier one, as the protocol says. One thread reads and parses,
/// this one maps and stores; memory is bounded by two segments.
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
    var judged: Set<Int> = []
    var ownNotes: [Diagnostic] = []
    func told(_ what: ImportReport) {
      delivery = delivery ?? what.delivery
      report(what)
    }
    do {
      try Handoff<SingerSegment>.run(capacity: 1) { handoff in
        var parser = SingerParser(descriptor: descriptor, map: map, limits: limits)
        while let segment = try parser.next() { if !handoff.give(segment) { return } }
        end.diagnostics = parser.diagnostics
      } take: { handoff in
        for binding in bindings { binding.importer.prepare(binding.context) }
        while let segment = try handoff.take() {
          for table in segment.tables {
            let binding = bindings[table.stream]
            if judged.insert(table.stream).inserted { ownNotes += try unmappedKeys(table, binding) }
            told(try store(table, binding, delivery))
          }
          if let activation = segment.activation {
            told(try activate(activation.version, bindings[activation.stream], delivery))
          }
          if let state = segment.state { try echo(state) }
        }
      }
    } catch let problem as Diagnostic {
      throw ImportFailure(.data, [problem])
    }
    var diagnostics = end.diagnostics
    diagnostics.add(contentsOf: ownNotes)
    return diagnostics
  }

  /// Keys of a stream that are no part of the dataset's: records that differ in them alone replace each other.
  private func unmappedKeys(_ table: SingerSegment.Table, _ binding: Binding) throws -> [Diagnostic] {
    let names = Set(try binding.importer.keyHeaders(Self.context(binding, nil, nil)))
    return table.keys.filter { key in
      !names.contains(HeaderMatching.normalised(binding.stream.rename[key] ?? key))
    }.map { .singerKeyUnmapped(binding.stream.name, $0, line: table.headerLine) }
  }

  /// What the parsing thread leaves behind at the end.
  private final class End: @unchecked Sendable {
    // Written once before the handoff ends, read after it.
    var diagnostics = DiagnosticBag()
  }

  private func store(_ table: SingerSegment.Table, _ binding: Binding, _ delivery: Int64?) throws -> ImportReport {
    var context = Self.context(binding, table.version, delivery)
    context.options["header_row"] = String(table.headerLine)
    let reader = SingerTableReader(table.blocks)
    return try binding.importer.run(rows: reader, of: binding.stream.name, context)
  }

  /// What earlier versions of the stream's table delivered and this one did not is removed and logged.
  private func activate(_ version: Int64, _ binding: Binding, _ delivery: Int64?) throws -> ImportReport {
    let context = Self.context(binding, version, delivery)
    let rules = try binding.importer.rules(context)
    let outcome = try context.store.batch(context.header(binding.stream.name)) { sink in
      try sink.retire(rules, importer: context.importer.id, stream: binding.stream.name, version: String(version))
    }
    return ImportReport(outcome, context, file: binding.stream.name, DiagnosticBag())
  }

  private static func context(_ binding: Binding, _ version: Int64?, _ delivery: Int64?) -> ImportContext {
    var context = binding.context
    context.delivery = delivery
    context.options["stream"] = binding.stream.name
    if let version { context.options["version"] = String(version) }
    return context
  }
}
