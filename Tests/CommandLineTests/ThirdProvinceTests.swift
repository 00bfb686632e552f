import Foundation
import Testing

/// A province that the project does not know, made by hand outside the source tree: a region plugin with its own words
/// and target, an indicator set, an importer and a report, all declared in YAML. Nothing is rebuilt.
@Suite struct ThirdProvinceTests {
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.region, to: "plugins/kalimantan_utara/plugin.yaml")
    try place.write(Self.register, to: "plugins/kalimantan_utara/Sample/wilayah.csv")
    try place.write(Self.targetList, to: "plugins/kalimantan_utara/Sample/sasaran.csv")
    try place.write(Self.indicators, to: "plugins/air_bersih/plugin.yaml")
    try place.write(Self.importer, to: "plugins/air_bersih_dinas/plugin.yaml")
    try place.write(Self.report, to: "plugins/rekap_air_bersih/plugin.yaml")
    try place.write(
      """
      version: 1
      store: sinergi.sqlite
      search: [plugins]
      indicators: [{id: idm}, {id: air_bersih}]
      importers: [{id: region_register}, {id: target_list}, {id: air_bersih_dinas}]
      reports: [{id: idm_status}, {id: targets}, {id: rekap_air_bersih}]
      regions: [{id: kalimantan_utara}]

      """, to: "plugins.yaml")
    return place
  }

  @Test func itWorksWithoutRebuilding() throws {
    let place = try workplace()
    #expect(try place.admin("config", "check").expect(0).text == "plugins.yaml: benar, 9 plugin aktif\n")
    #expect(try place.admin("init").expect(0).text.contains("dataset air_bersih: tabel dibuat"))
    try place.imports("sample").expect(0)
    try place.admin("config", "check").expect(0)

    // Its words: kampung in two of its kabupaten, desa in the third.
    for (code, word) in [("65.02", "Kampung"), ("65.03", "Kampung"), ("65.01", "Desa")] {
      let json = try place.admin("region", "show", code, "--json").expect(0).json()
      #expect(json.table("children").rows.contains { $0[0] == word })
      #expect(json["notes"][0].string?.hasPrefix("Sebutan setempat: \(word), Kecamatan, ") == true)
    }
    let found = try place.admin("region", "find", "Long", "--json").expect(0).json().table("regions").rows
    #expect(found.map { [$0[0], $0[2]] } == [["65.02.01.2001", "Kampung"], ["65.03.01.2001", "Kampung"]])

    // Its target and the list of its villages.
    let plan = try place.report("run", "targets", "--format", "csv").expect(0)
    #expect(
      plan.lines == [
        "year,target,cumulative,carried_over,effective,listed,unnamed,reached,gap", "2024,2,2,,,2,0,,",
        "2025,1,3,,,,,,",
      ])
    let villages = try place.report("run", "targets", "--format", "csv", "--set", "table=villages").expect(0).cells
    #expect(villages.dropFirst().map { $0[1] } == ["65.01.01.2001", "65.02.01.2001"])

    // Its importer and its report.
    let table = """
      Kode Wilayah;Cakupan Air (%);Sumber;Keterangan
      65.01.01.2001;50;Sumur bor;
      65.01.01.2002;90;PDAM;
      65.02.01.2001;20;Sungai;jauh
      65.03.01.2001;120;Sungai;

      """
    let imported = try place.imports(
      "run", "air_bersih_dinas", "-", "--set", "period=2024", "--json", input: table
    ).expect(65).json()["batches"][0]
    #expect(imported["rows"]["new"].int == 3 && imported["rows"]["rejected"].int == 1)
    #expect(imported["diagnostics"].array.contains { $0["code"].string == "value-out-of-range" && $0["row"].int == 5 })
    let rows = try place.report("run", "rekap_air_bersih", "--region", "65", "--format", "csv").expect(0).lines
    #expect(
      rows == [
        "code,name,villages,filled,mean,lowest", "65,Kalimantan Utara,3,3,53.333333333333336,20",
        "65.01,Kabupaten Bulungan,2,2,70,50",
        "65.02,Kabupaten Malinau,1,1,20,20",
      ])
    let text = try place.report("run", "rekap_air_bersih", "--region", "65", "--lang", "en").expect(0)
    #expect(text.text.hasPrefix("Clean water by region\n"))
    #expect(text.text.contains("53.3"))
    #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)
    try place.admin("verify").expect(0)
  }

  @Test func itsFoldersAreFoundThroughTheEnvironmentToo() throws {
    let place = try workplace()
    try FileManager.default.moveItem(atPath: place.path("plugins"), toPath: place.path("tempat lain"))
    try place.admin("config", "check").expect(78)
    place.environment["SINERGI_PLUGINS"] = "tempat lain"
    try place.admin("config", "check").expect(0)
  }

  // MARK: The folders

  private static let region = """
    kind: region
    id: kalimantan_utara
    title: Kalimantan Utara
    description: {id: Kosakata dan target Kalimantan Utara., en: Words and target of Kalimantan Utara.}
    scope: "65"
    agency: {id: DPMD Provinsi Kalimantan Utara, en: Office of Village Empowerment}
    terms:
      - regions: ["65.02", "65.03"]
        village: {id: Kampung, en: Village}
    targets:
      - id: kaltara_air
        title: {id: 3 desa naik status, en: 3 villages raised}
        kind: flow
        dataset: idm
        field: status
        from: [sangat_tertinggal, tertinggal]
        to: berkembang
        source: Contoh
        total: 3
        years:
          - {year: 2024, villages: 2}
          - {year: 2025, villages: 1}
    sample:
      - {importer: region_register, file: Sample/wilayah.csv, options: {effective: "2025-04-25", coverage: partial}}
      - {importer: target_list, file: Sample/sasaran.csv, options: {target: kaltara_air}}

    """

  private static let register = """
    code,name
    65,Kalimantan Utara
    65.01,Kabupaten Bulungan
    65.01.01,Tanjung Palas
    65.01.01.2001,Gunung Putih
    65.01.01.2002,Antutan
    65.02,Kabupaten Malinau
    65.02.01,Mentarang
    65.02.01.2001,Long Gafid
    65.03,Kabupaten Nunukan
    65.03.01,Sebatik
    65.03.01.2001,Long Padi

    """

  private static let targetList = """
    tahun,kabupaten,desa,dasar
    2024,Malinau,Long Gafid,baru
    2024,Bulungan,Gunung Putih,baru

    """

  private static let indicators = """
    kind: indicators
    id: air_bersih
    title: {id: Air bersih, en: Clean water}
    description: {id: Cakupan air bersih desa., en: Coverage of clean water.}
    datasets:
      - id: air_bersih
        title: {id: Air bersih, en: Clean water}
        level: village
        applies_to: [desa]
        frequency: yearly
        fields:
          - {id: air_cakupan, title: {id: Cakupan, en: Coverage}, type: real, decimals: 1, range: [0, 100], unit: "%"}
          - {id: air_sumber, title: {id: Sumber, en: Source}, type: text}

    """

  private static let importer = """
    kind: importer
    id: air_bersih_dinas
    title: {id: Tabel air bersih dinas, en: Clean water table}
    description: {id: Tabel tahunan dinas., en: The yearly table of the office.}
    uses: table
    table:
      dataset: air_bersih
      region: [kode wilayah]
      fields:
        air_cakupan: [cakupan air]
        air_sumber: [sumber]
      requires: [air_cakupan]
      ignored: [keterangan]

    """

  private static let report = """
    kind: report
    id: rekap_air_bersih
    title: {id: Air bersih per wilayah, en: Clean water by region}
    description: {id: Rekap cakupan air bersih., en: Coverage by region.}
    uses: dataset_report
    dataset_report:
      dataset: air_bersih
      columns:
        - {id: filled, title: {id: Terisi, en: Filled in}, field: air_cakupan, aggregate: count}
        - {id: mean, title: {id: Rata-rata, en: Mean}, field: air_cakupan, aggregate: mean, decimals: 1}
        - {id: lowest, title: {id: Terendah, en: Lowest}, field: air_cakupan, aggregate: min, decimals: 1}

    """
}
