public import Diagnostics
public import Domain
import Foundation
public import PluginKit

/// The files of a new plugin: a complete folder that passes every check and is meant to be changed.
public struct PluginTemplate: Sendable {
  /// A file by its path inside the plugin's folder.
  public struct File: Hashable, Sendable {
    public var path: String
    public var text: String

    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  public var kind: PluginKind
  public var id: String
  public var files: [File]

  /// The name of the plugin's folder: `idm_status` → `IdmStatus`.
  public var folderName: String { PluginFile.camelCase(id) }

  /// A plugin of one's own making.
  public init(_ kind: PluginKind, id: String, files: [File]) throws(DiagnosticError) {
    try Self.check(id)
    self.kind = kind
    self.id = id
    self.files = files
  }

  private static func check(_ id: String) throws(DiagnosticError) {
    guard Identifier.isValid(id), Identifier.isValid(id + "_status") else {
      throw DiagnosticError([
        Diagnostic(
          code: "plugin-id",
          message: LocalizedText(id: "`\(id)` bukan id", en: "`\(id)` is not an id"), value: id,
          hint: TextRule.identifier.hint)
      ])
    }
  }

  /// The template of a kind.
  ///
  /// - Parameter datasets: those that are switched on; an importer or a report is written for the first of them.
  /// - Throws: `DiagnosticError` where the id is none, or there is no dataset to write for.
  public init(_ kind: PluginKind, id: String, datasets: [DatasetDeclaration]) throws(DiagnosticError) {
    try Self.check(id)
    self.kind = kind
    self.id = id
    let text = TemplateText(id: id)
    switch kind {
    case .indicators: files = text.indicators
    case .region: files = text.region
    case .importer, .report:
      let usable = datasets.first { $0.level == .village && $0.frequency == .yearly && $0.numericField != nil }
      guard let usable, let field = usable.numericField else {
        throw DiagnosticError([
          Diagnostic(
            code: "plugin-needs-dataset",
            message: LocalizedText(
              id: "tidak ada dataset desa tahunan untuk dijadikan contoh",
              en: "there is no yearly dataset of villages to write it for"),
            hint: LocalizedText(
              id: "aktifkan dulu sebuah set indikator", en: "switch on an indicator set first"))
        ])
      }
      files = kind == .importer ? text.importer(usable, field) : text.report(usable, field)
    }
  }

  /// Writes the files into a new folder inside `parent`; returns its path.
  ///
  /// - Throws: `DiagnosticError` where the folder is already there or cannot be written; nothing is left behind then.
  public func write(in parent: String) throws(DiagnosticError) -> String {
    let folder = parent + "/" + folderName
    let manager = FileManager.default
    if manager.fileExists(atPath: folder) {
      throw DiagnosticError([
        Diagnostic(
          code: "plugin-exists", message: LocalizedText(id: "folder ini sudah ada", en: "the folder is already there"),
          place: Place(file: folder))
      ])
    }
    do {
      for file in files {
        let url = URL(filePath: folder).appending(path: file.path)
        try manager.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(file.text.utf8).write(to: url)
      }
    } catch {
      try? manager.removeItem(atPath: folder)
      throw DiagnosticError([
        Diagnostic(
          code: "plugin-unwritable",
          message: LocalizedText(id: "folder ini tidak dapat ditulis", en: "the folder cannot be written"),
          place: Place(file: folder))
      ])
    }
    return folder
  }
}

extension DatasetDeclaration {
  /// A field that an example can fill with 0: a number without a formula, and with 0 in its range.
  fileprivate var numericField: FieldDeclaration? {
    let numbers = fields.filter { $0.type == .real || $0.type == .integer }
    let fitting = numbers.filter { ($0.minimum ?? 0) <= 0 && ($0.maximum ?? 0) >= 0 }
    return fitting.first { !$0.isComputable } ?? fitting.first
  }
}
