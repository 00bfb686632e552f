import Domain
import GRDB
import Storage

/// The first few changes of a writer, for people to look at.
final class ChangeSamples {
  private let declaration: DatasetDeclaration
  private let limit: Int
  private(set) var samples: [ChangeSample] = []
  private var newCount = 0
  private var changedCount = 0
  private var removedCount = 0

  init(_ declaration: DatasetDeclaration, limit: Int) {
    self.declaration = declaration
    self.limit = limit
  }

  @inline(__always)
  func new(_ writer: SQLiteDatasetWriter, sourceRow: Int) {
    guard newCount < limit else { return }
    newCount += 1
    add(.new, writer, present(writer.row), old: false, new: true, sourceRow)
  }

  @inline(__always)
  func changed(_ writer: SQLiteDatasetWriter, _ fields: [Int], sourceRow: Int) {
    guard changedCount < limit else { return }
    changedCount += 1
    add(.changed, writer, fields, old: true, new: true, sourceRow)
  }

  @inline(__always)
  func removed(_ writer: SQLiteDatasetWriter, sourceRow: Int) {
    guard removedCount < limit else { return }
    removedCount += 1
    add(.removed, writer, present(writer.old), old: true, new: false, sourceRow)
  }

  private func present(_ row: UnsafePointer<Int64>) -> [Int] {
    declaration.fields.indices.filter {
      row[$0] != Cell.missing && !declaration.key.contains(declaration.fields[$0].id)
    }
  }

  private func add(
    _ kind: ChangeSample.Kind, _ writer: SQLiteDatasetWriter, _ fields: [Int], old: Bool, new: Bool, _ sourceRow: Int
  ) {
    guard let region = RegionCode(writer.key.region), let period = Period(number: Int(writer.key.period)) else {
      return
    }
    let source: UnsafePointer<Int64> = UnsafePointer(kind == .removed ? writer.old : writer.row)
    let key = declaration.keyIndexes.map { field -> String in
      switch value(source[field], field, writer) {
      case .missing: ""
      case .integer(let number): "\(number)"
      case .real(let number): "\(number)"
      case .text(let text): text
      }
    }
    let changes = fields.map { field in
      ChangeSample.Field(
        field: declaration.fields[field].id, old: old ? value(writer.old[field], field, writer) : .missing,
        new: new ? value(writer.row[field], field, writer) : .missing)
    }
    samples.append(
      ChangeSample(
        kind: kind, dataset: declaration.id, region: region, period: period, key: key, fields: changes,
        sourceRow: sourceRow))
  }

  /// The value as people read it: codes and the ids of categories and classes as text.
  private func value(_ cell: Int64, _ index: Int, _ writer: SQLiteDatasetWriter) -> DatasetRow.Value {
    if cell == Cell.missing { return .missing }
    let field = declaration.fields[index]
    switch field.type {
    case .region: return .text(RegionCode(cell)?.description ?? "\(cell)")
    case .code: return .text(writer.session.code(cell))
    case .category:
      let place = Int(cell) - 1
      guard let categories = field.categories, categories.indices.contains(place) else { return .integer(cell) }
      return .text(categories[place].id)
    case .class: return field.classes?[Int(cell)].map { .text($0.id) } ?? .integer(cell)
    case .text: return .text(writer.texts[Int(cell)])
    case .real: return .real(Cell.double(cell))
    case .integer, .date, .boolean, .money: return .integer(cell)
    }
  }
}
