import Diagnostics
import Domain
import Workbooks

/// One column of a workbook to fill in: its heading, which the importer's mapping knows, what stands in its cells, and what
/// may be put there.
struct FillInColumn: Hashable {
  enum Content: Hashable {
    /// The region's code, text.
    case code
    /// The name of the region's ancestor of a level, or its own.
    case name(RegionLevel)
    case period
    /// To be filled in.
    case field(FieldDeclaration)
  }

  var heading: String
  var content: Content

  var field: FieldDeclaration? {
    guard case .field(let field) = content else { return nil }
    return field
  }

  var isInput: Bool { field != nil }

  /// What a spreadsheet program lets into the cells; nil for columns that are not filled in.
  ///
  /// - Parameter list: the cells that hold the words of a long list.
  func rule(list: String?) -> XLSXEntryRule? {
    guard let field else { return nil }
    switch field.type {
    case .integer, .money: return .whole(minimum: field.minimum, maximum: field.maximum)
    case .real: return .decimal(minimum: field.minimum, maximum: field.maximum)
    case .date: return .date
    case .boolean, .class, .category:
      guard let words, !words.isEmpty else { return .any }
      return list.map { .range($0) } ?? .list(words)
    case .text, .code, .region: return .any
    }
  }

  /// The words of a drop-down; nil for other columns.
  var words: [String]? {
    switch field?.type {
    case .boolean: ["ya", "tidak"]
    case .class: field?.classes?.classes.map(\.title.id)
    case .category: field?.categories?.map(\.title.id)
    default: nil
    }
  }

  /// Whether the words need cells of their own.
  var needsList: Bool { words.map { !XLSXEntryRule.fits($0) } ?? false }

  var numberFormat: String? {
    switch content {
    case .code: return "@"
    case .name: return nil
    case .period: return nil
    case .field(let field):
      switch field.type {
      case .integer, .money: return "#,##0"
      case .real: return "0" + (field.decimals.map { $0 > 0 ? "." + String(repeating: "0", count: $0) : "" } ?? ".00##")
      case .date: return "yyyy\\-mm\\-dd"
      case .text, .code, .region: return "@"
      case .boolean, .class, .category: return nil
      }
    }
  }

  /// Columns of characters that show what will stand in the cells.
  var width: Int {
    switch content {
    case .code: return 15
    case .name: return 24
    case .period: return 9
    case .field(let field):
      let words = (words ?? []).map(DisplayWidth.of).max() ?? 0
      switch field.type {
      case .money: return 20
      case .text, .region: return 30
      case .date: return 12
      case .code: return 14
      default: return max(11, words + 3)
      }
    }
  }
}

extension DatasetDeclaration {
  /// Whether its rows are records, such as meetings, and no figures of regions.
  var holdsRecords: Bool { level == .nation && isLedger }
}

extension FieldDeclaration {
  /// What may be put into a cell, in words: `bilangan bulat 0 sampai 5`.
  var allowed: String {
    let range = limits
    switch type {
    case .integer: return "bilangan bulat" + range
    case .money: return "rupiah penuh tanpa sen" + range
    case .real: return "angka" + range + (decimals.map { ", paling banyak \($0) desimal" } ?? "")
    case .date: return "tanggal, misalnya 2024-06-30"
    case .boolean: return "ya atau tidak"
    case .class: return Self.list(classes?.classes.map(\.title.id) ?? [])
    case .category: return Self.list(categories?.map(\.title.id) ?? [])
    case .code: return "kode" + (scheme.map { " menurut \($0)" } ?? "")
    case .region: return "kode atau nama wilayah"
    case .text: return "teks"
    }
  }

  private var limits: String {
    switch (minimum.map(Self.plain), maximum.map(Self.plain)) {
    case (let low?, let high?): " \(low) sampai \(high)"
    case (let low?, nil): " \(low) atau lebih"
    case (nil, let high?): " paling banyak \(high)"
    case (nil, nil): ""
    }
  }

  private static func list(_ words: [String]) -> String { "pilih: " + words.joined(separator: " / ") }

  /// With a decimal comma.
  private static func plain(_ value: Double) -> String {
    guard value != value.rounded() || abs(value) >= 1e15 else { return String(Int64(value)) }
    return String(value).split(separator: ".").joined(separator: ",")
  }
}
