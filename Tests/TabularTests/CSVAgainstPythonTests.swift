import Foundation
import Tabular
import Testing

@Suite(.enabled(if: Python.isAvailable, Comment(rawValue: Python.isMissing)))
struct CSVAgainstPythonTests {
  @Test func generatedFilesAreReadAsPythonReadsThem() throws {
    try compare(count: 300 * SeededGenerator.factor, seed: 1) { $0.file(delimiter: $1) }
  }

  @Test func malformedTextIsReadAsPythonReadsIt() throws {
    try compare(count: 600 * SeededGenerator.factor, seed: 2) { generator, delimiter in
      generator.soup(delimiter: delimiter, pieces: Int.random(in: 1...120, using: &generator))
    }
  }

  @Test func filesThatPythonWritesAreReadBackWithTheirDelimiterFound() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 3)
    let words = [
      "", "1", "6402012001", "0,5", "Désa \"Maju\"", "baris\nbaru", "a;b", "c|d", "e,f", "g\th", "kata kata",
    ]
    let tables = (0..<200 * SeededGenerator.factor).map { _ in
      let columns = Int.random(in: 2...9, using: &generator)
      let header = (0..<columns).map { "kolom\($0)" }
      return [header]
        + (0..<Int.random(in: 3...40, using: &generator)).map { _ in (0..<columns).map { _ in generator.pick(words) } }
    }
    let written = try Python.write(tables, in: folder.url)
    #expect(written.count == tables.count)
    for (table, file) in zip(tables, written) {
      let reading = Reading(Array(file.text.utf8), chunk: 7, blockBytes: 100)
      // One failure says enough.
      try #require(reading.rows == table)
      try #require(String(reading.delimiter) == file.delimiter)
      try #require(reading.problems == [])
    }
  }

  @Test(
    .enabled(if: !RealFiles.all.isEmpty, "the folder ../shared/data with real files is not there, so none are read"),
    arguments: RealFiles.all)
  func realFilesAreReadAsPythonReadsThem(_ path: String) throws {
    let folder = try TemporaryFolder()
    let whole = Reading(source: try FileByteSource(path: path), options: CSVOptions(file: path))
    var options = CSVOptions(file: path)
    options.blockBytes = 777
    #expect(Reading(source: try FileByteSource(path: path), options: options) == whole)
    let job = Python.Job(path: path, delimiter: String(whole.delimiter))
    let records = try #require(try Python.records(of: [job], in: folder.url).first)
    try requireEqual(whole, records)
    #expect(!whole.problems.contains { $0.contains("quote-unterminated") })
    #expect(whole.rows.first.map { $0.count > 1 } == true, "the delimiter was found")
  }

  /// Generates files, reads them in pieces of random size, and compares rows and their numbers with Python's.
  private func compare(
    count: Int, seed: UInt64, _ generate: (inout SeededGenerator, Character) -> String
  ) throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: seed)
    var readings: [Reading] = []
    var jobs: [Python.Job] = []
    for number in 0..<count {
      let delimiter: Character = generator.pick([",", ";", "\t", "|"])
      let bytes = Array(generate(&generator, delimiter).utf8)
      jobs.append(Python.Job(path: try folder.file("\(number).csv", bytes), delimiter: String(delimiter)))
      readings.append(
        Reading(
          bytes, chunk: generator.pick([1, 3, 64, 100_000]), blockBytes: generator.pick([1, 10, 65, 200, 1 << 20]),
          delimiter: delimiter.asciiValue))
    }
    let records = try Python.records(of: jobs, in: folder.url)
    #expect(records.count == readings.count)
    for (reading, expected) in zip(readings, records) { try requireEqual(reading, expected) }
  }

  /// Python reads an unterminated quote to the end of the file, Sinergi goes back: they agree on the rows before it.
  private func requireEqual(
    _ reading: Reading, _ records: [[String]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let unterminated = reading.problems.first { $0.hasSuffix("quote-unterminated") }
    let limit = unterminated.flatMap { $0.split(separator: ":").first }.flatMap { Int($0) } ?? .max
    let expected = records.enumerated().filter { !$1.isEmpty && $0 + 1 < limit }
    let read = zip(reading.rowNumbers, reading.rows).filter { $0.0 < limit }
    try #require(read.map(\.0) == expected.map { $0.offset + 1 }, sourceLocation: sourceLocation)
    try #require(read.map(\.1) == expected.map(\.element), sourceLocation: sourceLocation)
  }
}

/// Real CSV files of Indonesian offices, kept beside the repository.
enum RealFiles {
  static let all: [String] = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let data = root.appending(path: "../shared/data").standardizedFileURL
    let files = FileManager.default.enumerator(at: data, includingPropertiesForKeys: nil)?.allObjects ?? []
    return files.compactMap { ($0 as? URL)?.path }.filter { $0.hasSuffix(".csv") }.sorted()
  }()
}
