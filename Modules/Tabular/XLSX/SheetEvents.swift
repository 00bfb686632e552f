import Diagnostics

/// Leads expat's events into the grammar of worksheets.
final class SheetEvents: XMLHandler {
  let grammar: SheetGrammar
  /// The prefix of the element that holds the rows, once it has begun.
  private(set) var prefix: String?

  init(_ grammar: SheetGrammar) { self.grammar = grammar }

  var failure: Diagnostic? { grammar.cells.failure }
  var hasFailed: Bool { grammar.cells.failure != nil }
  var isPaused: Bool { grammar.cells.isFull }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard SheetEvents.isSpreadsheet(name.namespace) else { return grammar.start(.other, SheetAttributes()) }
    let element = SheetElement(name.local)
    var known = SheetAttributes()
    if element != .other {
      attributes.visit { name, value in if name.namespace.isEmpty { known.take(name.local, value) } }
    }
    grammar.start(element, known)
    if element == .sheetData, grammar.state == .data, prefix == nil {
      prefix = String(decoding: name.prefix, as: UTF8.self)
    }
  }

  func end() { grammar.end() }
  func text(_ bytes: UnsafeRawBufferPointer) { grammar.text(bytes) }

  /// The transitional and the strict namespace (ECMA-376 parts 4 and 1).
  private static func isSpreadsheet(_ namespace: UnsafeRawBufferPointer) -> Bool {
    namespace.equals("http://schemas.openxmlformats.org/spreadsheetml/2006/main")
      || namespace.equals("http://purl.oclc.org/ooxml/spreadsheetml/main")
  }
}
