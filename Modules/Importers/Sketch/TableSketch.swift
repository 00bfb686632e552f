import Diagnostics
public import Domain
import Foundation
import Storage
import Tabular

/// What a table looks like to somebody who has no mapping for it yet: its header, and what each column seems to hold.
///
/// Made from the first rows only. Guesses are for a person to correct: headings decide first, then the values.
public struct TableSketch: Sendable {
  public enum Role: Hashable, Sendable {
    case code
    case name(RegionLevel)
    case period
    /// Running numbers and columns without values.
    case ignored
    case field(FieldType)
  }

  public struct Column: Hashable, Sendable {
    public let heading: String
    public let role: Role
  }

  public let sheet: String?
  /// The row of the header's last line in the source, from 1.
  public let headerRow: Int
  public let columns: [Column]

  /// Rows whose values are looked at.
  private static let lookAhead = 500

  /// - Parameters:
  ///   - sheet: the sheet wanted; the first that holds a table without it.
  ///   - headerRow: the row of the header's last line, where it is not found by itself.
  /// - Throws: `ImportFailure` where the file cannot be read or no table is found.
  public init(_ file: ImportFile, sheet wanted: String? = nil, headerRow: Int? = nil) throws {
    var options = ReadingOptions()
    options.fieldCount = .any
    let source = try TableImporter.opening { () throws(Diagnostic) in
      try InputSource.open(path: file.path, name: file.name)
    }
    for part in source.parts where wanted == nil || part.sheet?.lowercased() == wanted?.lowercased() {
      let block = try TableImporter.opening { () throws(Diagnostic) in
        var reader = try part.reader(options)
        return try reader.nextBlock()
      }
      guard let block, let found = Self.header(block, wanted: headerRow) else { continue }
      let cells = HeaderColumns.filled(found.rows.map { block.cells($0) })
      let headings = HeaderColumns(cells).titles.map(HeaderColumns.tidy)
      let data = (found.rows.upperBound + 1)..<min(block.rowCount, found.rows.upperBound + 1 + Self.lookAhead)
      sheet = part.sheet
      self.headerRow = block.rowNumber(found.rows.upperBound)
      var taken: Set<Role> = []
      columns = headings.indices.map { column in
        var role = Self.role(headings[column], Self.values(block, data, column))
        switch role {
        // Of two columns with codes, names of one level or years, the first is the one.
        case .code, .name, .period: if !taken.insert(role).inserted { role = .ignored }
        case .ignored, .field: break
        }
        return Column(heading: headings[column], role: role)
      }
      return
    }
    throw ImportFailure(
      .data,
      [
        Diagnostic(
          code: "sketch-without-table",
          message: LocalizedText(id: "tidak ada tabel yang ditemukan", en: "no table was found"),
          place: Place(file: file.name),
          hint: LocalizedText(
            id: "tunjukkan dengan --sheet NAMA dan --header-row N",
            en: "point at it with --sheet NAME and --header-row N"))
      ])
  }

  // MARK: The header

  /// The rows of the header: those of words just above the first row of values.
  private static func header(_ block: RowBlock, wanted: Int?) -> (rows: ClosedRange<Int>, width: Int)? {
    if let wanted {
      guard let row = (0..<block.rowCount).first(where: { block.rowNumber($0) == wanted }) else { return nil }
      return (row...row, block.fieldCount(row))
    }
    let rows = (0..<min(block.rowCount, 100)).map { RowText(block, $0) }
    func isWords(_ row: RowText) -> Bool {
      row.cells.count >= 2
        && row.cells.allSatisfy { $0.text.contains(where: \.isLetter) || WrittenPeriod($0.text) != nil }
    }
    func isValues(_ row: RowText) -> Bool {
      row.cells.count >= 2 && !row.isColumnNumbers
        && row.cells.contains { cell in
          cell.text.contains(where: \.isNumber) && !cell.text.contains(where: \.isLetter)
            && WrittenPeriod(cell.text) == nil
            || (RegionCode(cell.text)?.level ?? .nation) == .village
        }
    }
    guard let first = rows.indices.first(where: { $0 > 0 && isValues(rows[$0]) }) else { return nil }
    var last = first - 1
    while last > 0, rows[last].isColumnNumbers || rows[last].isBlank { last -= 1 }
    guard isWords(rows[last]) || rows[last].cells.count >= 2 else { return nil }
    var top = last
    // A row above that names groups of columns: several words, and blanks where the row below has words.
    while top > 0, last - top < 2, rows[top - 1].cells.count >= 2, isWords(rows[top - 1]) { top -= 1 }
    return (top...last, block.fieldCount(last))
  }

