import Diagnostics
import Domain
import Storage

/// Looks at what an edition would do to the register that is there, before anything is written.
///
/// A file that lost rows must not end the units it lost: an edition with rejected rows closes nothing, one that would
/// close more than a fifth of the villages it speaks of is refused unless that is allowed, and an edition older than
/// all others has to speak for every province, as it serves all earlier periods.
struct EditionCheck {
  /// Whether units that the file no longer lists are closed.
  private(set) var closes: Bool
  private(set) var diagnostics: [Diagnostic] = []

  /// The share of villages a complete edition may close without being told so.
  static let mostClosed = 0.2
  /// Fewer than these are never too many.
  static let alwaysClosable = 50

  /// - Throws: `ImportFailure` where the edition must not be loaded as it is.
  init(
    _ rows: [RegisterRow], rejected: Int, effective: CalendarDate, complete: Bool, allowsShrinking: Bool,
    store: any Store, file: String
  ) throws {
    closes = complete
    let place = Place(file: file)
    let editions = try store.editions()
    guard let first = editions.map(\.effective).min() else { return }
    let listed = Set(rows.map(\.code.number))
    let provinces = Set(rows.compactMap { $0.code.ancestor(.province) })
    if effective < first { try checkOldest(provinces, effective, first, store, place) }
    noteLateProvinces(try unknown(provinces, store), effective, first, place)
    guard complete, let register = try store.registerDate(for: effective) else { return }
    var known = 0
    var gone = 0
    for province in provinces where store.principal.scope.contains(province) {
      for code in try store.villageCodes(in: province, at: register.date) {
        known += 1
        if !listed.contains(code) { gone += 1 }
      }
    }
    guard gone > 0 else { return }
    if rejected > 0 {
      closes = false
      diagnostics.append(
        Diagnostic(
          code: "register-nothing-closed", severity: .warning,
          message: LocalizedText(
            id: "ada baris yang ditolak, maka \(gone) desa yang tidak disebut berkas ini tidak ditutup",
            en: "some rows were rejected, so the \(gone) villages that this file does not list were not closed"),
          place: place,
          hint: LocalizedText(
            id: "perbaiki baris itu lalu impor lagi", en: "correct the rows and import the file again")))
    } else if gone > Self.alwaysClosable, Double(gone) > Self.mostClosed * Double(known), !allowsShrinking {
      throw ImportFailure(
        .data,
        [
          Diagnostic(
            code: "register-shrinks",
            message: LocalizedText(
              id: "berkas ini tidak menyebut \(gone) dari \(known) desa yang ada; mungkin terpotong",
              en: "this file does not list \(gone) of the \(known) villages there are; it may be cut off"),
            place: place,
            hint: LocalizedText(
              id: "bila memang sebagian, pakai --set coverage=partial; bila benar ditutup, --set shrink=allow",
              en: "if it is only a part, use --set coverage=partial; if they did end, --set shrink=allow"))
        ])
    }
  }

  private func checkOldest(
    _ provinces: Set<RegionCode>, _ effective: CalendarDate, _ first: CalendarDate, _ store: any Store, _ place: Place
  ) throws {
    let missing = try store.units(.province, in: store.principal.scope, at: first).filter {
      !provinces.contains($0.code)
    }
    guard !missing.isEmpty else { return }
    let names =
      missing.prefix(5).map { "\($0.code) \($0.name)" }.joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
    throw ImportFailure(
      .data,
      [
        Diagnostic(
          code: "register-older-incomplete",
          message: LocalizedText(
            id:
              "edisi \(effective) lebih lama dari edisi pertama (\(first)) tetapi tidak memuat \(missing.count) provinsi: \(names)",
            en:
              "the edition of \(effective) is older than the first one (\(first)) but lacks \(missing.count) provinces: \(names)"
          ),
          place: place,
          hint: LocalizedText(
            id: "edisi tertua melayani semua periode sebelumnya: muat yang lengkap, atau pakai effective=\(first)",
            en: "the oldest edition serves all earlier periods: load a complete one, or use effective=\(first)"))
      ])
  }

  /// Provinces of the file that no edition knew.
  private func unknown(_ provinces: Set<RegionCode>, _ store: any Store) throws -> [RegionCode] {
    try provinces.filter { try store.versions(of: $0).isEmpty }.sorted()
  }

  private mutating func noteLateProvinces(
    _ provinces: [RegionCode], _ effective: CalendarDate, _ first: CalendarDate, _ place: Place
  ) {
    guard effective > first, !provinces.isEmpty else { return }
    let codes = provinces.map(\.description).joined(separator: ", ")
    diagnostics.append(
      Diagnostic(
        code: "register-province-late", severity: .note,
        message: LocalizedText(
          id: "provinsi \(codes) baru dikenal mulai \(effective); periode sebelumnya tidak mengenalnya",
          en: "province \(codes) is known from \(effective) on; earlier periods do not know it"),
        place: place,
        hint: LocalizedText(
          id: "bila sudah ada sebelumnya, muat dengan effective=\(first)",
          en: "if it was there before, load it with effective=\(first)")))
  }
}
