import Diagnostics
import Domain
import Storage

/// The tables of `training_coverage`.
struct TrainingTables {
  enum Missing { case workshop, practice }

  let all: [TrainingRecords.Course]
  let chain: TrainingChain
  let frame: DistrictFrame
  let source: String
  /// Villages with any course, and with one for officials.
  private let trained: Set<Int64>
  private let officials: Set<Int64>

  init(_ courses: [TrainingRecords.Course], _ chain: TrainingChain, _ frame: DistrictFrame, source: String) {
    all = courses
    self.chain = chain
    self.frame = frame
    self.source = source
    let known = Set(frame.villages)
    let villages = courses.filter { known.contains($0.place.number) }
    trained = Set(villages.map(\.place.number))
    officials = Set(villages.filter { $0.isOfficials == true }.map(\.place.number))
  }

  private func column(_ id: String, _ indonesian: String, _ english: String, _ type: ReportColumn.Kind = .text)
    -> ReportColumn
  {
    ReportColumn(id: id, label: LocalizedText(id: indonesian, en: english), type: type, source: source)
  }

  var keyFigures: [KeyFigure] {
    func figure(_ id: String, _ label: LocalizedText, _ value: ReportValue) -> KeyFigure {
      KeyFigure(id: id, label: label, value: value, source: source)
    }
    let without = chain.steps.count { $0.workshop == nil }
    let idle = chain.steps.count { $0.workshop != nil && $0.practice == nil }
    return [
      figure("villages", LocalizedText(id: "Desa", en: "Villages"), .integer(frame.villages.count)),
      figure(
        "trained", LocalizedText(id: "Desa dengan peserta pelatihan", en: "Villages with participants"),
        .integer(trained.count)),
      figure(
        "officials_share", LocalizedText(id: "Desa dengan aparatur terlatih", en: "Villages with trained officials"),
        Self.share(officials.count, frame.villages.count)),
      figure(
        "without_workshop",
        LocalizedText(id: "Kecamatan dilatih tanpa lokakarya", en: "Kecamatan trained without a workshop"),
        .integer(without)),
      figure(
        "without_practice",
        LocalizedText(id: "Kecamatan berlokakarya tanpa praktik", en: "Kecamatan with a workshop, no practice"),
        .integer(idle)),
    ]
  }

  /// A share of none is none.
  private static func share(_ part: Int, _ whole: Int) -> ReportValue {
    whole == 0 ? .missing : .percent(100 * Double(part) / Double(whole), decimals: 1)
  }

  /// Figures of a group of kecamatan.
  private struct Sum {
    var villages = 0
    var trained = 0
    var officials = 0
    var districts = 0
    var reached = 0
    var workshops = 0
    var practised = 0

    var cells: [ReportValue] {
      [
        .integer(villages), .integer(trained), .integer(officials),
        TrainingTables.share(officials, villages), .integer(districts), .integer(reached), .integer(workshops),
        .integer(practised),
      ]
    }
  }

