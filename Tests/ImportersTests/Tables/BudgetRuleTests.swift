import Diagnostics
import Domain
import Foundation
import PluginKit
import Storage
import Testing

@testable import Importers

/// What lines of budgets are judged by: sums of the source, and whether whole budgets balance.
@Suite struct BudgetRuleTests {
  private let desk: ImportDesk

  init() throws { desk = try ImportDesk() }

  /// Imports rows `village,version,activity,account,fund,line,budget,realisation` of 2024.
  private func run(_ rows: [String], dryRun: Bool = false) throws -> ImportReport {
    let header = "kode_desa,versi,kode_kegiatan,kode_rekening,sumber_dana,baris,anggaran,realisasi\n"
    return try desk.run(
      "apbdes", header + rows.map { "64.01.01.\($0)\n" }.joined(), ["period": "2024"], file: "apbdes.csv",
      dryRun: dryRun)
  }

  private func messages(_ code: String, _ report: ImportReport) -> [String] {
    report.diagnostics.filter { $0.code == code }.map(\.message.id)
  }

  /// What is said of the rows; no list of codes is loaded here, which is said each time.
  private func told(_ report: ImportReport) -> [String] { report.summary.filter { $0 != "codes-unchecked" } }

  /// Two lines of income, three of spending: it balances.
  private let lines = [
    "2001,apbdes,,4.2.1.01,DDS,1,900,900", "2001,apbdes,,4.2.3.01,ADD,1,100,100",
    "2001,apbdes,2.2.02,5.2.1.06,DDS,1,600,500", "2001,apbdes,2.2.02,5.2.2.03,ADD,1,100,100",
    "2001,apbdes,5.3.00,5.4.1.01,DDS,1,300,300",
  ]

  // MARK: Balance

