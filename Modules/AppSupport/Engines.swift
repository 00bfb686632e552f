public import Importers
public import PluginKit
public import Registry
public import Reporting

/// The Swift types behind plugins: the one list from which configuration is checked and plugins are made.
public enum Engines {
  private static let importers: [String: @Sendable () -> any Importer] = [
    "apbdes_buku": { BudgetWorkbookImporter() },
    "bps_crosswalk": { BpsCrosswalkImporter() },
    "code_list": { CodeListImporter() },
    "pembayaran_desa": { PaymentImporter() },
    "region_event": { RegionEventImporter() },
    "region_register": { RegionRegisterImporter() },
    "siskeudes": { SiskeudesImporter() },
    "target_list": { TargetListImporter() },
  ]

  private static let reports: [String: @Sendable () -> any Report] = [
    "actions": { ActionsReport.plain },
    "actions_consolidated": { ActionsReport.consolidated },
    "activity_results": { ActivityResultsReport() },
    "activity_verdict": { ActivityVerdictReport() },
    "agenda": { AgendaReport() },
    "agreements": { AgreementsReport() },
    "aspirations": { AspirationsReport() },
    "apbdes_review": { ApbdesReviewReport() },
    "attendance": { AttendanceReport() },
    "attendance_sheet": { AttendanceSheetReport() },
    "basic_services": { BasicServicesReport() },
    "berita_acara": { BeritaAcaraReport() },
    "calendar": { CalendarReport() },
    "compare": { CompareReport() },
    "completeness": { CompletenessReport() },
    "facilitator_coverage": { FacilitatorCoverageReport() },
    "idm_status": { StatusReport.idm },
    "indeks_desa_status": { StatusReport.indeksDesa },
    "issues": { IssuesReport() },
    "kecamatan_dashboard": { KecamatanDashboardReport() },
    "levers": { LeversReport() },
    "meeting_effect": { MeetingEffectReport() },
    "meeting_pack": { MeetingPackReport() },
    "meeting_report": { MeetingSummaryReport() },
    "minutes": { MinutesReport() },
    "mission_aide_memoire": { MissionAideMemoireReport() },
    "planning_stages": { PlanningStagesReport() },
    "ranking": { RankingReport() },
    "rumah_bersama": { RumahBersamaReport() },
    "sdgs_scorecard": { SdgsScorecardReport() },
    "status_minutes": { StatusMinutesReport() },
    "supervision": { SupervisionReport() },
    "target_candidates": { TargetCandidatesReport() },
    "targets": { TargetsReport() },
    "training_coverage": { TrainingCoverageReport() },
    "transition": { TransitionReport.idm },
    "trend": { TrendReport() },
    "village_income": { VillageIncomeReport() },
    "village_profile": { VillageProfileReport() },
  ]

  /// What `uses:` may name besides the generic types.
  public static var catalog: EngineCatalog {
    EngineCatalog(importers: importers.keys.sorted(), reports: reports.keys.sorted())
  }

  public static func importer(_ declaration: ImporterDeclaration) -> (any Importer)? {
    switch declaration.engine {
    case .table(let mapping): TableImporter(mapping)
    case .type(let id): importers[id]?()
    }
  }

  public static func report(_ declaration: ReportDeclaration) -> (any Report)? {
    switch declaration.engine {
    case .dataset(let layout): DatasetReport(layout)
    case .type(let id): reports[id]?()
    }
  }
}
