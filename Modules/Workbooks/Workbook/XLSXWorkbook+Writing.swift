import Diagnostics
import Foundation

extension XLSXWorkbook {
  /// Makes a workbook of about `cells` cells and hands its bytes to `sink`.
  ///
  /// - Parameters:
  ///   - streaming: whether rows go to a temporary file as they come.
  ///   - isHuge: whether a part may pass 4 GiB.
  /// - Throws: a `Diagnostic` with the code `output-unwritable`; what `body` throws.
  package static func write(
    cells: Int, streaming: Bool = false, isHuge: Bool = false, to sink: any ByteSink,
    _ body: (XLSXWorkbook) throws -> Void
  ) throws {
    let file = try TemporaryFile()
    defer { file.remove() }
    try requireSpace(bytes: 1 << 20 + 200 * cells, besides: file.path)
    let workbook = try XLSXWorkbook(path: file.path, streaming: streaming, isHuge: isHuge)
    do {
      try body(workbook)
    } catch {
      // Frees what libxlsxwriter holds.
      try? workbook.close()
      throw error
    }
    try workbook.close()
    try copy(file.descriptor, to: sink)
  }

  private static func copy(_ descriptor: Int32, to sink: any ByteSink) throws {
    lseek(descriptor, 0, SEEK_SET)
    try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { block in
      while true {
        let count = read(descriptor, block.baseAddress, block.count)
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw Diagnostic.outputUnwritable(nil, errno) }
        if count == 0 { return }
        try sink.write(UnsafeRawBufferPointer(rebasing: block[..<count]))
      }
    }
  }

  /// libxlsxwriter does not notice a disk that fills up under its temporary files, so there must be room beforehand.
  private static func requireSpace(bytes: Int, besides path: String) throws(Diagnostic) {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return }
    if status.f_bavail < UInt(bytes) / max(1, status.f_frsize) {
      throw Diagnostic.outputUnwritable(NSTemporaryDirectory(), ENOSPC)
    }
  }
}
