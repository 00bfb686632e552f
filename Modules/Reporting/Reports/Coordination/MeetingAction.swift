import Domain
import Storage

/// A follow-up action with where it stands: a row of the table that was read, decoded where it is looked at.
///
/// Small, for there are a hundred thousand of them: what is known of each stands in the columns of `ActionRows`.
struct MeetingAction {
  private let rows: ActionRows
  private let row: Int

  init(_ rows: ActionRows, _ row: Int) {
    self.rows = rows
    self.row = row
  }

  var standing: ActionStanding { rows.standings[row] }

  static let dataset = "tindak_lanjut"

  var meeting: String { rows.meetings[meetingCode] }
  /// Stands for the meeting among those that were read together.
  var meetingCode: Int { Int(rows.meetingCodes[row]) }
  /// The meetings by their codes.
  var meetings: [String] { rows.meetings }
  var number: Int { Int(rows.numbers[row]) }
  var year: Int { Int(rows.table.periods[row]) }
  var part: Int64 { rows.table.parts[row] }
  var place: RegionCode? { RegionCode(rows.places[row]) }
  var due: CalendarDate? { CalendarDate(number: Int(rows.dues[row])) }
  var isExample: Bool { rows.examples[row] == 1 }
  var start: CalendarDate? { rows.integer("tl_mulai", row).flatMap { CalendarDate(number: Int($0)) } }
  var volume: Double? { rows.real("tl_volume", row) }
  var cost: Int64? { rows.integer("tl_biaya", row) }
  var priority: Int? { rows.integer("tl_prioritas", row).map { Int($0) } }
  var issue: Int? { rows.integer("tl_isu", row).map { Int($0) } }

  /// Whether it is more than the usual: *terobosan*.
  var isBreakthrough: Bool { rows.integer("tl_terobosan", row) == 1 }

  subscript(field: String) -> String? { rows.text("tl_" + field, row) }

  /// Its code among the texts of a field; `TextCodes.missing` where it has none.
  func code(_ texts: TextCodes) -> Int32 { texts.codes[row] }

  /// The texts of a field, of all actions that were read together.
  func column(_ field: String) -> TextColumn? { rows.table.texts("tl_" + field) }

  /// The fields that every reading takes: they say where an action stands.
  static let core = [
    "tl_rapat", "tl_nomor", "tl_lokasi", "tl_selesai", "tl_penanggung_jawab", "tl_status", "tl_tanggal_status",
    "tl_bukti", "tl_contoh",
  ]
  static let fields =
    core + [
      "tl_mulai", "tl_volume", "tl_biaya", "tl_prioritas", "tl_isu", "tl_masalah", "tl_kegiatan", "tl_keluaran",
      "tl_sasaran", "tl_satuan", "tl_pihak_terkait", "tl_sumber_dana", "tl_indikator", "tl_komponen", "tl_keterangan",
      "tl_terobosan",
    ]
}

/// Actions as they were read, column by column.
final class ActionRows {
  let table: RecordTable
  /// Meetings by their code, and the codes by row.
  let meetings: [String]
  let meetingCodes: [Int32]
  let numbers: [Int64]
  let places: [Int64]
  let dues: [Int64]
  let examples: [Int64]
  /// Where each stands, once that is known.
  fileprivate(set) var standings: [ActionStanding] = []
  private let statuses: [Int64]
  private let statusDays: [Int64]
  private let parties: TextCodes
  private let evidence: TextColumn

  init(_ table: RecordTable) {
    self.table = table
    // The key rules out rows without a meeting.
    let codes = TextCodes(table.texts("tl_rapat") ?? TextColumn())
    meetings = codes.texts
    meetingCodes = codes.codes
    func integers(_ field: String) -> [Int64] { table.integers(field) ?? [] }
    numbers = integers("tl_nomor")
    places = integers("tl_lokasi")
    dues = integers("tl_selesai")
    examples = integers("tl_contoh")
    statuses = integers("tl_status")
    statusDays = integers("tl_tanggal_status")
    parties = TextCodes(table.texts("tl_penanggung_jawab") ?? TextColumn())
    evidence = table.texts("tl_bukti") ?? TextColumn()
  }

  var count: Int { table.count }

  func text(_ field: String, _ row: Int) -> String? {
    assert(table.columns[field] != nil, "\(field) was not read")
    return table.text(field, row)
  }

