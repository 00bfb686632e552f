import Diagnostics
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

/// Small real files with random damage: an import ends with a report or a failure, and the store holds all or nothing.
@Suite struct ImportFuzzTests {
  private struct Seed {
    var importer: String
    var options: [String: String]
    var data: Data
  }

  private static func seeds() throws -> [Seed] {
    let modules = Checkout.root.appending(path: "Modules")
    func file(_ path: String) throws -> Data {
      // The first lines are enough, and quick.
      let lines = try Data(contentsOf: modules.appending(path: path)).split(separator: 10).prefix(14)
      return Data(lines.joined(separator: [10])) + Data([10])
    }
    return [
      Seed(
        importer: "idm_status", options: ["period": "2024"],
        data: try file("Regions/KalimantanTimur/Sample/idm-2024.csv")),
      Seed(
        importer: "idm_scores", options: [:], data: try file("Importers/IdmScores/Examples/good-long/input.csv")),
      Seed(
        importer: "idm_scores", options: [:], data: try file("Importers/IdmScores/Examples/good-wide/input.csv")),
      Seed(
        importer: "region_register", options: ["effective": "2025-04-25", "coverage": "partial"],
        data: try file("Importers/IdmScores/Examples/good-long/register.csv")),
      Seed(
        importer: "target_list", options: ["target": "kaltim_naik_status_2019_2023"],
        data: try file("Regions/KalimantanTimur/Sample/desa-sasaran-2021.csv")),
      Seed(importer: "alias", options: [:], data: try file("Regions/KalimantanTimur/Sample/alias.csv")),
    ]
  }

  private static func damaged(_ data: Data, _ generator: inout SeededGenerator) -> Data {
    var bytes = [UInt8](data)
    for _ in 0..<Int.random(in: 1...8, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<7, using: &generator) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
      case 1: bytes.remove(at: at)
      case 2: bytes.insert(generator.pick(Array("\"\n\r,;\t|\0-.9".utf8)), at: at)
      case 3: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      case 4:
        let end = min(bytes.count, at + Int.random(in: 1...80, using: &generator))
        bytes.insert(contentsOf: bytes[at..<end], at: Int.random(in: 0...bytes.count, using: &generator))
      case 5:
        let text = generator.pick([
          "NaN", "inf", "1e999", "99999999999999999999", "-0", "٣", "0x1F", "6402010101800001",
        ])
        bytes.insert(contentsOf: Array(text.utf8), at: at)
      default: bytes.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: at)
      }
    }
    return Data(bytes)
  }

  @Test func damagedFilesNeverCrashNorHalfWrite() throws {
    let register = try String(
      contentsOf: Checkout.root.appending(path: "Modules/Regions/KalimantanTimur/Sample/wilayah.csv"), encoding: .utf8)
    let desk = try ImportDesk(register: register)
    let seeds = try Self.seeds()
    var generator = SeededGenerator(seed: 2024)
    var accepted = 0
    for round in 0..<150 * Checkout.fuzzFactor {
      let seed = generator.pick(seeds)
      let data = Self.damaged(seed.data, &generator)
      let strict = generator.chance(0.3)
      let before = try desk.store.statistics()
      do {
        let report = try desk.run(seed.importer, data, seed.options, strict: strict)
        let after = try desk.store.statistics()
        #expect(after.batches - before.batches == (report.batch == nil ? 0 : 1), "round \(round)")
        #expect(!strict || report.counts.rejected == 0, "round \(round)")
        if report.batch != nil {
          accepted += 1
          #expect(after.auditHead == report.auditHead, "round \(round)")
        } else {
          #expect(after == before, "round \(round)")
        }
        // A second time nothing is left to do.
        let again = try desk.run(seed.importer, data, seed.options, strict: strict)
        #expect(again.batch == nil, "round \(round) of \(seed.importer): \(String(decoding: data, as: UTF8.self))")
      } catch let failure as ImportFailure {
        #expect(!failure.diagnostics.isEmpty, "round \(round)")
        #expect(try desk.store.statistics() == before, "round \(round)")
      }
    }
    #expect(accepted > 20)
    #expect(try desk.store.verify() == [])
  }
}
