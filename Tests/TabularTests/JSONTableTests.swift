import Diagnostics
import Foundation
import Tabular
import Testing

@Suite struct JSONTableTests {
  private func read(
    _ text: String, lines: Bool = false, records: String? = nil, columns: [String] = [], chunk: Int = .max,
    limits: InputLimits = InputLimits(), file: String = "desa/6402012001/2024.json"
  ) throws -> PartReading {
    var options = ReadingOptions()
    if let records { options.json = try JSONTableSpec(records: records, columns: columns) }
    return PartReading(
      JSONReader(MemoryByteSource(text, chunk: chunk), file: file, isLines: lines, options: options, limits: limits))
  }

  @Test func anArrayOfObjectsIsATableWithAllNamesAsItsHeader() throws {
    let table = try read(
      #"[{"kode":"6402","iks":0.5,"ok":true},{"kode":"6403","catatan":"a, b","iks":null},{"x":{"y":1,"z":{"w":"t"}},"l":[1,"a"]}]"#
    )
    #expect(
      table.rows == [
        ["kode", "iks", "ok", "catatan", "x.y", "x.z.w", "l"], ["6402", "0.5", "true", "", "", "", ""],
        ["6403", "", "", "a, b", "", "", ""], ["", "", "", "", "1", "t", #"[1,"a"]"#],
      ])
    #expect(table.numbers == [1, 2, 3, 4])
    #expect(table.kinds[1][..<4] == [.text, .number, .boolean, .text])
    #expect(table.codes == [])
  }

  @Test func theOneListInsideAnObjectIsFoundAndNamed() throws {
    let table = try read(
      #"{"average":"29.91","data":[{"goals":1,"score":44.46},{"goals":2,"score":0}],"total_desa":1}"#)
    #expect(table.rows == [["goals", "score"], ["1", "44.46"], ["2", "0"]])
    #expect(table.codes == ["json-records-found 1"])
    let two = try read(#"{"a":[{"x":1}],"b":{"c":[{"y":1}]}}"#)
    #expect(two.codes == ["!json-records-ambiguous"])
    #expect(two.problem?.message.id.contains("a, b.c") == true)
    #expect(try read(#"{"nama":"Sari","skor":1}"#).rows == [["nama", "skor"], ["Sari", "1"]])
    #expect(try read("[]").codes == ["!json-records-missing"])
    #expect(try read("7").codes == ["!json-records-missing"])
    #expect(try read("[[1,2],[3]]").rows == [["[0]", "[1]"], ["1", "2"], ["3", ""]])
  }

  @Test func pathsReachIntoRecordsAndOutOfThem() throws {
    let province =
      #"{"k":"99","kec":[{"k":"990101","ds":[["2001","A",0.5],["2002","B",null]]},{"k":"990102","ds":[["2001","C",1]]},{"k":"990103"}]}"#
    let villages = try read(province, records: "kec[*].ds[*]", columns: ["^^.k", "^.k", "[0]", "[1]", "[2]", "$file"])
    #expect(
      villages.rows.dropFirst() == [
        ["99", "990101", "2001", "A", "0.5", "2024"], ["99", "990101", "2002", "B", "", "2024"],
        ["99", "990102", "2001", "C", "1", "2024"],
      ])
    #expect(villages.numbers == [1, 2, 3, 4])
    #expect(villages.codes == ["json-records-missing 1"])
    let answer =
      #"{"status":200,"mapData":{"SUMMARIES":{"TAHUN":2024},"ROW":[{"ROW_CELL":10,"SKOR":3},{"ROW_CELL":11,"SKOR":"MAJU"}],"IDENTITAS":[{"id_desa":"9901012001"}]}}"#
    let scores = try read(
      answer, records: "mapData",
      columns: [
        "IDENTITAS[0].id_desa", "SUMMARIES.TAHUN", "ROW[ROW_CELL=11].SKOR", "ROW[ROW_CELL=10].SKOR", "$folder",
        "^.status",
      ])
    #expect(scores.rows[1] == ["9901012001", "2024", "MAJU", "3", "6402012001", "200"])
    let rows = try read(answer, records: "mapData.ROW", columns: ["ROW_CELL", "^.mapData.SUMMARIES.TAHUN", "salah"])
    #expect(rows.rows.dropFirst() == [["10", "2024", ""], ["11", "2024", ""]])
    #expect(rows.codes == ["json-path-unmatched 1"])
    #expect(
      try read(#"{"a.b":{"c[1]":5}}"#, records: "", columns: [#"["a.b"]["c[1]"]"#, "."]).rows[1] == [
        "5", #"{"a.b":{"c[1]":5}}"#,
      ])
    #expect(try read("[1,2]", records: "", columns: ["."]).rows == [["."], ["1"], ["2"]])
  }

  @Test(arguments: ["a..b", "a.", "a[", "a[x]", "a]b", "$x", "[*]", "a[*].b", "[-1]"])
  func pathsThatCannotBeReadAreRefused(path: String) throws {
    let problem = try #require(throws: Diagnostic.self) { try JSONTableSpec(records: "", columns: [path]) }
    #expect(problem.code == "json-path-invalid")
    #expect(throws: Diagnostic.self) { try JSONTableSpec(records: "^.a", columns: []) }
  }

