/// The columns of a table of JSON records: finds the value of each in a record.
struct JSONColumns: Sendable {
  /// A value: a node of the records' tape, or of the tape of what stands around a long list.
  struct Value {
    var node: Int
    var isInContext = false
  }

  /// Names known at one place of a record, and what they lead to.
  private struct Place: Sendable {
    var names: [(name: [UInt8], column: Int, place: Int)] = []
    /// For each member by its order the entry of `names` it was last time; -1 where it was none.
    var byOrder: [Int] = []
  }

  let titles: [String]
  private let paths: [JSONPath]
  private var places: [Place] = [Place()]
  /// Columns that are not a plain chain of members, and where their lists' elements were found last.
  private var others: [(column: Int, hints: [Int])] = []
  /// For each column where the value of the current record is, -1 where it has none.
  private(set) var values: [Value?]
  /// Whether any record had a value for a column, a null included.
  private(set) var wasFound: [Bool]
  /// Members of the current record that no column names, as dotted paths, where that is asked for.
  private(set) var unknown: [String] = []
  var reportsUnknown = false

  init(titles: [String], paths: [JSONPath]) {
    self.titles = titles
    self.paths = paths
    values = Array(repeating: nil, count: paths.count)
    wasFound = Array(repeating: false, count: paths.count)
    for (column, path) in paths.enumerated() {
      if path.origin == .record, let members = path.members, !members.isEmpty {
        insert(members, column: column)
      } else {
        others.append((column, Array(repeating: 0, count: path.steps.count)))
      }
    }
  }

  var count: Int { paths.count }

  func path(_ column: Int) -> JSONPath { paths[column] }

  private mutating func insert(_ members: [[UInt8]], column: Int) {
    var place = 0
    for (depth, name) in members.enumerated() {
      let isLast = depth == members.count - 1
      // The same path may be asked for twice: then it is looked up on its own.
      if let known = places[place].names.firstIndex(where: { $0.name == name }) {
        if isLast {
          if places[place].names[known].column < 0 {
            places[place].names[known].column = column
          } else {
            others.append((column, Array(repeating: 0, count: members.count)))
          }
        } else {
          if places[place].names[known].place < 0 {
            places.append(Place())
            places[place].names[known].place = places.count - 1
          }
          place = places[place].names[known].place
        }
      } else if isLast {
        places[place].names.append((name, column, -1))
      } else {
        places.append(Place())
        places[place].names.append((name, -1, places.count - 1))
        place = places.count - 1
      }
    }
  }

  /// Finds the values of one record. `enclosing` are the records around it, the nearest first.
  mutating func read(_ record: Int, in tape: JSONTape, enclosing: [Value], context: JSONTape) {
    for index in values.indices { values[index] = nil }
    if reportsUnknown { unknown.removeAll(keepingCapacity: true) }
    visit(record, place: 0, in: tape, prefix: "")
    for index in others.indices {
      let column = others[index].column
      let path = paths[column]
      var start: Value
      switch path.origin {
      case .record: start = Value(node: record)
      case .enclosing(let level):
        guard level <= enclosing.count else { continue }
        start = enclosing[level - 1]
      case .file, .folder, .member: continue
      }
      let node = JSONColumns.follow(
        path.steps, from: start.node, in: start.isInContext ? context : tape, hints: &others[index].hints)
      if let node {
        start.node = node
        values[column] = start
        wasFound[column] = true
      }
    }
  }

  private mutating func visit(_ node: Int, place: Int, in tape: JSONTape, prefix: String) {
    guard tape.kind(node) == .beginObject else { return }
    var at = node + 1
    let end = tape.end(of: node)
    var order = 0
    while at + 1 < end {
      let entry = find(at, order: order, place: place, in: tape)
      if entry >= 0 {
        let (_, column, inner) = places[place].names[entry]
        if column >= 0 {
          values[column] = Value(node: at + 1)
          wasFound[column] = true
        }
        if inner >= 0 {
          let path =
            reportsUnknown ? prefix + String(decoding: places[place].names[entry].name, as: UTF8.self) + "." : ""
          visit(at + 1, place: inner, in: tape, prefix: path)
        }
      } else if reportsUnknown {
        unknown.append(prefix + tape.withText(at) { String(decoding: $0, as: UTF8.self) })
      }
      at = tape.end(of: at + 1)
      order += 1
    }
  }

  /// The entry of a place for the member at a node: most likely the same as in the record before.
  @inline(__always)
  private mutating func find(_ node: Int, order: Int, place: Int, in tape: JSONTape) -> Int {
    if order < places[place].byOrder.count {
      let likely = places[place].byOrder[order]
      if likely >= 0, tape.isText(node, places[place].names[likely].name) { return likely }
    }
    let found = places[place].names.firstIndex { tape.isText(node, $0.name) } ?? -1
    if order < places[place].byOrder.count {
      places[place].byOrder[order] = found
    } else if order == places[place].byOrder.count, order < 4096 {
      places[place].byOrder.append(found)
    }
    return found
  }

  static func follow(_ steps: [JSONPath.Step], from start: Int, in tape: JSONTape, hints: inout [Int]) -> Int? {
    var node = start
    for (index, step) in steps.enumerated() {
      let next: Int? =
        switch step {
        case .member(let name): tape.member(node, name)
        case .index(let position): tape.element(node, position)
        case .element(let key, let value): tape.element(node, key: key, value: value, hint: &hints[index])
        case .each: nil
        }
      guard let next else { return nil }
      node = next
    }
    return node
  }
}