  /// Whatever a row was rejected for: the difference it makes is no finding of its own.
  @Test(arguments: [
    "2001,apbdes,2.1.01,5.2.1.06,XYZ,1,100,",  // a fund that there is not
    "2001,apbdes,2.1.01,,DDS,1,100,",  // an activity without lines
    "2001,apbdes,3,5.2,DDS,1,100,",  // a parent without lines
    "2001,apbdes,2.1.01,5.2.1.06,,1,100,",  // no fund
    "2001,apbdes,2.1.01,5.2.1.06,DDS,1,100.5,",  // no whole rupiah
    "2001,apbdes,,5.2.1.06,DDS,1,100,",  // no activity
    "2001,apbdes,5.3.00,5.4.1.01,DDS,1,100,",  // a line twice
  ])
  func aBudgetWithRejectedRowsIsNotJudged(_ row: String) throws {
    let report = try run([
      "2001,apbdes,,4.2.1.01,DDS,1,1000,", "2001,apbdes,5.3.00,5.4.1.01,DDS,1,900,", row,
      "2002,apbdes,,4.2.1.01,DDS,1,1000,", "2002,apbdes,5.3.00,5.4.1.01,DDS,1,900,",
    ])
    #expect(report.counts.rejected == 1)
    #expect(
      messages("budget-unbalanced", report) == [
        "64.01.01.2002, APB Desa 2024: pendapatan dan penerimaan 1000, belanja dan pengeluaran 900, selisih 100"
      ])
    #expect(
      messages("budget-not-judged", report) == ["keseimbangan 1 anggaran tidak dinilai: sebagian barisnya ditolak"])
  }

  /// The change of a budget is judged though a row of the budget itself was rejected.
  @Test func aRejectedRowIsThatOfItsVersion() throws {
    let report = try run(
      lines.map { $0.replacing("5.4.1.01,DDS,1,300", with: "5.4.1.01,DDX,1,300") }
        + lines.map { $0.replacing("apbdes", with: "perubahan").replacing("1,300,300", with: "1,310,300") })
    #expect(report.counts.kinds == "9 0 0 0 1")
    #expect(messages("budget-unbalanced", report).map { $0.contains("Perubahan 1 2024") } == [true])
    #expect(messages("budget-not-judged", report).count == 1)
  }

  /// A plan without any income beside one that has it; but a file of spending alone is common, and told once.
  @Test func aPlanWithOneSideIsTold() throws {
    let one = ["2002,apbdes,5.3.00,5.4.1.01,DDS,1,900,", "2003,apbdes,2.2.02,5.2.1.06,DDS,1,50,"]
    let report = try run(lines + one)
    #expect(
      messages("budget-unbalanced", report) == [
        "64.01.01.2002, APB Desa 2024: belanja dan pengeluaran 900 tanpa pendapatan atau penerimaan",
        "64.01.01.2003, APB Desa 2024: belanja dan pengeluaran 50 tanpa pendapatan atau penerimaan",
      ])
    let alone = try run(one)
    #expect(told(alone) == ["budget-not-judged"])
    #expect(
      messages("budget-not-judged", alone) == ["keseimbangan 2 anggaran tidak dinilai: berkas ini tanpa pendapatan"])
  }

  /// The version just before has to be in the file or the store, not any earlier one.
  @Test func aVersionThatWasLeftOutIsTold() throws {
    func version(_ id: String) -> [String] { lines.map { $0.replacing("apbdes", with: id) } }
    let report = try run(lines + version("perubahan_2"))
    #expect(
      messages("budget-version-order", report) == ["64.01.01.2001 2024: Perubahan 2 tanpa Perubahan 1 sebelumnya"])
    #expect(messages("budget-version-order", try run(version("perubahan_1"))).isEmpty)
    #expect(messages("budget-version-order", try run(version("perubahan_2"))).isEmpty)
  }

  /// Any code is taken while its list is not there: once for each list, and no more when it is.
  @Test func listsOfCodesThatAreNotLoadedAreTold() throws {
    #expect(
      messages("codes-unchecked", try run(lines)) == [
        "daftar `kegiatan_desa` belum dimuat: kodenya disimpan tanpa diperiksa",
        "daftar `rekening_desa` belum dimuat: kodenya disimpan tanpa diperiksa",
      ])
    let list = "kode,uraian\n0,Tanpa kegiatan\n2.2.02,Posyandu\n5.3.00,Keadaan mendesak\n"
    _ = try desk.run(
      "code_list", list, ["list": "kegiatan_desa", "version": "20/2018", "valid_from": "2018-05-08"],
      file: "kegiatan.csv")
    #expect(messages("codes-unchecked", try run(lines)).count == 1)
  }

  /// Half of what, nobody knows.
  @Test func aPercentageIsNoMoney() throws {
    let report = try run(["2001,apbdes,2.2.02,5.2.1.06,DDS,1,50%,"])
    #expect(messages("value-not-a-number", report) == ["anggaran: `50%` bukan angka"])
  }

  // MARK: Sums

  /// A budget as it is printed, with the sums of its parents before and after their lines, of one fund or all.
  private let sums = [
    "2001,apbdes,,4,,1,1000,1000", "2001,apbdes,,4.2,,1,1000,", "2001,apbdes,,5,,1,1000,900",
    "2001,apbdes,2,,,1,700,600", "2001,apbdes,2.2,,DDS,1,600,", "2001,apbdes,2.2.02,,,1,700,600",
    "2001,apbdes,2.2.02,5.2,,1,700,", "2001,apbdes,2.2,5.2.1.06,DDS,1,600,", "2001,apbdes,3,,,1,0,",
  ]

  @Test(arguments: [true, false])
  func sumsThatFitArePassedOver(areFirst: Bool) throws {
    let report = try run(areFirst ? sums + lines : lines + sums)
    #expect(report.counts.kinds == "5 0 0 0 0" && report.counts.read == 14)
    #expect(told(report) == ["rows-subtotals"])
    #expect(messages("rows-subtotals", report) == ["9 baris jumlah cocok dengan rinciannya, tidak disimpan"])
    #expect(try run(lines + sums).counts.kinds == "0 0 5 0 0")
  }

  @Test func sumsThatDifferAreToldWhereTheyStand() throws {
    let report = try run(
      lines + ["2001,apbdes,2.2,,,1,750,600", "2001,apbdes,2.2.02,5.2,DDS,1,600,510", "2001,apbdes,,5,,1,1000,900"])
    #expect(report.counts.kinds == "5 0 0 0 0")
    #expect(told(report) == ["budget-subtotal 7:7", "budget-subtotal 8:8", "rows-subtotals"])
    #expect(
      messages("budget-subtotal", report) == [
        "jumlah 2.2 tertulis 750, rinciannya berjumlah 700, selisih 50",
        "jumlah 2.2.02 / 5.2 tertulis 510, rinciannya berjumlah 500, selisih 10",
      ])
    #expect(messages("rows-subtotals", report) == ["1 baris jumlah cocok dengan rinciannya, tidak disimpan"])
  }

  /// As Siskeudes prints them: each level above its lines. The third is a sum where its lines follow, for each fund or all.
  @Test func accountsOfThreeGroupsBeforeTheirLinesAreSums() throws {
    let report = try run([
      "2001,apbdes,,4,,1,1000,", "2001,apbdes,,4.2,,1,1000,", "2001,apbdes,,4.2.1,DDS,1,900,",
      "2001,apbdes,,4.2.1.01,DDS,1,900,", "2001,apbdes,,4.2.3,ADD,1,100,", "2001,apbdes,,4.2.3.01,ADD,1,100,",
      "2001,apbdes,2.2.02,,,1,1000,", "2001,apbdes,2.2.02,5.2,,1,700,", "2001,apbdes,2.2.02,5.2.1,DDS,1,600,",
      "2001,apbdes,2.2.02,5.2.1,ADD,1,100,", "2001,apbdes,2.2.02,5.2.1.06,DDS,1,590,",
      "2001,apbdes,2.2.02,5.2.1.06,ADD,1,100,", "2001,apbdes,2.2.02,5.3.2,,1,300,",
      "2001,apbdes,2.2.02,5.3.2.01,DDS,1,310,",
    ])
    #expect(report.counts.kinds == "5 0 0 0 0")
    #expect(
      messages("budget-subtotal", report) == [
        "jumlah 2.2.02 / 5.2 tertulis 700, rinciannya berjumlah 690, selisih 10",
        "jumlah 2.2.02 / 5.2.1 tertulis 600, rinciannya berjumlah 590, selisih 10",
        "jumlah 2.2.02 / 5.3.2 tertulis 300, rinciannya berjumlah 310, selisih -10",
      ])
    #expect(messages("budget-unbalanced", report).isEmpty)
  }

  /// Where nothing below it follows it is a line; where it has the amount of other lines, that is told.
  @Test func anAccountOfThreeGroupsElsewhereIsALine() throws {
    let plain = try run(["2001,apbdes,,4.2.1,DDS,1,900,", "2001,apbdes,2.2.02,5.2.1,DDS,1,900,"])
    #expect(plain.counts.kinds == "2 0 0 0 0" && told(plain).isEmpty)
    let apart = try run([
      "2002,apbdes,,4.2.1.01,DDS,1,900,", "2002,apbdes,2.2.02,5.2.1.06,DDS,1,450,",
      "2002,apbdes,2.2.02,5.2.1,DDS,1,450,",
    ])
    #expect(apart.counts.kinds == "3 0 0 0 0")
    #expect(
      messages("budget-parent-line", apart) == [
        "64.01.01.2002 2024: 2.2.02 / 5.2.1 sebesar 450 sama dengan jumlah baris di bawahnya; disimpan juga"
      ])
  }

  /// Money of which no line tells would be lost; what its sum was of is in the reject.
  @Test func aParentWithoutLinesIsRejected() throws {
    let report = try run(["2001,apbdes,2.3,5.3.5.03,DDS,1,50,", "2002,apbdes,2.3.10,5.3.5.03,DDS,1,50,"] + lines)
    #expect(report.counts.kinds == "6 0 0 0 1")
    #expect(told(report) == ["budget-parent-line 2:3", "budget-unbalanced 3", "budget-not-judged"])
    let reject = try #require(try desk.store.rejects(RejectFilter(), limit: 10).first).row
    #expect(reject.row == 2 && reject.cells == ["64.01.01.2001", "apbdes", "2.3", "5.3.5.03", "DDS", "1", "50", ""])
  }

  /// What a corrected file leaves empty is not known any more.
  @Test func aCorrectionEmptiesWhatItLeavesEmpty() throws {
    _ = try run(lines)
    let report = try run(
      lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).dropLast().joined(separator: ",") + "," })
    #expect(report.counts.kinds == "0 5 0 0 0")
  }

  /// Sums may be of all funds: not the fund is what they lack.
  @Test func aSumOfAllFundsWithoutLinesIsAParent() throws {
    let report = try run(lines + ["2001,apbdes,2.3,,,1,50,", "2001,apbdes,2.3.10,,,1,50,", "2001,apbdes,3,,DDS,1,50,"])
    #expect(report.counts.rejected == 3)
    #expect(messages("budget-parent-line", report).count == 3)
  }

  /// What a rejected sum may have meant is not removed by a corrected file, which tells that both are counted.
  @Test func aRejectedParentSparesWhatIsStored() throws {
    _ = try run(lines)
    let report = try run(Array(lines.prefix(4)) + ["2001,apbdes,5,5.4,DDS,1,300,300"])
    #expect(report.counts.kinds == "0 0 4 0 1" && report.preview.withheld == 1)
    #expect(messages("rows-withheld", report).first?.hasPrefix("1 baris lama yang tidak ada lagi") ?? false)
    #expect(try run(Array(lines.prefix(4))).counts.kinds == "0 0 4 1 0")
  }

  /// Sheets of income and spending, or a table in the order of activities: a village need not stand together.
  @Test func rowsOfAVillageMayStandApart() throws {
    let others = lines.map { "2002" + $0.dropFirst(4) }
    let mixed = zip(lines, others).flatMap { [$0, $1] }
    let report = try run(["2001,apbdes,,5,,1,1000,", "2002,apbdes,,5,,1,999,"] + mixed + ["2001,apbdes,2,,,1,700,"])
    #expect(report.counts.kinds == "10 0 0 0 0")
    #expect(told(report) == ["budget-subtotal 3:7", "rows-subtotals"])
    #expect(messages("rows-subtotals", report) == ["2 baris jumlah cocok dengan rinciannya, tidak disimpan"])
  }

  /// Of net financing and of all that is 6, either fits.
  @Test(arguments: ["60", "100"])
  func financingMayBeNet(_ amount: String) throws {
    let report = try run([
      "2001,apbdes,,6.1.1,DDS,1,80,", "2001,apbdes,,6.2.2,DDS,1,20,", "2001,apbdes,,6,,1,\(amount),",
    ])
    #expect(told(report) == ["budget-not-judged", "rows-subtotals"])
  }

  // MARK: Codes

  /// Lists have versions: a code of one that is not in force that year is told once; the year of a change knows both.
  @Test func codesOfAnotherYearsListAreTold() throws {
    func load(_ list: String, _ rows: String, _ version: String, _ from: String) throws {
      _ = try desk.run(
        "code_list", "code,name\n" + rows, ["list": list, "version": version, "valid_from": from],
        file: "\(version).csv")
    }
    try load("kegiatan_desa", "0,Tanpa\n2.2.02,Posyandu\n2.2.03,Lama\n", "lama", "2018-05-08")
    try load("kegiatan_desa", "0,Tanpa\n2.2.02,Posyandu\n2.2.04,Baru\n", "baru", "2025-01-01")
    func lines(_ year: Int) -> [String] {
      ["2.2.02", "2.2.03", "2.2.03", "2.2.04"].enumerated().map { "2001,apbdes,\($1),5.2.1,DDS,\($0 + 1),10," }
    }
    func told(_ year: Int) throws -> [String] {
      let header = "kode_desa,versi,kode_kegiatan,kode_rekening,sumber_dana,baris,anggaran,realisasi\n"
      let report = try desk.run(
        "apbdes", header + lines(year).map { "64.01.01.\($0)\n" }.joined(), ["period": "\(year)"], file: "\(year).csv")
      return messages("code-not-in-force", report)
    }
    #expect(try told(2024) == ["kode 2.2.04 menurut daftar baru, yang tidak berlaku untuk 2024"])
    #expect(try told(2025) == [])
    #expect(try told(2026) == ["kode 2.2.03 menurut daftar lama, yang tidak berlaku untuk 2026"])
    #expect(try told(2017).count == 3)
  }

  // MARK: Of a nation

  /// Beyond the window rows of a village have to stand together: then each village is decided on when it ends.
  @Test func ofALargeFileOnlyTheVillageAtHandIsKept() throws {
    var activities = try BudgetCodes(scheme: nil, in: desk.store)
    var accounts = activities
    var subtotals = BudgetSubtotals(window: 3)
    func line(_ village: Int64, _ amount: Int64) {
      let book = BudgetBook(village: village, year: 2024, version: 1)
      if !subtotals.isAt(book) { subtotals.enter(book, activities, accounts) }
      let code = Int64(-1)
      let account = accounts.code(code, ["5.2.1"])
      subtotals.add(
        BudgetSubtotals.Line(
          activity: activities.code(code, ["2.2.02"])?.number ?? -1, account: account?.number ?? -1, fund: 1,
          planned: amount, spent: 0), account)
    }
    func sum(_ village: Int64, _ amount: Int64, _ row: Int) {
      let book = BudgetBook(village: village, year: 2024, version: 1)
      if !subtotals.isAt(book) { subtotals.enter(book, activities, accounts) }
      subtotals.add(
        BudgetSubtotals.Sum(
          activity: BudgetCode("2.2"), account: nil, fund: Cell.missing, planned: amount, spent: Cell.missing,
          label: "2.2", plannedPlace: Place(file: "", line: row), spentPlace: Place(file: ""),
          reason: Diagnostic(code: "budget-parent-line", message: "", place: nil),
          row: SetAsideRow(
            table: 0, RejectedRow(row: row, cells: [], reasons: []), MappedBlock.Meant(region: village, period: 2024))))
    }
    sum(1, 10, 1)
    line(1, 10)
    sum(2, 6, 3)
    #expect(subtotals.take().passed.isEmpty)
    line(2, 5)
    line(3, 1)
    let full = subtotals.take()
    #expect(full.passed.map(\.number) == [1, 3] && full.told.map { $0.place?.line } == [3])
    sum(3, 1, 6)
    // The village comes once more: its earlier line is forgotten.
    sum(1, 10, 7)
    subtotals.finish(activities, accounts)
    let last = subtotals.take()
    #expect(last.passed.map(\.number) == [6] && last.rejected.map(\.number) == [7] && subtotals.matched == 2)
  }
}
