import Diagnostics
import Domain
import PluginKit

/// Checks what an importer refers to: its engine, the dataset, the fields, and headers that mean two things.
struct ImporterCheck {
  let declaration: ImporterDeclaration
  let engines: EngineCatalog
  let catalog: Catalog

  func run(_ findings: inout Findings) {
    switch declaration.engine {
    case .type(let name):
      findings.addUnknownEngine(name, known: engines.importers + [ImporterDeclaration.tableEngine])
    case .table(let mapping):
      let path = NodePath.root.key("table")
      let dataset = catalog.dataset(mapping.dataset, at: path.key("dataset"), &findings)
      if let dataset { checkFields(mapping, dataset, path, &findings) }
      checkSources(mapping, dataset, path, &findings)
      checkHeaders(mapping, dataset, path, &findings)
    }
  }

  private func checkFields(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration, _ path: NodePath, _ findings: inout Findings
  ) {
    let known = dataset.fields.map(\.id)
    func check(_ field: String, at path: NodePath) {
      findings.addUnknownField(field, of: dataset, known: known, at: path)
    }
    for columns in mapping.fields { check(columns.field, at: path.key("fields").key(columns.field)) }
    for (index, field) in mapping.requires.enumerated() { check(field, at: path.key("requires").index(index)) }
    if let field = mapping.byPeriod { check(field, at: path.key("by_period")) }
    for columns in mapping.form?.fields ?? [] {
      check(columns.field, at: path.key("form").key("fields").key(columns.field))
    }
    for words in mapping.values { check(words.field, at: path.key("values").key(words.field)) }
    for constant in mapping.constants { check(constant.name, at: path.key("constants").key(constant.name)) }
    for taken in mapping.taken { check(taken.field, at: path.key("taken").key(taken.field)) }
    for (index, field) in mapping.allZeroIsMissing.enumerated() {
      check(field, at: path.key("all_zero_is_missing").index(index))
    }
    for (index, field) in (mapping.scope?.keys ?? []).enumerated() where !dataset.key.contains(field) {
      findings.add(
        "config-not-a-key", at: path.key("scope").key("keys").index(index), value: field,
        hint: .didYouMean(field, among: dataset.key, listing: dataset.key),
        LocalizedText(
          id: "`\(field)` bukan kolom kunci dataset `\(dataset.id)`",
          en: "`\(field)` is not a key field of the dataset `\(dataset.id)`"))
    }
  }

  /// A region has to come from somewhere, and so has a scope from replacing.
  private func checkSources(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration?, _ path: NodePath, _ findings: inout Findings
  ) {
    let isNamed =
      dataset.map { $0.level == .nation || !mapping.nameHeaders($0.level, of: $0.level).isEmpty } ?? true
      || (mapping.form.map { !$0.region.isEmpty || !$0.names.isEmpty } ?? false)
    if mapping.region.isEmpty, mapping.regionParts.isEmpty, mapping.regionFrom.isEmpty, !isNamed {
      findings.add(
        "config-missing-key", at: path,
        hint: LocalizedText(
          id: "isi `region`, `region_parts`, `names` atau `region_from`",
          en: "give `region`, `region_parts`, `names` or `region_from`"),
        LocalizedText(
          id: "tidak dinyatakan dari mana wilayah tiap baris diketahui",
          en: "nothing says how the region of a row is known"))
    }
    checkRulesAndCalendar(mapping, dataset, path, &findings)
    if let by = mapping.periodBy {
      let path = path.key("period_by")
      if let dataset {
        findings.addUnknownField(by.field, of: dataset, known: dataset.fields.map(\.id), at: path.key("field"))
      }
      if let other = catalog.dataset(by.dataset, at: path.key("dataset"), &findings) {
        findings.addUnknownField(by.key, of: other, known: other.fields.map(\.id), at: path.key("key"))
      }
    }
    if let split = mapping.firstOf, let dataset {
      let path = path.key("first_of")
      for (name, key) in [(split.field, "field"), (split.rest, "rest")] {
        findings.addUnknownField(name, of: dataset, known: dataset.fields.map(\.id), at: path.key(key))
        if let field = dataset.field(name), field.type != .text {
          findings.add(
            "config-bad-value", at: path.key(key), value: name,
            LocalizedText(id: "`\(name)` bukan kolom teks", en: "`\(name)` is no text field"))
        }
      }
    }
    if let dataset { checkRecords(mapping, dataset, path, &findings) }
    if mapping.scope != nil, mapping.mode == .upsert {
      findings.add(
        "config-needless-key", at: path.key("scope"),
        LocalizedText(id: "hanya berlaku untuk `mode: replace`", en: "only means something with `mode: replace`"))
    }
    if let scope = mapping.scope, let dataset, scope.level > dataset.level {
      findings.add(
        "config-bad-value", at: path.key("scope").key("level"), value: scope.level.rawValue,
        LocalizedText(
          id: "lebih rendah daripada tingkat dataset (`\(dataset.level.rawValue)`)",
          en: "lower than the dataset's level (`\(dataset.level.rawValue)`)"))
    }
    for (index, column) in (mapping.json?.columns ?? []).enumerated() where column.path.isEmpty {
      findings.add(
        "config-bad-value", at: path.key("json").key("columns").key(column.name), value: "\(index)",
        LocalizedText(id: "jalur kosong", en: "an empty path"))
    }
    for columns in mapping.form?.fields ?? [] {
      for (index, label) in columns.headers.enumerated() where label.hasPrefix("=") && !Self.isCell(label.dropFirst()) {
        findings.add(
          "config-bad-value", at: path.key("form").key("fields").key(columns.field).index(index), value: label,
          LocalizedText(id: "`\(label)` bukan alamat sel seperti `=C5`", en: "`\(label)` is no cell such as `=C5`"))
      }
    }
  }

