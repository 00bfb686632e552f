import Diagnostics
import Domain
import PluginKit
import Storage

/// Reads the lines of a target's list into entries, matching names within their kabupaten.
struct TargetRows {
  private(set) var entries: [TargetEntry] = []
  private(set) var rejected: [RejectedRow] = []
  private(set) var bag: DiagnosticBag
  private let file: String
  private let headers: [String]
  private let columns: Columns
  private let target: ScopedTarget
  private var places: VillageFinder
  private let plannedYears: Set<Int>
  private var seen: [String: Int] = [:]

  private struct Columns {
    let year: Int
    let regency: Int?
    let village: Int
    let code: Int?
    let basis: Int?
  }

  init(_ table: SmallTable, file: String, context: ImportContext, target: ScopedTarget) throws {
    self.file = file
    self.target = target
    bag = context.bag(keptPerCode: 50)
    headers = table.headers
    columns = Columns(
      year: try table.required(["tahun", "target_year", "year"], LocalizedText(id: "tahun", en: "year"), file: file),
      regency: table.column(["kabupaten", "regency", "kabupaten/kota"]),
      village: try table.required(
        ["desa", "village", "village_as_printed", "nama_desa", "kampung"], LocalizedText(id: "desa", en: "village"),
        file: file),
      code: table.column(["kode", "code", "kode_desa"]), basis: table.column(["dasar", "basis", "keterangan"]))
    let kinds = context.datasets[target.declaration.dataset]?.appliesTo ?? [.desa]
    places = try VillageFinder(context.store, scope: target.scope, kinds: kinds)
    plannedYears = Set(target.declaration.years.map(\.year))
  }

  mutating func take(_ line: SmallTable.Line) throws {
    if let flaw = line.flaw { return reject(line, [flaw]) }
    let basisText = line[columns.basis].lowercased()
    let carriedOver = basisText.contains("luncuran") || basisText.contains("carry") || basisText.contains("carried")
    if !carriedOver, !basisText.isEmpty, !["baru", "new", "target", "sasaran"].contains(where: basisText.contains) {
      bag.add(
        Diagnostic(
          code: "basis-unknown", severity: .warning,
          message: LocalizedText(
            id: "dasar `\(line[columns.basis])` tidak dikenal; dibaca sebagai baru",
            en: "unknown basis `\(line[columns.basis])`; read as new"),
          place: place(line, columns.basis), value: line[columns.basis],
          hint: LocalizedText(id: "tulis baru atau luncuran", en: "write baru (new) or luncuran (carried over)")))
    }
    // "carry-over to 2021" of a village first agreed for 2020 belongs to the list of 2021.
    let statedYear =
      carriedOver ? basisText.split { !$0.isNumber }.compactMap { Int($0) }.last { (1945...2200).contains($0) } : nil
    guard let year = statedYear ?? Int(line[columns.year]), (1945...2200).contains(year) else {
      return reject(
        line,
        [
          Diagnostic(
            code: "period-malformed",
            message: LocalizedText(
              id: "`\(line[columns.year])` bukan tahun", en: "`\(line[columns.year])` is not a year"),
            place: place(line, columns.year), value: line[columns.year])
        ])
    }
    if !plannedYears.contains(year) {
      bag.add(
        Diagnostic(
          code: "target-year-not-planned", severity: .warning,
          message: LocalizedText(
            id: "tahun \(year) tidak ada dalam rencana target", en: "the target's plan has no year \(year)"),
          place: place(line, columns.year), value: "\(year)"))
    }
    let printed = line[columns.village]
    // A name in brackets is a remark of the source, not a name: "(nama keenam terpotong)".
    let isUnnamed = printed.isEmpty || (printed.hasPrefix("(") && printed.hasSuffix(")"))
    let regency = try places.regency(line[columns.regency])
    var entry = TargetEntry(
      year: year, basis: carriedOver ? .carriedOver : .new, regency: regency?.code, region: nil,
      printedName: isUnnamed ? "" : PersonalNumbers.masked(printed), match: nil, sourceRow: line.number)
    let code = line[columns.code]
    if !code.isEmpty {
      guard let village = try places.village(code: code) else {
        return reject(line, [places.unknownCode(code, at: place(line, columns.code))])
      }
      entry.region = village
      entry.match = "code"
    } else if !isUnnamed {
      guard let regency else {
        return reject(line, [places.unknownRegency(line[columns.regency], at: place(line, columns.regency))])
      }
      switch try places.match(printed, in: regency.code) {
      case .exact(let found): (entry.region, entry.match) = (found, "exact")
      case .alias(let found): (entry.region, entry.match) = (found, "alias")
      case .close(let found, _):
        (entry.region, entry.match) = (found, "close")
        bag.add(try places.close(printed, found, at: place(line, columns.village)))
      case .ambiguous(let candidates):
        return reject(line, [try places.ambiguous(printed, candidates, regency.name, at: place(line, columns.village))])
      case .notFound(let nearest):
        return reject(line, [try places.notFound(printed, nearest, regency.name, at: place(line, columns.village))])
      }
    } else {
      bag.add(
        Diagnostic(
          code: "village-unnamed", severity: .note,
          message: LocalizedText(
            id: "nama tidak disebut di sumber; baris dicatat tanpa desa",
            en: "the source names no village; the entry is kept without one"),
          place: place(line, columns.village), value: printed.isEmpty ? nil : printed))
    }
    if let region = entry.region {
      let key = "\(year) \(region)"
      if let earlier = seen[key] {
        return reject(
          line,
          [
            Diagnostic(
              code: "row-duplicate",
              message: LocalizedText(
                id: "\(region) \(printed) sudah ada untuk tahun \(year) di baris \(earlier)",
                en: "\(region) \(printed) stands already for \(year) in row \(earlier)"),
              place: place(line, columns.village), value: printed)
          ])
      }
      seen[key] = line.number
    }
    entries.append(entry)
  }

  private mutating func reject(_ line: SmallTable.Line, _ reasons: [Diagnostic]) {
    bag.add(contentsOf: reasons)
    rejected.append(
      RejectedRow(row: line.number, cells: line.cells.map(PersonalNumbers.masked), reasons: reasons))
  }

  private func place(_ line: SmallTable.Line, _ column: Int?) -> Place {
    Place(
      file: file, line: line.number, column: column.map { $0 + 1 },
      field: column.flatMap { headers.indices.contains($0) ? headers[$0] : nil })
  }
}
