import Diagnostics

/// What the cells of a sheet refer to, and how they are to be read.
struct SheetContext: Sendable {
  let file: String
  let sheet: String
  let strings: SharedStrings
  let formats: [NumberFormat]
  let epoch: SerialDate.Epoch
  let limits: XLSXLimits
  /// About how many bytes of text one block holds.
  let blockBytes: Int
}

/// The elements of a worksheet that matter.
enum SheetElement: Hashable {
  case worksheet, sheetData, row, cell, value, inline, run, text, columns, column, mergedCells, mergedCell, other

  init(_ name: UnsafeRawBufferPointer) {
    switch name.count {
    case 1:
      switch name[0] {
      case UInt8(ascii: "c"): self = .cell
      case UInt8(ascii: "v"): self = .value
      case UInt8(ascii: "r"): self = .run
      case UInt8(ascii: "t"): self = .text
      default: self = .other
      }
    case 2: self = name.equals("is") ? .inline : .other
    case 3: self = name.equals("row") ? .row : name.equals("col") ? .column : .other
    case 4: self = name.equals("cols") ? .columns : .other
    case 9:
      self =
        name.equals("sheetData")
        ? .sheetData : name.equals("mergeCell") ? .mergedCell : name.equals("worksheet") ? .worksheet : .other
    case 10: self = name.equals("mergeCells") ? .mergedCells : .other
    default: self = .other
    }
  }
}

/// The attributes of a worksheet's elements that matter; empty buffers without a base where absent.
struct SheetAttributes {
  var reference: UnsafeRawBufferPointer?
  var style: UnsafeRawBufferPointer?
  var type: UnsafeRawBufferPointer?
  var hidden: UnsafeRawBufferPointer?
  var range: UnsafeRawBufferPointer?
  var minimum: UnsafeRawBufferPointer?
  var maximum: UnsafeRawBufferPointer?

  /// Takes an attribute without a namespace.
  @inline(__always)
  mutating func take(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    switch name.count {
    case 1:
      switch name[0] {
      case UInt8(ascii: "r"): reference = value
      case UInt8(ascii: "s"): style = value
      case UInt8(ascii: "t"): type = value
      default: break
      }
    case 3:
      if name.equals("ref") {
        range = value
      } else if name.equals("min") {
        minimum = value
      } else if name.equals("max") {
        maximum = value
      }
    case 6: if name.equals("hidden") { hidden = value }
    default: break
    }
  }
}

/// What a cell's attribute `t` says; text for types nobody knows.
enum SheetCellType: Hashable {
  case number, shared, inline, string, boolean, error, date

  init(_ text: UnsafeRawBufferPointer?) {
    guard let text else {
      self = .number
      return
    }
    if text.equals("n") {
      self = .number
    } else if text.equals("s") {
      self = .shared
    } else if text.equals("inlineStr") {
      self = .inline
    } else if text.equals("b") {
      self = .boolean
    } else if text.equals("e") {
      self = .error
    } else if text.equals("d") {
      self = .date
    } else {
      self = .string
    }
  }
}
