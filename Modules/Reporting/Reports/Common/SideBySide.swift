import Dispatch

/// Work on elements that stand for themselves, on all processors.
enum SideBySide {
  /// The results in the order of the elements.
  static func map<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @Sendable (Element) -> Result
  ) -> [Result] {
    let results = Results<Result>(elements.count)
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      results.put(body(elements[index]), at: index)
    }
    return results.all
  }

  private final class Results<Result: Sendable>: @unchecked Sendable {
    // Guarded by the queue.
    private var parts: [Result?]
    private let queue = DispatchQueue(label: "results")

    init(_ count: Int) { parts = Array(repeating: nil, count: count) }

    func put(_ part: Result, at index: Int) { queue.sync { parts[index] = part } }

    var all: [Result] { queue.sync { parts.compactMap { $0 } } }
  }
}
