import Diagnostics
import Domain
import Foundation
import GRDB
import PluginTesting
import Storage
import StorageSQLite
import Testing

/// Any sequence of acts and accepted undos leaves what the same sequence without the undone ones leaves, but for the
/// numbers of batches. Acts that found everything as it was leave no batch, and count as not done.
@Suite(.serialized) struct UndoPropertyTests {
  @Test(arguments: 1...24) func undoneActsLeaveNoTrace(seed: Int) throws {
    for round in 0..<Checkout.fuzzFactor {
      try run(seed: UInt64(seed) &+ UInt64(round) &* 1000, length: 26)
    }
  }

  private func run(seed: UInt64, length: Int) throws {
    var generator = SeededGenerator(seed: seed)
    let first = try SQLiteFixture()
    let store = try first.store()
    try Acts.prepare(store)
    var acts: [Acts.Act] = []
    var batches: [Int: Int64] = [:]
    /// Acts in force, and what each undo batch took back.
    var inForce: Set<Int> = []
    var undos: [Int64: [Int64]] = [:]
    var log: [String] = []
    for step in 0..<length {
      let act = Acts.random(step, earlier: acts.count, &generator)
      acts.append(act)
      if let batch = try act.run(store, batches) {
        batches[step] = batch
        inForce.insert(step)
      }
      log.append("\(step): \(act.name) → \(batches[step].map { "\($0)" } ?? "–")")
      while generator.chance(0.35) {
        let candidates = batches.values.sorted() + undos.keys.sorted()
        guard !candidates.isEmpty else { break }
        let target = generator.pick(candidates)
        let cascade = generator.chance(0.5)
        do {
          let request = UndoRequest(.batch(target), cascade: cascade, at: 1_700_000_000 + Double(step))
          guard case .undone(let taken, _, let outcome) = try store.undo(request) else {
            log.append("   undo \(target) refused")
            continue
          }
          log.append("   undo \(target)\(cascade ? " cascade" : "") → \(taken.map(\.id)) by \(outcome.batch ?? 0)")
          undos[try #require(outcome.batch)] = taken.map(\.id)
          for batch in taken.map(\.id) {
            if let act = batches.first(where: { $0.value == batch })?.key { inForce.remove(act) }
            for again in (undos[batch] ?? []).reversed() { bring(again, batches, undos, &inForce) }
          }
        } catch is UndoError {
          log.append("   undo \(target): undone already")
        }
      }
      if generator.chance(0.15) {
        let findings = try store.auditVerify(head: nil).findings
        #expect(findings.isEmpty, "seed \(seed) \(findings), step \(step)\n\(log.joined(separator: "\n"))")
      }
    }
    let second = try SQLiteFixture()
    let other = try second.store()
    try Acts.prepare(other)
    var others: [Int: Int64] = [:]
    for step in acts.indices where inForce.contains(step) { others[step] = try acts[step].run(other, others) }
    let left = try first.sql { try StoreDump.make($0) }
    let right = try second.sql { try StoreDump.make($0) }
    let missing = right.filter { !left.contains($0) }
    let extra = left.filter { !right.contains($0) }
    #expect(
      left == right,
      "seed \(seed)\nmissing \(missing)\nextra \(extra)\nin force \(inForce.sorted())\n\(log.joined(separator: "\n"))")
    let findings = try store.auditVerify(head: nil).findings
    #expect(findings.isEmpty, "seed \(seed) \(findings)\n\(log.joined(separator: "\n"))")
    #expect(try store.verify() == [])
  }

  /// A batch is in force again; if it was an undo, what it took back is not.
  private func bring(_ batch: Int64, _ batches: [Int: Int64], _ undos: [Int64: [Int64]], _ inForce: inout Set<Int>) {
    if let act = batches.first(where: { $0.value == batch })?.key { inForce.insert(act) }
    for taken in undos[batch] ?? [] { take(taken, batches, undos, &inForce) }
  }

  private func take(_ batch: Int64, _ batches: [Int: Int64], _ undos: [Int64: [Int64]], _ inForce: inout Set<Int>) {
    if let act = batches.first(where: { $0.value == batch })?.key { inForce.remove(act) }
    for again in (undos[batch] ?? []).reversed() { bring(again, batches, undos, &inForce) }
  }
}

/// Random acts on a store: imports of every kind, corrections, lists, spellings, rejects.
enum Acts {
  struct Act {
    let name: String
    /// Does it; gives the batch it left. `batches` are those of earlier acts in the same store.
    let run: (SQLiteStore, [Int: Int64]) throws -> Int64?
  }

  static let panel = Sample.dataset()
  static let ledger = DatasetDeclaration(
    id: "buku", title: "Buku", level: .village, appliesTo: [.desa], frequency: .yearly,
    key: ["sumber", "kegiatan", "baris"],
    fields: [
      FieldDeclaration(id: "dana", title: "Dana", type: .money),
      FieldDeclaration(id: "kegiatan", title: "Kegiatan", type: .code, scheme: "kegiatan_uji"),
      FieldDeclaration(
        id: "sumber", title: "Sumber", type: .category,
        categories: [.init(id: "dds", title: "Dana Desa"), .init(id: "add", title: "Alokasi")]),
      FieldDeclaration(id: "baris", title: "Baris", type: .text),
      FieldDeclaration(id: "bobot", title: "Bobot", type: .real),
    ])

