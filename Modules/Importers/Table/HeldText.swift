/// Text whose bytes stay where they are as long as it lives, for cells that stand beside the rows.
final class HeldText: @unchecked Sendable {
  // Written once in `init`, only read afterwards.
  private let storage: UnsafeMutableRawBufferPointer

  init(_ text: String) {
    let utf8 = Array(text.utf8)
    storage = .allocate(byteCount: max(1, utf8.count), alignment: 1)
    storage.copyBytes(from: utf8)
    count = utf8.count
  }

  private let count: Int

  var text: String { String(decoding: bytes, as: UTF8.self) }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: storage[..<count]) }

  deinit { storage.deallocate() }
}
