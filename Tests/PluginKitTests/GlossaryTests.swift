import Diagnostics
import Domain
import Foundation
import Testing

/// `docs/glossary.md` says what the code says.
@Suite struct GlossaryTests {
  private struct Entry {
    var indonesian: String
    var english: String
    var code: String
  }

  private func entries() throws -> [Entry] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/glossary.md")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("|") }
      .map { line in line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false) }
      .map { cells in
        let texts = cells.map { $0.trimmingCharacters(in: .whitespaces) }
        try #require(texts.count == 3, "\(texts)")
        return Entry(indonesian: texts[0], english: texts[1], code: texts[2])
      }
      .filter { $0.indonesian != "Indonesian" && !$0.indonesian.hasPrefix("---") }
  }

  @Test func everyWordHasItsEnglishAndItsCodeNameOnce() throws {
    let entries = try entries()
    #expect(entries.allSatisfy { !$0.indonesian.isEmpty && !$0.english.isEmpty && !$0.code.isEmpty })
    #expect(Set(entries.map(\.indonesian)).count == entries.count)
  }

  @Test(arguments: [
    "desa sasaran", "luncuran", "total sasaran tahun ini", "angka resmi", "hasil hitung ulang", "naik status",
    "turun status", "uji coba", "baris ditolak", "faktor pendorong", "faktor penghambat", "kecamatan", "RPJM Desa",
    "RKP Desa", "APB Desa", "DU-RKP Desa", "BUM Desa",
  ])
  func theWordsThatOfficesPrintAreThere(word: String) throws {
    #expect(try entries().contains { $0.indonesian == word || $0.indonesian.hasPrefix(word + " (") })
  }

  @Test func levelsKindsAndStagesAreNamedAsInCode() throws {
    let entries = try entries()
    for level in RegionLevel.allCases { #expect(entries.contains { $0.code.hasPrefix("`\(level.rawValue)`") }) }
    for kind in VillageKind.allCases {
      #expect(
        entries.contains {
          $0.indonesian == kind.title.id.lowercased()
            && $0.code.hasSuffix("`\(kind.rawValue)` (\(kind.leadingDigit)xxx)")
            && $0.english == kind.title.en.lowercased()
        }, "\(kind)")
    }
    for stage in Stage.allCases { #expect(entries.contains { $0.code == "stage `\(stage.rawValue)`" }) }
  }
}
