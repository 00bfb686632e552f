import Diagnostics
import Domain
import Storage
import Tabular

/// Rows that are added up (`repeats: add`): how many make how many, and which are the very same as one before them.
///
/// A number of eight bytes is kept of each row and of each sum.
struct RepeatedRows {
  private var rows = 0
  private var sums: Set<Int> = []
  /// The rows in which each content stood first.
  private var first: [Int: Int32] = [:]
  private var identical = 0
  private var example: (place: Place, row: Int32, earlier: Int32)?

  /// Headings of running numbers, which tell rows apart that say the same.
  private static let numbering: Set<String> = ["no", "nomor", "nourut", "nomorurut"]

  mutating func add(_ mapped: MappedBlock, _ begin: TableReading.Begin) {
    let plan = begin.plan
    let numbered = Set(
      begin.headerCells.indices.filter { Self.numbering.contains(HeaderMatching.normalised(begin.headerCells[$0])) })
    for row in 0..<mapped.records.count {
      rows += 1
      let key = Self.key(mapped.records, row, plan)
      sums.insert(key)
      let origin = mapped.origins[row]
      var hasher = Hasher()
      hasher.combine(key)
      for (column, cell) in origin.block.cells(origin.row).enumerated() where !numbered.contains(column) {
        hasher.combine(cell)
      }
      let number = mapped.records.sourceRows[row]
      let content = hasher.finalize()
      guard let earlier = first[content] else {
        first[content] = number
        continue
      }
      identical += 1
      if example == nil { example = (begin.source.place(of: origin.block, origin.row), number, earlier) }
    }
  }

  private static func key(_ records: RecordBlock, _ row: Int, _ plan: TablePlan) -> Int {
    var hasher = Hasher()
    hasher.combine(records.regions[row])
    hasher.combine(records.periods[row])
    for slot in plan.keySlots {
      let cell = records.cells[row * plan.slots.count + slot]
      let isText = plan.cells[slot].field.type.storage == .text && records.texts.indices.contains(Int(clamping: cell))
      if isText { hasher.combine(records.texts[Int(cell)]) } else { hasher.combine(cell) }
    }
    return hasher.finalize()
  }

  /// What is to be said once all rows are read.
  func notes(_ file: String) -> [Diagnostic] {
    var notes: [Diagnostic] = []
    if sums.count < rows {
      notes.append(
        Diagnostic(
          code: "rows-added-up", severity: .note,
          message: LocalizedText(
            id: "\(rows) baris dijumlahkan menjadi \(sums.count), karena beberapa menyebut wilayah dan kunci yang sama",
            en: "\(rows) rows were added up to \(sums.count), as several name the same region and key"),
          place: Place(file: file)))
    }
    if let example {
      notes.append(
        Diagnostic(
          code: "rows-identical", severity: .warning,
          message: LocalizedText(
            id:
              "\(identical) baris sama persis dengan baris sebelumnya dan ikut dijumlahkan; yang pertama sama dengan baris \(example.earlier)",
            en:
              "\(identical) rows are the very same as one before them and were added up too; the first is the same as row \(example.earlier)"
          ), place: example.place, value: "\(identical)",
          hint: LocalizedText(
            id: "bila terulang, hapus baris itu lalu impor lagi: berkas yang dibetulkan menggantikan jumlahnya",
            en: "where they are repeated, remove them and import again: the corrected file replaces the sums")))
    }
    return notes
  }
}
