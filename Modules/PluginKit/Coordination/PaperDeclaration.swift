public import Diagnostics

/// How an office's papers look: letterhead, number, who signs, who gets copies.
///
/// Of nested scopes the nearest that says a thing decides about it.
public struct PaperDeclaration: Hashable, Sendable {
  /// The lines of the letterhead, the authority first.
  public var letterhead: [LocalizedText]
  /// Address lines below it.
  public var address: [LocalizedText]
  /// Where papers are signed.
  public var city: String?
  /// The short name of the local time, `WIB`, `WITA` or `WIT`, behind times of day.
  public var timeZone: String?
  /// How papers are numbered: `{no}/{kode}/DPMD/{bulan}/{tahun}`, the month in Roman figures.
  public var number: String?
  public var signatories: [Signatory]
  /// Who gets copies (*tembusan*).
  public var copies: [LocalizedText]

  /// Somebody who signs papers beside those that the meeting itself names.
  public struct Signatory: Hashable, Sendable {
    /// The ids of the reports that it signs, such as `berita_acara`; empty for all.
    public var papers: [String]
    /// What the signature is for, such as *Mengetahui*.
    public var label: LocalizedText
    /// The post as the register of officials has it.
    public var post: String
    /// In whose name the post signs (*a.n.*).
    public var onBehalfOf: String?

    public init(papers: [String] = [], label: LocalizedText, post: String, onBehalfOf: String? = nil) {
      self.papers = papers
      self.label = label
      self.post = post
      self.onBehalfOf = onBehalfOf
    }
  }

  public init(
    letterhead: [LocalizedText] = [], address: [LocalizedText] = [], city: String? = nil, timeZone: String? = nil,
    number: String? = nil, signatories: [Signatory] = [], copies: [LocalizedText] = []
  ) {
    self.letterhead = letterhead
    self.address = address
    self.city = city
    self.timeZone = timeZone
    self.number = number
    self.signatories = signatories
    self.copies = copies
  }
}
