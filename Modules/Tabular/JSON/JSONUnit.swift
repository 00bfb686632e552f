import Diagnostics

/// Some values of one document laid out for reading records from them: the whole document, lines, or elements of a long list.
struct JSONUnit: Sendable {
  /// A value, or text that is none.
  enum Root: Sendable {
    case value(Int)
    case broken(Diagnostic, raw: String)
  }

  /// A record and the ones around it.
  struct Record: Sendable {
    var root: Root
    /// The index in `parents` of the record around it, -1 for none.
    var parent: Int32 = -1
  }

  struct Parent: Sendable {
    var value: JSONColumns.Value
    var parent: Int32
  }

  var document: JSONDocument
  var tape = JSONTape()
  var roots: [Root] = []
  /// Whether the records before these belong to another document.
  var isFirst = false

  private(set) var records: [Record] = []
  private(set) var parents: [Parent] = []
  /// Roots in which the path of records led nowhere.
  private(set) var unmatched = 0

  /// Finds the records in the roots. Where `inContext` is set, the roots are elements of a list and the document around it is
  /// the context's first value.
  mutating func findRecords(_ steps: ArraySlice<JSONPath.Step>, inContext: Bool) {
    if inContext { parents.append(Parent(value: JSONColumns.Value(node: 0, isInContext: true), parent: -1)) }
    for root in roots {
      switch root {
      case .broken: records.append(Record(root: root))
      case .value(let node):
        let before = (records.count, parents.count)
        let isFound = expand(node, steps, holder: inContext ? 0 : -1, isElement: inContext)
        if !isFound {
          unmatched += 1
          records.removeSubrange(before.0...)
          parents.removeSubrange(before.1...)
        }
      }
    }
  }

  /// Adds the records below a value; false where the path does not exist in it. `holder` is the record that the value belongs
  /// to, the value itself where it is one (`isElement`) being added on the way in.
  private mutating func expand(
    _ node: Int, _ steps: ArraySlice<JSONPath.Step>, holder: Int32, isElement: Bool
  ) -> Bool {
    guard let step = steps.first else {
      // A list at the end of the path stands for its elements, but an element of a list is a record even if it is one.
      guard !isElement, tape.kind(node) == .beginArray else {
        records.append(Record(root: .value(node), parent: holder))
        return true
      }
      return expandEach(node, [], holder: holder)
    }
    let rest = steps.dropFirst()
    // What is looked into belongs to a record of its own: the document, or an element.
    var holder = holder
    if isElement || holder < 0 {
      parents.append(Parent(value: JSONColumns.Value(node: node), parent: holder))
      holder = Int32(truncatingIfNeeded: parents.count - 1)
    }
    switch step {
    case .each: return expandEach(node, rest, holder: holder)
    default:
      var hints = [0]
      guard let next = JSONColumns.follow([step], from: node, in: tape, hints: &hints) else { return false }
      return expand(next, rest, holder: holder, isElement: false)
    }
  }

  private mutating func expandEach(
    _ node: Int, _ steps: ArraySlice<JSONPath.Step>, holder: Int32
  ) -> Bool {
    guard tape.kind(node) == .beginArray else { return false }
    var holder = holder
    if holder < 0 {
      parents.append(Parent(value: JSONColumns.Value(node: node), parent: -1))
      holder = Int32(truncatingIfNeeded: parents.count - 1)
    }
    var at = node + 1
    let end = tape.end(of: node)
    while at < end {
      // One element without the list does not spoil the others.
      if !expand(at, steps, holder: holder, isElement: true) { unmatched += 1 }
      at = tape.end(of: at)
    }
    return true
  }

  /// The records around one, the nearest first.
  func enclosing(_ record: Record) -> [JSONColumns.Value] {
    var values: [JSONColumns.Value] = []
    var at = record.parent
    while at >= 0 {
      values.append(parents[Int(at)].value)
      at = parents[Int(at)].parent
    }
    return values
  }

  /// Makes the unit empty, keeping its memory.
  mutating func reset(_ document: JSONDocument, isFirst: Bool) {
    self.document = document
    self.isFirst = isFirst
    tape.removeAll()
    roots.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    parents.removeAll(keepingCapacity: true)
    unmatched = 0
  }
}