  // MARK: Columns

  private static func values(_ block: RowBlock, _ rows: Range<Int>, _ column: Int) -> [String] {
    rows.compactMap { row in
      guard column < block.fieldCount(row), let text = block.string(row, column) else { return nil }
      let bare = text.trimmingCharacters(in: .whitespacesAndNewlines)
      return Array(bare.utf8).withUnsafeBytes { MissingMarker.isMissing($0) } ? nil : bare
    }
  }

  private static func role(_ heading: String, _ values: [String]) -> Role {
    let words = Set(heading.lowercased().split { !$0.isLetter }.map(String.init))
    if heading.isEmpty || words.isSubset(of: ["no", "nomor", "urut"]) { return .ignored }
    let codes = values.filter { RegionCode($0)?.level == .village }.count
    if codes > 0, codes * 10 >= values.count * 8 { return .code }
    if let level = level(words),
      values.isEmpty || values.filter({ $0.contains(where: \.isLetter) }).count * 2 >= values.count
    {
      return .name(level)
    }
    if words.contains("kode"), !words.isDisjoint(with: ["desa", "wilayah", "kemendagri", "kelurahan"]) { return .code }
    // Codes of parents say nothing that those of villages do not.
    if !words.isDisjoint(with: ["kode", "id", "kd"]),
      !words.isDisjoint(with: ["provinsi", "prov", "kabupaten", "kab", "kecamatan", "kec", "kota"])
    {
      return .ignored
    }
    if !words.isDisjoint(with: ["tahun", "year"]), values.allSatisfy({ WrittenPeriod($0) != nil }) { return .period }
    return values.isEmpty ? .field(.text) : .field(type(heading, words, values))
  }

  private static func level(_ words: Set<String>) -> RegionLevel? {
    guard words.isDisjoint(with: ["jumlah", "total", "status", "kode", "nilai", "skor"]) else { return nil }
    // The lowest level named counts: `Kecamatan/Desa` is not to be read as both.
    if !words.isDisjoint(with: ["desa", "kelurahan", "nagari", "gampong", "kampung", "pekon"]), words.count <= 3 {
      return .village
    }
    if !words.isDisjoint(with: ["kecamatan", "kec", "distrik", "kapanewon"]), words.count <= 2 { return .district }
    if !words.isDisjoint(with: ["kabupaten", "kab", "kota"]), words.count <= 3 { return .regency }
    if !words.isDisjoint(with: ["provinsi", "prov", "propinsi"]), words.count <= 2 { return .province }
    return nil
  }

  private static func type(_ heading: String, _ words: Set<String>, _ values: [String]) -> FieldType {
    var evidence = NumberEvidence()
    for value in values { Array(value.utf8).withUnsafeBytes { evidence.add($0) } }
    let numbers = values.compactMap { value -> Double? in
      Array(value.utf8).withUnsafeBytes { bytes in
        WrittenNumber(bytes, style: evidence.style, isWhole: evidence.style == nil).map {
          Double($0.digits) / pow(10, Double($0.scale))
        }
      }
    }
    if numbers.count * 10 >= values.count * 8 {
      let isWhole = numbers.allSatisfy { $0 == $0.rounded() }
      let isMoney = !words.isDisjoint(with: ["rp", "pagu", "anggaran", "realisasi", "dana", "biaya", "rupiah"])
      if isWhole, isMoney, numbers.contains(where: { abs($0) >= 100_000 }) { return .money }
      return isWhole ? .integer : .real
    }
    let dates = values.filter { CalendarDate($0) != nil || WrittenDate($0) != nil }.count
    return dates * 10 >= values.count * 8 ? .date : .text
  }
}
