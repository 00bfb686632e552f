import Domain
import Storage

/// An action as it is recorded, as far as rules ask.
struct RecordedAction {
  var number: Int
  /// The number in the sheet that it came from, where it is kept under another.
  var ownNumber: Int?
  /// In lower case, without marks.
  var action: String
  var place: Int64?
  var due: Int64?
  /// In lower case, without marks.
  var party: String
  var status: ActionStatus?
  var statusOn: CalendarDate?
  var hasEvidence: Bool
  /// The part of the batch that it came from; nil for one of this input.
  var part: Int64?
}

/// An entry of a progress log, as far as rules ask.
struct RecordedProgress {
  let date: CalendarDate
  let party: String
  let status: ActionStatus?
  let hasEvidence: Bool
}

/// The actions and logs of the meetings that rows name, read once for each.
final class MeetingRecords {
  /// By meeting and number.
  var actions: [String: [Int: RecordedAction]] = [:]
  /// By meeting and number.
  var logs: [String: [Int: [RecordedProgress]]] = [:]
  /// Where meetings are held for; nil for one of no region.
  private(set) var regions: [String: RegionCode?] = [:]

  /// Reads the actions of meetings that were not read yet.
  func loadActions(of meetings: Set<String>, _ periods: ClosedRange<Int>?, in store: any Store) throws {
    let new = meetings.subtracting(actions.keys)
    guard !new.isEmpty else { return }
    for meeting in new { actions[meeting] = [:] }
    let table = try store.recorded(
      "tindak_lanjut",
      [
        "tl_rapat", "tl_nomor", "tl_nomor_asal", "tl_kegiatan", "tl_lokasi", "tl_selesai", "tl_penanggung_jawab",
        "tl_status", "tl_tanggal_status", "tl_bukti",
      ], periods, [.texts(field: "tl_rapat", new.sorted())])
    for row in 0..<table.count {
      guard let meeting = table.text("tl_rapat", row), let number = table.integer("tl_nomor", row) else { continue }
      actions[meeting]?[Int(number)] = RecordedAction(
        number: Int(number), ownNumber: table.integer("tl_nomor_asal", row).map { Int($0) },
        action: PlainWords.joined(table.text("tl_kegiatan", row) ?? ""), place: table.integer("tl_lokasi", row),
        due: table.integer("tl_selesai", row), party: PlainWords.joined(table.text("tl_penanggung_jawab", row) ?? ""),
        status: table.integer("tl_status", row).flatMap { ActionStatus(rawValue: Int($0)) },
        statusOn: table.integer("tl_tanggal_status", row).flatMap { CalendarDate(number: Int($0)) },
        hasEvidence: table.text("tl_bukti", row) != nil, part: table.parts[row])
    }
  }

  /// Reads the logs of meetings that were not read yet.
  func loadLogs(of meetings: Set<String>, _ periods: ClosedRange<Int>?, in store: any Store) throws {
    let new = meetings.subtracting(logs.keys)
    guard !new.isEmpty else { return }
    for meeting in new { logs[meeting] = [:] }
    let table = try store.recorded(
      "tindak_lanjut_kemajuan", ["kem_rapat", "kem_nomor", "kem_tanggal", "kem_pihak", "kem_status", "kem_bukti"],
      periods, [.texts(field: "kem_rapat", new.sorted())])
    for row in 0..<table.count {
      guard let meeting = table.text("kem_rapat", row), let number = table.integer("kem_nomor", row),
        let date = table.integer("kem_tanggal", row).flatMap({ CalendarDate(number: Int($0)) })
      else { continue }
      logs[meeting]?[Int(number), default: []].append(
        RecordedProgress(
          date: date, party: CellMemory.key(table.text("kem_pihak", row) ?? ""),
          status: table.integer("kem_status", row).flatMap { ActionStatus(rawValue: Int($0)) },
          hasEvidence: table.text("kem_bukti", row) != nil))
    }
  }

  /// Reads the regions of meetings that were not read yet.
  func loadRegions(of meetings: Set<String>, _ periods: ClosedRange<Int>?, in store: any Store) throws {
    let new = meetings.subtracting(regions.keys)
    guard !new.isEmpty else { return }
    for meeting in new { regions[meeting] = .some(nil) }
    let table = try store.recorded(
      "rapat", ["rapat_id", "rapat_wilayah"], periods, [.texts(field: "rapat_id", new.sorted())])
    for row in 0..<table.count {
      guard let name = table.text("rapat_id", row) else { continue }
      regions[name] = table.integer("rapat_wilayah", row).flatMap { RegionCode($0) }
    }
  }

  /// Whether any entry of an action's log names evidence.
  func hasEvidenceInLog(_ meeting: String, _ number: Int) -> Bool {
    logs[meeting]?[number]?.contains(where: \.hasEvidence) ?? false
  }
}

extension Store {
  /// Records of a dataset; none where the store does not hold it.
  func recorded(
    _ dataset: String, _ fields: [String], _ periods: ClosedRange<Int>?, _ filters: [RecordQuery.Filter] = []
  ) throws -> RecordTable {
    do {
      return try records(RecordQuery(dataset: dataset, fields: fields, periods: periods, filters: filters))
    } catch StorageError.notMigrated {
      return RecordTable()
    }
  }
}
