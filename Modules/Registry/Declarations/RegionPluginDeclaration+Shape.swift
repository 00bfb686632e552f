import Diagnostics
import Domain
import PluginKit

extension RegionPluginDeclaration {
  static let shape = Shape<RegionPluginDeclaration>.object { o in
    RegionPluginDeclaration(
      header: PluginHeader.read(&o, kind: .region),
      scope: o.required(
        "scope", .regionCode, id: "wilayah yang diatur, kode dalam tanda kutip",
        en: "the region it speaks for, a quoted code"),
      agency: o.optional(
        "agency", .localizedText, id: "kantor yang mengurus desa di sana",
        en: "the office that runs village affairs there"),
      terms: o.optional(
        "terms", .list(of: TermOverride.shape), default: [], id: "istilah setempat", en: "local words"),
      targets: o.optional(
        "targets", .list(of: TargetDeclaration.shape), default: [], id: "target pemerintah daerah",
        en: "targets its government agreed on"),
      papers: o.optional(
        "papers", PaperDeclaration.shape, id: "kop, nomor dan penanda tangan naskah",
        en: "letterhead, numbers and signatories of papers"),
      series: o.optional(
        "series", .list(of: SeriesDeclaration.shape), default: [], id: "seri rapat: kuota dan daftar periksa",
        en: "series of meetings: quotas and checklists"),
      programmes: o.optional(
        "programmes", .list(of: ProgrammeDeclaration.shape), default: [],
        id: "program: lembaga, komponen, bagian laporan misi",
        en: "programmes: agencies, components, sections of mission reports"),
      team: o.optional(
        "team", .list(of: TeamMember.shape), default: [], id: "anggota Rumah Bersama tiap kecamatan",
        en: "members of each kecamatan's joint team"),
      budget: o.optional(
        "budget", BudgetDeclaration.shape, id: "anggaran desa: layanan dasar, aturan per tahun, potensi pendapatan",
        en: "village budgets: basic services, rules by year, potential income"),
      sample: o.optional(
        "sample", .list(of: SampleFile.shape), default: [], id: "berkas contoh, menurut urutan impor",
        en: "sample files, in the order in which they are imported"))
  }
}

extension TermOverride {
  static let shape = Shape<TermOverride>.object { o in
    TermOverride(
      regions: o.optional(
        "regions", .list(of: .regionCode, counts: 1...10_000), default: [],
        id: "wilayah yang memakainya; bila tidak diisi, seluruh `scope`",
        en: "the regions that use them; the whole `scope`, where it is left out"),
      village: o.optional("village", .localizedText, id: "istilah untuk desa", en: "the word for a village (desa)"),
      district: o.optional("district", .localizedText, id: "istilah untuk kecamatan", en: "the word for a kecamatan"),
      villageHead: o.optional(
        "village_head", .localizedText, id: "sebutan kepala desa", en: "the title of a village head"))
  }
}

extension TargetDeclaration {
  static let shape = Shape<TargetDeclaration>.object { o in
    TargetDeclaration(
      id: o.required(
        "id", .identifier, id: "id, unik di semua plugin daerah", en: "its id, unique over all region plugins"),
      title: o.required("title", .localizedText, id: "nama target", en: "the target's name"),
      kind: o.required(
        "kind", Shape<Kind>.choice { $0.meaning }, id: "apa yang dihitung tiap tahun", en: "what the years count"),
      owner: o.optional(
        "owner", .localizedText, id: "kantor penanggung jawab", en: "the office that answers for it"),
      dataset: o.optional(
        "dataset", .identifier, id: "dataset yang dimaksud; tanpa ini target hanya berupa daftar desa",
        en: "the dataset it speaks of; without one the target is a mere list of villages"),
      field: o.optional("field", .identifier, id: "kolom data kelas", en: "the class field it speaks of"),
      from: o.optional(
        "from", .list(of: .identifier, counts: 1...100), default: [], id: "kelas asal desa",
        en: "the classes a village starts from"),
      to: o.optional("to", .identifier, id: "kelas yang dituju", en: "the class it is to reach"),
      source: o.required(
        "source", .localizedText, id: "rapat atau peraturan", en: "the meeting or decree that agreed it"),
      years: o.optional(
        "years", .list(of: TargetDeclaration.Year.shape, counts: 1...100), default: [], id: "angka tiap tahun",
        en: "the yearly figures"),
      total: o.optional(
        "total", .integer(in: 0...100_000), id: "jumlah seperti tercetak di sumber",
        en: "the total as printed in the source"))
  }
}

extension TargetDeclaration.Kind {
  var meaning: LocalizedText {
    switch self {
    case .flow: LocalizedText(id: "desa yang naik di tahun itu", en: "villages that are to rise in that year")
    case .stock:
      LocalizedText(id: "desa yang berada di kelas itu", en: "villages that are to be in the class in that year")
    }
  }
}

extension TargetDeclaration.Year {
  static let shape = Shape<TargetDeclaration.Year>.object { o in
    TargetDeclaration.Year(
      year: o.required("year", .integer(in: Period.years), id: "tahun", en: "the year"),
      villages: o.required("villages", .integer(in: 0...100_000), id: "desa sasaran", en: "villages agreed for it"),
      carriedOver: o.optional(
        "carried_over", .integer(in: 0...100_000), id: "luncuran dari tahun sebelumnya",
        en: "villages carried over from the year before"))
  }
}

extension SampleFile {
  static let shape = Shape<SampleFile>.object { o in
    SampleFile(
      importer: o.required(
        "importer", .identifier, id: "id importir, atau `alias`", en: "the importer's id, or `alias`"),
      file: o.required("file", .text(.innerPath), id: "berkas di folder plugin", en: "the file in the plugin's folder"),
      options: Dictionary(
        o.optional(
          "options", .map(keys: .identifier, values: .scalar), default: [], id: "opsi `--set`", en: "`--set` options"
        ).map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }
}
