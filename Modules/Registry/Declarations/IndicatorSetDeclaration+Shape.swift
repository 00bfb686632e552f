import Diagnostics
import Domain
import PluginKit

extension IndicatorSetDeclaration {
  static let shape = Shape<IndicatorSetDeclaration>.object { o in
    IndicatorSetDeclaration(
      header: PluginHeader.read(&o, kind: .indicators),
      datasets: o.required(
        "datasets", .list(of: DatasetDeclaration.shape, counts: 1...100), id: "dataset yang dinyatakan",
        en: "the datasets it declares"))
  }
}

extension DatasetDeclaration {
  static let shape = Shape<DatasetDeclaration>.object { o in
    let level = o.required(
      "level", Shape<RegionLevel>.choice { $0.title }, id: "tingkat wilayah tiap baris",
      en: "the level of its rows' regions")
    return DatasetDeclaration(
      id: o.required("id", .identifier, id: "id, unik di semua set", en: "its id, unique over all sets"),
      title: o.required("title", .localizedText, id: "nama dataset", en: "the dataset's name"),
      level: level,
      appliesTo: o.optional(
        "applies_to", .list(of: Shape<VillageKind>.choice { $0.title }, counts: 1...3),
        default: level == .village ? VillageKind.allCases : [],
        id: "jenis satuan desa yang dihitung; bila tidak diisi, semua",
        en: "the kinds of village units that count; all, where it is left out"),
      frequency: o.required(
        "frequency", Shape<Frequency>.choice { $0.title }, id: "seberapa sering diisi", en: "how often it is filled"),
      due: o.optional(
        "due", .text(.deadline), id: "tenggat: bulan-tanggal, atau +N hari setelah akhir periode",
        en: "when it is due: month-day, or +N days after the period's end"),
      key: o.optional(
        "key", .list(of: .identifier), default: [],
        id: "kolom data yang bersama wilayah dan periode menandai satu baris",
        en: "the fields that, with region and period, identify a row"),
      fields: o.required(
        "fields", .list(of: FieldDeclaration.shape, counts: 1...1000), id: "kolom data, menurut urutannya",
        en: "its fields, in order"),
      summary: o.optional(
        "summary", .list(of: .identifier), default: [], id: "kolom data yang direkap nasional dengan cepat",
        en: "the fields that get a covering index, for roll-ups over the nation"),
      checks: o.optional(
        "checks", .list(of: RowCheck.shape, counts: 1...100), default: [], id: "yang harus benar dalam tiap baris",
        en: "what has to hold in every row"))
  }
}

extension RowCheck {
  static let shape = Shape<RowCheck>.object { o in
    RowCheck(
      id: o.required("id", .identifier, id: "nama pemeriksaan", en: "the check's name"),
      formula: o.required(
        "formula", .text, id: "syarat, seperti `mulai <= selesai`", en: "a condition, such as `start <= due`"),
      message: o.required(
        "message", .localizedText, id: "yang dikatakan bila tidak benar", en: "what is said where it does not hold"),
      severity: o.optional(
        "severity", Shape<RowCheck.Severity>.choice { $0.meaning }, default: .error,
        id: "akibatnya bagi baris itu", en: "what becomes of the row"))
  }
}

extension RowCheck.Severity {
  var meaning: LocalizedText {
    switch self {
    case .error: LocalizedText(id: "ditolak", en: "it is rejected")
    case .warning: LocalizedText(id: "diterima dengan peringatan", en: "it is taken with a warning")
    }
  }
}

