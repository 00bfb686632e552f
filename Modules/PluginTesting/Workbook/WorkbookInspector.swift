import Foundation

/// Opens an XLSX file as a spreadsheet program would, so that tests check what is in it rather than what was asked for.
///
/// Every XML part must be well-formed, every relation must lead somewhere and every style must exist; otherwise
/// opening throws a `WorkbookFault`.
public struct WorkbookInspector: Hashable, Sendable {
  public let sheets: [InspectedSheet]
  /// The title in the document's properties.
  public let title: String?
  /// When the document says it was created, in UTC: `2024-06-30T00:00:00Z`.
  public let created: String?

  public init(path: String) throws {
    let package = try WorkbookPackage(path: path)
    let styles = WorkbookStyles(try package.part("xl/styles.xml"))
    let strings = try package.optionalPart("xl/sharedStrings.xml")?.children("si").map(WorkbookText.of) ?? []
    let workbook = try package.part("xl/workbook.xml")
    let relations = try package.relations(of: "xl/workbook.xml")
    sheets = try workbook.all("sheet").map { entry in
      guard let name = entry.attributes["name"], let id = entry.attributes["r:id"], let path = relations[id] else {
        throw WorkbookFault("xl/workbook.xml: a sheet leads nowhere")
      }
      return try WorkbookSheetReader(package: package, styles: styles, strings: strings).read(
        path: path, name: name, isHidden: entry.attributes["state"] == "hidden")
    }
    let names = sheets.map { $0.name.lowercased() }
    guard Set(names).count == names.count else { throw WorkbookFault("two sheets have the same name") }
    let properties = try package.optionalPart("docProps/core.xml")
    title = properties?.child("title")?.text
    created = properties?.child("created")?.text
  }

  /// The sheet of that name.
  public subscript(name: String) -> InspectedSheet? { sheets.first { $0.name == name } }
}

/// The parts of an Open Packaging Conventions file.
struct WorkbookPackage {
  private let parts: [String: XMLNode]

  init(path: String) throws {
    var parts: [String: XMLNode] = [:]
    let endings = [".xml", ".rels", ".vml"]
    for (name, bytes) in try ZipParts.read(path: path) where endings.contains(where: name.hasSuffix) {
      parts[name] = try XMLNode.parse(bytes, name: name)
    }
    self.parts = parts
  }

  func part(_ name: String) throws -> XMLNode {
    guard let part = parts[name] else { throw WorkbookFault("\(name) is missing") }
    return part
  }

  func optionalPart(_ name: String) throws -> XMLNode? { parts[name] }

  /// The parts that `name` relates to, by relation id.
  func relations(of name: String) throws -> [String: String] {
    let folder = name.split(separator: "/").dropLast().map { String($0) }
    let file = name.split(separator: "/").last.map { String($0) } ?? name
    guard let list = parts[(folder + ["_rels", file + ".rels"]).joined(separator: "/")] else { return [:] }
    var relations: [String: String] = [:]
    for relation in list.children("Relationship") where relation.attributes["TargetMode"] != "External" {
      guard let id = relation.attributes["Id"], let target = relation.attributes["Target"] else { continue }
      var path = target.hasPrefix("/") ? [] : folder
      for step in target.split(separator: "/") {
        if step == ".." { path = path.dropLast() } else { path.append(String(step)) }
      }
      let full = path.joined(separator: "/")
      guard parts[full] != nil else { throw WorkbookFault("\(name) relates to \(full), which is missing") }
      relations[id] = full
    }
    return relations
  }
}
