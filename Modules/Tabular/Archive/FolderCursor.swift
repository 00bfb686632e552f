import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Goes through the files of a folder and of the folders below it, in the order of their paths.
///
/// Links to folders are not followed. Throws `file-unreadable` where the system refuses, `archive-too-large` for more files
/// than the limits allow.
final class FolderCursor: MemberCursor, @unchecked Sendable {
  private let folder: String
  private let names: [String]
  private var upcoming = 0
  private var current: FileByteSource?
  private(set) var notes = DiagnosticBag()

  init(_ folder: String, file: String, limits: InputLimits) throws(Diagnostic) {
    self.folder = folder
    var names: [String] = []
    try FolderCursor.list(folder, prefix: "", depth: 0, into: &names, limit: limits.members, file: file)
    self.names = names
  }

  func next() throws(Diagnostic) -> Member? {
    guard upcoming < names.count else { return nil }
    current = nil
    upcoming += 1
    return Member(index: upcoming - 1, name: names[upcoming - 1])
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard upcoming > 0 else { return 0 }
    if current == nil { current = try FileByteSource(path: folder + "/" + names[upcoming - 1]) }
    return try current?.read(into: buffer) ?? 0
  }

  private static func list(
    _ folder: String, prefix: String, depth: Int, into names: inout [String], limit: Int, file: String
  ) throws(Diagnostic) {
    guard depth < 32 else { throw .archiveTooDeep(folder, limit: 32) }
    guard let stream = opendir(folder) else { throw .fileUnreadable(folder, error: errno) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      var status = stat()
      guard lstat(folder + "/" + name, &status) == 0 else { continue }
      var mode = status.st_mode & S_IFMT
      if mode == S_IFLNK {
        guard stat(folder + "/" + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
        mode = S_IFREG
      }
      if mode == S_IFDIR || mode == S_IFREG { entries.append((name, mode == S_IFDIR)) }
      guard names.count + entries.count <= limit else {
        closedir(stream)
        throw .archiveTooLarge(
          file, LocalizedText(id: "isinya lebih dari \(limit) berkas", en: "it holds more than \(limit) files"))
      }
    }
    closedir(stream)
    for entry in entries.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if entry.isFolder {
        try list(
          folder + "/" + entry.name, prefix: prefix + entry.name + "/", depth: depth + 1, into: &names, limit: limit,
          file: file)
      } else {
        names.append(prefix + entry.name)
      }
    }
  }
}
