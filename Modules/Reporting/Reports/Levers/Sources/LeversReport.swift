import Diagnostics
import Domain
import PluginKit
import Storage

/// *Bedah Skor dan Indikator Pengungkit*: for each village below its wanted status the cheapest raises of scores that
/// bring it there, and for the region which indicators, by whom, and how many villages a budget brings up.
///
/// Serves `levers`. Tables: `levers` (`code,name,idm,status,target_status,gap,cost,raises`, the cheapest first; `raises`
/// as `key:from>to` joined by `;`), `indicators`, `actors`, `curve`, for a kecamatan or village `proposals` with the
/// words of the rubric, and with the option `meeting` `actions`, the raises as actions proposed to that meeting. `gap` is what the index lacks; the effort is counted by the cost model of the options.
public struct LeversReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let scale: LeverScale = context.options["index"] == "indeks_desa" ? .indeksDesa : .idm
    let basis: ReportBasis
    switch try context.basis(of: scale.dataset, fields: [scale.field, scale.index]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    guard let classes = basis.classes(of: scale.field) else {
      return context.nothing(ReportContext.noData(basis.dataset.title, basis.region, basis.period)).document
    }
    let question = try LeverQuestion(context, scale, basis.dataset, classes)
    let columns = try context.store.columns(
      of: scale.dataset, fields: [scale.field, scale.index] + question.indicators.map(\.field.id),
      period: basis.period, in: context.region, registerDate: basis.register.date)
    let plans = LeverPlans(
      columns, question.model, scale, classes, wanted: { question.wanted(from: $0) }, listed: question.listed)
    let tables = LeverTables(context, scale, basis, classes, question, plans)
    var document = ReportDocument(
      report: context.header.id, title: context.header.title, region: basis.region,
      period: basis.period.description, dataAsOf: basis.asOf, stage: basis.stage, sources: [basis.source(scale.dataset)]
    )
    document.keyFigures = tables.keyFigures
    document.tables = [try tables.villages(), tables.indicators(), tables.actors(), tables.curve()]
    if context.region.level >= .district, let proposals = try tables.proposals() { document.tables.append(proposals) }
    if let actions = try LeverActions(context, basis, question) {
      document.tables.append(actions.table(plans.reached(budget: question.budget)))
    }
    if document.tables[3].rows.count > 1 {
      document.figures = [
        ReportFigure(
          id: "villages_against_effort",
          title: LocalizedText(id: "Desa yang naik menurut upaya", en: "Villages brought up, by effort"), kind: .line,
          table: "curve", category: "effort", values: ["villages"])
      ]
    }
    document.notes = try tables.notes + context.registerNote(basis)
    return document
  }
}

/// What is asked: which indicators may be raised, at what effort, to which status, for which villages.
struct LeverQuestion {
  let indicators: [(field: FieldDeclaration, units: Int)]
  let worksheet: Worksheet?
  let model: LeverModel
  /// The place of the status asked for; nil leaves it to `wanted(from:)`.
  private let wanted: Int?
  private let least: Int?
  /// The villages of a target; nil is all.
  let listed: Set<Int64>?
  let budget: Int?
  /// The indicators that may be raised, by place.
  let open: Set<Int>
  private let efforts: [Worksheet.Effort: Int]

