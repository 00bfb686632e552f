public import Diagnostics
public import Domain

/// A programme with its agencies, its tree of components and the sections of its mission reports.
///
/// Programmes end and others follow; numbering differs between a programme's own papers: all of it is configuration.
public struct ProgrammeDeclaration: Hashable, Sendable {
  public var id: String
  public var title: LocalizedText
  /// Further words by which records name it.
  public var synonyms: [String]
  public var begins: CalendarDate?
  public var ends: CalendarDate?
  /// What a mission report prints as project data.
  public var facts: [Fact]
  /// Those of whom each mission expects a report.
  public var agencies: [String]
  public var components: [Component]
  /// The sections of a mission report, in their order; empty takes the usual ones.
  public var sections: [Section]

  public struct Fact: Hashable, Sendable {
    public var title: LocalizedText
    public var value: LocalizedText

    public init(title: LocalizedText, value: LocalizedText) {
      self.title = title
      self.value = value
    }
  }

  public struct Component: Hashable, Sendable {
    public var code: String
    public var title: LocalizedText
    public var agency: String?
    /// The code of the component that it is part of.
    public var within: String?

    public init(code: String, title: LocalizedText, agency: String? = nil, within: String? = nil) {
      self.code = code
      self.title = title
      self.agency = agency
      self.within = within
    }
  }

  public struct Section: Hashable, Sendable {
    public enum Content: String, Hashable, Sendable, CaseIterable {
      case introduction
      case messages
      case project
      case ratings
      case progress
      case results
      case previousActions = "previous_actions"
      case agreedActions = "agreed_actions"
      case additions
      case issues
      case annexes
      case nextMission = "next_mission"
    }

    public var content: Content
    /// Its heading; nil takes the usual one.
    public var title: LocalizedText?
    /// Of issues: only those of these categories; empty takes those that no other section has.
    public var categories: [String]

    public init(_ content: Content, title: LocalizedText? = nil, categories: [String] = []) {
      self.content = content
      self.title = title
      self.categories = categories
    }

    /// The nine of the template of implementation support missions, then fiduciary matters, environmental and social
    /// matters, and the next mission.
    public static let usual: [Section] = [
      Section(.introduction), Section(.messages), Section(.project), Section(.ratings), Section(.progress),
      Section(.results), Section(.previousActions), Section(.agreedActions), Section(.additions),
      Section(
        .issues, title: LocalizedText(id: "Fidusia", en: "Fiduciary"),
        categories: ["fidusia", "fiduciary", "keuangan", "pengadaan"]),
      Section(
        .issues, title: LocalizedText(id: "Lingkungan dan sosial", en: "Environmental and social"),
        categories: ["lingkungan", "sosial", "environmental", "social", "safeguards"]),
      Section(.issues), Section(.annexes), Section(.nextMission),
    ]
  }

  public init(
    id: String, title: LocalizedText, synonyms: [String] = [], begins: CalendarDate? = nil, ends: CalendarDate? = nil,
    facts: [Fact] = [], agencies: [String] = [], components: [Component] = [], sections: [Section] = []
  ) {
    self.id = id
    self.title = title
    self.synonyms = synonyms
    self.begins = begins
    self.ends = ends
    self.facts = facts
    self.agencies = agencies
    self.components = components
    self.sections = sections
  }

  /// Whether records that name `text` mean it.
  public func isNamed(_ text: String) -> Bool {
    ([id, title.id, title.en] + synonyms).contains { Coordination.same($0, text) }
  }

  public func component(_ text: String) -> Component? {
    components.first { Coordination.same($0.code, text) || Coordination.same($0.title.id, text) }
  }
}
