/// Every code a diagnostic of this program may have: the one place that says what it means and what to do.
///
/// A test compares it with the codes in the sources, and `docs/diagnostics.md` is made from it.
public enum DiagnosticCatalogue {
  /// Codes about one subject.
  public struct Group: Sendable {
    public var title: LocalizedText
    public var kinds: [DiagnosticKind]
  }

  public static let groups: [Group] = [
    files, tables, values, rows, regions, register, commands, history, store, singer, configuration, plugins,
  ]

  /// By code.
  public static let kinds: [String: DiagnosticKind] = Dictionary(
    groups.flatMap(\.kinds).map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })

  public static func kind(_ code: String) -> DiagnosticKind? { kinds[code] }
}
