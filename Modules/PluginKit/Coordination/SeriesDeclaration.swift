public import Diagnostics

/// A series of meetings that an office holds again and again: whom it expects, and what has to be ready before.
public struct SeriesDeclaration: Hashable, Sendable {
  /// What the meetings of the series name as their `rapat_seri`.
  public var id: String
  public var title: LocalizedText
  /// The kind of its meetings, an id of `rapat_jenis`.
  public var kind: String?
  /// Who is expected where a meeting's own quotas say nothing.
  public var quotas: [Quota]
  /// What has to be ready before each of its meetings.
  public var checklist: [Task]

  public struct Quota: Hashable, Sendable {
    public var role: LocalizedText
    public var people: Int

    public init(role: LocalizedText, people: Int) {
      self.role = role
      self.people = people
    }
  }

  public struct Task: Hashable, Sendable {
    public var title: LocalizedText
    /// The component of the programme that it is about.
    public var component: String?
    public var party: LocalizedText?
    /// Days before the meeting by which it is due.
    public var daysBefore: Int

    public init(title: LocalizedText, component: String? = nil, party: LocalizedText? = nil, daysBefore: Int = 0) {
      self.title = title
      self.component = component
      self.party = party
      self.daysBefore = daysBefore
    }
  }

  public init(id: String, title: LocalizedText, kind: String? = nil, quotas: [Quota] = [], checklist: [Task] = []) {
    self.id = id
    self.title = title
    self.kind = kind
    self.quotas = quotas
    self.checklist = checklist
  }
}

/// A member that every kecamatan's joint team (*Rumah Bersama*) is to have.
public struct TeamMember: Hashable, Sendable {
  public var title: LocalizedText
  /// Its position in the team, such as chair or member.
  public var position: LocalizedText?
  /// Further words by which records name it.
  public var synonyms: [String]

  public init(title: LocalizedText, position: LocalizedText? = nil, synonyms: [String] = []) {
    self.title = title
    self.position = position
    self.synonyms = synonyms
  }
}
