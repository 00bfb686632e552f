import Diagnostics
import Domain
import Storage

/// What is noticed while rows are stored: differences between published and recomputed figures, rows that do not count.
///
/// Bounded: the first few of each code are kept, all are counted.
final class TableFindings {
  private(set) var bag = DiagnosticBag(keptPerCode: 20)
  private let plan: TablePlan
  private let rules: DatasetRules
  private let file: String
  private var uncounted = 0
  private var firstUncounted: (row: Int, value: String)?
  private var differences: [Int: (count: Int, example: String, row: Int)] = [:]
  private let classFields: [Int]
  private let figureFields: [Int]
  private var wroteRegister: Set<Int> = []

  init(plan: TablePlan, rules: DatasetRules, file: String) {
    self.plan = plan
    self.rules = rules
    self.file = file
    let given = Set(plan.slots)
    classFields = rules.computed.filter { given.contains($0) && rules.declaration.fields[$0].type == .class }
    figureFields = rules.computed.filter { given.contains($0) && rules.declaration.fields[$0].type != .class }
    bag.add(contentsOf: plan.diagnostics)
  }

  func add(_ diagnostic: Diagnostic) { bag.add(diagnostic) }

  func add(_ other: DiagnosticBag) {
    // Errors of the reader are reasons of rejected rows and counted there.
    for diagnostic in other.kept where diagnostic.severity != .error { bag.add(diagnostic) }
  }

  func add(_ mapped: MappedBlock) {
    uncounted += mapped.uncounted
    if firstUncounted == nil { firstUncounted = mapped.firstUncounted }
    bag.add(contentsOf: mapped.warnings)
    for rejected in mapped.rejected { bag.add(contentsOf: rejected.reasons) }
  }

  func duplicate(_ region: Int64, row: Int, earlier: Int) -> Diagnostic {
    let code = RegionCode(region)?.description ?? "\(region)"
    return Diagnostic(
      code: "row-duplicate",
      message: LocalizedText(
        id: "\(code) sudah ada di baris \(earlier)", en: "\(code) stands already in row \(earlier)"),
      place: Place(file: file, line: row, column: plan.region + 1, field: plan.headers[plan.region]), value: code,
      hint: LocalizedText(
        id: "hapus salah satu baris; baris pertama yang dipakai", en: "remove one of the rows; the first was taken"))
  }

  /// Compares the figures of record with the recomputed ones.
  func compare(_ row: UnsafeBufferPointer<Int64>, _ mapped: MappedBlock, _ index: Int) {
    for field in classFields {
      guard let cell = rules.computedCell(of: field) else { continue }
      let published = row[field]
      let recomputed = row[cell]
      if published == Cell.missing || recomputed == Cell.missing || published == recomputed { continue }
      contradiction(field, Int(published), Int(recomputed), row, mapped, index)
    }
    for field in figureFields {
      guard let cell = rules.computedCell(of: field),
        rules.differs(field: field, published: row[field], recomputed: row[cell])
      else { continue }
      var entry =
        differences[field] ?? (0, example(field, row, cell, mapped.records.regions[index]), sourceRow(mapped, index))
      entry.count += 1
      differences[field] = entry
    }
  }

  private func sourceRow(_ mapped: MappedBlock, _ index: Int) -> Int { Int(mapped.records.sourceRows[index]) }

  private func example(_ field: Int, _ row: UnsafeBufferPointer<Int64>, _ cell: Int, _ region: Int64) -> String {
    let published = Self.text(row[field], rules.storages[field])
    let recomputed = Self.text(row[cell], rules.storages[field])
    return "\(RegionCode(region)?.description ?? "\(region)"): \(published) ≠ \(recomputed)"
  }

  private static func text(_ cell: Int64, _ storage: CellStorage) -> String {
    switch storage {
    case .real: "\((Cell.double(cell) * 1e6).rounded() / 1e6)"
    case .integer, .text: "\(cell)"
    }
  }

  private func contradiction(
    _ field: Int, _ published: Int, _ recomputed: Int, _ row: UnsafeBufferPointer<Int64>, _ mapped: MappedBlock,
    _ index: Int
  ) {
    let declaration = rules.declaration.fields[field]
    guard let classes = declaration.classes, let of = rules.declaration.index(of: classes.of) else { return }
    let code = RegionCode(mapped.records.regions[index])?.description ?? ""
    let said = classes[published]?.title ?? "\(published)"
    let follows = classes[recomputed]?.title ?? "\(recomputed)"
    let figure = Self.text(
      row[of] == Cell.missing ? (rules.computedCell(of: of).map { row[$0] } ?? Cell.missing) : row[of],
      rules.storages[of])
    bag.add(
      Diagnostic(
        code: "status-contradicts-index", severity: .warning,
        message: LocalizedText(
          id:
            "\(code): status tercetak \(said.id), padahal \(classes.of.uppercased()) \(figure) berarti \(follows.id); yang tercetak disimpan",
          en:
            "\(code): the printed status is \(said.en), but \(classes.of.uppercased()) \(figure) means \(follows.en); the printed one is kept"
        ),
        place: Place(file: file, line: sourceRow(mapped, index), field: declaration.id), value: said.id))
  }

  /// Adds the summaries, once the file has been read.
  func close(_ registers: Registers) {
    if uncounted > 0 {
      let kinds = rules.declaration.appliesTo.map(\.title.id).joined(separator: ", ").lowercased()
      bag.add(
        Diagnostic(
          code: "kind-not-counted", severity: .warning,
          message: LocalizedText(
            id: "\(uncounted) baris bukan \(kinds) (kelurahan): disimpan, tetapi tidak pernah dihitung",
            en: "\(uncounted) rows are urban wards (kelurahan): kept, but never counted"),
          place: Place(file: file, line: firstUncounted?.row), value: firstUncounted?.value))
    }
    for (field, entry) in differences.sorted(by: { $0.key < $1.key }) {
      let id = rules.declaration.fields[field].id
      bag.add(
        Diagnostic(
          code: "recomputed-differs", severity: .warning,
          message: LocalizedText(
            id:
              "\(id): pada \(entry.count) baris angka resmi berbeda dari hasil hitung ulang; angka resmi yang dipakai",
            en:
              "\(id): in \(entry.count) rows the published figure differs from the recomputed one; the published one counts"
          ),
          place: Place(file: file, line: entry.row, field: id), value: entry.example))
    }
    bag.add(contentsOf: registers.notes(file))
  }
}
