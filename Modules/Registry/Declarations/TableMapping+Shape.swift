import Diagnostics
import Domain
import PluginKit

extension TableMapping {
  /// Stands in where a mapping could not be read.
  static let none = TableMapping(dataset: "")

  static var headers: Shape<[String]> { .list(of: .text, counts: 1...50) }
  private static var sources: Shape<[TextSource]> { .list(of: Shape<TextSource>.choice { $0.meaning }, counts: 1...4) }

  static let shape = Shape<TableMapping>.object { o in
    var mapping = TableMapping(
      dataset: o.required("dataset", .identifier, id: "dataset tujuan", en: "the dataset that is filled"))
    readRegion(&o, &mapping)
    readPeriod(&o, &mapping)
    readFields(&o, &mapping)
    readRows(&o, &mapping)
    return mapping
  }

  private static func readRegion(_ o: inout ObjectReader, _ mapping: inout TableMapping) {
    mapping.region = o.optional(
      "region", headers, default: [], id: "judul kolom kode wilayah, yang utama dulu",
      en: "headers of the column with the region's code, preferred first")
    mapping.regionParts = o.optional(
      "region_parts", .list(of: headers, counts: 2...4), default: [],
      id: "judul kolom-kolom yang bersama membentuk kode wilayah",
      en: "headers of the columns that together hold the code")
    mapping.regionName = o.optional(
      "region_name", headers, default: [], id: "judul kolom nama wilayah", en: "headers of the column with its name")
    mapping.names = o.optional(
      "names", namesShape, default: [], id: "judul kolom nama wilayah dan induknya",
      en: "headers of the columns with the names of the region and its parents")
    mapping.regionFrom = o.optional(
      "region_from", sources, default: [], id: "tempat wilayah atau induknya disebut di luar tabel",
      en: "where the region or its parents may stand beside the rows")
    mapping.regionAs = o.optional(
      "region_as", .identifier, id: "kolom data rekaman yang mendapat wilayah menurut kode dan nama di baris itu",
      en: "the field of records that gets the region of the row's code and names")
    mapping.conflicts = o.optional(
      "conflicts", Shape<Conflicts>.choice { $0.meaning }, default: .refuse,
      id: "bila kode bertentangan dengan nama, atau bukan kode", en: "where a code contradicts the names, or is none")
    let scheme = o.optional(
      "scheme", Shape<SchemeWord>.choice { $0.meaning }, default: .kemendagri, id: "kode siapa yang dipakai",
      en: "whose codes these are")
    mapping.scheme = scheme.scheme
  }

  private static func readPeriod(_ o: inout ObjectReader, _ mapping: inout TableMapping) {
    mapping.period = o.optional(
      "period", headers, default: [], id: "judul kolom periode; bila tidak ada, opsi `period` diperlukan",
      en: "headers of the column with the period; without one the `period` option is needed")
    mapping.periodOf = o.optional(
      "period_of", .identifier, id: "kolom tanggal yang tahunnya menjadi periode",
      en: "the date field whose year is the period")
    mapping.periodBy = o.optional(
      "period_by", PeriodBy.shape, id: "rekaman lain yang periodenya menjadi periode baris",
      en: "another record whose period is the row's")
    mapping.periodPart = o.optional(
      "period_part", headers, default: [], id: "judul kolom bulan, triwulan atau semester, di samping kolom tahun",
      en: "headers of the column with the month, quarter or semester beside that of the year")
    mapping.periodFrom = o.optional(
      "period_from", sources, default: [], id: "tempat periode disebut di luar tabel",
      en: "where the period may stand beside the rows")
    mapping.byPeriod = o.optional(
      "by_period", .identifier, id: "kolom data untuk kolom yang judulnya hanya periode",
      en: "the field of columns whose heading is nothing but a period")
  }

