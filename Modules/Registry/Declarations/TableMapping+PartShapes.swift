import Diagnostics
import Domain
import PluginKit

extension TableMapping.Long {
  static let shape = Shape<TableMapping.Long>.object { o in
    TableMapping.Long(
      field: o.required(
        "field", TableMapping.headers, id: "judul kolom nama kolom data",
        en: "headers of the column that names the field"),
      value: o.required(
        "value", TableMapping.headers, id: "judul kolom nilainya",
        en: "headers of the column that holds its value"))
  }
}

extension TableMapping.Form {
  static let shape = Shape<TableMapping.Form>.object { o in
    TableMapping.Form(
      fields: o.required(
        "fields", .map(keys: .identifier, values: TableMapping.headers),
        id: "label tiap kolom data, atau sel seperti `=C5`", en: "labels of each field, or a cell such as `=C5`"
      ).map { TableMapping.FieldColumns(field: $0.key, headers: $0.value) },
      region: o.optional(
        "region", TableMapping.headers, default: [], id: "label atau sel kode wilayah",
        en: "labels or cell of the region's code"),
      names: o.optional(
        "names", TableMapping.namesShape, default: [], id: "label atau sel nama wilayah dan induknya",
        en: "labels or cells of the names of the region and its parents"),
      period: o.optional(
        "period", TableMapping.headers, default: [], id: "label atau sel periode", en: "labels or cell of the period"))
  }
}

extension TableMapping.JSONColumns {
  static let shape = Shape<TableMapping.JSONColumns>.object { o in
    TableMapping.JSONColumns(
      records: o.required("records", .scalar, id: "jalur ke rekaman", en: "the path of the records"),
      columns: o.required(
        "columns", .map(keys: .words, values: .text), id: "kolom dan jalurnya", en: "columns and their paths"
      ).map { Column(name: $0.key, path: $0.value) })
  }
}

extension TableMapping.TakenField {
  /// The field's id is the key of the map that holds it.
  static let shape = Shape<TableMapping.TakenField>.object { o in
    TableMapping.TakenField(
      field: "",
      from: o.required(
        "from", .list(of: Shape<TableMapping.TextSource>.choice { $0.meaning }, counts: 1...4), id: "tempat mencarinya",
        en: "where to look"),
      words: o.required(
        "words", .map(keys: .words, values: TableMapping.headers), id: "kata-kata untuk tiap nilai",
        en: "the words that mean each value"
      ).map { TableMapping.FieldColumns(field: $0.key, headers: $0.value) })
  }
}

extension TableMapping.PeriodBy {
  static let shape = Shape<TableMapping.PeriodBy>.object { o in
    TableMapping.PeriodBy(
      field: o.required(
        "field", .identifier, id: "kolom data yang menyebut rekaman itu", en: "the field that names it"),
      dataset: o.required("dataset", .identifier, id: "dataset rekaman itu", en: "the record's dataset"),
      key: o.required("key", .identifier, id: "kolom data namanya di dataset itu", en: "the field of its name there"))
  }
}

extension TableMapping.FirstOf {
  static let shape = Shape<TableMapping.FirstOf>.object { o in
    TableMapping.FirstOf(
      field: o.required(
        "field", .identifier, id: "kolom data yang mendapat yang disebut pertama", en: "the field that gets the first"),
      rest: o.required(
        "rest", .identifier, id: "kolom data yang mendapat lainnya", en: "the field that gets the others"))
  }
}

extension TableMapping.Calendar {
  static let shape = Shape<TableMapping.Calendar>.object { o in
    TableMapping.Calendar(
      start: o.required(
        "start", .identifier, id: "kolom tanggal yang mendapat hari pertama", en: "the date field of the first day"),
      end: o.required(
        "end", .identifier, id: "kolom tanggal yang mendapat hari terakhir", en: "the date field of the last day"))
  }
}

