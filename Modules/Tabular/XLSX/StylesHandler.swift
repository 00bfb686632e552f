import Diagnostics

/// Reads from `styles.xml` what each cell style makes of a number.
final class StylesHandler: XMLHandler {
  /// The most styles kept; Excel allows 65,490. Cells of further ones are numbers.
  private static let maximum = 1 << 17

  private(set) var formats: [NumberFormat] = []
  private var custom: [Int: NumberFormat] = [:]
  /// Formats by number, to be looked up at the end: the list of codes may follow the styles.
  private var ids: [Int] = []
  private var depth = 0
  private var isInCells = false
  var failure: Diagnostic? { nil }
  var isPaused: Bool { false }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    if depth == 2 { isInCells = name.local.equals("cellXfs") }
    if name.local.equals("numFmt"), custom.count < StylesHandler.maximum,
      let id = attributes.value("numFmtId").flatMap({ Int($0) }), let code = attributes.value("formatCode")
    {
      // The formats of differential styles (in `dxfs`) come later and must not replace a cell's own.
      if custom[id] == nil { custom[id] = NumberFormat(code: code) }
    } else if isInCells, depth == 3, name.local.equals("xf"), ids.count < StylesHandler.maximum {
      ids.append(attributes.value("numFmtId").flatMap { Int($0) } ?? 0)
    }
  }

  func end() {
    depth -= 1
    if depth == 0 { formats = ids.map { custom[$0] ?? NumberFormat(builtIn: $0) } }
  }

  func text(_ bytes: UnsafeRawBufferPointer) {}
}
