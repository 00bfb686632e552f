import Diagnostics
import Domain

/// Checks what a dataset's declaration means: ids, formulas, classes, and keys that fit the type of their field.
struct DatasetCheck {
  let dataset: DatasetDeclaration
  let path: NodePath

  func run(_ findings: inout Findings) {
    checkIds(&findings)
    for (index, field) in dataset.fields.enumerated() { checkKeys(of: field, at: fieldPath(index), &findings) }
    checkFormulas(&findings)
    checkRows(&findings)
    for (index, field) in dataset.fields.enumerated() {
      guard let classes = field.classes else { continue }
      ClassificationCheck(classes: classes, source: dataset.field(classes.of), path: fieldPath(index).key("classes"))
        .run(&findings)
    }
    checkSummary(&findings)
    checkKey(&findings)
    if dataset.level != .village, !dataset.appliesTo.isEmpty {
      findings.add(
        "config-needless-key", at: path.key("applies_to"),
        LocalizedText(id: "hanya berlaku untuk `level: village`", en: "only means something with `level: village`"))
    }
  }

  private func fieldPath(_ index: Int) -> NodePath { path.key("fields").index(index) }

  private func checkIds(_ findings: inout Findings) {
    for (index, field) in dataset.fields.enumerated() {
      let path = fieldPath(index).key("id")
      if Identifier.reserved.contains(field.id) || field.id.hasSuffix(Identifier.computedSuffix) {
        findings.add(
          "config-reserved-id", at: path, value: field.id,
          LocalizedText(
            id: "`\(field.id)` adalah nama kolom milik sistem", en: "`\(field.id)` is a column name of the system's own"
          ))
      }
      if let was = field.was, dataset.field(was) != nil {
        findings.add(
          "config-duplicate-id", at: fieldPath(index).key("was"), value: was,
          LocalizedText(
            id: "`\(was)` masih dipakai kolom data lain", en: "`\(was)` is still the id of another field"))
      }
    }
  }

  /// Keys that say nothing, or that are missing, for the type of the field.
  private func checkKeys(of field: FieldDeclaration, at path: NodePath, _ findings: inout Findings) {
    let isNumber = field.type == .integer || field.type == .real || field.type == .money
    func needless(_ key: String, types: String) {
      findings.add(
        "config-needless-key", at: path.key(key), causes: [path.key("type")],
        LocalizedText(
          id: "tidak berlaku untuk `type: \(field.type.rawValue)`, hanya \(types)",
          en: "means nothing with `type: \(field.type.rawValue)`, only with \(types)"))
    }
    if field.decimals != nil, field.type != .real { needless("decimals", types: "`real`") }
    if field.minimum != nil, !isNumber { needless("range", types: "`integer`, `real`, `money`") }
    if field.formula != nil, !isNumber, field.type != .boolean {
      needless("formula", types: "`integer`, `real`, `money`, `boolean`")
    }
    if field.classes != nil, field.type != .class { needless("classes", types: "`class`") }
    if field.categories != nil, field.type != .category { needless("categories", types: "`category`") }
    if field.default != nil, field.type != .category { needless("default", types: "`category`") }
    if field.scheme != nil, field.type != .code { needless("scheme", types: "`code`") }
    if field.categories == nil, field.type == .category {
      findings.add(
        "config-missing-key", at: path,
        hint: LocalizedText(id: "kolom `category` memerlukan pilihannya", en: "a `category` field needs its values"),
        LocalizedText(id: "kunci wajib `categories` tidak ada", en: "the required key `categories` is missing"))
    }
    if field.scheme == nil, field.type == .code {
      findings.add(
        "config-missing-key", at: path,
        hint: LocalizedText(
          id: "kolom `code` memerlukan nama daftarnya", en: "a `code` field needs the name of its list"),
        LocalizedText(id: "kunci wajib `scheme` tidak ada", en: "the required key `scheme` is missing"))
    }
    CategoryCheck(field: field, path: path).run(&findings)
    if field.classes == nil, field.type == .class {
      findings.add(
        "config-missing-key", at: path,
        hint: LocalizedText(id: "kolom `class` memerlukan kelasnya", en: "a `class` field needs its classes"),
        LocalizedText(id: "kunci wajib `classes` tidak ada", en: "the required key `classes` is missing"))
    }
  }

