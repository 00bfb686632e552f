import Diagnostics

/// A diagnostic as kept with a rejected row.
struct StoredReason: Codable {
  var code: String
  var severity: String
  var message: LocalizedText
  var file: String?
  var sheet: String?
  var line: Int?
  var column: Int?
  var field: String?
  var value: String?
  var hint: LocalizedText?

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code
    severity = diagnostic.severity.rawValue
    message = diagnostic.message
    file = diagnostic.place?.file
    sheet = diagnostic.place?.sheet
    line = diagnostic.place?.line
    column = diagnostic.place?.column
    field = diagnostic.place?.field
    value = diagnostic.value
    hint = diagnostic.hint
  }

  var diagnostic: Diagnostic {
    Diagnostic(
      code: code, severity: Severity(rawValue: severity) ?? .error, message: message,
      place: file.map { Place(file: $0, sheet: sheet, line: line, column: column, field: field) }, value: value,
      hint: hint)
  }
}
