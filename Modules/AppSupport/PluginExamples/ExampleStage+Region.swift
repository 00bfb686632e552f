import Diagnostics
import Domain
import PluginKit
import Registry

extension ExampleStage {
  /// Looks up the local word for each code of the case's `input.csv`, with this plugin alone.
  func outcome(of plugin: RegionPluginDeclaration, _ example: PluginExample) throws -> ExampleOutcome {
    let vocabulary = Vocabulary([plugin])
    let path = try input(example)
    var rows: [ExampleValue] = []
    var diagnostics: [Diagnostic] = []
    for (row, text) in try WholeTable(path).column(["code", "kode"]) {
      guard let code = RegionCode(text) else {
        diagnostics.append(
          Diagnostic(
            code: "region-code-malformed",
            message: LocalizedText(id: "`\(text)` bukan kode wilayah", en: "`\(text)` is not a region code"),
            place: Place(file: path, line: row), value: text))
        continue
      }
      let word = vocabulary.word(for: code)
      rows.append(
        .object([
          "code": .text(code.description), "word": .object(["id": .text(word.id), "en": .text(word.en)]),
        ]))
    }
    return ExampleOutcome(status: diagnostics.isEmpty ? .done : .data, diagnostics: diagnostics, rows: .list(rows))
  }
}
