import Foundation
import Storage
import Testing

/// Texts of a column, each distinct one held once.
@Suite struct TextColumnTests {
  @Test func rowsHaveTheTextsThatWerePutIn() {
    let texts: [String?] = ["Camat", nil, "", "Camat", "Camat", "Camat Kurun", "", nil, "\u{E9}", "e\u{301}", "Camat"]
    let column = TextColumn(texts)
    #expect(column.count == texts.count)
    // Told apart by bytes, which strings are not.
    #expect(texts.indices.map { column[$0].map { Array($0.utf8) } } == texts.map { $0.map { Array($0.utf8) } })
    let codes = TextCodes(column)
    #expect(codes.codes == [0, TextCodes.missing, 1, 0, 0, 2, 1, TextCodes.missing, 3, 4, 0])
    #expect(
      codes.texts.map { Array($0.utf8) } == ["Camat", "", "Camat Kurun", "\u{E9}", "e\u{301}"].map { Array($0.utf8) })
    #expect(codes.code(of: "Camat Kurun") == 2 && codes.code(of: "Camat K") == nil && codes.code(of: "") == 1)
    #expect(TextCodes(TextColumn()).code(of: "Camat") == nil)
  }

  @Test(arguments: [1, 7, 8, 9, 40])
  func manyTextsAreKeptApart(length: Int) {
    // Texts of one length that differ at either end, in an order that comes back to each.
    let texts = (0..<5000).map { index -> String in
      let number = "\(index % 1700)"
      let filler = String(repeating: "x", count: length)
      return index % 2 == 0 ? number + filler : filler + number
    }
    let column = TextColumn(texts)
    let codes = TextCodes(column)
    #expect(texts.indices.allSatisfy { column[$0] == texts[$0] })
    #expect(codes.count == Set(texts).count)
    #expect(texts.indices.allSatisfy { codes.text(of: codes.codes[$0]) == texts[$0] })
    #expect(texts.indices.allSatisfy { codes.code(of: texts[$0]) == codes.codes[$0] })
  }
}