  private static func readFields(_ o: inout ObjectReader, _ mapping: inout TableMapping) {
    mapping.fields = o.optional(
      "fields", .map(keys: .identifier, values: headers), default: [],
      id: "judul lain untuk kolom data; id-nya sendiri selalu dikenal",
      en: "further headers of fields; a field's own id is always one"
    ).map { FieldColumns(field: $0.key, headers: $0.value) }
    mapping.requires = o.optional(
      "requires", .list(of: .identifier), default: [], id: "kolom data yang paling sedikit satu harus ada",
      en: "fields of which at least one has to be there")
    mapping.long = o.optional(
      "long", Long.shape, id: "kolom untuk tabel panjang (satu baris satu nilai)",
      en: "the columns of a long table (a row a value)")
    mapping.form = o.optional(
      "form", Form.shape, id: "formulir: satu berkas satu wilayah", en: "a form: one file a region")
    mapping.json = o.optional(
      "json", JSONColumns.shape, id: "bagaimana dokumen JSON menjadi baris", en: "how a JSON document becomes rows")
    mapping.ignored = o.optional(
      "ignored", headers, default: [], id: "judul yang sengaja dilewati", en: "headers that are left out on purpose")
    mapping.numbers = o.optional(
      "numbers", Shape<NumberMarks>.choice { $0.meaning }, id: "cara menulis angka, bila isinya tidak menentukan",
      en: "how numbers are written, where the cells do not tell")
    mapping.values = o.optional(
      "values", .map(keys: .identifier, values: words), default: [], id: "arti isi sel suatu kolom data",
      en: "what the words of a field's cells stand for"
    ).map { FieldWords(field: $0.key, words: $0.value) }
    mapping.firstOf = o.optional(
      "first_of", FirstOf.shape, id: "kolom yang selnya boleh menyebut beberapa, dipisah `/` atau `;`",
      en: "a field whose cells may name several, separated by `/` or `;`")
    mapping.spans = o.optional(
      "spans", .map(keys: .identifier, values: .identifier), default: [],
      id: "kolom tanggal yang selnya boleh menyebut beberapa hari, dan kolom untuk hari terakhirnya",
      en: "date fields of which a cell may name several days, and the field of the last"
    ).map { FieldValue(name: $0.key, value: $0.value) }
    mapping.calendar = o.optional(
      "calendar", Calendar.shape, id: "tanggal dari kolom bulan atau minggu I–IV yang ditandai",
      en: "dates from marked columns of months or of weeks I to IV")
    mapping.constants = o.optional(
      "constants", .map(keys: .identifier, values: .scalar), default: [],
      id: "nilai kolom data yang tidak ada di dalam tabel", en: "values of fields that no column holds"
    ).map { FieldValue(name: $0.key, value: $0.value) }
    mapping.taken = o.optional(
      "taken", .map(keys: .identifier, values: TakenField.shape), default: [],
      id: "kolom data yang nilainya ada di judul atau nama berkas",
      en: "fields whose value stands in a title or the name of the file"
    ).map { TakenField(field: $0.key, from: $0.value.from, words: $0.value.words) }
  }

  private static func readRows(_ o: inout ObjectReader, _ mapping: inout TableMapping) {
    mapping.rowsWhere = o.optional(
      "where", filters, default: [], id: "hanya baris dengan isi ini yang dibaca",
      en: "only rows with one of these values are read")
    mapping.rowsExcept = o.optional(
      "except", filters, default: [], id: "baris dengan isi ini dilewati",
      en: "rows with one of these values are left out")
    mapping.allZeroIsMissing = o.optional(
      "all_zero_is_missing", .list(of: .identifier), default: [],
      id: "bila semua kolom data ini nol, nilainya dianggap tidak ada",
      en: "where all of these fields are zero they are missing")
    mapping.repeats = o.optional(
      "repeats", Shape<Repeats>.choice { $0.meaning }, default: .refuse, id: "arti baris kedua untuk wilayah yang sama",
      en: "what a second row of the same region means")
    mapping.mode = o.optional(
      "mode", Shape<Mode>.choice { $0.meaning }, id: "nasib baris tersimpan yang tidak ada di berkas",
      en: "what becomes of stored rows that the file does not name")
    mapping.scope = o.optional(
      "scope", Scope.shape, id: "lingkup yang digantikan (`mode: replace`)", en: "what `mode: replace` speaks for")
    mapping.rules = o.optional(
      "rules", .list(of: Shape<RecordRule>.choice { $0.meaning }, counts: 1...10), default: [],
      id: "pemeriksaan baris terhadap catatan lain", en: "checks of rows against other records")
    mapping.blank = o.optional(
      "blank", Shape<Blank>.choice { $0.meaning }, default: .keep, id: "arti sel kosong",
      en: "what an empty cell does")
  }

  static let namesShape = Shape<[NameColumn]>.object { o in
    var columns: [NameColumn] = []
    for level in [RegionLevel.province, .regency, .district, .village] {
      let title = level.title
      if let headers = o.optional(level.rawValue, headers, id: title.id.lowercased(), en: title.en.lowercased()) {
        columns.append(NameColumn(level: level, headers: headers))
      }
    }
    return columns
  }

  private static var words: Shape<[FieldValue]> {
    Shape<[MapEntry<String>]>.map(keys: .words, values: .scalar).map { entries in
      entries.map { FieldValue(name: $0.key, value: $0.value) }
    }
  }

  private static var filters: Shape<[RowFilter]> {
    Shape<[MapEntry<[String]>]>.map(keys: .words, values: .list(of: .scalar, counts: 1...1000)).map { entries in
      entries.map { RowFilter(header: $0.key, values: $0.value) }
    }
  }
}

/// The words of `scheme`.
enum SchemeWord: String, CaseIterable, Sendable {
  case kemendagri
  case bps
  case auto

  var scheme: RegionScheme? { RegionScheme(rawValue: rawValue) }

  var meaning: LocalizedText {
    switch self {
    case .kemendagri: LocalizedText(id: "Kemendagri", en: "Kemendagri")
    case .bps: LocalizedText(id: "BPS, lewat tabel padanan", en: "BPS, through the crosswalk")
    case .auto:
      LocalizedText(id: "diputuskan untuk seluruh berkas", en: "decided for the file as a whole")
    }
  }
}
