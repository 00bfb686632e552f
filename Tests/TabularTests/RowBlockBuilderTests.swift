import Tabular
import Testing

@Suite("Blocks built cell by cell")
struct RowBlockBuilderTests {
  @Test("rows keep their numbers, cells their kinds, and empty rows are left out")
  func rowsAndKinds() throws {
    var builder = RowBlockBuilder(file: "a.xlsx", sheet: "S", blockBytes: 256)
    builder.append("kode")
    builder.endCell()
    builder.append("12")
    builder.endCell(.number)
    builder.endRow(3)
    builder.endRow(4)
    builder.skipCells(1)
    builder.append("#REF!")
    builder.endCell(.error)
    builder.endRow(7)
    let taken = builder.take()
    let block = try #require(taken)
    #expect(block.rowCount == 2)
    #expect([block.rowNumber(0), block.rowNumber(1)] == [3, 7])
    #expect(block.cells(1) == ["", "#REF!"])
    #expect(
      [block.kind(0, 0), block.kind(0, 1), block.kind(1, 1), block.kind(1, 5)] == [.text, .number, .error, .text])
    #expect(block.sheet == "S")
    let rest = builder.take()
    #expect(rest == nil)
  }

  @Test("a block grows with its cells and begins anew after being taken")
  func growth() throws {
    var builder = RowBlockBuilder(file: "a", blockBytes: 128)
    var seen = 0
    for row in 1...2000 {
      for column in 0..<5 {
        builder.append("\(row)-\(column)")
        builder.endCell()
      }
      builder.endRow(row)
      guard builder.isFull || row == 2000 else { continue }
      let taken = builder.take()
      let block = try #require(taken)
      for index in 0..<block.rowCount {
        seen += 1
        #expect(block.rowNumber(index) == seen)
        #expect(block.cells(index) == (0..<5).map { "\(seen)-\($0)" })
      }
    }
    #expect(seen == 2000)
  }

  @Test("one cell larger than a block is kept whole")
  func large() throws {
    var builder = RowBlockBuilder(file: "a", blockBytes: 64)
    let text = String(repeating: "é", count: 10_000)
    builder.append(text)
    builder.endCell()
    builder.endRow(1)
    let taken = builder.take()
    #expect(try #require(taken).cells(0) == [text])
  }
}