  @Test func linesAreRecordsAndADamagedOneIsARowWithAFlaw() throws {
    let text = "{\"a\":1,\"b\":2}\n\n{\"a\":3,\"b\":}\r\n{\"a\":5,\"c\":6}\nnull\n"
    for chunk in [1, 7, .max] {
      let table = try read(text, lines: true, chunk: chunk)
      #expect(table.rows.first == ["a", "b", "c"])
      #expect(table.rows[2] == ["{\"a\":3,\"b\":}"])
      #expect(table.numbers == [1, 2, 3, 4, 5])
      #expect(table.flawed[3]?.code == "json-invalid")
      #expect(table.flawed[3]?.place?.line == 3)
      #expect(table.flawed[3]?.place?.column == 12)
      #expect(table.codes == ["json-invalid 1"])
    }
  }

  @Test func namesThatTurnUpLateAreReported() throws {
    var text = String(repeating: "{\"a\":1}\n", count: 5000)
    text += "{\"a\":2,\"baru\":{\"x\":3}}\n"
    let table = try read(text, lines: true)
    #expect(table.rows.count == 5002)
    #expect(table.rows[5001] == ["2"])
    #expect(table.codes == ["json-key-unknown 1"])
    #expect(table.bag.kept.first?.place?.line == 5002)
  }

  @Test func aLongListIsReadElementByElement() throws {
    var limits = InputLimits()
    limits.wholeDocumentBytes = 1 << 16
    let count = 6000
    let list = (0..<count).map {
      "{\"kode\":\"\($0)\",\"teks\":\"\(String(repeating: "x", count: 60))\",\"ds\":[{\"n\":1},{\"n\":2}]}"
    }
    .joined(separator: ",\n")
    let text = "{\"tahun\":2024,\"meta\":{\"x\":[1,2]},\"data\":{\"daftar\":[" + list + "]},\"sesudah\":1}"
    let free = try read(text, limits: limits)
    #expect(free.rows.count == count + 1)
    #expect(free.rows[0] == ["kode", "teks", "ds"])
    #expect(free.codes == ["json-records-found 1"])
    let columns = ["kode", "^.tahun", "^.meta.x[1]"]
    let described = try read(text, records: "data.daftar[*]", columns: columns, limits: limits)
    #expect(described.rows.last == ["\(count - 1)", "2024", "2"])
    #expect(described.numbers.last == count + 1)
    let nested = try read(text, records: "data.daftar[*].ds[*]", columns: ["n", "^.kode", "^^.tahun"], limits: limits)
    #expect(nested.rows.count == 2 * count + 1)
    #expect(nested.rows.last == ["2", "\(count - 1)", "2024"])
    let late = try read(text, records: "data.daftar[*]", columns: ["kode", "^.sesudah"], limits: limits)
    #expect(late.codes == ["!json-order"])
    let cut = try read(String(text.dropLast(20)), records: "data.daftar[*]", columns: columns, limits: limits)
    #expect(cut.problem?.code == "json-invalid")
    #expect(cut.problem?.place?.line == count)
  }

  @Test func oversizedRecordsAndTooManyColumnsAreRefused() throws {
    var limits = InputLimits()
    limits.recordBytes = 1000
    limits.fields = 50
    let long = String(repeating: "x", count: 2000)
    #expect(try read("{\"a\":\"\(long)\"}\n", lines: true, limits: limits).codes == ["!record-too-long"])
    #expect(try read("[{\"a\":\"\(long)\"}]", limits: limits).codes == ["!record-too-long"])
    let wide = "[{" + (0..<51).map { "\"k\($0)\":1" }.joined(separator: ",") + "}]"
    #expect(try read(wide, limits: limits).codes == ["!too-many-fields"])
    #expect(try read(String(repeating: "[", count: 100_000)).codes == ["!json-invalid"])
  }

  @Test func anyDocumentIsReadOrRefusedWithinBounds() throws {
    var generator = SeededGenerator(seed: 21)
    let paths = ["a", "a.b", "[0]", "^.a", "^^.desa", "a[desa=a]", "$file", "."]
    for _ in 0..<400 * SeededGenerator.factor {
      var bytes = Array(
        (generator.chance(0.5)
          ? generator.json(depth: 5) : (0..<4).map { _ in generator.json(depth: 2) }.joined(separator: "\n")).utf8)
      if generator.chance(0.4) { generator.mutate(&bytes, with: "{}[]\",:\n") }
      var options = ReadingOptions()
      options.blockBytes = generator.pick([64, 1 << 16])
      if generator.chance(0.6) {
        options.json = try JSONTableSpec(
          records: generator.pick(["", "a", "[*]", "[*].a[*]", "desa.a", "[1]"]),
          columns: (0..<3).map { _ in generator.pick(paths) })
      }
      let isLines = generator.chance(0.4)
      func read(_ chunk: Int) -> PartReading {
        PartReading(
          JSONReader(MemoryByteSource(bytes, chunk: chunk), file: "f.json", isLines: isLines, options: options))
      }
      let (whole, pieces) = (read(.max), read(Int.random(in: 1...30, using: &generator)))
      #expect(whole.rows == pieces.rows)
      #expect(whole.codes == pieces.codes)
      #expect(zip(whole.numbers, whole.numbers.dropFirst()).allSatisfy { $0 < $1 })
    }
  }
}
