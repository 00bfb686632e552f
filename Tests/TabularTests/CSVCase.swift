import Testing

/// One conformance case: an input and what a reader must make of it.
struct CSVCase: Sendable, CustomTestStringConvertible {
  var name: String
  var input: [UInt8]
  var rows: [[String]]
  var problems: [String] = []
  var delimiter: Character = ","
  /// Row numbers, where blank lines make them differ from 1, 2, 3 ….
  var numbers: [Int]?
  var ragged: [Int] = []

  var testDescription: String { name }

  init(
    _ name: String, _ input: String, _ rows: [[String]], problems: [String] = [], delimiter: Character = ",",
    numbers: [Int]? = nil, ragged: [Int] = []
  ) {
    self.init(
      name, bytes: Array(input.utf8), rows, problems: problems, delimiter: delimiter, numbers: numbers, ragged: ragged)
  }

  init(
    _ name: String, bytes: [UInt8], _ rows: [[String]], problems: [String] = [], delimiter: Character = ",",
    numbers: [Int]? = nil, ragged: [Int] = []
  ) {
    self.name = name
    input = bytes
    self.rows = rows
    self.problems = problems
    self.delimiter = delimiter
    self.numbers = numbers
    self.ragged = ragged
  }
}

extension CSVCase {
  static let lineEnds = [
    CSVCase("line feeds", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    CSVCase("no last newline", "a,b\n1,2", [["a", "b"], ["1", "2"]]),
    CSVCase("CRLF", "a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    CSVCase("CRLF without a last one", "a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    CSVCase("lone CR", "a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    CSVCase("lone CR without a last one", "a,b\r1,2", [["a", "b"], ["1", "2"]]),
    CSVCase("all line ends mixed", "a\rb\nc\r\nd", [["a"], ["b"], ["c"], ["d"]]),
    CSVCase("CR CR LF leaves a blank line", "a\r\r\nb\r\r\n", [["a"], ["b"]], numbers: [1, 3]),
    CSVCase("LF CR leaves a blank line", "a\n\rb", [["a"], ["b"]], numbers: [1, 3]),
    CSVCase(
      "blank lines are skipped but counted", "\n\na,b\n\n1,2\n\n\n3,4\n\n", [["a", "b"], ["1", "2"], ["3", "4"]],
      numbers: [3, 5, 8]),
    CSVCase("blank CRLF lines", "\r\na,b\r\n\r\n1,2\r\n\r\n", [["a", "b"], ["1", "2"]], numbers: [2, 4]),
    CSVCase("a line of blanks is a row", "a\n \nb", [["a"], [" "], ["b"]]),
  ]

  static let quotes = [
    CSVCase("plain quotes", "\"a\",\"b\"\n\"1\",2\n", [["a", "b"], ["1", "2"]]),
    CSVCase("the delimiter in quotes", "a,b\n\"1,5\",2\n", [["a", "b"], ["1,5", "2"]]),
    CSVCase("newlines in quotes", "a,b\n\"x\ny\r\nz\rw\",2\n", [["a", "b"], ["x\ny\r\nz\rw", "2"]]),
    CSVCase("doubled quotes", "a,b\n\"Desa \"\"Maju\"\"\",2\n", [["a", "b"], ["Desa \"Maju\"", "2"]]),
    CSVCase("only doubled quotes", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["a", "b"], ["\"", "\"\""]]),
    CSVCase("empty quoted fields", "\"\",\"\"\n\"\",x\n", [["", ""], ["", "x"]]),
    CSVCase("an empty quoted field alone is a row", "a\n\"\"\nb\n", [["a"], [""], ["b"]]),
    CSVCase("quotes at the very end", "a,b\n1,\"2\"", [["a", "b"], ["1", "2"]]),
    CSVCase("an empty quoted field at the very end", "a,b\n1,\"\"", [["a", "b"], ["1", ""]]),
    CSVCase("doubled quotes at the very end", "a,b\n1,\"2\"\"\"", [["a", "b"], ["1", "2\""]]),
    CSVCase("quotes inside a plain field are text", "a,b\n5\" pipa,x\"y\"\n", [["a", "b"], ["5\" pipa", "x\"y\""]]),
    CSVCase("quotes after a blank are text", "a,b\n1, \"2\"\n", [["a", "b"], ["1", " \"2\""]]),
    CSVCase(
      "text after a closing quote belongs to the field", "a,b\n\"x\"y,2\n1,\"p\"q\"r\"\n",
      [["a", "b"], ["xy", "2"], ["1", "pq\"r\""]],
      problems: ["2:1 warning quote-stray", "3:2 warning quote-stray"]),
    CSVCase(
      "doubled quotes and text after the closing one", "a,b\n\"x\"\"y\"z\"\"w,2\n",
      [["a", "b"], ["x\"yz\"\"w", "2"]],
      problems: ["2:1 warning quote-stray"]),
    CSVCase(
      "a blank after a closing quote", "a,b\n\"x\" ,2\n", [["a", "b"], ["x ", "2"]],
      problems: ["2:1 warning quote-stray"]),
    CSVCase(
      "a quote never closed costs one row", "a,b\n1,\"2\n3,4\n5,6\n",
      [["a", "b"], ["1", "\"2"], ["3", "4"], ["5", "6"]],
      problems: ["2:2 error quote-unterminated"], ragged: [2]),
    CSVCase(
      "a quote never closed in the first row", "\"a,b\n3,4\n", [["\"a", "b"], ["3", "4"]],
      problems: ["1:1 error quote-unterminated"], ragged: [1]),
    CSVCase(
      "a quote never closed in the last row", "a,b\n1,\"", [["a", "b"], ["1", "\""]],
      problems: ["2:2 error quote-unterminated"], ragged: [2]),
    CSVCase(
      "a quote never closed with doubled ones after it", "a,b\n\"1,2\n\"\"x,4\n",
      [["a", "b"], ["\"1", "2"], ["x", "4"]],
      problems: ["2:1 error quote-unterminated", "3:1 warning quote-stray"], ragged: [2]),
  ]

  static let delimiters = [
    CSVCase("semicolons", "a;b;c\n1;2,5;3\n", [["a", "b", "c"], ["1", "2,5", "3"]], delimiter: ";"),
    CSVCase("tabs", "a\tb, c\n1\t2, 3\n4\t5\n", [["a", "b, c"], ["1", "2, 3"], ["4", "5"]], delimiter: "\t"),
    CSVCase("bars", "a|b\n1|2\n", [["a", "b"], ["1", "2"]], delimiter: "|"),
    CSVCase(
      "decimal commas do not make a comma file", "kode;nilai\n64.02;0,5\n64.03;0,6\n",
      [["kode", "nilai"], ["64.02", "0,5"], ["64.03", "0,6"]], delimiter: ";"),
    CSVCase(
      "two decimal commas a row do not either", "kode;x;y\n64;0,5;0,6\n65;0,1;0,2\n",
      [["kode", "x", "y"], ["64", "0,5", "0,6"], ["65", "0,1", "0,2"]], delimiter: ";"),
    CSVCase(
      "semicolons in quotes do not count", "a,\"b;c\",d\n1,\"2;3\",4\n", [["a", "b;c", "d"], ["1", "2;3", "4"]]),
    CSVCase("one column", "nama\nSatu\nDua\n", [["nama"], ["Satu"], ["Dua"]]),
    CSVCase("one column with a few bars", "nama\nSatu|a\nDua\nTiga\n", [["nama"], ["Satu|a"], ["Dua"], ["Tiga"]]),
    CSVCase("one line only", "a;b;c", [["a", "b", "c"]], delimiter: ";"),
    CSVCase("one cell only", "a", [["a"]]),
    CSVCase("Excel's sep line", "sep=|\na|b\n1|2\n", [["a", "b"], ["1", "2"]], delimiter: "|", numbers: [2, 3]),
    CSVCase(
      "Excel's sep line with CRLF", "sep=;\r\na;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]], delimiter: ";",
      numbers: [2, 3]),
    CSVCase("empty cells", "a,b,c\n,,\n1,,3\n", [["a", "b", "c"], ["", "", ""], ["1", "", "3"]]),
    CSVCase("an empty last cell without newline", "a,b\n1,", [["a", "b"], ["1", ""]]),
  ]

  static let shapes = [
    CSVCase(
      "a short row", "a,b,c\n1,2\n3,4,5\n", [["a", "b", "c"], ["1", "2"], ["3", "4", "5"]],
      problems: ["2:3 error row-too-short"], ragged: [2]),
    CSVCase(
      "a long row", "a,b\n1,2,3\n4,5\n", [["a", "b"], ["1", "2", "3"], ["4", "5"]],
      problems: ["2:3 error row-too-long"], ragged: [2]),
    CSVCase(
      "a long row whose extra cells are empty", "a,b\n1,2,,\n", [["a", "b"], ["1", "2", "", ""]],
      problems: ["2:3 warning row-too-long"]),
    CSVCase(
      "a long row whose second extra cell is not empty", "a,b\n1,2,,x\n", [["a", "b"], ["1", "2", "", "x"]],
      problems: ["2:3 error row-too-long"], ragged: [2]),
    CSVCase(
      "a short row that lacks only cells without a header", "a,b,,\n1,2\n1\n",
      [["a", "b", "", ""], ["1", "2"], ["1"]],
      problems: ["2:3 warning row-too-short", "3:2 error row-too-short"], ragged: [3]),
    CSVCase(
      "ragged rows after blank lines", "\na,b\n\n1\n\n\n1,2,3\n1,2",
      [["a", "b"], ["1"], ["1", "2", "3"], ["1", "2"]],
      problems: ["4:2 error row-too-short", "7:3 error row-too-long"], numbers: [2, 4, 7, 8], ragged: [4, 7]),
    CSVCase(
      "a short last row without newline", "a,b\n1", [["a", "b"], ["1"]], problems: ["2:2 error row-too-short"],
      ragged: [2]),
  ]

  static let characters = [
    CSVCase("a byte order mark", "\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    CSVCase("a byte order mark before quotes", "\u{FEFF}\"a\",b\n1,2\n", [["a", "b"], ["1", "2"]]),
    CSVCase("a byte order mark before a sep line", "\u{FEFF}sep=;\na;b\n", [["a", "b"]], delimiter: ";", numbers: [2]),
    CSVCase("letters beyond ASCII", "désa,Ω😀\n\"é,\"\"ü\",ß\n", [["désa", "Ω😀"], ["é,\"ü", "ß"]]),
    CSVCase(
      "bytes that are no UTF-8", bytes: Array("a,b\n1,x".utf8) + [0xE9] + Array("y\n2,z\n".utf8),
      [["a", "b"], ["1", "x\u{FFFD}y"], ["2", "z"]], problems: ["2:2 error encoding-invalid"]),
    CSVCase(
      "bad bytes in quotes, in several rows",
      bytes: Array("a,b\n\"".utf8) + [0xFF, 0xFF] + Array("\",1\n".utf8) + [0xC3, 0x0A] + Array("x,".utf8) + [0x80],
      [["a", "b"], ["\u{FFFD}\u{FFFD}", "1"], ["\u{FFFD}"], ["x", "\u{FFFD}"]],
      problems: [
        "2:1 error encoding-invalid", "3:1 error encoding-invalid", "3:2 error row-too-short",
        "4:2 error encoding-invalid",
      ], ragged: [3]),
  ]

  static let refusals = [
    CSVCase("an empty file", "", [], problems: ["!-:- error file-empty"]),
    CSVCase("only a byte order mark", "\u{FEFF}", [], problems: ["!-:- error file-empty"]),
    CSVCase("only blank lines", "\n\r\n\r", [], problems: ["!-:- error file-empty"]),
    CSVCase("only a sep line", "sep=;\n", [], problems: ["!-:- error file-empty"], delimiter: ";"),
    CSVCase(
      "UTF-16 with a mark", bytes: [0xFF, 0xFE] + "a,b\n".utf8.flatMap { [$0, 0] }, [],
      problems: ["!-:- error encoding-utf16"]),
    CSVCase(
      "UTF-16 without a mark, little end first", bytes: "kode,nama\n".utf8.flatMap { [$0, 0] }, [],
      problems: ["!-:- error encoding-utf16"]),
    CSVCase(
      "UTF-16 without a mark, big end first", bytes: "kode,nama\n".utf8.flatMap { [0, $0] }, [],
      problems: ["!-:- error encoding-utf16"]),
    CSVCase("NULs", bytes: Array("a,b\n1,".utf8) + [0, 0x0A], [], problems: ["!-:- error file-binary"]),
    CSVCase("a ZIP archive", bytes: [0x50, 0x4B, 3, 4, 20, 0], [], problems: ["!-:- error file-binary"]),
    CSVCase(
      "an old Excel file", bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], [],
      problems: ["!-:- error file-binary"]),
    CSVCase("HTML called CSV", "\u{FEFF}\n <HTML><table><tr>", [], problems: ["!-:- error file-binary"]),
    CSVCase("a PDF", "%PDF-1.7\n", [], problems: ["!-:- error file-binary"]),
  ]

  static let all = lineEnds + quotes + delimiters + shapes + characters + refusals
}
