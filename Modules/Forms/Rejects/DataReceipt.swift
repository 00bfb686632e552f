import Diagnostics
import Workbooks

/// Tanda Terima Data: what an office received of a kecamatan, what it had to reject and by when corrections are due; one
/// printed page with room for two signatures.
public struct DataReceipt: Sendable {
  /// One file of it.
  public struct Line: Sendable {
    public var file: String
    public var data: String
    public var period: String
    /// `yyyy-mm-dd`
    public var day: String
    public var user: String
    public var batch: Int64
    /// Rows of this kecamatan that stand in the store as this file gave them; nil where nobody knows.
    public var accepted: Int?
    public var rejected: Int

    public init(
      file: String, data: String, period: String, day: String, user: String, batch: Int64, accepted: Int?, rejected: Int
    ) {
      self.file = file
      self.data = data
      self.period = period
      self.day = day
      self.user = user
      self.batch = batch
      self.accepted = accepted
      self.rejected = rejected
    }
  }

  /// The office and the government it belongs to, from the region plugin; empty where none names one.
  public var letterhead: [String]
  /// `Kecamatan Kurun (62.10.02)`.
  public var place: String
  public var lines: [Line]
  /// By when corrected rows have to be back, `yyyy-mm-dd`.
  public var deadline: String
  /// The day it is made, `yyyy-mm-dd`.
  public var today: String
  /// Whom it is handed to, such as `Camat Kurun`.
  public var receiver: String
  public var agency: String?
  /// What was wrong and how often, the most frequent first.
  public var faults: [(text: String, count: Int)]

  public init(
    letterhead: [String], place: String, lines: [Line], deadline: String, today: String, receiver: String,
    agency: String?, faults: [(text: String, count: Int)]
  ) {
    self.letterhead = letterhead
    self.place = place
    self.lines = lines
    self.deadline = deadline
    self.today = today
    self.receiver = receiver
    self.agency = agency
    self.faults = faults
  }

  var title: String { "Tanda Terima Data – \(place)" }

  /// Lines of faults on the page; the rest is counted.
  private static let faultsShown = 8
  private static let filesShown = 12
  private static let widths = [5, 34, 26, 14, 14, 12, 12]

  func write(to sheet: XLSXSheet) {
    for (column, width) in Self.widths.enumerated() { sheet.setWidth(width, ofColumn: column) }
    let last = Self.widths.count - 1
    var row = 0
    func line(_ text: String, _ style: XLSXStyle) {
      sheet.writeMerged(text, row, columns: 0...last, style)
      row += 1
    }
    func paragraph(_ text: String) {
      let lines = TextWrap.lines(text, width: Self.widths.reduce(0, +) - 4).count
      sheet.setHeight(15 * Double(lines) + 3, ofRow: row)
      line(text, XLSXStyle(wraps: true))
    }
    for text in letterhead { line(text, XLSXStyle(role: .title, isCentred: true)) }
    if !letterhead.isEmpty { row += 1 }
    line("TANDA TERIMA DATA", XLSXStyle(role: .title, isCentred: true))
    row += 1
    paragraph(
      "Telah diterima pada tanggal \(Self.day(today)) data dari \(place) dengan rincian sebagai berikut:")
    row += 1
    writeFiles(sheet, &row)
    row += 1
    if total > 0 {
      writeFaults(sheet, &row)
      row += 1
      paragraph(
        "Baris yang ditolak ada pada lembar lain dalam buku kerja ini: sel yang salah diberi warna merah, dan kolom terakhir memuat alasannya. Mohon diperbaiki langsung pada lembar itu tanpa mengubah baris judul, lalu dikirim kembali paling lambat tanggal \(Self.day(deadline))."
      )
    } else {
      paragraph("Seluruh baris diterima.")
    }
    row += 1
    writeSignatures(sheet, &row)
    sheet.setUpPrinting(isWide: false, heading: nil)
  }

  private var total: Int { lines.reduce(0) { $0 + $1.rejected } }

