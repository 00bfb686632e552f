public import Diagnostics

/// One YAML file as a typed tree, with every problem found in it.
public struct YAMLDocument: Sendable {
  /// The file's value, or nil where it could not be read as YAML.
  ///
  /// It is there despite problems that leave the structure clear (a duplicate key, a foreign tag), so that what the
  /// file says can still be checked in the same run.
  public var root: YAMLNode?
  /// Every problem of the file, in file order; empty for a good file.
  public var diagnostics: [Diagnostic]

  public init(root: YAMLNode?, diagnostics: [Diagnostic]) {
    self.root = root
    self.diagnostics = diagnostics
  }

  /// Reads one file of YAML 1.2 (core schema, one document, UTF-8).
  ///
  /// Never fails or traps, whatever the bytes: problems are diagnostics with the codes `yaml-syntax`, `yaml-tab`,
  /// `yaml-not-utf8`, `yaml-duplicate-key`, `yaml-merge-key`, `yaml-alias-limit`, `yaml-depth`,
  /// `yaml-multiple-documents`, `yaml-tag`, `yaml-empty` and `yaml-too-large`.
  /// After a syntax error reading resumes at the next key at the left margin, to find further ones.
  public static func parse(bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()) -> YAMLDocument {
    if bytes.count > limits.bytes {
      return YAMLDocument(root: nil, diagnostics: [.yamlTooLarge(file, bytes: bytes.count, limit: limits.bytes)])
    }
    let unreadable = CharacterCheck(file: file).problems(in: bytes)
    if !unreadable.isEmpty { return YAMLDocument(root: nil, diagnostics: unreadable) }

    var composer = YAMLComposer(file: file, limits: limits)
    guard let failure = composer.compose(bytes[...]) else {
      return YAMLDocument(root: composer.root, diagnostics: inFileOrder(composer.diagnostics))
    }
    let diagnostics = SyntaxRecovery(file: file, limits: limits, bytes: bytes).problems(after: failure)
    return YAMLDocument(root: nil, diagnostics: inFileOrder(composer.diagnostics + diagnostics))
  }

  private static func inFileOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let keyed = diagnostics.enumerated().map { offset, diagnostic in
      (line: diagnostic.place?.line ?? 0, column: diagnostic.place?.column ?? 0, offset: offset, diagnostic: diagnostic)
    }
    return keyed.sorted { ($0.line, $0.column, $0.offset) < ($1.line, $1.column, $1.offset) }.map(\.diagnostic)
  }
}
