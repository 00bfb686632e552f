import Diagnostics
import Domain
import Storage

/// Finds kabupaten and villages of a scope by name or code, in the latest register, with confirmed aliases.
struct VillageFinder {
  private let store: any Store
  private let scope: RegionCode
  private let kinds: Set<VillageKind>
  private let date: CalendarDate
  private let regencies: [RegionUnit]
  private let regencyIndex: NameIndex
  private let aliases: [RegionAlias]
  private var indexes: [RegionCode: NameIndex] = [:]
  private var units: [RegionCode: RegionUnit] = [:]

  init(_ store: any Store, scope: RegionCode, kinds: [VillageKind]) throws {
    guard let register = try store.registerDate(for: nil) else { throw ImportFailure(.data, [Registers.missing]) }
    self.store = store
    self.scope = scope
    self.kinds = Set(kinds)
    date = register.date
    if scope.level >= .regency, let regency = scope.ancestor(.regency) {
      regencies = try store.unit(regency, at: register.date).map { [$0] } ?? []
    } else {
      regencies = try store.units(.regency, in: scope, at: register.date)
    }
    regencyIndex = NameIndex(regencies.map { ($0.code, $0.name) })
    aliases = try store.aliases(in: scope)
  }

  /// A kabupaten by its name or code; the only one there is where nothing is given.
  func regency(_ text: String) throws -> RegionUnit? {
    if text.isEmpty { return regencies.count == 1 ? regencies[0] : nil }
    if let code = RegionCode(text) { return regencies.first { $0.code == code } }
    switch regencyIndex.match(text) {
    case .exact(let code), .alias(let code), .close(let code, _): return regencies.first { $0.code == code }
    case .ambiguous, .notFound: return nil
    }
  }

  func village(code text: String) throws -> RegionCode? {
    guard let code = RegionCode(text), code.level == .village, scope.contains(code) else { return nil }
    return try store.unit(code, at: date) == nil ? nil : code
  }

  /// A kabupaten, a kecamatan or a village by its code.
  func region(code text: String) throws -> RegionCode? {
    guard let code = RegionCode(text), code.level >= .regency, scope.contains(code) else { return nil }
    return try store.unit(code, at: date) == nil ? nil : code
  }

  mutating func match(_ name: String, in regency: RegionCode) throws -> NameMatch {
    if let index = indexes[regency] { return index.match(name) }
    let villages = try store.units(.village, in: regency, at: date)
      .filter { $0.code.villageKind.map { kinds.contains($0) } ?? false }
    for village in villages { units[village.code] = village }
    let local = aliases.filter { $0.within.contains(regency) || regency.contains($0.within) }
    let index = NameIndex(villages.map { ($0.code, $0.name) }, aliases: local.map { ($0.name, $0.code) })
    indexes[regency] = index
    return index.match(name)
  }

  // MARK: Diagnostics

  /// `64.02.11.2009 Sedulang (Kec. Muara Kaman)`.
  private func described(_ code: RegionCode) throws -> String {
    let name = units[code]?.name ?? ""
    let district = try code.ancestor(.district).flatMap { try store.unit($0, at: date) }?.name
    return "\(code) \(name)" + (district.map { " (Kec. \($0))" } ?? "")
  }

  func close(_ printed: String, _ code: RegionCode, at place: Place) throws -> Diagnostic {
    let found = try described(code)
    return Diagnostic(
      code: "region-close", severity: .warning,
      message: LocalizedText(
        id: "`\(printed)` dibaca sebagai \(found)", en: "`\(printed)` was read as \(found)"), place: place,
      value: printed)
  }

  func ambiguous(_ printed: String, _ codes: [RegionCode], _ parent: String, at place: Place) throws -> Diagnostic {
    let list = try codes.prefix(5).map(described).joined(separator: ", ")
    return Diagnostic(
      code: "region-ambiguous",
      message: LocalizedText(
        id: "`\(printed)` bisa berarti lebih dari satu desa di \(parent): \(list)",
        en: "`\(printed)` may be more than one village of \(parent): \(list)"),
      place: place, value: printed, hint: Self.aliasHint(printed, codes.first))
  }

  func notFound(_ printed: String, _ nearest: [RegionCode], _ parent: String, at place: Place) throws -> Diagnostic {
    let list = try nearest.map(described).joined(separator: ", ")
    return Diagnostic(
      code: "region-not-found",
      message: LocalizedText(
        id: "tidak ada desa `\(printed)` di \(parent)" + (list.isEmpty ? "" : "; yang terdekat: \(list)"),
        en: "there is no village `\(printed)` in \(parent)" + (list.isEmpty ? "" : "; the nearest: \(list)")),
      place: place, value: printed, hint: Self.aliasHint(printed, nearest.first))
  }

  private static func aliasHint(_ printed: String, _ code: RegionCode?) -> LocalizedText? {
    guard let code, let regency = code.ancestor(.regency) else { return nil }
    let command = "sinergi-import aliases add \"\(printed)\" \(code) --within \(regency)"
    return LocalizedText(id: "bila itu desanya: \(command)", en: "if that is the village: \(command)")
  }

  private var scopeName: String { scope == .nation ? "Indonesia" : scope.description }

  func unknownCode(_ text: String, at place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-unknown",
      message: LocalizedText(
        id: "kode \(text) bukan desa di \(scopeName) menurut daftar wilayah",
        en: "code \(text) is no village of \(scopeName) in the register"), place: place, value: text)
  }

  func unknownRegency(_ text: String, at place: Place) -> Diagnostic {
    let names = regencies.map(\.name)
    let nearest = Suggestion.nearest(to: text, among: names)
    return Diagnostic(
      code: "regency-not-found",
      message: LocalizedText(
        id: text.isEmpty ? "kabupaten tidak disebut" : "kabupaten `\(text)` tidak ada di \(scope)",
        en: text.isEmpty ? "no kabupaten is named" : "there is no kabupaten `\(text)` in \(scope)"),
      place: place, value: text,
      hint: LocalizedText(
        id: nearest.map { "mungkin maksudnya \($0)?" } ?? "yang ada: \(names.prefix(10).joined(separator: ", "))",
        en: nearest.map { "did you mean \($0)?" } ?? "there are: \(names.prefix(10).joined(separator: ", "))"))
  }
}
