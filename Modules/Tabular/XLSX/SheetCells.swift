import Diagnostics

/// What a sheet has asked for beyond its own length.
struct SheetExpense: Hashable {
  /// Empty cells before filled ones.
  var gapCells = 0
  /// Bytes of text in whole rows; a shared text counts each time.
  var textBytes = 0
}

/// Puts the cells of a sheet where they belong in blocks of rows, with what they mean: the one place where both ways of
/// reading a sheet's XML meet.
///
/// One owner at a time.
final class SheetCells {
  let context: SheetContext
  private(set) var builder: RowBlockBuilder
  /// Rows up to this one were handed out before and are passed over.
  private let rowsBefore: Int
  /// The row under way, or the last one.
  private(set) var row = 0
  /// The last cell's column in the row under way, filled or not.
  var column = 0
  /// What the sheet has asked for so far, and what of it belongs to rows handed out.
  private var spent: SheetExpense
  private(set) var spentOnTaken: SheetExpense
  private(set) var hiddenRows = 0
  private(set) var isFull = false
  private(set) var failure: Diagnostic?
  private var scratch: [UInt8] = []

  init(_ context: SheetContext, rowsBefore: Int = 0, spent: SheetExpense = SheetExpense()) {
    self.spent = spent
    spentOnTaken = spent
    self.context = context
    self.rowsBefore = rowsBefore
    builder = RowBlockBuilder(file: context.file, sheet: context.sheet, blockBytes: context.blockBytes)
  }

  func take() -> RowBlock? {
    isFull = false
    spentOnTaken = spent
    return builder.take()
  }

  /// Memory for the cells of the row under way; nil where cells are not to be written.
  func lane() -> RowBlockBuilder.Lane? { row > rowsBefore ? builder.lane() : nil }
  func adopt(_ lane: RowBlockBuilder.Lane, gapCells: Int) {
    builder.adopt(lane)
    spent.gapCells += gapCells
    checkGaps()
  }

  func beginRow(_ attributes: SheetAttributes) {
    var number = row + 1
    if let text = attributes.reference {
      guard let given = SheetCells.number(text), given > row else {
        return fail(
          nil, text, id: "nomor baris tidak sah atau tidak berurutan",
          en: "the row's number is not valid or out of order")
      }
      number = given
    }
    guard number <= context.limits.maximumRows else {
      return fail(
        nil, attributes.reference, id: "nomor baris melebihi \(context.limits.maximumRows)",
        en: "the row's number is higher than \(context.limits.maximumRows)")
    }
    row = number
    column = 0
    if let hidden = attributes.hidden, SheetCells.isTrue(hidden) { hiddenRows += 1 }
  }

  func endRow() {
    guard failure == nil, row > rowsBefore else { return }
    spent.textBytes += builder.rowBytes
    guard spent.textBytes <= context.limits.maximumTextBytes else { return failTooMuchText() }
    builder.endRow(row)
    isFull = builder.isFull
  }

  /// Finds the column of a cell that begins; false where it has none, with the failure set.
  func beginCell(_ reference: UnsafeRawBufferPointer?) -> Bool {
    var next = column + 1
    if let text = reference {
      guard let place = CellReference(text), place.row == row, place.column > column else {
        fail(
          column + 1, text, id: "alamat sel tidak sah atau tidak berurutan",
          en: "the cell's reference is not valid or out of order")
        return false
      }
      next = place.column
    }
    guard next <= context.limits.maximumColumns else {
      failure = .tooManyFields(context.file, row: row, limit: context.limits.maximumColumns)
      return false
    }
    column = next
    return true
  }

  /// Ends the cell at `column`, whose content is `text`; an empty one leaves a gap.
  func endCell(_ type: SheetCellType, style: UnsafeRawBufferPointer?, _ text: UnsafeRawBufferPointer) {
    endCell(type, format: format(style.flatMap { SheetCells.number($0) } ?? 0), text)
  }

  func format(_ style: Int) -> NumberFormat {
    context.formats.indices.contains(style) ? context.formats[style] : .number
  }

