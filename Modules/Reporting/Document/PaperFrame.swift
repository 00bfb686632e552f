public import Diagnostics

/// What stands around a paper that an office sends out: its letterhead above, who gets copies below.
public struct PaperFrame: Hashable, Sendable {
  /// The lines of the letterhead, the authority first.
  public var letterhead: [LocalizedText]
  /// Address lines below it.
  public var address: [LocalizedText]
  /// Who gets copies (*tembusan*).
  public var copies: [LocalizedText]

  public init(letterhead: [LocalizedText] = [], address: [LocalizedText] = [], copies: [LocalizedText] = []) {
    self.letterhead = letterhead
    self.address = address
    self.copies = copies
  }
}