  func integer(_ field: String, _ row: Int) -> Int64? {
    assert(table.columns[field] != nil, "\(field) was not read")
    return table.integer(field, row)
  }

  func real(_ field: String, _ row: Int) -> Double? {
    assert(table.columns[field] != nil, "\(field) was not read")
    return table.real(field, row)
  }

  /// The actions with where each stands on the day that `day` gives for its meeting.
  func actions(_ log: ProgressLog, _ parts: PartCounts, on day: (String) -> CalendarDate?) -> [MeetingAction] {
    let days = meetings.map(day)
    let inLog = meetings.map(log.code)
    let collective = parties.texts.map { CollectiveParty($0) }
    standings = (0..<count).map { row in
      let meeting = Int(meetingCodes[row])
      let due = CalendarDate(number: Int(dues[row]))
      let party = parties.codes[row] < 0 ? nil : collective[Int(parties.codes[row])]
      return ActionStanding(
        recorded: ActionStatus(rawValue: Int(statuses[row])) ?? .planned,
        recordedOn: CalendarDate(number: Int(statusDays[row])), evidence: evidence[row],
        log: inLog[meeting].map { log.entries($0, numbers[row]) } ?? [],
        expected: party.flatMap { party in RegionCode(places[row]).flatMap { parts.expected($0, party) } }, due: due,
        today: days[meeting])
    }
    return (0..<count).map { MeetingAction(self, $0) }
  }
}

/// The progress log, by action.
struct ProgressLog {
  /// Rows of one meeting that stand together, by number, and the next such rows of the meeting.
  private struct Run {
    let rows: Range<Int>
    let next: Int?
  }

  static let dataset = "tindak_lanjut_kemajuan"
  /// The fields that say where an action stands; what else an entry says is read for the actions that are shown.
  static let core = [
    "kem_rapat", "kem_nomor", "kem_tanggal", "kem_pihak", "kem_status", "kem_bukti", "kem_dimanfaatkan",
  ]
  static let fields = core + ["kem_persen", "kem_uraian"]

  private let meetings: TextCodes
  private var runs: [Run] = []
  /// By the code of a meeting, its first run.
  private var first: [Int?]
  private let numbers: [Int64]
  private let days: [Int64]
  private let statuses: [Int64]
  private let uses: [Int64]
  private let percents: [Double]?
  private let parties: TextColumn
  private let texts: TextColumn?
  private let evidence: TextColumn

  init(_ table: RecordTable) {
    func integers(_ field: String) -> [Int64] { table.integers(field) ?? [] }
    func column(_ field: String) -> TextColumn { table.texts(field) ?? TextColumn() }
    meetings = TextCodes(column("kem_rapat"))
    numbers = integers("kem_nomor")
    days = integers("kem_tanggal")
    statuses = integers("kem_status")
    uses = integers("kem_dimanfaatkan")
    percents = table.reals("kem_persen")
    parties = column("kem_pihak")
    texts = table.texts("kem_uraian")
    evidence = column("kem_bukti")
    first = [Int?](repeating: nil, count: meetings.count)
    // From the end, so that runs of one meeting keep their order.
    var end = table.count
    while end > 0 {
      let meeting = meetings.codes[end - 1]
      var start = end - 1
      // Numbers begin anew with each period.
      while start > 0, meetings.codes[start - 1] == meeting, numbers[start - 1] <= numbers[start] { start -= 1 }
      runs.append(Run(rows: start..<end, next: first[Int(meeting)]))
      first[Int(meeting)] = runs.count - 1
      end = start
    }
  }

  /// What the log calls a meeting; nil where it says nothing of it.
  func code(_ meeting: String) -> Int32? { meetings.code(of: meeting) }

  /// The entries about an action, in the order of the store.
  func entries(_ meeting: Int32, _ number: Int64) -> [ActionProgress] {
    var entries: [ActionProgress] = []
    var next = first[Int(meeting)]
    while let index = next {
      var row = place(of: number, in: runs[index].rows)
      while row < runs[index].rows.upperBound, numbers[row] == number {
        if let entry = entry(row) { entries.append(entry) }
        row += 1
      }
      next = runs[index].next
    }
    return entries
  }

