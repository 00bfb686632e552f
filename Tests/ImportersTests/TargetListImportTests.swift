import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

/// The list of target villages of Kalimantan Timur for 2021, its codes taken away and found again by name.
@Suite(.enabled(if: Checkout.hasReference, "the reference tables are not at \(Checkout.reference.path)"))
struct TargetListGoldenTests {
  private static let target = "kaltim_naik_status_2019_2023"
  private let desk: ImportDesk

  init() throws {
    let lines = try String(contentsOf: Checkout.reference.appending(path: "regions_national_2025.csv"), encoding: .utf8)
      .split(separator: "\n").filter { $0.hasPrefix("64") }
    desk = try ImportDesk(register: "code,name\n" + lines.joined(separator: "\n") + "\n")
  }

  /// The table without its column of codes, and the codes by row of the file.
  private func hidden() throws -> (text: String, codes: [String]) {
    let table = try String(
      contentsOf: Checkout.reference.appending(path: "kaltim_target_villages_2021.csv"), encoding: .utf8)
    var rows = table.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let column = try #require(rows[0].firstIndex(of: "code"))
    let codes = rows.map { String($0[column]) }
    for row in rows.indices { rows[row].remove(at: column) }
    return (rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n", Array(codes.dropFirst()))
  }

  private func matches() throws -> [String: Int] {
    try desk.store.targetList(Self.target).entries.reduce(into: [:]) { $0[$1.match ?? "unnamed", default: 0] += 1 }
  }

  @Test func aShorterListTellsWhatItTakesOutAndARejectedRowTakesOutNothing() throws {
    let header = "tahun,kabupaten,desa,dasar\n"
    let luan = "2021,Paser,Luan,baru\n"
    let biu = "2021,Paser,Biu,baru\n"
    try desk.run("target_list", header + luan + biu, ["target": Self.target])
    let faulty = try desk.run("target_list", header + luan + "2021,Paser,Biuuuuu,baru\n", ["target": Self.target])
    #expect(faulty.counts.rejected == 1)
    #expect(faulty.counts.removed == 0)
    #expect(try desk.store.targetList(Self.target).entries.count == 2)
    let shorter = try desk.run("target_list", header + luan, ["target": Self.target])
    #expect(shorter.counts.removed == 1)
    #expect(shorter.diagnostics.map(\.code).contains("target-village-removed"))
    #expect(try desk.store.targetList(Self.target).entries.map(\.printedName) == ["Luan"])
  }

  @Test func anUnknownBasisIsTold() throws {
    let report = try desk.run(
      "target_list", "tahun,kabupaten,desa,dasar\n2021,Paser,Luan,sisa tahun lalu\n", ["target": Self.target])
    #expect(report.diagnosticCounts["basis-unknown"] == 1)
  }

  @Test func namesAreFoundCloselyOrRejectedWithTheirCandidates() throws {
    let (text, codes) = try hidden()
    #expect(codes.count == 36)
    let report = try desk.run("target_list", text, ["target": Self.target])
    #expect(try matches() == ["exact": 29, "close": 3, "unnamed": 1])
    #expect(report.counts.rejected == 3)
    #expect(report.diagnosticCounts["region-close"] == 3)
    #expect(report.diagnosticCounts["region-ambiguous"] == 2)
    #expect(report.diagnosticCounts["region-not-found"] == 1)
    #expect(report.diagnosticCounts["village-unnamed"] == 1)
    for entry in try desk.store.targetList(Self.target).entries {
      #expect(entry.region?.description ?? "" == codes[entry.sourceRow - 2], "\(entry.printedName)")
      #expect(entry.year == 2021)
    }
    let ambiguous = report.diagnostics.filter { $0.code == "region-ambiguous" }
    #expect(ambiguous.map(\.value) == ["Sedulang", "Jonggon"])
    #expect(ambiguous[0].message.id.contains("64.02.11.2009") && ambiguous[0].message.id.contains("64.02.19.2002"))
    #expect(ambiguous[1].message.id.contains("64.02.02.2001") && ambiguous[1].message.id.contains("64.02.02.2009"))
    let lost = try #require(report.diagnostics.first { $0.code == "region-not-found" })
    #expect(lost.value == "Kerohong")
    #expect(lost.message.id.contains("64.11.05.2001"))
    #expect(lost.hint?.id.contains("aliases add") == true)
    let carried = try desk.store.targetList(Self.target).entries.filter { $0.basis == .carriedOver }
    #expect(carried.count == 6)
  }

  @Test func withTheThreeAliasesOfTheSampleThirtyFiveAreFound() throws {
    let aliases = Checkout.root.appending(path: "Modules/Regions/KalimantanTimur/Sample/alias.csv").path
    #expect(try desk.run("alias", path: aliases).counts.new == 3)
    let (text, codes) = try hidden()
    let report = try desk.run("target_list", text, ["target": Self.target])
    #expect(report.counts.rejected == 0)
    #expect(try matches() == ["exact": 29, "close": 3, "alias": 3, "unnamed": 1])
    let entries = try desk.store.targetList(Self.target).entries
    #expect(entries.compactMap(\.region).count == 35)
    for entry in entries { #expect(entry.region?.description ?? "" == codes[entry.sourceRow - 2]) }
    #expect(try desk.run("target_list", text, ["target": Self.target]).batch == nil)
  }

  @Test func codesAreTakenAsTheyAre() throws {
    let path = Checkout.reference.appending(path: "kaltim_target_villages_2021.csv").path
    let report = try desk.run("target_list", path: path, ["target": Self.target])
    #expect(report.counts.rejected == 0)
    #expect(try matches() == ["code": 35, "unnamed": 1])
  }

  @Test func anUnknownTargetIsAWrongUseWithTheNearest() throws {
    let failure = #expect(throws: ImportFailure.self) {
      try desk.run("target_list", "tahun,desa\n2021,Luan\n", ["target": "kaltim_naik_status_2019_202"])
    }
    #expect(failure?.kind == .usage)
    #expect(failure?.diagnostics.first?.hint?.id.contains(Self.target) == true)
  }
}