  static func prepare(_ store: SQLiteStore) throws { try store.apply([panel, ledger], allowDrop: false) }

  private static func header(_ step: Int, _ kind: BatchHeader.Kind = .import) -> BatchHeader {
    BatchHeader(kind: kind, importer: "uji", file: "\(step).csv", at: 1_700_000_000 + Double(step))
  }

  static func random(_ step: Int, earlier: Int, _ generator: inout SeededGenerator) -> Act {
    switch Int.random(in: 0..<16, using: &generator) {
    case 0..<5: panelRows(step, &generator)
    case 5..<9: ledgerRows(step, &generator)
    case 9: correction(step, &generator)
    case 10: register(step, &generator)
    case 11, 12: alias(step, &generator)
    case 13: targets(step, &generator)
    case 14: codes(step, &generator)
    default: rejects(step, earlier, &generator)
    }
  }

  private static let villages: [Int64] = [6_402_012_001, 6_402_012_002, 6_402_022_001, 6_403_012_001]
  private static let texts = ["", "a/b", "\"kutip\"", "baris\nbaru", "é–ü"]

  private static func panelRows(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    let isLong = generator.chance(0.25)
    let clears = !isLong && generator.chance(0.3)
    var fields = ["a", "b", "catatan"].filter { _ in generator.chance(0.7) }
    if fields.isEmpty { fields = ["a"] }
    var block = RecordBlock()
    let rejects = generator.chance(0.2) ? Int.random(in: 1...2, using: &generator) : 0
    for row in 0..<Int.random(in: 1...5, using: &generator) {
      block.regions.append(generator.pick(villages))
      block.periods.append(generator.pick([2023, 2024]))
      block.sourceRows.append(Int32(row + 2))
      for field in fields {
        if generator.chance(0.25) {
          block.cells.append(Cell.missing)
        } else if field == "catatan" {
          block.texts.append(generator.pick(texts))
          block.cells.append(Int64(block.texts.count - 1))
        } else {
          block.cells.append(Int64.random(in: 0...3, using: &generator))
        }
      }
    }
    let rows = block
    let names = fields
    let sheet = generator.chance(0.3) ? "Lembar" : nil
    return Act(name: "panel \(rows.regions) \(rows.periods) \(names) \(rows.cells) long \(isLong) clears \(clears)") {
      store, _ in
      try store.batch(header(step)) { sink in
        let writer = try sink.writer(
          for: DatasetRules(panel),
          options: DatasetWriterOptions(
            fields: names.compactMap { panel.index(of: $0) }, clearsBlank: clears,
            repeats: isLong ? .complete : .refuse))
        var block = rows
        if let sheet {
          _ = try sink.part(member: nil, sheet: "Sampul")
          block.part = try sink.part(member: nil, sheet: sheet)
        }
        try writer.write(block) { _, _, _ in }
        for row in 0..<rejects { try sink.reject(RejectedRow(row: 90 + row, cells: ["x", "\(step)"], reasons: [])) }
      }.batch
    }
  }