extension FieldDeclaration {
  static let shape = Shape<FieldDeclaration>.object { o in
    let bounds = o.optional(
      "range", .range, id: "nilai di luar ini ditolak: [terendah, tertinggi]",
      en: "values outside are rejected: [lowest, highest]")
    return FieldDeclaration(
      id: o.required("id", .identifier, id: "id, unik di semua set", en: "its id, unique over all sets"),
      title: o.required("title", .localizedText, id: "nama kolom data", en: "the field's name"),
      description: o.optional("description", .localizedText, id: "penjelasan", en: "what it means"),
      type: o.required(
        "type", Shape<FieldType>.choice { $0.meaning }, id: "jenis nilainya", en: "the type of its values"),
      unit: o.optional("unit", .localizedText, id: "satuan, seperti `poin` atau `Rp`", en: "the unit, such as `Rp`"),
      decimals: o.optional(
        "decimals", .integer(in: 0...9), id: "angka di belakang koma (untuk `real`)",
        en: "decimals shown and compared (for `real`)"),
      minimum: bounds?.lowerBound,
      maximum: bounds?.upperBound,
      formula: o.optional(
        "formula", .text, id: "cara menghitung dari kolom data lain", en: "how the figure follows from other fields"),
      classes: o.optional(
        "classes", Classification.shape, id: "kelas (untuk `class`)", en: "its classes (for `class`)"),
      categories: o.optional(
        "categories", .list(of: Category.shape, counts: 1...1000), id: "pilihannya (untuk `category`)",
        en: "its values (for `category`)"),
      default: o.optional(
        "default", .identifier, id: "id pilihan bila sumbernya tidak menyebutnya (untuk `category`)",
        en: "the id of the value of sources that say none (for `category`)"),
      scheme: o.optional(
        "scheme", .identifier, id: "daftar kodenya (untuk `code`)", en: "the list of its codes (for `code`)"),
      required: o.optional(
        "required", .boolean, id: "baris tanpa nilainya ditolak", en: "a row without a value is rejected"),
      was: o.optional("was", .identifier, id: "id sebelumnya, bila diganti", en: "the id it had before"))
  }
}

extension FieldDeclaration.Category {
  static let shape = Shape<FieldDeclaration.Category>.object { o in
    FieldDeclaration.Category(
      id: o.required("id", .identifier, id: "id pilihan", en: "the value's id"),
      title: o.required("title", .localizedText, id: "nama pilihan", en: "the value's name"),
      synonyms: o.optional(
        "synonyms", .list(of: .text), default: [], id: "ejaan lain yang diterima",
        en: "further spellings accepted on input"),
      loose: o.optional(
        "loose", .list(of: .text), id: "ejaan yang diterima dengan catatan", en: "spellings accepted with a note"))
  }
}

extension Classification {
  static let shape = Shape<Classification>.object { o in
    Classification(
      of: o.required("of", .identifier, id: "kolom data yang dikelaskan", en: "the field that is classed"),
      decimals: o.required(
        "decimals", .integer(in: 0...9), id: "pembulatan sebelum dikelaskan",
        en: "decimals to which a value is rounded before it is classed"),
      classes: o.required(
        "list", .list(of: Classification.Class.shape, counts: 2...100), id: "kelas, dari yang terendah",
        en: "the classes, lowest first"),
      revisions: o.optional(
        "revisions", .list(of: Classification.Revision.shape, counts: 1...50), default: [],
        id: "batas baru yang ditetapkan kemudian, menurut tahun", en: "bounds that were set later, by year"))
  }
}

extension Classification.Revision {
  static let shape = Shape<Classification.Revision>.object { o in
    Classification.Revision(
      from: o.required(
        "from", .integer(in: 1945...2200), id: "tahun mulai berlaku", en: "the year from which they hold"),
      above: o.required(
        "above", .list(of: .number, counts: 1...99), id: "batas setiap kelas kecuali yang terendah",
        en: "the bound of every class but the lowest"))
  }
}

extension Classification.Class {
  static let shape = Shape<Classification.Class>.object { o in
    Classification.Class(
      id: o.required("id", .identifier, id: "id kelas", en: "the class's id"),
      title: o.required("title", .localizedText, id: "nama kelas", en: "the class's name"),
      above: o.optional(
        "above", .number, id: "nilai di atas batas ini masuk kelas ini; kelas terendah tidak punya",
        en: "values above this bound belong here; the lowest class has none"),
      synonyms: o.optional(
        "synonyms", .list(of: .text), default: [], id: "ejaan lain yang diterima",
        en: "further spellings accepted on input"))
  }
}

extension FieldType {
  var meaning: LocalizedText {
    switch self {
    case .integer: LocalizedText(id: "bilangan bulat", en: "a whole number")
    case .real: LocalizedText(id: "bilangan pecahan", en: "a real number")
    case .text: LocalizedText(id: "teks", en: "a text")
    case .date: LocalizedText(id: "tanggal", en: "a date")
    case .boolean: LocalizedText(id: "ya atau tidak", en: "yes or no")
    case .class: LocalizedText(id: "salah satu dari `classes`", en: "one of `classes`")
    case .money: LocalizedText(id: "rupiah utuh", en: "whole rupiah")
    case .category: LocalizedText(id: "salah satu dari `categories`", en: "one of `categories`")
    case .region:
      LocalizedText(
        id: "wilayah tingkat mana pun, menurut kode atau nama", en: "a region of any level, by code or name")
    case .code: LocalizedText(id: "kode dari daftar `scheme`", en: "a code of the list `scheme`")
    }
  }
}
