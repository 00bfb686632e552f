import Diagnostics
import Domain
import Importers
import PluginKit

/// Chooses headings for a form from those that a mapping knows: readable ones first, each known for one column only.
struct FillInHeadings {
  private let mapping: TableMapping
  private let dataset: DatasetDeclaration
  private let known: FieldHeadings

  init(_ mapping: TableMapping, _ dataset: DatasetDeclaration) {
    self.mapping = mapping
    self.dataset = dataset
    known = FieldHeadings(mapping, dataset)
  }

  /// The columns of a form for a region of level `above`.
  ///
  /// - Throws: `FormFailure` for unknown fields, and where the mapping knows no column for codes.
  func columns(fields: [String]?, above: RegionLevel) throws -> [FillInColumn] {
    guard mapping.form == nil, mapping.rowsWhere.isEmpty else {
      throw FormFailure.severalTables
    }
    let names = preferred(mapping.nameHeaders(dataset.level, of: dataset.level), words: ["nama"])
    var columns: [FillInColumn] = []
    if dataset.holdsRecords {
      // Records name no region of their own, and their period follows from a date or another record.
    } else if let code = preferred(mapping.region, words: ["kode"]) {
      columns.append(FillInColumn(heading: code, content: .code))
    } else if names == nil {
      throw FormFailure.noHeading(LocalizedText(id: "kode atau nama wilayah", en: "region's code or name"), "")
    }
    for level in [RegionLevel.province, .regency, .district] where level < dataset.level {
      // What is the same in all rows is asked for only where rows are found by names alone.
      guard level > above || columns.isEmpty, let heading = parent(level) else { continue }
      columns.append(FillInColumn(heading: heading, content: .name(level)))
    }
    if let names { columns.append(FillInColumn(heading: names, content: .name(dataset.level))) }
    if mapping.periodOf == nil, mapping.periodBy == nil,
      let period = preferred(mapping.period, words: ["tahun", "periode"])
    {
      columns.append(FillInColumn(heading: period, content: .period))
    }
    var taken = Set(columns.map { FieldHeadings.normalised($0.heading) })
    for field in try asked(fields) {
      let heading = heading(of: field, besides: taken)
      taken.insert(FieldHeadings.normalised(heading))
      columns.append(FillInColumn(heading: heading, content: .field(field)))
    }
    return columns
  }

  /// The fields to ask for, in the order of the declaration; keys come first.
  private func asked(_ wanted: [String]?) throws -> [FieldDeclaration] {
    if let wanted {
      let unknown = wanted.filter { dataset.field($0) == nil }
      if !unknown.isEmpty { throw FormFailure.unknownFields(unknown, dataset) }
      let keys = dataset.key.filter { !wanted.contains($0) }
      return (keys + wanted).compactMap { dataset.field($0) }
    }
    // What a mapping takes from elsewhere has no column.
    let columned = dataset.holdsRecords ? Set(mapping.fields.map(\.field)) : []
    let elsewhere = Set(mapping.constants.map(\.name) + mapping.taken.map(\.field)).subtracting(columned)
    let named = Set(mapping.fields.map(\.field) + dataset.key).subtracting(elsewhere)
    // A mapping that names what it requires is about the fields that it names; else it is about the whole dataset, and
    // figures that follow from others need no asking.
    let isAboutNamed = !named.isEmpty && named.isSuperset(of: mapping.requires)
    let fields = dataset.fields.filter { field in
      !elsewhere.contains(field.id) && (isAboutNamed ? named.contains(field.id) : !field.isComputable)
    }
    let keys = dataset.key.compactMap { id in fields.first { $0.id == id } }
    return keys + fields.filter { !dataset.key.contains($0.id) }
  }

  /// The title with its unit or without, another heading of the mapping, or the id: the first that the mapping knows.
  private func heading(of field: FieldDeclaration, besides taken: Set<String>) -> String {
    let names = dataset.index(of: field.id).map { known.names[$0] } ?? [field.id]
    let keys = Set(names.map(FieldHeadings.normalised))
    var candidates = [field.title.id]
    if let unit = field.unit?.id { candidates.insert("\(field.title.id) (\(unit))", at: 0) }
    candidates += names.dropFirst().map(Self.readable)
    return candidates.first {
      keys.contains(FieldHeadings.normalised($0)) && !taken.contains(FieldHeadings.normalised($0))
    }
      ?? field.id
  }

  /// A heading for the names of a level that the mapping reads or leaves out on purpose.
  private func parent(_ level: RegionLevel) -> String? {
    let words =
      switch level {
      case .province: ["provinsi", "nama_provinsi"]
      case .regency: ["kabupaten", "nama_kabupaten", "kabupaten_kota"]
      case .district: ["kecamatan", "nama_kecamatan"]
      case .nation, .village: [String]()
      }
    if let read = preferred(mapping.nameHeaders(level, of: dataset.level), words: words) { return read }
    let known = Set((mapping.ignored + mapping.regionName).map(FieldHeadings.normalised))
    return words.first { known.contains(FieldHeadings.normalised($0)) }.map(Self.readable)
  }

  private func preferred(_ headers: [String], words: [String]) -> String? {
    let header = words.lazy.compactMap { word in headers.first { $0.lowercased().contains(word) } }.first
    return (header ?? headers.first).map(Self.readable)
  }

  /// `Kode desa` for `kode_desa`; compared without case and punctuation, it is the same heading.
  static func readable(_ header: String) -> String {
    let words = header.split { $0 == "_" }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
