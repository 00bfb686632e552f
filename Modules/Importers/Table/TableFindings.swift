import Diagnostics
import Domain
import Storage

/// What is noticed while rows are stored: differences between published and recomputed figures, rows that do not count.
///
/// Bounded: the first few of each code are kept, all are counted.
final class TableFindings {
  private(set) var bag: DiagnosticBag
  private let rules: DatasetRules
  private let file: String
  private var uncounted = 0
  private var firstUncounted: (row: Int, value: String)?
  private var differences: [Int: (count: Int, example: String, row: Int)] = [:]
  private let classFields: [Int]
  private let figureFields: [Int]
  private var passed: [PassedRows: Int] = [:]

  init(rules: DatasetRules, file: String, bag: DiagnosticBag) {
    self.bag = bag
    self.rules = rules
    self.file = file
    classFields = rules.computed.filter { rules.declaration.fields[$0].type == .class }
    figureFields = rules.computed.filter { rules.declaration.fields[$0].type != .class }
  }

  func add(_ diagnostic: Diagnostic) { bag.add(diagnostic) }

  func add(_ diagnostics: [Diagnostic]) { bag.add(contentsOf: diagnostics) }

  func add(_ mapped: MappedBlock) {
    uncounted += mapped.uncounted
    if firstUncounted == nil { firstUncounted = mapped.firstUncounted }
    passed.merge(mapped.passed) { $0 + $1 }
    bag.add(contentsOf: mapped.warnings)
    for rejected in mapped.rejected { bag.add(contentsOf: rejected.reasons) }
  }

  func duplicate(_ region: Int64, row: Int, earlier: Int, _ table: TableReading.Begin) -> Diagnostic {
    let code = RegionCode(region)?.description ?? "\(region)"
    var place = table.source.place(line: row)
    if let column = table.plan.region.all.first {
      place.column = column + 1
      place.field = table.plan.headers[column]
      place = table.source.moved(place)
    }
    return Diagnostic(
      code: "row-duplicate",
      message: LocalizedText(
        id: "\(code) sudah ada di baris \(earlier)", en: "\(code) stands already in row \(earlier)"),
      place: place, value: code,
      hint: LocalizedText(
        id: "hapus salah satu baris; baris pertama yang dipakai", en: "remove one of the rows; the first was taken"))
  }

  /// Compares the figures of record with the recomputed ones.
  func compare(
    _ row: UnsafeBufferPointer<Int64>, _ mapped: MappedBlock, _ index: Int, _ source: TableSource
  ) {
    for field in classFields {
      guard let cell = rules.computedCell(of: field) else { continue }
      let published = row[field]
      let recomputed = row[cell]
      if published == Cell.missing || recomputed == Cell.missing || published == recomputed { continue }
      contradiction(field, Int(published), Int(recomputed), row, mapped, index, source)
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
    _ index: Int, _ source: TableSource
  ) {
    let declaration = rules.declaration.fields[field]
    var place = source.place(line: sourceRow(mapped, index))
    place.field = declaration.id
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
        place: place, value: said.id))
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
    for (kind, count) in passed.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      if let message = kind.message(count) {
        bag.add(Diagnostic(code: kind.code, severity: .note, message: message, place: Place(file: file)))
      }
    }
    bag.add(contentsOf: registers.notes(file))
  }
}

extension PassedRows {
  /// The code of the note about rows passed over.
  fileprivate var code: String {
    switch self {
    case .headings, .groups: ""
    case .totals: "rows-totals"
    case .footnotes: "rows-footnotes"
    case .blank: "rows-blank"
    case .filtered: "rows-filtered"
    case .unmeasured: "rows-unmeasured"
    case .merged: "rows-merged"
    }
  }

  /// What is said of so many; nil where nothing needs to be.
  fileprivate func message(_ count: Int) -> LocalizedText? {
    switch self {
    case .headings, .groups: nil
    case .totals:
      LocalizedText(
        id: "\(count) baris jumlah dibandingkan dengan baris yang dibaca dan tidak disimpan",
        en: "\(count) rows of totals were compared with the rows read and not stored")
    case .footnotes:
      LocalizedText(
        id: "\(count) baris catatan atau keterangan dilewati", en: "\(count) rows of notes were passed over")
    case .blank:
      LocalizedText(
        id: "\(count) baris tanpa isi dilewati: semua sel nilainya kosong",
        en: "\(count) rows without content were passed over: all their cells for values are empty")
    case .filtered:
      LocalizedText(
        id: "\(count) baris tidak memenuhi `where` atau `except` dan dilewati",
        en: "\(count) rows do not meet `where` or `except` and were passed over")
    case .unmeasured:
      LocalizedText(
        id: "\(count) wilayah bernilai nol semua: belum diukur, tidak disimpan",
        en: "\(count) regions are zero throughout: not measured, not stored")
    case .merged:
      LocalizedText(
        id: "\(count) baris digabung dengan baris yang sama dari lembar lain berkas ini",
        en: "\(count) rows were merged with the same row of another sheet of this file")
    }
  }
}
