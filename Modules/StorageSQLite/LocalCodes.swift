/// Codes of one list that came with data, and what they are stored as: found without asking the batch.
struct LocalCodes {
  private var ids: [String: Int64] = [:]
  /// Of the block at hand, by the places of its texts, which rows share; -1 where one was not met yet.
  private var idsOfTexts: [Int64] = []

  /// Another block begins, with texts of its own.
  mutating func beginBlock() { idsOfTexts.removeAll(keepingCapacity: true) }

  /// What the code at a place among the block's texts is stored as.
  ///
  /// - Parameter add: adds a code that was never met to its list.
  mutating func id(_ place: Int, in texts: [String], add: (String) throws -> Int64) rethrows -> Int64 {
    if idsOfTexts.count < texts.count { idsOfTexts = [Int64](repeating: -1, count: texts.count) }
    if idsOfTexts[place] >= 0 { return idsOfTexts[place] }
    let text = texts[place]
    let id = try ids[text] ?? add(text)
    ids[text] = id
    idsOfTexts[place] = id
    return id
  }
}
