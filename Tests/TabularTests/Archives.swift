import CZip
import Diagnostics
import Foundation
import Tabular

/// Writes ZIP archives with libzip, for tests.
enum Archives {
  struct Failure: Error {}

  /// An archive of these entries, in order; `password` encrypts all of them.
  static func zip(_ entries: [(name: String, bytes: [UInt8])], isStored: Bool = false, password: String? = nil) throws
    -> [UInt8]
  {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "a.zip").path
    var number: Int32 = 0
    guard let archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &number) else { throw Failure() }
    var kept: [UnsafeMutableRawPointer] = []
    defer { for pointer in kept { pointer.deallocate() } }
    for (name, bytes) in entries {
      let copy = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
      kept.append(copy)
      bytes.withUnsafeBytes { if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) } }
      guard let source = zip_source_buffer(archive, copy, UInt64(bytes.count), 0) else { throw Failure() }
      let index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8)
      guard index >= 0 else { throw Failure() }
      if isStored { zip_set_file_compression(archive, UInt64(index), Int32(ZIP_CM_STORE), 0) }
      if let password { zip_file_set_encryption(archive, UInt64(index), UInt16(ZIP_EM_TRAD_PKWARE), password) }
    }
    guard zip_close(archive) == 0 else { throw Failure() }
    return Array(try Data(contentsOf: URL(filePath: path)))
  }

  /// Opens bytes as an archive and hands it over while its file is there.
  static func open(_ bytes: [UInt8], limits: ZipLimits = ZipLimits()) throws -> ZipArchive {
    let folder = try TemporaryFolder()
    return try ZipArchive(path: try folder.file("a.zip", bytes), file: "a.zip", limits: limits)
  }
}

extension ZipArchive {
  /// All bytes of an entry.
  func bytes(of entry: ZipEntry, chunk: Int = 1 << 14) throws(Diagnostic) -> [UInt8] {
    let source = try content(of: entry)
    var bytes: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 1)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }
}

/// The code of the diagnostic that a piece of work throws, or nil.
func code(_ work: () throws -> Void) -> String? {
  do {
    try work()
    return nil
  } catch let diagnostic as Diagnostic {
    return diagnostic.code
  } catch {
    return "\(error)"
  }
}
