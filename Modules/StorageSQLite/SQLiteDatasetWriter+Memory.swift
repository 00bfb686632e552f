import Domain
import Foundation
import GRDB
import GRDBSQLite
import Storage

/// The row in memory: what a block says laid over what is stored.
extension SQLiteDatasetWriter {
  /// A fresh full row from the block's cells.
  func place(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) {
    for index in 0..<rules.width { row[index] = Cell.missing }
    for index in 0..<incoming.count { row[incomingFields[index]] = incoming[index] }
    if !blockTexts.isEmpty { texts = blockTexts }
  }

  /// Puts the block's cells over the stored row in `old`; the result is in `row`, the changed fields are returned.
  func overlay(_ incoming: UnsafeBufferPointer<Int64>, _ blockTexts: [String]) -> [Int] {
    var changed: [Int] = []
    for index in 0..<rules.width { row[index] = old[index] }
    for index in 0..<incoming.count {
      let field = incomingFields[index]
      var cell = incoming[index]
      if cell == Cell.missing {
        if !options.clearsBlank || old[field] == Cell.missing { continue }
        row[field] = Cell.missing
        changed.append(field)
        continue
      }
      if fieldStorages[field] == .text {
        let text = blockTexts[Int(cell)]
        if old[field] != Cell.missing, texts[Int(old[field])] == text { continue }
        cell = Int64(texts.count)
        texts.append(text)
      } else if cell == old[field] {
        continue
      }
      row[field] = cell
      changed.append(field)
    }
    return changed
  }

  /// The changed fields but those that a stronger source gave, which stay as they are.
  ///
  /// - Parameter part: where the row as it stands was written.
  func withoutOutranked(_ changed: [Int], _ part: Int64, _ sourceRow: Int) throws -> [Int] {
    guard let stronger else { return changed }
    let replaced = changed.filter { old[$0] != Cell.missing }
    guard !replaced.isEmpty else { return changed }
    let kept = try stronger.batches(of: replaced.map { rules.declaration.fields[$0].id }, key, part: part)
    var left: [Int] = []
    for field in changed {
      guard let batch = kept[rules.declaration.fields[field].id] else {
        left.append(field)
        continue
      }
      // Where the two differ only in how far they are rounded, nothing was disagreed on.
      if rules.differs(field: field, published: old[field], recomputed: row[field]) {
        noteOutranked(field, batch, sourceRow)
      }
      row[field] = old[field]
    }
    return left
  }

  /// Counts the row at hand, once for all its fields and pieces.
  func noteOutranked(_ field: Int, _ batch: Int64, _ sourceRow: Int) {
    let place = [String(key.period), String(key.region), key.json]
    guard place != lastOutranked else { return }
    lastOutranked = place
    let first =
      outranked
      ?? OutrankedRows(
        count: 0, sourceRow: sourceRow, region: RegionCode(key.region), field: rules.declaration.fields[field].id,
        batch: batch)
    outranked = first
    outranked?.count += 1
  }

  func oldValues(_ fields: [Int]) -> String {
    let ids = rules.declaration.fields.map(\.id)
    var json = "{"
    for (index, field) in fields.sorted(by: { ids[$0] < ids[$1] }).enumerated() {
      if index > 0 { json += "," }
      LoggedValues.append(ids[field], old[field], fieldStorages[field], texts, to: &json)
    }
    return json + "}"
  }
}
