import Diagnostics
import Domain
import Storage
import Tabular

/// What has to hold in a row as a whole.
extension RowMapper {
  func isUnmeasured(_ cells: UnsafeMutableBufferPointer<Int64>) -> Bool {
    !plan.zeroSlots.isEmpty && plan.zeroSlots.allSatisfy { cells[$0] == 0 }
  }

  /// Leaves the first of several named in a cell, and hands the others to the field that takes them, which is told.
  mutating func divide(
    _ slots: (slot: Int, rest: Int), _ block: RowBlock, _ row: Int, _ cells: UnsafeMutableBufferPointer<Int64>,
    _ mapped: inout MappedBlock
  ) {
    guard cells[slots.slot] != Cell.missing else { return }
    let text = memory.texts[Int(cells[slots.slot])]
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ";") }) else { return }
    let names = text.split { $0 == "/" || $0 == ";" }.map { $0.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
    guard let first = names.first, names.count > 1 else { return }
    let others = names.dropFirst().joined(separator: "; ")
    let own = cells[slots.rest] == Cell.missing ? nil : memory.texts[Int(cells[slots.rest])]
    // Rows may share the text: it stays as it is.
    memory.texts.append(first)
    cells[slots.slot] = Int64(memory.texts.count - 1)
    memory.texts.append(own.map { "\(others); \($0)" } ?? others)
    cells[slots.rest] = Int64(memory.texts.count - 1)
    let (field, rest) = (plan.cells[slots.slot].field.id, plan.cells[slots.rest].field.id)
    mapped.warnings.append(
      Diagnostic(
        code: "several-named", severity: .warning,
        message: LocalizedText(
          id: "\(field) menyebut beberapa: `\(first)` dicatat di situ, `\(others)` pada \(rest)",
          en: "\(field) names several: `\(first)` is recorded there, `\(others)` in \(rest)"),
        place: place(block, row, plan.column(of: slots.slot)), value: text))
  }

  /// Finds what a row lacks, and what does not hold in it.
  func check(
    _ block: RowBlock, _ row: Int, _ cells: UnsafeBufferPointer<Int64>, _ reasons: inout [Diagnostic],
    _ mapped: inout MappedBlock
  ) {
    for slot in plan.requiredSlots where cells[slot] == Cell.missing {
      let id = plan.cells[slot].field.id
      reasons.append(
        Diagnostic(
          code: "value-missing",
          message: LocalizedText(id: "\(id) kosong, padahal wajib diisi", en: "\(id) is empty, but required"),
          place: place(block, row, plan.column(of: slot))))
    }
    guard !plan.checks.isEmpty else { return }
    var values = [Double](repeating: .nan, count: plan.dataset.fields.count)
    for (slot, field) in plan.slots.enumerated() where cells[slot] != Cell.missing {
      values[field] = plan.dataset.fields[field].type == .text ? .nan : Cell.number(cells[slot], plan.storages[field])
    }
    for check in plan.checks where check.formula.evaluate(values) == 0 {
      let slot = check.formula.reads.compactMap { plan.slots.firstIndex(of: $0) }.last
      let told = Diagnostic(
        code: "row-check", severity: check.declared.severity == .error ? .error : .warning,
        message: check.declared.message, place: place(block, row, slot.flatMap { plan.column(of: $0) }),
        value: check.declared.id)
      if told.severity == .error { reasons.append(told) } else { mapped.warnings.append(told) }
    }
  }

  func missingKey(
    _ block: RowBlock, _ row: Int, _ cells: UnsafeMutableBufferPointer<Int64>
  ) -> Diagnostic? {
    guard let slot = plan.keySlots.last(where: { cells[$0] == Cell.missing }) else { return nil }
    let field = plan.cells[slot].field
    let column = plan.column(of: slot)
    return Diagnostic(
      code: "key-missing",
      message: LocalizedText(
        id: "\(field.id) kosong, padahal bagian dari kunci baris", en: "\(field.id) is empty, but part of the row's key"
      ),
      place: column.map { place(block, row, $0) } ?? source.place(line: block.rowNumber(row)))
  }
}
