import Diagnostics
import Domain
import Foundation
import PluginTesting
import Storage
import Testing

@testable import Importers

/// Every real file: imported by a shipped mapping, with the outcome pinned, or named with the reason why not.
@Suite(.enabled(if: Checkout.hasData, "../shared/data is not there"))
struct SharedDataTests {
  static let data = Checkout.data

  struct Case: Sendable, CustomStringConvertible {
    let importer: String
    let path: String
    let options: [String: String]
    /// Source rows read, rows new in an empty store, source rows rejected.
    let counts: [Int]
    /// Codes of errors.
    let codes: [String]

    init(
      _ importer: String, _ path: String, _ options: [String: String], _ read: Int, _ stored: Int, _ rejected: Int,
      _ codes: [String]
    ) {
      self.importer = importer
      self.path = path
      self.options = options
      counts = [read, stored, rejected]
      self.codes = codes
    }

    var description: String { "\(importer) \(path)" }
  }

  static let cases: [Case] = [
    Case("penyaluran_desa", "budget/bogor-2025/add2025.json", ["region": "32.01", "period": "2025"], 417, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/bhprd2025.json", ["region": "32.01", "period": "2025"], 464, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/bhprd-tahap1.json", ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/bhprd-tahap2.json", ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/bhprd-tahap3.json", ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case("penyaluran_desa", "budget/bogor-2025/dd2025.json", ["region": "32.01", "period": "2025"], 856, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/dd-earmarked-tahap1.json", ["region": "32.01", "period": "2025"], 416, 416,
      0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/dd-earmarked-tahap2.json", ["region": "32.01", "period": "2025"], 416, 416,
      0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/dd-nonearmarked-tahap1.json", ["region": "32.01", "period": "2025"], 416,
      416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/dd-nonearmarked-tahap2.json", ["region": "32.01", "period": "2025"], 416,
      416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/insentif-dd.json", ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/2025-11-18/add2025.json", ["region": "32.01", "period": "2025"], 836, 416,
      0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/2025-11-18/dd-earmarked-tahap1.json",
      ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/2025-11-18/dd-earmarked-tahap2.json",
      ["region": "32.01", "period": "2025"], 416, 416, 0, []),
    Case(
      "penyaluran_desa", "budget/bogor-2025/2025-11-20/bhprd-tahap3.json", ["region": "32.01", "period": "2025"], 0, 0,
      0, ["column-missing"]),
    Case("dana_desa", "budget/bogor-2025/dd2025.json", ["region": "32.01", "period": "2025"], 856, 416, 0, []),
    Case("dana_desa_kabupaten_pagu", "budget/djpk-2023-2024/pagu-dana-desa.csv", [:], 868, 868, 0, []),
    Case("dana_desa_kabupaten_realisasi", "budget/djpk-2023-2024/realisasi-dana-desa.csv", [:], 859, 859, 0, []),
    Case("idm_api", "idm/idm-api/contoh", [:], 1760, 32, 0, []),
    Case("idm_api", "idm/idm-api/idm-api-21.tar.gz", [:], 1760, 32, 0, []),
    Case("idm_api", "idm/idm-api/idm-api-64.tar.gz", [:], 2475, 45, 0, []),
    Case("idm_peta", "idm/idm-2024-peta/prov/64.json", ["period": "2024"], 841, 838, 3, ["region-unknown"]),
    Case("idm_peta", "idm/idm-2024-peta/prov/96.json", ["period": "2024"], 939, 232, 707, ["region-unknown"]),
    Case("idm_peta", "idm/idm-2024-peta/prov/11.json", ["period": "2024"], 6500, 6495, 5, ["region-unknown"]),
    Case("sdgs_desa", "sdgs/contoh", ["period": "2024"], 126, 4, 18, ["region-unknown"]),
    Case("sdgs_desa", "sdgs/sdgs-31.tar.gz", ["period": "2024"], 4806, 9, 18, ["region-unknown"]),
    Case("sdgs_desa", "sdgs/sdgs-21.tar.gz", ["period": "2024"], 6948, 233, 18, ["region-unknown"]),
    Case("kec_kematian", "opendk/Format_Upload_AKI_&_AKB.xlsx", ["period": "2024-07"], 8, 1, 7, ["row-duplicate"]),
    Case("kec_imunisasi", "opendk/Format_Upload_Cakupan_Imunisasi.xlsx", ["period": "2024-07"], 8, 8, 0, []),
    Case("kec_epidemi", "opendk/Format_Upload_Epidemi_Penyakit.xlsx", ["period": "2024-07"], 8, 8, 0, []),
    Case("kec_sanitasi", "opendk/Format_Upload_Toilet_&_Sanitasi.xlsx", ["period": "2024-07"], 8, 8, 0, []),
    Case(
      "kec_paud", "opendk/Format_Upload_Fasilitas_PAUD.xlsx", ["period": "2024-S1", "region": "53.06.13.2001"], 1, 1, 0,
      []),
    Case(
      "kec_putus_sekolah", "opendk/Format_Upload_Putus_Sekolah.xlsx", ["period": "2024-S1", "region": "53.06.13.2001"],
      1, 1, 0, []),
    Case(
      "kec_pendidikan", "opendk/Format_Upload_Tingkat_Pendidikan.xlsx",
      ["period": "2024-S1", "region": "53.06.13.2001"], 1, 1, 0, []),
    Case("kec_sarana", "opendk/Format_Upload_Data_Sarana.xlsx", ["period": "2024"], 3, 3, 0, []),
    Case(
      "pelatihan", "misc/pelatihan-masyarakat-desa-2024.csv", [:], 772, 718, 52,
      ["regency-not-found", "region-ambiguous", "region-contradicts", "region-not-found"]),
    Case("kec_sarana", "misc/opendk-Format_Upload_Data_Sarana.xlsx", ["period": "2024"], 3, 3, 0, []),
  ]

  /// Files that no mapping is for, by the beginning of their path.
  static let others: KeyValuePairs<String, String> = [
    "README.md": "describes the folders",
    "regions/": "registers and crosswalks: the tests of region_register and bps_crosswalk read them",
    "idm/idm-api/idm-api-": "archives of the same answers as the three above, up to 900 files each",
    "idm/idm-2024-peta/meta.json": "aggregates that follow from the villages",
    "idm/idm-2024-peta/prov/": "the same shape as the three above",
    "idm/rekap-": "a recap by province that follows from the villages",
    "idm/jumlah-": "a recap by kabupaten that follows from the villages",
    "sdgs/sdgs-": "archives of the same answers as the two above, up to 8,000 files each",
    "budget/desa-penerima": "aid in sums for several villages of a kabupaten, without naming them",
    "budget/apbdes-pandanlandung":
      "a printed budget of one village, half of it broken references; no lines with full codes",
    "budget/siskeudes-spp": "payment orders, which need the kabupaten: tests of the commands read them",
    "meetings/usulan": "proposals, a fixed table that comes with meetings",
    "meetings/berita-acara": "a blank form without a table",
    "misc/bumdes": "lists of enterprises, without a dataset; the tests of matching read them",
    "misc/posyandu": "a list of names, without a dataset; the tests of matching read it",
    "misc/pendamping": "facilitators by province, not by village",
    "misc/sarana-prasarana": "built facilities by province, not by village",
    "misc/kode-rusak": "codes that cannot be recovered; the tests of region codes read it",
    "misc/opendata-jabar": "indicators of Podes without a dataset; the tests of region codes read them",
    "misc/podes": "answers of Podes without a dataset, multiplied by a join",
    "misc/bps-kecamatan": "blank tables to be printed: villages are numbers, names are placeholders",
  ]

  @Test func everyFileIsImportedOrNamed() throws {
    let names = FileManager.default.enumerator(atPath: Self.data.path)?.compactMap { $0 as? String } ?? []
    var unnamed: [String] = []
    for name in names.sorted() where !name.hasSuffix("README.md") {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: Self.data.path + "/" + name, isDirectory: &isFolder)
      if isFolder.boolValue { continue }
      let isImported = Self.cases.contains { $0.path == name || name.hasPrefix($0.path + "/") }
      if !isImported, !Self.others.contains(where: { name.hasPrefix($0.key) }) { unnamed.append(name) }
    }
    #expect(unnamed == [])
  }

