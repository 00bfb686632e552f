import Foundation

/// The reader of a pipe has gone: nobody wants the rest, which is no problem to tell anybody about.
package struct ClosedPipe: Error {}

/// A write that the system refused.
package struct SystemError: Error {
  package var number: Int32
}

/// Writes to a file descriptor through a buffer.
package final class DescriptorSink: ByteSink {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16

  package init(_ descriptor: Int32) {
    self.descriptor = descriptor
    buffer.reserveCapacity(Self.capacity)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    if buffer.count + bytes.count > Self.capacity { try flush() }
    if bytes.count >= Self.capacity { return try Self.writeAll(bytes, to: descriptor) }
    buffer.append(contentsOf: bytes)
  }

  /// Hands what is buffered to the system.
  package func flush() throws {
    defer { buffer.removeAll(keepingCapacity: true) }
    try buffer.withUnsafeBytes { try Self.writeAll($0, to: descriptor) }
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws {
    var rest = bytes
    while !rest.isEmpty {
      let (count, error) = withBrokenPipesAsErrors { () -> (Int, Int32) in
        let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
        return (count, count < 0 ? errno : 0)
      }
      if count >= 0 {
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if error == EPIPE {
        throw ClosedPipe()
      } else if error == EAGAIN {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&ready, 1, -1)
      } else if error != EINTR {
        throw SystemError(number: error)
      }
    }
  }

  /// Runs `body` with SIGPIPE held back on this thread and, where `body` raised one, taken off the queue again, so that
  /// a closed pipe is an error like any other and the process's own handling of the signal stays as it was.
  private static func withBrokenPipesAsErrors(_ body: () -> (Int, Int32)) -> (Int, Int32) {
    var pipe = sigset_t()
    var before = sigset_t()
    var pending = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    sigpending(&pending)
    let wasPending = sigismember(&pending, SIGPIPE) == 1
    pthread_sigmask(SIG_BLOCK, &pipe, &before)
    let result = body()
    // A write that ends early because the reader left raises the signal too, although it succeeds.
    if !wasPending {
      var now = timespec(tv_sec: 0, tv_nsec: 0)
      _ = sigtimedwait(&pipe, nil, &now)
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
    return result
  }
}