  func regions(_ context: ReportContext) throws -> ReportTable {
    let level = frame.groupLevel(context.region)
    var sums: [RegionCode: Sum] = [:]
    func add(_ code: RegionCode?, _ change: (inout Sum) -> Void) {
      guard let group = code?.ancestor(level) else { return }
      change(&sums[group, default: Sum()])
    }
    for district in frame.districts {
      add(district.code) {
        $0.districts += 1
        $0.villages += frame.counts[district.code] ?? 0
      }
    }
    for village in trained { add(RegionCode(village)) { $0.trained += 1 } }
    for village in officials { add(RegionCode(village)) { $0.officials += 1 } }
    for step in chain.steps {
      add(step.district) {
        $0.reached += 1
        if step.workshop != nil { $0.workshops += 1 }
        if step.practice != nil { $0.practised += 1 }
      }
    }
    let names = try context.store.names(of: sums.keys.map(\.number).sorted(), at: frame.date)
    let rows = sums.sorted { $0.key < $1.key }.map { code, sum -> [ReportValue] in
      [.code(code.description), names[code.number].map { .text($0) } ?? .missing] + sum.cells
    }
    return ReportTable(
      id: "regions",
      title: LocalizedText(
        id: "Menurut \(level.title.id.lowercased())", en: "By \(level.title.en.lowercased())"),
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: level.title, type: .text, source: source),
        column("villages", "Desa", "Villages", .integer), column("trained", "Dilatih", "Trained", .integer),
        column("officials", "Aparatur", "Officials", .integer),
        column("officials_share", "% aparatur", "% officials", .percent),
        column("districts", "Kec.", "Kec.", .integer),
        column("districts_trained", "Kec. dilatih", "Kec. trained", .integer),
        column("districts_workshop", "Lokakarya", "Workshop", .integer),
        column("districts_practice", "Praktik", "Practice", .integer),
      ], rows: rows)
  }

  /// Kecamatan where the chain broke off.
  func without(_ what: Missing, _ context: ReportContext) throws -> ReportTable {
    let steps = chain.steps.filter { step in
      switch what {
      case .workshop: step.workshop == nil
      case .practice: step.workshop != nil && step.practice == nil
      }
    }
    switch what {
    case .workshop:
      return try table(
        "without_workshop",
        LocalizedText(id: "Kecamatan dilatih tanpa lokakarya", en: "Kecamatan trained without a workshop"), steps,
        [column("trained", "Dilatih sejak", "Trained since", .date)], context
      ) { [.date($0.trained.description)] }
    case .practice:
      return try table(
        "without_practice",
        LocalizedText(
          id: "Kecamatan yang belum mempraktikkan hasil lokakarya", en: "Kecamatan without practice after the workshop"),
        steps, [column("workshop", "Lokakarya", "Workshop"), column("held", "Pada", "On", .date)], context
      ) { step in step.workshop.map { [.text($0.meeting), .date($0.day.description)] } ?? [] }
    }
  }

  func chain(_ context: ReportContext) throws -> ReportTable {
    try table(
      "chain", LocalizedText(id: "Pelatihan, lokakarya, praktik", en: "Training, workshop, practice"), chain.steps,
      [
        column("trained", "Dilatih sejak", "Trained since", .date), column("workshop", "Lokakarya", "Workshop"),
        column("held", "Pada", "On", .date), column("practice", "Praktik", "Practice"),
        column("practised", "Pada", "On", .date),
      ], context
    ) { step in
      [
        .date(step.trained.description), step.workshop.map { .text($0.meeting) } ?? .missing,
        step.workshop.map { .date($0.day.description) } ?? .missing,
        step.practice.map { .text($0.reference) } ?? .missing,
        step.practice.map { .date($0.day.description) } ?? .missing,
      ]
    }
  }

  private func table(
    _ id: String, _ title: LocalizedText, _ steps: [TrainingChain.Step], _ columns: [ReportColumn],
    _ context: ReportContext, cells: (TrainingChain.Step) -> [ReportValue]
  ) throws -> ReportTable {
    let codes = Set(steps.flatMap { [$0.district.number, $0.district.number / 100] })
    let names = try context.store.names(of: codes.sorted(), at: frame.date)
    return ReportTable(
      id: id, title: title,
      columns: [
        column("code", "Kode", "Code", .code),
        ReportColumn(id: "name", label: RegionLevel.district.title, type: .text, source: source),
        ReportColumn(id: "regency", label: RegionLevel.regency.title, type: .text, source: source),
      ] + columns,
      rows: steps.map { step in
        [
          .code(step.district.description), names[step.district.number].map { .text($0) } ?? .missing,
          names[step.district.number / 100].map { .text($0) } ?? .missing,
        ] + cells(step)
      })
  }

  /// Courses however their name is capitalised.
  func courses() -> ReportTable {
    let groups = Dictionary(grouping: all) { $0.title.lowercased() }
    return ReportTable(
      id: "courses", title: LocalizedText(id: "Menurut pelatihan", en: "By course"),
      columns: [
        column("course", "Pelatihan", "Course"), column("records", "Catatan", "Records", .integer),
        column("participants", "Peserta", "Participants", .integer),
        column("villages", "Desa", "Villages", .integer), column("districts", "Kecamatan", "Kecamatan", .integer),
        column("first", "Pertama", "First", .date), column("last", "Terakhir", "Last", .date),
      ],
      rows: groups.sorted { $0.key < $1.key }.map { _, own in
        let counted = own.compactMap(\.participants)
        return [
          .text(own[0].title), .integer(own.count),
          counted.isEmpty ? .missing : .integer(counted.reduce(0, +)),
          .integer(Set(own.filter { $0.place.level == .village }.map(\.place)).count),
          .integer(Set(own.compactMap(\.district)).count), .date(own[0].start.description),
          .date(own[own.count - 1].start.description),
        ]
      })
  }
}
