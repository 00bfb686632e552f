public import Diagnostics

/// The content of one entry of an archive, inflated as it is read; its size and ratio are limited and its checksum is
/// compared at the end. It is closed when the last copy goes away.
///
/// Throws `archive-damaged` and `archive-too-large`; several entries of an archive may be read side by side.
public final class ZipEntryByteSource: ByteSource, @unchecked Sendable {
  private let handle: ZipHandle
  private let pointer: OpaquePointer
  private let file: String
  private let entry: ZipEntry
  private let limits: ZipLimits
  // Only the one who reads changes it; a source has one reader at a time.
  private var count = 0
  private var isEnded = false

  init(handle: ZipHandle, entry: ZipEntry, file: String, limits: ZipLimits) throws(Diagnostic) {
    self.handle = handle
    self.entry = entry
    self.file = file
    self.limits = limits
    pointer = try handle.openEntry(entry.index, file: file)
  }

  deinit { handle.closeEntry(pointer) }

  /// Bytes handed out so far.
  public var bytesRead: Int { count }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    guard !isEnded, buffer.count > 0 else { return 0 }
    let got = try handle.read(pointer, buffer, file: file)
    if got == 0 {
      isEnded = true
      if count < entry.bytes {
        throw .archiveDamaged(
          file, LocalizedText(id: "isi arsip terpotong", en: "the content of the archive is cut off"))
      }
      return 0
    }
    count += got
    if count > entry.bytes {
      isEnded = true
      throw .archiveDamaged(
        file,
        LocalizedText(
          id: "isi arsip lebih besar dari yang dinyatakannya",
          en: "the content of the archive is larger than it says"))
    }
    if count > limits.ratioFloor, count / max(1, entry.compressedBytes) > limits.maximumRatio {
      isEnded = true
      throw .archiveTooLarge(
        file,
        LocalizedText(
          id: "isi arsip mengembang lebih dari \(limits.maximumRatio) kali, seperti bom ZIP",
          en: "the content of the archive grows more than \(limits.maximumRatio) times, as a ZIP bomb does"))
    }
    return got
  }
}
