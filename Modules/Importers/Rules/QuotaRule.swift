import Diagnostics
import Domain
import Storage

/// No more people of a role attend on a day than were expected.
final class QuotaRule: RowRule {
  private struct Seat: Hashable {
    let day: Int64
    let number: Int64
  }

  private struct Bench: Hashable {
    let day: Int64
    let role: String
  }

  /// What is known of a meeting.
  private struct Room {
    /// By role.
    var quotas: [String: Int64] = [:]
    var seats: [Seat: (role: String, people: Int64)] = [:]
    var sums: [Bench: Int64] = [:]

    mutating func leave(_ seat: Seat) {
      guard let old = seats.removeValue(forKey: seat) else { return }
      sums[Bench(day: seat.day, role: old.role), default: 0] -= old.people
    }

    /// - Returns: how many of the role there were that day before, and are now.
    mutating func take(_ seat: Seat, _ role: String, _ people: Int64) -> (before: Int64, after: Int64) {
      leave(seat)
      let bench = Bench(day: seat.day, role: role)
      let before = sums[bench] ?? 0
      seats[seat] = (role, people)
      sums[bench] = before + people
      return (before, before + people)
    }
  }

  private var rooms: [String: Room] = [:]

  func judge(_ rows: inout RuledRows, in store: any Store) throws -> [RowFinding] {
    try load(rows.names("hadir_rapat").subtracting(rooms.keys), rows.periods, store)
    func seat(_ row: Int) -> Seat? {
      guard let day = rows.integer("hadir_hari", row), let number = rows.integer("hadir_nomor", row) else { return nil }
      return Seat(day: day, number: number)
    }
    // Rows that are read again take their places anew, so that the same row is told of as before.
    for row in 0..<rows.count {
      if let name = rows.text("hadir_rapat", row), let seat = seat(row) { rooms[name]?.leave(seat) }
    }
    var found: [RowFinding] = []
    for row in 0..<rows.count {
      guard let name = rows.text("hadir_rapat", row), let seat = seat(row), let role = rows.text("hadir_peran", row)
      else { continue }
      let people = rows.integer("hadir_jumlah", row) ?? 1
      guard let sum = rooms[name]?.take(seat, CellMemory.key(role), people),
        let quota = rooms[name]?.quotas[CellMemory.key(role)], sum.before <= quota, sum.after > quota
      else { continue }
      let day = CalendarDate(number: Int(seat.day))?.description ?? ""
      found.append(
        RowFinding(
          row: row,
          told: Diagnostic(
            code: "attendance-above-quota", severity: .warning,
            message: LocalizedText(
              id: "peran \(role) pada \(day): yang hadir \(sum.after) orang, kuotanya \(quota)",
              en: "role \(role) on \(day): \(sum.after) people attend, the quota is \(quota)"),
            place: rows.place(row, "hadir_peran"), value: "\(sum.after)",
            hint: LocalizedText(
              id: "periksa perannya, atau perbarui kuotanya dengan importir `rapat_kuota`",
              en: "check the role, or bring the quota up to date with the importer `rapat_kuota`"))
        ))
    }
    return found
  }

  private func load(_ meetings: Set<String>, _ periods: ClosedRange<Int>?, _ store: any Store) throws {
    guard !meetings.isEmpty else { return }
    for meeting in meetings { rooms[meeting] = Room() }
    let quotas = try store.recorded(
      "rapat_kuota", ["kuota_rapat", "kuota_peran", "kuota_jumlah"], periods,
      [.texts(field: "kuota_rapat", meetings.sorted())])
    for row in 0..<quotas.count {
      guard let meeting = quotas.text("kuota_rapat", row), let role = quotas.text("kuota_peran", row),
        let quota = quotas.integer("kuota_jumlah", row)
      else { continue }
      rooms[meeting]?.quotas[CellMemory.key(role), default: 0] += quota
    }
    let wanted = rooms.filter { meetings.contains($0.key) && !$0.value.quotas.isEmpty }.keys.sorted()
    guard !wanted.isEmpty else { return }
    let present = try store.recorded(
      "rapat_hadir", ["hadir_rapat", "hadir_hari", "hadir_nomor", "hadir_peran", "hadir_jumlah"], periods,
      [.texts(field: "hadir_rapat", wanted)])
    for row in 0..<present.count {
      guard let meeting = present.text("hadir_rapat", row), let day = present.integer("hadir_hari", row),
        let number = present.integer("hadir_nomor", row), let role = present.text("hadir_peran", row)
      else { continue }
      _ = rooms[meeting]?.take(
        Seat(day: day, number: number), CellMemory.key(role), present.integer("hadir_jumlah", row) ?? 1)
    }
  }
}
