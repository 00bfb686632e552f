import Domain
import Storage

/// The kecamatan of a region that have villages, on a day: what coverage is counted against.
struct DistrictFrame {
  let date: CalendarDate
  /// Kecamatan with at least one desa or desa adat, by code.
  let districts: [RegionUnit]
  /// Codes of the villages, ascending.
  let villages: [Int64]
  /// How many villages each kecamatan has.
  let counts: [RegionCode: Int]

  init(_ context: ReportContext, at date: CalendarDate) throws {
    self.date = date
    let store = context.store
    let region = context.region
    villages = try store.villageCodes(in: region, at: date).filter { code in
      RegionCode(code)?.villageKind.map { $0 != .kelurahan } ?? false
    }
    var counts: [RegionCode: Int] = [:]
    var last: (number: Int64, count: Int) = (0, 0)
    func close() { if last.count > 0, let code = RegionCode(last.number) { counts[code] = last.count } }
    for village in villages {
      if village / 10_000 != last.number {
        close()
        last = (village / 10_000, 0)
      }
      last.count += 1
    }
    close()
    self.counts = counts
    let all =
      region.level < .district
      ? try store.units(.district, in: region, at: date)
      : try region.ancestor(.district).flatMap { try store.unit($0, at: date) }.map { [$0] } ?? []
    districts = all.filter { counts[$0.code] != nil }
  }

  /// Names by code of the regions that contain these, at a level.
  func names(of level: RegionLevel, _ context: ReportContext) throws -> [RegionCode: String] {
    let codes = Set(districts.compactMap { $0.code.ancestor(level) })
    let names = try context.store.names(of: codes.map(\.number).sorted(), at: date)
    return Dictionary(
      codes.compactMap { code in names[code.number].map { (code, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// The level by which the kecamatan are grouped: the one below the region asked for.
  func groupLevel(_ region: RegionCode) -> RegionLevel {
    switch region.level {
    case .nation: .province
    case .province: .regency
    case .regency, .district, .village: .district
    }
  }
}
