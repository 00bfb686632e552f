import Diagnostics

/// A package of the Open Packaging Conventions: a ZIP archive whose parts refer to each other by relationships.
///
/// Names are compared without regard to case, and a backslash counts as a slash, as some writers use it.
struct OfficePackage: Sendable {
  /// A reference from one part to another.
  struct Relationship: Hashable, Sendable {
    let id: String
    /// The end of the type's address, such as `worksheet`; the same in the transitional and the strict form.
    let type: String
    /// The part, from the package's root.
    let target: String
  }

  let file: String
  let archive: ZipArchive
  private let byName: [String: ZipEntry]

  init(_ archive: ZipArchive) {
    self.archive = archive
    file = archive.file
    byName = Dictionary(
      archive.entries.map { (OfficePackage.normalised($0.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  func entry(_ part: String) -> ZipEntry? { byName[OfficePackage.normalised(part)] }

  /// The main part: where the package's own relationships say, or where it usually is.
  func mainPart(usual: String) throws(Diagnostic) -> String? {
    let named = try relationships(of: "").first { $0.type == "officeDocument" }?.target
    return [named, usual].compactMap { $0 }.first { entry($0) != nil }
  }

  /// The relationships of a part, none where it has no list; the package's own are those of the empty name.
  func relationships(of part: String) throws(Diagnostic) -> [Relationship] {
    let folders = part.split(separator: "/").dropLast().map(String.init)
    let name = (folders + ["_rels", (part.split(separator: "/").last.map(String.init) ?? "") + ".rels"])
      .joined(separator: "/")
    guard let entry = entry(name) else { return [] }
    let handler = RelationshipHandler(folders: folders)
    try parse(entry, handler)
    return handler.found
  }

  /// The content types of parts that have one of their own, by the lower-case name of the part.
  func contentTypes() throws(Diagnostic) -> [String: String] {
    guard let entry = entry("[Content_Types].xml") else { return [:] }
    let handler = ContentTypesHandler()
    try parse(entry, handler)
    return handler.types
  }

  /// Parses a part with expat.
  func parse(_ entry: ZipEntry, _ handler: any XMLHandler) throws(Diagnostic) {
    try ExpatParser.parse(try archive.content(of: entry), part: "\(file)!\(entry.name)", handler: handler)
  }

  private static func normalised(_ name: String) -> String {
    var name = name.lowercased().replacing("\\", with: "/")
    while name.hasPrefix("/") { name.removeFirst() }
    return name
  }

  /// A reference resolved against the folders of the part that makes it.
  static func resolve(_ target: String, in folders: [String]) -> String {
    var parts = target.hasPrefix("/") ? [] : folders
    for piece in target.split(separator: "/") {
      switch piece {
      case ".": break
      case "..": if !parts.isEmpty { parts.removeLast() }
      default: parts.append(String(piece))
      }
    }
    return parts.joined(separator: "/")
  }
}

/// Collects the internal relationships of a `.rels` part.
private final class RelationshipHandler: XMLHandler {
  private let folders: [String]
  private(set) var found: [OfficePackage.Relationship] = []
  var failure: Diagnostic? { nil }
  var isPaused: Bool { false }

  init(folders: [String]) { self.folders = folders }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    // Workbooks have some hundred; the rest of a hostile list is of no use.
    guard name.local.equals("Relationship"), found.count < 100_000, let id = attributes.value("Id"),
      let type = attributes.value("Type"), let target = attributes.value("Target"),
      attributes.value("TargetMode") != "External"
    else { return }
    found.append(
      OfficePackage.Relationship(
        id: id, type: type.split(separator: "/").last.map(String.init) ?? type,
        target: OfficePackage.resolve(target, in: folders)))
  }

  func end() {}
  func text(_ bytes: UnsafeRawBufferPointer) {}
}

/// Collects the types of single parts from `[Content_Types].xml`.
private final class ContentTypesHandler: XMLHandler {
  private(set) var types: [String: String] = [:]
  var failure: Diagnostic? { nil }
  var isPaused: Bool { false }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name.local.equals("Override"), types.count < 100_000, let part = attributes.value("PartName"),
      let type = attributes.value("ContentType")
    else { return }
    types[part.lowercased().drop { $0 == "/" }.description] = type
  }

  func end() {}
  func text(_ bytes: UnsafeRawBufferPointer) {}
}
