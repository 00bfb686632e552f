import Diagnostics
import Domain
import Storage

/// Finds out whether a file is older than what is stored already, kabupaten by kabupaten, before its rows are written.
struct AgeCheck {
  private struct Place: Hashable {
    let period: Int32
    let regency: Int64
  }

  private let asOf: CalendarDate?
  private var seen: Set<Place> = []
  /// One warning a period says enough.
  private var warned: Set<Int32> = []

  /// - Parameter asOf: the day that the file is as of; without one nothing is compared.
  init(asOf: CalendarDate?) { self.asOf = asOf }

  /// Warnings on rows that are about to be written.
  mutating func check(
    _ records: RecordBlock, of dataset: DatasetDeclaration, in store: any Store, file: String
  ) throws -> [Diagnostic] {
    guard let asOf else { return [] }
    let divisor = RegionLevel.regency.villageDivisor / dataset.level.villageDivisor
    var warnings: [Diagnostic] = []
    var last: Place?
    for index in 0..<records.count {
      let place = Place(
        period: records.periods[index], regency: divisor > 0 ? records.regions[index] / divisor : records.regions[index]
      )
      guard place != last else { continue }
      last = place
      guard !warned.contains(place.period), seen.insert(place).inserted, let region = RegionCode(place.regency),
        let period = Period(number: Int(place.period)),
        let stored = try store.latest(of: dataset.id, period: period, in: region), let newer = stored.asOf, newer > asOf
      else { continue }
      warned.insert(place.period)
      warnings.append(
        Diagnostic(
          code: "as-of-older", severity: .warning,
          message: LocalizedText(
            id: "keadaan berkas ini \(asOf), padahal untuk \(period) sudah tersimpan keadaan \(newer): "
              + "batch \(stored.batch), \(stored.file)",
            en: "this file is as of \(asOf), but for \(period) figures as of \(newer) are stored: "
              + "batch \(stored.batch), \(stored.file)"),
          place: Diagnostics.Place(file: file), value: "\(asOf)",
          hint: LocalizedText(
            id: "bila berkas ini bukan yang terbaru, batalkan dengan sinergi-import undo",
            en: "where this file is not the newest, take it back with sinergi-import undo")))
    }
    return warnings
  }
}
