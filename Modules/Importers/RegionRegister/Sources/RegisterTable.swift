import Diagnostics
import Domain
import Storage
import Tabular

/// Gathers the rows of a register file and checks them against each other.
struct RegisterTable {
  let reading: ReadOptions
  private(set) var read = 0
  private let file: String
  private var columns: (code: Int, name: Int)?
  private var headers: [String] = []
  /// The row of the headings, from 1.
  private(set) var headerRow = 1
  private var rows: [(row: RegisterRow, cells: [String])] = []
  private var rejected: [RejectedRow] = []
  private var firstRows: [Int64: Int] = [:]

  static let codeHeaders = ["code", "kode", "kode_wilayah", "kode wilayah", "kd_wilayah", "id"]
  static let nameHeaders = ["name", "nama", "nama_wilayah", "nama wilayah", "wilayah", "uraian"]

  init(file: String, options: [String: String]) throws {
    self.file = file
    reading = try ReadOptions(options, file: file)
  }

  /// The headings of the file, or those that it would have.
  var headings: [String] {
    guard headers.isEmpty, let columns else { return headers.map(PersonalNumbers.masked) }
    return (0...columns.name).map { $0 == columns.code ? "code" : $0 == columns.name ? "name" : "" }
  }

  var hasContent: Bool { columns != nil }

  /// Whether the table is made of rejected rows: then it is no whole edition.
  var isOfRejects: Bool { RejectColumns.column(in: headers) != nil }

  /// Notes the rejects that the rows name; to be called once all are read and checked.
  func named(_ rejected: [RejectedRow]) -> NamedRejects {
    let column = RejectColumns.column(in: headers)
    let refused = Set(rejected.map(\.row))
    var named = NamedRejects()
    for (row, cells) in rows where !refused.contains(row.sourceRow) { named.note(cells, column, isRejected: false) }
    for row in rejected { named.note(row.cells, column, isRejected: true) }
    return named
  }

  mutating func read(_ block: RowBlock) throws {
    var first = 0
    if columns == nil {
      let header = try reading.headerRow(in: block)
      headerRow = block.rowNumber(header)
      first = try findColumns(block.cells(header)) ? header + 1 : header
    }
    guard let columns else { return }
    for row in first..<block.rowCount {
      read += 1
      guard read <= RegionRegisterImporter.maximumRows else {
        throw ImportFailure(
          .data,
          [
            Diagnostic(
              code: "register-too-long",
              message: LocalizedText(
                id: "lebih dari \(RegionRegisterImporter.maximumRows) baris: ini bukan daftar wilayah",
                en: "more than \(RegionRegisterImporter.maximumRows) rows: this is no register of regions"),
              place: Place(file: file))
          ])
      }
      take(block, row, columns)
    }
  }

  /// Finds the two columns; true where the row is a header, false where it is data already.
  private mutating func findColumns(_ cells: [String]) throws -> Bool {
    let names = cells.map(HeaderMatching.normalised)
    if let code = HeaderMatching.column(Self.codeHeaders, in: names),
      let name = HeaderMatching.column(Self.nameHeaders, in: names)
    {
      columns = (code, name)
      headers = cells
      return true
    }
    if let code = cells.firstIndex(where: { RegionCode(Self.trimmed($0)) != nil }), code + 1 < cells.count {
      columns = (code, code + 1)
      return false
    }
    throw ImportFailure(
      .data,
      [
        Diagnostic(
          code: "column-missing",
          message: LocalizedText(
            id: "kolom kode dan nama wilayah tidak ditemukan", en: "no columns with codes and names of regions"),
          place: Place(file: file, line: 1), value: cells.prefix(8).joined(separator: ", "),
          hint: LocalizedText(
            id:
              "judul yang dikenal: \(Self.codeHeaders.prefix(3).joined(separator: ", ")) dan \(Self.nameHeaders.prefix(3).joined(separator: ", ")); tanpa baris judul, kolom pertama kode, kolom kedua nama",
            en:
              "known headers: \(Self.codeHeaders.prefix(3).joined(separator: ", ")) and \(Self.nameHeaders.prefix(3).joined(separator: ", ")); without a header row the first column holds codes, the second names"
          ))
      ])
  }

