import Testing

/// Well-formed command lines that name what is not there: exit code 64 and, where something is near, a suggestion.
@Suite struct UsageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var program: Program
    var arguments: [String]
    /// What standard error has to say.
    var says: [String]

    init(_ program: Program, _ arguments: [String], _ says: String...) {
      self.program = program
      self.arguments = arguments
      self.says = says
    }

    var testDescription: String { ([program.rawValue] + arguments).joined(separator: " ") }
  }

  static let cases: [Case] = [
    Case(.report, ["run", "idm_statsu"], "laporan `idm_statsu` tidak ada", "mungkin maksudnya `idm_status`?"),
    Case(.report, ["run", "zzzzzzzz"], "yang aktif: idm_status, indeks_desa_status, transition"),
    Case(.report, ["run", "idm_status", "--region", "6402x"], "`6402x` bukan kode wilayah", "64.02.01.2001"),
    Case(.report, ["run", "idm_status", "--region", "99"], "wilayah 99 tidak ada", "sinergi-admin region find"),
    Case(.report, ["run", "targets", "--region", "99"], "wilayah 99 tidak ada"),
    Case(.report, ["run", "idm_status", "--period", "tahun"], "`tahun` bukan periode", "2024-Q3"),
    Case(.report, ["run", "idm_status", "--period", "2024-07"], "`2024-07` bukan periode"),
    Case(.report, ["run", "idm_status", "--format", "odt"], "format `odt` tidak dikenal", "text, csv, json, xlsx"),
    Case(.report, ["run", "idm_status", "--set", "tabel=status"], "opsi `tabel` tidak dikenal", "`table`"),
    Case(.report, ["run", "idm_status", "--set", "table=statsu"], "tidak memuat tabel `statsu`", "`status`"),
    Case(.report, ["run", "idm_status", "--set", "table"], "kunci=nilai"),
    Case(.report, ["run", "targets", "--set", "target=kaltim_naik_status_2019_2022"], "mungkin maksudnya"),
    Case(.report, ["run", "idm_status", "--lang", "fr"], "bahasa `fr` tidak dikenal: id atau en"),
    Case(.imports, ["run", "idm_stats", "x.csv"], "importir `idm_stats` tidak ada", "`idm_status`"),
    Case(.imports, ["run", "idm_status", "x.csv", "--set", "peroid=2024"], "opsi `peroid` tidak dikenal", "`period`"),
    Case(.imports, ["run", "idm_status", "plugins.yaml", "--set", "period=20x4"], "`period`", "`20x4`"),
    Case(
      .imports, ["run", "idm_status", "x.csv", "--stage", "final"], "--stage", "sementara, terverifikasi, ditetapkan"),
    Case(.imports, ["run", "idm_status", "x.csv", "--as-of", "kemarin"], "--as-of", "TTTT-BB-HH"),
    Case(.imports, ["run", "region_register", "plugins.yaml"], "`effective` wajib"),
    Case(.imports, ["run", "region_register", "x", "--set", "effective=2025-13-01"], "effective", "2025-13-01"),
    Case(
      .imports, ["run", "region_register", "x", "--set", "effective=2025-01-01", "--set", "coverage=all"], "`partial`"),
    Case(.imports, ["sample", "kalimantan_timr"], "`kalimantan_timr` tidak ada", "`kalimantan_timur`"),
    Case(.imports, ["aliases", "add", "Sedulang", "64.02.11.2999"], "64.02.11.2999 tidak ada"),
    Case(.imports, ["aliases", "add", "Sedulang", "64.02.11.2009", "--within", "62"], "tidak terletak di"),
    Case(.imports, ["aliases", "remove", "Nama Lain", "--within", "64.02"], "tidak ada alias `Nama Lain`"),
    Case(.imports, ["aliases", "list", "--region", "x"], "`x` bukan kode wilayah"),
    Case(.admin, ["region", "show", "64.99"], "wilayah 64.99 tidak ada"),
    Case(.admin, ["region", "show", "64", "--as-of", "2024"], "--as-of"),
    Case(.admin, ["stats", "--wait=-1"], "--wait"),
    Case(.admin, ["plugins", "show", "idm_statsu"], "tidak ada plugin `idm_statsu`", "`idm_status`"),
    Case(.admin, ["plugins", "show", "idm_status"], "importer/idm_status", "report/idm_status"),
    Case(.admin, ["plugins", "new", "laporan", "x"], "jenis plugin `laporan` tidak dikenal"),
    Case(.admin, ["plugins", "new", "report", "Bukan-Id"], "bukan id"),
  ]

  @Test("What is not there is refused with 64", arguments: cases)
  func refused(line: Case) throws {
    let place = try SampleStore.workplace()
    let outcome = try place.run(line.program, line.arguments).expect(64)
    #expect(outcome.text == "", outcome.summary)
    for text in line.says { #expect(outcome.errors.contains(text), outcome.summary) }
  }

  @Test func nothingOfARefusedCommandIsStored() throws {
    let place = try SampleStore.workplace()
    let before = try place.bytes("sinergi.sqlite")
    try place.imports("run", "idm_status", "plugins.yaml", "--set", "period=20x4").expect(64)
    #expect(try place.bytes("sinergi.sqlite") == before)
  }
}
