/// The memory of one scanner: the part of the text that it looks at, the string just unescaped, and what is open.
final class JSONMemory: @unchecked Sendable {
  private(set) var window: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  private(set) var scratch: UnsafeMutablePointer<UInt8>
  private var scratchCapacity: Int
  /// For each open array or object whether it is an object.
  let isObject: UnsafeMutablePointer<Bool>

  init(capacity: Int, depth: Int) {
    self.capacity = capacity
    scratchCapacity = 256
    window = .allocate(capacity: capacity)
    scratch = .allocate(capacity: scratchCapacity)
    isObject = .allocate(capacity: depth + 1)
    isObject.initialize(repeating: false, count: depth + 1)
  }

  deinit {
    window.deallocate()
    scratch.deallocate()
    isObject.deallocate()
  }

  /// Makes room for `size` bytes in the window, keeping the first `count`.
  func grow(to size: Int, keeping count: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: size)
    larger.update(from: window, count: count)
    window.deallocate()
    window = larger
    capacity = size
  }

  /// Makes room for an unescaped string, whose old contents are dropped.
  func reserveScratch(_ size: Int) {
    guard size > scratchCapacity else { return }
    scratch.deallocate()
    scratchCapacity = max(size, scratchCapacity * 2)
    scratch = .allocate(capacity: scratchCapacity)
  }
}
