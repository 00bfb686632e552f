import Diagnostics
import Workbooks

/// Where figures come from, as a line: `Indeks Desa Membangun 2024, batch 1–3`.
enum SourceLine {
  /// The stage and day stand there only where they differ from the heading's.
  static func text(_ source: ReportSource, in document: ReportDocument, _ language: Language) -> String {
    var name = source.title?[language] ?? source.dataset
    if let period = source.period { name += " " + PeriodText.label(period, in: language) }
    var parts = [name]
    if !source.batches.isEmpty {
      parts.append(ReportWords.batch[language] + " " + ReportWords.ranges(source.batches))
    }
    if let stage = source.stage, stage != document.stage { parts.append(stage.label[language]) }
    if let day = source.asOf, day != document.dataAsOf {
      parts.append(
        LocalizedText(id: "keadaan per", en: "as of")[language] + " " + DateText.long(day, in: language))
    }
    return parts.joined(separator: ", ")
  }
}
