import Foundation
import PluginTesting
import Testing

/// A target from proposal to judgement: lists agreed, revised, carried over and judged by the figures of their years.
struct TargetTests {
  private static let target = "kaltim_naik_status_2019_2023"

  /// Ten villages in two kabupaten. Statuses from 2019 to 2022: St, T, B, M.
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    var register = ["code,name", "64,Kalimantan Timur"]
    for (regency, name) in [("64.01", "Kabupaten Paser"), ("64.02", "Kabupaten Kutai Kartanegara")] {
      register += ["\(regency),\(name)", "\(regency).01,Kecamatan \(regency)"]
      register += (1...5).map { "\(regency).01.200\($0),Desa \(regency.suffix(1))\(Self.letters[$0])" }
    }
    try place.write(register.joined(separator: "\n") + "\n", to: "daftar.csv")
    let index = ["T": "0.5500", "B": "0.6500", "M": "0.7500"]
    let title = ["T": "Tertinggal", "B": "Berkembang", "M": "Maju"]
    var rows = ["tahun,kode_desa,nama_desa,iks,ike,ikl,idm,status"]
    for (village, statuses) in Self.statuses {
      for (offset, status) in statuses.enumerated() where status != "-" {
        let value = index[String(status)] ?? ""
        rows.append(
          "\(2019 + offset),\(village),,\(value),\(value),\(value),\(value),\(title[String(status)] ?? "")")
      }
    }
    try place.write(rows.joined(separator: "\n") + "\n", to: "idm.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2018-01-01").expect(0)
    try place.imports("run", "idm_status", "idm.csv").expect(0)
    return place
  }

  private static let letters = ["", "Alfa", "Beta", "Gama", "Delta", "Epsilon"]

  private static let statuses: [(String, String)] = [
    // Rises in its year.
    ("64.01.01.2001", "TTBB"),
    // Is not reached in 2021, but in 2022.
    ("64.01.01.2002", "TTTB"),
    // Rises before its year 2021.
    ("64.01.01.2003", "TBBB"),
    // Rises without being a target.
    ("64.01.01.2004", "TTBB"), ("64.01.01.2005", "MMMM"),
    // Never rises.
    ("64.02.01.2001", "TTTT"), ("64.02.01.2002", "TTTT"),
    // Falls again after its year, which changes nothing.
    ("64.02.01.2003", "TTBT"), ("64.02.01.2004", "BBBB"),
    // Nobody knows where it started.
    ("64.02.01.2005", "--BB"),
  ]

  private func list(_ rows: String..., header: String = "tahun,kabupaten,desa,dasar") -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }

  private func table(_ place: Workplace, _ id: String, _ more: String...) throws -> [String] {
    let run = try place.run(
      .report,
      ["run", "targets", "--region", "64", "--set", "target=\(Self.target)", "--set", "table=\(id)", "--format", "csv"]
        + more)
    run.expect(0)
    return run.lines
  }

  @Test func aListIsAgreedRevisedByDecisionsAndJudgedByItsYear() throws {
    let place = try workplace()
    let option = "target=\(Self.target)"
    try place.write(
      list(
        "2021,Paser,Desa 1Alfa,baru", "2021,Paser,Desa 1Beta,baru", "2021,Kutai Kartanegara,Desa 2Alfa,baru",
        "2021,Kutai Kartanegara,Desa 2Gama,baru", "2021,Kutai Kartanegara,Desa 2Epsilon,baru"),
      to: "sasaran.csv")
    let proposed = try place.imports("run", "target_list", "sasaran.csv", "--set", option)
    proposed.expect(0)
    proposed.says("1 desa sasaran 2021 tidak punya status awal")
    // A kabupaten's own proposal leaves those of the others alone.
    try place.write(list("2021,Paser,Desa 1Alfa,baru", "2021,Paser,Desa 1Beta,baru"), to: "paser.csv")
    try place.imports("run", "target_list", "paser.csv", "--set", option, "--set", "covers=regency").expect(0)
    #expect(try table(place, "villages").count == 6)

    // A decision changes what was agreed, and nothing was.
    try place.imports(
      "run", "target_list", "paser.csv", "--set", option, "--set", "decision=BA 1", "--set", "reason=uji", "--set",
      "decided=2021-01-05"
    ).expect(64).says("daftar 2021 belum disepakati")
    let agree = ["agree", Self.target, "2021", "--source", "Rakor", "--date", "2021-02-10"]
    try place.run(.imports, agree + ["--dry-run"]).expect(0)
    try place.run(.imports, agree).expect(0)
    try place.run(.imports, agree).expect(65).says("sudah disepakati")
    #expect(
      try table(place, "results")[1] == "2021,64.01.01.2001,Desa 1Alfa,tertinggal,berkembang,reached")

    // An agreed list changes by a decision only, which is kept with what it took out.
    let revised = list(
      "2021,Paser,Desa 1Alfa,baru,", "2021,Paser,Desa 1Beta,baru,", "2021,Kutai Kartanegara,Desa 2Beta,baru,Desa 2Alfa",
      "2021,Kutai Kartanegara,Desa 2Gama,baru,", "2021,Kutai Kartanegara,Desa 2Epsilon,baru,",
      header: "tahun,kabupaten,desa,dasar,menggantikan")
    try place.write(revised, to: "perubahan.csv")
    try place.imports("run", "target_list", "perubahan.csv", "--set", option).expect(65).says("sudah disepakati")
    try place.imports(
      "run", "target_list", "perubahan.csv", "--set", option, "--set", "decision=BA 7/2021", "--set", "reason=banjir",
      "--set", "decided=2021-06-01"
    ).expect(0)
    let decisions = try table(place, "decisions")
    #expect(decisions[1].hasPrefix("2021,0,2021-02-10,Rakor,"))
    #expect(
      decisions[2]
        == "2021,1,2021-06-01,BA 7/2021,banjir,64.02.01.2002 Desa 2Beta (menggantikan 64.02.01.2001 Desa 2Alfa),64.02.01.2001 Desa 2Alfa"
    )

    // 2021: Alfa, Gama and Epsilon reached, Beta of both kabupaten not; one of them in 2022.
    #expect(
      try table(place, "plan")[3...4] == ["2021,30,70,6,36,5,0,3,33", "2022,35,105,2,37,,,1,36"])
    #expect(try table(place, "regencies").dropFirst() == ["64.01,Paser,2,1,1,0", "64.02,Kutai Kartanegara,3,2,1,0"])
    // Desa 1Delta rose in 2021 without being a target.
    #expect(try table(place, "risers")[2] == "2021,3,2,0,1")
    try place.imports("undo", "5", "--reason", "uji").expect(0)
    #expect(try table(place, "decisions").count == 2)
    try place.admin("verify").expect(0)
    try place.admin("audit", "verify").expect(0)
  }

  @Test func whatDoesNotQualifyIsToldAndRefused() throws {
    let place = try workplace()
    let option = "target=\(Self.target)"
    // Maju in 2020; and risen before its target year.
    try place.write(list("2021,Paser,Desa 1Epsilon,baru", "2021,Paser,Desa 1Gama,baru"), to: "a.csv")
    try place.imports("run", "target_list", "a.csv", "--set", option).expect(0)
      .says("64.01.01.2005 Desa 1Epsilon berstatus Maju pada 2020, bukan Sangat Tertinggal atau Tertinggal")
    try place.imports("agree", Self.target, "2021", "--source", "Rakor", "--date", "2021-02-10").expect(65)
      .says("2 desa tidak memenuhi syarat menurut data 2020")
    try place.imports(
      "run", "target_list", "a.csv", "--set", option, "--set", "decided=2021-02-10"
    ).expect(65)
    // By the figures of 2019 Gama qualified: agreed in 2020, it stays on the list though it rose early.
    try place.write(list("2021,Paser,Desa 1Gama,baru", "2022,Paser,Desa 1Gama,baru"), to: "b.csv")
    try place.imports("run", "target_list", "b.csv", "--set", option, "--set", "decided=2020-02-10").expect(0)
      .says("sudah menjadi desa sasaran baru 2021")
    try place.imports("agree", Self.target, "2021", "--source", "Rakor", "--date", "2020-02-10").expect(0)
    let text = try place.report("run", "targets", "--region", "64", "--set", option)
    text.expect(0).says(
      "64.01.01.2003 Desa 1Gama sudah mencapai status tujuan pada 2020, sebelum tahun sasarannya 2021")
    text.says("terdaftar sebagai sasaran baru di dua tahun: 2021, 2022")
    text.says("2021: hanya 6 dari 36 desa dapat dipilih")
    #expect(try table(place, "results")[1].hasSuffix(",tertinggal,berkembang,reached_early"))
  }

  @Test func anotherTargetLiesBesideWithItsOverlap() throws {
    let place = try workplace()
    try place.write(list("2021,Paser,Desa 1Alfa,baru"), to: "a.csv")
    try place.imports("run", "target_list", "a.csv", "--set", "target=\(Self.target)").expect(0)
    try place.write(list("2021,Paser,Desa 1Alfa,baru", "2021,Paser,Desa 1Epsilon,baru"), to: "iklim.csv")
    try place.imports("run", "target_list", "iklim.csv", "--set", "target=kaltim_kampung_iklim").expect(0)
    #expect(
      try table(place, "overlaps").dropFirst() == [
        "64.01.01.2001,Desa 1Alfa,2021,150 desa kampung iklim,2021"
      ])
    let climate = try place.report("run", "targets", "--region", "64", "--set", "target=kaltim_kampung_iklim")
    climate.expect(0).says("Desa 1Epsilon")
    climate.says("Target seluruhnya: 150 desa")
  }

  @Test func thePlanOfKalimantanTimurComesOutAsPublished() throws {
    let place = try workplace()
    let plan = try table(place, "plan").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(plan.map { $0[1] } == ["15", "25", "30", "35", "45"])
    #expect(plan.map { $0[2] } == ["15", "40", "70", "105", "150"])
    #expect(plan[2][3...4] == ["6", "36"])
  }
}
