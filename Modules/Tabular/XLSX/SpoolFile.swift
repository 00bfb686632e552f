import Diagnostics
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A temporary file that has no name any more: written once from front to back, then read anywhere through a few cached
/// pages. It goes away with its last reference, also when the process is killed.
final class SpoolFile: @unchecked Sendable {
  private static let pageBytes = 1 << 15
  private static let pageCount = 64

  private let descriptor: Int32
  private let file: String
  private var pending: [UInt8] = []
  private(set) var count = 0
  /// Which page lies in which slot, and its bytes.
  private var pageNumbers = [Int](repeating: -1, count: SpoolFile.pageCount)
  private var pages: UnsafeMutablePointer<UInt8>?

  /// `file` names the input in messages. Throws `temporary-file-failed`.
  init(for file: String) throws(Diagnostic) {
    self.file = file
    var template = Array((FileManager.default.temporaryDirectory.path + "/sinergi-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .temporaryFileFailed(file, reason: String(cString: strerror(errno))) }
    _ = unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    pending.reserveCapacity(1 << 17)
  }

  deinit {
    pages?.deallocate()
    _ = close(descriptor)
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws(Diagnostic) {
    pending.append(contentsOf: bytes)
    count += bytes.count
    if pending.count >= 1 << 16 { try flush() }
  }

  /// Writes out what is held back; to be called before reading.
  func flush() throws(Diagnostic) {
    var written = 0
    while written < pending.count {
      let got = pending.withUnsafeBytes { buffer in
        buffer.baseAddress.map { write(descriptor, $0 + written, buffer.count - written) } ?? -1
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .temporaryFileFailed(file, reason: String(cString: strerror(errno))) }
      written += got
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Reads bytes that were appended.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) {
    var done = 0
    while done < buffer.count {
      let number = (offset + done) / SpoolFile.pageBytes
      let within = (offset + done) % SpoolFile.pageBytes
      let page = try page(number)
      let part = min(buffer.count - done, SpoolFile.pageBytes - within)
      UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + part])
        .copyMemory(from: UnsafeRawBufferPointer(start: page + within, count: part))
      done += part
    }
  }

  private func page(_ number: Int) throws(Diagnostic) -> UnsafeMutablePointer<UInt8> {
    let memory = pages ?? .allocate(capacity: SpoolFile.pageBytes * SpoolFile.pageCount)
    pages = memory
    let slot = number % SpoolFile.pageCount
    let page = memory + slot * SpoolFile.pageBytes
    guard pageNumbers[slot] != number else { return page }
    pageNumbers[slot] = -1
    let start = number * SpoolFile.pageBytes
    let wanted = min(SpoolFile.pageBytes, count - start)
    var done = 0
    while done < wanted {
      let got = pread(descriptor, page + done, wanted - done, off_t(start + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw .temporaryFileFailed(file, reason: String(cString: strerror(errno))) }
      done += got
    }
    pageNumbers[slot] = number
    return page
  }
}
