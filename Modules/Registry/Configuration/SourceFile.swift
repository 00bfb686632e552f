import Diagnostics
import Foundation
import YAML

/// Reads YAML files from disk; what cannot be read is a problem like any other.
enum SourceFile {
  /// The tree of a file and its problems; `name` is how the file is shown.
  static func tree(at path: String, shownAs name: String) -> YAMLDocument {
    switch bytes(at: path, shownAs: name) {
    case .success(let bytes): YAMLDocument.parse(bytes: bytes, file: name)
    case .failure(let problem): YAMLDocument(root: nil, diagnostics: [problem])
    }
  }

  static func bytes(at path: String, shownAs name: String) -> Result<[UInt8], Diagnostic> {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      return .failure(
        Diagnostic(
          code: "config-missing", message: LocalizedText(id: "berkas ini tidak ada", en: "there is no such file"),
          place: Place(file: name),
          hint: LocalizedText(
            id: "buat berkasnya, atau sebut yang lain dengan `--config`",
            en: "write it, or name another with `--config`")))
    }
    guard !isDirectory.boolValue, let data = FileManager.default.contents(atPath: path) else {
      return .failure(
        Diagnostic(
          code: "config-unreadable",
          message: isDirectory.boolValue
            ? LocalizedText(id: "ini folder, bukan berkas", en: "this is a folder, not a file")
            : LocalizedText(id: "berkas ini tidak dapat dibaca", en: "the file cannot be read"),
          place: Place(file: name)))
    }
    return .success(Array(data))
  }
}

/// Paths as texts, without touching the disk.
enum PathText {
  /// `path` read against `folder`, without `.` and `..`.
  static func absolute(_ path: String, in folder: String) -> String {
    var parts: [Substring] = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// `path` as it is shown: relative where it lies in `folder`.
  static func shown(_ path: String, from folder: String) -> String {
    guard folder != "/", path.hasPrefix(folder + "/") else { return path }
    return String(path.dropFirst(folder.count + 1))
  }

  static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func lastComponent(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }
}
