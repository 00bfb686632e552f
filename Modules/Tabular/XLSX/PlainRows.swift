/// The tags of rows in the shapes that nearly all of them have.
///
///     <row r="7">     <row r="7" spans="1:9">     </row>
extension SheetTokenizer {
  /// Takes the start tag of a plain row; false where something else stands there.
  mutating func takePlainRowStart(_ window: inout ScanWindow, _ grammar: SheetGrammar) -> Bool {
    let (base, start, limit) = (UnsafePointer(window.base), window.position, window.limit)
    guard start + 64 <= limit, SheetTokenizer.stands("<row r=\"", at: base + start) else { return false }
    let digits = start + 8
    var at = SheetTokenizer.digitsEnd(base, digits)
    let reference = UnsafeRawBufferPointer(start: base + digits, count: at - digits)
    guard (1...9).contains(reference.count), base[at] == UInt8(ascii: "\"") else { return false }
    at += 1
    if SheetTokenizer.stands(" spans=\"", at: base + at) {
      at = SheetTokenizer.digitsEnd(base, at + 8)
      guard base[at] == UInt8(ascii: ":") else { return false }
      at = SheetTokenizer.digitsEnd(base, at + 1)
      guard base[at] == UInt8(ascii: "\"") else { return false }
      at += 1
    }
    guard base[at] == UInt8(ascii: ">"), at < limit else { return false }
    pushRow()
    var attributes = SheetAttributes()
    attributes.reference = reference
    grammar.start(.row, attributes)
    window.skip(at + 1 - start)
    return true
  }

  /// Takes the end tag of a row.
  mutating func takePlainRowEnd(_ window: inout ScanWindow, _ grammar: SheetGrammar) -> Bool {
    guard window.position + 6 <= window.limit, SheetTokenizer.stands("</row>", at: window.base + window.position),
      popRow()
    else { return false }
    grammar.end()
    window.skip(6)
    return true
  }

  private static func stands(_ text: StaticString, at place: UnsafePointer<UInt8>) -> Bool {
    for index in 0..<text.utf8CodeUnitCount where place[index] != text.utf8Start[index] { return false }
    return true
  }

  /// The end of a run of at most nine digits.
  private static func digitsEnd(_ base: UnsafePointer<UInt8>, _ start: Int) -> Int {
    var at = start
    while at - start < 9, base[at] &- 0x30 <= 9 { at += 1 }
    return at
  }
}
