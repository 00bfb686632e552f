import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary copy of what has to be read from more than one end; it is deleted with its last user.
final class SpooledFile: Sendable {
  let path: String
  let size: Int

  /// Copies a source to its end. Throws `archive-too-large` beyond `limit` bytes, `spool-failed` where the temporary folder
  /// takes no more.
  init(_ source: any ByteSource, file: String, limit: Int) throws(Diagnostic) {
    var source = source
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/sinergi-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw .spoolFailed(file, error: errno) }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    do throws(Diagnostic) {
      size = try SpooledFile.copy(&source, to: descriptor, file: file, limit: limit)
    } catch {
      _ = close(descriptor)
      unlink(path)
      throw error
    }
    _ = close(descriptor)
    self.path = path
  }

  deinit { unlink(path) }

  private static func copy(
    _ source: inout any ByteSource, to descriptor: Int32, file: String, limit: Int
  ) throws(Diagnostic) -> Int {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var total = 0
    while true {
      let count = try source.fill(&buffer, from: 0)
      if count == 0 { return total }
      total += count
      if total > limit {
        throw .archiveTooLarge(
          file, LocalizedText(id: "isinya lebih dari \(limit) bita", en: "it holds more than \(limit) bytes"))
      }
      var written = 0
      while written < count {
        let got = buffer.withUnsafeBytes { bytes in
          write(descriptor, bytes.baseAddress.map { $0 + written }, count - written)
        }
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { throw .spoolFailed(file, error: errno) }
        written += got
      }
    }
  }
}

extension Diagnostic {
  static func spoolFailed(_ file: String, error: Int32) -> Diagnostic {
    let reason = String(cString: strerror(error))
    return Diagnostic(
      code: "spool-failed",
      message: LocalizedText(
        id: "salinan sementara berkas ini tidak dapat ditulis (\(reason))",
        en: "the temporary copy of this file cannot be written (\(reason))"),
      place: Place(file: file),
      hint: LocalizedText(
        id: "kosongkan ruang di folder sementara, atau tunjuk folder lain dengan TMPDIR",
        en: "free space in the temporary folder, or name another one with TMPDIR"))
  }
}
