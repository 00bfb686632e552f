import Diagnostics
import Domain
import PluginKit

extension TextRule {
  /// A code of an activity or account, or a range of its last group.
  static let budgetCodes = TextRule(
    name: LocalizedText(
      id: "kode atau rentang kode dalam tanda kutip, seperti \"2.1\" atau \"2.1.01-08\"",
      en: "a quoted code or range of codes, such as \"2.1\" or \"2.1.01-08\""), isValid: CodeSelection.isValid)
}

private let codes = Shape<[String]>.list(of: .text(.budgetCodes))

extension BudgetDeclaration {
  static let shape = Shape<BudgetDeclaration>.object { o in
    BudgetDeclaration(
      services: o.optional(
        "services", .list(of: BasicService.shape), default: [], id: "layanan dasar", en: "the basic services"),
      countsSupporting: o.optional(
        "supporting_counts", .boolean, id: "kegiatan pendukung ikut dihitung",
        en: "whether supporting activities count"),
      cashAssistance: o.optional(
        "cash_assistance", codes, default: [], id: "kegiatan bantuan langsung tunai (BLT)",
        en: "activities of direct cash assistance (BLT)"),
      typologies: o.optional(
        "typologies", .list(of: SpendingTypology.shape), default: [], id: "tipologi SDGs Desa menurut kegiatan",
        en: "typologies of SDGs Desa by activity"),
      rules: o.optional(
        "rules", .list(of: BudgetRule.shape), default: [], id: "aturan anggaran per tahun", en: "rules by fiscal year"),
      potentials: o.optional(
        "potentials", .list(of: IncomePotential.shape), default: [], id: "potensi pendapatan per desa",
        en: "potential income of each village"),
      localActivities: o.optional(
        "local_activities", .list(of: LocalActivity.shape), default: [], id: "arti kegiatan lokal 90–99",
        en: "what local activities (90–99) stand for"),
      holidays: o.optional(
        "holidays", .list(of: PublicHoliday.shape), default: [],
        id: "hari libur, yang tidak dihitung sebagai hari kerja", en: "public holidays, which are no working days"))
  }
}

extension BasicService {
  static let shape = Shape<BasicService>.object { o in
    BasicService(
      id: o.required("id", .identifier, id: "id layanan", en: "its id"),
      title: o.required("title", .localizedText, id: "nama layanan", en: "its name"),
      core: o.required("core", codes, id: "kegiatan inti", en: "activities that are the service"),
      supporting: o.optional(
        "supporting", codes, default: [], id: "kegiatan pendukung", en: "activities that help it"),
      indicators: o.optional(
        "indicators", .list(of: .identifier), default: [], id: "kolom skor 0–5 yang mengukur capaiannya",
        en: "fields scored 0 to 5 that measure it"),
      themes: o.optional(
        "themes", .list(of: .text), default: [], id: "kata utuh dalam tema aspirasi",
        en: "whole words in themes of aspirations"),
      lead: o.optional(
        "lead", .localizedText, id: "anggota Rumah Bersama yang memimpin", en: "the member of the joint team that leads"
      ))
  }
}

extension SpendingTypology {
  static let shape = Shape<SpendingTypology>.object { o in
    SpendingTypology(
      id: o.required("id", .identifier, id: "id tipologi", en: "its id"),
      title: o.required("title", .localizedText, id: "nama tipologi", en: "its name"),
      goals: o.required(
        "goals", .list(of: .integer(in: 1...18), counts: 1...18), id: "tujuan SDGs Desa", en: "goals of SDGs Desa"),
      activities: o.optional("activities", codes, default: [], id: "kegiatannya", en: "its activities"),
      from: o.optional("from", .integer(in: Period.years), id: "berlaku sejak tahun", en: "the first year"),
      until: o.optional("until", .integer(in: Period.years), id: "sampai tahun", en: "the last year"))
  }
}

extension BudgetRule {
  static let shape = Shape<BudgetRule>.object { o in
    BudgetRule(
      id: o.required("id", .identifier, id: "id aturan", en: "its id"),
      title: o.required("title", .localizedText, id: "bunyi singkatnya", en: "what it says"),
      basis: o.required("basis", .text, id: "dasar hukum", en: "its legal basis"),
      from: o.optional("from", .integer(in: Period.years), id: "berlaku sejak tahun", en: "the first year"),
      until: o.optional("until", .integer(in: Period.years), id: "sampai tahun", en: "the last year"),
      part: o.required("part", LineSelection.shape, id: "bagian yang dibatasi", en: "the part that is limited"),
      whole: o.required("whole", LineSelection.shape, id: "keseluruhannya", en: "what it is a part of"),
      least: o.optional("at_least", .number, id: "paling sedikit, persen", en: "at least, per cent"),
      most: o.optional("at_most", .number, id: "paling banyak, persen", en: "at most, per cent"),
      isComplete: o.optional(
        "complete", .boolean, default: true, id: "kegiatannya memuat semua yang dimaksud aturan",
        en: "whether its activities hold all that the rule means"))
  }
}

extension LineSelection {
  static let shape = Shape<LineSelection>.object { o in
    LineSelection(
      activities: o.optional("activities", codes, default: [], id: "kegiatan", en: "activities"),
      accounts: o.optional("accounts", codes, default: [], id: "rekening", en: "accounts"),
      funds: o.optional("funds", .list(of: .identifier), default: [], id: "sumber dana", en: "funds"))
  }
}

extension IncomePotential {
  static let shape = Shape<IncomePotential>.object { o in
    IncomePotential(
      account: o.required("account", .text(.budgetCodes), id: "rekening pendapatan", en: "the account of income"),
      year: o.required("year", .integer(in: Period.years), id: "tahun anggaran", en: "the fiscal year"),
      perVillage: Int64(
        o.required(
          "per_village", .integer(in: 0...1_000_000_000_000), id: "rupiah tiap desa", en: "rupiah for each village")),
      basis: o.required("basis", .localizedText, id: "dasarnya", en: "where it stands"))
  }
}

extension LocalActivity {
  static let shape = Shape<LocalActivity>.object { o in
    LocalActivity(
      code: o.required("code", .text(.budgetCodes), id: "kode lokal", en: "the local code"),
      meaning: o.required("as", .text(.budgetCodes), id: "kegiatan yang dimaksud", en: "the activity it stands for"))
  }
}

extension PublicHoliday {
  static let shape = Shape<PublicHoliday>.object { o in
    PublicHoliday(
      date: HolidayDate(
        o.required(
          "date", .text(.holiday), id: "harinya; MM-DD untuk setiap tahun", en: "the day; MM-DD for every year")),
      title: o.required("title", .localizedText, id: "nama hari libur", en: "its name"))
  }
}