  /// The key of a ledger: fields that it has, that every row can have, each once.
  private func checkKey(_ findings: inout Findings) {
    let ids = dataset.fields.map(\.id)
    var seen: [String: Place] = [:]
    for (index, id) in dataset.key.enumerated() {
      let path = path.key("key").index(index)
      guard findings.addUnlessFirst(id, at: path, in: &seen, LocalizedText(id: "kolom data", en: "field")) else {
        continue
      }
      guard let field = dataset.field(id) else {
        findings.addUnknownField(id, of: dataset, known: ids, at: path)
        continue
      }
      let fitting: Set<FieldType> = [.integer, .text, .date, .category, .code, .region]
      if !fitting.contains(field.type) || field.isComputable {
        findings.add(
          "config-key-field", at: path, value: id,
          hint: LocalizedText(
            id: "kunci berjenis `code`, `category`, `integer`, `date` atau `text`, tanpa rumus",
            en: "a key is a `code`, `category`, `integer`, `date` or `text` without a formula"),
          LocalizedText(
            id: "`\(id)` berjenis `\(field.type.rawValue)`, tidak dapat menandai baris",
            en: "`\(id)` is a `\(field.type.rawValue)` and cannot identify a row"))
      }
    }
  }

  private func checkFormulas(_ findings: inout Findings) {
    let errors: [String: FormulaError]
    do throws(FormulaErrors) {
      _ = try DatasetRules(dataset)
      return
    } catch {
      errors = error.byField
    }
    let ids = dataset.fields.map(\.id)
    let knowsEveryField = !ids.contains("")
    for (index, field) in dataset.fields.enumerated() {
      guard let error = errors[field.id] else { continue }
      if case .unknownField = error.reason, !knowsEveryField { continue }
      if field.classes != nil {
        findings.addFormula(error, nil, names: ids, at: fieldPath(index).key("classes").key("of"))
      } else {
        findings.addFormula(error, field.formula, names: ids, at: fieldPath(index).key("formula"))
      }
    }
  }

  /// Checks of rows: conditions over fields that there are.
  private func checkRows(_ findings: inout Findings) {
    let ids = dataset.fields.map(\.id)
    var seen: [String: Place] = [:]
    for (index, check) in dataset.checks.enumerated() {
      let path = path.key("checks").index(index)
      _ = findings.addUnlessFirst(
        check.id, at: path.key("id"), in: &seen, LocalizedText(id: "pemeriksaan", en: "check"))
      do throws(FormulaError) { _ = try Formula(condition: check.formula, over: dataset.fields) } catch {
        findings.addFormula(error, check.formula, names: ids, at: path.key("formula"))
      }
    }
  }

  private func checkSummary(_ findings: inout Findings) {
    let ids = dataset.fields.map(\.id)
    var seen: [String: Place] = [:]
    for (index, id) in dataset.summary.enumerated() {
      let path = path.key("summary").index(index)
      let isFirst = findings.addUnlessFirst(id, at: path, in: &seen, LocalizedText(id: "kolom data", en: "field"))
      if isFirst { findings.addUnknownField(id, of: dataset, known: ids, at: path) }
    }
  }
}

extension Findings {
  /// Reports what is wrong with a formula, at the character where it is.
  ///
  /// - Parameter text: the formula; nil where the name of a field stands for one.
  mutating func addFormula(
    _ error: FormulaError, _ text: String?, names: [String], datasets: [String] = [], at path: NodePath
  ) {
    let hint = error.suggestion(fields: names, datasets: datasets).map {
      LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?")
    }
    // The path before the message already says that it is a formula.
    let message = error.message
    func bare(_ text: String, _ prefix: String) -> String {
      text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
    }
    add(
      "config-formula", at: path, offset: text == nil ? nil : error.offset, value: text, hint: hint,
      LocalizedText(id: bare(message.id, "rumus: "), en: bare(message.en, "formula: ")))
  }

  /// Reports a field that a dataset does not have.
  mutating func addUnknownField(_ id: String, of dataset: DatasetDeclaration, known: [String], at path: NodePath) {
    guard !id.isEmpty, !known.contains(id), !known.contains("") else { return }
    add(
      "config-unknown-field", at: path, value: id, hint: .didYouMean(id, among: known),
      LocalizedText(
        id: "dataset `\(dataset.id)` tidak punya kolom data `\(id)`",
        en: "the dataset `\(dataset.id)` has no field `\(id)`"))
  }
}