  init(
    _ context: ReportContext, _ scale: LeverScale, _ dataset: DatasetDeclaration, _ classes: Classification
  ) throws {
    let worksheet = try context.worksheet(scale.dataset)
    indicators = scale.indicators(dataset)
    self.worksheet = worksheet
    var efforts: [Worksheet.Effort: Int] = [:]
    for effort in Worksheet.Effort.allCases {
      efforts[effort] = try Self.number(effort.rawValue, context, atLeast: 1, most: 1_000_000) ?? 1
    }
    self.efforts = efforts
    budget = try Self.number("budget", context, atLeast: 0, most: .max)
    let keys = indicators.map(\.field.id)
    let frozen = try Self.keys("freeze", context, among: keys)
    let freed = try Self.keys("unfreeze", context, among: keys)
    let level = context.options["level"].flatMap(Worksheet.Actor.init)
    if let level, worksheet == nil {
      throw Self.invalid(
        "level", level.rawValue, "siapa yang dapat mengerjakan butir \(scale.short) tidak diketahui",
        "who can act on the items of \(scale.short) is not known")
    }
    var open: Set<Int> = []
    for (place, key) in keys.enumerated() {
      let entry = worksheet?.entries[key]
      if frozen.contains(key) || (entry?.isFrozen == true && !freed.contains(key)) { continue }
      if let level, entry?.actors[level] == nil { continue }
      open.insert(place)
    }
    self.open = open
    let all = indicators
    model = LeverModel(
      open.sorted().map { place in
        let entry = worksheet?.entries[all[place].field.id]
        let scores = entry.map { $0.criteria.map(\.score) } ?? []
        return LeverModel.Indicator(
          place: place, unitsPerPoint: all[place].units, scores: scores.isEmpty ? Array(0...5) : scores,
          stepCost: efforts[entry?.effort ?? .light] ?? 1)
      })
    let target = try context.options["target"].map { try Self.target($0, context, scale) }
    wanted = try (context.options["to"] ?? target?.declaration.to).map { try Self.place($0, classes) }
    // What the region's own targets want, where nobody asks for another.
    let own = context.targets.values.filter {
      $0.declaration.dataset == scale.dataset && $0.scope.contains(context.region)
    }
    least = try own.count == 1 ? own[0].declaration.to.map { try Self.place($0, classes) } : nil
    listed = try target.map { target in
      Set(try context.store.targetList(target.declaration.id).entries.compactMap { $0.region?.number })
    }
  }

  /// The class to reach from one: the one asked for; else that of the region's target, or the next above.
  func wanted(from status: Int) -> Int { wanted ?? max(status + 1, least ?? 0) }

  /// The effort of a raise.
  func effort(_ raise: LeverModel.Raise) -> Int {
    let entry = worksheet?.entries[indicators[raise.place].field.id]
    let scores = entry.map { $0.criteria.map(\.score) } ?? []
    let steps = (scores.isEmpty ? Array(0...5) : scores).filter { $0 > raise.from && $0 <= raise.to }.count
    return steps * (efforts[entry?.effort ?? .light] ?? 1)
  }

  private static func invalid(_ name: String, _ value: String, _ id: String, _ en: String, hint: LocalizedText? = nil)
    -> ReportFailure
  {
    ReportFailure(
      Diagnostic(
        code: "option-invalid", message: LocalizedText(id: "`\(name)`: \(id)", en: "`\(name)`: \(en)"), value: value,
        hint: hint))
  }

  private static func number(_ name: String, _ context: ReportContext, atLeast: Int, most: Int) throws -> Int? {
    guard let text = context.options[name] else { return nil }
    guard let number = Int(text), number >= atLeast, number <= most else {
      throw invalid(name, text, "harus bilangan mulai \(atLeast)", "has to be a number from \(atLeast)")
    }
    return number
  }

  private static func keys(_ name: String, _ context: ReportContext, among known: [String]) throws -> Set<String> {
    guard let text = context.options[name] else { return [] }
    let keys = text.split(separator: ",").map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
    for key in keys where !known.contains(key) {
      throw invalid(
        name, key, "tidak ada indikator `\(key)`", "no indicator `\(key)`",
        hint: Suggestion.nearest(to: key, among: known).map {
          LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
        })
    }
    return Set(keys)
  }

  private static func place(_ text: String, _ classes: Classification) throws -> Int {
    if let place = classes.ordinal(named: text) { return place }
    let known = classes.classes.map(\.id)
    throw invalid(
      "to", text, "tidak ada status `\(text)`", "no status `\(text)`",
      hint: LocalizedText(
        id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
  }

  private static func target(_ id: String, _ context: ReportContext, _ scale: LeverScale) throws -> ScopedTarget {
    guard let target = context.targets[id], target.declaration.dataset == scale.dataset else {
      let known = context.targets.filter { $0.value.declaration.dataset == scale.dataset }.keys.sorted()
      throw ReportFailure(
        Diagnostic(
          code: "target-unknown",
          message: LocalizedText(
            id: "target `\(id)` tidak dideklarasikan untuk \(scale.short)",
            en: "no target `\(id)` is declared for \(scale.short)"), value: id,
          hint: Suggestion.nearest(to: id, among: known).map {
            LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
          }))
    }
    return target
  }
}
