public import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file or folder that somebody hands in: what it is by its content, and the tables it holds.
///
/// Recognised are CSV in UTF-8, UTF-16 and Windows-1252, Excel (`.xlsx`, `.xls`), tables in Word documents, JSON and NDJSON,
/// each by itself, packed with gzip, or in ZIP and tar archives and folders; archives may lie in archives. Names and endings
/// play no part.
public struct InputSource: Sendable {
  /// The name used in messages.
  public let name: String
  /// What the file itself is; for packed files `gzip`, `tar` or `zip`.
  public let kind: SourceKind
  /// The tables in the order of the file. Many JSON documents in an archive or folder are one table.
  public let parts: [SourcePart]
  /// What was left out and why: members of archives that are no tables, are damaged or need a password.
  public let notes: [Diagnostic]

  /// Looks at the file or folder at `path` and lists its tables; `name` is what messages call it.
  ///
  /// The bytes are read again by each reader, so standard input has to be spooled first. Nothing is written but temporary copies
  /// of workbooks that lie in archives. Throws what keeps the whole input from being read: `file-unreadable`, `file-empty`,
  /// `file-unsupported`, `file-encrypted`, `archive-damaged`, `archive-too-large`, `archive-too-deep`, `archive-path-unsafe`,
  /// `table-missing`, `spool-failed`, `xls-unreadable`, and what workbooks and documents throw.
  public static func open(
    path: String, name: String? = nil, options: ReadingOptions = ReadingOptions(), limits: InputLimits = InputLimits()
  ) throws(Diagnostic) -> InputSource {
    let name = name ?? path
    var listing = SourceListing(options: options, limits: limits)
    var status = stat()
    let kind: SourceKind
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      kind = .folder
      let opener = MemberOpener(file: name) { _ throws(Diagnostic) in
        try FolderCursor(path, file: name, limits: limits)
      }
      try listing.addMembers(of: opener, file: name, prefix: "", depth: 1)
    } else {
      let isRegular = status.st_mode & S_IFMT == S_IFREG
      let origin = ByteOrigin(
        file: name, member: nil, location: path, path: path, size: isRegular ? Int(status.st_size) : nil
      ) { count throws(Diagnostic) in CountedByteSource(try FileByteSource(path: path, name: name), count: count) }
      kind = try listing.add(origin, depth: 0, gzipDepth: 0)
    }
    if listing.parts.isEmpty {
      var problem = listing.notes.first { $0.severity > .note } ?? .tableMissing(name)
      problem.severity = .error
      throw problem
    }
    return InputSource(name: name, kind: kind, parts: listing.parts, notes: listing.notes)
  }
}

extension Diagnostic {
  static func tableMissing(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "table-missing",
      message: LocalizedText(id: "tidak ada tabel di dalamnya", en: "there is no table in it"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "periksa apakah ini berkas yang dimaksud",
        en: "check whether it is the file that was meant"))
  }
}
