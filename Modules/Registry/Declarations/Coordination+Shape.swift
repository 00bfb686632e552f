import Diagnostics
import Domain
import PluginKit

extension PaperDeclaration {
  static let shape = Shape<PaperDeclaration>.object { o in
    PaperDeclaration(
      letterhead: o.optional(
        "letterhead", .list(of: .localizedText, counts: 1...6), default: [], id: "baris-baris kop naskah",
        en: "the lines of the letterhead"),
      address: o.optional(
        "address", .list(of: .localizedText, counts: 1...4), default: [], id: "alamat di bawah kop",
        en: "address lines below it"),
      city: o.optional("city", .text, id: "tempat penandatanganan", en: "where papers are signed"),
      timeZone: o.optional(
        "time_zone", .text, id: "singkatan waktu setempat: WIB, WITA atau WIT",
        en: "the short name of the local time: WIB, WITA or WIT"),
      number: o.optional(
        "number", .text, id: "pola nomor naskah dengan {no}, {bulan} (Romawi) dan {tahun}",
        en: "the pattern of numbers, with {no}, {bulan} (the month in Roman figures) and {tahun}"),
      signatories: o.optional(
        "signatories", .list(of: PaperDeclaration.Signatory.shape), default: [],
        id: "penanda tangan selain yang disebut rapatnya", en: "who signs beside those whom the meeting names"),
      copies: o.optional(
        "copies", .list(of: .localizedText, counts: 1...30), default: [], id: "tembusan", en: "who gets copies"))
  }
}

extension PaperDeclaration.Signatory {
  static let shape = Shape<PaperDeclaration.Signatory>.object { o in
    PaperDeclaration.Signatory(
      papers: o.optional(
        "papers", .list(of: .identifier, counts: 1...20), default: [],
        id: "id laporan yang ditandatangani; bila tidak diisi, semua", en: "the reports it signs; all, where left out"),
      label: o.required(
        "label", .localizedText, id: "arti tanda tangan, seperti `Mengetahui`",
        en: "what the signature is for, such as `Mengetahui`"),
      post: o.required(
        "post", .text, id: "jabatan seperti pada data pejabat", en: "the post as the register of officials has it"),
      onBehalfOf: o.optional(
        "on_behalf_of", .text, id: "atas nama (a.n.) siapa", en: "in whose name it signs (a.n.)"))
  }
}

extension SeriesDeclaration {
  static let shape = Shape<SeriesDeclaration>.object { o in
    SeriesDeclaration(
      id: o.required(
        "id", .identifier, id: "id seri, seperti pada kolom `seri` rapat", en: "its id, as meetings name their series"),
      title: o.required("title", .localizedText, id: "nama seri", en: "the name of the series"),
      kind: o.optional("kind", .identifier, id: "jenis rapatnya", en: "the kind of its meetings"),
      quotas: o.optional(
        "quotas", .list(of: SeriesDeclaration.Quota.shape), default: [], id: "kuota menurut peran",
        en: "people expected, by role"),
      checklist: o.optional(
        "checklist", .list(of: SeriesDeclaration.Task.shape), default: [], id: "daftar periksa persiapan",
        en: "what has to be ready before"))
  }
}

extension SeriesDeclaration.Quota {
  static let shape = Shape<SeriesDeclaration.Quota>.object { o in
    SeriesDeclaration.Quota(
      role: o.required("role", .localizedText, id: "peran peserta", en: "the role"),
      people: o.required("people", .integer(in: 0...1_000_000), id: "jumlah orang", en: "how many people"))
  }
}

extension SeriesDeclaration.Task {
  static let shape = Shape<SeriesDeclaration.Task>.object { o in
    SeriesDeclaration.Task(
      title: o.required("title", .localizedText, id: "yang disiapkan", en: "what is to be ready"),
      component: o.optional("component", .text, id: "komponen program", en: "the component of the programme"),
      party: o.optional("party", .localizedText, id: "penanggung jawab", en: "who sees to it"),
      daysBefore: o.optional(
        "days_before", .integer(in: 0...366), default: 0, id: "paling lambat berapa hari sebelum rapat",
        en: "days before the meeting by which it is due"))
  }
}

extension TeamMember {
  static let shape = Shape<TeamMember>.object { o in
    TeamMember(
      title: o.required("title", .localizedText, id: "unsur anggota", en: "the member"),
      position: o.optional("position", .localizedText, id: "kedudukan dalam tim", en: "its position in the team"),
      synonyms: o.optional(
        "synonyms", .list(of: .text), default: [], id: "sebutan lain", en: "further words by which records name it"))
  }
}

