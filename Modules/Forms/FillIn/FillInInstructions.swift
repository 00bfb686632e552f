import Diagnostics
import Domain
import PluginKit
import Workbooks

/// The sheet that says what the form is for, how it is filled in and what its columns mean.
struct FillInInstructions {
  let form: FillInForm
  let title: String
  let today: String?

  private static let widths = [34, 46, 16, 52]

  func write(to sheet: XLSXSheet) {
    for (column, width) in Self.widths.enumerated() { sheet.setWidth(width, ofColumn: column) }
    var row = 0
    func line(_ cells: [String], _ style: XLSXStyle) {
      sheet.setHeight(ofRow: row, for: zip(cells, Self.widths).map { ($0, $1 - 2) })
      for (column, text) in cells.enumerated() where !text.isEmpty { sheet.write(text, row, column, style) }
      row += 1
    }
    func paragraph(_ text: String) {
      // Over all columns: the height follows from the whole width.
      let room = Self.widths.reduce(0, +) - 4
      sheet.setHeight(15 * Double(TextWrap.lines(text, width: room).count) + 3, ofRow: row)
      sheet.writeMerged(text, row, columns: 0...3, XLSXStyle(wraps: true))
      row += 1
    }
    line(["Petunjuk pengisian"], XLSXStyle(role: .title))
    row += 1
    for (name, value) in facts { line([name, value], XLSXStyle(wraps: true)) }
    row += 1
    line(["Cara mengisi"], XLSXStyle(role: .title))
    for (number, text) in steps.enumerated() { paragraph("\(number + 1). \(text)") }
    row += 1
    line(["Arti tiap kolom"], XLSXStyle(role: .title))
    line(["Kolom", "Arti", "Satuan", "Isian"], XLSXStyle(role: .header))
    for column in form.columns { line(meaning(of: column), XLSXStyle(role: .framed, wraps: true)) }
    sheet.setUpPrinting(isWide: true, heading: title)
    sheet.protect()
  }

  private var facts: [(String, String)] {
    var facts = [
      ("Data", form.dataset.title.id),
      ("Wilayah", "\(form.regionName) (\(form.region))"),
      ("Periode", PeriodText.label(form.period.description, in: .indonesian)),
      ("Yang harus diisi", isOfRecords ? "satu baris tiap catatan" : "\(form.count) \(form.unit)"),
    ]
    if let deadline = form.deadline {
      facts.append(("Paling lambat dikirim", DateText.long(deadline.description, in: .indonesian)))
    }
    if let agency = form.agency { facts.append(("Dikirim kepada", agency.id)) }
    if let today { facts.append(("Formulir dibuat", DateText.long(today, in: .indonesian))) }
    return facts
  }

  private var steps: [String] {
    var steps = [
      isOfRecords
        ? "Isi lembar \"\(FillInWorkbook.dataSheet)\", satu baris tiap catatan; baris yang tidak dipakai dibiarkan kosong, dan baris boleh ditambah."
        : "Isi hanya sel berwarna kuning pada lembar \"\(FillInWorkbook.dataSheet)\". Sel abu-abu (kode, nama dan periode) sudah diisi dari daftar kode wilayah dan tidak perlu diubah.",
      "Bila datanya tidak ada atau belum diketahui, biarkan sel kosong. Jangan menulis 0: nol berarti nol. Tanda - juga dibaca sebagai kosong.",
      "Sel yang dipilih menampilkan isian yang diterima; kolom berdaftar diisi dengan memilih dari daftar. Angka ditulis tanpa satuan.",
      "Bila menempel dari berkas lain, tempel sebagai nilai saja (Tempel Khusus → Nilai) agar aturan isian tetap berlaku.",
      "Jangan mengubah baris judul, jangan menghapus atau menggabungkan kolom. "
        + (isOfRecords
          ? ""
          : isLedger
            ? "Hapus baris \(form.unit) yang tidak dilaporkan."
            : "Baris \(form.unit) yang tidak dilaporkan dibiarkan kosong."),
    ]
    if isLedger, !isOfRecords {
      steps.append(
        "Bila satu \(form.unit) memiliki beberapa rincian, salin barisnya (kode, nama dan periode ikut) dan isi satu rincian pada tiap baris."
      )
    }
    if !isLedger {
      steps.append(
        "Lembar ini dilindungi tanpa kata sandi supaya tidak terubah tanpa sengaja; bila perlu, buka dengan menu Tinjau → Buka Proteksi Lembar."
      )
    }
    steps.append(
      "Simpan sebagai berkas .xlsx dan kirim kembali\(form.agency.map { " kepada \($0.id)" } ?? ""). Yang menerima mengimpornya dengan: sinergi-import run \(form.importer.id) NAMA-BERKAS.xlsx"
        + ([hasPeriod || form.tellsPeriod ? nil : "--set period=\(form.period)"].compactMap(\.self) + form.settings).map
      { " " + $0 }
      .joined())
    return steps
  }

  private var isOfRecords: Bool { form.dataset.holdsRecords }
  private var isLedger: Bool { !form.dataset.key.isEmpty }
  private var hasPeriod: Bool { form.columns.contains { $0.content == .period } }

  private func meaning(of column: FillInColumn) -> [String] {
    switch column.content {
    case .code: return [column.heading, "Kode wilayah menurut Kemendagri", "", "sudah diisi"]
    case .name(let level):
      let what = level == form.dataset.level ? form.unit : level.title.id.lowercased()
      return [column.heading, "Nama \(what)", "", "sudah diisi"]
    case .period: return [column.heading, "Periode data", "", "sudah diisi"]
    case .field(let field):
      let meaning = field.description.map { "\(field.title.id). \($0.id)" } ?? field.title.id
      return [
        column.heading, meaning, field.unit?.id ?? "", field.allowed + (field.required == true ? ", wajib diisi" : ""),
      ]
    }
  }
}
