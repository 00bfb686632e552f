import Diagnostics
import Domain
public import Foundation
import Importers
import PluginKit
public import Workbooks

/// Writes the form for a village's budget: a sheet to fill in that says beside each row what is wrong with it, a sheet that checks
/// the whole, and the lists. The importer `apbdes_buku` takes it back.
public struct VillageBudgetWorkbook {
  private typealias Layout = VillageBudgetLayout

  private let form: VillageBudgetForm
  private let lists: VillageBudgetLists
  private let layout = VillageBudgetLayout()
  /// The moment of writing; nil is now.
  private let createdAt: Date?

  public init(_ form: VillageBudgetForm, createdAt: Date? = nil) {
    self.form = form
    lists = VillageBudgetLists(form: form)
    self.createdAt = createdAt
  }

  static let sheetName = "APB Desa"

  /// - Throws: a `Diagnostic`: `output-unwritable`.
  public func write(to sink: any ByteSink) throws {
    let cells = 400 * (Layout.firstRule + 2 * form.rules.count) + 700 * (3 + 2 * form.rules.count)
    try XLSXWorkbook.write(cells: cells, to: sink) { workbook in
      workbook.describe(title: title, createdAt: createdAt)
      let data = workbook.addSheet(named: Self.sheetName, fallback: Self.sheetName)
      let checks = workbook.addSheet(named: VillageBudgetChecks.sheetName, fallback: VillageBudgetChecks.sheetName)
      let words = workbook.addSheet(named: FormSheets.instructions, fallback: FormSheets.instructions)
      lists.write(to: workbook)
      if let data { write(to: data) }
      if let checks { VillageBudgetChecks(form: form, layout: layout, sheet: Self.sheetName).write(to: checks) }
      if let words { writeInstructions(to: words) }
    }
  }

  private var title: String { "APB Desa \(form.names[.village] ?? "") \(form.year)" }

  // MARK: The sheet to fill in

  private func write(to sheet: XLSXSheet) {
    for (column, width) in [46, 46, 44, 18, 12, 40].enumerated() { sheet.setWidth(width, ofColumn: column) }
    for column in Layout.activityCode..<(Layout.firstRule + 2 * form.rules.count) { sheet.hideColumn(column) }
    sheet.freeze(rows: Layout.header + 1, columns: 0)
    sheet.setUpPrinting(isWide: true, heading: title)
    sheet.write("ANGGARAN PENDAPATAN DAN BELANJA DESA", 0, 0, XLSXStyle(role: .title))
    sheet.write(place, 1, 0, XLSXStyle(role: .title))
    sheet.write("TAHUN ANGGARAN \(form.year)", 2, 0, XLSXStyle(role: .title))
    sheet.formula(flaws, text: "", Layout.flaws, 0, XLSXStyle(role: .warning))
    sheet.formula(praise, text: "", Layout.praise, 0, XLSXStyle())
    for (column, text) in ["Kode kegiatan", "Kode rekening", "Uraian", "Anggaran (Rp)", "Sumber dana", "Periksa"]
      .enumerated()
    {
      sheet.write(text, Layout.header, column, XLSXStyle(role: .header))
    }
    for (part, name) in zip(layout.parts, ["PENDAPATAN", "BELANJA", "PEMBIAYAAN"]) { write(part, name, to: sheet) }
    let sides = [layout.income, layout.spending].map { Layout.cell(Layout.amount, $0.total) }
    sheet.write("SELISIH (harus 0)", layout.difference, Layout.name, XLSXStyle(role: .total))
    sheet.formula(
      "=\(sides[0])-\(sides[1])+\(Layout.cell(Layout.amount, layout.financing.total))", number: 0, layout.difference,
      Layout.amount, XLSXStyle(role: .total, numberFormat: Self.money))
    sheet.protect()
  }

  static let money = "#,##0"

  /// `DESA … (64.02.08.2006) KECAMATAN … KABUPATEN …`: the importer finds the village by it.
  private var place: String {
    let regency = form.names[.regency] ?? ""
    let isNamed = ["kabupaten", "kota"].contains { regency.lowercased().hasPrefix($0) }
    return "DESA \(form.names[.village] ?? "") (\(form.village)) KECAMATAN \(form.names[.district] ?? "") "
      .uppercased() + (isNamed ? regency : "KABUPATEN \(regency)").uppercased()
  }

