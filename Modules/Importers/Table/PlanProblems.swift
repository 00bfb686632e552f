import Diagnostics
import Domain
import PluginKit

/// What keeps the columns of a table from being mapped, all of it.
struct PlanProblems {
  private(set) var all: [Diagnostic] = []
  private let headers: [String]
  private let place: Place

  init(headers: [String], place: Place) {
    self.headers = headers
    self.place = place
  }

  mutating func noRegion(_ mapping: TableMapping, _ dataset: DatasetDeclaration) {
    let own = mapping.nameHeaders(dataset.level, of: dataset.level)
    let codes = mapping.region + mapping.regionParts.flatMap { $0.prefix(1) }
    let what =
      codes.isEmpty
      ? LocalizedText(id: "nama wilayah", en: "region name")
      : own.isEmpty
        ? LocalizedText(id: "kode wilayah", en: "region code")
        : LocalizedText(id: "kode atau nama wilayah", en: "region code or name")
    all.append(missing(codes + own, what))
  }

  mutating func noPeriod(_ mapping: TableMapping) {
    var diagnostic = missing(mapping.period, LocalizedText(id: "tahun", en: "year"))
    diagnostic.hint = LocalizedText(
      id: "berikan periodenya dengan --set period=TAHUN", en: "give the period with --set period=YEAR")
    all.append(diagnostic)
  }

  /// Reports a wide table that has none of the fields it needs.
  mutating func noValues(_ mapping: TableMapping, _ dataset: DatasetDeclaration, _ present: Set<String>) {
    let what = LocalizedText(id: "nilai", en: "value")
    let headings = FieldHeadings(mapping, dataset).names
    // The id that programs write, and the first words that people do.
    func words(_ field: Int) -> [String] { Array(headings[field].prefix(3)) }
    if !mapping.requires.isEmpty, present.isDisjoint(with: mapping.requires) {
      all.append(missing(mapping.requires.compactMap { dataset.index(of: $0) }.flatMap(words), what))
    } else if present.isEmpty {
      all.append(missing(dataset.fields.indices.prefix(4).flatMap(words), what))
    }
  }

  mutating func noKeys(_ fields: [FieldDeclaration]) {
    for field in fields {
      var diagnostic = missing([field.id], field.title)
      diagnostic.hint = LocalizedText(
        id: "kolom ini bagian dari kunci; lengkapi pemetaan importir atau berikan nilainya",
        en: "it is part of the key; complete the importer's mapping or give its value")
      all.append(diagnostic)
    }
  }

  /// Reports columns in use whose whole heading stands a second time.
  mutating func repeated(_ used: Set<Int>, _ columns: HeaderColumns) {
    for column in used.sorted() {
      guard let again = columns.repetition(of: column) else { continue }
      var at = place
      at.column = again + 1
      at.field = headers[again]
      all.append(
        Diagnostic(
          code: "column-duplicate",
          message: LocalizedText(
            id: "kolom `\(headers[again])` ada dua kali: kolom \(column + 1) dan \(again + 1)",
            en: "there are two columns `\(headers[again])`: columns \(column + 1) and \(again + 1)"), place: at,
          hint: LocalizedText(id: "hapus atau ganti nama salah satunya", en: "remove or rename one of them")))
    }
  }

  /// Notes on columns that mean nothing to the mapping.
  func unknown(_ columns: HeaderColumns, isKnown: (Int) -> Bool) -> [Diagnostic] {
    (0..<columns.count).filter { !columns.name($0).isEmpty && !isKnown($0) }.map { column in
      var at = place
      at.column = column + 1
      at.field = headers[column]
      return Diagnostic(
        code: "column-unknown", severity: .note,
        message: LocalizedText(
          id: "kolom `\(headers[column])` tidak dikenal dan tidak dibaca",
          en: "column `\(headers[column])` is unknown and was not read"), place: at)
    }
  }

  private func missing(_ wanted: [String], _ what: LocalizedText) -> Diagnostic {
    let found = headers.prefix(12).joined(separator: ", ") + (headers.count > 12 ? ", …" : "")
    return Diagnostic(
      code: "column-missing",
      message: LocalizedText(
        id: "kolom \(what.id) tidak ditemukan; dicari: \(wanted.joined(separator: ", "))",
        en: "no column for the \(what.en); looked for: \(wanted.joined(separator: ", "))"),
      place: place, value: found,
      hint: LocalizedText(
        id: "kolom di berkas: \(found); periksa baris judul (--set header_row=N) dan importirnya",
        en: "columns of the file: \(found); check the header row (--set header_row=N) and the importer"))
  }
}