  private mutating func take(_ block: RowBlock, _ row: Int, _ columns: (code: Int, name: Int)) {
    let number = block.rowNumber(row)
    let cells = block.cells(row)
    let place = place(number, columns.code)
    if let reason = block.rejection(row) {
      rejected.append(RejectedRow(row: number, cells: cells, reasons: [reason]))
      return
    }
    let text = columns.code < cells.count ? Self.trimmed(cells[columns.code]) : ""
    let name =
      columns.name < cells.count ? cells[columns.name].split(whereSeparator: \.isWhitespace).joined(separator: " ") : ""
    guard let code = RegionCode(text), code.level != .nation, code.level != .village || code.villageKind != nil else {
      rejected.append(RejectedRow(row: number, cells: cells, reasons: [malformed(text, place)]))
      return
    }
    if name.isEmpty {
      let reason = Diagnostic(
        code: "register-name-missing",
        message: LocalizedText(id: "\(code) tanpa nama", en: "\(code) has no name"),
        place: self.place(number, columns.name))
      rejected.append(RejectedRow(row: number, cells: cells, reasons: [reason]))
      return
    }
    if let first = firstRows[code.number] {
      let reason = Diagnostic(
        code: "register-duplicate",
        message: LocalizedText(
          id: "\(code) sudah ada di baris \(first)", en: "\(code) stands already in row \(first)"), place: place,
        value: text)
      rejected.append(RejectedRow(row: number, cells: cells, reasons: [reason]))
      return
    }
    firstRows[code.number] = number
    rows.append((RegisterRow(code: code, name: name, sourceRow: number), cells))
  }

  /// The rows whose parents are there, in the file or among those known, and all rejected ones by row.
  mutating func checked(known: Set<Int64>) -> (rows: [RegisterRow], rejected: [RejectedRow]) {
    rows.sort { $0.row.code < $1.row.code }
    var accepted = known
    var taken: [RegisterRow] = []
    // A parent's number is smaller than its children's, so parents are decided first.
    for (row, cells) in rows {
      if let parent = row.code.parent, parent.level != .nation, !accepted.contains(parent.number) {
        let reason = Diagnostic(
          code: "register-orphan",
          message: LocalizedText(
            id: "induk \(parent) dari \(row.code) tidak ada", en: "\(parent), the parent of \(row.code), is missing"),
          place: place(row.sourceRow, columns?.code ?? 0), value: row.code.description,
          hint: LocalizedText(
            id: "tambahkan baris \(parent), atau periksa kodenya", en: "add a row for \(parent), or check the code"))
        rejected.append(RejectedRow(row: row.sourceRow, cells: cells, reasons: [reason]))
        continue
      }
      accepted.insert(row.code.number)
      taken.append(row)
    }
    rejected.sort { $0.row < $1.row }
    return (taken, rejected)
  }

  /// A code whose groups belong to levels but skip one is a level jump; anything else is malformed.
  private func malformed(_ text: String, _ place: Place) -> Diagnostic {
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = groups.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }
    let skips =
      areDigits && (groups.count > 1 ? groups.last?.count == 4 && groups.count < 4 : [6, 8].contains(text.count))
      && RegionCode(text) == nil
    if skips {
      return Diagnostic(
        code: "register-level-jump",
        message: LocalizedText(
          id: "`\(text)` melompati satu tingkat (provinsi.kabupaten.kecamatan.desa)",
          en: "`\(text)` skips a level (province.regency.district.village)"), place: place, value: text)
    }
    return Diagnostic(
      code: "region-code-malformed",
      message: LocalizedText(id: "`\(text)` bukan kode wilayah", en: "`\(text)` is not a region code"), place: place,
      value: text,
      hint: LocalizedText(
        id: "bentuknya 64, 64.02, 64.02.01 atau 64.02.01.2001 (desa 2xxx, kelurahan 1xxx, desa adat 3xxx)",
        en: "the forms are 64, 64.02, 64.02.01 or 64.02.01.2001 (desa 2xxx, kelurahan 1xxx, desa adat 3xxx)"))
  }

  private func place(_ row: Int, _ column: Int) -> Place {
    Place(
      file: file, line: row, column: column + 1, field: headers.indices.contains(column) ? headers[column] : nil)
  }

  private static func trimmed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
