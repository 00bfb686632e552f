import Diagnostics
import Foundation
import Tabular

/// Everything a reader of a part says, for comparing with what is expected.
struct PartReading {
  var rows: [[String]] = []
  var numbers: [Int] = []
  var files: [String] = []
  var kinds: [[CellKind]] = []
  var flawed: [Int: Diagnostic] = [:]
  var bag = DiagnosticBag()
  /// What was thrown.
  var problem: Diagnostic?
  var largestBlock = 0
  /// How far it says it is, at the end.
  var units: (read: Int, total: Int?) = (0, nil)

  /// Codes of what was collected, each with its number, and of what was thrown, marked with `!`.
  var codes: [String] {
    bag.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" } + (problem.map { ["!" + $0.code] } ?? [])
  }

  init(_ part: SourcePart, _ options: ReadingOptions = ReadingOptions()) {
    do throws(Diagnostic) {
      var reader = try part.reader(options)
      read(&reader)
    } catch {
      problem = error
    }
  }

  init(_ reader: any RowReader) {
    var reader = reader
    read(&reader)
  }

  private mutating func read(_ reader: inout any RowReader) {
    do throws(Diagnostic) {
      while let block = try reader.nextBlock() { add(block) }
    } catch {
      problem = error
    }
    bag = reader.diagnostics
    units = (reader.unitsRead, reader.totalUnits)
  }

  private mutating func add(_ block: RowBlock) {
    largestBlock = max(largestBlock, block.rowCount)
    for row in 0..<block.rowCount {
      let cells = block.cells(row)
      rows.append(cells)
      numbers.append(block.rowNumber(row))
      files.append(block.file)
      kinds.append(cells.indices.map { block.kind(row, $0) })
      if let rejection = block.rejection(row) { flawed[block.rowNumber(row)] = rejection }
    }
  }

  /// Reads the tables of a file that holds these bytes.
  static func tables(
    _ bytes: [UInt8], name: String = "berkas.dat", in folder: TemporaryFolder,
    options: ReadingOptions = ReadingOptions(),
    limits: InputLimits = InputLimits()
  ) throws -> (source: InputSource, tables: [PartReading]) {
    let path = try folder.file(name, bytes)
    let source = try InputSource.open(path: path, name: name, options: options, limits: limits)
    return (source, source.parts.map { PartReading($0, options) })
  }

  /// What opening a file that holds these bytes throws.
  static func refusal(
    _ bytes: [UInt8], name: String = "berkas.dat", in folder: TemporaryFolder, limits: InputLimits = InputLimits()
  ) throws -> Diagnostic? {
    let path = try folder.file(name, bytes)
    do throws(Diagnostic) {
      let source = try InputSource.open(path: path, name: name, options: SourceFixtures.options, limits: limits)
      return source.parts.lazy.compactMap { PartReading($0, SourceFixtures.options).problem }.first
    } catch {
      return error
    }
  }
}

/// What tests of sources need around them.
enum SourceFixtures {
  /// Options with the program that reads old Excel files.
  static var options: ReadingOptions {
    var options = ReadingOptions()
    options.xlsProgram = importCommand ?? "/nonexistent"
    return options
  }

  /// The built `sinergi-import`, beside the test bundle.
  static let importCommand: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders =
      [CommandLine.arguments.first, "/proc/self/exe"].compactMap(\.self)
      .map { URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent() }
      + CommandLine.arguments.filter { $0.hasSuffix(".xctest") }.map { URL(filePath: $0).deletingLastPathComponent() }
      + [root.appending(path: ".build/debug")]
    return folders.map { $0.appending(path: "sinergi-import").path }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  /// Real files of the field, beside the checkout.
  static let data = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  static let hasData = FileManager.default.fileExists(atPath: data.path)
  static let dataIsMissing = "the real files of ../shared/data are not there"

  /// Lets Python make files in a folder and returns the bytes of each by name.
  static func make(_ script: String) throws -> [String: [UInt8]] {
    let folder = try TemporaryFolder()
    try Python.run(["-c", "import os, sys; os.chdir(sys.argv[1])\n" + script, folder.url.path])
    var files: [String: [UInt8]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.url.path) {
      guard let data = FileManager.default.contents(atPath: folder.url.path + "/" + name) else { continue }
      files[name] = Array(data)
    }
    return files
  }
}
