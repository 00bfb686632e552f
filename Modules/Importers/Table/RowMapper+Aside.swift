import Diagnostics
import Domain
import Tabular

extension RowMapper {
  /// What a row without a plain key turns out to be.
  enum Aside {
    /// Data after all, or something to be rejected as such.
    case data
    /// No data, and dealt with.
    case passed
    /// The header of another table.
    case header
  }

  /// Whether a cell is so much like a region's code that the row is data whatever else stands in it.
  @inline(__always)
  static func isKey(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let bytes = Blanks.trim(bytes)
    return bytes.count >= 7 && bytes[0] &- 0x30 <= 9 && bytes[1] &- 0x30 <= 9
  }

  /// Looks at a row without a plain key: blank rows, repeated headers, column numbers, groups, totals and footnotes are no
  /// data.
  mutating func aside(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ mapped: inout MappedBlock
  ) -> Aside {
    let text = RowText(block, row)
    if text.isBlank { return .passed }
    let labels = text.cells.filter { !valueColumns.contains($0.column) }
    let valueCount = text.cells.count - labels.count
    // A village may be called Sum; its code says that it is one.
    if !hasSplitCode(fields),
      let label = labels.first(where: { $0.text.contains(where: \.isLetter) }), let kind = TotalKind(label: label.text)
    {
      totals.compare(kind, label.text, block.rowNumber(row), self) { column in
        (fields[column], block.kind(row, column))
      }
      mapped.passed[.totals, default: 0] += 1
      groupDistrict = nil
      return .passed
    }
    if text.isColumnNumbers {
      mapped.passed[.headings, default: 0] += 1
      return .passed
    }
    // A figure in a column of values is no heading, unless it is a year.
    if !text.cells.contains(where: { valueColumns.contains($0.column) && Self.isFigure($0.text) }) {
      if isRepeatedHeader(text) {
        mapped.passed[.headings, default: 0] += 1
        return .passed
      }
      if finder.looksLikeHeader(block, row), finder.find(in: block, fixed: row)?.isComplete == true { return .header }
    }
    let first = text.cells[0].text
    if RowNote.isFootnote(first), valueCount == 0 || text.cells.count <= 2 {
      isClosed = true
      mapped.passed[.footnotes, default: 0] += 1
      return .passed
    }
    guard valueCount == 0 else {
      isClosed = false
      return .data
    }
    return withoutValues(block, row, fields, text, labels, &mapped)
  }

  /// Whether a code that stands in several columns is there in all of them.
  private func hasSplitCode(_ fields: RowFields) -> Bool {
    guard let code = plan.region.code, !plan.region.parts.isEmpty else { return false }
    return ([code] + plan.region.parts).allSatisfy { column in
      let bytes = Blanks.trim(fields[column])
      return !bytes.isEmpty && bytes.allSatisfy { $0 &- 0x30 <= 9 || $0 == 0x2E }
    }
  }

  /// Digits with their marks, other than the four of a year.
  private static func isFigure(_ text: String) -> Bool {
    var digits = 0
    for byte in text.utf8 {
      if byte &- 0x30 <= 9 { digits += 1 } else if byte > 0x2F { return false }
    }
    return digits > 0 && (digits != 4 || digits != text.utf8.count)
  }

  /// A row that holds no value: a group's title, a footnote, or a village whose cells are empty.
  private mutating func withoutValues(
    _ block: RowBlock, _ row: Int, _ fields: RowFields, _ text: RowText, _ labels: [(column: Int, text: String)],
    _ mapped: inout MappedBlock
  ) -> Aside {
    let words = labels.filter { $0.text.contains(where: \.isLetter) }
    let own = ownNameColumn
    let hasCode = labels.contains { $0.column == plan.region.code && $0.text.contains { $0.isASCII && $0.isNumber } }
    let hasName = labels.contains { $0.column == own }
    if words.count == 1, labels.count <= 3, !isClosed, let group = RowNote.group(words[0].text),
      let level = group.level ?? plan.dataset.level.above, level < plan.dataset.level,
      group.level != nil || !hasCode && (!hasName || isGroup(block, row, fields))
    {
      open(level, group.name)
      mapped.passed[.groups, default: 0] += 1
      return .passed
    }
    if !isClosed, hasCode || hasName && (plan.region.code == nil || labels.count > 1) || words.count > 2 {
      return .data
    }
    mapped.passed[.footnotes, default: 0] += 1
    return .passed
  }

  /// Whether a lone name in the column of names is the title of a group rather than a region without values: where tables
  /// have no column for the parent, and no region of that name is known below the last title.
  private mutating func isGroup(_ block: RowBlock, _ row: Int, _ fields: RowFields) -> Bool {
    guard plan.region.code == nil,
      plan.dataset.level == .village ? plan.region.district == nil : plan.region.regency == nil
    else { return false }
    if groupDistrict == nil, context.district == nil, plan.dataset.level == .village { return true }
    var ignored: [Diagnostic] = []
    var unused = MappedBlock()
    return key(block, row, fields, nil, &ignored, &unused) == nil
  }

  private var ownNameColumn: Int? {
    switch plan.dataset.level {
    case .village: plan.region.village
    case .district: plan.region.district
    case .regency: plan.region.regency
    case .province: plan.region.province
    case .nation: nil
    }
  }

  /// Takes a parent for the rows that follow.
  private mutating func open(_ level: RegionLevel, _ name: String) {
    let held = HeldText(name)
    switch level {
    case .district: groupDistrict = held
    case .regency:
      groupRegency = held
      groupDistrict = nil
    case .province:
      groupProvince = held
      groupRegency = nil
      groupDistrict = nil
    case .nation, .village: break
    }
    totals.openGroup()
  }

  private func isRepeatedHeader(_ text: RowText) -> Bool {
    var same = 0
    for cell in text.cells where cell.column < layout.columns.count {
      let name = HeaderMatching.normalised(cell.text)
      if !name.isEmpty, layout.columns.name(cell.column).hasSuffix(name), cell.text.contains(where: \.isLetter) {
        same += 1
      }
    }
    return same >= 2 && same * 3 >= text.cells.count * 2
  }
}
