import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage

@testable import Importers

/// Resolvers over registers of a test's own, without a store.
struct MatchingDesk {
  var archive: RegionArchive

  /// - Parameter editions: `YYYYMMDD` and lines `code,name`.
  init(_ editions: [(day: Int, lines: [String])], aliases: [RegionAlias] = [], crosswalk: [String] = []) {
    self.init(
      editions: editions.map { ($0.day, $0.lines.map(Self.pair)) }, aliases: aliases,
      crosswalk: crosswalk.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) })
  }

  init(editions: [(day: Int, units: [(Int64, String)])], aliases: [RegionAlias] = [], crosswalk: [[String]] = []) {
    archive = RegionArchive(dates: editions.compactMap { CalendarDate(number: $0.day) }, aliases: aliases)
    archive.versions = Self.versions(editions)
    archive.crosswalk = Self.table(crosswalk)
  }

  func resolver(
    _ options: RegionOptions = RegionOptions(level: .village, scheme: .kemendagri), usesNames: Bool = true
  ) throws -> RegionResolver {
    let villages = archive.dates.indices.map { archive.index(.village, edition: $0) }
    return try RegionResolver(archive, villages, options, usesNames: usesNames)
  }

  private static func pair(_ line: String) -> (Int64, String) {
    let parts = line.split(separator: ",", maxSplits: 1).map(String.init)
    return (Int64(parts[0].filter { $0 != "." }) ?? 0, parts.count > 1 ? parts[1] : "")
  }

  /// Units of complete editions as dated versions.
  private static func versions(_ editions: [(day: Int, units: [(Int64, String)])]) -> RegionVersionTable {
    struct Version {
      var name: String
      var from: Int
      var to: Int?
    }
    var known: [Int64: [Version]] = [:]
    for (day, units) in editions {
      for (code, name) in units {
        if let last = known[code]?.last, last.to == nil {
          if last.name == name { continue }
          var versions = known[code] ?? []
          versions[versions.count - 1].to = day
          known[code] = versions
        }
        known[code, default: []].append(Version(name: name, from: day))
      }
      let listed = Set(units.map(\.0))
      for (code, versions) in known where versions.last?.to == nil && !listed.contains(code) {
        known[code]?[versions.count - 1].to = day
      }
    }
    var table = RegionVersionTable()
    for code in known.keys.sorted() {
      for version in known[code] ?? [] {
        guard let from = CalendarDate(number: version.from) else { continue }
        table.codes.append(code)
        table.names.append(version.name)
        table.validFrom.append(from)
        table.validTo.append(version.to.flatMap { CalendarDate(number: $0) })
      }
    }
    return table
  }

  private static func table(_ rows: [[String]]) -> CrosswalkTable {
    var table = CrosswalkTable()
    for (index, cells) in rows.enumerated().sorted(by: { (Int64($0.element[0]) ?? 0) < (Int64($1.element[0]) ?? 0) }) {
      guard let row = try? CrosswalkLine.read(cells, row: index + 1) else { continue }
      table.foreign.append(row.foreign)
      table.codes.append(row.code.number)
      table.foreignNames.append(row.foreignName)
      table.names.append(row.name)
    }
    return table
  }
}

extension RegionResolver {
  /// What a row's texts mean, as `code how` or the reasons' codes.
  mutating func say(
    _ code: [String] = [], _ names: [String] = ["", "", "", ""], edition: Int? = nil
  ) -> String {
    let answer = answer(code, names, edition: edition)
    let remarks = answer.remarks.map(\.diagnostic.code).joined(separator: " ")
    guard let found = answer.code.flatMap({ RegionCode($0) }) else { return remarks }
    return "\(found) \(answer.how.rawValue)" + (remarks.isEmpty ? "" : " \(remarks)")
  }

  mutating func answer(
    _ code: [String] = [], _ names: [String] = ["", "", "", ""], edition: Int? = nil
  ) -> RegionAnswer {
    RegionCells.with(code: code, province: names[0], regency: names[1], district: names[2], village: names[3]) {
      resolve($0, edition: edition ?? archive.dates.count - 1)
    }
  }
}
