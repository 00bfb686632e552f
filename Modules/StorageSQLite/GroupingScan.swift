import Domain
import Storage

/// Answers a `DatasetQuery` in one pass over the rows of a period in order of their regions.
///
/// Rows and register are both ordered, so that the codes the register does not hold are found by walking along it, and
/// a group of regions is complete when the next begins: SQLite would sort for `GROUP BY` and look each code up.
struct GroupingScan {
  private let query: DatasetQuery
  private let declaration: DatasetDeclaration
  private let select: PreparedStatement
  private let divisor: Int64
  /// Nil counts every code.
  private let kinds: Kinds?
  /// For each aggregate, the column it reads; nil for counting rows.
  private let columns: [Int32?]

  init(_ query: DatasetQuery, _ declaration: DatasetDeclaration, _ connection: OpaquePointer) throws {
    self.query = query
    self.declaration = declaration
    divisor = query.level == .nation ? 0 : query.level.villageDivisor / declaration.level.villageDivisor
    kinds = Kinds(declaration)
    var expressions: [String] = query.groupedBy.map { Self.value($0, declaration) }
    var columns: [Int32?] = []
    for aggregate in query.aggregates {
      let expression: String
      switch aggregate {
      case .rows, .regions:
        columns.append(nil)
        continue
      case .published(let id): expression = "d.\"\(id)\""
      case .present(let id), .mean(let id), .sum(let id), .minimum(let id), .maximum(let id):
        expression = Self.value(id, declaration)
      }
      let known = expressions.dropFirst(query.groupedBy.count).firstIndex(of: expression)
      columns.append(Int32(1 + (known ?? expressions.count)))
      if known == nil { expressions.append(expression) }
    }
    self.columns = columns
    let filters = query.filters.map { filter in
      let values = filter.values.map(String.init).joined(separator: ", ")
      return " AND \(Self.value(filter.field, declaration)) IN (\(values))"
    }.joined()
    let list = (["d.region"] + expressions).joined(separator: ", ")
    select = try PreparedStatement(
      connection,
      """
      SELECT \(list) FROM "\(declaration.table)" d
      WHERE d.period = ? AND d.region BETWEEN ? AND ?\(filters) ORDER BY d.region
      """)
    let range = query.region.range(of: declaration.level)
    select.bind(Int64(query.period.number), at: 1)
    select.bind(range.lowerBound, at: 2)
    select.bind(range.upperBound, at: 3)
  }

  /// The leading digits of the fourth group of codes that count, one bit each.
  struct Kinds {
    private let digits: UInt16

    /// Nil where every code of the dataset counts.
    init?(_ declaration: DatasetDeclaration) {
      guard declaration.level == .village, !declaration.appliesTo.isEmpty else { return nil }
      digits = declaration.appliesTo.reduce(0) { $0 | 1 << UInt16($1.leadingDigit) }
    }

    @inline(__always)
    func hold(_ region: Int64) -> Bool { digits >> UInt16(truncatingIfNeeded: region % 10_000 / 1000) & 1 != 0 }
  }

  /// The figure of record, or the recomputed one where none was published.
  static func value(_ id: String, _ declaration: DatasetDeclaration) -> String {
    let isComputable = declaration.field(id)?.isComputable ?? false
    return isComputable ? "coalesce(d.\"\(id)\", d.\"\(id)\(Identifier.computedSuffix)\")" : "d.\"\(id)\""
  }

  /// - Parameter register: the codes that count, ascending; nil counts all.
  func run(register: [Int64]?) throws -> [DatasetGroup] {
    var answer: [DatasetGroup] = []
    var open = OpenGroups(groups: query.groupedBy.count, aggregates: query.aggregates.count)
    var position = 0
    var current: Int64?
    defer { select.reset() }
    while try select.step() {
      let region = select.integer(0)
      if let register {
        while position < register.count, register[position] < region { position += 1 }
        guard position < register.count, register[position] == region else { continue }
      }
      if let kinds, !kinds.hold(region) { continue }
      let group = divisor == 0 ? 0 : region / divisor
      if group != current {
        if let current { open.close(current, query.aggregates, into: &answer) }
        current = group
      }
      add(region, to: &open)
    }
    if let current { open.close(current, query.aggregates, into: &answer) }
    return answer
  }

