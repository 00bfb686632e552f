import Diagnostics
import Registry
import Testing

@Suite struct ShapeReferenceTests {
  @Test func everyKeyHasARowWithItsMeaning() {
    let markdown = ShapeReference(Configuration.shape.description).markdown(.english)
    #expect(
      markdown.split(separator: "\n").prefix(11) == [
        "| key | value | default | meaning |",
        "|---|---|---|---|",
        "| `version` | `1` | required | the version of this format |",
        "| `store` | a text | `sinergi.sqlite` | where figures are kept, relative to this file |",
        "| `language` | `id`, `en` | `id` | the language of output |",
        "| `time_zone` | a time zone | `Asia/Makassar` | the time zone in which times are shown |",
        "| `search` | a list: a text | `[]` | folders with plugins of one's own, relative to this file |",
        "| `indicators` | a list: a mapping | `[]` | indicator sets |",
        "| `indicators[].id` | an id | required | the plugin's id |",
        "| `indicators[].enabled` | `true` / `false` | `true` | whether it is used |",
        "| `indicators[].options` | as the plugin says |  | this plugin's options, see `plugins show` |",
      ])
  }

  @Test func everyMeaningIsThereInBothLanguages() {
    let rows =
      ShapeReference(Configuration.shape.description).rows + ShapeReference(PluginDeclaration.shape.description).rows
    #expect(rows.count > 60)
    for row in rows {
      #expect(!row.meaning.id.isEmpty && !row.meaning.en.isEmpty, "\(row.path)")
    }
    let paths = rows.map(\.path)
    for path in ["datasets[].fields[].classes.list[].above", "table.fields", "targets[].years[].carried_over", "scope"]
    {
      #expect(paths.contains(path))
    }
  }
}
