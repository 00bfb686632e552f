extension SeededGenerator {
  /// The XML of a worksheet with what occurs in them, and now and then what should not.
  mutating func sheet() -> String {
    let prefix = chance(0.15) ? "x:" : ""
    let isOdd = chance(0.3)
    var row = 0
    var data = ""
    for _ in 0..<Int.random(in: 0...12, using: &self) {
      row += chance(0.8) ? 1 : Int.random(in: isOdd && chance(0.1) ? 0...2 : 1...3000, using: &self)
      data += sheetRow(row, prefix, isOdd: isOdd)
    }
    let head = pick([
      "", "<\(prefix)cols><\(prefix)col min=\"1\" max=\"2\" hidden=\"1\"/></\(prefix)cols>",
      "<\(prefix)dimension ref=\"A1:C9>\"/>", "<!-- > -->",
    ])
    let tail = pick([
      "", "<\(prefix)mergeCells><\(prefix)mergeCell ref=\"A1:B1\"/></\(prefix)mergeCells>",
      "\r\n<\(prefix)pageMargins left=\"0.7\"/>",
    ])
    return XLSXFixture.sheet(data, head: head, tail: tail, prefix: prefix)
  }

  private mutating func sheetRow(_ row: Int, _ prefix: String, isOdd: Bool) -> String {
    let p = prefix
    let attributes = pick([
      " r=\"\(row)\"", " r=\"\(row)\"", " r=\"\(row)\" spans=\"1:9\"", " spans=\"1:2\" r='\(row)' hidden=\"1\"",
      " r=\"\(row)\" x14ac:dyDescent=\"0.25\"", "",
    ])
    if chance(0.05) { return "<\(p)row\(attributes)/>" }
    var column = 0
    var cells = ""
    for _ in 0..<Int.random(in: 0...10, using: &self) {
      column += chance(0.8) ? 1 : Int.random(in: isOdd && chance(0.1) ? 0...1 : 1...40, using: &self)
      cells += sheetCell("\(CellLetters.of(column))\(row)", p, isOdd: isOdd)
      if chance(0.05) { cells += "\n  " }
    }
    if isOdd, chance(0.1) {
      cells += pick(["<!-- a -->", "<?a b?>", "\r\n", "teks", "&lt;", "<\(p)extLst><\(p)a b=\"c\"/></\(p)extLst>"])
    }
    return "<\(p)row\(attributes)>\(cells)</\(p)row>"
  }

  private mutating func sheetCell(_ place: String, _ p: String, isOdd: Bool) -> String {
    var reference = " r=\"\(place)\""
    if chance(0.1) { reference = "" }
    if isOdd, chance(0.05) {
      reference = pick([" r=\"\"", " r=\"1A\"", " r=\"a1\"", " r=\"A01\"", " r=\"AAAA1\"", " r=\"A1\""])
    }
    let style = pick(["", "", " s=\"0\"", " s=\"1\"", " s=\"3\"", " s=\"2\"", " s=\"77\"", isOdd ? " s=\"-1\"" : ""])
    let text = pick([
      "", "desa", "a &amp; b", "&#233;", "_x000D_x", "a_b", " spasi ", "漢字", "panjang sekali teks ini", "]]", "x\ny",
    ])
    let number = pick([
      "0", "5", "12.5", "0.602698", "-3", "1.1559999999999999", "45614", "45614.75", "1E+3", "", "abc", "60", "00",
      "1.0",
    ])
    let content: String
    var type = ""
    switch Int.random(in: 0..<9, using: &self) {
    case 0, 1, 2:
      content = "<\(p)v>\(number)</\(p)v>"
      type = pick(["", "", " t=\"n\""])
    case 3:
      type = " t=\"s\""
      content = "<\(p)v>\(pick(["0", "1", "2", "3", "4", isOdd && chance(0.2) ? pick(["9", "-1", "x"]) : "0"]))</\(p)v>"
    case 4:
      type = " t=\"inlineStr\""
      content = pick([
        "<\(p)is><\(p)t>\(text)</\(p)t></\(p)is>", "<\(p)is><\(p)t xml:space=\"preserve\">\(text)</\(p)t></\(p)is>",
        "<\(p)is><\(p)r><\(p)rPr><\(p)b/></\(p)rPr><\(p)t>\(text)</\(p)t></\(p)r><\(p)rPh sb=\"0\" eb=\"1\"><\(p)t>x</\(p)t></\(p)rPh></\(p)is>",
        "<\(p)is/>", "<\(p)v>1</\(p)v>",
      ])
    case 5:
      type = " t=\"str\""
      content = "<\(p)f>A1&amp;\"x\"</\(p)f><\(p)v>\(text)</\(p)v>"
    case 6:
      type = pick([" t=\"b\"", " t=\"e\"", " t=\"d\"", " t=\"lain\""])
      content = "<\(p)v>\(pick(["1", "0", "#REF!", "2024-01-02", "true"]))</\(p)v>"
    case 7: return "<\(p)c\(reference)\(style)/>"
    default:
      content = pick([
        "<\(p)f>1+1</\(p)f><\(p)v>2</\(p)v>", "<\(p)f t=\"shared\" si=\"0\"/><\(p)v>2</\(p)v>", "", "<\(p)v/>",
        "<\(p)v>1</\(p)v><\(p)v>2</\(p)v>",
      ])
    }
    let order = chance(0.9) ? reference + style + type : type + style + reference
    return "<\(p)c\(order)>\(content)</\(p)c>"
  }

  /// Changes, removes, adds, copies or cuts off some bytes.
  mutating func mutate(_ bytes: inout [UInt8], alphabet: String, most: Int = 5) {
    let letters = Array(alphabet.utf8)
    for _ in 0...Int.random(in: 0..<most, using: &self) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<7, using: &self) {
      case 0: bytes[at] ^= 1 << UInt8.random(in: 0...7, using: &self)
      case 1: bytes.remove(at: at)
      case 2, 3: bytes.insert(pick(letters), at: at)
      case 4:
        let end = min(bytes.count, at + Int.random(in: 1...60, using: &self))
        bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &self))
      case 5: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...20, using: &self)))
      default: if chance(0.3) { bytes.removeSubrange(at...) } else { bytes[at] = pick(letters) }
      }
    }
  }
}

enum CellLetters {
  static func of(_ column: Int) -> String {
    var (rest, letters) = (column, "")
    repeat {
      rest -= 1
      letters = String(Character(Unicode.Scalar(UInt8(65 + max(0, rest) % 26)))) + letters
      rest = max(0, rest) / 26
    } while rest > 0
    return letters
  }
}