extension RecordRule {
  var meaning: LocalizedText {
    switch self {
    case .sameAction:
      LocalizedText(
        id: "lembar-lembar satu rencana digabung: yang sama menunggu keputusan, nomor yang terpakai diganti",
        en: "sheets of one plan are merged: the same actions await a decision, numbers in use are replaced")
    case .knownAction:
      LocalizedText(id: "tindak lanjutnya harus ada; bila tidak, ditolak", en: "the action has to exist, else rejected")
    case .statusForward: LocalizedText(id: "status mundur diperingatkan", en: "a status that goes back is a warning")
    case .evidence: LocalizedText(id: "selesai tanpa bukti diperingatkan", en: "done without evidence is a warning")
    case .budgetOutput:
      LocalizedText(
        id: "keluaran kegiatan: induk ditolak, kegiatan daerah diperingatkan",
        en: "outputs of activities: those of parents are rejected, local activities are warned of")
    case .budget:
      LocalizedText(
        id: "baris APB Desa: kegiatan dan rekening, urutan versi, keseimbangan",
        en: "lines of budgets: activity and account, order of versions, balance")
    case .quota:
      LocalizedText(id: "hadir melebihi kuota diperingatkan", en: "attendance above the quota is a warning")
    case .party:
      LocalizedText(
        id: "pihak yang tidak tercatat pada harinya diperingatkan",
        en: "a party that is not on record on its day is a warning")
    case .place:
      LocalizedText(
        id: "tempat di luar wilayah rapatnya diperingatkan", en: "a place outside the meeting's region is a warning")
    }
  }
}

extension TableMapping.Scope {
  static let shape = Shape<TableMapping.Scope>.object { o in
    TableMapping.Scope(
      level: o.required(
        "level", Shape<RegionLevel>.choice { $0.title }, id: "tingkat wilayah yang digantikan bersama",
        en: "the level of regions that are replaced together"),
      keys: o.optional(
        "keys", .list(of: .identifier), default: [], id: "kolom kunci yang ikut membatasi",
        en: "key fields that limit it as well"))
  }
}

extension TableMapping.Blank {
  var meaning: LocalizedText {
    switch self {
    case .keep: LocalizedText(id: "nilai tersimpan tetap", en: "the stored value stays")
    case .clear: LocalizedText(id: "nilai tersimpan dihapus", en: "the stored value goes")
    }
  }
}

extension TableMapping.Repeats {
  var meaning: LocalizedText {
    switch self {
    case .refuse: LocalizedText(id: "ganda, ditolak", en: "a duplicate, rejected")
    case .add: LocalizedText(id: "angkanya dijumlahkan", en: "its numbers are added")
    }
  }
}

extension TableMapping.Conflicts {
  var meaning: LocalizedText {
    switch self {
    case .refuse: LocalizedText(id: "ditolak", en: "rejected")
    case .names:
      LocalizedText(
        id: "namanya yang dipakai, bila hanya berarti satu wilayah, dan diberitahukan",
        en: "the names count where they mean one region, which is told")
    }
  }
}

extension TableMapping.Mode {
  var meaning: LocalizedText {
    switch self {
    case .upsert: LocalizedText(id: "tetap", en: "they stay")
    case .replace: LocalizedText(id: "dihapus dalam lingkup", en: "they are removed within the scope")
    }
  }
}

extension TableMapping.NumberMarks {
  var meaning: LocalizedText {
    switch self {
    case .indonesian: LocalizedText("1.234,56")
    case .english: LocalizedText("1,234.56")
    }
  }
}

extension TableMapping.TextSource {
  var meaning: LocalizedText {
    switch self {
    case .title: LocalizedText(id: "baris judul di atas tabel", en: "the rows above the header")
    case .sheet: LocalizedText(id: "nama lembar kerja", en: "the name of the sheet")
    case .file: LocalizedText(id: "nama berkas", en: "the name of the file")
    case .folder: LocalizedText(id: "nama folder di dalam arsip", en: "the names of folders in an archive")
    }
  }
}
