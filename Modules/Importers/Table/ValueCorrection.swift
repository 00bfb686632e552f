import Diagnostics
public import Domain
public import Storage
import Tabular

/// Corrects values of one row by hand, as a batch of its own: validated as an import would.
public struct ValueCorrection {
  private let dataset: DatasetDeclaration
  private let rules: DatasetRules
  private let fields: [Int]
  private let texts: [String]
  private let region: RegionCode
  private let period: Period

  /// - Parameter values: field ids with their texts; an empty text clears the value. Ledgers need all their key fields.
  /// - Throws: `ImportFailure` with every problem.
  public init(
    _ dataset: DatasetDeclaration, region: RegionCode, period: Period, values: [(field: String, text: String)]
  ) throws {
    self.dataset = dataset
    self.region = region
    self.period = period
    var problems: [Diagnostic] = []
    func problem(_ code: String, _ id: String, _ en: String, hint: LocalizedText? = nil) {
      problems.append(Diagnostic(code: code, message: LocalizedText(id: id, en: en), hint: hint))
    }
    var fields: [Int] = []
    for (id, _) in values {
      guard let index = dataset.index(of: id) else {
        let nearest = Suggestion.nearest(to: id, among: dataset.fields.map(\.id))
        problem(
          "field-unknown", "dataset `\(dataset.id)` tidak mempunyai kolom `\(id)`",
          "dataset `\(dataset.id)` has no field `\(id)`",
          hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") })
        continue
      }
      if fields.contains(index) {
        problem("field-repeated", "kolom `\(id)` disebut dua kali", "field `\(id)` is given twice")
      }
      fields.append(index)
    }
    for key in dataset.key where !values.contains(where: { $0.field == key && !$0.text.isEmpty }) {
      problem(
        "key-missing", "kolom kunci `\(key)` wajib disebut: baris `\(dataset.id)` dikenal dari kuncinya",
        "the key field `\(key)` is required: rows of `\(dataset.id)` are known by their key")
    }
    if region.level != dataset.level {
      problem(
        "region-level", "dataset `\(dataset.id)` berisi \(dataset.level.title.id.lowercased()), bukan \(region)",
        "dataset `\(dataset.id)` is by \(dataset.level.title.en.lowercased()), not \(region)")
    }
    if period.frequency != dataset.frequency {
      problem(
        "period-frequency", "periode \(period) bukan \(dataset.frequency.title.id)",
        "period \(period) is not \(dataset.frequency.title.en)")
    }
    guard problems.isEmpty else { throw ImportFailure(.usage, problems) }
    do {
      rules = try DatasetRules(dataset)
    } catch {
      throw ImportFailure(.usage, error.byField.map { Diagnostic(code: "formula-invalid", message: $0.value.message) })
    }
    self.fields = fields
    texts = values.map(\.text)
  }

  /// Writes the values.
  ///
  /// - Throws: `ImportFailure` for values that an import would reject, and for a region that the register does not hold.
  public func run(_ store: any Store, reason: String, dryRun: Bool = false, at: Double) throws -> BatchOutcome<
    RowOutcome?
  > {
    try checkRegion(store)
    var options: [String: String] = ["dataset": dataset.id, "region": region.description, "period": period.description]
    for (index, field) in fields.enumerated() { options[dataset.fields[field].id] = texts[index] }
    let header = BatchHeader(
      kind: .set, importer: "set", file: "-", rank: .decree, options: options, reason: reason, dryRun: dryRun, at: at)
    return try store.batch(header) { sink in
      let block = try block(sink, store)
      let writer = try sink.writer(
        for: rules, options: DatasetWriterOptions(fields: fields, clearsBlank: true))
      var outcome: RowOutcome?
      sink.counts.read = 1
      try writer.write(block) { _, found, _ in outcome = found }
      return outcome
    }
  }

  private func checkRegion(_ store: any Store) throws {
    guard let register = try store.registerDate(for: period.lastDay) else {
      throw ImportFailure(.data, [Registers.missing])
    }
    guard try store.unit(region, at: register.date) != nil else {
      throw ImportFailure(
        .usage,
        [
          Diagnostic(
            code: "region-unknown",
            message: LocalizedText(
              id: "wilayah \(region) tidak ada dalam daftar wilayah untuk \(period)",
              en: "region \(region) is not in the register for \(period)"), value: region.description)
        ])
    }
  }

  /// The row, read as an importer reads cells.
  private func block(_ sink: any BatchSink, _ store: any Store) throws -> RecordBlock {
    let cells = fields.map { CellPlan(dataset.fields[$0]) }
    var codes: [String: CodeList] = [:]
    for cell in cells {
      if let scheme = cell.field.scheme, codes[scheme] == nil { codes[scheme] = try sink.codes(of: scheme) }
    }
    let regions =
      try cells.contains { $0.field.type == .region }
      ? store.registerDate(for: period.lastDay).map { try RegionLookup(store, within: .nation, at: $0.date) } : nil
    var memory = CellMemory(cells, codes: codes, regions: regions ?? RegionLookup())
    var block = RecordBlock()
    block.regions = [region.number]
    block.periods = [Int32(period.number)]
    block.sourceRows = [1]
    var problems: [Diagnostic] = []
    for (slot, cell) in cells.enumerated() {
      do throws(CellFlaw) {
        var flaw: CellFlaw?
        var read = Cell.missing
        Array(texts[slot].utf8).withUnsafeBytes { bytes in
          do throws(CellFlaw) { read = try cell.reader.read(bytes, slot: slot, &memory) } catch { flaw = error }
        }
        if let flaw { throw flaw }
        block.cells.append(read)
      } catch {
        problems.append(cell.diagnostic(error, texts[slot], at: Place(file: "set", field: cell.field.id)))
      }
    }
    guard problems.isEmpty else { throw ImportFailure(.data, problems) }
    block.texts = memory.texts
    return block
  }
}
