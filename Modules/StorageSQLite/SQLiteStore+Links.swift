public import Domain
import GRDB
import Storage

extension SQLiteStore {
  public func links(in region: RegionCode) throws -> [RegionLink] {
    try check(region)
    return try allLinks().filter { region.contains($0.old) || region.contains($0.new) }
  }

  private func allLinks() throws -> [RegionLink] {
    if let known = snapshot?.links { return known }
    let links = try database { db in
      try Row.fetchAll(db, sql: "SELECT * FROM region_link ORDER BY date, old, new").compactMap { row -> RegionLink? in
        let kind: String = row["kind"]
        guard let date = CalendarDate(number: row["date"]), let kind = RegionLink.Kind(rawValue: kind),
          let old = RegionCode(row["old"] as Int64), let new = RegionCode(row["new"] as Int64)
        else { return nil }
        return RegionLink(date: date, kind: kind, old: old, new: new, share: row["share"], note: row["note"])
      }
    }
    if snapshot != nil { snapshot?.links = links }
    return links
  }

  public func path(from: CalendarDate, to: CalendarDate) throws -> RegionPath {
    let step = PathStep(from: from, to: to)
    if let known = snapshot?.paths[step] { return known }
    let path = RegionPath(try allLinks(), from: from, to: to)
    if snapshot != nil { snapshot?.paths[step] = path }
    return path
  }

  /// What the codes of a period's rows are on the day of a register; nil where they are what they were.
  func path(of period: Period, to date: CalendarDate) throws -> RegionPath? {
    guard let day = period.lastDay, day != date else { return nil }
    let path = try path(from: day, to: date)
    return path.isEmpty ? nil : path
  }

  struct PathStep: Hashable {
    let from: CalendarDate
    let to: CalendarDate
  }
}
