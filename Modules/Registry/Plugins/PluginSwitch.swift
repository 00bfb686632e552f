public import Diagnostics
import Foundation
public import PluginKit
import YAML

/// Switches a plugin on or off by editing `plugins.yaml` as text: comments and layout stay byte for byte, but for the
/// entry that is touched.
public enum PluginSwitch {
  /// Switches the plugin in the file of `source`; returns whether the file had to change.
  ///
  /// The edited text is read again before it replaces the file, and has to say exactly what it should.
  ///
  /// - Throws: `DiagnosticError` where the file cannot be read, edited safely or written.
  public static func set(
    _ kind: PluginKind, _ id: String, enabled: Bool, in source: ConfigurationSource
  ) throws(DiagnosticError) -> Bool {
    let path = PathText.absolute(source.file, in: source.currentDirectory)
    let bytes: [UInt8]
    switch SourceFile.bytes(at: path, shownAs: source.file) {
    case .success(let read): bytes = read
    case .failure(let problem): throw DiagnosticError([problem])
    }
    let edited = try edit(bytes, kind, id, enabled: enabled, file: source.file)
    guard edited != bytes else { return false }
    try write(edited, in: source)
    return true
  }

  /// Replaces the file of `source` whole; its permissions stay, and a link to it stays a link.
  ///
  /// - Throws: `DiagnosticError` where the file cannot be written.
  public static func write(_ bytes: [UInt8], in source: ConfigurationSource) throws(DiagnosticError) {
    let path = PathText.absolute(source.file, in: source.currentDirectory)
    do {
      let target = URL(filePath: path).resolvingSymlinksInPath()
      let permissions = try FileManager.default.attributesOfItem(atPath: target.path)[.posixPermissions]
      try Data(bytes).write(to: target, options: .atomic)
      if let permissions {
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: target.path)
      }
    } catch {
      throw DiagnosticError([
        Diagnostic(
          code: "config-unwritable",
          message: LocalizedText(id: "berkas ini tidak dapat ditulis", en: "the file cannot be written"),
          place: Place(file: source.file))
      ])
    }
  }

  /// The bytes of `plugins.yaml` with the plugin switched on or off; the same bytes where it already is.
  ///
  /// - Throws: `DiagnosticError` where the file is no YAML, or laid out so that the change is better made by hand
  ///   (`config-edit`).
  public static func edit(
    _ bytes: [UInt8], _ kind: PluginKind, _ id: String, enabled: Bool, file: String
  ) throws(DiagnosticError) -> [UInt8] {
    let document = YAMLDocument.parse(bytes: bytes, file: file)
    guard let root = document.root, document.diagnostics.isEmpty else { throw DiagnosticError(document.diagnostics) }
    var wanted = Listing(root)
    guard wanted.set(kind, id, enabled: enabled) else { return bytes }

    var editor = ConfigurationEditor(bytes)
    editor.set(kind, id, enabled: enabled, in: root)
    let edited = YAMLDocument.parse(bytes: editor.bytes, file: file)
    guard edited.diagnostics.isEmpty, let result = edited.root, Listing(result) == wanted else {
      throw DiagnosticError([
        Diagnostic(
          code: "config-edit",
          message: LocalizedText(
            id: "susunan berkas ini tidak dapat diubah otomatis",
            en: "the file's layout cannot be changed automatically"),
          place: root[kind.listKey]?.place ?? root.place, path: kind.listKey,
          hint: LocalizedText(
            id: "ubah sendiri: `{id: \(id), enabled: \(enabled)}` di `\(kind.listKey)`",
            en: "change it by hand: `{id: \(id), enabled: \(enabled)}` under `\(kind.listKey)`"))
      ])
    }
    return editor.bytes
  }

  /// What a configuration says, without how it says it: for comparing before and after.
  private struct Listing: Equatable {
    struct Entry: Equatable {
      var id: String?
      var enabled: Bool?
      /// Everything but `id` and `enabled`.
      var rest: [String: Meaning]
    }

    var lists: [PluginKind: [Entry]] = [:]
    var rest: [String: Meaning] = [:]

    init(_ root: YAMLNode) {
      for entry in root.entries {
        if let kind = PluginKind.allCases.first(where: { $0.listKey == entry.name }), entry.value.isListOrNull {
          lists[kind] = entry.value.elements.map(Self.entry)
        } else {
          rest[entry.name] = Meaning(entry.value)
        }
      }
    }

    private static func entry(_ node: YAMLNode) -> Entry {
      var rest: [String: Meaning] = [:]
      for entry in node.entries where entry.name != "id" && entry.name != "enabled" {
        rest[entry.name] = Meaning(entry.value)
      }
      if node.entries.isEmpty { rest[""] = Meaning(node) }
      var enabled: Bool?
      if case .boolean(let value) = node["enabled"]?.content { enabled = value }
      return Entry(id: node["id"]?.source, enabled: enabled, rest: rest)
    }

    /// Changes the listing; false where it already is so.
    mutating func set(_ kind: PluginKind, _ id: String, enabled: Bool) -> Bool {
      guard let index = lists[kind]?.firstIndex(where: { $0.id == id }) else {
        guard enabled else { return false }
        lists[kind, default: []].append(Entry(id: id, enabled: nil, rest: [:]))
        return true
      }
      guard lists[kind]?[index].enabled ?? true != enabled else { return false }
      lists[kind]?[index].enabled = enabled
      return true
    }
  }

  private indirect enum Meaning: Equatable {
    case scalar(YAMLNode.Content)
    case list([Meaning])
    case mapping([String: Meaning])

    init(_ node: YAMLNode) {
      switch node.content {
      case .sequence(let elements): self = .list(elements.map { Meaning($0) })
      case .mapping(let entries):
        self = .mapping(
          Dictionary(entries.map { ($0.name, Meaning($0.value)) }, uniquingKeysWith: { first, _ in first }))
      default: self = .scalar(node.content)
      }
    }
  }
}

extension YAMLNode {
  fileprivate var isListOrNull: Bool {
    switch content {
    case .sequence, .null: true
    default: false
    }
  }
}
