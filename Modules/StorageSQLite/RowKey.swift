import Domain

/// The key of the row at hand: period, region and, for ledgers, the cells of the key fields.
final class RowKey {
  private(set) var period: Int64 = 0
  private(set) var region: Int64 = 0
  /// Cells of the key fields; texts are indexes into `texts`.
  let cells: UnsafeMutablePointer<Int64>
  let count: Int
  private let storages: [CellStorage]
  private(set) var texts: [String] = []
  /// The greatest key met so far, while keys can be compared here; files are mostly sorted.
  private let greatest: UnsafeMutablePointer<Int64>
  private var greatestPeriod = Int64.min
  private var greatestRegion = Int64.min
  let isComparable: Bool
  /// Whether every key so far was greater than the one before.
  private(set) var isAscending = true

  init(_ storages: [CellStorage]) {
    self.storages = storages
    count = storages.count
    cells = .allocate(capacity: max(1, storages.count))
    greatest = .allocate(capacity: max(1, storages.count))
    cells.initialize(repeating: 0, count: max(1, storages.count))
    greatest.initialize(repeating: 0, count: max(1, storages.count))
    isComparable = storages.allSatisfy { $0 == .integer }
  }

  deinit {
    cells.deallocate()
    greatest.deallocate()
  }

  /// Begins a key; the cells of its fields follow through `cells` and `setText`.
  @inline(__always)
  func begin(period: Int64, region: Int64) {
    self.period = period
    self.region = region
    if !isComparable { texts.removeAll(keepingCapacity: true) }
  }

  func setText(_ text: String, at index: Int) {
    cells[index] = Int64(texts.count)
    texts.append(text)
  }

  /// Whether the key is greater than all before it, so that the batch cannot have met it; notes it as met.
  @inline(__always)
  func isBeyondAllBefore() -> Bool {
    guard isComparable, order() > 0 else {
      isAscending = false
      return false
    }
    greatestPeriod = period
    greatestRegion = region
    for index in 0..<count { greatest[index] = cells[index] }
    return true
  }

  @inline(__always)
  private func order() -> Int {
    if period != greatestPeriod { return period < greatestPeriod ? -1 : 1 }
    if region != greatestRegion { return region < greatestRegion ? -1 : 1 }
    for index in 0..<count where cells[index] != greatest[index] { return cells[index] < greatest[index] ? -1 : 1 }
    return 0
  }

  /// Forgets what was met.
  func startOver() {
    greatestPeriod = .min
    greatestRegion = .min
  }

  /// Binds period, region and key cells from `first` on.
  @inline(__always)
  func bind(to statement: PreparedStatement, at first: Int32 = 1) {
    statement.bind(period, at: first)
    statement.bind(region, at: first + 1)
    for index in 0..<count { bind(index, to: statement, at: first + 2 + Int32(index)) }
  }

  @inline(__always)
  func bind(_ index: Int, to statement: PreparedStatement, at position: Int32) {
    switch storages[index] {
    case .integer: statement.bind(cells[index], at: position)
    case .real: statement.bind(Cell.double(cells[index]), at: position)
    case .text: statement.bind(texts[Int(cells[index])], at: position)
    }
  }

  /// Reads a key from the columns of a row that stands at `column`.
  func read(_ statement: PreparedStatement, from column: Int32) {
    begin(period: statement.integer(column), region: statement.integer(column + 1))
    for index in 0..<count {
      let position = column + 2 + Int32(index)
      switch storages[index] {
      case .integer: cells[index] = statement.integer(position)
      case .real: cells[index] = Cell.real(statement.real(position))
      case .text: setText(statement.text(position), at: index)
      }
    }
  }

  /// The cells beyond period and region as the log of changes keeps them: a JSON array; nil for panel datasets.
  var json: String? {
    guard count > 0 else { return nil }
    return LoggedValues.json(
      (0..<count).map { index in
        switch storages[index] {
        case .integer: .integer(cells[index])
        case .real: .real(Cell.double(cells[index]))
        case .text: .text(texts[Int(cells[index])])
        }
      })
  }

  /// The hash by which `touched` names the key.
  var hash: UInt32 {
    var hash = KeyHash()
    for index in 0..<count {
      switch storages[index] {
      case .integer: hash.add(integer: cells[index])
      case .real: hash.add(real: Cell.double(cells[index]))
      case .text: hash.add(text: texts[Int(cells[index])])
      }
    }
    return hash.value
  }
}