  private func add(_ region: Int64, to open: inout OpenGroups) {
    let slot = open.slot { index in
      let column = Int32(1 + index)
      return select.isNull(column) ? Cell.missing : select.integer(column)
    }
    for (index, column) in columns.enumerated() {
      guard let column else {
        if case .regions = query.aggregates[index] {
          open.add(region: region, slot, index)
        } else {
          open.add(1, slot, index)
        }
        continue
      }
      if !select.isNull(column) { open.add(select.real(column), slot, index) }
    }
  }
}

/// The groups of the regions under way: few, as classes are few.
private struct OpenGroups {
  private struct Fold {
    var count = 0
    var sum = 0.0
    var least = Double.infinity
    var most = -Double.infinity
    var region: Int64 = -1
  }

  private let groups: Int
  private let aggregates: Int
  private var keys: [Int64] = []
  private var folds: [Fold] = []
  private var last = 0

  init(groups: Int, aggregates: Int) {
    self.groups = groups
    self.aggregates = aggregates
  }

  /// The place of the group whose keys `key` gives; the last one is tried first.
  @inline(__always)
  mutating func slot(_ key: (Int) -> Int64) -> Int {
    let count = groups == 0 ? (folds.isEmpty ? 0 : 1) : keys.count / groups
    if last < count, matches(last, key) { return last }
    for slot in 0..<count where matches(slot, key) {
      last = slot
      return slot
    }
    for index in 0..<groups { keys.append(key(index)) }
    for _ in 0..<max(1, aggregates) { folds.append(Fold()) }
    last = count
    return count
  }

  @inline(__always)
  private func matches(_ slot: Int, _ key: (Int) -> Int64) -> Bool {
    for index in 0..<groups where keys[slot * groups + index] != key(index) { return false }
    return true
  }

  @inline(__always)
  mutating func add(_ value: Double, _ slot: Int, _ aggregate: Int) {
    let index = slot * max(1, aggregates) + aggregate
    folds[index].count += 1
    folds[index].sum += value
    folds[index].least = min(folds[index].least, value)
    folds[index].most = max(folds[index].most, value)
  }

  /// Counts a region once a group; rows come by region.
  @inline(__always)
  mutating func add(region: Int64, _ slot: Int, _ aggregate: Int) {
    let index = slot * max(1, aggregates) + aggregate
    guard folds[index].region != region else { return }
    folds[index].region = region
    folds[index].count += 1
  }

  /// Hands over the groups of a region, ordered by key (missing first), and forgets them.
  mutating func close(_ region: Int64, _ wanted: [DatasetQuery.Aggregate], into answer: inout [DatasetGroup]) {
    guard let code = RegionCode(region) else { return }
    let count = groups == 0 ? (folds.isEmpty ? 0 : 1) : keys.count / groups
    let slots = (0..<count).sorted { a, b in
      for index in 0..<groups {
        let (x, y) = (keys[a * groups + index], keys[b * groups + index])
        if x != y { return x == Cell.missing ? true : y == Cell.missing ? false : x < y }
      }
      return false
    }
    for slot in slots {
      let key = (0..<groups).map { index in
        keys[slot * groups + index] == Cell.missing ? nil : keys[slot * groups + index]
      }
      let values = wanted.indices.map { result(folds[slot * max(1, aggregates) + $0], wanted[$0]) }
      answer.append(DatasetGroup(region: code, groups: key, values: values))
    }
    keys.removeAll(keepingCapacity: true)
    folds.removeAll(keepingCapacity: true)
    last = 0
  }

  private func result(_ fold: Fold, _ aggregate: DatasetQuery.Aggregate) -> Double? {
    switch aggregate {
    case .rows, .regions, .present, .published: Double(fold.count)
    case .sum: fold.count > 0 ? fold.sum : nil
    case .mean: fold.count > 0 ? fold.sum / Double(fold.count) : nil
    case .minimum: fold.count > 0 ? fold.least : nil
    case .maximum: fold.count > 0 ? fold.most : nil
    }
  }
}
