import Foundation

/// Hands elements from one thread to another in order; the giver waits while `capacity` of them lie untaken, so that
/// memory stays bounded.
final class Handoff<Element: Sendable>: @unchecked Sendable {
  private let condition = NSCondition()
  private let capacity: Int
  private var waiting: [Element] = []
  private var ended = false
  private var failure: (any Error)?
  private var abandoned = false

  init(capacity: Int) { self.capacity = capacity }

  /// False once the taker has gone away: the giver can stop.
  func give(_ element: Element) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    while waiting.count >= capacity, !abandoned { condition.wait() }
    if abandoned { return false }
    waiting.append(element)
    condition.signal()
    return true
  }

  /// No more elements come; with a failure, the taker throws it after the last one.
  func end(_ failure: (any Error)? = nil) {
    condition.lock()
    ended = true
    self.failure = failure
    condition.broadcast()
    condition.unlock()
  }

  /// The next element, or nil at the end.
  func take() throws -> Element? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty, !ended { condition.wait() }
    if waiting.isEmpty {
      if let failure { throw failure }
      return nil
    }
    let element = waiting.removeFirst()
    condition.signal()
    return element
  }

  /// The taker stops early.
  func abandon() {
    condition.lock()
    abandoned = true
    waiting.removeAll()
    condition.broadcast()
    condition.unlock()
  }

  /// Runs `give` on a thread of its own and `take` on this one; both are done when this returns.
  static func run<Result>(
    capacity: Int, give: @escaping @Sendable (Handoff) throws -> Void, take: (Handoff) throws -> Result
  ) throws -> Result {
    let handoff = Handoff(capacity: capacity)
    let finished = DispatchSemaphore(value: 0)
    let thread = Thread {
      do {
        try give(handoff)
        handoff.end()
      } catch {
        handoff.end(error)
      }
      finished.signal()
    }
    thread.stackSize = 4 << 20
    thread.start()
    defer {
      handoff.abandon()
      finished.wait()
    }
    return try take(handoff)
  }
}
