import Diagnostics
import Domain
import PluginKit

/// How the columns of one file map to a dataset: headers resolved once to column numbers.
struct TablePlan: Sendable {
  enum Shape: Sendable {
    /// A column a field: file column → slot.
    case wide([(column: Int, slot: Int)])
    /// A row a field.
    case long(field: Int, value: Int)
  }

  let dataset: DatasetDeclaration
  let headers: [String]
  let region: Int
  let period: Int?
  let shape: Shape
  /// Field index of each slot: the cells a block carries.
  let slots: [Int]
  let cells: [CellPlan]
  /// Slots of the dataset's key fields: a row needs all of them.
  let keySlots: [Int]
  let diagnostics: [Diagnostic]

  /// Headers and ids by which a long table may name a field, normalised, to slots.
  let slotNames: [String: Int]

  /// - Throws: `ImportFailure` with every column that is missing.
  init(_ mapping: TableMapping, dataset: DatasetDeclaration, headers: [String], place: Place, hasPeriod: Bool) throws {
    self.dataset = dataset
    self.headers = headers
    let names = headers.map(HeaderMatching.normalised)
    var diagnostics: [Diagnostic] = []
    var problems: [Diagnostic] = []
    let headings = FieldHeadings(mapping, dataset)
    var fieldNames = dataset.fields.indices.map { (field: $0, names: headings.names[$0]) }
    fieldNames.sort { $0.field < $1.field }
    let region = HeaderMatching.column(mapping.region, in: names)
    if region == nil {
      problems.append(
        Self.missing(mapping.region, LocalizedText(id: "kode wilayah", en: "region code"), headers, place))
    }
    self.region = region ?? 0
    period = HeaderMatching.column(mapping.period, in: names)
    if period == nil, !hasPeriod {
      var diagnostic = Self.missing(mapping.period, LocalizedText(id: "tahun", en: "year"), headers, place)
      diagnostic.hint = LocalizedText(
        id: "berikan periodenya dengan --set period=TAHUN", en: "give the period with --set period=YEAR")
      problems.append(diagnostic)
    }
    var used: Set<Int> = Set([region, period].compactMap { $0 })
    if let long = mapping.long, let field = HeaderMatching.column(long.field, in: names),
      let value = HeaderMatching.column(long.value, in: names)
    {
      shape = .long(field: field, value: value)
      slots = Array(dataset.fields.indices)
      used.formUnion([field, value])
    } else {
      var columns: [(column: Int, slot: Int)] = []
      var slots: [Int] = []
      for entry in fieldNames {
        guard let column = HeaderMatching.column(entry.names, in: names), !used.contains(column) else { continue }
        columns.append((column, slots.count))
        slots.append(entry.field)
        used.insert(column)
      }
      slots += dataset.keyIndexes.filter { !slots.contains($0) && dataset.fields[$0].defaultCategory != nil }
      shape = .wide(columns.sorted { $0.column < $1.column })
      self.slots = slots
      let present = Set(slots.map { dataset.fields[$0].id })
      if !mapping.requires.isEmpty, present.isDisjoint(with: mapping.requires) {
        problems.append(Self.missing(mapping.requires, LocalizedText(id: "nilai", en: "value"), headers, place))
      } else if slots.isEmpty {
        problems.append(
          Self.missing(
            dataset.fields.prefix(3).map(\.id), LocalizedText(id: "nilai", en: "value"), headers, place))
      }
    }
    for column in used.sorted() {
      guard let again = names.indices.first(where: { $0 > column && names[$0] == names[column] }) else { continue }
      var at = place
      at.column = again + 1
      at.field = headers[again]
      problems.append(
        Diagnostic(
          code: "column-duplicate",
          message: LocalizedText(
            id: "kolom `\(headers[again])` ada dua kali: kolom \(column + 1) dan \(again + 1)",
            en: "there are two columns `\(headers[again])`: columns \(column + 1) and \(again + 1)"), place: at,
          hint: LocalizedText(id: "hapus atau ganti nama salah satunya", en: "remove or rename one of them")))
    }
    let keys = dataset.keyIndexes
    for field in keys where !slots.contains(field) {
      let names = fieldNames.first { $0.field == field }?.names ?? []
      problems.append(Self.missing(names, dataset.fields[field].title, headers, place))
    }
    if !problems.isEmpty { throw ImportFailure(.data, problems) }
    let known = Set((mapping.regionName + mapping.ignored).map(HeaderMatching.normalised))
    for (column, name) in names.enumerated() where !used.contains(column) && !known.contains(name) && !name.isEmpty {
      var at = place
      at.column = column + 1
      at.field = headers[column]
      diagnostics.append(
        Diagnostic(
          code: "column-unknown", severity: .note,
          message: LocalizedText(
            id: "kolom `\(headers[column])` tidak dikenal dan tidak dibaca",
            en: "column `\(headers[column])` is unknown and was not read"), place: at))
    }
    self.diagnostics = diagnostics
    cells = slots.map { CellPlan(dataset.fields[$0]) }
    var slotNames: [String: Int] = [:]
    for (slot, field) in slots.enumerated() {
      for name in fieldNames[field].names { slotNames[HeaderMatching.normalised(name)] = slot }
    }
    self.slotNames = slotNames
    keySlots = slots.indices.filter { [slots] slot in keys.contains(slots[slot]) }
  }

  private static func missing(
    _ wanted: [String], _ what: LocalizedText, _ headers: [String], _ place: Place
  ) -> Diagnostic {
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
