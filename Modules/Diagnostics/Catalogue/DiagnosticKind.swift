/// What a diagnostic's code stands for.
public struct DiagnosticKind: Hashable, Sendable {
  /// Stable, kebab-case.
  public var code: String
  /// The severity it usually has; what a diagnostic itself says counts.
  public var severity: Severity
  /// The name of the same problem in the Frictionless Data catalogue of errors, where it has one.
  public var frictionless: String?
  /// What is wrong, one sentence.
  public var meaning: LocalizedText
  /// What to do about it.
  public var fix: LocalizedText
  /// A line as the program prints it in Indonesian.
  public var example: String?

  init(
    _ code: String, _ severity: Severity, frictionless: String?, id: String, en: String, fixID: String, fixEN: String,
    example: String?
  ) {
    self.code = code
    self.severity = severity
    self.frictionless = frictionless
    meaning = LocalizedText(id: id, en: en)
    fix = LocalizedText(id: fixID, en: fixEN)
    self.example = example
  }
}
