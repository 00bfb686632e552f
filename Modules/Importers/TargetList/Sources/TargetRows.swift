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
  private let store: any Store
  private let classes: Classification?
  /// The day of the decision, where one is told.
  private let decided: CalendarDate?
  /// Where villages start from, by the year of the list.
  private var starts: [Int: TargetStarts] = [:]
  private var unknownStarts: [Int: Int] = [:]
  /// The years in which a village is listed as new, from the store and from this file.
  private var listedYears: [RegionCode: Set<Int>] = [:]

  private struct Columns {
    let year: Int
    let regency: Int?
    let village: Int
    let code: Int?
    let basis: Int?
    let replaces: Int?
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
      code: table.column(["kode", "code", "kode_desa"]), basis: table.column(["dasar", "basis", "keterangan"]),
      replaces: table.column(["menggantikan", "replaces"]))
    let measure = target.declaration.measure
    let dataset = measure.flatMap { context.datasets[$0.dataset] }
    let kinds = dataset?.appliesTo ?? [.desa]
    store = context.store
    classes = measure.flatMap { dataset?.field($0.field)?.classes }
    decided = try context.options["decided"].map { try ImportOptions.date("decided", $0) }
    for entry in try context.store.targetList(target.declaration.id).entries where entry.basis == .new {
      if let region = entry.region { listedYears[region, default: []].insert(entry.year) }
    }
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
    if !plannedYears.isEmpty, !plannedYears.contains(year) {
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
      if let reason = try ineligible(region, printed, entry, at: place(line, columns.village)) {
        guard decided == nil else { return reject(line, [reason]) }
        bag.add(reason)
      }
      warnTwice(region, printed, entry, at: place(line, columns.village))
      if !line[columns.replaces].isEmpty {
        guard let other = try replaced(line, regency?.code) else { return }
        entry.replaces = other
      }
      seen[key] = line.number
    }
    entries.append(entry)
  }

  /// Why a village cannot be a target of that year: its class by the figures published then is none that the target
  /// starts from. Villages without figures are counted, and told of at the end. What was carried over was judged before.
  private mutating func ineligible(
    _ region: RegionCode, _ printed: String, _ entry: TargetEntry, at place: Place
  ) throws -> Diagnostic? {
    guard let measure = target.declaration.measure, let classes, entry.basis == .new, !measure.from.isEmpty else {
      return nil
    }
    let starts = try starts(of: entry.year)
    guard let start = starts.classes[region], let period = starts.period else {
      unknownStarts[entry.year, default: 0] += 1
      return nil
    }
    guard let found = classes[start], !measure.from.contains(found.id) else { return nil }
    let wanted = measure.from.compactMap { id in classes.classes.first { $0.id == id }?.title }
    return Diagnostic(
      code: "target-ineligible", severity: decided == nil ? .warning : .error,
      message: LocalizedText(
        id:
          "\(region) \(printed) berstatus \(found.title.id) pada \(period), bukan \(wanted.map(\.id).joined(separator: " atau "))",
        en: "\(region) \(printed) was \(found.title.en) in \(period), not \(wanted.map(\.en).joined(separator: " or "))"
      ),
      place: place, value: printed,
      hint: LocalizedText(
        id: "pilih desa lain; calon dengan: sinergi-report run target_candidates",
        en: "choose another village; for candidates: sinergi-report run target_candidates"))
  }

  /// The figures published by the day of the decision, or before the year of the list.
  private mutating func starts(of year: Int) throws -> TargetStarts {
    if let known = starts[year] { return known }
    let day = try decided ?? CalendarDate(number: year * 10_000 + 101) ?? ImportOptions.date("decided", nil)
    let read = try TargetStarts(store, target, on: day)
    starts[year] = read
    return read
  }

  private mutating func warnTwice(_ region: RegionCode, _ printed: String, _ entry: TargetEntry, at place: Place) {
    guard entry.basis == .new else { return }
    let others = (listedYears[region] ?? []).subtracting([entry.year]).sorted().map(String.init)
    listedYears[region, default: []].insert(entry.year)
    guard !others.isEmpty else { return }
    let years = others.joined(separator: ", ")
    bag.add(
      Diagnostic(
        code: "target-village-twice", severity: .warning,
        message: LocalizedText(
          id: "\(region) \(printed) sudah menjadi desa sasaran baru \(years)",
          en: "\(region) \(printed) is a new target village of \(years) already"), place: place, value: printed,
        hint: LocalizedText(
          id: "tulis luncuran bila belum tercapai, atau keluarkan dari salah satu daftar",
          en: "write luncuran (carried over) if it was not reached, or take it off one of the lists")))
  }

  /// The village in whose place one comes, by code or name; rejects the line where there is none.
  private mutating func replaced(_ line: SmallTable.Line, _ regency: RegionCode?) throws -> RegionCode? {
    let text = line[columns.replaces]
    if let code = try places.village(code: text) { return code }
    if let regency {
      switch try places.match(text, in: regency) {
      case .exact(let found), .alias(let found), .close(let found, _): return found
      case .ambiguous, .notFound: break
      }
    }
    reject(line, [places.unknownCode(text, at: place(line, columns.replaces))])
    return nil
  }

  /// What is told once for each list, after its last line.
  mutating func finish() {
    for (year, count) in unknownStarts.sorted(by: { $0.key < $1.key }) {
      let period = starts[year]?.period.map { " \($0)" } ?? ""
      bag.add(
        Diagnostic(
          code: "target-start-unknown", severity: .warning,
          message: LocalizedText(
            id: "\(count) desa sasaran \(year) tidak punya status awal\(period): syaratnya tidak dapat diperiksa",
            en: "\(count) target villages of \(year) have no starting status\(period): whether they qualify is unknown"),
          place: Place(file: file)))
    }
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