  private func writeFiles(_ sheet: XLSXSheet, _ row: inout Int) {
    for (column, word) in ["No.", "Berkas", "Data", "Periode", "Tanggal", "Diterima", "Ditolak"].enumerated() {
      sheet.write(word, row, column, XLSXStyle(role: .header))
    }
    for (number, line) in lines.prefix(Self.filesShown).enumerated() {
      row += 1
      let cells = [line.file, line.data, line.period, Self.day(line.day)]
      sheet.setHeight(ofRow: row, for: zip(cells, Self.widths.dropFirst()).map { ($0, $1 - 2) })
      sheet.write("\(number + 1)", row, 0, XLSXStyle(role: .framed, wraps: true))
      for (column, text) in cells.enumerated() {
        sheet.write(text, row, column + 1, XLSXStyle(role: .framed, wraps: true))
      }
      let style = XLSXStyle(role: .framed, numberFormat: "#,##0", isRight: true, wraps: true)
      if let accepted = line.accepted {
        sheet.write(Double(accepted), row, 5, style)
      } else {
        sheet.write("–", row, 5, style)
      }
      sheet.write(Double(line.rejected), row, 6, style)
    }
    row += 1
    if lines.count > Self.filesShown {
      sheet.write("dan \(lines.count - Self.filesShown) berkas lagi", row, 1, XLSXStyle(role: .aside))
      row += 1
    }
    if lines.count > 1 {
      sheet.write("Jumlah", row, 1, XLSXStyle(role: .total))
      for column in 2...4 { sheet.writeBlank(row, column, XLSXStyle(role: .total)) }
      let style = XLSXStyle(role: .total, numberFormat: "#,##0", isRight: true)
      sheet.write(Double(lines.compactMap(\.accepted).reduce(0, +)), row, 5, style)
      sheet.write(Double(total), row, 6, style)
      row += 1
    }
    let users = Set(lines.map(\.user)).sorted().joined(separator: ", ")
    let batches = lines.map { "\($0.batch)" }.joined(separator: ", ")
    sheet.writeMerged(
      "Diimpor oleh \(users); nomor batch \(batches).", row, columns: 0...6, XLSXStyle(role: .aside))
    row += 1
  }

  private func writeFaults(_ sheet: XLSXSheet, _ row: inout Int) {
    sheet.writeMerged("Yang perlu diperbaiki", row, columns: 0...5, XLSXStyle(role: .header))
    sheet.write("Baris", row, 6, XLSXStyle(role: .header))
    row += 1
    let room = Self.widths.prefix(6).reduce(0, +) - 4
    for fault in faults.prefix(Self.faultsShown) {
      sheet.setHeight(15 * Double(TextWrap.lines(fault.text, width: room).count) + 3, ofRow: row)
      sheet.writeMerged(fault.text, row, columns: 0...5, XLSXStyle(role: .framed, wraps: true))
      sheet.write(
        Double(fault.count), row, 6, XLSXStyle(role: .framed, numberFormat: "#,##0", isRight: true, wraps: true))
      row += 1
    }
    if faults.count > Self.faultsShown {
      sheet.writeMerged(
        "dan \(faults.count - Self.faultsShown) jenis kesalahan lagi", row, columns: 0...6, XLSXStyle(role: .aside))
      row += 1
    }
  }

  private func writeSignatures(_ sheet: XLSXSheet, _ row: inout Int) {
    sheet.write("Yang menyerahkan,", row, 1)
    sheet.write("Yang menerima,", row, 3)
    row += 1
    sheet.write(receiver, row, 1)
    sheet.write(agency ?? "", row, 3)
    row += 4
    sheet.write("( ........................................ )", row, 1)
    sheet.write("( ........................................ )", row, 3)
    row += 1
    sheet.write("NIP", row, 1)
    sheet.write("NIP", row, 3)
    row += 1
  }

  private static func day(_ text: String) -> String { DateText.long(text, in: .indonesian) }
}
