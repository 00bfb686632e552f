import Diagnostics

/// A file, or a member of an archive, that can be opened as often as needed.
struct ByteOrigin: Sendable {
  /// Its name in messages; a member follows after `!`.
  let file: String
  /// Its path in the archive or folder; nil for a file by itself.
  let member: String?
  /// Where it lies, for the names `$file` and `$folder`: its path in the archive, or on disk.
  let location: String
  /// Where it can be opened on disk.
  let path: String?
  /// Its size, where the bytes that `open` counts are its own.
  let size: Int?
  /// Opens it; the bytes read from the outermost file are counted.
  let open: @Sendable (ByteCount) throws(Diagnostic) -> any ByteSource

  /// The same place with other bytes: unpacked ones.
  func unpacked(limits: InputLimits) -> ByteOrigin {
    let (open, file) = (open, file)
    return ByteOrigin(file: file, member: member, location: location, path: nil, size: size) {
      count throws(Diagnostic) in GunzipByteSource(try open(count), file: file, limits: limits)
    }
  }

  /// A copy of it on disk, where it does not lie there already.
  func onDisk(limits: InputLimits) throws(Diagnostic) -> (path: String, keeper: SpooledFile?) {
    if let path { return (path, nil) }
    let spooled = try SpooledFile(try open(ByteCount()), file: file, limit: limits.spooledBytes)
    return (spooled.path, spooled)
  }
}
