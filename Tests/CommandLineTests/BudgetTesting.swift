import Foundation
import Testing

/// What tests of village budgets share: a register of their own, a store with lines of one village, tables of reports.
protocol BudgetTesting {}

extension BudgetTesting {
  /// A kecamatan of two villages.
  var register: String {
    """
    code,name
    53,Nusa Tenggara Timur
    53.06,Kabupaten Flores Timur
    53.06.13,Titehena
    53.06.13.2001,Satu Hati
    53.06.13.2002,Dua Mata

    """
  }

  /// A store with one village's lines, `activity,account,fund,amount`, of 2024.
  func workplace(_ lines: [String]) throws -> Workplace {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.write(register, to: "daftar.csv")
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2020-01-01").expect(0)
    let rows = lines.map { "53.06.13.2001,2024,\($0)\n" }.joined()
    try place.write("kode_desa,tahun,kode_kegiatan,kode_rekening,sumber_dana,anggaran\n" + rows, to: "apbdes.csv")
    try place.imports("run", "apbdes", "apbdes.csv").expect(0)
    return place
  }

  func rows(_ place: Workplace, _ report: String, _ table: String, _ more: String...) throws -> [[String]] {
    try place.run(.report, ["run", report, "--period", "2024", "--format", "json"] + more).expect(0).json()
      .table(table).rows
  }

  /// A plugin of the kabupaten with its own words on budgets.
  func budget(_ keys: String, in place: Workplace) throws {
    let indented = keys.split(separator: "\n").map { "  \($0)\n" }.joined()
    let header = "kind: region\nid: flores_timur\ntitle: Flores Timur\ndescription: Uji.\nscope: \"53.06\"\nbudget:\n"
    try place.write(header + indented, to: "plugins/FloresTimur/plugin.yaml")
    try place.write("# Flores Timur\n", to: "plugins/FloresTimur/README.md")
    try place.replace("{id: nasional}]", with: "{id: nasional}, {id: flores_timur}]", in: "plugins.yaml")
  }
}
