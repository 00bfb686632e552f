import Diagnostics

/// Finds `INSERT` statements in a dump and cuts their rows into cells, in the memory of one buffer.
///
/// Understood are the dumps of MySQL and MariaDB (backslash escapes, backticks), SQLite and PostgreSQL (`--inserts`). All other
/// statements are passed over, but for the column names in `CREATE TABLE`.
struct SQLScanner: Sendable {
  private let file: String
  private let limits: InputLimits
  private var source: any ByteSource
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  var position = 0
  var count = 0
  private var bytesBefore = 0
  private var line = 1
  private var isEnded = false
  private var created: [String: [String]] = [:]
  /// Whether a backslash escapes: in dumps of MySQL, which show by their backticks or conditional comments.
  var hasBackslashes = false
  /// The columns of the last statement found.
  private(set) var columns: [String] = []
  private var isFirstRow = true

  init(_ source: any ByteSource, file: String, limits: InputLimits) {
    self.source = source
    self.file = file
    self.limits = limits
  }

  var bytesRead: Int { bytesBefore + position }

  // MARK: - Statements

  /// Goes on to the next `INSERT INTO` with rows and returns its table; nil at the end.
  mutating func nextInsert() throws(Diagnostic) -> String? {
    while true {
      try skipBlanks()
      guard let byte = try peek() else { return nil }
      if byte == UInt8(ascii: ";") {
        try advance()
        continue
      }
      let word = try self.word()
      switch word {
      case "INSERT", "REPLACE":
        if let table = try insert() { return table }
      case "CREATE": try create()
      default: break
      }
      try skipStatement()
    }
  }

  /// `[IGNORE] INTO table [(columns)] VALUES`; nil where the statement is another.
  private mutating func insert() throws(Diagnostic) -> String? {
    var word = try nextWord()
    while ["IGNORE", "LOW_PRIORITY", "DELAYED", "OR"].contains(word) { word = try nextWord() }
    if word == "REPLACE" { word = try nextWord() }
    guard word == "INTO" else { return nil }
    let table = try name()
    guard !table.isEmpty else { return nil }
    try skipBlanks()
    columns = created[table] ?? []
    if try peek() == UInt8(ascii: "(") {
      columns = []
      repeat {
        try advance()
        columns.append(try name())
        guard columns.count <= limits.fields else {
          throw .tooManyFields(file, row: line, limit: limits.fields)
        }
        try skipBlanks()
      } while try peek() == UInt8(ascii: ",")
      guard try peek() == UInt8(ascii: ")") else { throw invalid }
      try advance()
    }
    guard try nextWord() == "VALUES" else { return nil }
    isFirstRow = true
    return table
  }

