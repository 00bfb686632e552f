import Diagnostics
import Domain
import PluginKit
import Storage

/// Villages that may be listed for a target, by rule: those in a status it starts from, nearest to the wanted status
/// first, with a quota for each kabupaten.
///
/// Serves `target_candidates`. Tables: `candidates` (`rank,code,name,regency,<index>,status,gap,listed,proposed`, ranked within
/// the kabupaten) and `regencies` (`code,name,eligible,listed,unknown,quota,proposed`). Villages already listed keep their year
/// and are not proposed anew; a list that was agreed is never judged again.
public struct TargetCandidatesReport: Report {
  public init() {}

  private struct Candidate {
    let region: Int64
    let index: Double
    let status: Int
    let gap: Double
    let listed: Int?
    var rank = 0
    var isProposed = false
  }

  private struct Sum {
    var eligible = 0
    var listed = 0
    var unknown = 0
    var proposed = 0
  }

  public func document(_ context: ReportContext) throws -> ReportDocument {
    let target = try target(context)
    let declaration = target.declaration
    var scoped = context
    if !target.scope.contains(context.region) { scoped.region = target.scope }
    guard let measure = declaration.measure, let dataset = context.datasets[measure.dataset],
      let classes = dataset.field(measure.field)?.classes, let wanted = classes.ordinal(named: measure.to)
    else {
      throw ReportFailure(
        Self.invalid(
          "target", declaration.id, "target ini tidak diukur dengan dataset yang aktif",
          "no enabled dataset measures this target"))
    }
    let quota = try quota(context)
    let basis: ReportBasis
    switch try scoped.basis(of: dataset.id, fields: [measure.field, classes.of]) {
    case .success(let found): basis = found
    case .failure(let nothing): return nothing.document
    }
    let columns = try context.store.columns(
      of: dataset.id, fields: [measure.field, classes.of], period: basis.period, in: scoped.region,
      registerDate: basis.register.date)
    let starts = Set(measure.from.compactMap { classes.ordinal(named: $0) })
    let entries = try context.store.targetList(declaration.id)
    var listed: [Int64: Int] = [:]
    for entry in entries.entries { if let region = entry.region { listed[region.number] = entry.year } }
    var sums: [Int64: Sum] = [:]
    var candidates: [Candidate] = []
    // What the index has to exceed, and one step of its last decimal more.
    let least = (basis.classes(of: measure.field)?[wanted]?.above ?? 0) + pow(10, -classes.decimals)
    for row in columns.regions.indices {
      let code = columns.regions[row]
      let regency = code / RegionLevel.regency.villageDivisor
      let status = columns.values[0][row]
      // A kabupaten without eligible villages is told of as well.
      if sums[regency] == nil { sums[regency] = Sum() }
      if status.isNaN {
        sums[regency, default: Sum()].unknown += 1
        continue
      }
      guard starts.contains(Int(status)) else { continue }
      let index = columns.values[1][row]
      sums[regency, default: Sum()].eligible += 1
      if listed[code] != nil { sums[regency, default: Sum()].listed += 1 }
      candidates.append(
        Candidate(
          region: code, index: index, status: Int(status), gap: index.isNaN ? .infinity : max(0, least - index),
          listed: listed[code]))
    }
    rank(&candidates, quota, &sums)
    var document = ReportDocument(
      report: context.header.id,
      title: LocalizedText(
        id: "\(context.header.title.id): \(declaration.title.id)",
        en: "\(context.header.title.en): \(declaration.title.en)"),
      region: basis.region, period: basis.period.description,
      dataAsOf: basis.asOf, stage: basis.stage,
      sources: [
        basis.source(dataset.id),
        ReportSource(
          id: "target_list", dataset: "target_list",
          title: LocalizedText(id: "Daftar desa sasaran", en: "Target lists"),
          batches: entries.origins.map(\.batch)),
      ])
    let names = try scoped.names(of: .regency, basis)
    document.tables = [
      try table(candidates, scoped, basis, classes, names), regencies(sums, quota, names),
    ]
    document.notes = try notes(sums, quota, names, measure, classes) + context.registerNote(basis)
    return document
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    exponent < 0 ? 1 / pow(base, -exponent) : (0..<exponent).reduce(1) { power, _ in power * base }
  }

