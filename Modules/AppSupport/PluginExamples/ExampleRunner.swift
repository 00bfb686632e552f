import Diagnostics
import Foundation
import PluginKit
public import Registry

/// Runs the examples of a plugin's folder, each against a store of its own in a temporary folder, and compares what
/// comes out with `expected.json` or `expected.csv`.
///
/// What a case holds besides `options.yaml`:
///
/// | plugin | files | compared |
/// |---|---|---|
/// | importer | `register.csv`, `input.*` | `rows`: the counts; `diagnostics` |
/// | report | `register.csv`, `data.csv`, `targets.csv` | `expected.csv`: the main table, or the one of the option `table` |
/// | indicators | `input.csv` (`kode_desa`, `tahun`, fields) | `rows`: the recomputed figures of each stored row; `diagnostics` |
/// | region | `input.csv` (`code`) | `rows`: the local word for each code; `diagnostics` |
///
/// Where `expected.json` has `exit`, the command ends with that code. Of a diagnostic the keys that stand there are
/// compared, `code` and `row` always. Datasets and targets of other plugins are those of the registry.
public enum ExampleRunner {
  /// Runs every example of a plugin, whether it is switched on or not, in the order of their names.
  ///
  /// - Parameter registry: what is switched on besides the plugin under test.
  public static func run(
    _ declaration: PluginDeclaration, at location: PluginLocation, registry: Registry
  ) -> [ExampleResult] {
    let shown = (location.file as NSString).deletingLastPathComponent
    return PluginExample.all(in: location.folder, shownAs: shown).map { example in
      ExampleResult(name: example.name, differences: differences(of: example, declaration, registry))
    }
  }

  private static func differences(
    of example: PluginExample, _ declaration: PluginDeclaration, _ registry: Registry
  ) -> [LocalizedText] {
    let flaws = example.diagnostics.map { LocalizedText(id: $0.line(in: .indonesian), en: $0.line(in: .english)) }
    guard flaws.isEmpty else { return flaws }
    let outcome: ExampleOutcome
    do {
      outcome = try ExampleStage.withStage(declaration, registry) { stage in
        switch declaration {
        case .importer(let importer): try stage.outcome(of: importer, example)
        case .report(let report): try stage.outcome(of: report, example)
        case .indicators(let set): try stage.outcome(of: set, example)
        case .region(let region): try stage.outcome(of: region, example)
        }
      }
    } catch {
      let failure = CommandFailure(error)
      outcome = ExampleOutcome(status: failure.status, diagnostics: failure.diagnostics)
    }
    return ExampleComparison(example: example, outcome: outcome).differences
  }
}