  private static func ledgerRows(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    struct Line {
      let region: Int64
      let year: Int32
      let fund: Int64
      let activity: String
      let line: String
      let money: Int64?
      let weight: Double?
    }
    let lines = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
      Line(
        region: generator.pick(villages), year: generator.pick([2023, 2024]), fund: generator.pick([1, 2]),
        activity: generator.pick(["1", "2", "x.9"]), line: generator.pick(["a", "b/\"c\""]),
        money: generator.chance(0.15) ? nil : Int64.random(in: 0...3, using: &generator),
        weight: generator.chance(0.5) ? nil : Double.random(in: 0...1, using: &generator))
    }
    let repeats = generator.pick([DatasetWriterOptions.Repeats.refuse, .add])
    let scope: ReplaceScope? =
      generator.chance(0.5)
      ? generator.pick([
        ReplaceScope(level: .village), ReplaceScope(level: .regency), ReplaceScope(level: .village, keys: ["sumber"]),
      ]) : nil
    let words = lines.map {
      "\($0.region)/\($0.year)/\($0.fund)/\($0.activity)/\($0.line)=\($0.money.map { "\($0)" } ?? "-")"
    }
    return Act(name: "ledger \(words) \(repeats) \(scope.map { "\($0)" } ?? "upsert")") { store, _ in
      try store.batch(header(step)) { sink in
        let list = try sink.codes(of: "kegiatan_uji")
        let writer = try sink.writer(
          for: DatasetRules(ledger),
          options: DatasetWriterOptions(fields: Array(ledger.fields.indices), repeats: repeats, replaces: scope))
        var block = RecordBlock()
        for (row, line) in lines.enumerated() {
          block.regions.append(line.region)
          block.periods.append(line.year)
          block.sourceRows.append(Int32(row + 2))
          block.texts += [line.activity, line.line]
          let code = list[line.activity] ?? CodeList.unlisted(text: block.texts.count - 2)
          block.cells += [
            line.money ?? Cell.missing, code, line.fund, Int64(block.texts.count - 1),
            line.weight.map { Cell.real($0) } ?? Cell.missing,
          ]
        }
        try writer.write(block) { _, _, _ in }
      }.batch
    }
  }

  private static func correction(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    let village = generator.pick(villages)
    let value = generator.chance(0.3) ? Cell.missing : Int64.random(in: 0...3, using: &generator)
    return Act(name: "set \(village) \(value)") { store, _ in
      try store.batch(header(step, .set)) { sink in
        let writer = try sink.writer(
          for: DatasetRules(panel),
          options: DatasetWriterOptions(fields: [panel.index(of: "a") ?? 0], clearsBlank: true))
        var block = RecordBlock()
        block.regions = [village]
        block.periods = [2024]
        block.sourceRows = [1]
        block.cells = [value]
        try writer.write(block) { _, _, _ in }
      }.batch
    }
  }

  private static func register(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    var units = [
      ("64", "Timur"), ("64.02", "Satu"), ("64.03", "Dua"), ("64.02.01", "A"), ("64.02.02", "B"), ("64.03.01", "C"),
    ]
    for village in villages where generator.chance(0.8) {
      units.append((RegionCode(village)?.description ?? "", generator.pick(["Suka", "Maju", "Jaya"])))
    }
    if generator.chance(0.3) { units.append(("65", "Utara")) }
    let rows = units.enumerated().compactMap { index, unit in
      RegionCode(unit.0).map { RegisterRow(code: $0, name: unit.1, sourceRow: index + 2) }
    }
    let year = generator.pick([2020, 2021, 2022])
    let complete = generator.chance(0.7)
    return Act(name: "register \(year) \(complete) \(units)") { store, _ in
      guard let day = CalendarDate(year: year, month: 1, day: 1) else { return nil }
      return try store.batch(header(step)) { try $0.register(rows, effective: day, complete: complete) }.batch
    }
  }

  private static func alias(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    let name = generator.pick(["Sk Maju", "Sk. Jaya"])
    let village = generator.pick(villages)
    guard let within = RegionCode(6402), let code = RegionCode(village) else { return Act(name: "–") { _, _ in nil } }
    if generator.chance(0.3) {
      return Act(name: "alias remove \(name)") { store, _ in
        let before = try store.batches(limit: 1).first?.id
        guard try store.removeAlias(named: name, within: within) else { return nil }
        let batch = try store.batches(limit: 1).first?.id
        return batch == before ? nil : batch
      }
    }
    return Act(name: "alias \(name) \(code)") { store, _ in
      try store.batch(header(step, .alias)) { try $0.alias(RegionAlias(within: within, name: name, code: code)) }.batch
    }
  }

  private static func targets(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    let target = generator.pick(["t", "u"])
    let entries = villages.filter { _ in generator.chance(0.5) }.enumerated().map { index, village in
      TargetEntry(
        year: generator.pick([2023, 2024]), basis: generator.pick([.new, .carriedOver]), regency: RegionCode(6402),
        region: RegionCode(village), printedName: generator.pick(["Suka", "Maju"]), match: "exact", sourceRow: index + 2
      )
    }
    let keeps = generator.chance(0.3)
    return Act(name: "targets \(target) \(entries) \(keeps)") { store, _ in
      try store.batch(header(step)) {
        try $0.targetList(target, entries, options: TargetListOptions(keepsUnlisted: keeps))
      }.batch
    }
  }

  private static func codes(_ step: Int, _ generator: inout SeededGenerator) -> Act {
    let entries = ["1", "2", "3"].filter { _ in generator.chance(0.7) }.enumerated().map { index, code in
      CodeEntry(code: code, name: generator.pick(["Belanja", "Modal"]), sourceRow: index + 2)
    }
    let version = generator.pick(["1/2020", "2/2021"])
    return Act(name: "codes \(version) \(entries)") { store, _ in
      guard let day = CalendarDate(year: 2020, month: 1, day: 1) else { return nil }
      return try store.batch(header(step)) {
        try $0.codeList("kegiatan_uji", version: version, validFrom: day, entries)
      }.batch
    }
  }

  /// Rejects of an earlier act are closed by a batch that brings a row in, or given up.
  private static func rejects(_ step: Int, _ earlier: Int, _ generator: inout SeededGenerator) -> Act {
    let of = Int.random(in: 0...max(0, earlier - 1), using: &generator)
    let discards = generator.chance(0.5)
    return Act(name: "rejects of \(of), discard \(discards)") { store, batches in
      guard let batch = batches[of] else { return nil }
      let ids = try store.rejects(RejectFilter(batches: [batch]), limit: 9).map(\.id)
      guard !ids.isEmpty else { return nil }
      if discards { return try store.discard(ids, reason: "\(step)", at: Double(step)).batch }
      return try store.batch(header(step, .retry)) { try $0.resolve(rejects: ids, as: .retried) }.batch
    }
  }
}
