import Crypto
import Foundation
import Storage
import Tabular

/// Digests an input on a thread of its own while others read it: a file's bytes, or for a folder the names and digests of its
/// files in order.
final class InputFingerprint: @unchecked Sendable {
  // Written by the digesting thread before it signals, read after.
  private var result = FileFingerprint(bytes: 0, sha256: "")
  private let finished = DispatchSemaphore(value: 0)
  private var isTaken = false

  init(path: String) {
    let thread = Thread { [self] in
      result = Self.digest(path)
      finished.signal()
    }
    thread.start()
  }

  /// Size and SHA-256, once they are known. To be asked once.
  func value() -> FileFingerprint {
    if !isTaken {
      finished.wait()
      isTaken = true
    }
    return result
  }

  private static func digest(_ path: String) -> FileFingerprint {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return file(path)
    }
    var hash = SHA256()
    var bytes = 0
    let names = (FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []).sorted()
    for name in names {
      let full = path + "/" + name
      guard FileManager.default.fileExists(atPath: full, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      let one = file(full)
      bytes += one.bytes
      hash.update(data: Data("\(name)\n\(one.sha256)\n".utf8))
    }
    return FileFingerprint(bytes: bytes, sha256: HashingByteSource.hexadecimal(hash.finalize()))
  }

  private static func file(_ path: String) -> FileFingerprint {
    guard let source = try? FileByteSource(path: path) else { return FileFingerprint(bytes: 0, sha256: "") }
    let hashing = HashingByteSource(source)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while let count = try? hashing.read(into: buffer), count > 0 {}
    return hashing.fingerprint()
  }
}