  /// Ranks candidates within their kabupaten and proposes as many as the quota has; in the order of kabupaten and rank.
  private func rank(_ candidates: inout [Candidate], _ quota: Quota, _ sums: inout [Int64: Sum]) {
    let divisor = RegionLevel.regency.villageDivisor
    candidates.sort { a, b in
      (a.region / divisor, a.gap, a.region) < (b.region / divisor, b.gap, b.region)
    }
    var regency: Int64 = -1
    var rank = 0
    for index in candidates.indices {
      if candidates[index].region / divisor != regency {
        regency = candidates[index].region / divisor
        rank = 0
      }
      rank += 1
      candidates[index].rank = rank
      guard candidates[index].listed == nil, (sums[regency]?.proposed ?? 0) < quota[regency] ?? .max else { continue }
      candidates[index].isProposed = true
      sums[regency]?.proposed += 1
    }
  }

  // MARK: What is asked

  private func target(_ context: ReportContext) throws -> ScopedTarget {
    let known = context.targets.keys.sorted()
    guard let id = context.options["target"] ?? TargetsReport.only(context) else {
      throw ReportFailure(
        Self.invalid(
          "target", "", "sebutkan salah satu: \(known.joined(separator: ", "))",
          "name one of: \(known.joined(separator: ", "))"))
    }
    return try context.target(id)
  }

  /// How many villages a kabupaten may propose: the same for all, or each its own.
  private struct Quota {
    var common: Int?
    var own: [Int64: Int] = [:]

    /// Nil leaves the kabupaten without a bound; kabupaten that a list of quotas does not name have none to propose.
    subscript(regency: Int64) -> Int? { own[regency] ?? (own.isEmpty ? common : common ?? 0) }
    var isNone: Bool { common == nil && own.isEmpty }
  }

  /// `5`, or `64.01:5,64.02:7`, or both: `64.01:5,2`.
  private func quota(_ context: ReportContext) throws -> Quota {
    var quota = Quota()
    for part in (context.options["quota"] ?? "").split(separator: ",") {
      let sides = part.split(separator: ":", omittingEmptySubsequences: false).map {
        $0.drop { $0 == " " }.prefix { $0 != " " }
      }
      guard let number = sides.last.flatMap({ Int($0) }), number > 0, sides.count <= 2 else {
        throw ReportFailure(
          Self.invalid(
            "quota", String(part), "harus bilangan mulai 1, atau KABUPATEN:BILANGAN dipisah koma",
            "has to be a number from 1, or REGENCY:NUMBER separated by commas"))
      }
      guard sides.count == 2 else {
        quota.common = number
        continue
      }
      guard let code = RegionCode(String(sides[0])), code.level == .regency else {
        throw ReportFailure(
          Self.invalid(
            "quota", String(part), "`\(sides[0])` bukan kode kabupaten", "`\(sides[0])` is no code of a kabupaten"))
      }
      quota.own[code.number] = number
    }
    return quota
  }

  private static func invalid(_ name: String, _ value: String, _ id: String, _ en: String) -> Diagnostic {
    Diagnostic(
      code: "option-invalid", message: LocalizedText(id: "`\(name)`: \(id)", en: "`\(name)`: \(en)"), value: value)
  }

  // MARK: Tables

