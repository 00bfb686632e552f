public import Diagnostics

/// Where bytes come from: a file, standard input, memory, or another source that decodes on the way.
public protocol ByteSource: Sendable {
  /// Fills the front of `buffer` and returns how many bytes were written; 0 means the end.
  ///
  /// May return fewer bytes than fit. Throws `file-unreadable` where the system refuses.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int
}
