/// One entry of a ZIP archive, as its directory describes it.
public struct ZipEntry: Hashable, Sendable {
  /// Its place in the archive's directory, from 0.
  public let index: Int
  /// Its path in the archive, with `/` between folders.
  public let name: String
  /// Bytes it takes in the archive.
  public let compressedBytes: Int
  /// Bytes it inflates to, as the archive says; reading stops where more come out.
  public let bytes: Int
  /// Whether a password is needed.
  public let isEncrypted: Bool

  /// Whether it is a folder, which has no content.
  public var isFolder: Bool { name.hasSuffix("/") }
}
