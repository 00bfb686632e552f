import Foundation
import Testing

/// Files of the checkout and of the reference tables beside it.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The reference tables of the field; they lie beside the checkout and are no part of it.
  static let reference = root.deletingLastPathComponent().appending(path: "shared/reference")

  static var hasReference: Bool { FileManager.default.fileExists(atPath: reference.path) }

  static func lines(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map(String.init)
  }

  /// The rows of a small CSV file by header. Quoted cells may hold commas, none holds a line break.
  static func table(_ file: URL) throws -> [[String: String]] {
    let lines = try lines(file)
    let header = cells(lines[0])
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, cells($0))) }
  }

  /// The number in a cell that has to hold one.
  static func number(_ cell: String?) throws -> Double {
    let number: Double? = cell.flatMap { Double($0) }
    return try #require(number)
  }

  static func cells(_ line: String) -> [String] {
    guard line.contains("\"") else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var cells = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case ",": if quoted { cells[cells.count - 1].append(",") } else { cells.append("") }
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }
}

extension Trait where Self == ConditionTrait {
  /// Runs a test only where the reference tables are.
  static var withReference: Self {
    .enabled(
      if: Repository.hasReference,
      "the reference tables are not at \(Repository.reference.path); golden tests need that folder")
  }
}
