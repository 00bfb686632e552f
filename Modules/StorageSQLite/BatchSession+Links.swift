import Domain
import GRDB
import Storage

extension BatchSession {
  func links(_ links: [(link: RegionLink, sourceRow: Int)]) throws {
    for (link, _) in links {
      try check(link.old)
      try check(link.new)
    }
    for (link, row) in links {
      let key = FixedTable.keyArguments([link.date.number, link.old.number, link.new.number])
      let stored = try Row.fetchOne(
        db, sql: "SELECT kind, share, note FROM region_link WHERE \(FixedTable.link.keyCondition)",
        arguments: StatementArguments(key))
      if let stored, stored["kind"] == link.kind.rawValue, stored["share"] == link.share, stored["note"] == link.note {
        counts.unchanged += 1
        continue
      }
      if stored == nil { counts.new += 1 } else { counts.changed += 1 }
      guard !dryRun else { continue }
      try begin()
      try touch(.link, key: [.text("*")])
      writes(.link)
      changedFixedTables = true
      if stored != nil { try log(.link, kind: "update", where: FixedTable.link.keyCondition, key) }
      try db.execute(
        sql: """
          REPLACE INTO region_link(date, old, new, kind, share, note, part, source_row) VALUES (?,?,?,?,?,?,?,?)
          """,
        arguments: [
          link.date.number, link.old.number, link.new.number, link.kind.rawValue, link.share, link.note, part, row,
        ])
    }
  }
}
