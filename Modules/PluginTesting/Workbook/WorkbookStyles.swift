/// What the cell formats of a workbook mean.
struct WorkbookStyles {
  struct Look {
    var isBold: Bool
    var numberFormat: String
    var isLocked: Bool
  }

  private let looks: [Look]

  init(_ styles: XMLNode) {
    let bold = styles.child("fonts")?.children("font").map { $0.child("b") != nil } ?? []
    var formats = Self.builtIn
    for format in styles.child("numFmts")?.children("numFmt") ?? [] {
      guard let id = format.attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
      formats[id] = format.attributes["formatCode"]
    }
    looks = (styles.child("cellXfs")?.children("xf") ?? []).map { xf in
      let font = xf.attributes["fontId"].flatMap { Int($0) } ?? 0
      let format = xf.attributes["numFmtId"].flatMap { Int($0) } ?? 0
      return Look(
        isBold: bold.indices.contains(font) && bold[font], numberFormat: formats[format] ?? "#\(format)",
        isLocked: xf.child("protection")?.attributes["locked"] != "0")
    }
  }

  func look(_ index: Int) throws -> Look {
    guard looks.indices.contains(index) else { throw WorkbookFault("a cell has the style \(index), which is missing") }
    return looks[index]
  }

  /// ECMA-376 part 1, 18.8.30.
  private static let builtIn = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "m/d/yy", 49: "@",
  ]
}

/// Texts of cells, in runs or whole.
enum WorkbookText {
  /// The text of an `si` or `is` element, with `_x000D_` and its like read as the characters they stand for.
  static func of(_ node: XMLNode) -> String {
    let runs = node.children("t").map(\.text) + node.children("r").flatMap { $0.children("t").map(\.text) }
    return unescaped(runs.joined())
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = Array(text.unicodeScalars)[...]
    while let first = rest.first {
      let start = Array(rest.prefix(7))
      if start.count == 7, first == "_", start[1] == "x", start[6] == "_",
        let code = UInt32(start[2..<6].reduce("") { $0 + String($1) }, radix: 16), let scalar = Unicode.Scalar(code)
      {
        result.unicodeScalars.append(scalar)
        rest = rest.dropFirst(7)
      } else {
        result.unicodeScalars.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
