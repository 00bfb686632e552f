/// Reads one worksheet part.
struct WorkbookSheetReader {
  let package: WorkbookPackage
  let styles: WorkbookStyles
  let strings: [String]

  func read(path: String, name: String, isHidden: Bool) throws -> InspectedSheet {
    let root = try package.part(path)
    let rows = root.child("sheetData")?.children("row") ?? []
    var cells: [String: InspectedCell] = [:]
    for node in rows.flatMap({ $0.children("c") }) {
      guard let reference = node.attributes["r"] else { throw WorkbookFault("\(path): a cell has no reference") }
      guard cells.updateValue(try cell(node, path), forKey: reference) == nil else {
        throw WorkbookFault("\(path): \(reference) occurs twice")
      }
    }
    let pane = root.all("pane").first { $0.attributes["state"] == "frozen" }
    return InspectedSheet(
      name: name, cells: cells, frozenRows: pane?.attributes["ySplit"].flatMap { Int($0) } ?? 0,
      frozenColumns: pane?.attributes["xSplit"].flatMap { Int($0) } ?? 0, columnWidths: widths(root),
      autofilter: root.child("autoFilter")?.attributes["ref"], charts: try charts(root, path), rules: rules(root),
      comments: try comments(path), isProtected: root.child("sheetProtection")?.attributes["sheet"] == "1",
      isHidden: isHidden,
      rowCount: rows.filter { !$0.children("c").isEmpty }.count)
  }

  private func cell(_ node: XMLNode, _ path: String) throws -> InspectedCell {
    let look = try styles.look(node.attributes["s"].flatMap { Int($0) } ?? 0)
    return InspectedCell(
      value: try value(node, path), isBold: look.isBold, numberFormat: look.numberFormat, isLocked: look.isLocked)
  }

  private func rules(_ root: XMLNode) -> [InspectedRule] {
    (root.child("dataValidations")?.children("dataValidation") ?? []).map { node in
      InspectedRule(
        range: node.attributes["sqref"] ?? "", kind: node.attributes["type"] ?? "",
        first: node.child("formula1")?.text ?? "", second: node.child("formula2")?.text ?? "",
        prompt: node.attributes["prompt"] ?? "", refusal: node.attributes["error"] ?? "")
    }
  }

  private func comments(_ path: String) throws -> [String: String] {
    var comments: [String: String] = [:]
    for part in try package.relations(of: path).values where part.contains("comments") {
      for node in try package.part(part).all("comment") {
        comments[node.attributes["ref"] ?? ""] = node.all("t").map(\.text).joined()
      }
    }
    return comments
  }

  private func value(_ node: XMLNode, _ path: String) throws -> InspectedCell.Value {
    if let formula = node.child("f") { return .formula(formula.text) }
    if let inline = node.child("is") { return .text(WorkbookText.of(inline)) }
    guard let raw = node.child("v")?.text else { return .blank }
    switch node.attributes["t"] ?? "n" {
    case "s":
      guard let index = Int(raw), strings.indices.contains(index) else {
        throw WorkbookFault("\(path): the shared string \(raw) is missing")
      }
      return .text(strings[index])
    case "b": return .boolean(raw == "1")
    case "e": return .error(raw)
    case "str": return .text(raw)
    default:
      guard let number = Double(raw) else { throw WorkbookFault("\(path): \(raw) is no number") }
      return .number(number)
    }
  }

  private func widths(_ root: XMLNode) -> [Int: Double] {
    var widths: [Int: Double] = [:]
    for column in root.child("cols")?.children("col") ?? [] {
      guard let first = column.attributes["min"].flatMap({ Int($0) }),
        let last = column.attributes["max"].flatMap({ Int($0) }), first >= 1, first <= last,
        let width = column.attributes["width"].flatMap({ Double($0) })
      else { continue }
      for index in first...last { widths[index - 1] = width }
    }
    return widths
  }

  private func charts(_ root: XMLNode, _ path: String) throws -> [InspectedChart] {
    guard let id = root.child("drawing")?.attributes["r:id"] else { return [] }
    guard let drawing = try package.relations(of: path)[id] else {
      throw WorkbookFault("\(path): its drawing leads nowhere")
    }
    let relations = try package.relations(of: drawing)
    return try package.part(drawing).all("chart").map { node in
      guard let id = node.attributes["r:id"], let part = relations[id] else {
        throw WorkbookFault("\(drawing): a chart leads nowhere")
      }
      return try chart(try package.part(part), part)
    }
  }

  private func chart(_ root: XMLNode, _ path: String) throws -> InspectedChart {
    guard let plot = root.all("plotArea").first?.children.first(where: { $0.name.hasSuffix("Chart") }) else {
      throw WorkbookFault("\(path): nothing is drawn")
    }
    let series = plot.children("ser").map { node in
      InspectedSeries(
        name: node.child("tx")?.wholeText ?? "", categories: node.child("cat")?.all("f").first?.text ?? "",
        values: node.child("val")?.all("f").first?.text ?? "")
    }
    return InspectedChart(
      kind: plot.name, grouping: plot.child("grouping")?.attributes["val"],
      title: root.all("title").first?.all("t").map(\.text).joined() ?? "", series: series)
  }
}
