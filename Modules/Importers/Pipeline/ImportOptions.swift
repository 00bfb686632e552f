import Diagnostics
import Domain
import Tabular

/// Reading the values of options.
enum ImportOptions {
  static func period(_ text: String?, frequency: Frequency) throws -> Period? {
    guard let text else { return nil }
    guard let period = Period(text), period.frequency == frequency else {
      throw invalid(
        "period", text,
        LocalizedText(
          id: "periode \(frequency.title.id), misalnya 2024", en: "a \(frequency.title.en) period such as 2024"))
    }
    return period
  }

  static func date(_ name: String, _ text: String?) throws -> CalendarDate {
    guard let text else { throw missing(name) }
    guard let date = CalendarDate(text) else {
      throw invalid(name, text, LocalizedText(id: "tanggal TTTT-BB-HH", en: "a date YYYY-MM-DD"))
    }
    return date
  }

  static func missing(_ name: String) -> ImportFailure {
    ImportFailure(
      .usage,
      [
        Diagnostic(
          code: "option-missing",
          message: LocalizedText(id: "opsi `\(name)` wajib diisi", en: "option `\(name)` is required"),
          hint: LocalizedText(id: "tambahkan --set \(name)=…", en: "add --set \(name)=…"))
      ])
  }

  static func invalid(_ name: String, _ value: String, _ wanted: LocalizedText) -> ImportFailure {
    ImportFailure(
      .usage,
      [
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(
            id: "opsi `\(name)`: `\(value)` bukan \(wanted.id)", en: "option `\(name)`: `\(value)` is not \(wanted.en)"),
          value: value)
      ])
  }
}

/// The reserved options that shape the reading of a table: `delimiter`, `encoding`, `header_row`.
struct ReadOptions {
  let csv: CSVOptions
  /// The encoding asked for; nil finds it from the content.
  private let encoding: CSVOptions.Encoding?
  /// Row of the header in the file, from 1; nil takes the first row that is not blank.
  private let wanted: Int?

  init(_ options: [String: String], file: String) throws {
    var csv = CSVOptions(file: file)
    var wantedEncoding: CSVOptions.Encoding?
    if let text = options["delimiter"] {
      let names = ["comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"]
      let character = names[text] ?? text
      guard character.utf8.count == 1, let byte = character.utf8.first, CSVDialect.delimiters.contains(byte) else {
        throw ImportOptions.invalid(
          "delimiter", text, LocalizedText(id: "salah satu dari , ; tab |", en: "one of , ; tab |"))
      }
      csv.delimiter = byte
    }
    if let text = options["encoding"] {
      let key = text.lowercased().filter { $0 != "-" && $0 != "_" }
      guard let encoding = ["utf8": CSVOptions.Encoding.utf8, "windows1252": .windows1252, "cp1252": .windows1252][key]
      else {
        throw ImportOptions.invalid(
          "encoding", text, LocalizedText(id: "utf8 atau windows1252", en: "utf8 or windows1252"))
      }
      csv.encoding = encoding
      wantedEncoding = encoding
    }
    self.encoding = wantedEncoding
    if let text = options["header_row"] {
      guard let row = Int(text), row >= 1 else {
        throw ImportOptions.invalid("header_row", text, LocalizedText(id: "nomor baris", en: "a row number"))
      }
      wanted = row
      csv.fieldCount = .any
    } else {
      wanted = nil
    }
    self.csv = csv
  }

  /// The same for inputs of any format.
  var reading: ReadingOptions {
    var reading = ReadingOptions()
    reading.delimiter = csv.delimiter
    reading.encoding = encoding
    reading.fieldCount = csv.fieldCount
    return reading
  }

  /// The header's row in the first block.
  func headerRow(in block: RowBlock) throws -> Int {
    guard let wanted else { return 0 }
    guard let row = (0..<block.rowCount).first(where: { block.rowNumber($0) == wanted }) else {
      throw ImportOptions.invalid(
        "header_row", "\(wanted)", LocalizedText(id: "baris yang berisi judul kolom", en: "a row with headers"))
    }
    return row
  }
}
