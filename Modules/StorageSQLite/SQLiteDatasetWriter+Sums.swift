import Domain
import Storage

extension SQLiteDatasetWriter {
  /// Keeps the row at hand, added to those of its key that came before.
  ///
  /// A row that is tried again is added to what its own file brought; what another file brought since is not touched,
  /// for nobody knows whether the row is part of it.
  func gather(
    _ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String], part: Int64, sourceRow: Int
  ) throws -> RowOutcome {
    let isBeyond = key.isBeyondAllBefore()
    let sums: MetRows
    if let known = self.sums {
      sums = known
    } else {
      sums = try MetRows(layout, isWhole: true, session: session)
      self.sums = sums
    }
    if !isBeyond, let before = try sums.find(key, into: row, &texts) {
      guard try add(incoming, blockTexts) else { return .duplicate(sourceRow: before.sourceRow) }
      try sums.put(key, row, texts, state: .new, sourceRow: before.sourceRow, part: before.part)
      return .gathered
    }
    if session.header.retry != nil, let stored = try fetch() {
      for index in 0..<rules.width { row[index] = old[index] }
      guard try session.retriesSource(ofPart: stored.part), try add(incoming, blockTexts) else {
        return .duplicate(sourceRow: stored.sourceRow)
      }
    } else {
      place(incoming, blockTexts)
    }
    try sums.put(key, row, texts, state: .new, sourceRow: sourceRow, part: part)
    return .gathered
  }

  /// Adds the cells of a source row to the row at hand; false where they contradict it.
  private func add(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) throws -> Bool {
    let keys = rules.declaration.keyIndexes
    for (slot, field) in options.fields.enumerated() where !keys.contains(field) {
      guard try add(incoming[slot], blockTexts, to: field) else { return false }
    }
    return true
  }

  /// Adds a cell to the row; false where it contradicts what is there.
  private func add(_ cell: Int64, _ blockTexts: [String], to field: Int) throws -> Bool {
    if cell == Cell.missing { return true }
    let known = row[field]
    switch rules.declaration.fields[field].type {
    case .integer, .money:
      if known == Cell.missing {
        row[field] = cell
        return true
      }
      let (sum, overflow) = known.addingReportingOverflow(cell)
      if overflow || sum == Cell.missing { return false }
      row[field] = sum
    case .real:
      row[field] = known == Cell.missing ? cell : Cell.real(Cell.double(known) + Cell.double(cell))
    case .text:
      let text = blockTexts[Int(cell)]
      if known != Cell.missing { return texts[Int(known)] == text }
      row[field] = Int64(texts.count)
      texts.append(text)
    case .date, .boolean, .class, .category, .code, .region:
      if known != Cell.missing { return known == cell }
      row[field] = cell
    }
    return true
  }

  /// Writes the rows that came of adding, by key: each is one row now.
  func writeSums() throws {
    guard let sums else { return }
    key.startOver()
    // Rows that wait for one another share their texts; here each row has its own.
    if rules.storages.contains(.text) { try stopGrouping() }
    let incoming = UnsafeMutableBufferPointer<Int64>.allocate(capacity: options.fields.count)
    defer { incoming.deallocate() }
    var sumTexts: [String] = []
    let cells = UnsafeMutablePointer<Int64>.allocate(capacity: rules.width)
    defer { cells.deallocate() }
    try sums.forEach(key, into: cells, &sumTexts) { part, sourceRow, texts in
      for (slot, field) in options.fields.enumerated() { incoming[slot] = cells[field] }
      let outcome =
        dryRun
        ? try preview(UnsafeBufferPointer(incoming), texts, sourceRow: sourceRow)
        : try store(UnsafeBufferPointer(incoming), texts, part: part, sourceRow: sourceRow)
      switch outcome {
      case .new: session.counts.new += 1
      case .changed: session.counts.changed += 1
      case .unchanged: session.counts.unchanged += 1
      case .completed, .gathered, .duplicate: break
      }
    }
  }
}
