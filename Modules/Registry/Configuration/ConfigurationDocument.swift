public import Diagnostics
import YAML

/// Files of YAML that a command is given beside the configuration, such as the map of a tap's streams.
public enum ConfigurationDocument {
  /// Reads a file of that shape.
  ///
  /// - Parameter folder: what a relative path is read against.
  /// - Throws: `DiagnosticError` with every problem of the file.
  public static func read<Value>(
    _ shape: Shape<Value>, at file: String, in folder: String
  ) throws(DiagnosticError) -> Value {
    let document = SourceFile.tree(at: PathText.absolute(file, in: folder), shownAs: file)
    var problems: [Diagnostic] = []
    let value = document.root.flatMap { shape.read($0, .root, &problems) }
    problems = Findings.structural(yaml: document.diagnostics, shape: problems)
    guard let value, !problems.contains(where: { $0.severity == .error }) else { throw DiagnosticError(problems) }
    return value
  }
}
