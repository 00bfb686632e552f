public import Diagnostics

/// What an indicator set says of its scores beside their numbers: the *kertas kerja* of meetings that look for levers.
///
/// Lies beside the set's `plugin.yaml` as `rubric.csv` (`key,score,criterion,activity`) and `levers.csv`
/// (`key,effort,frozen,pusat,prov,kab,desa,csr,lainnya`), and is read only by reports that need it.
public struct Worksheet: Hashable, Sendable {
  /// Who can act on an indicator, as the columns *Pelaksana* of the worksheet have it.
  public enum Actor: String, Hashable, Sendable, CaseIterable {
    case pusat, prov, kab, desa, csr, lainnya

    public var title: LocalizedText {
      switch self {
      case .pusat: LocalizedText(id: "Pusat", en: "National")
      case .prov: LocalizedText(id: "Provinsi", en: "Province")
      case .kab: LocalizedText(id: "Kabupaten", en: "Kabupaten")
      case .desa: LocalizedText(id: "Desa", en: "Village")
      case .csr: LocalizedText(id: "CSR", en: "CSR")
      case .lainnya: LocalizedText(id: "Lainnya", en: "Others")
      }
    }
  }

  /// How hard it is to go from one score to the next: ours, not a decree's, and what a cost model prices.
  public enum Effort: String, Hashable, Sendable, CaseIterable {
    case light, middle, heavy
  }

  /// What a score stands for, and what brings it up.
  public struct Criterion: Hashable, Sendable {
    public var score: Int
    /// The rubric's words, Indonesian; empty where they are not known.
    public var text: String
    /// The activity that the office recommends at this score; empty where there is none.
    public var activity: String

    public init(score: Int, text: String, activity: String) {
      self.score = score
      self.text = text
      self.activity = activity
    }
  }

  public struct Entry: Hashable, Sendable {
    public var effort: Effort
    /// Not to be raised by anybody's decision, such as hazards and the diversity of a village's people.
    public var isFrozen: Bool
    /// The offices by level; levels that cannot act are left out.
    public var actors: [Actor: String]
    /// By score, ascending.
    public var criteria: [Criterion]

    public init(effort: Effort, isFrozen: Bool, actors: [Actor: String], criteria: [Criterion] = []) {
      self.effort = effort
      self.isFrozen = isFrozen
      self.actors = actors
      self.criteria = criteria
    }

    public func criterion(_ score: Int) -> Criterion? { criteria.first { $0.score == score } }
  }

  /// By the id of the field.
  public var entries: [String: Entry]

  public init(entries: [String: Entry]) { self.entries = entries }
}
