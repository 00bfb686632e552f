import Diagnostics
import Domain
import PluginKit

extension PluginPage {
  /// A dataset of an indicator set: its table, its fields and its classes.
  func describe(_ dataset: DatasetDeclaration, _ text: inout MarkdownText) {
    text.heading(2, "Dataset `\(dataset.id)`")
    text.paragraph(MarkdownText.both(dataset.title))
    var facts = [
      ["tabel, tampilan (table, view)", "`\(dataset.table)`, `v_\(dataset.id)`"],
      ["tingkat (level)", MarkdownText.both(dataset.level.title)],
    ]
    if !dataset.appliesTo.isEmpty {
      facts.append(
        ["berlaku bagi (applies to)", dataset.appliesTo.map { MarkdownText.both($0.title) }.joined(separator: ", ")])
    }
    facts.append(["frekuensi (frequency)", MarkdownText.both(dataset.frequency.title)])
    if let due = dataset.due { facts.append(["batas waktu (due)", "`\(due)` (`MM-DD`)"]) }
    if !dataset.summary.isEmpty {
      facts.append(["ringkasan nasional cepat (covering index)", MarkdownText.codes(dataset.summary)])
    }
    text.table(["", ""], facts)
    text.heading(3, "Kolom data (fields)")
    text.table(
      ["id", "judul", "title", "jenis (type)", "satuan (unit)", "rentang (range)", "desimal (decimals)"],
      dataset.fields.map { field in
        [
          MarkdownText.code(field.id), field.title.id, field.title.en, MarkdownText.code(field.type.rawValue),
          field.unit.map(MarkdownText.both) ?? "", Self.range(field), field.decimals.map(String.init) ?? "",
        ]
      })
    let computed = dataset.fields.filter { $0.isComputable }
    if !computed.isEmpty {
      text.heading(3, "Hasil hitung ulang (recomputed figures)")
      text.table(
        ["kolom (column)", "rumus (formula)"],
        computed.map { field in
          [
            MarkdownText.code(field.id + Identifier.computedSuffix),
            field.formula.map(MarkdownText.code)
              ?? field.classes.map { "kelas dari (*class of*) `\($0.of)`" } ?? "",
          ]
        })
    }
    for field in dataset.fields {
      guard let classes = field.classes else { continue }
      describe(classes, of: field, &text)
    }
  }

  private func describe(_ classes: Classification, of field: FieldDeclaration, _ text: inout MarkdownText) {
    text.heading(3, "Kelas `\(field.id)` (classes)")
    text.paragraph(
      LocalizedText(
        id: "Nilai `\(classes.of)` dibulatkan ke \(classes.decimals) desimal, lalu digolongkan.",
        en: "The value of `\(classes.of)` is rounded to \(classes.decimals) decimals and then classed."))
    text.table(
      ["nomor (ordinal)", "id", "judul", "title", "di atas (above)", "sinonim (synonyms)"],
      classes.classes.enumerated().map { index, item in
        [
          String(index + 1), MarkdownText.code(item.id), item.title.id, item.title.en,
          item.above.map(Self.number) ?? "", item.synonyms.joined(separator: ", "),
        ]
      })
    for revision in classes.revisions {
      let bounds = revision.above.map(Self.number).joined(separator: ", ")
      text.paragraph(
        LocalizedText(id: "Mulai \(revision.from): di atas \(bounds).", en: "From \(revision.from): above \(bounds)."))
    }
  }

  private static func range(_ field: FieldDeclaration) -> String {
    switch (field.minimum, field.maximum) {
    case (nil, nil): ""
    case (let low?, let high?): "\(number(low)) … \(number(high))"
    case (let low?, nil): "≥ \(number(low))"
    case (nil, let high?): "≤ \(number(high))"
    }
  }
}
