import Foundation

/// Python's `csv` module as the judge of how a file is to be read.
enum Python {
  static let isMissing = "python3 is not installed, so there is nothing to compare with (apt-get install python3)"

  static let isAvailable: Bool = (try? run(["-c", "pass"])) != nil

  /// Whether the library that reads workbooks is there too.
  static let hasOpenpyxl: Bool = (try? run(["-c", "import openpyxl"])) != nil

  /// Whether the library that writes Word documents is there too.
  static let hasDocx: Bool = (try? run(["-c", "import docx"])) != nil

  /// A document that python-docx wrote, and its tables as it reads them.
  struct Document: Codable {
    var path: String
    var titles: [String?]
    var tables: [[[String]]]
  }

  static func documents(count: Int, in folder: URL) throws -> [Document] {
    let output = folder.appending(path: "documents.json")
    let script = """
      import docx, json, random, sys
      random.seed(5)
      answer = []
      for number in range(int(sys.argv[1])):
          document, titles = docx.Document(), []
          for index in range(random.randint(1, 4)):
              titles.append("Tabel usulan %d" % index if random.random() < 0.7 else None)
              if titles[-1]: document.add_paragraph(titles[-1])
              rows, columns = random.randint(1, 7), random.randint(1, 6)
              table = document.add_table(rows, columns)
              for row in table.rows:
                  for cell in row.cells:
                      cell.text = random.choice(["", "desa", "a & b", "dua\\nbaris", str(random.randint(0, 99))])
              used = set()
              for _ in range(random.randint(0, 3)):
                  top, left = random.randrange(rows), random.randrange(columns)
                  bottom, right = random.randint(top, rows - 1), random.randint(left, columns - 1)
                  cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
                  if not cells & used:
                      used |= cells
                      table.cell(top, left).merge(table.cell(bottom, right))
          path = "%s/%d.docx" % (sys.argv[3], number)
          document.save(path)
          tables = [[[c.text.strip() for c in row.cells] for row in t.rows] for t in docx.Document(path).tables]
          answer.append({"path": path, "titles": titles, "tables": tables})
      json.dump(answer, open(sys.argv[2], "w", encoding="utf-8"))
      """
    try run(["-c", script, String(count), output.path, folder.path])
    return try JSONDecoder().decode([Document].self, from: Data(contentsOf: output))
  }

  /// A worksheet as openpyxl reads it: by row number its cells, a letter for the kind of each and its text.
  struct Sheet: Codable {
    var name: String
    var state: String
    var rows: [String: [String]]
    var merged: [String]
  }

  static func sheets(of workbook: String, in folder: URL) throws -> [Sheet] {
    let output = folder.appending(path: "sheets.json")
    let script = """
      import datetime, json, re, sys, warnings, openpyxl
      warnings.simplefilter("ignore")
      def text(cell):
          value = cell.value
          if value is None or value == "": return ""
          if cell.data_type == "e": return "e:" + value
          if isinstance(value, bool): return "b:" + str(value).lower()
          if isinstance(value, (int, float)): return "n:" + repr(value)
          if isinstance(value, datetime.datetime):
              value = (value + datetime.timedelta(seconds=0.5)).replace(microsecond=0)
              return "d:" + (value.date().isoformat() if value.time() == datetime.time() else value.isoformat())
          if isinstance(value, datetime.date): return "d:" + value.isoformat()
          if isinstance(value, datetime.time): return "t:" + value.replace(microsecond=0).isoformat()
          return "t:" + re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), str(value))
      book = openpyxl.load_workbook(sys.argv[1], data_only=True)
      plain = openpyxl.load_workbook(sys.argv[1], data_only=True, read_only=True)
      answer = []
      for sheet in book.worksheets:
          rows = {}
          stream = plain[sheet.title]
          stream.reset_dimensions()
          for number, cells in enumerate(stream.iter_rows(), 1):
              texts = [text(cell) for cell in cells]
              while texts and texts[-1] == "": texts.pop()
              if texts: rows[str(number)] = texts
          answer.append({"name": sheet.title, "state": sheet.sheet_state, "rows": rows,
                         "merged": [str(r) for r in sheet.merged_cells.ranges]})
      json.dump(answer, open(sys.argv[2], "w", encoding="utf-8"))
      """
    try run(["-c", script, workbook, output.path])
    return try JSONDecoder().decode([Sheet].self, from: Data(contentsOf: output))
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// A file to read: its path and delimiter.
  struct Job: Codable {
    var path: String
    var delimiter: String
  }

  /// The records of each file as Python reads them; a blank line is an empty record.
  static func records(of jobs: [Job], in folder: URL) throws -> [[[String]]] {
    let (input, output) = (folder.appending(path: "jobs.json"), folder.appending(path: "records.json"))
    try JSONEncoder().encode(jobs).write(to: input)
    let script = """
      import csv, json, sys
      csv.field_size_limit(1 << 30)
      answer = []
      for job in json.load(open(sys.argv[1], encoding="utf-8")):
          with open(job["path"], newline="", encoding="utf-8-sig", errors="replace") as file:
              answer.append(list(csv.reader(file, delimiter=job["delimiter"])))
      json.dump(answer, open(sys.argv[2], "w", encoding="utf-8"))
      """
    try run(["-c", script, input.path, output.path])
    return try JSONDecoder().decode([[[String]]].self, from: Data(contentsOf: output))
  }

  /// Lets Python write tables in the ways it knows, and returns what it wrote.
  static func write(_ tables: [[[String]]], in folder: URL) throws -> [Written] {
    let (input, output) = (folder.appending(path: "tables.json"), folder.appending(path: "written.json"))
    try JSONEncoder().encode(tables).write(to: input)
    let script = """
      import csv, io, json, sys
      answer = []
      for number, rows in enumerate(json.load(open(sys.argv[1], encoding="utf-8"))):
          delimiter = ",;\\t|"[number % 4]
          file = io.StringIO(newline="")
          csv.writer(file, delimiter=delimiter, lineterminator=["\\n", "\\r\\n"][number % 3 % 2],
                     quoting=[csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC][number % 5 % 3]).writerows(rows)
          answer.append({"delimiter": delimiter, "text": file.getvalue()})
      json.dump(answer, open(sys.argv[2], "w", encoding="utf-8"))
      """
    try run(["-c", script, input.path, output.path])
    return try JSONDecoder().decode([Written].self, from: Data(contentsOf: output))
  }

  struct Written: Codable {
    var delimiter: String
    var text: String
  }

  static func run(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // A Python with more libraries may be named.
    process.arguments = [ProcessInfo.processInfo.environment["SINERGI_PYTHON"] ?? "python3"] + arguments
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "python3 ended with status \(process.terminationStatus)")
    }
  }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tabular-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = url.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }
}
