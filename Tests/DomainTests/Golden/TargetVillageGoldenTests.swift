import Domain
import Foundation
import Testing

/// The 36 rows of the target villages of Kalimantan Timur for 2021, their codes hidden and found again by name.
@Suite(.withReference) struct TargetVillageGoldenTests {
  private struct Village {
    var regency: String
    var name: String
    var code: String
  }

  @Test func namesAreFoundWithinTheirKabupaten() throws {
    var counts: [String: Int] = [:]
    var matches: [String: NameMatch] = [:]
    let register = try register()
    for village in try villages() {
      guard !village.name.isEmpty else { continue }
      let match = try index(of: village.regency, in: register).match(village.name)
      switch match {
      case .exact(let code):
        counts["exact", default: 0] += 1
        #expect(code.description == village.code, "\(village.name)")
      case .close(let code, _):
        counts["close", default: 0] += 1
        #expect(code.description == village.code, "\(village.name)")
        matches[village.name] = match
      default: matches[village.name] = match
      }
    }
    #expect(counts == ["exact": 29, "close": 3])
    #expect(
      matches == [
        "Prayono": .close(try code("64.01.07.2007"), distance: 1),
        "Lumpaq Dahuq": .close(try code("64.07.08.2009"), distance: 1),
        "Lung Melan": .close(try code("64.08.07.2002"), distance: 1),
        "Sedulang": .ambiguous([try code("64.02.11.2009"), try code("64.02.19.2002")]),
        "Jonggon": .ambiguous([try code("64.02.02.2001"), try code("64.02.02.2009")]),
        "Kerohong": .notFound(nearest: [try code("64.11.05.2001")]),
      ])
  }

  @Test func withTheThreeAliasesOfTheSampleAllThirtyFiveAreFound() throws {
    let sample = Repository.root.appending(path: "Modules/Regions/KalimantanTimur/Sample/alias.csv")
    var aliases: [String: [(name: String, code: RegionCode)]] = [:]
    for row in try Repository.table(sample) {
      aliases[row["kabupaten"] ?? "", default: []].append((row["nama"] ?? "", try code(row["kode"] ?? "")))
    }
    var found = 0
    var unnamed = 0
    let register = try register()
    for village in try villages() {
      if village.name.isEmpty { unnamed += 1 }
      switch try index(of: village.regency, in: register, aliases: aliases[village.regency] ?? []).match(village.name) {
      case .exact(let code), .close(let code, _), .alias(let code):
        found += 1
        #expect(code.description == village.code, "\(village.name)")
      case .ambiguous, .notFound: #expect(village.name.isEmpty, "\(village.name)")
      }
    }
    #expect(found == 35)
    #expect(unnamed == 1)
  }

  /// The register against itself: in no kecamatan is a name taken for another village's.
  @Test func everyVillageOfTheNationIsFoundByItsOwnName() throws {
    var districts: [Substring: [(code: RegionCode, name: String)]] = [:]
    for line in try Repository.lines(Repository.reference.appending(path: "regions_national_2025.csv")) {
      let cells = Repository.cells(line)
      guard cells[0].count == 13 else { continue }
      districts[cells[0].prefix(8), default: []].append((try code(cells[0]), cells[1]))
    }
    var ambiguous = 0
    var exact = 0
    for units in districts.values {
      let index = NameIndex(units)
      for unit in units {
        switch index.match(unit.name) {
        case .exact(let code):
          exact += 1
          if code != unit.code { Issue.record("\(unit.code) \(unit.name) is taken for \(code)") }
        case .ambiguous(let codes):
          ambiguous += 1
          #expect(codes.contains(unit.code))
        case let other: Issue.record("\(unit.code) \(unit.name): \(other)")
        }
      }
    }
    #expect(exact + ambiguous == 83_762)
    #expect(ambiguous == 32)
  }

  private func code(_ text: String) throws -> RegionCode { try #require(RegionCode(text)) }

  private func villages() throws -> [Village] {
    let rows = try Repository.table(Repository.reference.appending(path: "kaltim_target_villages_2021.csv"))
    try #require(rows.count == 36)
    return rows.map { row in
      let name = row["village_as_printed"] ?? ""
      return Village(regency: row["regency"] ?? "", name: name.hasPrefix("(") ? "" : name, code: row["code"] ?? "")
    }
  }

  /// The regencies and villages of Kalimantan Timur in the national register.
  private func register() throws -> [(code: RegionCode, name: String)] {
    let province = try code("64")
    return try Repository.lines(Repository.reference.appending(path: "regions_national_2025.csv"))
      .filter { $0.hasPrefix("64") }.map { line in
        let cells = Repository.cells(line)
        return (try code(cells[0]), cells[1])
      }
      .filter { province.contains($0.code) }
  }

  /// The desa of a kabupaten by its name.
  private func index(
    of regency: String, in register: [(code: RegionCode, name: String)],
    aliases: [(name: String, code: RegionCode)] = []
  ) throws -> NameIndex {
    guard case .exact(let parent) = NameIndex(register.filter { $0.code.level == .regency }).match(regency) else {
      throw Missing(name: regency)
    }
    return NameIndex(
      register.filter { $0.code.villageKind == .desa && parent.contains($0.code) }, aliases: aliases)
  }

  private struct Missing: Error { var name: String }
}