  func endCell(_ type: SheetCellType, format: NumberFormat, _ text: UnsafeRawBufferPointer) {
    guard failure == nil, row > rowsBefore else { return }
    switch type {
    case .number: endNumber(text, format)
    case .shared: endShared(text)
    case .boolean:
      let trimmed = SheetCells.trim(text)
      if trimmed.equals("1") || trimmed.equals("true") {
        write("true", .boolean)
      } else if trimmed.equals("0") || trimmed.equals("false") {
        write("false", .boolean)
      } else {
        write(text, .text)
      }
    case .error: write(SheetCells.trim(text), .error)
    case .date:
      if let date = SheetCells.isoDate(SheetCells.trim(text)) { write(date, .date) } else { write(text, .text) }
    case .inline, .string:
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: text)
      ExcelEscape.decode(&scratch)
      writeScratch()
    }
  }

  private func endNumber(_ text: UnsafeRawBufferPointer, _ format: NumberFormat) {
    let text = SheetCells.trim(text)
    if format != .number, let serial = NumberText.value(text),
      let date = SerialDate.text(serial, format: format, epoch: context.epoch)
    {
      return write(date.text, date.isDate ? .date : .text)
    }
    if let base = text.baseAddress?.assumingMemoryBound(to: UInt8.self), NumberText.isPlain(base, text.count) {
      write(text, .number)
    } else if let plain = NumberText.plain(text) {
      write(plain, .number)
    } else {
      write(text, .text)
    }
  }

  private func endShared(_ text: UnsafeRawBufferPointer) {
    let trimmed = SheetCells.trim(text)
    if trimmed.isEmpty { return }
    scratch.removeAll(keepingCapacity: true)
    do throws(Diagnostic) {
      guard let index = SheetCells.number(trimmed), try context.strings.read(index, into: &scratch) else {
        return fail(
          column, text, id: "sel menunjuk ke teks yang tidak ada di buku kerja",
          en: "the cell refers to a text that the workbook does not hold")
      }
    } catch {
      failure = error
      return
    }
    writeScratch()
  }

  private func writeScratch() { scratch.withUnsafeBytes { write($0, .text) } }

  private func write(_ text: String, _ kind: CellKind) {
    var text = text
    text.withUTF8 { write(UnsafeRawBufferPointer($0), kind) }
  }

  private func write(_ text: UnsafeRawBufferPointer, _ kind: CellKind) {
    if text.isEmpty { return }
    let gap = column - 1 - builder.cellCount
    if gap > 0 {
      spent.gapCells += gap
      checkGaps()
      builder.skipCells(gap)
    }
    guard builder.rowBytes + text.count <= context.limits.maximumRowBytes else {
      if failure == nil {
        failure = .recordTooLong(context.file, row: row, column: column, limit: context.limits.maximumRowBytes)
      }
      return
    }
    builder.append(text)
    builder.endCell(kind)
  }

  private func checkGaps() {
    guard spent.gapCells > context.limits.maximumGapCells, failure == nil else { return }
    failure = .archiveTooLarge(
      context.file,
      LocalizedText(
        id: "lembar \"\(context.sheet)\" memuat terlalu banyak sel kosong di depan sel berisi",
        en: "the sheet \"\(context.sheet)\" has too many empty cells before filled ones"))
  }

  private func failTooMuchText() {
    failure = .archiveTooLarge(
      context.file,
      LocalizedText(
        id: "teks di lembar \"\(context.sheet)\" lebih dari \(context.limits.maximumTextBytes >> 20) MB",
        en: "the texts of the sheet \"\(context.sheet)\" are more than \(context.limits.maximumTextBytes >> 20) MB"))
  }

  func failTooLong() {
    guard failure == nil else { return }
    failure = .cellTooLong(
      context.file, sheet: context.sheet, row: row, column: column, limit: context.limits.maximumCellBytes)
  }

  private func fail(_ column: Int?, _ value: UnsafeRawBufferPointer?, id: String, en: String) {
    guard failure == nil else { return }
    failure = .xlsxDamaged(
      context.file, sheet: context.sheet, row: max(1, row), column: column,
      value: value.map { String(decoding: $0.prefix(100), as: UTF8.self) }, LocalizedText(id: id, en: en))
  }
}

extension SheetCells {
  /// A whole number of at most nine digits.
  static func number(_ text: UnsafeRawBufferPointer) -> Int? {
    guard (1...9).contains(text.count) else { return nil }
    var number = 0
    for byte in text {
      let digit = byte &- 0x30
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  static func isTrue(_ text: UnsafeRawBufferPointer) -> Bool { text.equals("1") || text.equals("true") }

  /// Without the white space of XML around it.
  static func trim(_ text: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }
    var (start, end) = (0, text.count)
    while start < end, isBlank(text[start]) { start += 1 }
    while end > start, isBlank(text[end - 1]) { end -= 1 }
    return UnsafeRawBufferPointer(rebasing: text[start..<end])
  }

  /// `2024-11-18T00:00:00Z` and the like, without midnight, fractions of seconds and zone; nil for anything else.
  static func isoDate(_ text: UnsafeRawBufferPointer) -> String? {
    let bytes = Array(text)
    func matches(_ shape: StaticString, from start: Int) -> Bool {
      let count = shape.utf8CodeUnitCount
      guard bytes.count >= start + count else { return false }
      return shape.withUTF8Buffer { shape in
        (0..<count).allSatisfy { index in
          shape[index] == 0x30 ? bytes[start + index] &- 0x30 <= 9 : bytes[start + index] == shape[index]
        }
      }
    }
    guard matches("0000-00-00", from: 0) else { return nil }
    let date = String(decoding: bytes[..<10], as: UTF8.self)
    if bytes.count == 10 { return date }
    let length = matches("T00:00:00", from: 10) ? 19 : matches("T00:00", from: 10) ? 16 : 0
    guard length > 0, bytes[length...].allSatisfy({ $0 &- 0x30 <= 9 || ".,Z+-:".utf8.contains($0) }) else { return nil }
    let time = String(decoding: bytes[10..<length], as: UTF8.self) + (length == 16 ? ":00" : "")
    return time == "T00:00:00" ? date : date + time
  }
}