extension ProgrammeDeclaration {
  static let shape = Shape<ProgrammeDeclaration>.object { o in
    ProgrammeDeclaration(
      id: o.required("id", .identifier, id: "id program", en: "its id"),
      title: o.required("title", .localizedText, id: "nama program", en: "the programme's name"),
      synonyms: o.optional(
        "synonyms", .list(of: .text), default: [], id: "sebutan lain", en: "further words by which records name it"),
      begins: o.optional("begins", .text(.date), id: "mulai berlaku", en: "the day on which it began").flatMap {
        CalendarDate($0)
      },
      ends: o.optional("ends", .text(.date), id: "penutupan", en: "the day on which it closes").flatMap {
        CalendarDate($0)
      },
      facts: o.optional(
        "facts", .list(of: ProgrammeDeclaration.Fact.shape), default: [], id: "data proyek", en: "project data"),
      agencies: o.optional(
        "agencies", .list(of: .text), default: [], id: "lembaga yang melapor pada tiap misi",
        en: "those of whom each mission expects a report"),
      components: o.optional(
        "components", .list(of: ProgrammeDeclaration.Component.shape), default: [], id: "pohon komponen",
        en: "its tree of components"),
      sections: o.optional(
        "sections", .list(of: ProgrammeDeclaration.Section.shape), default: [],
        id: "bagian laporan misi menurut urutannya; bila tidak diisi, yang lazim",
        en: "the sections of a mission report in their order; the usual ones, where it is left out"))
  }
}

extension ProgrammeDeclaration.Fact {
  static let shape = Shape<ProgrammeDeclaration.Fact>.object { o in
    ProgrammeDeclaration.Fact(
      title: o.required("title", .localizedText, id: "hal", en: "what it is"),
      value: o.required("value", .localizedText, id: "isinya", en: "its value"))
  }
}

extension ProgrammeDeclaration.Component {
  static let shape = Shape<ProgrammeDeclaration.Component>.object { o in
    ProgrammeDeclaration.Component(
      code: o.required("code", .text, id: "nomor komponen dalam tanda kutip", en: "the component's number, quoted"),
      title: o.required("title", .localizedText, id: "nama komponen", en: "the component's name"),
      agency: o.optional("agency", .text, id: "lembaga pelaksana", en: "the agency that carries it out"),
      within: o.optional("within", .text, id: "komponen induknya", en: "the component it is part of"))
  }
}

extension ProgrammeDeclaration.Section {
  static let shape = Shape<ProgrammeDeclaration.Section>.object { o in
    ProgrammeDeclaration.Section(
      o.required("show", Shape<Content>.choice { $0.meaning }, id: "isi bagian", en: "what the section holds"),
      title: o.optional("title", .localizedText, id: "judul bagian", en: "its heading"),
      categories: o.optional(
        "categories", .list(of: .text), default: [], id: "hanya isu berkategori ini (untuk `issues`)",
        en: "only issues of these categories (for `issues`)"))
  }
}

extension ProgrammeDeclaration.Section.Content {
  var meaning: LocalizedText {
    switch self {
    case .introduction:
      LocalizedText(id: "misi, tanggal, lembaga, tempat", en: "the mission, its dates, agencies, places")
    case .messages: LocalizedText(id: "pesan kunci", en: "key messages")
    case .project: LocalizedText(id: "data proyek dan pencairan", en: "project data and disbursement")
    case .ratings: LocalizedText(id: "peringkat, dengan yang sebelumnya", en: "ratings, with the previous ones")
    case .progress: LocalizedText(id: "kemajuan menurut komponen", en: "progress by component")
    case .results: LocalizedText(id: "kerangka hasil", en: "the results framework")
    case .previousActions: LocalizedText(id: "status kesepakatan sebelumnya", en: "status of earlier agreed actions")
    case .agreedActions: LocalizedText(id: "tindak lanjut yang disepakati", en: "agreed actions")
    case .additions: LocalizedText(id: "kegiatan tambahan dan keputusannya", en: "additional activities and decisions")
    case .issues: LocalizedText(id: "isu", en: "issues")
    case .annexes: LocalizedText(id: "lampiran: yang hadir", en: "annexes: people met")
    case .nextMission: LocalizedText(id: "misi berikutnya", en: "the next mission")
    }
  }
}
