public import Diagnostics

/// What is wrong with one row of a block; made into a `Diagnostic` only when somebody asks.
public struct RowFlaw: Hashable, Sendable {
  /// The kinds of flaws.
  public enum Kind: Hashable, Sendable {
    /// Cells are missing at the end; `ofNamed` says that the header names at least one of them.
    case tooShort(ofNamed: Bool)
    /// There are more cells than expected; `isEmpty` says that nothing stands in them.
    case tooLong(isEmpty: Bool)
    /// A quoted field that never ends; its quote was read as text and the record ended with the line.
    case quoteUnterminated
    /// Text after a closing quote; it was taken as part of the field.
    case quoteStray
    /// Bytes that are not UTF-8.
    case encodingInvalid
    /// A NUL byte in the text.
    case nul
    /// A record that could not be read at all, such as a damaged line of NDJSON; its one cell is the text as it stands.
    case unreadable(Diagnostic)
  }

  /// The row in its block, from 0.
  public let row: Int
  /// The cell concerned, from 1: the first missing, extra or damaged one.
  public let column: Int
  public let kind: Kind
  /// The number of fields of the row, and the number expected (0 where any is allowed).
  public let fieldCount: Int
  public let expectedCount: Int

  /// Whether the row was taken in spite of it (`warning`) or should be rejected (`error`).
  public var severity: Severity {
    switch kind {
    case .tooShort(let ofNamed): ofNamed ? .error : .warning
    case .tooLong(let isEmpty): isEmpty ? .warning : .error
    case .quoteStray: .warning
    case .quoteUnterminated, .encodingInvalid, .nul, .unreadable: .error
    }
  }

  /// The stable code of the flaw's diagnostic.
  public var code: String {
    switch kind {
    case .tooShort: "row-too-short"
    case .tooLong: "row-too-long"
    case .quoteUnterminated: "quote-unterminated"
    case .quoteStray: "quote-stray"
    case .encodingInvalid: "encoding-invalid"
    case .nul: "nul-byte"
    case .unreadable(let problem): problem.code
    }
  }

  /// The diagnostic for a row with this number in this file.
  public func diagnostic(file: String, sheet: String? = nil, rowNumber: Int) -> Diagnostic {
    if case .unreadable(let problem) = kind { return problem }
    let (message, hint) = texts
    return Diagnostic(
      code: code, severity: severity, message: message,
      place: Place(file: file, sheet: sheet, line: rowNumber, column: column), hint: hint)
  }

  private var texts: (message: LocalizedText, hint: LocalizedText?) {
    switch kind {
    case .tooShort(let ofNamed):
      (
        LocalizedText(
          id: "baris ini hanya berisi \(fieldCount) sel, seharusnya \(expectedCount)",
          en: "this row has only \(fieldCount) cells instead of \(expectedCount)"),
        ofNamed
          ? LocalizedText(
            id: "lengkapi sel yang kurang, atau periksa apakah baris ini terpotong",
            en: "add the missing cells, or check whether the row was cut off") : nil
      )
    case .tooLong(let isEmpty):
      (
        LocalizedText(
          id: "baris ini berisi \(fieldCount) sel, seharusnya \(expectedCount)",
          en: "this row has \(fieldCount) cells instead of \(expectedCount)"),
        isEmpty
          ? nil
          : LocalizedText(
            id: "apit isi yang memuat tanda pemisah dengan tanda kutip ganda (\"…\")",
            en: "put double quotes around text that holds the delimiter (\"…\")")
      )
    case .quoteUnterminated:
      (
        LocalizedText(
          id: "tanda kutip pembuka di sel ini tidak pernah ditutup",
          en: "the opening quote in this cell is never closed"),
        LocalizedText(
          id: "tutup tanda kutipnya, atau hapus bila memang bukan pengapit",
          en: "close the quote, or remove it if it is not meant to enclose the text")
      )
    case .quoteStray:
      (
        LocalizedText(
          id: "ada teks setelah tanda kutip penutup; dibaca sebagai bagian dari sel",
          en: "there is text after the closing quote; it was read as part of the cell"),
        LocalizedText(
          id: "tulis tanda kutip di dalam sel sebagai dua tanda kutip (\"\")",
          en: "write a quote inside a cell as two quotes (\"\")")
      )
    case .encodingInvalid:
      (
        LocalizedText(id: "isi sel bukan teks UTF-8 yang sah", en: "the cell is not valid UTF-8 text"),
        LocalizedText(
          id: "simpan berkas sebagai \"CSV UTF-8\", atau baca dengan pengodean windows1252",
          en: "save the file as \"CSV UTF-8\", or read it with the encoding windows1252")
      )
    case .nul:
      (
        LocalizedText(id: "ada bita NUL di dalam teks", en: "there is a NUL byte in the text"),
        LocalizedText(
          id: "berkas mungkin rusak; unduh atau ekspor ulang",
          en: "the file may be damaged; download or export it again")
      )
    case .unreadable(let problem): (problem.message, problem.hint)
    }
  }
}
