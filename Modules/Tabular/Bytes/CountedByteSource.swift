import Diagnostics
import Synchronization

/// How many bytes of a file have been read, for progress bars.
final class ByteCount: Sendable {
  private let bytes = Atomic<Int>(0)

  var value: Int { bytes.load(ordering: .relaxed) }

  func add(_ count: Int) { bytes.add(count, ordering: .relaxed) }
}

/// Counts the bytes of another source as they are read.
struct CountedByteSource: ByteSource {
  private var source: any ByteSource
  private let count: ByteCount

  init(_ source: any ByteSource, count: ByteCount) {
    self.source = source
    self.count = count
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
    let got = try source.read(into: buffer)
    count.add(got)
    return got
  }
}
