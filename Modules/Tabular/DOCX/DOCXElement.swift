/// The elements of a Word document that matter for its tables.
enum DOCXElement: Hashable {
  case document, table, row, cell, rowProperties, gridSpan, gridBefore, verticalMerge
  case paragraph, text, tab, lineBreak, hyphen
  /// Tracked: deleted, or moved away from here.
  case deleted
  /// What older applications show instead of the content beside it.
  case fallback
  case other

  init(_ name: XMLName) {
    let local = name.local
    guard DOCXElement.isWord(name.namespace) else {
      self = local.equals("Fallback") ? .fallback : .other
      return
    }
    switch local.count {
    case 1: self = local.equals("t") ? .text : local.equals("p") ? .paragraph : .other
    case 2:
      self =
        local.equals("tr")
        ? .row : local.equals("tc") ? .cell : local.equals("br") || local.equals("cr") ? .lineBreak : .other
    case 3: self = local.equals("tbl") ? .table : local.equals("tab") ? .tab : local.equals("del") ? .deleted : .other
    case 4: self = local.equals("trPr") ? .rowProperties : .other
    case 6: self = local.equals("vMerge") ? .verticalMerge : .other
    case 8:
      self =
        local.equals("document")
        ? .document : local.equals("gridSpan") ? .gridSpan : local.equals("moveFrom") ? .deleted : .other
    case 10: self = local.equals("gridBefore") ? .gridBefore : .other
    case 13: self = local.equals("noBreakHyphen") ? .hyphen : .other
    default: self = .other
    }
  }

  /// The transitional and the strict namespace (ECMA-376 parts 4 and 1).
  private static func isWord(_ namespace: UnsafeRawBufferPointer) -> Bool {
    namespace.equals("http://schemas.openxmlformats.org/wordprocessingml/2006/main")
      || namespace.equals("http://purl.oclc.org/ooxml/wordprocessingml/main")
  }
}
