import CZip
import Diagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// An open archive of libzip. Entries may be read side by side, also from several threads: each call holds the lock, for
/// libzip itself knows none.
final class ZipHandle: @unchecked Sendable {
  private let lock = Mutex<Void>(())
  private let archive: OpaquePointer

  /// Takes over a stream, which is closed with the archive or at once where it cannot be opened.
  init(stream: UnsafeMutablePointer<FILE>, file: String) throws(Diagnostic) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_filep_create(stream, 0, 0, &error) else {
      fclose(stream)
      throw ZipHandle.diagnostic(zip_error_code_zip(&error), file: file)
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      let code = zip_error_code_zip(&error)
      zip_source_free(source)
      throw ZipHandle.diagnostic(code, file: file)
    }
    self.archive = archive
  }

  deinit { zip_discard(archive) }

  /// The entries as libzip sees them.
  func entries() -> [ZipEntry] {
    lock.withLock { _ in
      (0..<UInt64(max(0, zip_get_num_entries(archive, 0)))).compactMap { index in
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, index, 0, &status) == 0, let name = zip_get_name(archive, index, 0) else {
          return nil
        }
        return ZipEntry(
          index: Int(index), name: String(cString: name), compressedBytes: Int(clamping: status.comp_size),
          bytes: Int(clamping: status.size), isEncrypted: Int32(status.encryption_method) != ZIP_EM_NONE)
      }
    }
  }

  func openEntry(_ index: Int, file: String) throws(Diagnostic) -> OpaquePointer {
    let result: Result<OpaquePointer, Diagnostic> = lock.withLock { _ in
      if let entry = zip_fopen_index(archive, UInt64(index), 0) { return .success(entry) }
      return .failure(ZipHandle.diagnostic(zip_error_code_zip(zip_get_error(archive)), file: file))
    }
    return try result.get()
  }

  func closeEntry(_ entry: OpaquePointer) { lock.withLock { _ in _ = zip_fclose(entry) } }

  /// Inflates into a buffer; 0 at the end, where the checksum has been compared.
  func read(_ entry: OpaquePointer, _ buffer: UnsafeMutableRawBufferPointer, file: String) throws(Diagnostic) -> Int {
    let result: Result<Int, Diagnostic> = lock.withLock { _ in
      let count = zip_fread(entry, buffer.baseAddress, UInt64(buffer.count))
      if count >= 0 { return .success(Int(count)) }
      return .failure(ZipHandle.diagnostic(zip_error_code_zip(zip_file_get_error(entry)), file: file))
    }
    return try result.get()
  }

  private static func diagnostic(_ code: Int32, file: String) -> Diagnostic {
    switch code {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: .fileEncrypted(file)
    case ZIP_ER_COMPNOTSUPP: .archiveMethodUnsupported(file)
    case ZIP_ER_CRC:
      .archiveDamaged(
        file,
        LocalizedText(
          id: "isi arsip tidak cocok dengan angka pemeriksanya (CRC)",
          en: "the content of the archive does not match its checksum (CRC)"))
    case ZIP_ER_NOZIP:
      .archiveDamaged(
        file,
        LocalizedText(
          id: "berkas bukan arsip ZIP yang utuh", en: "the file is no complete ZIP archive"))
    default:
      .archiveDamaged(
        file,
        LocalizedText(
          id: "arsip terpotong atau rusak (libzip \(code))", en: "the archive is cut off or damaged (libzip \(code))"))
    }
  }
}
