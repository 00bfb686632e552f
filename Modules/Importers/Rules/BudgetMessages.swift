import Diagnostics
import Domain
import Storage

/// What is said of lines of budgets.
extension BudgetRule {
  static func unknownCode(_ code: String, _ scheme: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "code-unknown",
      message: LocalizedText(
        id: "kode `\(code)` tidak ada dalam daftar `\(scheme)`", en: "the code `\(code)` is not in the list `\(scheme)`"
      ),
      place: place, value: code,
      hint: LocalizedText(
        id: "muat versi daftar yang memuatnya dengan importir `code_list`",
        en: "load a version of the list that holds it with the importer `code_list`"))
  }

  static func unknownFund(_ text: String, _ funds: FieldDeclaration?, _ place: Place) -> Diagnostic {
    let known = funds?.categories?.map { $0.id.uppercased() } ?? []
    return Diagnostic(
      code: "category-unknown",
      message: LocalizedText(id: "sumber dana `\(text)` tidak dikenal", en: "unknown fund `\(text)`"), place: place,
      value: text,
      hint: LocalizedText(
        id: "yang ada: \(known.joined(separator: ", "))", en: "there are: \(known.joined(separator: ", "))"))
  }

  /// A parent where lines themselves are recorded.
  static func parentActivity(_ code: String, _ place: Place) -> Diagnostic {
    parent(
      LocalizedText(
        id: "kegiatan \(code) adalah induk; yang dicatat adalah kegiatan di bawahnya",
        en: "the activity \(code) is a parent; activities below it are recorded"), code, place, "2.2.02")
  }

  static func parentAccount(_ code: String, _ place: Place) -> Diagnostic {
    parent(
      LocalizedText(
        id: "rekening \(code) adalah induk; yang dicatat adalah rekening di bawahnya",
        en: "the account \(code) is a parent; accounts below it are recorded"), code, place, "5.2.1")
  }

  /// A row that is a sum, of lines that there are not.
  static func sumOfNothing(_ kind: LocalizedText, _ code: String, _ place: Place, _ example: String) -> Diagnostic {
    parent(
      LocalizedText(
        id: "\(kind.id) \(code) adalah induk tanpa rincian di berkas ini; jumlah induk tidak disimpan",
        en: "the \(kind.en) \(code) is a parent without a line below it in the file; sums of parents are not stored"),
      code, place, example)
  }

  private static func parent(_ message: LocalizedText, _ code: String, _ place: Place, _ example: String) -> Diagnostic
  {
    Diagnostic(
      code: "budget-parent-line", message: message, place: place, value: code,
      hint: LocalizedText(
        id: "tulis rinciannya, seperti \(example), atau hapus baris jumlah ini",
        en: "name what stands below it, such as \(example), or remove this row of a sum"))
  }

  /// A sum that does not stand right before its lines, and was stored as one of them.
  static func perhapsSum(_ book: BudgetBook, _ activity: String, _ account: String, _ amount: Int64) -> Diagnostic {
    let village = RegionCode(book.village)?.description ?? ""
    return Diagnostic(
      code: "budget-parent-line", severity: .warning,
      message: LocalizedText(
        id:
          "\(village) \(book.year): \(activity) / \(account) sebesar \(amount) sama dengan jumlah baris di bawahnya; disimpan juga",
        en:
          "\(village) \(book.year): \(activity) / \(account) of \(amount) is what the lines below it add up to; stored as well"
      ),
      value: account,
      hint: LocalizedText(
        id: "bila baris jumlah, hapus atau letakkan tepat di atas rinciannya, lalu impor lagi",
        en: "if it is a sum, remove it or put it right above its lines, and import again"))
  }

  static func noSide(_ account: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-account",
      message: LocalizedText(
        id: "rekening \(account) bukan pendapatan (4), belanja (5) atau pembiayaan (6)",
        en: "the account \(account) is neither income (4), spending (5) nor financing (6)"), place: place,
      value: account)
  }

  static func withoutActivity(_ account: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-activity-missing",
      message: LocalizedText(id: "baris belanja tanpa kegiatan", en: "a line of spending without an activity"),
      place: place, value: account,
      hint: LocalizedText(
        id: "isi kode kegiatan, seperti 2.2.02; hanya pendapatan dan pembiayaan tanpa kegiatan",
        en: "name the activity, such as 2.2.02; only income and financing have none"))
  }

  static func needless(_ activity: String, _ account: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-activity-needless",
      message: LocalizedText(
        id: "rekening \(account) adalah pendapatan atau penerimaan, tidak punya kegiatan \(activity)",
        en: "the account \(account) is income or a receipt and has no activity \(activity)"), place: place,
      value: activity,
      hint: LocalizedText(
        id: "kosongkan kegiatannya, atau perbaiki rekeningnya", en: "clear the activity, or correct the account"))
  }

  static func local(_ code: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-activity-local", severity: .warning,
      message: LocalizedText(
        id: "kegiatan \(code) adalah tambahan daerah (90–99); diterima",
        en: "the activity \(code) is a local addition (90–99) and is accepted"), place: place, value: code,
      hint: LocalizedText(
        id: "sebutkan artinya di plugin daerah: budget.local_activities",
        en: "say what it stands for in a region plugin: budget.local_activities"))
  }

  /// Codes change with the decree that lists them.
  static func notInForce(_ code: String, _ versions: String, _ year: Int32, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "code-not-in-force", severity: .warning,
      message: LocalizedText(
        id: "kode \(code) menurut daftar \(versions), yang tidak berlaku untuk \(year)",
        en: "the code \(code) is of the list \(versions), which is not in force for \(year)"), place: place,
      value: code,
      hint: LocalizedText(
        id: "periksa tahunnya, atau muat daftar yang berlaku tahun itu dengan importir `code_list`",
        en: "check the year, or load the list of that year with the importer `code_list`"))
  }

  static func unplanned(_ amount: Int64, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-unplanned", severity: .warning,
      message: LocalizedText(
        id: "realisasi \(amount) tanpa anggaran", en: "\(amount) was realised without a plan"), place: place,
      value: "\(amount)",
      hint: LocalizedText(
        id: "periksa kegiatan, rekening dan sumber dananya", en: "check its activity, account and fund"))
  }

  // MARK: Whole budgets

  /// A plan that does not balance; of one with nothing on a side nobody asks for the difference.
  static func unbalanced(
    _ village: String, _ year: Int, _ version: LocalizedText, _ sources: Int64, _ uses: Int64, _ place: Place
  ) -> Diagnostic {
    let sums =
      if sources == 0 {
        LocalizedText(
          id: "belanja dan pengeluaran \(uses) tanpa pendapatan atau penerimaan",
          en: "spending and payments of \(uses) without income or receipts")
      } else if uses == 0 {
        LocalizedText(
          id: "pendapatan dan penerimaan \(sources) tanpa belanja atau pengeluaran",
          en: "income and receipts of \(sources) without spending or payments")
      } else {
        LocalizedText(
          id:
            "pendapatan dan penerimaan \(sources), belanja dan pengeluaran \(uses), selisih \(sources &- uses)",
          en: "income and receipts \(sources), spending and payments \(uses), difference \(sources &- uses)")
      }
    return Diagnostic(
      code: "budget-unbalanced", severity: .warning,
      message: LocalizedText(
        id: "\(village), \(version.id) \(year): \(sums.id)", en: "\(village), \(version.en) of \(year): \(sums.en)"),
      place: place, value: "\(sources &- uses)",
      hint: LocalizedText(
        id: "periksa apakah ada baris yang kurang atau terbaca dua kali",
        en: "see whether a line is missing or stands twice"))
  }

  static func oneSided(_ count: Int, _ lacking: [BudgetSide], _ place: Place?) -> Diagnostic {
    let sides = lacking.map { $0 == .income ? ("pendapatan", "income") : ("belanja", "spending") }
    let (id, en) = (sides.map(\.0).joined(separator: " dan "), sides.map(\.1).joined(separator: " and "))
    return Diagnostic(
      code: "budget-not-judged", severity: .note,
      message: LocalizedText(
        id: "keseimbangan \(count) anggaran tidak dinilai: berkas ini tanpa \(id)",
        en: "the balance of \(count) budgets was not judged: the file holds no \(en)"), place: place,
      value: "\(count)",
      hint: LocalizedText(
        id: "satu berkas memuat semua baris anggaran desa: yang diimpor kemudian menggantikannya",
        en: "one file holds all lines of a village's budget: one that is imported later replaces it"))
  }

  static func furtherUnbalanced(_ count: Int, _ origin: Place?) -> Diagnostic {
    Diagnostic(
      code: "budget-unbalanced", severity: .warning,
      message: LocalizedText(
        id: "\(count) anggaran lain juga tidak seimbang", en: "\(count) further budgets do not balance"),
      place: origin.map { Place(file: $0.file) }, value: "\(count)",
      hint: LocalizedText(
        id: "lihat: sinergi-report run apbdes_review --region KECAMATAN",
        en: "see: sinergi-report run apbdes_review --region KECAMATAN"))
  }

  static func unjudged(_ count: Int, _ place: Place?) -> Diagnostic {
    Diagnostic(
      code: "budget-not-judged", severity: .note,
      message: LocalizedText(
        id: "keseimbangan \(count) anggaran tidak dinilai: sebagian barisnya ditolak",
        en: "the balance of \(count) budgets was not judged: some of their rows were rejected"), place: place,
      value: "\(count)",
      hint: LocalizedText(
        id: "perbaiki baris yang ditolak, lalu impor lagi", en: "correct the rejected rows and import again"))
  }

  static func matched(_ count: Int, _ place: Place?) -> Diagnostic {
    Diagnostic(
      code: "rows-subtotals", severity: .note,
      message: LocalizedText(
        id: "\(count) baris jumlah cocok dengan rinciannya, tidak disimpan",
        en: "\(count) rows of sums are what their lines add up to and were not stored"), place: place)
  }

  static func outOfOrder(
    _ village: String, _ year: Int, _ version: LocalizedText, _ earlier: LocalizedText, _ place: Place
  ) -> Diagnostic {
    Diagnostic(
      code: "budget-version-order", severity: .warning,
      message: LocalizedText(
        id: "\(village) \(year): \(version.id) tanpa \(earlier.id) sebelumnya",
        en: "\(village) \(year): \(version.en) without \(earlier.en) before it"), place: place, value: version.id,
      hint: LocalizedText(
        id: "impor juga versi itu, atau periksa kolom versi",
        en: "import that version as well, or check the column of versions"))
  }

  // MARK: Lists of codes

  /// Said once for a file: any code is taken while its list is not there.
  static func unlisted(_ list: CodeList, _ place: Place?) -> Diagnostic {
    Diagnostic(
      code: "codes-unchecked", severity: .warning,
      message: LocalizedText(
        id: "daftar `\(list.scheme)` belum dimuat: kodenya disimpan tanpa diperiksa",
        en: "the list `\(list.scheme)` is not loaded: its codes were stored unchecked"), place: place,
      value: list.scheme,
      hint: LocalizedText(
        id: "muat dengan importir `code_list`, lalu impor lagi",
        en: "load it with the importer `code_list`, then import again"))
  }
}
