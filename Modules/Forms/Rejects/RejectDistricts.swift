public import Domain
import Importers
public import Storage

/// Finds the kecamatan that a rejected row is of, as far as its cells still say: by a code, else by the names of
/// kecamatan and kabupaten. Only one that the register holds, and only where it is the only one.
public struct RejectDistricts {
  private let names: [Int64: String]
  private let regencies: [Int64: String]
  /// Districts by their name as it is compared.
  private var byName: [String: [Int64]] = [:]

  /// - Parameter region: kecamatan outside are not found.
  public init(_ store: any Store, in region: RegionCode, at date: CalendarDate) throws {
    let districts = try store.units(.district, in: region, at: date)
    names = Dictionary(districts.map { ($0.code.number, $0.name) }, uniquingKeysWith: { first, _ in first })
    let above = Set(districts.compactMap { $0.code.ancestor(.regency)?.number })
    regencies = try store.names(of: above.sorted(), at: date)
    for district in districts { byName[Self.key(district.name), default: []].append(district.code.number) }
  }

  public func name(_ district: RegionCode) -> String { names[district.number] ?? district.description }

  /// Nil where the cells do not say, or say several.
  func district(_ row: RejectTable.Row, header: [String]) -> RegionCode? {
    let codes = Set(row.cells.compactMap(Self.code).compactMap { $0.ancestor(.district) })
      .filter { names[$0.number] != nil }
    if codes.count == 1 { return codes.first }
    guard codes.isEmpty else { return nil }
    func cell(_ word: String) -> String? {
      zip(header, row.cells).first { $0.0.lowercased().contains(word) && !$0.0.lowercased().contains("kode") }?.1
    }
    guard let name = cell("kecamatan") ?? cell("distrik"), var found = byName[Self.key(name)] else { return nil }
    if found.count > 1, let regency = cell("kabupaten").map(Self.key) {
      found = found.filter { code in
        RegionCode(code)?.ancestor(.regency).flatMap { regencies[$0.number] }.map(Self.key) == regency
      }
    }
    return found.count == 1 ? found.first.flatMap { RegionCode($0) } : nil
  }

  /// A code as it should be written, or one that a spreadsheet made a number of.
  private static func code(_ cell: String) -> RegionCode? {
    let text = cell.split { $0 == " " || $0 == "\u{A0}" || $0 == "'" }.joined()
    let code = RegionCode(text) ?? (text.hasSuffix(".0") ? RegionCode(text.dropLast(2)) : nil)
    return code.flatMap { $0.level >= .district ? $0 : nil }
  }

  private static func key(_ name: String) -> String { RegionName.squeezed(RegionName.normalised(name)) }
}
