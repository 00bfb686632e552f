/// Collects problems without growing with the input: every code is counted, and the first few of each code are kept.
public struct DiagnosticBag: Sendable {
  /// How many diagnostics of each code are kept whole; further ones are only counted.
  public let keptPerCode: Int
  public private(set) var kept: [Diagnostic] = []
  public private(set) var counts: [String: Int] = [:]
  public private(set) var worst: Severity?
  /// Is given every diagnostic as it comes, also those that are only counted.
  private let observer: (@Sendable (Diagnostic) -> Void)?

  public init(keptPerCode: Int = .max, observer: (@Sendable (Diagnostic) -> Void)? = nil) {
    self.keptPerCode = keptPerCode
    self.observer = observer
  }

  public var isEmpty: Bool { counts.isEmpty }
  public var hasErrors: Bool { worst == .error }

  public mutating func add(_ diagnostic: Diagnostic) {
    observer?(diagnostic)
    let count = counts[diagnostic.code, default: 0] + 1
    counts[diagnostic.code] = count
    if count <= keptPerCode { kept.append(diagnostic) }
    worst = max(worst ?? .note, diagnostic.severity)
  }

  public mutating func add(contentsOf diagnostics: some Sequence<Diagnostic>) {
    for diagnostic in diagnostics { add(diagnostic) }
  }
}

/// Several problems thrown as one error.
public struct DiagnosticError: Error, Sendable {
  public var diagnostics: [Diagnostic]
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}
