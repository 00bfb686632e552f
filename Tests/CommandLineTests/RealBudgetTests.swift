import Foundation
import Testing

/// One kecamatan of the real scores of 2023 and 2024, against figures worked out from the table itself.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct ServiceAchievementTests {
  private static let district = "62.11.02"
  private static let education = [8, 9, 10, 11, 12, 13, 14, 27]

  /// Scores by year and village: 35 of IKS first.
  private func scores() throws -> [String: [String: [Int]]] {
    let text = try String(contentsOfFile: SharedFiles.path("reference/idm_scores_10006.csv"), encoding: .utf8)
    var found: [String: [String: [Int]]] = [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard cells[0].hasPrefix("621102"), ["2023", "2024"].contains(cells[1]) else { continue }
      found[String(cells[1]), default: [:]][String(cells[0])] = cells[2].compactMap { $0.wholeNumberValue }
    }
    return found
  }

  @Test func theLevelOfAServiceIsTheMeanOfItsScoresBeforeAndAfter() throws {
    let scores = try scores()
    let villages = try #require(scores["2024"]).keys.sorted()
    #expect(villages.count == 8 && scores["2023"]?.count == 8)
    let place = try SharedFiles.nationalWorkplace()
    let header =
      "kode_desa,tahun," + (1...35).map { String(format: "iks%02d", $0) }.joined(separator: ",") + "\n"
    let rows = scores.flatMap { year, own in
      own.map { code, values in
        "\(code),\(year)," + values.prefix(35).map(String.init).joined(separator: ",") + "\n"
      }
    }
    try place.write(header + rows.sorted().joined(), to: "skor.csv")
    try place.imports("run", "idm_scores", "skor.csv").expect(0)
    func mean(_ year: String) throws -> Double {
      let own = try #require(scores[year])
      let levels = own.values.map { values in
        Double(Self.education.map { values[$0 - 1] }.reduce(0, +)) / Double(Self.education.count)
      }
      return levels.reduce(0, +) / Double(levels.count)
    }
    let lacking = try #require(scores["2024"]).values.count { values in
      Self.education.contains { values[$0 - 1] <= 2 }
    }
    let document = try place.report(
      "run", "kecamatan_dashboard", "--region", Self.district, "--period", "2024", "--format", "json"
    ).expect(0).json()
    let education = try #require(document.table("before_after").rows.first)
    let (old, new) = (try mean("2023"), try mean("2024"))
    #expect(abs((Double(education[1]) ?? 0) - old) < 1e-9 && abs((Double(education[2]) ?? 0) - new) < 1e-9)
    #expect(document.table("services").rows[0][4] == "\(lacking)")
  }
}

/// Sums over the nation, read in two halves at once, against sums of the table itself.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct NationalBudgetTests {
  @Test func theNationIsTheSumOfItsVillagesInTheirLastVersion() throws {
    let register = try String(
      contentsOfFile: SharedFiles.path("reference/regions_national_2025.csv"), encoding: .utf8)
    let villages = register.split(separator: "\n").dropFirst().compactMap { line -> String? in
      let code = line.prefix { $0 != "," }
      return code.count == 13 && "23".contains(code[code.index(code.startIndex, offsetBy: 9)]) ? String(code) : nil
    }
    let chosen = stride(from: 0, to: villages.count, by: 997).map { villages[$0] }
    var lines = "kode_desa,tahun,versi,kode_kegiatan,kode_rekening,sumber_dana,anggaran\n"
    var (total, basic) = ([String: Int](), 0)
    for (index, village) in chosen.enumerated() {
      let versions = index % 3 == 0 ? ["apbdes", "perubahan_1"] : ["apbdes"]
      for (place, version) in versions.enumerated() {
        let (service, road) = (1000 + index * 7 + place, 5000 + index + place)
        lines += "\(village),2024,\(version),2.1.01,5.2.1.06,DDS,\(service)\n"
        lines += "\(village),2024,\(version),2.3.10,5.3.5.03,DDS,\(road)\n"
        guard place == versions.count - 1 else { continue }
        basic += service
        total[String(village.prefix(2)), default: 0] += service + road
      }
    }
    let place = try SharedFiles.nationalWorkplace()
    try place.write(lines, to: "apbdes.csv")
    try place.imports("run", "apbdes", "apbdes.csv").expect(0)
    let rows = try place.report("run", "basic_services", "--period", "2024", "--format", "json").expect(0).json()
      .table("main").rows
    #expect(rows[0][2] == "\(chosen.count)" && rows[0][4] == "\(total.values.reduce(0, +))" && rows[0][5] == "\(basic)")
    for row in rows.dropFirst() { #expect(row[4] == "\(total[row[0]] ?? 0)", "\(row[0])") }
    #expect(rows.count - 1 == total.count && total.count > 30)
  }
}

/// The published payments of Kabupaten Bogor: all rows, and nobody's name or account.
@Suite(.enabled(if: SharedFiles.isThere, SharedFiles.why))
struct PaymentTests {
  @Test func realPaymentsAreReadWithoutPayees() throws {
    let place = try SharedFiles.nationalWorkplace()
    let file = SharedFiles.path("data/budget/siskeudes-spp-posyandu-bogor-2026-kec01-12.xlsx")
    try place.imports("run", "pembayaran_desa", file, "--set", "region=32.01").expect(65)
    let rows = try place.imports(
      "run", "pembayaran_desa", file, "--set", "region=32.01", "--set", "period=2026", "--json"
    ).expect(0).json()["batches"][0]["rows"]
    #expect(rows["read"].int == 1821 && rows["new"].int == 1821 && rows["rejected"].int == 0)
    #expect(
      try place.query(
        """
        SELECT count(DISTINCT region), min(region) / 1000000, sum(spp_baris > 1) > 0, count(spp_tanggal) > 1800
        FROM data_pembayaran_desa
        """
      )[0].hasSuffix("|3201|1|1"))
    // The sheet's own sum, read by another program.
    let sum = try place.python(
      """
      import sys, zipfile, re
      book = zipfile.ZipFile(sys.argv[1])
      strings = [re.sub(r"<[^>]+>", "", s) for s in re.findall(r"<si>(.*?)</si>", book.read("xl/sharedStrings.xml").decode(), re.S)] if "xl/sharedStrings.xml" in book.namelist() else []
      sheet = book.read("xl/worksheets/sheet1.xml").decode()
      rows = re.findall(r"<row[^>]*>(.*?)</row>", sheet, re.S)
      def cells(row):
          found = {}
          for ref, attributes, body in re.findall(r'<c r="([A-Z]+)[0-9]+"([^>]*?)(?:/>|>(.*?)</c>)', row, re.S):
              value = re.search(r"<v>(.*?)</v>", body or "")
              text = re.search(r"<t[^>]*>(.*?)</t>", body or "", re.S)
              if value: found[ref] = strings[int(value[1])] if 't="s"' in attributes else value[1]
              elif text: found[ref] = text[1]
          return found
      table = [cells(row) for row in rows]
      column = next(ref for row in table for ref, text in row.items() if text == "Nilai")
      print(sum(int(float(row[column])) for row in table if row.get(column, "").replace(".", "").isdigit()))
      """, file
    ).expect(0).text.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(try place.query("SELECT sum(spp_nilai) FROM data_pembayaran_desa") == [sum])
    let stored = String(decoding: try place.bytes("sinergi.sqlite"), as: UTF8.self)
    #expect(!stored.contains("PENERIMA ") && !stored.contains("contoh.invalid"))
  }
}
