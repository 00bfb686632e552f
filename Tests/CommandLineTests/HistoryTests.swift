import Foundation
import Testing

/// History, undo, corrections, rejects and the audit through the commands themselves.
@Suite struct HistoryTests {
  private func workplace() throws -> Workplace {
    let place = try SampleStore.workplace()
    try place.write(
      Tables.status(("64.02.01.2001", "0.70", "Berkembang"), ("64.02.01.2002", "0.80", "Maju")), to: "a.csv")
    try place.write(Tables.status(("64.02.01.2001", "0.81", "Maju")), to: "b.csv")
    return place
  }

  private func run(_ place: Workplace, _ file: String) throws -> Int {
    let outcome = try place.imports("run", "idm_status", file, "--set", "period=2018", "--json").expect(0)
    return try #require(try outcome.json()["batches"][0]["batch"].int)
  }

  @Test func anUndoIsRefusedWithTheLaterBatchesAndCascades() throws {
    let place = try workplace()
    let first = try run(place, "a.csv")
    let second = try run(place, "b.csv")
    let refused = try place.imports("undo", "\(first)").expect(65)
    #expect(refused.text.contains("\(second)"), refused.summary)
    #expect(refused.errors.contains("--cascade"), refused.summary)
    try place.imports("undo", "\(first)", "--cascade", "--dry-run").expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2018") == ["2"])
    try place.imports("undo", "\(first)", "--cascade").expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2018") == ["0"])
    let again = try place.imports("undo", "\(first)").expect(65)
    #expect(again.errors.contains("sudah dibatalkan"), again.summary)
    let list = try place.imports("batches", "--state", "undone", "--json").expect(0).json()
    #expect(list.table("batches").rows.map { $0[0] } == ["\(second)", "\(first)"])
    try place.admin("audit", "verify").expect(0)
  }

  @Test func aDeliveryIsToldFromABatch() throws {
    let place = try workplace()
    let outcome = try place.imports("run", "idm_status", "a.csv", "b.csv", "--set", "period=2018", "--json").expect(0)
    let delivery = try #require(try outcome.json()["delivery"].int)
    try place.imports("undo", "kiriman:\(delivery)").expect(0)
    #expect(try place.query("SELECT count(*) FROM data_idm WHERE period = 2018") == ["0"])
    try place.imports("undo", "kiriman:999").expect(64)
    try place.imports("undo", "abc").expect(64)
  }

  @Test func aCorrectionIsABatchThatTraceTells() throws {
    let place = try workplace()
    let first = try run(place, "a.csv")
    let refused = try place.imports(
      "set", "idm", "64.02.01.2001", "2018", "idm=7", "--reason", "salah ketik"
    ).expect(65)
    #expect(refused.errors.contains("di luar batas"), refused.summary)
    try place.imports("set", "idm", "64.02.01.2001", "2018", "idmm=0.7", "--reason", "x").expect(64)
    try place.imports("set", "idm", "64.02.01.2001", "2018", "idm=0.7123", "--reason", "salah ketik").expect(0)
    let trace = try place.admin("trace", "idm", "64.02.01.2001", "2018", "idm", "--json").expect(0).json()
    let rows = trace.table("trace").rows
    #expect(rows.map { $0[1] } == ["0.7123", "0.7"])
    #expect(rows.map { $0[2] } == ["current", "earlier"])
    #expect(rows[1][3] == "\(first)")
    #expect(rows[1][4] == "a.csv:2")
    let show = try place.imports("show", "\(first + 1)").expect(0)
    #expect(show.text.contains("salah ketik"), show.summary)
    try place.admin("audit", "verify").expect(0)
  }

  @Test func rejectedRowsAreListedRetriedAndDiscarded() throws {
    let place = try workplace()
    try place.write(
      Tables.status(
        ("64.02.01.2001", "0.70", "Berkembang"), ("64.02.01.2999", "0.5", "Tertinggal"), ("99", "0.5", "Maju")),
      to: "c.csv")
    let outcome = try place.imports("run", "idm_status", "c.csv", "--set", "period=2018", "--json").expect(65)
    let batch = try #require(try outcome.json()["batches"][0]["batch"].int)
    let list = try place.imports("rejects", "list", "--batch", "\(batch)", "--json").expect(0).json()
    let ids = list.table("rejects").rows.map { $0[0] }
    #expect(ids.count == 2)
    let shown = try place.imports("rejects", "show", ids[0]).expect(0)
    #expect(shown.text.contains("kode_desa"), shown.summary)
    // Nothing is better yet.
    try place.imports("rejects", "retry", "\(batch)").expect(65)
    #expect(try place.query("SELECT count(*) FROM reject WHERE state = 'open'") == ["2"])
    // The village gets into the register.
    try place.write("code,name\n64.02.01.2999,Desa Baru\n", to: "wilayah.csv")
    let effective = try #require(
      try place.query("SELECT max(effective) FROM region_edition").first.map {
        "\($0.prefix(4))-\($0.dropFirst(4).prefix(2))-\($0.suffix(2))"
      })
    try place.imports(
      "run", "region_register", "wilayah.csv", "--set", "effective=\(effective)", "--set", "coverage=partial"
    ).expect(0)
    try place.imports("rejects", "retry", "\(batch)").expect(65)
    #expect(try place.query("SELECT state FROM reject ORDER BY id") == ["retried", "open"])
    #expect(try place.query("SELECT source_row FROM data_idm WHERE region = 6402012999") == ["3"])
    let retry = try #require(
      try place.query("SELECT max(id) FROM batch WHERE kind = 'retry' HAVING max(id) IS NOT NULL").first)
    let refused = try place.imports("undo", "\(batch)").expect(65)
    #expect(refused.text.contains(retry), refused.summary)
    try place.imports("undo", retry).expect(0)
    #expect(try place.query("SELECT count(*) FROM reject WHERE state = 'open'") == ["2"])
    try place.imports("rejects", "discard", "batch:\(batch)", "--reason", "desa tidak ada").expect(0)
    #expect(try place.query("SELECT count(*) FROM reject WHERE state = 'discarded'") == ["2"])
    try place.admin("audit", "verify").expect(0)
  }

  @Test func theAuditFindsAnEditedFigure() throws {
    let place = try workplace()
    try run(place, "a.csv").description.withCString { _ in }
    let head = try #require(
      try place.admin("audit", "log", "--limit", "1", "--json").expect(0).json().table("entries").rows.first?.last)
    try place.admin("audit", "verify", "--head", head).expect(0)
    try place.python(
      "import sqlite3; c = sqlite3.connect('sinergi.sqlite'); c.execute('UPDATE data_idm SET idm = 0.9 WHERE period = 2018'); c.commit()"
    ).expect(0)
    let found = try place.admin("audit", "verify").expect(65)
    #expect(found.errors.contains("bukan yang ditulis"), found.summary)
    try place.admin("verify").expect(65)
  }

  @Test func aClosedPeriodIsReopenedWithAReasonOnly() throws {
    let place = try workplace()
    let first = try run(place, "a.csv")
    try place.admin("period", "lock", "idm", "2018", "--reason", "rapat pleno").expect(0)
    try place.imports("run", "idm_status", "b.csv", "--set", "period=2018").expect(65)
    try place.imports("undo", "\(first)").expect(65)
    try place.admin("period", "unlock", "idm", "2018", "--reason", "koreksi").expect(0)
    try place.imports("undo", "\(first)").expect(0)
  }
}
