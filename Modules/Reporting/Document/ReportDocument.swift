public import Diagnostics

/// What a report says, before anybody decided how it looks: renderers turn one document into text, CSV, JSON or XLSX.
///
/// Ids are snake_case English and never follow the language; titles and labels do.
public struct ReportDocument: Hashable, Sendable {
  /// The id of the report that made the document, such as `idm_status`.
  public var report: String
  public var title: LocalizedText
  /// The region the document is about, or nil where that has no meaning.
  public var region: ReportRegion?
  /// The period as the command line takes it: `2024`, `2024-07`, `2024-Q3`, `2024-S1`.
  public var period: String?
  /// The day (`yyyy-mm-dd`) whose state of affairs the figures show, where it is known.
  public var dataAsOf: String?
  /// Whether examples are among the figures, which the heading announces.
  public var hasExamples: Bool { sources.contains(where: \.isExample) }
  /// The weakest stage among the figures; provisional figures are announced in the heading.
  public var stage: ReportStage?
  public var keyFigures: [KeyFigure]
  /// The first table is the main one.
  public var tables: [ReportTable]
  /// Charts of columns of the tables.
  public var figures: [ReportFigure]
  public var sources: [ReportSource]
  public var notes: [LocalizedText]
  /// Whether it is looked at from afar: on pages its key figures are large and its charts come before all tables.
  public var isDashboard = false
  /// What stands around it as a paper of an office; figures have none.
  public var frame: PaperFrame?

  public init(
    report: String, title: LocalizedText, region: ReportRegion? = nil, period: String? = nil,
    dataAsOf: String? = nil, stage: ReportStage? = nil, keyFigures: [KeyFigure] = [], tables: [ReportTable] = [],
    figures: [ReportFigure] = [], sources: [ReportSource] = [], notes: [LocalizedText] = []
  ) {
    self.report = report
    self.title = title
    self.region = region
    self.period = period
    self.dataAsOf = dataAsOf
    self.stage = stage
    self.keyFigures = keyFigures
    self.tables = tables
    self.figures = figures
    self.sources = sources
    self.notes = notes
  }

  /// Whether there is nothing to show: no key figure and no row in any table.
  public var isEmpty: Bool { keyFigures.isEmpty && tables.allSatisfy(\.rows.isEmpty) }

  /// The same document with only the table `id` and the charts drawn from it.
  ///
  /// - Throws: a `Diagnostic` with the code `unknown-table`, naming the tables there are.
  public func selecting(table id: String) throws(Diagnostic) -> ReportDocument {
    guard let table = tables.first(where: { $0.id == id }) else {
      throw Diagnostic.unknownTable(id, known: tables.map(\.id))
    }
    var document = self
    document.tables = [table]
    document.figures = figures.filter { $0.table == id }
    return document
  }

  /// The document without names of people: each is a number instead, the same one wherever it stands.
  public var anonymised: ReportDocument {
    var numbers: [String: Int] = [:]
    func number(_ value: ReportValue) -> ReportValue {
      guard case .text(let text) = value, !text.id.allSatisfy(\.isWhitespace) else { return value }
      let own = numbers[text.id] ?? numbers.count + 1
      numbers[text.id] = own
      return .text(LocalizedText(id: "Orang \(own)", en: "Person \(own)"))
    }
    var document = self
    for table in tables.indices {
      let places = tables[table].columns.indices.filter { tables[table].columns[$0].isPersonal }
      guard !places.isEmpty else { continue }
      for row in tables[table].rows.indices {
        for place in places where tables[table].rows[row].indices.contains(place) {
          document.tables[table].rows[row][place] = number(tables[table].rows[row][place])
        }
      }
    }
    if !numbers.isEmpty {
      document.notes.append(
        LocalizedText(id: "Nama orang diganti dengan nomor.", en: "Names of people are replaced by numbers."))
    }
    return document
  }
}

extension Diagnostic {
  static func unknownTable(_ id: String, known: [String]) -> Diagnostic {
    let list = known.joined(separator: ", ")
    let hint: LocalizedText
    if let near = Suggestion.nearest(to: id, among: known) {
      hint = LocalizedText(id: "mungkin maksudnya `\(near)`?", en: "did you mean `\(near)`?")
    } else if known.isEmpty {
      hint = LocalizedText(id: "laporan ini tidak memuat tabel", en: "this report has no tables")
    } else {
      hint = LocalizedText(id: "tabel yang ada: \(list)", en: "tables there are: \(list)")
    }
    return Diagnostic(
      code: "unknown-table",
      message: LocalizedText(id: "laporan tidak memuat tabel `\(id)`", en: "the report has no table `\(id)`"),
      path: "table", value: id, hint: hint)
  }
}