  /// Keeps the column names of `CREATE TABLE [IF NOT EXISTS] name (…)`.
  private mutating func create() throws(Diagnostic) {
    guard try nextWord() == "TABLE" else { return }
    try skipBlanks()
    if let byte = try peek(), byte | 0x20 == UInt8(ascii: "i") {
      let word = try self.word()
      if word == "IF" {
        _ = try nextWord()
        _ = try nextWord()
      } else {
        return
      }
    }
    let table = try name()
    try skipBlanks()
    guard try peek() == UInt8(ascii: "(") else { return }
    var names: [String] = []
    repeat {
      try advance()
      try skipBlanks()
      let isQuoted = [UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "[")].contains(try peek() ?? 0)
      let column = try name()
      let rules = ["PRIMARY", "KEY", "UNIQUE", "CONSTRAINT", "INDEX", "FOREIGN", "CHECK", "FULLTEXT", "SPATIAL"]
      if isQuoted || !rules.contains(column.uppercased()) { names.append(column) }
      guard names.count <= limits.fields else { throw .tooManyFields(file, row: line, limit: limits.fields) }
      try skipExpression()
    } while try peek() == UInt8(ascii: ",")
    if created.count < 1000 { created[table] = names }
  }

  /// Passes over what is left of a statement.
  private mutating func skipStatement() throws(Diagnostic) {
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: ";"): return try advance()
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): try skipQuoted(byte)
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "#"):
        if try !skipComment() { try advance() }
      default: try advance()
      }
    }
  }

  // MARK: - Rows

  /// Passes over the rows of a statement and counts them.
  mutating func skipRows() throws(Diagnostic) -> Int {
    var scrap = RowBlockBuilder(file: file, blockBytes: 1 << 12)
    var rows = 0
    while try nextRow(into: &scrap, fields: limits.fields) {
      rows += 1
      if columns.isEmpty { columns = (1...max(1, scrap.cellCount)).map { "kolom\($0)" } }
      scrap.endRow(rows)
      if scrap.isFull { _ = scrap.take() }
    }
    return rows
  }

  /// Cuts the next row of the statement into cells; false at the statement's end.
  mutating func nextRow(into builder: inout RowBlockBuilder, fields: Int) throws(Diagnostic) -> Bool {
    try skipBlanks()
    if !isFirstRow {
      guard try peek() == UInt8(ascii: ",") else {
        try skipStatement()
        return false
      }
      try advance()
      try skipBlanks()
    }
    isFirstRow = false
    guard try peek() == UInt8(ascii: "(") else { throw invalid }
    repeat {
      try advance()
      guard builder.cellCount < fields else { throw .tooManyFields(file, row: line, limit: fields) }
      try cell(into: &builder)
      guard builder.rowBytes <= limits.recordBytes else {
        throw .recordTooLong(file, row: line, column: 1, limit: limits.recordBytes)
      }
      try skipBlanks()
    } while try peek() == UInt8(ascii: ",")
    guard try peek() == UInt8(ascii: ")") else { throw invalid }
    try advance()
    return true
  }

  private mutating func cell(into builder: inout RowBlockBuilder) throws(Diagnostic) {
    try skipBlanks()
    guard let byte = try peek() else { throw invalid }
    if byte == UInt8(ascii: "'") {
      try quoted(byte, into: &builder)
      return builder.endCell()
    }
    // A number, a word or an expression, up to the comma or bracket that ends it.
    var text: [UInt8] = []
    var depth = 0
    while let byte = try peek() {
      if depth == 0, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ")") { break }
      if depth == 0, byte == UInt8(ascii: "'") {
        // E'…', N'…', _utf8'…': the text is what counts.
        try quoted(byte, into: &builder)
        return builder.endCell()
      }
      if byte == UInt8(ascii: ";") || text.count > limits.recordBytes { throw invalid }
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      text.append(byte)
      try advance()
    }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    let word = String(decoding: text, as: UTF8.self)
    switch word.uppercased() {
    case "NULL", "DEFAULT": builder.endCell()
    case "TRUE", "FALSE":
      builder.append(word.lowercased())
      builder.endCell(.boolean)
    default:
      builder.append(word)
      builder.endCell(text.withUnsafeBytes { NumberParser.decimal($0) } == nil || text.contains(0x2C) ? .text : .number)
    }
  }

  private mutating func quoted(_ quote: UInt8, into builder: inout RowBlockBuilder) throws(Diagnostic) {
    let start = line
    try advance()
    while let byte = try peek() {
      try advance()
      if byte == quote {
        guard try peek() == quote else { return }
        try advance()
        builder.append(quote)
      } else if byte == UInt8(ascii: "\\"), hasBackslashes, let next = try peek() {
        try advance()
        switch next {
        case UInt8(ascii: "n"): builder.append(0x0A)
        case UInt8(ascii: "r"): builder.append(0x0D)
        case UInt8(ascii: "t"): builder.append(0x09)
        case UInt8(ascii: "0"): break
        default: builder.append(next)
        }
      } else {
        builder.append(byte)
      }
      guard builder.rowBytes <= limits.recordBytes else {
        throw .recordTooLong(file, row: start, column: 1, limit: limits.recordBytes)
      }
    }
    throw invalid
  }

  // MARK: - Bytes

  @inline(__always)
  mutating func peek(_ ahead: Int = 0) throws(Diagnostic) -> UInt8? {
    if position &+ ahead < count { return buffer[position &+ ahead] }
    return try refill(ahead)
  }

  private mutating func refill(_ ahead: Int) throws(Diagnostic) -> UInt8? {
    while position + ahead >= count, !isEnded {
      let rest = count - position
      for index in 0..<rest { buffer[index] = buffer[position + index] }
      bytesBefore += position
      (position, count) = (0, rest)
      let got = try source.fill(&buffer, from: count)
      if got == 0 { isEnded = true }
      if bytesBefore == 0, count == 0 { hasBackslashes = isFromMySQL(got) }
      count += got
    }
    return position + ahead < count ? buffer[position + ahead] : nil
  }

  private func isFromMySQL(_ count: Int) -> Bool {
    let text = String(decoding: buffer[..<count], as: UTF8.self)
    return text.contains("`") || text.contains("MySQL") || text.contains("MariaDB") || text.contains("ENGINE=")
  }

  @inline(__always)
  mutating func advance() throws(Diagnostic) {
    guard let byte = try peek() else { return }
    if byte == 0x0A { line &+= 1 }
    position &+= 1
  }

  var invalid: Diagnostic {
    Diagnostic(
      code: "sql-invalid",
      message: LocalizedText(
        id: "perintah INSERT ini tidak dapat dibaca, atau berkasnya terpotong",
        en: "this INSERT statement cannot be read, or the file is cut off"),
      place: Place(file: file, line: line),
      hint: LocalizedText(id: "ekspor tabelnya sebagai CSV", en: "export the table as CSV"))
  }

  func columnsDiffer(_ table: String) -> Diagnostic {
    Diagnostic(
      code: "sql-invalid",
      message: LocalizedText(
        id: "perintah INSERT ini menyebut kolom lain daripada yang pertama untuk tabel \(table)",
        en: "this INSERT statement names other columns than the first one for the table \(table)"),
      place: Place(file: file, line: line),
      hint: LocalizedText(id: "ekspor tabelnya sebagai CSV", en: "export the table as CSV"))
  }
}
