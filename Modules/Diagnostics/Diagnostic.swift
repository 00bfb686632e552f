/// How bad a problem is.
public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
  /// A fact worth knowing; nothing is wrong.
  case note
  /// Something looks wrong, but what was read was taken.
  case warning
  /// The thing named (a row, a file, a configuration) was not accepted.
  case error

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// Where a problem is: in a file of text (`file`, `line`, `column`) or in a table (`file`, `sheet`, `line`, `column`, `field`).
public struct Place: Hashable, Sendable {
  /// The file as the user named it; a member of an archive follows after `!`.
  public var file: String
  /// The worksheet, for workbooks.
  public var sheet: String?
  /// Line of a text file, or row of a table, from 1; a table's header counts.
  public var line: Int?
  /// Column from 1: characters in a text file, cells in a table.
  public var column: Int?
  /// The header of the table column, where there is one.
  public var field: String?

  public init(file: String, sheet: String? = nil, line: Int? = nil, column: Int? = nil, field: String? = nil) {
    self.file = file
    self.sheet = sheet
    self.line = line
    self.column = column
    self.field = field
  }

  /// `file:line:column`, the form editors and terminals understand; a sheet is put in brackets after the file.
  public var text: String {
    var text = file
    if let sheet { text += "[\(sheet)]" }
    if let line {
      text += ":\(line)"
      if let column { text += ":\(column)" }
    }
    return text
  }
}

/// One problem, as a value: what is wrong, where, and what to do next.
public struct Diagnostic: Hashable, Sendable, Error {
  /// A stable kebab-case code, such as `region-ambiguous`; scripts and documentation rely on it.
  public var code: String
  public var severity: Severity
  public var message: LocalizedText
  public var place: Place?
  /// In a configuration: the path of the node, such as `regions[0].options.scope`.
  public var path: String?
  /// The offending value as it stands in the source.
  public var value: String?
  /// The likely fix.
  public var hint: LocalizedText?

  public init(
    code: String, severity: Severity = .error, message: LocalizedText, place: Place? = nil, path: String? = nil,
    value: String? = nil, hint: LocalizedText? = nil
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.path = path
    self.value = value
    self.hint = hint
  }

  /// One line for people: `file:line:column: galat: path: what is wrong; hint`.
  public func line(in language: Language) -> String {
    var text = ""
    if let place { text += place.text + ": " }
    text += severity.label[language] + ": "
    if let path { text += path + ": " }
    text += message[language]
    if let hint { text += "; " + hint[language] }
    return text
  }
}

extension Severity {
  /// The word printed before a message.
  public var label: LocalizedText {
    switch self {
    case .note: LocalizedText(id: "catatan", en: "note")
    case .warning: LocalizedText(id: "peringatan", en: "warning")
    case .error: LocalizedText(id: "galat", en: "error")
    }
  }
}