  private func write(_ part: Layout.Part, _ name: String, to sheet: XLSXSheet) {
    sheet.write("\(part.account).", part.heading, Layout.account, XLSXStyle(role: .total, numberFormat: "@"))
    sheet.write(name, part.heading, Layout.name, XLSXStyle(role: .total))
    let choices: [(Int, XLSXEntryRule, String)] = [
      (
        Layout.activity, .range(lists.activityChoice),
        part.account == 4 ? "Pendapatan tanpa kegiatan: biarkan kosong." : "Pilih kegiatannya dari daftar."
      ),
      (Layout.account, .range(lists.accountChoice(part.account)), "Pilih rekeningnya dari daftar."),
      (Layout.amount, .whole(minimum: 0, maximum: 9_000_000_000_000), "Rupiah bulat, tanpa titik dan koma."),
      (Layout.fund, .range(lists.fundChoice), "Satu sumber dana; bila ada dua, pakai dua baris."),
    ]
    for (column, rule, prompt) in choices {
      sheet.restrict(
        column: column, rows: part.rows, to: rule, prompt: ("APB Desa", prompt),
        refusal: "Isian tidak diterima. \(prompt)")
    }
    for row in part.rows {
      for column in [Layout.activity, Layout.account, Layout.name, Layout.fund] {
        sheet.writeBlank(row, column, XLSXStyle(role: .input, numberFormat: column == Layout.name ? nil : "@"))
      }
      sheet.writeBlank(row, Layout.amount, XLSXStyle(role: .input, numberFormat: Self.money))
      sheet.formula(check(row, part), text: "", row, Layout.check, XLSXStyle(role: .warning))
      sheet.formula(Self.code(Layout.activity, row), text: "", row, Layout.activityCode)
      sheet.formula(Self.code(Layout.account, row), text: "", row, Layout.accountCode)
      sheet.formula(
        "=IFERROR(VLOOKUP(\(Layout.cell(Layout.activityCode, row)),\(lists.activityTable),\(VillageBudgetLists.service + 1),FALSE),\"\")",
        text: "", row, Layout.service)
      for (place, rule) in form.rules.enumerated() {
        sheet.formula(counted(rule.part, place, 0, row), number: 0, row, Layout.part(of: place))
        sheet.formula(counted(rule.whole, place, 1, row), number: 0, row, Layout.whole(of: place))
      }
    }
    let style = XLSXStyle(role: .total, numberFormat: Self.money)
    let amounts = part.range(Layout.amount)
    if part.account == 6 {
      // Receipts (6.1) less payments (6.2).
      sheet.write(
        "JUMLAH PEMBIAYAAN (penerimaan dikurangi pengeluaran)", part.total, Layout.name, XLSXStyle(role: .total))
      let codes = part.range(Layout.accountCode)
      sheet.formula(
        "=SUMIF(\(codes),\"6.1*\",\(amounts))-SUMIF(\(codes),\"6.2*\",\(amounts))", number: 0, part.total,
        Layout.amount,
        style)
    } else {
      sheet.write("JUMLAH \(name)", part.total, Layout.name, XLSXStyle(role: .total))
      sheet.formula("=SUM(\(amounts))", number: 0, part.total, Layout.amount, style)
    }
  }

  /// The code before the name that a drop-down offers.
  private static func code(_ column: Int, _ row: Int) -> String {
    let cell = Layout.cell(column, row)
    return "=IF(\(cell)=\"\",\"\",LEFT(\(cell),FIND(\" \",\(cell)&\" \")-1))"
  }

  // MARK: Checks

  /// The first thing that is wrong with a row.
  private func check(_ row: Int, _ part: Layout.Part) -> String {
    func cell(_ column: Int) -> String { Layout.cell(column, row) }
    let (activity, account) = (cell(Layout.activityCode), cell(Layout.accountCode))
    var tests: [(String, String)] = [
      ("\(cell(Layout.amount))=\"\"", "anggaran kosong"),
      ("NOT(ISNUMBER(\(cell(Layout.amount))))", "anggaran bukan angka"),
      (
        "OR(\(cell(Layout.amount))<0,\(cell(Layout.amount))<>INT(\(cell(Layout.amount))))",
        "rupiah bulat mulai 0, tanpa koma"
      ),
      ("\(account)=\"\"", "rekening kosong"),
      ("ISNA(MATCH(\(account),\(lists.accountCodes),0))", "rekening tidak ada dalam daftar"),
      (
        "LEFT(\(account),1)<>\"\(part.account)\"",
        "rekening ini bukan \(["pendapatan", "belanja", "pembiayaan"][part.account - 4])"
      ),
    ]
    if part.account == 4 {
      tests.append(("\(activity)<>\"\"", "pendapatan tanpa kegiatan"))
    } else if part.account == 5 {
      tests.append(("\(activity)=\"\"", "kegiatan kosong"))
    }
    if part.account != 4 {
      tests.append(
        (
          "AND(\(activity)<>\"\",ISNA(MATCH(\(activity),\(lists.activityCodes),0)))", "kegiatan tidak ada dalam daftar"
        ))
    }
    tests += [
      ("\(cell(Layout.fund))=\"\"", "sumber dana kosong"),
      ("ISNA(MATCH(\(cell(Layout.fund)),\(lists.fundCodes),0))", "sumber dana tidak ada dalam daftar"),
      (
        "SUMPRODUCT((\(part.range(Layout.activityCode))=\(activity))*(\(part.range(Layout.accountCode))=\(account))"
          + "*(\(part.range(Layout.fund))=\(cell(Layout.fund)))*(\(part.range(Layout.name))=\(cell(Layout.name))))>1",
        "baris yang sama sudah ada"
      ),
    ]
    let filled = "\(cell(Layout.activity)):\(cell(Layout.fund))"
    return "=IF(COUNTA(\(filled))=0,\"\","
      + tests.map { "IF(\($0.0),\"\($0.1)\"," }.joined() + "\"\"" + String(repeating: ")", count: tests.count + 1)
  }

