import Diagnostics
import Domain
import Foundation
import Storage

/// The registers that the periods of a file need, read before the file is.
///
/// Editions are few: the codes in force at each edition's date serve all periods until the next.
final class Registers: @unchecked Sendable {
  // Everything but `usedEarliest` is constant; that is written by the reading thread and read after it ended.
  let indexes: [RegisterIndex]
  /// The day of each edition.
  let dates: [CalendarDate]
  private var usedEarliest: Set<Period> = []

  init(_ store: any Store) throws {
    let editions = try store.editions()
    guard !editions.isEmpty else { throw ImportFailure(.data, [Self.missing]) }
    dates = editions.map(\.effective)
    indexes = try dates.map { RegisterIndex(try store.villageCodes(in: store.principal.scope, at: $0)) }
  }

  /// Which of `indexes` applies to a period.
  func index(for period: Period) -> Int {
    guard let day = period.lastDay else { return 0 }
    guard let found = dates.lastIndex(where: { $0 <= day }) else {
      usedEarliest.insert(period)
      return 0
    }
    return found
  }

  /// Notes on periods that lie before the earliest edition.
  func notes(_ file: String) -> [Diagnostic] {
    guard !usedEarliest.isEmpty else { return [] }
    let periods = usedEarliest.sorted().map(\.description).joined(separator: ", ")
    return [
      Diagnostic(
        code: "register-earliest", severity: .note,
        message: LocalizedText(
          id: "periode \(periods) mendahului edisi pertama daftar wilayah (\(dates[0])); edisi itu yang dipakai",
          en: "period \(periods) lies before the first edition of the register (\(dates[0])); that edition serves"),
        place: Place(file: file))
    ]
  }

  static let missing = Diagnostic(
    code: "register-missing",
    message: LocalizedText(
      id: "daftar wilayah belum dimuat, kode desa tidak dapat diperiksa",
      en: "no register of regions is loaded, village codes cannot be checked"),
    hint: LocalizedText(
      id: "muat dulu: sinergi-import run region_register BERKAS --set effective=TTTT-BB-HH",
      en: "load it first: sinergi-import run region_register FILE --set effective=YYYY-MM-DD"))
}
