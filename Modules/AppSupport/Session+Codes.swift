import Diagnostics
import Domain
import Importers
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// Lists what the codes of BPS mean in the register of a day, and what has no counterpart.
  public func listCodes(
    _ region: String?, asOf: String?, unmapped: Bool, format: String?, table: String?
  ) throws {
    let region = try region.map { try self.region($0) } ?? .nation
    let store = try store()
    guard let date = try asOf.map({ try date($0, option: "--as-of") }) ?? store.registerDate(for: nil)?.date else {
      throw Self.noRegister
    }
    let levels = RegionLevel.allCases.filter { $0 >= region.level && $0 != .nation }
    let pairs: CodePairs
    do {
      pairs = try store.consistently { try CodePairs(store, in: region, at: date, levels: levels) }
    } catch let failure as ImportFailure {
      throw CommandFailure(.data, failure.diagnostics)
    }
    var document = Self.document(pairs, try reportRegion(region, store, at: date), date, unmapped: unmapped)
    if let table {
      do { document = try document.selecting(table: table) } catch { throw CommandFailure(.usage, [error]) }
    }
    try write(document, format)
  }

  private static func document(
    _ pairs: CodePairs, _ region: ReportRegion?, _ date: CalendarDate, unmapped: Bool
  ) -> ReportDocument {
    let foreign = [
      ReportColumn(id: "bps", label: LocalizedText(id: "Kode BPS", en: "BPS code"), type: .code),
      ReportColumn(id: "bps_name", label: LocalizedText(id: "Nama BPS", en: "BPS name"), type: .text),
    ]
    let own = [
      ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
      ReportColumn(id: "name", label: LocalizedText(id: "Nama", en: "Name"), type: .text),
    ]
    let certainty = ReportColumn(
      id: "confidence", label: LocalizedText(id: "Keyakinan", en: "Confidence"), type: .category)
    var tables: [ReportTable] = []
    if !unmapped {
      tables.append(
        ReportTable(
          id: "pairs", title: LocalizedText(id: "Padanan", en: "Pairs"), columns: foreign + own + [certainty],
          rows: pairs.pairs.map {
            [
              .code($0.foreign), .text($0.foreignName), .code($0.code.description), .text($0.name),
              .category(id: $0.confidence.rawValue, label: $0.confidence.title),
            ]
          }))
    }
    tables.append(
      ReportTable(
        id: "without", title: LocalizedText(id: "Wilayah tanpa kode BPS", en: "Regions without a BPS code"),
        columns: own, rows: pairs.without.map { [.code($0.code.description), .text($0.name)] }))
    tables.append(
      ReportTable(
        id: "lost", title: LocalizedText(id: "Kode BPS tanpa wilayah", en: "BPS codes without a region"),
        columns: foreign, rows: pairs.lost.map { [.code($0.foreign), .text($0.name)] }))
    func count(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value))
    }
    return ReportDocument(
      report: "region_codes",
      title: LocalizedText(id: "Kode BPS dan Kemendagri, \(date)", en: "BPS and Kemendagri codes, \(date)"),
      region: region,
      keyFigures: CodePairs.Confidence.allCases.map { confidence in
        count(confidence.rawValue, confidence.label, pairs.pairs.filter { $0.confidence == confidence }.count)
      } + [
        count("without", LocalizedText(id: "Wilayah tanpa kode BPS", en: "Regions without one"), pairs.without.count),
        count("lost", LocalizedText(id: "Kode BPS tanpa wilayah", en: "Codes without a region"), pairs.lost.count),
      ], tables: tables)
  }
}

extension CodePairs.Confidence {
  fileprivate var title: LocalizedText {
    switch self {
    case .certain: LocalizedText(id: "pasti", en: "certain")
    case .likely: LocalizedText(id: "agak pasti", en: "likely")
    case .doubtful: LocalizedText(id: "nama berbeda", en: "names differ")
    }
  }

  fileprivate var label: LocalizedText {
    switch self {
    case .certain: LocalizedText(id: "Padanan pasti", en: "Certain pairs")
    case .likely: LocalizedText(id: "Padanan agak pasti", en: "Likely pairs")
    case .doubtful: LocalizedText(id: "Padanan bernama berbeda", en: "Pairs of different names")
    }
  }
}

extension ReportDocument {
  /// The levels and codes of the regions that stand in it.
  private var regions: Set<RegionCode> {
    var found: Set<RegionCode> = []
    for table in tables {
      for (index, column) in table.columns.enumerated() where column.type == .code {
        for row in table.rows {
          if case .code(let text) = row[index], let code = RegionCode(text), code != .nation { found.insert(code) }
        }
      }
    }
    if let code = region.flatMap({ RegionCode($0.code) }), code != .nation { found.insert(code) }
    return found
  }

  /// The same with the codes of BPS in place of Kemendagri's; what has none is left empty and listed in a note.
  ///
  /// - Parameter date: the day of the register that the report's regions are those of.
  func withBPSCodes(_ store: any Store, in region: RegionCode, at date: CalendarDate) throws -> ReportDocument {
    let regions = regions
    let levels = Set(regions.map(\.level)).sorted()
    // Provinces that a report compares a region with lie outside it.
    let scope = regions.allSatisfy { region.contains($0) } ? region : .nation
    let pairs = try CodePairs(store, in: scope, at: date, levels: levels)
    let missing = Set(pairs.without.map(\.code))
    var document = self
    var used: Set<RegionCode> = []
    for table in tables.indices {
      for (index, column) in tables[table].columns.enumerated() where column.type == .code {
        var hasRegions = false
        for row in tables[table].rows.indices {
          guard case .code(let text) = tables[table].rows[row][index], let code = RegionCode(text), code != .nation
          else { continue }
          if let pair = pairs.pair(of: code) {
            document.tables[table].rows[row][index] = .code(pair.foreign)
          } else if missing.contains(code) {
            document.tables[table].rows[row][index] = .missing
          } else {
            // A code of something else that looks like a region's.
            continue
          }
          used.insert(code)
          hasRegions = true
        }
        if hasRegions {
          document.tables[table].columns[index].label = LocalizedText(id: "Kode BPS", en: "BPS code")
        }
      }
    }
    if let own = self.region.flatMap({ RegionCode($0.code) }) {
      used.insert(own)
      if let pair = pairs.pair(of: own) { document.region?.code = pair.foreign }
    }
    document.notes += Self.notes(pairs, used)
    return document
  }

  private static func notes(_ pairs: CodePairs, _ used: Set<RegionCode>) -> [LocalizedText] {
    var notes: [LocalizedText] = []
    let without = pairs.without.filter { used.contains($0.code) }
    if !without.isEmpty {
      let some =
        without.prefix(5).map { "\($0.code) \($0.name)" }.joined(separator: ", ") + (without.count > 5 ? ", …" : "")
      notes.append(
        LocalizedText(
          id: "\(without.count) wilayah tanpa kode BPS: \(some).",
          en: "\(without.count) regions without a BPS code: \(some)."))
    }
    let doubtful = used.compactMap { pairs.pair(of: $0) }.filter { $0.confidence == .doubtful }.count
    if doubtful > 0 {
      notes.append(
        LocalizedText(
          id: "\(doubtful) kode BPS bernama lain daripada wilayahnya; daftarnya: sinergi-admin region codes.",
          en: "\(doubtful) BPS codes have other names than their regions; listed by sinergi-admin region codes."))
    }
    return notes
  }
}