  @Test func eachFileGivesWhatIsPinned() throws {
    let desk = try ImportDesk(register: nil)
    let regions = Self.data.appending(path: "regions").path
    for (file, date) in [
      ("permendagri-72-2019.csv", "2019-10-01"), ("kepmendagri-300.2.2-2138-2025.csv", "2025-04-25"),
    ] {
      _ = try desk.run("region_register", path: regions + "/" + file, ["effective": date])
    }
    for file in try FileManager.default.contentsOfDirectory(atPath: regions + "/bps-kemendagri").sorted() {
      _ = try desk.run("bps_crosswalk", path: regions + "/bps-kemendagri/" + file, ["effective": "2019-10-01"])
    }
    for item in Self.cases {
      var counts = [0, 0, 0]
      var codes: Set<String> = []
      do {
        let path = Self.data.path + "/" + item.path
        let report = try desk.run(item.importer, path: path, item.options, dryRun: true)
        counts = [report.counts.read, report.counts.new, report.counts.rejected]
        codes = Set(report.diagnostics.filter { $0.severity == .error }.map(\.code))
      } catch let failure as ImportFailure {
        codes = Set(failure.diagnostics.map(\.code))
      }
      #expect(counts == item.counts, "\(item)")
      #expect(codes.sorted() == item.codes, "\(item)")
    }
  }
}
