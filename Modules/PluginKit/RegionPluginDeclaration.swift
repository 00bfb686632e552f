public import Diagnostics
public import Domain

/// What a province or kabupaten configures: scope, words, targets, papers, meetings, programmes, teams, sample.
public struct RegionPluginDeclaration: Hashable, Sendable {
  public var header: PluginHeader
  /// The region it speaks for; nested scopes merge and the nearest wins.
  public var scope: RegionCode
  /// The office that runs village affairs there, such as DPMPD.
  public var agency: LocalizedText?
  /// Words in place of the usual ones, for the whole scope (`regions` empty) or for some regions inside it.
  public var terms: [TermOverride]
  public var targets: [TargetDeclaration]
  /// How the papers of its office look.
  public var papers: PaperDeclaration?
  /// The series of meetings that it holds.
  public var series: [SeriesDeclaration]
  public var programmes: [ProgrammeDeclaration]
  /// Whom the joint team of each kecamatan is to have.
  public var team: [TeamMember]
  /// What it says about village budgets.
  public var budget: BudgetDeclaration?
  /// Files of the `Sample` folder, in the order in which they are imported.
  public var sample: [SampleFile]

  public init(
    header: PluginHeader, scope: RegionCode, agency: LocalizedText? = nil, terms: [TermOverride] = [],
    targets: [TargetDeclaration] = [], papers: PaperDeclaration? = nil, series: [SeriesDeclaration] = [],
    programmes: [ProgrammeDeclaration] = [], team: [TeamMember] = [], budget: BudgetDeclaration? = nil,
    sample: [SampleFile] = []
  ) {
    self.header = header
    self.scope = scope
    self.agency = agency
    self.terms = terms
    self.targets = targets
    self.papers = papers
    self.series = series
    self.programmes = programmes
    self.team = team
    self.budget = budget
    self.sample = sample
  }
}

/// Local words for some regions: `kampung` for villages of Berau, `gampong` in Aceh.
public struct TermOverride: Hashable, Sendable {
  /// The regions inside the scope to which it applies; empty for the whole scope.
  public var regions: [RegionCode]
  /// The word for a village (desa), a kecamatan and a village head; nil leaves the wider word.
  public var village: LocalizedText?
  public var district: LocalizedText?
  public var villageHead: LocalizedText?

  public init(
    regions: [RegionCode] = [], village: LocalizedText? = nil, district: LocalizedText? = nil,
    villageHead: LocalizedText? = nil
  ) {
    self.regions = regions
    self.village = village
    self.district = district
    self.villageHead = villageHead
  }
}

/// One file of a region plugin's sample and how it is imported.
public struct SampleFile: Hashable, Sendable {
  /// The importer's id; `alias` for a list of confirmed aliases.
  public var importer: String
  /// Path relative to the plugin's folder.
  public var file: String
  /// `--set` options.
  public var options: [String: String]

  public init(importer: String, file: String, options: [String: String] = [:]) {
    self.importer = importer
    self.file = file
    self.options = options
  }
}
