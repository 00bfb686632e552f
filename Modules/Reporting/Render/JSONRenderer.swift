public import Diagnostics
public import Workbooks

/// The document as one JSON object of the shape in the architecture's section on reports: keys always in the same order
/// and always there, one row of a table a line, numbers as unrounded numbers, missing as null.
///
/// Columns and key figures name an entry of `sources`, which states dataset, period, batches and stage. The notes of
/// tables follow the document's own in `notes`.
public struct JSONRenderer: ReportRenderer {
  public let language: Language
  public var format: ReportFormat { .json }

  public init(language: Language) { self.language = language }

  public func render(_ document: ReportDocument, to sink: any ByteSink) throws {
    func text(_ text: LocalizedText) -> JSON { .string(text[language]) }
    func optional(_ string: String?) -> JSON { string.map { .string($0) } ?? .null }

    try sink.write("{\n")
    try write("report", .string(document.report), to: sink)
    try write("title", text(document.title), to: sink)
    try write(
      "region",
      document.region.map { .object([("code", .string($0.code)), ("name", text($0.name))]) } ?? .null, to: sink)
    try write("period", optional(document.period), to: sink)
    try write("data_as_of", optional(document.dataAsOf), to: sink)
    try write("stage", optional(document.stage?.id), to: sink)
    try write("key_figures", document.keyFigures.lazy.map(json), to: sink)
    try sink.write("  \"tables\": [")
    for (index, table) in document.tables.enumerated() {
      try sink.write(index == 0 ? "\n" : ",\n")
      try write(table, to: sink)
    }
    try sink.write(document.tables.isEmpty ? "],\n" : "\n  ],\n")
    try write("figures", document.figures.lazy.map(json), to: sink)
    try write("sources", document.sources.lazy.map(json), to: sink)
    let notes = document.notes + document.tables.compactMap(\.note)
    try write("notes", notes.lazy.map(text), last: true, to: sink)
    try sink.write("}\n")
  }

  private func write(_ key: String, _ value: JSON, to sink: any ByteSink) throws {
    try sink.write("  \"\(key)\": \(value.text),\n")
  }

  private func write(
    _ key: String, _ items: some Sequence<JSON>, last: Bool = false, to sink: any ByteSink
  ) throws {
    try sink.write("  \"\(key)\": ")
    try write(items, indent: "  ", to: sink)
    try sink.write(last ? "\n" : ",\n")
  }

  private func write(_ items: some Sequence<JSON>, indent: String, to sink: any ByteSink) throws {
    var isEmpty = true
    for item in items {
      try sink.write((isEmpty ? "[\n" : ",\n") + indent + "  " + item.text)
      isEmpty = false
    }
    try sink.write(isEmpty ? "[]" : "\n" + indent + "]")
  }

  private func write(_ table: ReportTable, to sink: any ByteSink) throws {
    try sink.write("    {\n      \"id\": \(JSON.string(table.id).text),\n")
    try sink.write("      \"title\": \(JSON.string(table.title[language]).text),\n      \"columns\": ")
    try write(table.columns.lazy.map(json), indent: "      ", to: sink)
    try sink.write(",\n      \"rows\": ")
    let rows = table.rows.lazy.map { row in
      JSON.array(table.columns.indices.map { row.indices.contains($0) ? json(row[$0]) : .null })
    }
    try write(rows, indent: "      ", to: sink)
    try sink.write("\n    }")
  }
}

extension JSONRenderer {
  private func label(_ text: LocalizedText?) -> JSON { text.map { .string($0[language]) } ?? .null }
  private func name(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }

  private func json(_ value: ReportValue) -> JSON {
    switch value {
    case .missing: .null
    case .integer(let number): .integer(number)
    case .real(let number, _), .percent(let number, _): .number(number)
    case .text(let text): .string(text[language])
    case .category(let id, _): .string(id)
    case .code(let text), .period(let text), .date(let text): .string(text)
    }
  }

  private func json(_ figure: KeyFigure) -> JSON {
    .object([
      ("id", .string(figure.id)), ("label", label(figure.label)), ("value", json(figure.value)),
      ("unit", label(figure.unit)), ("source", name(figure.source)),
    ])
  }

  private func json(_ column: ReportColumn) -> JSON {
    .object([
      ("id", .string(column.id)), ("label", label(column.label)), ("type", .string(column.type.rawValue)),
      ("unit", label(column.unit)), ("source", name(column.source)),
    ])
  }

  private func json(_ figure: ReportFigure) -> JSON {
    .object([
      ("id", .string(figure.id)), ("title", label(figure.title)), ("kind", .string(figure.kind.rawValue)),
      ("table", .string(figure.table)), ("category", .string(figure.category)),
      ("values", .array(figure.values.map { .string($0) })),
    ])
  }

  private func json(_ source: ReportSource) -> JSON {
    .object([
      ("id", .string(source.id)), ("dataset", .string(source.dataset)), ("period", name(source.period)),
      ("batches", .array(source.batches.map { .integer($0) })), ("formula", name(source.formula)),
      ("stage", name(source.stage?.id)), ("as_of", name(source.asOf)),
    ])
  }
}
