import Diagnostics
import Domain

/// What is said of the workbook of a village's budget.
enum BudgetTexts {
  static func read(_ name: String, _ entry: BudgetNames.Entry, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-name-read", severity: .warning,
      message: LocalizedText(
        id: "`\(name)` dibaca sebagai \(entry.text) \(entry.name)",
        en: "`\(name)` was read as \(entry.text) \(entry.name)"),
      place: place, value: name,
      hint: LocalizedText(
        id: "bila keliru, tulis kode yang benar di kolom kode baris ini",
        en: "if that is wrong, write the right code in this row's column of codes"))
  }

  static func unknown(
    _ name: String, _ kind: LocalizedText, _ scope: BudgetCode?, _ nearest: [BudgetNames.Entry], isListed: Bool,
    _ place: Place
  ) -> Diagnostic {
    let within = scope.map { " \($0.activityText)" } ?? ""
    let list = nearest.map { "\($0.text) \($0.name)" }.joined(separator: "; ")
    return Diagnostic(
      code: "budget-name-unknown",
      message: LocalizedText(
        id: "`\(name)`: \(kind.id)\(within) yang mana tidak jelas" + (list.isEmpty ? "" : "; yang terdekat: \(list)"),
        en: "`\(name)`: which \(kind.en)\(within) it is, is not clear" + (list.isEmpty ? "" : "; the nearest: \(list)")),
      place: place, value: name,
      hint: isListed
        ? LocalizedText(
          id: "tulis kodenya di kolom kode baris ini, atau --set sebutan=\"kata = kode\"",
          en: "write its code in this row's column of codes, or --set sebutan=\"words = code\"")
        : LocalizedText(
          id: "daftar kode belum dimuat, jadi uraian tidak dapat dicari: muat dengan importir `code_list`",
          en: "no list of codes is loaded, so names cannot be looked up: load it with the importer `code_list`"))
  }

  static func broken(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-cell-broken",
      message: LocalizedText(
        id: "`\(text)` bukan nilai: rumusnya kehilangan sel atau lembar yang dirujuk",
        en: "`\(text)` is no value: its formula has lost the cell or sheet that it refers to"), place: place,
      value: text,
      hint: LocalizedText(
        id: "perbaiki rumusnya atau ketik nilainya, simpan, lalu impor lagi",
        en: "mend the formula or type the value, save, and import again"))
  }

  static func parent(_ code: BudgetCode, _ place: Place) -> Diagnostic {
    let text = code.accountText
    return Diagnostic(
      code: "budget-parent-line",
      message: LocalizedText(
        id: "rekening \(text) adalah induk tanpa rincian di bawahnya",
        en: "the account \(text) is a parent without lines below it"), place: place, value: text,
      hint: LocalizedText(id: "tulis rinciannya, seperti 5.2.1", en: "name what stands below it, such as 5.2.1"))
  }

  static func otherSide(_ code: BudgetCode, _ part: BudgetPage.Part, _ place: Place) -> Diagnostic {
    let text = code.accountText
    let name =
      switch part {
      case .income: LocalizedText(id: "pendapatan (4)", en: "income (4)")
      case .spending: LocalizedText(id: "belanja (5)", en: "spending (5)")
      case .financing: LocalizedText(id: "pembiayaan (6)", en: "financing (6)")
      }
    return Diagnostic(
      code: "budget-account",
      message: LocalizedText(
        id: "rekening \(text) bukan rekening \(name.id), padahal tertulis di bawahnya",
        en: "the account \(text) is no account of \(name.en), below which it stands"), place: place, value: text,
      hint: LocalizedText(
        id: "perbaiki rekeningnya, atau pindahkan barisnya", en: "correct the account, or move the row"))
  }

  static func needless(_ code: BudgetCode, _ place: Place) -> Diagnostic {
    let text = code.activityText
    return Diagnostic(
      code: "budget-activity-needless",
      message: LocalizedText(
        id: "pendapatan tidak punya kegiatan \(text)", en: "income has no activity \(text)"), place: place, value: text,
      hint: LocalizedText(
        id: "kosongkan kegiatannya, atau perbaiki rekeningnya", en: "clear the activity, or correct the account"))
  }

  static func noFund(_ place: Place) -> Diagnostic {
    Diagnostic(
      code: "value-missing",
      message: LocalizedText(id: "sumber dana kosong", en: "no fund is named"), place: place,
      hint: LocalizedText(
        id: "isi sumber dananya, atau rinci kegiatan ini di lembar RAB dengan jumlah yang sama",
        en: "name the fund, or detail the activity in a costing sheet of the same amount"))
  }

  static func severalFunds(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-funds-several",
      message: LocalizedText(
        id: "beberapa sumber dana dalam satu sel: `\(text)`, tanpa rincian per sumber",
        en: "several funds in one cell: `\(text)`, without the amount of each"), place: place, value: text,
      hint: LocalizedText(
        id: "pecah menjadi satu baris per sumber dana, atau rinci di lembar RAB dengan jumlah yang sama",
        en: "split the row by fund, or detail it in a costing sheet of the same amount"))
  }

  static func otherFunds(_ written: String, _ found: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-funds-other", severity: .warning,
      message: LocalizedText(
        id: "sumber dana di sini `\(written)`, di RAB-nya \(found); RAB yang dipakai",
        en: "the fund here is `\(written)`, in its costing \(found); the costing is taken"), place: place,
      value: written)
  }

  static func subtotal(_ name: String, _ written: String, _ sum: Int64, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-subtotal", severity: .warning,
      message: LocalizedText(
        id: "\(name): tertulis \(written), baris-barisnya berjumlah \(sum)",
        en: "\(name): written is \(written), its lines add up to \(sum)"), place: place, value: written,
      hint: LocalizedText(
        id: "jumlah tidak disimpan; periksa rentang rumusnya", en: "sums are not stored; check the range of the formula"
      ))
  }

  static func doubt(_ doubt: BudgetCosting.Doubt, _ place: Place) -> Diagnostic {
    let taken = doubt.taken
    return Diagnostic(
      code: "budget-code-contradicts", severity: .warning,
      message: LocalizedText(
        id: "rekening `\(doubt.code)` tidak cocok dengan uraiannya `\(doubt.name)`; "
          + (taken.map { "dibaca \($0)" } ?? "tidak dipakai"),
        en: "the account `\(doubt.code)` does not fit its name `\(doubt.name)`; "
          + (taken.map { "read as \($0)" } ?? "not taken")), place: place, value: doubt.code,
      hint: LocalizedText(
        id: "perbaiki kode rekening di lembar RAB ini", en: "correct the account in this costing sheet"))
  }

  static func undetailed(_ count: Int, _ sum: Int64, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "budget-account-undetailed", severity: .warning,
      message: LocalizedText(
        id: "\(count) kegiatan (jumlah \(sum)) tanpa rekening yang jelas; disimpan pada rekening 5 Belanja",
        en: "\(count) activities (\(sum) in all) without a clear account; stored under the account 5 Belanja"),
      place: place, value: "\(count)",
      hint: LocalizedText(
        id: "rinci di lembar RAB berekening dengan jumlah yang sama",
        en: "detail them in costing sheets with accounts of the same amount"))
  }

  static func otherYear(_ costing: BudgetCosting, _ year: Int?) -> Diagnostic {
    Diagnostic(
      code: "budget-sheet-other-year", severity: .warning,
      message: LocalizedText(
        id:
          "lembar `\(costing.grid.name)` berjudul tahun \(costing.year.map(String.init) ?? "–"), APB Desa ini \(year.map(String.init) ?? "–"); tidak dibaca",
        en:
          "the sheet `\(costing.grid.name)` is titled \(costing.year.map(String.init) ?? "–"), this budget is of \(year.map(String.init) ?? "–"); it was not read"
      ), place: Place(file: costing.grid.file, sheet: costing.grid.sheet),
      value: costing.year.map(String.init),
      hint: LocalizedText(
        id: "bila lembar itu benar, perbaiki tahun pada judulnya",
        en: "if the sheet is right, correct the year in its title"
      ))
  }

  static func chosen(_ page: BudgetPage, _ year: Int, _ others: [BudgetPage]) -> Diagnostic {
    let list = others.map { "`\($0.grid.name)`" + ($0.year.map { " (\($0))" } ?? "") }.joined(separator: ", ")
    return Diagnostic(
      code: "budget-sheet-read", severity: .note,
      message: LocalizedText(
        id: "APB Desa \(year) dibaca dari lembar `\(page.grid.name)`" + (list.isEmpty ? "" : ", bukan dari \(list)"),
        en: "the budget of \(year) was read from the sheet `\(page.grid.name)`"
          + (list.isEmpty ? "" : ", not from \(list)")),
      place: Place(file: page.grid.file, sheet: page.grid.sheet), value: page.grid.name,
      hint: others.isEmpty
        ? nil
        : LocalizedText(id: "lembar lain dengan --set sheet=NAMA", en: "another sheet with --set sheet=NAME"))
  }

  static func titled(_ page: BudgetPage, _ named: Int, _ year: Int) -> Diagnostic {
    Diagnostic(
      code: "period-contradicts", severity: .warning,
      message: LocalizedText(
        id: "nama lembar `\(page.grid.name)` menyebut \(named), judulnya tahun anggaran \(year); judul yang dipakai",
        en: "the name of the sheet `\(page.grid.name)` says \(named), its title \(year); the title is taken"),
      place: Place(file: page.grid.file, sheet: page.grid.sheet), value: "\(named)",
      hint: LocalizedText(id: "atau sebutkan: --set period=\(named)", en: "or say so: --set period=\(named)"))
  }

  static func blank(_ count: Int, _ file: String) -> Diagnostic {
    Diagnostic(
      code: "budget-blank-lines", severity: .note,
      message: LocalizedText(
        id: "\(count) baris tanpa nilai tidak disimpan", en: "\(count) rows without an amount were not stored"),
      place: Place(file: file), value: "\(count)")
  }

  static func notFound(_ file: String) -> Diagnostic {
    Diagnostic(
      code: "column-missing",
      message: LocalizedText(
        id:
          "tidak ada lembar APB Desa: tabel dengan kolom kode, uraian, anggaran dan sumber dana, berisi pendapatan dan belanja",
        en:
          "there is no sheet of a budget: a table of codes, names (uraian), amounts (anggaran) and funds (sumber dana), with income and spending"
      ), place: Place(file: file),
      hint: LocalizedText(
        id: "untuk tabel satu baris per rekening pakai importir `apbdes`",
        en: "for a table with a row for each account use the importer `apbdes`"))
  }

  static func severalSheets(_ pages: [BudgetPage], _ file: String) -> Diagnostic {
    let list = pages.map { "`\($0.grid.name)`" + ($0.year.map { " (\($0))" } ?? "") }.joined(separator: ", ")
    return Diagnostic(
      code: "budget-sheets-several",
      message: LocalizedText(
        id: "beberapa lembar memuat APB Desa: \(list)", en: "several sheets hold a budget: \(list)"),
      place: Place(file: file),
      hint: LocalizedText(id: "pilih dengan --set sheet=NAMA", en: "choose with --set sheet=NAME"))
  }
}