  /// Fields that get what other columns say: a region, the last of several days.
  private func checkRecords(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration, _ path: NodePath, _ findings: inout Findings
  ) {
    let known = dataset.fields.map(\.id)
    func check(_ name: String, _ type: FieldType, at path: NodePath, _ message: LocalizedText) {
      findings.addUnknownField(name, of: dataset, known: known, at: path)
      guard let field = dataset.field(name), field.type != type else { return }
      findings.add("config-bad-value", at: path, value: name, message)
    }
    if let field = mapping.regionAs {
      let message = LocalizedText(id: "`\(field)` bukan kolom wilayah", en: "`\(field)` is no region field")
      check(field, .region, at: path.key("region_as"), message)
      if dataset.level != .nation {
        findings.add(
          "config-needless-key", at: path.key("region_as"),
          LocalizedText(id: "hanya berlaku untuk dataset rekaman", en: "only means something with datasets of records"))
      }
    }
    for span in mapping.spans {
      for name in [span.name, span.value] {
        let message = LocalizedText(id: "`\(name)` bukan kolom tanggal", en: "`\(name)` is no date field")
        check(name, .date, at: path.key("spans").key(span.name), message)
      }
    }
  }

  /// Rules judge rows of certain datasets; a calendar gives dates.
  private func checkRulesAndCalendar(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration?, _ path: NodePath, _ findings: inout Findings
  ) {
    for (index, rule) in mapping.rules.enumerated() where !rule.datasets.contains(mapping.dataset) {
      let known = rule.datasets.joined(separator: ", ")
      findings.add(
        "config-bad-value", at: path.key("rules").index(index), value: rule.rawValue,
        hint: LocalizedText(id: "hanya untuk \(known)", en: "only for \(known)"),
        LocalizedText(
          id: "aturan `\(rule.rawValue)` tidak berlaku untuk dataset `\(mapping.dataset)`",
          en: "the rule `\(rule.rawValue)` does not apply to the dataset `\(mapping.dataset)`"))
    }
    guard let calendar = mapping.calendar, let dataset else { return }
    for (name, key) in [(calendar.start, "start"), (calendar.end, "end")] {
      let path = path.key("calendar").key(key)
      findings.addUnknownField(name, of: dataset, known: dataset.fields.map(\.id), at: path)
      if let field = dataset.field(name), field.type != .date {
        findings.add(
          "config-bad-value", at: path, value: name,
          LocalizedText(id: "`\(name)` bukan kolom tanggal", en: "`\(name)` is no date field"))
      }
    }
  }

  /// `C5`, at most three letters and seven digits.
  private static func isCell(_ text: Substring) -> Bool {
    let letters = text.prefix { $0.isASCII && $0.isLetter }
    let digits = text.dropFirst(letters.count)
    return (1...3).contains(letters.count) && (1...7).contains(digits.count)
      && digits.allSatisfy { $0.isASCII && $0.isNumber } && digits.first != "0"
  }

  /// One header, however it is written, may mean one thing only.
  private func checkHeaders(
    _ mapping: TableMapping, _ dataset: DatasetDeclaration?, _ path: NodePath, _ findings: inout Findings
  ) {
    var roles: [String: String] = [:]
    for field in dataset?.fields ?? [] { roles[Self.normalised(field.id)] = "fields.\(field.id)" }
    func claim(_ headers: [String], _ role: String, at path: NodePath) {
      for (index, header) in headers.enumerated() {
        let key = Self.normalised(header)
        guard let other = roles[key], other != role else {
          roles[key] = role
          continue
        }
        findings.add(
          "config-duplicate-header", at: path.index(index), value: header,
          LocalizedText(
            id: "judul kolom `\(header)` sudah berarti `\(other)`",
            en: "the header `\(header)` already means `\(other)`"))
      }
    }
    claim(mapping.region, "region", at: path.key("region"))
    for (index, part) in mapping.regionParts.enumerated() {
      claim(part, "region_parts[\(index)]", at: path.key("region_parts").index(index))
    }
    claim(mapping.regionName, "region_name", at: path.key("region_name"))
    for column in mapping.names {
      let isOwn = column.level == dataset?.level
      claim(
        column.headers, isOwn ? "region_name" : "names.\(column.level.rawValue)",
        at: path.key("names").key(column.level.rawValue))
    }
    claim(mapping.period, "period", at: path.key("period"))
    claim(mapping.periodPart, "period_part", at: path.key("period_part"))
    for columns in mapping.fields {
      claim(columns.headers, "fields.\(columns.field)", at: path.key("fields").key(columns.field))
    }
    if let long = mapping.long {
      claim(long.field, "long.field", at: path.key("long").key("field"))
      claim(long.value, "long.value", at: path.key("long").key("value"))
    }
    claim(mapping.ignored, "ignored", at: path.key("ignored"))
  }

  private static func normalised(_ header: String) -> String {
    header.lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension Findings {
  /// Reports a `uses:` that names no engine of this program.
  mutating func addUnknownEngine(_ name: String, known: [String]) {
    guard !name.isEmpty, !known.contains(name) else { return }
    add(
      "config-unknown-engine", at: NodePath.root.key("uses"), value: name,
      hint: .didYouMean(name, among: known, listing: known.sorted()),
      LocalizedText(id: "tidak ada mesin `\(name)`", en: "there is no engine `\(name)`"))
  }
}
