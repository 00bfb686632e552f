import Diagnostics
import Domain
import Foundation
import PluginTesting
import Tabular

@testable import Importers

/// Real tables of the field, beside the checkout, as rows of a region's code and names with what is known of the truth.
enum RealFiles {
  struct Row {
    /// The village that the row is about, as its own code says; nil where it holds none that the register knows.
    var truth: Int64?
    var code = ""
    /// Province, kabupaten, kecamatan, village.
    var names: [String]
  }

  static func path(_ name: String) -> String { Checkout.data.appending(path: name).path }

  private static func edition(_ name: String) throws -> [(Int64, String)] {
    try table("regions/\(name)", header: false).compactMap { row in
      Int64(row[0].filter { $0 != "." }).map { ($0, row[1]) }
    }
  }

  /// The editions of 2025 and of 2019, read once.
  static let latest = Result { try edition("kepmendagri-300.2.2-2138-2025.csv") }
  static let earlier = Result { try edition("permendagri-72-2019.csv") }

  /// The rows of a CSV file, without its header.
  static func table(
    _ name: String, encoding: CSVOptions.Encoding? = nil, delimiter: UInt8? = nil, header: Bool = true
  ) throws -> [[String]] {
    var options = CSVOptions(file: name)
    if let encoding { options.encoding = encoding }
    options.delimiter = delimiter
    options.fieldCount = .any
    let path = path(name)
    let reader: CSVReader
    if name.hasSuffix(".gz") {
      reader = CSVReader(MemoryByteSource(Array(try unzipped(path))), options: options)
    } else {
      reader = CSVReader(try FileByteSource(path: path), options: options)
    }
    var rows: [[String]] = []
    var source = reader
    while let block = try source.nextBlock() { rows += (0..<block.rowCount).map(block.cells) }
    return header ? Array(rows.dropFirst()) : rows
  }

  private static func unzipped(_ path: String) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }

  /// The tables of the IDM 2024, all provinces that are there.
  static func idm() throws -> [Row] {
    let folder = Checkout.data.appending(path: "idm/idm-2024-peta")
    func object(_ file: String) throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: file))) as? [String: Any] ?? [:]
    }
    var regencies: [String: String] = [:]
    for province in try object("meta.json")["prov"] as? [[String: Any]] ?? [] {
      for regency in province["kab"] as? [[String: Any]] ?? [] {
        regencies[regency["k"] as? String ?? ""] = regency["nm"] as? String
      }
    }
    var rows: [Row] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "prov").path).sorted() {
      let province = try object("prov/" + file)
      for district in province["kec"] as? [[String: Any]] ?? [] {
        for village in district["ds"] as? [[Any]] ?? [] {
          let code = "\(district["k"] as? String ?? "")\(village[0])"
          let names = [
            province["nm"] as? String ?? "", regencies[district["kb"] as? String ?? ""] ?? "",
            district["nm"] as? String ?? "", village[1] as? String ?? "",
          ]
          rows.append(Row(truth: Int64(code), code: code, names: names))
        }
      }
    }
    return rows
  }
}

/// What became of a file's rows.
struct Measured: CustomStringConvertible {
  var rows = 0
  var found = 0
  var refused: [String: Int] = [:]
  /// Found, but not what the row's own code says.
  var wrong: [String] = []
  /// Found something else than the row's own code says, but the register says another name of that code: the row contradicts
  /// itself and proves nothing (nearly all in province 96, whose codes the source has from an earlier edition).
  var unproven = 0

  var share: Double { Double(found) / Double(rows) }

  var description: String {
    let reasons = refused.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "\(rows): \(found) found, \(wrong.count) wrong" + (reasons.isEmpty ? "" : ", \(reasons)")
  }

  /// Matches rows by names alone, or by codes and names.
  init(_ rows: [RealFiles.Row], _ resolver: inout RegionResolver, usesCodes: Bool = false) {
    let edition = resolver.archive.dates.count - 1
    let book = resolver.archive.book(edition)
    for row in rows {
      self.rows += 1
      let answer = resolver.answer(usesCodes ? [row.code] : [], row.names)
      guard let code = answer.code else {
        for remark in answer.remarks { refused[remark.diagnostic.code, default: 0] += 1 }
        continue
      }
      found += 1
      guard let truth = row.truth, truth != code, let name = book.name(truth) else { continue }
      let given = NameForm(row.names[3])
      let published = NameAgreement(NameForm(name), given)
      let isTheVeryName = NameAgreement(NameForm(book.name(code) ?? ""), given) == .same
      if published == .different || (published == .similar && isTheVeryName) {
        unproven += 1
      } else {
        wrong.append("\(truth) \(row.names) → \(code) \(answer.how.rawValue)")
      }
    }
  }
}
