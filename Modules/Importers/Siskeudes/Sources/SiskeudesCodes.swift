import Diagnostics
import Domain
import Storage
import Tabular

/// The villages of a kabupaten by Siskeudes' codes, `KK.DDDD.`.
struct SiskeudesVillages {
  private let regency: RegionCode
  private let known: Set<Int64>

  init(_ regency: RegionCode, _ store: any Store, at date: CalendarDate) throws {
    self.regency = regency
    known = Set(try store.villageCodes(in: regency, at: date))
  }

  /// Nil for a village that the register does not hold.
  func code(_ text: String) -> Int64? {
    let parts = text.split(separator: ".")
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 4,
      let code = RegionCode("\(regency).\(parts[0]).\(parts[1])"), known.contains(code.number)
    else { return nil }
    return code.number
  }

  func unknown(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "region-unknown",
      message: LocalizedText(
        id: "desa `\(text)` tidak ada di \(regency)", en: "there is no village `\(text)` in \(regency)"), place: place,
      value: text,
      hint: LocalizedText(
        id: "bentuknya KK.DDDD.; periksa --set region", en: "the form is KK.DDDD.; check --set region"))
  }
}

/// Activities, accounts and funds as the store keeps them. Codes that no list was loaded for are kept as they come.
final class SiskeudesCodes {
  struct Unknown: Error {
    let code: String
  }

  private let activities: CodeList
  private let accounts: CodeList
  private let funds: FieldDeclaration?
  private var open = OpenCodes()
  /// Texts of codes that the lists do not hold, by the cell that stands for them.
  var texts: [String] { open.texts }
  private var sides: [Int64: BudgetSide] = [:]
  private var readAccounts: [String: Int64] = [:]
  private var readActivities: [String: Result<Int64, Unknown>] = [:]
  private var activityCodes: [Int64: String] = [:]
  private var told: Set<Int64> = []

  /// - Parameters: the ids of the fields that hold them.
  init(
    _ context: ImportContext, _ dataset: DatasetDeclaration, activity: String = "kegiatan",
    account: String = "rekening",
    fund: String = "sumber_dana"
  ) throws {
    activities = try context.store.codes(of: dataset.field(activity)?.scheme ?? "")
    accounts = try context.store.codes(of: dataset.field(account)?.scheme ?? "")
    funds = dataset.field(fund)
  }

  /// An activity as `Kd_Keg` writes it, the village's code before it; that of none is `0`.
  func activity(_ text: String) -> Result<Int64, Unknown> {
    if let known = readActivities[text] { return known }
    let result =
      Self.official(text).flatMap { code -> Int64? in
        let id = open.id(code, in: activities)
        if let id { activityCodes[id] = code }
        return id
      }.map { Result<Int64, Unknown>.success($0) } ?? .failure(Unknown(code: text))
    readActivities[text] = result
    return result
  }

  /// `18.2013.02.02.02.` is 2.2.02; `05.03.01` is the official 5.3.00; nil for what is no code.
  static func official(_ text: String) -> String? {
    let groups = text.split(separator: ".").map(String.init)
    if groups.isEmpty { return "0" }
    guard groups.allSatisfy({ $0.allSatisfy(\.isNumber) }) else { return nil }
    // Codes of income are those of the village alone, or closed with zeros.
    let own = groups.count >= 5 ? Array(groups.dropFirst(2)) : groups.count == 3 ? groups : []
    guard own.count == 3, let field = Int(own[0]), let part = Int(own[1]), let number = Int(own[2]) else {
      return own.isEmpty ? "0" : nil
    }
    if field == 0 { return "0" }
    if field == 5, number == 1 { return "5.\(part).00" }
    return "\(field).\(part).\(number < 10 ? "0" : "")\(number)"
  }

  func account(_ text: String) -> Int64? {
    if let known = readAccounts[text] { return known }
    guard let code = BudgetCode(text), code.groups.count >= 3, let side = BudgetSide(account: code) else { return nil }
    let bare = code.groups.enumerated().map { $0 < 3 ? "\($1)" : ($1 < 10 ? "0\($1)" : "\($1)") }.joined(separator: ".")
    guard let id = open.id(bare, in: accounts) else { return nil }
    readAccounts[text] = id
    sides[id] = side
    return id
  }

  func side(_ account: Int64) -> BudgetSide? { sides[account] }

  func fund(_ text: String) -> Int64? { funds?.category(named: text).map { Int64($0) } }

  /// A whole amount, whatever zeros stand behind its point (`1500000.0000`); nil for what is none.
  static func amount(_ text: String) -> Int64? {
    let plain = text.replacing(",", with: ".")
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0].isEmpty ? "0" : parts[0]) else { return nil }
    guard parts.count == 2 else { return whole }
    return parts[1].allSatisfy({ $0 == "0" }) ? whole : nil
  }

  // MARK: What is said

  func tell(activity: Int64, _ place: Place, _ bag: inout DiagnosticBag) {
    guard let code = activityCodes[activity], let last = BudgetCode(code)?.groups.last, last >= 90,
      told.insert(activity).inserted
    else { return }
    bag.add(BudgetRule.local(code, place))
  }

  func unknownFund(_ text: String, _ place: Place) -> Diagnostic { BudgetRule.unknownFund(text, funds, place) }
}
