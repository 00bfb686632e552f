import Diagnostics
import Domain
import Storage

/// The village that a workbook is of: as the option `region` says, or as its titles do.
struct BudgetVillage {
  let code: RegionCode
  let notes: [Diagnostic]

  /// - Parameter option: the code of the village, or of a region in which its name is looked for.
  init(_ page: BudgetPage, _ grids: [BudgetGrid], option: String?, _ context: ImportContext, year: Int) throws {
    let names = Self.names(page, grids)
    let place = Place(file: page.grid.file, sheet: page.grid.sheet)
    var scope = RegionCode.nation
    if let option {
      guard let code = RegionCode(option) else {
        throw ImportOptions.invalid(
          "region", option,
          LocalizedText(id: "kode wilayah, misalnya 35.07.23.2007", en: "a region code, such as 35.07.23.2007"))
      }
      scope = code
    }
    if let titled = Self.code(page), titled != scope {
      guard scope.contains(titled) else { throw ImportFailure(.data, [Self.outside(titled, scope, place)]) }
      scope = titled
    }
    var finder = try VillageFinder(context.store, scope: scope, kinds: [.desa, .desaAdat])
    if scope.level == .village {
      guard try finder.village(code: scope.description) != nil else {
        throw ImportFailure(.data, [finder.unknownCode(scope.description, at: place)])
      }
      code = scope
      notes = try Self.compare(scope, names[.village], context, place)
      return
    }
    guard let name = names[.village] else { throw Self.unnamed(place) }
    let regencyName = names[.regency] ?? ""
    guard scope.level >= .regency || !regencyName.isEmpty else { throw Self.unnamed(place) }
    guard let regency = try finder.regency(scope.level >= .regency ? "" : regencyName) ?? finder.regency(regencyName)
    else {
      throw ImportFailure(.data, [finder.unknownRegency(regencyName, at: place)])
    }
    var notes: [Diagnostic] = []
    let found: RegionCode
    switch try finder.match(name, in: scope.level == .district ? scope : regency.code) {
    case .exact(let code), .alias(let code): found = code
    case .close(let code, _):
      found = code
      notes.append(try finder.close(name, code, at: place))
    case .ambiguous(let codes):
      // One of the kecamatan that the titles name.
      guard let district = names[.district], let one = try Self.only(codes, of: district, context) else {
        throw ImportFailure(.data, [try finder.ambiguous(name, codes, regency.name, at: place)])
      }
      found = one
    case .notFound(let nearest):
      throw ImportFailure(.data, [try finder.notFound(name, nearest, regency.name, at: place)])
    }
    if let district = names[.district], try Self.only([found], of: district, context) == nil {
      throw ImportFailure(.data, [Self.elsewhere(name, found, district, place)])
    }
    code = found
    self.notes = notes
  }

  /// The names of regions that most of the titles give, by level; the village's from the budget itself where it does.
  private static func names(_ page: BudgetPage, _ grids: [BudgetGrid]) -> [RegionLevel: String] {
    var counts: [RegionLevel: [String: Int]] = [:]
    for grid in grids {
      for row in grid.rows.prefix(12) {
        let words = row.cells.map(BudgetGrid.letters)
        if words.contains(where: { $0.hasPrefix("kode") || $0.hasPrefix("uraian") }) { break }
        for (level, name) in Surroundings.regions(in: row.line.replacing(":", with: " ")) {
          counts[level, default: [:]][RegionName.normalised(name), default: 0] +=
            grid.name == page.grid.name ? 1_000 : 1
        }
      }
    }
    return counts.compactMapValues { names in names.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key }
  }

  /// The code of a village above the table, as the form to fill in has it.
  private static func code(_ page: BudgetPage) -> RegionCode? {
    for row in page.grid.rows.prefix(page.columns.header) {
      let words = row.line.split { !$0.isNumber && $0 != "." }
      if let code = words.lazy.compactMap({ RegionCode(String($0)) }).first(where: { $0.level == .village }) {
        return code
      }
    }
    return nil
  }

  private static func only(_ codes: [RegionCode], of district: String, _ context: ImportContext) throws -> RegionCode? {
    guard let register = try context.store.registerDate(for: nil) else { return nil }
    let wanted = RegionName.squeezed(RegionName.normalised(district))
    let found = try codes.filter { code in
      guard let own = code.ancestor(.district), let unit = try context.store.unit(own, at: register.date) else {
        return false
      }
      return RegionName.squeezed(RegionName.normalised(unit.name)) == wanted
    }
    return found.count == 1 ? found[0] : nil
  }

  /// The title names another village than the option.
  private static func compare(_ code: RegionCode, _ name: String?, _ context: ImportContext, _ place: Place) throws
    -> [Diagnostic]
  {
    guard let name, let register = try context.store.registerDate(for: nil),
      let unit = try context.store.unit(code, at: register.date)
    else { return [] }
    let (own, titled) = (RegionName.squeezed(RegionName.normalised(unit.name)), RegionName.squeezed(name))
    guard own != titled, Suggestion.editDistance(Array(own.utf8), Array(titled.utf8), limit: 2) == nil else {
      return []
    }
    return [
      Diagnostic(
        code: "region-contradicts", severity: .warning,
        message: LocalizedText(
          id: "judulnya menyebut desa `\(name)`, yang diberikan \(code) \(unit.name)",
          en: "the title names the village `\(name)`, the one given is \(code) \(unit.name)"), place: place,
        value: name,
        hint: LocalizedText(
          id: "bila bukan buku kerja desa itu, urungkan: sinergi-admin undo",
          en: "if it is not that village's workbook, undo it: sinergi-admin undo"))
    ]
  }

  /// The title has the code of a village that is not the one given, or not in the region given.
  private static func outside(_ titled: RegionCode, _ given: RegionCode, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-contradicts",
      message: LocalizedText(
        id: "judulnya menyebut desa \(titled), yang diberikan \(given)",
        en: "the title names the village \(titled), the one given is \(given)"), place: place,
      value: titled.description,
      hint: LocalizedText(
        id: "hilangkan --set region, atau perbaiki kode pada judulnya",
        en: "leave out --set region, or correct the code in the title"))
  }

  private static func elsewhere(_ name: String, _ code: RegionCode, _ district: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-contradicts",
      message: LocalizedText(
        id: "desa `\(name)` (\(code)) tidak berada di kecamatan `\(district)` yang disebut judulnya",
        en: "the village `\(name)` (\(code)) is not in the kecamatan `\(district)` that the titles name"), place: place,
      value: district,
      hint: LocalizedText(id: "sebutkan desanya: --set region=\(code)", en: "name the village: --set region=\(code)"))
  }

  private static func unnamed(_ place: Place) -> ImportFailure {
    ImportFailure(
      .usage,
      [
        Diagnostic(
          code: "option-missing",
          message: LocalizedText(
            id: "desanya tidak jelas dari judul-judul buku kerja ini",
            en: "the titles do not tell which village this is"),
          place: place,
          hint: LocalizedText(
            id: "sebutkan kode desa, atau kabupaten tempat namanya dicari: --set region=KODE",
            en: "name the village, or the kabupaten in which its name is looked for: --set region=CODE"))
      ])
  }
}
