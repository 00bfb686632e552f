/// What a line of a village budget is, by its account: the four sides of Permendagri 20/2018 that have to balance.
public enum BudgetSide: Int, Hashable, Sendable, CaseIterable {
  /// *Pendapatan*, account 4.
  case income
  /// *Belanja*, account 5.
  case spending
  /// *Penerimaan pembiayaan*, account 6.1.
  case receipts
  /// *Pengeluaran pembiayaan*, account 6.2.
  case payments

  /// Nil for codes that are none of the four.
  public init?(account: BudgetCode) {
    switch account.groups {
    case let groups where groups[0] == 4: self = .income
    case let groups where groups[0] == 5: self = .spending
    case let groups where groups.starts(with: [6, 1]): self = .receipts
    case let groups where groups.starts(with: [6, 2]): self = .payments
    default: return nil
    }
  }
}