  /// The first row with that number or a greater one.
  private func place(of number: Int64, in rows: Range<Int>) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func entry(_ row: Int) -> ActionProgress? {
    guard let date = CalendarDate(number: Int(days[row])) else { return nil }
    let party = parties[row]
    return ActionProgress(
      date: date, party: party == "semua" ? nil : party, status: ActionStatus(rawValue: Int(statuses[row])),
      percent: percents?[row].isNaN ?? true ? nil : percents?[row], text: texts?[row], evidence: evidence[row],
      isInUse: uses[row] == Cell.missing ? nil : uses[row] == 1)
  }
}

/// How many parts a collective party has: one a kecamatan for *Camat se-Kabupaten*, one a village for *Kepala Desa
/// se-Kecamatan*.
final class PartCounts {
  private struct Key: Hashable {
    let place: RegionCode
    let level: RegionLevel
  }

  private let store: any Store
  private let date: CalendarDate?
  private var counts: [Key: Int] = [:]

  init(_ store: any Store) throws {
    self.store = store
    date = try store.registerDate(for: nil)?.date
  }

  func expected(_ place: RegionCode, _ party: CollectiveParty) -> Int? {
    guard let date, let level = party.level(below: place) else { return nil }
    let key = Key(place: place, level: level)
    if let known = counts[key] { return known }
    let count = (try? store.units(level, in: place, at: date).count) ?? 0
    counts[key] = count
    return count
  }
}

extension ReportContext {
  /// Actions with where they stand today, by meeting and number.
  ///
  /// - Parameters:
  ///   - meetings: only those of these meetings; nil takes all.
  ///   - within: only those whose place lies inside; those without a place are left out then.
  ///   - fields: what is needed beyond `MeetingAction.core`, by id; nil reads all there is.
  func actions(
    of meetings: [String]? = nil, within: RegionCode? = nil, on day: CalendarDate? = nil,
    where more: [RecordQuery.Filter] = [], fields: [String]? = nil
  ) throws -> [MeetingAction] {
    try actions(of: meetings, within: within, where: more, fields: fields) { _ in day }
  }

  /// The same, each action as it stood on the day of its meeting that `day` gives.
  func actions(
    of meetings: [String]?, within: RegionCode? = nil, where more: [RecordQuery.Filter] = [], fields: [String]? = nil,
    on day: (String) -> CalendarDate?
  ) throws -> [MeetingAction] {
    if meetings?.isEmpty == true { return [] }
    var filters = more
    if let meetings { filters.append(.texts(field: "tl_rapat", meetings)) }
    if let within, within != .nation { filters.append(.within(field: "tl_lokasi", within)) }
    let wanted = fields.map { more in MeetingAction.core + more.filter { !MeetingAction.core.contains($0) } }
    let rows = ActionRows(
      try store.records(
        RecordQuery(dataset: MeetingAction.dataset, fields: wanted ?? MeetingAction.fields, filters: filters)))
    // Once few are left, only their part of the log is read.
    let told = meetings ?? (rows.count < 1000 ? rows.meetings : nil)
    let log = ProgressLog(
      try store.records(
        RecordQuery(
          dataset: ProgressLog.dataset, fields: fields == nil ? ProgressLog.fields : ProgressLog.core,
          filters: told.map { [.texts(field: "kem_rapat", $0)] } ?? [])))
    return rows.actions(log, try PartCounts(store)) { day($0) ?? asOf ?? today }
  }

  /// The same actions with every field and all that their log says, where they were read with some only.
  ///
  /// - Parameter day: as they were read with.
  func whole(_ actions: [MeetingAction], on day: CalendarDate? = nil) throws -> [MeetingAction] {
    guard let first = actions.first, !first.isWhole else { return actions }
    let read = try self.actions(of: Array(Set(actions.map(\.meeting))).sorted(), on: day)
    let places = Dictionary(read.map { (ActionKey($0), $0) }, uniquingKeysWith: { first, _ in first })
    return actions.map { places[ActionKey($0)] ?? $0 }
  }
}

/// What tells stored actions apart.
private struct ActionKey: Hashable {
  let year: Int
  let meeting: String
  let number: Int

  init(_ action: MeetingAction) {
    year = action.year
    meeting = action.meeting
    number = action.number
  }
}

extension MeetingAction {
  /// Whether every field was read.
  fileprivate var isWhole: Bool { column("keterangan") != nil }
}
