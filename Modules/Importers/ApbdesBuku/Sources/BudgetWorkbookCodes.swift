import Diagnostics
import Domain
import Storage

/// Activities, accounts and funds as the store keeps them, found by code or name.
final class BudgetWorkbookCodes {
  struct Activity {
    let id: Int64
    let code: BudgetCode
    let text: String
  }

  struct Account {
    let id: Int64
    let code: BudgetCode
    let side: BudgetSide
  }

  let activities: BudgetNames
  let accounts: BudgetNames
  /// The activity of lines that have none.
  let none: Int64
  private let activityList: CodeList
  private let accountList: CodeList
  private let funds: FieldDeclaration?
  private var open = OpenCodes()
  /// Texts of codes that no list holds, by the cell that stands for them.
  var texts: [String] { open.texts }

  /// - Parameter given: the option `sebutan`.
  init(_ store: any Store, _ dataset: DatasetDeclaration, given: [(String, BudgetCode)]) throws {
    let (activity, account) = (dataset.field("kegiatan")?.scheme ?? "", dataset.field("rekening")?.scheme ?? "")
    activityList = try store.codes(of: activity)
    accountList = try store.codes(of: account)
    activities = BudgetNames(try store.listedCodes(of: activity), given: given)
    accounts = BudgetNames(try store.listedCodes(of: account), given: given)
    funds = dataset.field("sumber_dana")
    let listed = activityList["0"]
    none = if let listed { listed } else { open.keep("0") }
  }

  func activity(_ code: BudgetCode, _ place: Place) throws(Diagnostic) -> Activity {
    // Siskeudes' 05.03.01 is the official 5.3.00.
    let groups =
      code.groups[0] == 5 && code.groups.count == 3 && code.groups[2] == 1 ? [5, code.groups[1], 0] : code.groups
    let code = BudgetCode(groups.map(String.init).joined(separator: ".")) ?? code
    let text = code.activityText
    guard let id = open.id(text, in: activityList) else {
      throw BudgetRule.unknownCode(text, "kegiatan_desa", place)
    }
    return Activity(id: id, code: code, text: text)
  }

  func account(_ code: BudgetCode, _ place: Place) throws(Diagnostic) -> Account {
    guard let side = BudgetSide(account: code) else {
      throw BudgetRule.unknownCode(code.accountText, "rekening_desa", place)
    }
    guard let id = open.id(code.accountText, in: accountList) else {
      throw BudgetRule.unknownCode(code.accountText, "rekening_desa", place)
    }
    return Account(id: id, code: code, side: side)
  }

  /// Spending of which the workbook does not say on what account.
  func spending(_ place: Place) throws(Diagnostic) -> Account {
    guard let code = BudgetCode("5") else { preconditionFailure("5 is a code") }
    return try account(code, place)
  }

  func fund(_ text: String) -> Int64? {
    if let found = funds?.category(named: text) { return Int64(found) }
    // `s.ADD` and `SiLPA ADD`: what was left of a fund is of that fund.
    let lower = text.lowercased()
    for prefix in ["s.", "silpa "] where lower.hasPrefix(prefix) {
      return funds?.category(named: text.dropFirst(prefix.count).drop { $0 == " " }).map { Int64($0) }
    }
    return nil
  }

  /// The fund that an account of income is of: 4.2.1 is Dana Desa.
  func fund(of account: BudgetCode) -> Int64? {
    let ids: [([Int], String)] = [
      ([4, 2, 1], "dds"), ([4, 2, 2], "pbh"), ([4, 2, 3], "add"), ([4, 2, 4], "pbp"), ([4, 2, 5], "pbk"),
      ([4, 1, 3], "swd"),
      ([4, 1], "pad"), ([4, 3], "dll"),
    ]
    return ids.first { account.groups.starts(with: $0.0) }.flatMap { fund($0.1) }
  }

  func titles(_ funds: Set<Int64>) -> String {
    funds.sorted().compactMap { self.funds?.categories?[Int($0) - 1].id.uppercased() }.joined(separator: ", ")
  }

  func unknownFund(_ text: String, _ place: Place) -> Diagnostic { BudgetRule.unknownFund(text, funds, place) }
}