  /// The amount of a row as far as a rule's selection means it.
  private func counted(_ selection: LineSelection, _ rule: Int, _ side: Int, _ row: Int) -> String {
    let column = VillageBudgetLists.firstRule + 2 * rule + side + 1
    let amount = Layout.cell(Layout.amount, row)
    var factors = [amount]
    if !selection.activities.isEmpty {
      factors.append(
        "IFERROR(VLOOKUP(\(Layout.cell(Layout.activityCode, row)),\(lists.activityTable),\(column),FALSE),0)")
    }
    if !selection.accounts.isEmpty {
      factors.append(
        "IFERROR(VLOOKUP(\(Layout.cell(Layout.accountCode, row)),\(lists.accountTable),\(column),FALSE),0)")
    }
    if !selection.funds.isEmpty {
      let names = selection.funds.map { "\(Layout.cell(Layout.fund, row))=\"\($0.uppercased())\"" }
      factors.append("IF(OR(\(names.joined(separator: ","))),1,0)")
    }
    return "=IF(ISNUMBER(\(amount)),\(factors.joined(separator: "*")),0)"
  }

  /// How many rows are wrong.
  private var count: String {
    layout.parts.map { "SUMPRODUCT(--(LEN(\($0.range(Layout.check)))>0))" }.joined(separator: "+")
  }

  private var difference: String { Layout.cell(Layout.amount, layout.difference) }

  /// What is wrong, above the table where it is always seen.
  private var flaws: String {
    "=IF(\(count)>0,\"Ada \"&(\(count))&\" baris yang harus diperbaiki: lihat kolom Periksa\","
      + "IF(\(difference)<>0,\"Belum seimbang: selisih Rp\"&TEXT(\(difference),\"0\"),\"\"))"
  }

  private var praise: String {
    let totals = [layout.income, layout.spending].map { Layout.cell(Layout.amount, $0.total) }.joined(separator: "+")
    return "=IF(AND(\(totals)>0,\(count)=0,\(difference)=0),\"Semua baris benar dan anggaran seimbang\",\"\")"
  }

  // MARK: Instructions

  private func writeInstructions(to sheet: XLSXSheet) {
    sheet.setWidth(88, ofColumn: 0)
    let steps = [
      "Isi lembar \"\(Self.sheetName)\" pada sel kuning: satu baris tiap kegiatan, rekening dan sumber dana. Pendapatan dan pembiayaan tanpa kegiatan.",
      "Pilih kegiatan, rekening dan sumber dana dari daftarnya. Lembar \"\(VillageBudgetLists.activities)\" dan \"\(VillageBudgetLists.accounts)\" memuat semua kode dengan namanya; pakai tombol penyaring untuk mencari.",
      "Kolom \"Periksa\" menyebut kesalahan tiap baris; baris merah di atas tabel menyebut berapa yang harus diperbaiki dan selisihnya.",
      "Lembar \"\(VillageBudgetChecks.sheetName)\" menghitung keseimbangan, aturan tahun \(form.year) dengan dasar hukumnya, lima layanan dasar, dan jumlah per bidang dan sumber dana.",
      "Jumlah dihitung sendiri dan tidak dikirim. Bila menempel dari berkas lain, tempel sebagai nilai saja (Tempel Khusus → Nilai).",
      "Baris yang tidak dipakai dibiarkan kosong. Lembar dilindungi tanpa kata sandi supaya rumusnya tidak terhapus tanpa sengaja.",
      "Simpan sebagai .xlsx dan kirim. Yang menerima mengimpornya dengan: sinergi-import run \(form.importer.id) NAMA-BERKAS.xlsx (untuk perubahan anggaran tambahkan --set versi=perubahan_1)",
    ]
    sheet.write("Petunjuk pengisian", 0, 0, XLSXStyle(role: .title))
    for (index, text) in steps.enumerated() {
      sheet.setHeight(ofRow: index + 2, for: [(text, 84)])
      sheet.write("\(index + 1). \(text)", index + 2, 0, XLSXStyle(wraps: true))
    }
    sheet.setUpPrinting(isWide: false, heading: title)
    sheet.protect()
  }
}
