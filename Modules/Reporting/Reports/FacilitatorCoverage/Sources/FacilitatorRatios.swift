import Diagnostics
import Domain

/// How many facilitators a place should have; what the rules leave open is an option.
struct FacilitatorRatios {
  /// The most villages of one PLD: one to four by the rules in force.
  let villagesPerPLD: Int
  /// The fewest PD of a kecamatan: two is usual, and stands in no rule.
  let pdPerDistrict: Int
  /// The fewest PDTI of a kecamatan: likewise.
  let pdtiPerDistrict: Int
  /// Whether the two that are only usual are the report's own.
  let isAssumed: Bool

  init(_ context: ReportContext) throws {
    villagesPerPLD = try Self.number("villages_per_pld", context, 4)
    pdPerDistrict = try Self.number("pd_per_district", context, 2)
    pdtiPerDistrict = try Self.number("pdti_per_district", context, 1)
    isAssumed = context.options["pd_per_district"] == nil || context.options["pdti_per_district"] == nil
  }

  /// PLD that so many villages need.
  func pld(for villages: Int) -> Int { (villages + villagesPerPLD - 1) / villagesPerPLD }

  private static func number(_ name: String, _ context: ReportContext, _ usual: Int) throws -> Int {
    guard let text = context.options[name] else { return usual }
    guard let number = Int(text), number > 0 else {
      throw ReportFailure(
        Diagnostic(
          code: "option-invalid",
          message: LocalizedText(id: "`\(name)` harus bilangan mulai 1", en: "`\(name)` has to be a number from 1"),
          value: text))
    }
    return number
  }
}
