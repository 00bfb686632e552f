import Diagnostics
import Synchronization

/// The texts that cells of a workbook refer to by number: in one piece of memory, or in temporary files where they are
/// more than a limit.
///
/// Written by one owner, then only read.
final class SharedStrings: @unchecked Sendable {
  static let empty = SharedStrings(file: "", bytesInMemory: 0, maximumBytes: 0)

  private let file: String
  private let bytesInMemory: Int
  private let maximumBytes: Int
  private(set) var count = 0
  /// String `i` is `arena[offsets[i]..<offsets[i + 1]]`, as long as nothing was spooled.
  private var arena: [UInt8] = []
  private var offsets: [UInt32] = [0]
  private var spooled: (bytes: SpoolFile, offsets: SpoolFile)?
  /// Sheets read side by side share the spool files' pages.
  private let lock = Mutex<Void>(())

  init(file: String, bytesInMemory: Int, maximumBytes: Int) {
    self.file = file
    self.bytesInMemory = min(bytesInMemory, 1 << 30)
    self.maximumBytes = maximumBytes
  }

  /// Whether the strings went to temporary files.
  var isSpooled: Bool { spooled != nil }

  /// Throws `archive-too-large` beyond the limit and `temporary-file-failed`.
  func append(_ text: UnsafeRawBufferPointer) throws(Diagnostic) {
    if spooled == nil, arena.count + text.count + 4 * offsets.count > bytesInMemory { try spool() }
    if let spooled {
      guard spooled.bytes.count + text.count <= maximumBytes else { throw tooLarge }
      try spooled.bytes.append(text)
      try SharedStrings.append(spooled.bytes.count, to: spooled.offsets)
    } else {
      guard arena.count + text.count <= maximumBytes else { throw tooLarge }
      arena.append(contentsOf: text)
      offsets.append(UInt32(arena.count))
    }
    count += 1
  }

  /// To be called after the last string.
  func finish() throws(Diagnostic) {
    // Vectors are loaded whole from a string's start on.
    if spooled == nil { arena.append(contentsOf: [UInt8](repeating: 0x20, count: 16)) }
    try spooled?.bytes.flush()
    try spooled?.offsets.flush()
  }

  /// Appends a string to a buffer; false where there is none of that number.
  func read(_ index: Int, into text: inout [UInt8]) throws(Diagnostic) -> Bool {
    guard index >= 0, index < count else { return false }
    guard let spooled else {
      text.append(contentsOf: arena[Int(offsets[index])..<Int(offsets[index + 1])])
      return true
    }
    let result: Result<[UInt8], Diagnostic> = lock.withLock { _ in
      do throws(Diagnostic) {
        let start = try SharedStrings.number(index, in: spooled.offsets)
        let end = try SharedStrings.number(index + 1, in: spooled.offsets)
        var bytes = [UInt8](repeating: 0, count: end - start)
        let outcome: Result<Void, Diagnostic> = bytes.withUnsafeMutableBytes { buffer in
          do throws(Diagnostic) { return .success(try spooled.bytes.read(at: start, into: buffer)) } catch {
            return .failure(error)
          }
        }
        try outcome.get()
        return .success(bytes)
      } catch {
        return .failure(error)
      }
    }
    text.append(contentsOf: try result.get())
    return true
  }

  /// The strings in memory, for the fast path; nothing where they are spooled.
  func withMemory<R>(
    _ body: (_ bytes: UnsafePointer<UInt8>?, _ offsets: UnsafePointer<UInt32>?, _ count: Int) -> R
  ) -> R {
    arena.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { body(bytes.baseAddress, $0.baseAddress, spooled == nil ? count : 0) }
    }
  }

  private var tooLarge: Diagnostic {
    .archiveTooLarge(
      file,
      LocalizedText(
        id: "teks di buku kerja lebih dari \(maximumBytes >> 20) MB",
        en: "the texts of the workbook are more than \(maximumBytes >> 20) MB"))
  }

  private func spool() throws(Diagnostic) {
    let files = (bytes: try SpoolFile(for: file), offsets: try SpoolFile(for: file))
    try files.bytes.append(arena)
    for offset in offsets { try SharedStrings.append(Int(offset), to: files.offsets) }
    spooled = files
    arena = []
    offsets = []
  }

  private static func append(_ number: Int, to file: SpoolFile) throws(Diagnostic) {
    var bytes = UInt64(number).littleEndian
    let outcome: Result<Void, Diagnostic> = withUnsafeBytes(of: &bytes) { buffer in
      do throws(Diagnostic) { return .success(try file.append(buffer)) } catch { return .failure(error) }
    }
    try outcome.get()
  }

  private static func number(_ index: Int, in file: SpoolFile) throws(Diagnostic) -> Int {
    var number: UInt64 = 0
    let outcome: Result<Void, Diagnostic> = withUnsafeMutableBytes(of: &number) { buffer in
      do throws(Diagnostic) { return .success(try file.read(at: index * 8, into: buffer)) } catch {
        return .failure(error)
      }
    }
    try outcome.get()
    return Int(UInt64(littleEndian: number))
  }
}

extension SpoolFile {
  func append(_ bytes: [UInt8]) throws(Diagnostic) {
    let outcome: Result<Void, Diagnostic> = bytes.withUnsafeBytes { buffer in
      do throws(Diagnostic) { return .success(try append(buffer)) } catch { return .failure(error) }
    }
    try outcome.get()
  }
}