  private func table(
    _ candidates: [Candidate], _ context: ReportContext, _ basis: ReportBasis, _ classes: Classification,
    _ regencies: [Int64: String]
  ) throws -> ReportTable {
    let villages = try context.names(of: .village, basis)
    let yes = ReportValue.category(id: "yes", label: LocalizedText(id: "ya", en: "yes"))
    let rows = candidates.compactMap { candidate -> [ReportValue]? in
      guard let code = RegionCode(candidate.region) else { return nil }
      func figure(_ value: Double) -> ReportValue {
        value.isFinite ? .real((value * 1e6).rounded() / 1e6, decimals: classes.decimals) : .missing
      }
      return [
        .integer(candidate.rank), .code(code.description), .text(villages[candidate.region] ?? ""),
        .text(regencies[candidate.region / RegionLevel.regency.villageDivisor] ?? ""), figure(candidate.index),
        classes[candidate.status].map { .category(id: $0.id, label: $0.title) } ?? .missing, figure(candidate.gap),
        candidate.listed.map { .period("\($0)") } ?? .missing, candidate.isProposed ? yes : .missing,
      ]
    }
    return ReportTable(
      id: "candidates", title: LocalizedText(id: "Calon desa sasaran", en: "Candidates"),
      columns: [
        ReportColumn(id: "rank", label: LocalizedText(id: "Urutan", en: "Rank"), type: .integer),
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: context.vocabulary.village(in: context.region), type: .text),
        ReportColumn(id: "regency", label: LocalizedText(id: "Kabupaten", en: "Kabupaten"), type: .text),
        ReportColumn(
          id: classes.of, label: LocalizedText(classes.of.uppercased()), type: .real, source: basis.dataset.id),
        ReportColumn(
          id: "status", label: LocalizedText(id: "Status", en: "Status"), type: .category, source: basis.dataset.id),
        ReportColumn(id: "gap", label: LocalizedText(id: "Kurang", en: "Gap"), type: .real),
        ReportColumn(
          id: "listed", label: LocalizedText(id: "Terdaftar", en: "Listed"), type: .period, source: "target_list"),
        ReportColumn(id: "proposed", label: LocalizedText(id: "Diusulkan", en: "Proposed"), type: .category),
      ], rows: rows, keyColumns: 3)
  }

  private func regencies(_ sums: [Int64: Sum], _ quota: Quota, _ names: [Int64: String]) -> ReportTable {
    func column(_ id: String, _ label: LocalizedText) -> ReportColumn {
      ReportColumn(id: id, label: label, type: .integer, unit: LocalizedText(id: "desa", en: "villages"))
    }
    let rows = sums.keys.sorted().compactMap { regency -> [ReportValue]? in
      guard let code = RegionCode(regency), let sum = sums[regency] else { return nil }
      return [
        .code(code.description), .text(names[regency] ?? ""), .integer(sum.eligible), .integer(sum.listed),
        .integer(sum.unknown), .integer(quota[regency]), .integer(sum.proposed),
      ]
    }
    return ReportTable(
      id: "regencies", title: LocalizedText(id: "Menurut kabupaten", en: "By kabupaten"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: LocalizedText(id: "Kabupaten", en: "Kabupaten"), type: .text),
        column("eligible", LocalizedText(id: "Memenuhi syarat", en: "Eligible")),
        column("listed", LocalizedText(id: "Di antaranya terdaftar", en: "Of them listed")),
        column("unknown", LocalizedText(id: "Tanpa status", en: "Without status")),
        column("quota", LocalizedText(id: "Kuota", en: "Quota")),
        column("proposed", LocalizedText(id: "Diusulkan", en: "Proposed")),
      ], rows: rows)
  }

  private func notes(
    _ sums: [Int64: Sum], _ quota: Quota, _ names: [Int64: String], _ measure: TargetDeclaration.Measure,
    _ classes: Classification
  ) -> [LocalizedText] {
    var notes: [LocalizedText] = []
    let starts = measure.from.compactMap { id in classes.classes.first { $0.id == id }?.title }
    if let to = classes.classes.first(where: { $0.id == measure.to })?.title {
      notes.append(
        LocalizedText(
          id:
            "Syarat: berstatus \(starts.map(\.id).joined(separator: " atau ")); diurutkan menurut kekurangan menuju \(to.id).",
          en: "Eligible: status \(starts.map(\.en).joined(separator: " or ")); ranked by what is missing to \(to.en)."))
    }
    if !quota.isNone {
      for regency in sums.keys.sorted() {
        guard let sum = sums[regency], let quota = quota[regency], quota > 0, sum.eligible - sum.listed < quota else {
          continue
        }
        let name = names[regency] ?? "\(regency)"
        notes.append(
          LocalizedText(
            id:
              "\(name): kuota \(quota) melebihi desa yang memenuhi syarat dan belum terdaftar (\(sum.eligible - sum.listed)).",
            en:
              "\(name): the quota of \(quota) exceeds the eligible villages not listed yet (\(sum.eligible - sum.listed))."
          ))
      }
    }
    let unknown = sums.values.reduce(0) { $0 + $1.unknown }
    if unknown > 0 {
      notes.append(
        LocalizedText(
          id: "\(unknown) desa tanpa status tidak dapat dinilai.",
          en: "\(unknown) villages without a status cannot be judged."))
    }
    return notes
  }
}
