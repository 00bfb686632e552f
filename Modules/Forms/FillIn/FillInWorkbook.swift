import Diagnostics
import Domain
public import Foundation
import Importers
import PluginKit
public import Workbooks

/// Writes a form as a workbook: the sheet to fill in, instructions, and lists for long drop-downs.
public struct FillInWorkbook {
  private let form: FillInForm
  /// The moment of writing, seconds since 1970; nil is now.
  private let createdAt: Date?
  /// The day it is, for the instructions.
  private let today: String?

  public init(_ form: FillInForm, createdAt: Date? = nil, today: String? = nil) {
    self.form = form
    self.createdAt = createdAt
    self.today = today
  }

  /// What a sheet holds besides its header.
  private static let mostRows = 1_048_575
  /// Larger ones are written row by row, so that memory does not grow with them.
  private static let cellsInMemory = 200_000

  /// - Throws: a `Diagnostic`: `output-unwritable`, `table-too-long`.
  public func write(to sink: any ByteSink) throws {
    guard form.rows.count <= Self.mostRows else {
      throw Diagnostic(
        code: "table-too-long",
        message: LocalizedText(
          id: "\(form.rows.count) baris tidak muat dalam satu lembar kerja",
          en: "\(form.rows.count) rows do not fit into one worksheet"),
        hint: LocalizedText(id: "buat per provinsi dengan --region", en: "make one for each province with --region"))
    }
    let cells = form.rows.count * form.columns.count
    try XLSXWorkbook.write(cells: cells, streaming: cells > Self.cellsInMemory, to: sink) { workbook in
      workbook.describe(title: title, createdAt: createdAt)
      // Added in the order of the tabs; the lists are named before rules point to them.
      let data = workbook.addSheet(named: Self.dataSheet, fallback: "Isian")
      let words = workbook.addSheet(named: FormSheets.instructions, fallback: FormSheets.instructions)
      if let data { writeData(data, lists: writeLists(workbook)) }
      if let words { FillInInstructions(form: form, title: title, today: today).write(to: words) }
    }
  }

  static let dataSheet = "Isian"

  private var title: String {
    "Isian \(form.dataset.title.id) – \(form.regionName) – \(PeriodText.label(form.period.description, in: .indonesian))"
  }

  /// Long lists on a hidden sheet; the reference of each by column.
  private func writeLists(_ workbook: XLSXWorkbook) -> [Int: String] {
    let long = form.columns.indices.filter { form.columns[$0].needsList }
    guard !long.isEmpty, let sheet = workbook.addSheet(named: FormSheets.lists, fallback: FormSheets.lists) else {
      return [:]
    }
    var references: [Int: String] = [:]
    let lists = long.map { form.columns[$0].words ?? [] }
    for (place, column) in long.enumerated() {
      sheet.write(form.columns[column].heading, 0, place, XLSXStyle(role: .header))
      references[column] = XLSXReference.range(sheet: sheet.name, column: place, rows: 1..<(1 + lists[place].count))
    }
    for row in 0..<(lists.map(\.count).max() ?? 0) {
      for (place, words) in lists.enumerated() where words.indices.contains(row) {
        sheet.write(words[row], row + 1, place)
      }
    }
    for place in long.indices { sheet.setWidth(40, ofColumn: place) }
    sheet.hide()
    return references
  }

  // MARK: The sheet to fill in

  private func writeData(_ sheet: XLSXSheet, lists: [Int: String]) {
    let widths = form.columns.map(width)
    let keys = form.columns.prefix { !$0.isInput }.count
    let rows = 1..<(1 + form.rows.count)
    for (column, width) in widths.enumerated() { sheet.setWidth(width, ofColumn: column) }
    let frozen = widths.prefix(keys).reduce(0, +) <= 70 ? keys : min(keys, 2)
    sheet.freeze(rows: 1, columns: frozen)
    sheet.filter(header: 0, rows: form.rows.count, columns: form.columns.count)
    for (index, column) in form.columns.enumerated() {
      if column.content == .code { sheet.expectsNumbersAsText(column: index, rows: rows) }
      guard let field = column.field, let rule = column.rule(list: lists[index]) else { continue }
      sheet.restrict(
        column: index, rows: rows, to: rule, prompt: (field.title.id, prompt(field)),
        refusal: refusal(column, field))
    }
    sheet.setUpPrinting(isWide: true, heading: title, keyColumns: widths.reduce(0, +) > 170 ? keys : nil)
    sheet.setHeight(ofRow: 0, for: zip(form.columns, widths).map { ($0.heading, $1 - 3) })
    for (index, column) in form.columns.enumerated() {
      sheet.write(column.heading, 0, index, XLSXStyle(role: .header, wraps: true))
      if let field = column.field, !sheet.isStreamed { sheet.comment("\(field.title.id)\n\(prompt(field))", 0, index) }
    }
    for (index, row) in form.rows.enumerated() { write(row, at: index + 1, sheet) }
    // Villages of a ledger need several lines each or none, which a protected sheet would not allow.
    if form.dataset.key.isEmpty { sheet.protect() }
  }

  private func write(_ row: FillInForm.Row, at index: Int, _ sheet: XLSXSheet) {
    for (column, content) in form.columns.enumerated() {
      switch content.content {
      case .code: sheet.write(row.code.description, index, column, XLSXStyle(role: .fixed, numberFormat: "@"))
      case .name(let level): sheet.write(row.names[level] ?? "", index, column, XLSXStyle(role: .fixed))
      case .period:
        if form.period.frequency == .yearly {
          sheet.write(Double(form.period.number), index, column, XLSXStyle(role: .fixed, numberFormat: "0"))
        } else {
          sheet.write(form.period.description, index, column, XLSXStyle(role: .fixed, numberFormat: "@"))
        }
      case .field: sheet.writeBlank(index, column, XLSXStyle(role: .input, numberFormat: content.numberFormat))
      }
    }
  }

  private func refusal(_ column: FillInColumn, _ field: FieldDeclaration) -> String {
    let what =
      column.words == nil ? "Isi dengan \(field.allowed)." : "Pilih salah satu dari daftar pada sel ini."
    return "Isian tidak diterima. \(what)" + (field.required == true ? "" : " Kosongkan sel bila datanya tidak ada.")
  }

  private func prompt(_ field: FieldDeclaration) -> String {
    let unit = field.unit.map { " Satuan: \($0.id)." } ?? ""
    let allowed = field.allowed
    let demand = field.required == true ? " Wajib diisi." : " Kosongkan bila datanya tidak ada."
    return allowed.prefix(1).uppercased() + allowed.dropFirst() + "." + unit + demand
  }

  /// Wide enough for the words of the heading, with its filter button, and for what stands below.
  private func width(_ column: FillInColumn) -> Int {
    let heading = max(TextWrap.longestWord(column.heading) + 3, (DisplayWidth.of(column.heading) + 3) / 3)
    guard case .name(let level) = column.content else { return min(60, max(column.width, heading)) }
    let names = form.rows.map { DisplayWidth.of($0.names[level] ?? "") }.max() ?? 0
    return min(60, max(10, heading, names + 2))
  }
}
