import Diagnostics
import Domain
import GRDB
import Storage
import StorageSQLite
import Testing

@Suite struct MigrationTests {
  private let fixture: SQLiteFixture
  private let store: SQLiteStore

  init() throws {
    fixture = try SQLiteFixture()
    store = try fixture.store()
    try Sample.prepare(store)
    try Sample.fill(store)
  }

  private func changed(_ change: (inout [FieldDeclaration]) -> Void) -> DatasetDeclaration {
    var fields = Sample.fields
    change(&fields)
    return Sample.dataset(fields)
  }

  private func columns() throws -> [String] {
    try fixture.sql { db in try db.columns(in: "data_uji").map(\.name) }
  }

  @Test func theTableHasKeysClassesAndSummaryFirstAndIsStrict() throws {
    #expect(
      try columns() == [
        "period", "region", "nilai", "nilai_computed", "kelas", "kelas_computed", "a", "b", "catatan", "part",
        "source_row",
      ])
    try fixture.sql { (db) throws in
      let table = try #require(try Row.fetchOne(db, sql: "SELECT * FROM pragma_table_list WHERE name = 'data_uji'"))
      #expect(table["strict"] == 1)
      #expect(table["wr"] == 1)
      let index = try String.fetchAll(db, sql: "SELECT name FROM pragma_index_info('data_uji_summary')")
      #expect(index == ["period", "region", "kelas", "kelas_computed", "nilai", "nilai_computed", "part"])
    }
  }

  @Test func everyTableIsStrict() throws {
    let loose = try fixture.sql { db in
      try String.fetchAll(
        db,
        sql: "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
    }
    #expect(loose == [])
  }

  @Test func theViewIsReadable() throws {
    try fixture.sql { (db) throws in
      let row = try #require(try Row.fetchOne(db, sql: "SELECT * FROM v_uji WHERE code = '64.02.01.2002'"))
      #expect(row["period"] == 2024)
      #expect(row["name"] == "Desa 1")
      #expect(row["a"] == 4)
      #expect(row["kelas"] == nil as String?)
      try db.execute(sql: "UPDATE data_uji SET kelas = 2")
      #expect(try String.fetchOne(db, sql: "SELECT kelas FROM v_uji") == "Tinggi")
    }
  }

  @Test func applyingTheSameAgainDoesNothing() throws {
    let head = try store.auditHead()
    #expect(try store.apply([Sample.dataset()], allowDrop: false) == [])
    #expect(try store.auditHead() == head)
  }

  @Test func anAddedFieldIsMissingInOldRowsAndTakesNewValues() throws {
    let dataset = changed { $0.append(FieldDeclaration(id: "c", title: "C", type: .text)) }
    #expect(
      try store.apply([dataset], allowDrop: false) == [MigrationStep(dataset: "uji", action: .added(field: "c"))])
    #expect(try Sample.row(store)?.values["c"] == .missing)
    #expect(try Sample.row(store)?.values["catatan"] == .text("catatan 0"))
    #expect(try Sample.fill(store, year: 2025, dataset: dataset).counts.new == 3)
    #expect(try store.verify() == [])
    #expect(throws: StorageError.notMigrated(dataset: "uji")) { try Sample.fill(store, year: 2025) }
  }

  @Test func aFieldIsRenamedThroughWas() throws {
    let dataset = changed { fields in
      fields[3].id = "keterangan"
      fields[3].was = "catatan"
    }
    #expect(
      try store.apply([dataset], allowDrop: false)
        == [MigrationStep(dataset: "uji", action: .renamed(field: "keterangan", was: "catatan"))])
    #expect(try Sample.row(store)?.values["keterangan"] == .text("catatan 0"))
    #expect(try !columns().contains("catatan"))
    try fixture.sql { (db) throws in
      #expect(try String.fetchOne(db, sql: "SELECT keterangan FROM v_uji") == "catatan 0")
    }
  }

  @Test func aComputedFieldIsRenamedWithItsRecomputedFigure() throws {
    let dataset = changed { fields in
      fields[2].id = "indeks"
      fields[2].was = "nilai"
      fields[4].classes?.of = "indeks"
    }
    var summarised = dataset
    summarised.summary = ["kelas", "indeks"]
    try store.apply([summarised], allowDrop: false)
    #expect(try Sample.row(store)?.recomputed["indeks"] == .real(0.9))
    #expect(try Sample.row(store)?.recomputed["kelas"] == .integer(2))
    #expect(try !columns().contains("nilai_computed"))
  }

  @Test func aDropIsRefusedAndChangesNothing() throws {
    let before = try columns()
    let head = try store.auditHead()
    let dataset = changed { $0.remove(at: 3) }
    let error = #expect(throws: StorageError.self) { try store.apply([dataset], allowDrop: false) }
    guard case .refused("uji", let detail) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(detail.contains("catatan"))
    #expect(try columns() == before)
    #expect(try store.auditHead() == head)
    #expect(try Sample.row(store)?.values["catatan"] == .text("catatan 0"))
  }

  @Test func anAllowedDropArchivesTheValues() throws {
    let dataset = changed { $0.remove(at: 3) }
    #expect(
      try store.apply([dataset], allowDrop: true)
        == [MigrationStep(dataset: "uji", action: .dropped(field: "catatan"))])
    #expect(try !columns().contains("catatan"))
    try fixture.sql { (db) throws in
      let archive = try #require(
        try String.fetchOne(db, sql: "SELECT name FROM sqlite_schema WHERE name LIKE 'archive_uji_catatan_%'"))
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM \"\(archive)\" ORDER BY region")
      #expect(rows.map { $0["catatan"] as String } == ["catatan 0", "catatan 1", "catatan 2"])
      #expect(rows.map { $0["region"] as Int64 } == (0..<3).map(Sample.code))
    }
    #expect(try store.verify() == [])
  }

  @Test func aFieldThatWasDroppedTwiceIsArchivedTwice() throws {
    let without = changed { $0.remove(at: 3) }
    for _ in 0..<2 {
      try store.apply([without], allowDrop: true)
      try store.apply([Sample.dataset()], allowDrop: false)
      try Sample.fill(store)
    }
    let archives = try fixture.sql { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'archive_uji_catatan_%'")
    }
    #expect(archives == 2)
  }

  @Test func aChangeOfTypeIsADropAndAnAddition() throws {
    let dataset = changed { $0[3].type = .integer }
    #expect(throws: StorageError.self) { try store.apply([dataset], allowDrop: false) }
    try store.apply([dataset], allowDrop: true)
    #expect(try Sample.row(store)?.values["catatan"] == .missing)
    #expect(try Sample.row(store)?.values["a"] == .integer(4))
  }

  @Test func aNewFormulaRecomputesAllRowsAndLeavesPublishedFigures() throws {
    try fixture.sql { db in
      try db.execute(sql: "UPDATE data_uji SET nilai = 0.25 WHERE region = ?", arguments: [Sample.code(1)])
    }
    let dataset = changed { $0[2].formula = "(a - b) / 10" }
    #expect(try store.apply([dataset], allowDrop: false) == [MigrationStep(dataset: "uji", action: .updated)])
    #expect(try Sample.row(store, 0)?.recomputed["nilai"] == .real(-0.1))
    #expect(try Sample.row(store, 0)?.recomputed["kelas"] == .integer(1))
    #expect(try Sample.row(store, 1)?.values["nilai"] == .real(0.25))
    #expect(try Sample.row(store, 1)?.recomputed["nilai"] == .real(-0.1))
  }

  @Test func aFieldThatGetsItsFirstFormulaIsRecomputed() throws {
    let dataset = changed { $0[1].formula = "a * 2" }
    try store.apply([dataset], allowDrop: false)
    #expect(try Sample.row(store)?.values["b"] == .integer(5))
    #expect(try Sample.row(store)?.recomputed["b"] == .integer(8))
    let back = changed { $0[2].formula = nil }
    try store.apply([back], allowDrop: false)
    #expect(try !columns().contains("b_computed"))
    #expect(try !columns().contains("nilai_computed"))
    #expect(try Sample.row(store)?.values["b"] == .integer(5))
  }

  @Test func newBoundsOfClassesReclassEveryRow() throws {
    let dataset = changed { $0[4].classes = Sample.classes(above: 0.95) }
    try store.apply([dataset], allowDrop: false)
    #expect(try Sample.row(store)?.recomputed["kelas"] == .integer(1))
    let titles = try fixture.sql { db in try String.fetchAll(db, sql: "SELECT title_id FROM class_list") }
    #expect(titles.sorted() == ["Rendah", "Tinggi"])
  }

  @Test func aFaultyFormulaIsRefused() throws {
    let dataset = changed { $0[2].formula = "a + tidak_ada" }
    #expect(throws: StorageError.self) { try store.apply([dataset], allowDrop: true) }
    #expect(try Sample.row(store)?.recomputed["nilai"] == .real(0.9))
  }

  @Test func severalDeclarationsAreAppliedTogetherOrNotAtAll() throws {
    var other = Sample.dataset()
    other.id = "lain"
    let dropping = changed { $0.remove(at: 3) }
    #expect(throws: StorageError.self) { try store.apply([other, dropping], allowDrop: false) }
    #expect(try store.datasets().map(\.declaration.id) == ["uji"])
    #expect(try fixture.sql { db in try db.tableExists("data_lain") } == false)
  }

  @Test func aDatasetThatIsNoLongerDeclaredKeepsItsTable() throws {
    #expect(try store.apply([], allowDrop: true) == [])
    let info = try #require(try store.datasets().first)
    #expect(info.rows == 3)
    #expect(info.periods.map(\.number) == [2024])
    #expect(info.declaration == Sample.dataset())
  }

  @Test func everyBatchNamesTheDeclarationItUsed() throws {
    let digests = try fixture.sql { db in
      try String.fetchAll(db, sql: "SELECT declaration FROM batch WHERE declaration IS NOT NULL")
    }
    #expect(digests == [try #require(try store.datasets().first?.digest)])
  }
}
