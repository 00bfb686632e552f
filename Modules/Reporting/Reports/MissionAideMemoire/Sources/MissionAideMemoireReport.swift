import Diagnostics
import Domain
import PluginKit
import Storage

/// The aide-memoire of an implementation support mission, by component and agency.
///
/// Serves `mission_aide_memoire`. Its sections are those that the programme of the mission configures; by default the nine
/// of the template (`ism_aide_memoire_template`), then fiduciary, environmental and social matters, and the next mission.
/// Components without sustainability, agencies that did not report, targets without baseline and actions without a
/// component are flagged.
public struct MissionAideMemoireReport: Report {
  public init() {}

  public func document(_ context: ReportContext) throws -> ReportDocument {
    guard let register = try context.store.registerDate(for: context.asOf) else {
      return context.nothing(ReportContext.noRegister).document
    }
    let region = try context.reportRegion(at: register.date)
    guard let mission = try context.meeting(preferring: "misi") else {
      return context.nothing(
        LocalizedText(id: "Belum ada misi yang tercatat.", en: "No mission is recorded yet."), region
      ).document
    }
    let desk = try PaperDesk(context, mission)
    var document = try desk.document(region)
    var writer = try MissionSections(desk)
    let sections = writer.programme?.sections ?? []
    for (index, section) in (sections.isEmpty ? ProgrammeDeclaration.Section.usual : sections).enumerated() {
      document.tables += try writer.tables(section, number: index + 1)
    }
    document.notes += writer.flags
    if mission.isExample || desk.details.hasExamples || writer.hasExamples {
      document.notes.append(
        LocalizedText(
          id: "Sebagian angka bertanda contoh dan bukan data sebenarnya.",
          en: "Some figures are marked as examples and are no real data."))
    }
    return document
  }
}
