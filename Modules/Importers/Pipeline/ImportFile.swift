import Crypto
public import Diagnostics
import Foundation
public import Storage
public import Tabular

/// A file to be imported, or standard input as `-`. What can be read only once, as standard input and pipes, is written to
/// a temporary file first.
public struct ImportFile: Sendable {
  /// As the user named it.
  public let name: String
  let path: String
  /// Standard input's copy goes with its last reference.
  private let spool: Spool?

  public init(_ name: String) throws(Diagnostic) {
    self.name = name
    if name == "-" || Self.isStream(name) {
      let spool = try Spool(name)
      path = spool.path
      self.spool = spool
    } else {
      path = name
      spool = nil
    }
  }

  /// Whether a path names something that flows by once: a pipe, a process substitution, a device.
  private static func isStream(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  /// A file at `path` that stands for the one users know as `name`.
  public init(_ name: String, at path: String) {
    self.name = name
    self.path = path
    spool = nil
  }

  /// The bytes of the file; their digest is known once they were read to the end.
  public func source() throws(Diagnostic) -> HashingByteSource {
    do {
      return HashingByteSource(try FileByteSource(path: path))
    } catch {
      guard spool != nil else { throw error }
      var renamed = error
      renamed.place = Place(file: name)
      throw renamed
    }
  }

  private final class Spool: Sendable {
    let path: String

    init(_ name: String) throws(Diagnostic) {
      path = NSTemporaryDirectory() + "/sinergi-stdin-\(UUID().uuidString)"
      guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
        let output = FileHandle(forWritingAtPath: path)
      else { throw Self.failure(name, path) }
      guard let input = name == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: name) else {
        try? FileManager.default.removeItem(atPath: path)
        throw Self.failure(name, String(cString: strerror(errno)))
      }
      do {
        while let data = try input.read(upToCount: 1 << 20), !data.isEmpty {
          try output.write(contentsOf: data)
        }
        try output.close()
      } catch {
        try? FileManager.default.removeItem(atPath: path)
        throw Self.failure(name, "\(error.localizedDescription)")
      }
    }

    private static func failure(_ name: String, _ detail: String) -> Diagnostic {
      Diagnostic(
        code: "file-unreadable",
        message: LocalizedText(
          id: "masukan standar tidak dapat disimpan sementara (\(detail))",
          en: "standard input could not be kept temporarily (\(detail))"), place: Place(file: name))
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}

/// Bytes that are digested as they pass.
public final class HashingByteSource: ByteSource, @unchecked Sendable {
  // One thread reads at a time; the fingerprint is asked for after the end.
  private var source: any ByteSource
  private var hash = SHA256()
  private var bytes = 0

  init(_ source: any ByteSource) { self.source = source }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let count = try source.read(into: buffer)
    hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<count]))
    bytes += count
    return count
  }

  /// Size and SHA-256 of what was read.
  public func fingerprint() -> FileFingerprint {
    FileFingerprint(bytes: bytes, sha256: Self.hexadecimal(hash.finalize()))
  }

  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
