import Diagnostics
import Domain
import PluginKit
import Registry

/// The page of one plugin; what only its kind has is in `PluginPage+….swift`.
struct PluginPage {
  let details: PluginDetails
  let declaration: PluginDeclaration
  let root: String
  /// The indicator sets of the configuration, to link their datasets and to explain fields.
  let sets: [IndicatorSetDeclaration]

  init(_ details: PluginDetails, _ declaration: PluginDeclaration, root: String, sets: [IndicatorSetDeclaration]) {
    self.details = details
    self.declaration = declaration
    self.root = root
    self.sets = sets
  }

  var page: PluginPages.Page {
    let header = declaration.header
    var text = MarkdownText()
    text.paragraph(PluginPages.mark)
    text.heading(1, "\(header.title.id) (`\(header.address)`)")
    if header.title.en != header.title.id { text.paragraph("*\(header.title.en)*") }
    text.paragraph(header.description)
    text.table(["", ""], facts)
    if !header.sources.isEmpty {
      text.heading(2, "Sumber (sources)")
      text.list(header.sources.map(MarkdownText.both))
    }
    options(header, &text)
    switch declaration {
    case .indicators(let set): for dataset in set.datasets { describe(dataset, &text) }
    case .importer(let importer): describe(importer, &text)
    case .report(let report): describe(report, &text)
    case .region(let region): describe(region, &text)
    }
    return PluginPages.Page(name: PluginPages.name(header.kind, header.id), text: text.text)
  }

  private var folder: String { String(details.location.folder.dropFirst(root.count + 1)) }

  private var facts: [[String]] {
    let header = declaration.header
    return [
      ["jenis (kind)", MarkdownText.both(header.kind.title)],
      [
        "folder",
        "[`\(folder)`](../../\(folder)/README.md): tujuan, contoh, batasan (*purpose, examples, limits*)",
      ],
      ["aktif bila baru dipasang (enabled as shipped)", details.isEnabled ? "ya (*yes*)" : "tidak (*no*)"],
      ["contoh (examples)", MarkdownText.codes(details.examples)],
    ]
  }

  private func options(_ header: PluginHeader, _ text: inout MarkdownText) {
    guard !header.options.isEmpty else { return }
    text.heading(2, "Opsi (options)")
    text.table(
      ["opsi (option)", "nilai (value)", "baku (default)", "arti (meaning)"],
      header.options.map { option in
        [
          MarkdownText.code(option.name),
          option.choices.isEmpty ? Self.form(option.type) : MarkdownText.codes(option.choices),
          option.required ? "wajib (*required*)" : option.defaultValue.map(MarkdownText.code) ?? "",
          MarkdownText.both(option.title),
        ]
      })
  }

  private static func form(_ type: OptionDeclaration.ValueType) -> String {
    switch type {
    case .text, .choice: "teks (*text*)"
    case .integer: "bilangan bulat (*integer*)"
    case .boolean: "`true`, `false`"
    case .region: "kode wilayah (*region code*)"
    case .period: "periode (*period*)"
    case .date: "`YYYY-MM-DD`"
    }
  }

  /// A number as declarations write it.
  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
  }

  func dataset(_ id: String) -> DatasetDeclaration? { sets.flatMap(\.datasets).first { $0.id == id } }

  /// The dataset with a link to the page of the set that declares it.
  func link(dataset id: String) -> String {
    guard let set = sets.first(where: { $0.datasets.contains { $0.id == id } }) else { return MarkdownText.code(id) }
    return "[`\(id)`](\(PluginPages.name(.indicators, set.header.id)))"
  }
}
