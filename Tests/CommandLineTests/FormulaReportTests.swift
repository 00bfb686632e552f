import Foundation
import Testing

/// A report of formulas over two datasets and two years, declared in YAML alone.
@Suite struct FormulaReportTests {
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write(Self.set("air", "cakupan", "real"), to: "plugins/air/plugin.yaml")
    try place.write(Self.set("penduduk", "jumlah", "integer"), to: "plugins/penduduk/plugin.yaml")
    try place.write(Self.importer("air", "cakupan"), to: "plugins/tabel_air/plugin.yaml")
    try place.write(Self.importer("penduduk", "jumlah"), to: "plugins/tabel_penduduk/plugin.yaml")
    try place.write(Self.report, to: "plugins/rekap/plugin.yaml")
    try place.write(
      """
      version: 1
      store: sinergi.sqlite
      search: [plugins]
      indicators: [{id: air}, {id: penduduk}]
      importers: [{id: region_register}, {id: tabel_air}, {id: tabel_penduduk}]
      reports: [{id: rekap}]

      """, to: "plugins.yaml")
    try place.write(Self.register, to: "wilayah.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "wilayah.csv", "--set", "effective=2020-01-01").expect(0)
    return place
  }

  @Test func datasetsAndYearsComeTogetherByVillage() throws {
    let place = try workplace()
    func give(_ importer: String, _ year: Int, _ rows: [String]) throws {
      let table = (["kode,nilai"] + rows).joined(separator: "\n") + "\n"
      try place.imports("run", importer, "-", "--set", "period=\(year)", input: table).expect(0)
    }
    try give("tabel_air", 2022, ["65.01.01.2001,50", "65.01.01.2002,80", "65.02.01.2001,40"])
    // A village without a figure of the year, one without a figure of the year before.
    try give("tabel_air", 2024, ["65.01.01.2001,60", "65.01.01.2003,90", "65.02.01.2001,30"])
    try give("tabel_penduduk", 2024, ["65.01.01.2001,300", "65.01.01.2003,100", "65.02.01.2001,600"])

    let arguments = ["run", "rekap", "--region", "65", "--period", "2024"]
    let report = try place.run(.report, arguments + ["--format", "csv"]).expect(0)
    #expect(
      report.lines == [
        "code,name,villages,mean,weighted,change,fell,part",
        "65,Kalimantan Utara,3,60,45,3.3333333333333357,50,1000",
        "65.01,Kabupaten Bulungan,2,75,67.5,10,0,400",
        "65.02,Kabupaten Malinau,1,30,30,-10,100,600",
      ])
    let listed = try place.run(.report, arguments + ["--format", "csv", "--set", "table=villages"]).expect(0)
    #expect(
      listed.lines == ["code,name,district,cakupan,selisih", "65.02.01.2001,Long Gafid,Mentarang,30,-10"])
    let json = try place.run(.report, arguments + ["--format", "json"]).expect(0).json()
    #expect(json["sources"].array.map { $0["id"].string } == ["air", "penduduk_2024", "air_2022"])
    #expect(
      json["tables"][0]["columns"].array.map { $0["unit"].string } == [nil, nil, nil, "%", "%", "%", nil, "jiwa"])
    let text = try place.run(.report, arguments).expect(0)
    #expect(text.text.contains("Periode sebelumnya: 2022."))
    #expect(text.lines.allSatisfy { $0.count <= 80 }, text.summary)

    // The first year has nothing before it, and nobody is counted in it.
    let first = try place.run(.report, ["run", "rekap", "--region", "65", "--period", "2022"]).expect(0)
    #expect(first.text.contains("Tidak ada data sebelum 2022 untuk dibandingkan."))
    #expect(first.text.contains("Tidak ada data penduduk 2022."))
  }

  private static func set(_ id: String, _ field: String, _ type: String) -> String {
    """
    kind: indicators
    id: \(id)
    title: {id: \(id), en: \(id)}
    description: {id: Contoh., en: Example.}
    datasets:
      - id: \(id)
        title: {id: \(id), en: \(id)}
        level: village
        applies_to: [desa]
        frequency: yearly
        fields:
          - {id: \(field), title: {id: \(field), en: \(field)}, type: \(type), unit: "\(id == "air" ? "%" : "jiwa")"}

    """
  }

  private static func importer(_ dataset: String, _ field: String) -> String {
    """
    kind: importer
    id: tabel_\(dataset)
    title: {id: Tabel, en: Table}
    description: {id: Contoh., en: Example.}
    uses: table
    table:
      dataset: \(dataset)
      region: [kode]
      fields:
        \(field): [nilai]

    """
  }

  private static let report = """
    kind: report
    id: rekap
    title: {id: Rekap, en: Summary}
    description: {id: Contoh., en: Example.}
    uses: dataset_report
    dataset_report:
      dataset: air
      derived:
        - {id: selisih, title: {id: Selisih, en: Change}, formula: cakupan - previous(cakupan), decimals: 1}
      columns:
        - {id: mean, title: {id: Rata-rata, en: Mean}, field: cakupan, aggregate: mean, decimals: 1}
        - {id: weighted, title: {id: Menurut jiwa, en: By people}, formula: "weighted_mean(cakupan, penduduk.jumlah)", decimals: 1}
        - {id: change, title: {id: Perubahan, en: Change}, formula: mean(cakupan) - previous(mean(cakupan)), decimals: 1}
        - {id: fell, title: {id: Turun, en: Fell}, formula: share(selisih < 0), decimals: 1}
        - {id: part, title: {id: Penduduk, en: People}, formula: sum(penduduk.jumlah)}
      villages:
        title: {id: Desa yang turun, en: Villages that fell}
        where: selisih < 0
        columns: [cakupan, selisih]

    """

  private static let register = """
    code,name
    65,Kalimantan Utara
    65.01,Kabupaten Bulungan
    65.01.01,Tanjung Palas
    65.01.01.2001,Gunung Putih
    65.01.01.2002,Antutan
    65.01.01.2003,Tanah Kuning
    65.02,Kabupaten Malinau
    65.02.01,Mentarang
    65.02.01.2001,Long Gafid

    """
}
